"""Weighs what a page loads beside its HTML: styles, scripts and fonts, as they are sent."""

from __future__ import annotations

import gzip
from pathlib import Path

import termcard

_SMALL = {".css", ".js"}
_FONTS = {".woff2"}


def kilobytes() -> dict[str, float]:
    """Return the gzipped kilobytes of styles and scripts, and those of fonts."""
    folder = Path(termcard.__file__).parent
    files = [file for file in folder.glob("*/static/**/*") if file.is_file()]
    texts = [gzip.compress(file.read_bytes()) for file in files if file.suffix in _SMALL]
    fonts = [file.stat().st_size for file in files if file.suffix in _FONTS]
    return {"texts": sum(map(len, texts)) / 1024, "fonts": sum(fonts) / 1024}
