"""What everybody sees: pages, and the shapes in which an event can be taken away. No tables."""
