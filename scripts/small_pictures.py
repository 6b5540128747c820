"""Makes pictures small: as many colours as a palette holds, packed as well as zlib can."""

from __future__ import annotations

import base64
import struct
import zlib

from playwright.sync_api import Page

MOST_COLOURS = 200
# Gives {width, height, palette, dots} of a picture: its most frequent colours, and for each dot
# the number of the nearest of them. A margin of white paper may stand around it.
COUNTED = """async ({picture, most, margin}) => {
  const image = await createImageBitmap(await (await fetch(picture)).blob());
  const width = image.width + 2 * margin, height = image.height + 2 * margin;
  const canvas = new OffscreenCanvas(width, height), pen = canvas.getContext("2d");
  pen.fillStyle = "#fff";
  pen.fillRect(0, 0, width, height);
  pen.drawImage(image, margin, margin);
  const {data} = pen.getImageData(0, 0, width, height);
  const coarse = at => ((data[at] >> 2) << 12) | ((data[at + 1] >> 2) << 6) | (data[at + 2] >> 2);
  const counts = new Map(), exact = new Map();
  for (let at = 0; at < data.length; at += 4) {
    const key = coarse(at);
    counts.set(key, (counts.get(key) || 0) + 1);
    if (!exact.has(key)) exact.set(key, [data[at], data[at + 1], data[at + 2]]);
  }
  // Frequent colours first, but none that is nearly another: a rare one that is its own counts.
  const far = (one, other) => one.reduce((sum, part, at) => sum + (part - other[at]) ** 2, 0);
  const chosen = [], palette = [];
  for (const [key] of [...counts].sort((a, b) => b[1] - a[1])) {
    if (chosen.length === most) break;
    const colour = exact.get(key);
    if (chosen.length > 2 && palette.some(other => far(colour, other) < 90)) continue;
    chosen.push(key);
    palette.push(colour);
  }
  const numbers = new Map(chosen.map((key, number) => [key, number]));
  for (const [key, colour] of exact) {
    if (numbers.has(key)) continue;
    let best = 0, least = Infinity;
    palette.forEach((other, number) => {
      const here = far(colour, other);
      if (here < least) { least = here; best = number; }
    });
    numbers.set(key, best);
  }
  let dots = "";
  for (let at = 0; at < data.length; at += 4) dots += String.fromCharCode(numbers.get(coarse(at)));
  return {width, height, palette: palette.flat(), dots: btoa(dots)};
}"""


def reduced(page: Page, picture: bytes, *, margin: int = 0) -> bytes:
    """Return a PNG with a palette (PNG, section 11.2.1: colour type 3) of any picture.

    `page` is a page in which scripts may run; `margin` is paper around it, in dots.
    """
    address = f"data:image/png;base64,{base64.b64encode(picture).decode()}"
    asked = {"picture": address, "most": MOST_COLOURS, "margin": margin}
    found = page.evaluate(COUNTED, asked)
    width, height = found["width"], found["height"]
    dots = base64.b64decode(found["dots"])
    rows = b"".join(b"\0" + dots[at : at + width] for at in range(0, len(dots), width))
    head = struct.pack(">IIBBBBB", width, height, 8, 3, 0, 0, 0)
    chunks = (
        (b"IHDR", head),
        (b"PLTE", bytes(found["palette"])),
        (b"IDAT", zlib.compress(rows, 9)),
        (b"IEND", b""),
    )
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(kind, content) for kind, content in chunks)


def _chunk(kind: bytes, content: bytes) -> bytes:
    check = zlib.crc32(kind + content)
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", check)
