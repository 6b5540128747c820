"""Pictures that somebody might send as a logo."""

import struct
import zlib

SVG = b"""<svg xmlns="http://www.w3.org/2000/svg" width="300" height="80" onload="secret()">
<script>secret()</script><rect width="300" height="80" fill="#00505a"/></svg>"""


def png(width, height, colour=(0, 80, 90, 255)):
    """Return a PNG of one colour, with words hidden in it."""
    rows = b"".join(b"\0" + bytes(colour) * width for _ in range(height))
    head = struct.pack(">IIBBBBB", width, height, 8, 6, 0, 0, 0)
    chunks = ((b"IHDR", head), (b"tEXt", b"Comment\0secret"), (b"IDAT", zlib.compress(rows)))
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(*each) for each in (*chunks, (b"IEND", b"")))


def _chunk(kind, content):
    check = zlib.crc32(kind + content)
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", check)
