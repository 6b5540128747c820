"""Weighs what a page loads beside its HTML: styles, scripts and fonts, as they are sent."""

from __future__ import annotations

import gzip
from pathlib import Path

_SMALL = {".css", ".js"}
_FONTS = {".woff2"}


def kilobytes(home: Path) -> dict[str, float]:
    """Return the gzipped kilobytes of styles and scripts, and those of fonts, as collected."""
    files = [file for file in (home / "static" / "design").rglob("*") if _is_plainly_named(file)]
    texts = [gzip.compress(file.read_bytes()) for file in files if file.suffix in _SMALL]
    fonts = [file.stat().st_size for file in files if file.suffix in _FONTS]
    return {"texts": sum(map(len, texts)) / 1024, "fonts": sum(fonts) / 1024}


def _is_plainly_named(file: Path) -> bool:
    """Say whether it is the file itself: each has a twin that is named after what it holds."""
    return file.is_file() and file.name.count(".") == 1
