"""Cuts the two open faces down to what pages need, and hands them to Django as static files.

The licence (SIL OFL 1.1, section 3) reserves the word "Source" for the unmodified faces, so a
cut face is called Termcard Serif or Termcard Sans, inside the file too.
"""

from __future__ import annotations

import functools
import hashlib
import io
import os
import shutil
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from importlib.metadata import version
from importlib.resources import files
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.staticfiles.finders import BaseFinder
from django.contrib.staticfiles.utils import matches_patterns
from django.core.files.storage import FileSystemStorage
from fontTools import subset  # type: ignore[import-untyped]
from fontTools.ttLib import TTFont  # type: ignore[import-untyped]

PREFIX = "design/fonts"
# Those that names are written with in Europe's languages, and what their texts stand between.
LETTERS = frozenset(
    [
        *(*range(0x20, 0x7F), 0xA0, 0xAB, 0xB7, 0xBB, *range(0xC0, 0x100)),
        *map(ord, "ĀāĂăĄąĆćĊċČčĎďĐđĒēĖėĘęĚěĞğĠġĢģĦħĪīĮįİıĶķĹĺĻļĽľŁłŃńŅņŇňŌōŐőŒœŔŕŘřŚśŞşŠš"),
        *map(ord, "ŢţŤťŪūŮůŰűŲųŴŵŶŷŸŹźŻżŽžȘșȚț"),
    ]
)
PUNCTUATION = frozenset(map(ord, "\u2010\u2011–—‘’‚“”„…"))
KERNED = frozenset([*range(0x20, 0x7F), *map(ord, "‘’“”")])
SYMBOLS = frozenset(map(ord, "¡¿£€§©°±²³µ½•′″‹›←→−×"))

# Names that a face must carry (OpenType, "name" table); all others go.
_COPYRIGHT, _FAMILY, _STYLE, _IDENTIFIER, _FULL_NAME, _POSTSCRIPT = 0, 1, 2, 3, 4, 6
_LICENCE, _LICENCE_URL, _TYPOGRAPHIC_FAMILY, _TYPOGRAPHIC_STYLE = 13, 14, 16, 17


@dataclass(frozen=True, kw_only=True)
class Face:
    """One file to cut: from which package and file, under which name, with which characters."""

    file: str
    package: str
    original: str
    family: str
    style: str
    characters: frozenset[int]
    features: tuple[str, ...]


# Pairs of letters are moved together where text is long or large, which costs much of a face.
FACES = (
    Face(
        file="serif-regular.woff2",
        package="font_source_serif_pro",
        original="SourceSerifPro-Regular.ttf",
        family="Termcard Serif",
        style="Regular",
        characters=LETTERS | PUNCTUATION | SYMBOLS,
        features=("kern", "liga"),
    ),
    Face(
        file="serif-italic.woff2",
        package="font_source_serif_pro",
        original="SourceSerifPro-It.ttf",
        family="Termcard Serif",
        style="Italic",
        characters=LETTERS | PUNCTUATION,
        features=("liga",),
    ),
    Face(
        file="sans-regular.woff2",
        package="font_source_sans_pro",
        original="SourceSansPro-Regular.ttf",
        family="Termcard Sans",
        style="Regular",
        characters=LETTERS | PUNCTUATION | SYMBOLS,
        features=("lnum", "tnum"),
    ),
    Face(
        file="sans-semibold.woff2",
        package="font_source_sans_pro",
        original="SourceSansPro-Semibold.ttf",
        family="Termcard Sans",
        style="Semibold",
        characters=LETTERS | PUNCTUATION,
        features=("lnum", "tnum"),
    ),
)
LICENCES = {
    "OFL-serif.txt": "font_source_serif_pro",
    "OFL-sans.txt": "font_source_sans_pro",
}


def cut(face: Face, into: Path) -> Path:
    """Write the face as woff2 into the folder; the same bytes each time. Return its path."""
    plain = [feature for feature in face.features if feature != "kern"]
    font = _subset(face, face.characters, plain)
    if "kern" in face.features:
        font["GPOS"] = _subset(face, KERNED, ["kern"])["GPOS"]
    _rename(font, face)
    font.flavor = "woff2"
    path = into / face.file
    font.save(path)
    return path


def _subset(face: Face, characters: frozenset[int], features: list[str]) -> TTFont:
    options = subset.Options(
        layout_features=features,
        hinting=False,
        name_IDs=[_COPYRIGHT, _LICENCE, _LICENCE_URL],
        notdef_outline=True,
    )
    options.drop_tables += ["DSIG", "FFTM", "gasp"]
    content = (files(face.package) / "files" / face.original).read_bytes()
    font = TTFont(io.BytesIO(content), recalcTimestamp=False, lazy=False)
    cutter = subset.Subsetter(options)
    cutter.populate(unicodes=characters)
    cutter.subset(font)
    return font


def build(home: Path) -> Path:
    """Cut every face below `home` unless it is there already; return the folder that holds them.

    The folder is named after everything that can change its bytes, and appears whole or not
    at all, so two processes that start together do no harm.
    """
    folder = home / "fonts" / _recipe()
    if folder.is_dir():
        return folder
    folder.parent.mkdir(parents=True, exist_ok=True)
    unfinished = Path(tempfile.mkdtemp(dir=folder.parent))
    try:
        for face in FACES:
            cut(face, unfinished)
        for name, package in LICENCES.items():
            licence = files(package) / "files" / "LICENSE.txt"
            (unfinished / name).write_bytes(licence.read_bytes())
        unfinished.chmod(0o755)
        os.replace(unfinished, folder)
    except OSError:
        # Another process was first: a folder that is not empty cannot be replaced.
        if not folder.is_dir():
            raise
    finally:
        shutil.rmtree(unfinished, ignore_errors=True)
    return folder


class FontsFinder(BaseFinder):
    """Finds the cut faces under `design/fonts/`, cutting them the first time they are wanted."""

    def check(self, **_kwargs: Any) -> list[Any]:
        """Return no complaints: there is nothing to set."""
        return []

    def find(self, path: str, find_all: bool = False, **kwargs: Any) -> Any:
        """Return where the file of that static path lies, or an empty list."""
        every = bool(find_all or kwargs.get("all"))
        folder, _, name = path.replace("\\", "/").rpartition("/")
        if folder != PREFIX or name not in _names():
            return []
        found = str(build(_home()) / name)
        return [found] if every else found

    def list(self, ignore_patterns: Iterable[str] | None) -> Iterator[tuple[str, Any]]:
        """Yield every file with the storage that holds it."""
        storage = FileSystemStorage(location=build(_home()))
        storage.prefix = PREFIX  # type: ignore[attr-defined]
        for name in _names():
            if not matches_patterns(name, list(ignore_patterns or ())):
                yield name, storage


def _names() -> list[str]:
    return [*(face.file for face in FACES), *LICENCES]


def _home() -> Path:
    return Path(settings.TERMCARD_HOME)


@functools.cache
def _recipe() -> str:
    parts = (Path(__file__).read_text(), version("fonttools"), version("brotli"))
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:16]


def _rename(font: TTFont, face: Face) -> None:
    full = face.family if face.style == "Regular" else f"{face.family} {face.style}"
    postscript = f"{face.family.replace(' ', '')}-{face.style}"
    is_plain = face.style in ("Regular", "Italic")
    names: Mapping[int, str] = {
        _FAMILY: face.family if is_plain else full,
        _STYLE: face.style if is_plain else "Regular",
        _IDENTIFIER: postscript,
        _FULL_NAME: full,
        _POSTSCRIPT: postscript,
        _TYPOGRAPHIC_FAMILY: face.family,
        _TYPOGRAPHIC_STYLE: face.style,
    }
    table = font["name"]
    for number, words in names.items():
        table.setName(words, number, 3, 1, 0x409)
