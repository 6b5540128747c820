"""How every page looks: the frame, the stylesheet, the faces, and the tags that show events."""
