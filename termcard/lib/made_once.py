"""Keeps files that were costly to make in a folder of this machine, named after what they are of.

The folder belongs to nothing else: not in a backup, bounded in size, and deleted at any moment
without harm. What goes wrong with it is never the reader's trouble: then the file is made anew.
"""

from __future__ import annotations

import hashlib
import os
import tempfile
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

MOST_BYTES = 200 * 1024 * 1024
# How many files are written between two looks at how much there is.
_WRITES_A_SWEEP = 64


def key_of(*parts: str | bytes) -> str:
    """Return the name of what is made of these parts, and of nothing else."""
    named = hashlib.sha256()
    for part in parts:
        content = part.encode("utf-8", "surrogatepass") if isinstance(part, str) else part
        named.update(len(content).to_bytes(8, "big") + content)
    return named.hexdigest()


def made_once(folder: Path, key: str, make: Callable[[], bytes]) -> bytes:
    """Return the file of that key: as it is kept, else as it is made, which is kept then."""
    file = folder / key[:2] / key
    with suppress(OSError):
        content = file.read_bytes()
        os.utime(file)
        return content
    content = make()
    with suppress(OSError):
        _keep(file, content)
        if int(key, 16) % _WRITES_A_SWEEP == 0:
            sweep(folder)
    return content


def sweep(folder: Path, most: int = MOST_BYTES) -> None:
    """Delete what was not asked for longest, until the folder holds no more than it may."""
    found = []
    for file in folder.glob("*/*"):
        with suppress(OSError):
            stated = file.stat()
            found.append((stated.st_mtime, stated.st_size, file))
    total = sum(size for _, size, _ in found)
    for _, size, file in sorted(found):
        if total <= most:
            return
        file.unlink(missing_ok=True)
        total -= size


def _keep(file: Path, content: bytes) -> None:
    """Write a file whole or not at all, whoever writes it at the same time."""
    file.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile(dir=file.parent, delete=False) as written:
        try:
            written.write(content)
            written.close()
            Path(written.name).replace(file)
        except OSError:
            Path(written.name).unlink(missing_ok=True)
            raise
