"""Writes and reads backups: one tar file with a manifest, sealed by the checksum of all of it.

After the tar's own end stands one more block of 512 bytes that holds the SHA-256 of everything
before: `tar` ignores it, and no cut and no changed bit escapes it.
"""

from __future__ import annotations

import hashlib
import io
import json
import os
import tarfile
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import IO, Any

from tqdm import tqdm  # type: ignore[import-untyped]

from termcard.config.refusals import Refused

FORMAT = 1
MANIFEST = "manifest.json"
_BLOCK = 512
_SEAL = b"termcard backup sha256 "
_CHUNK = 1024 * 1024
_LONGEST_MANIFEST = 64 * _CHUNK


@dataclass(frozen=True)
class Member:
    """One file of a backup: its name there, and where it is read from."""

    name: str
    source: Path


def write_archive(file: Path, members: Iterable[Member], told: dict[str, Any]) -> None:
    """Write a backup of these files, readable by its owner alone; whole, or not at all.

    `told` stands in the manifest beside the size and checksum of each member. A member that
    is gone when its turn comes is left out.
    """
    unfinished = file.with_name(f".{file.name}.{os.getpid()}.unfinished")
    handle = os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with open(handle, "wb") as stream:
            sealed = _Sealed(stream)
            with tarfile.open(fileobj=sealed, mode="w|", format=tarfile.PAX_FORMAT) as tar:
                written = {each.name: _add(tar, each) for each in members if each.source.exists()}
                manifest = {"format": FORMAT, **told, "members": written}
                _add_words(tar, MANIFEST, json.dumps(manifest, indent=1).encode())
            stream.write((_SEAL + sealed.checksum.hexdigest().encode()).ljust(_BLOCK, b"\0"))
            stream.flush()
            os.fsync(stream.fileno())
        unfinished.replace(file)
    finally:
        unfinished.unlink(missing_ok=True)


class _Sealed(io.RawIOBase):
    """Passes on what is written, and reckons its checksum."""

    def __init__(self, stream: IO[bytes]) -> None:
        self._stream = stream
        self.checksum = hashlib.sha256()

    def writable(self) -> bool:
        return True

    def write(self, words: Any) -> int:
        self.checksum.update(words)
        return self._stream.write(words)


class _Checked:
    """Reads on, and reckons the checksum of what was read."""

    def __init__(self, stream: IO[bytes], tell: Callable[[int], object]) -> None:
        self._stream = stream
        self._tell = tell
        self.checksum = hashlib.sha256()

    def read(self, size: int = -1) -> bytes:
        words = self._stream.read(size)
        self.checksum.update(words)
        self._tell(len(words))
        return words


def _add(tar: tarfile.TarFile, member: Member) -> dict[str, Any]:
    with member.source.open("rb") as stream:
        entry = _entry(member.name, os.fstat(stream.fileno()).st_size)
        with tqdm(total=entry.size, unit="B", unit_scale=True, disable=None, leave=False) as bar:
            checked = _Checked(stream, bar.update)
            tar.addfile(entry, checked)
    return {"size": entry.size, "sha256": checked.checksum.hexdigest()}


def _add_words(tar: tarfile.TarFile, name: str, words: bytes) -> None:
    tar.addfile(_entry(name, len(words)), io.BytesIO(words))


def _entry(name: str, size: int) -> tarfile.TarInfo:
    entry = tarfile.TarInfo(name)
    entry.size, entry.mode = size, 0o600
    return entry


def verified_manifest(file: Path) -> dict[str, Any]:
    """Return what a backup says of itself; raises Refused unless every bit is as it was written."""
    try:
        with file.open("rb") as stream:
            _require_whole(file, stream)
        with tarfile.open(file, "r:") as tar:
            manifest = _manifest(tar)
            names = [entry.name for entry in tar if entry.name != MANIFEST]
    except OSError as error:
        raise Refused(f"{file}: cannot be read ({error.strerror or error})") from None
    except (tarfile.TarError, ValueError, KeyError, TypeError) as error:
        raise Refused(f"{file}: is no backup of Termcard ({type(error).__name__})") from None
    if manifest.get("format") != FORMAT:
        raise Refused(
            f"{file}: was written by another Termcard, whose backups this one cannot read"
        )
    if sorted(names) != sorted(manifest["members"]) or not all(map(_is_expected, names)):
        raise Refused(f"{file}: holds other files than its manifest says")
    return manifest


def _require_whole(file: Path, stream: IO[bytes]) -> None:
    size = os.fstat(stream.fileno()).st_size
    left, checksum = size - _BLOCK, hashlib.sha256()
    while left > 0:
        words = stream.read(min(_CHUNK, left))
        checksum.update(words)
        left -= len(words)
    seal = stream.read()
    if not seal.startswith(_SEAL):
        raise Refused(f"{file}: is cut short, or is no backup of Termcard")
    if seal != (_SEAL + checksum.hexdigest().encode()).ljust(_BLOCK, b"\0"):
        raise Refused(f"{file}: was changed since it was written: its checksum is another")


def _manifest(tar: tarfile.TarFile) -> dict[str, Any]:
    entry = tar.getmember(MANIFEST)
    stream = tar.extractfile(entry)
    if stream is None or entry.size > _LONGEST_MANIFEST:
        raise ValueError("The manifest is no file.")
    manifest = json.load(stream)
    if not isinstance(manifest, dict) or not isinstance(manifest["members"], dict):
        raise ValueError("The manifest is of another shape.")
    return manifest


def _is_expected(name: str) -> bool:
    """Say whether a name stays within the folder that a backup is unpacked into."""
    path = PurePosixPath(name)
    is_inside = not path.is_absolute() and ".." not in path.parts and "\0" not in name
    return is_inside and (len(path.parts) == 1 or path.parts[0] == "files")


def unpack(file: Path, manifest: dict[str, Any], folder: Path) -> None:
    """Write every member of a verified backup into a folder, each checked once more."""
    with tarfile.open(file, "r:") as tar:
        for name, told in manifest["members"].items():
            stream = tar.extractfile(tar.getmember(name))
            if stream is None:
                raise Refused(f"{file}: {name} is no file")
            if _copied(stream, folder / name) != told["sha256"]:
                raise Refused(f"{file}: {name} is not what its manifest says")


def _copied(source: IO[bytes], target: Path) -> str:
    target.parent.mkdir(parents=True, exist_ok=True)
    checksum = hashlib.sha256()
    with open(os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as stream:
        while words := source.read(_CHUNK):
            checksum.update(words)
            stream.write(words)
        stream.flush()
        os.fsync(stream.fileno())
    return checksum.hexdigest()
