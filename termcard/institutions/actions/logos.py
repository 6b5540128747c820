"""Draws the logo that somebody sends anew, so that no byte of their file is ever served.

A PNG may hide a second file, and an SVG scripts and addresses; a picture of the picture holds
neither. It is drawn in a child process with limits, as sheets are.
"""

from __future__ import annotations

import base64
import hashlib
import struct
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

from django.core.exceptions import ValidationError
from django.core.files.base import File
from django.core.files.storage import default_storage

from termcard.lib.typesetting import NotTypeset, typeset

TEMPLATE = Path(__file__).parent.parent / "typst" / "logo.typ"
FOLDER = "themes"
MOST_BYTES = 500 * 1024
LONGEST_SIDE = 4096
TALLEST, WIDEST = 160, 960
_PNG = b"\x89PNG\r\n\x1a\n"
_HEAD = struct.Struct(">4sII")
_SVG_STARTS = (b"<svg", b"<?xml", b"<!--", b"<!doctype svg")


@dataclass(frozen=True, kw_only=True)
class Logo:
    """A picture that we drew: a PNG, with its width and height in pixels."""

    content: bytes
    width: int
    height: int

    @property
    def name(self) -> str:
        """What it is called for as long as it is the same picture."""
        return hashlib.sha256(self.content).hexdigest()[:24]


def redrawn(sent: bytes) -> Logo:
    """Return a PNG or SVG as a logo of ours. Raises ValidationError that says what is wrong."""
    if len(sent) > MOST_BYTES:
        raise ValidationError(f"The picture is larger than {MOST_BYTES // 1024} kB.")
    told = {"picture": _as_svg(sent), "tallest": TALLEST, "widest": WIDEST}
    try:
        content = typeset(TEMPLATE, told, "png")
    except NotTypeset as error:
        raise ValidationError("This file cannot be drawn as a picture.") from error
    width, height = _size_of(content)
    return Logo(content=content, width=width, height=height)


def keep_logo(logo: Logo) -> None:
    """Write a logo where `theme_logo` finds it, unless it is there."""
    file = file_of(logo.name)
    if not default_storage.exists(file):
        default_storage.save(file, File(BytesIO(logo.content)))


def kept_logo(name: str) -> Logo | None:
    """Return the logo of that name, if it is kept."""
    if not default_storage.exists(file_of(name)):
        return None
    with default_storage.open(file_of(name)) as picture:
        content = picture.read()
    width, height = _size_of(content)
    return Logo(content=content, width=width, height=height)


def file_of(name: str) -> str:
    """Return where the logo of that name is kept among the files of the installation."""
    return f"{FOLDER}/{name}.png"


def _as_svg(sent: bytes) -> str:
    """Return what is to be drawn: an SVG as it is, a PNG as the only thing in one."""
    if sent.startswith(_PNG):
        width, height = _size_of(sent)
        size = f'width="{width}" height="{height}"'
        picture = f"data:image/png;base64,{base64.b64encode(sent).decode()}"
        framed = f'<image {size} href="{picture}"/>'
        return f'<svg xmlns="http://www.w3.org/2000/svg" {size}>{framed}</svg>'
    if sent.lstrip(b"\xef\xbb\xbf \t\r\n")[:20].lower().startswith(_SVG_STARTS):
        return sent.decode("utf-8-sig", "replace")
    raise ValidationError("A logo is a PNG or an SVG file.")


def _size_of(png: bytes) -> tuple[int, int]:
    """Return the width and height that a PNG states (PNG, section 11.2.1)."""
    if len(png) < len(_PNG) + 4 + _HEAD.size:
        raise ValidationError("This file cannot be drawn as a picture.")
    kind, width, height = _HEAD.unpack_from(png, len(_PNG) + 4)
    if kind != b"IHDR" or not 0 < width <= LONGEST_SIDE or not 0 < height <= LONGEST_SIDE:
        raise ValidationError(f"A logo is at most {LONGEST_SIDE} pixels wide and high.")
    return width, height
