"""Typesets sheets with typst, from templates of ours and words that are never read as markup.

What is told reaches a template as JSON in one input, so no words of anybody can be code. Each
sheet is set in a child process with limits, which ends with it.
"""

from __future__ import annotations

import functools
import json
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import Any, Literal

import typst

from termcard.lib.limited import LimitedError, run_limited

FONTS = ("font_source_serif_pro", "font_source_sans_pro")
SECONDS, MEGABYTES = 8, 600
PIXELS_PER_INCH = 72.0
ACCESSIBLE = "ua-1"
_UNSHOWN = "could not be displayed"


class NotTypeset(Exception):
    """A sheet that could not be set within its limits."""


@dataclass(frozen=True, kw_only=True)
class Sheet:
    """What is to be set: a template's file, and what it is told as JSON.

    A PDF is tagged, and says that it keeps to PDF/UA-1 (ISO 14289-1) as far as there is a glyph
    for each of its letters. A PNG has a pixel for each point of the page.
    """

    template: Path
    told: str
    shape: Literal["pdf", "png"]


def typeset(template: Path, told: Mapping[str, Any], shape: Literal["pdf", "png"]) -> bytes:
    """Return the sheet that a template makes of what it is told; the same bytes each time.

    The template finds it as `json(bytes(sys.inputs.told))`. Raises NotTypeset when that takes too
    much time or room, or the template refuses it.
    """
    words = json.dumps(told, ensure_ascii=False, sort_keys=True)
    sheet = Sheet(template=template, told=words, shape=shape)
    try:
        return run_limited(typeset_here, sheet, seconds=SECONDS, megabytes=MEGABYTES)
    except (LimitedError, RuntimeError) as error:
        raise NotTypeset(str(error)) from error


def typeset_here(sheet: Sheet) -> bytes:
    """Return the sheet, set in this very process; RuntimeError when it cannot be."""
    said: dict[str, Any] = {"sys_inputs": {"told": sheet.told}, "root": str(sheet.template.parent)}
    if sheet.shape == "png":
        return _set(sheet, said, ppi=PIXELS_PER_INCH)
    try:
        return _set(sheet, said, pdf_standards=[ACCESSIBLE])
    except typst.TypstError as error:
        if _UNSHOWN not in str(error):
            raise
        return _set(sheet, said)


def _set(sheet: Sheet, said: dict[str, Any], **more: Any) -> bytes:
    made = compiler().compile(input=str(sheet.template), format=sheet.shape, **said, **more)
    sides = made if isinstance(made, list) else [made or b""]
    return sides[0]


@functools.cache
def compiler() -> typst.Compiler:
    """Return the compiler, which knows the faces we ship and those of the machine."""
    return typst.Compiler(font_paths=[str(files(package) / "files") for package in FONTS])


def get_ready() -> None:
    """Find the faces, once for all sheets."""
    compiler()
