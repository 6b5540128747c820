"""Answers with typeset sheets, each made once for what it says."""

from __future__ import annotations

import functools
import json
import logging
from collections.abc import Mapping
from importlib.metadata import version
from pathlib import Path
from typing import Any, Literal

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from termcard.lib.http import kept_answer
from termcard.lib.made_once import key_of, made_once
from termcard.lib.typesetting import NotTypeset, typeset

TEMPLATES = Path(__file__).parent.parent / "typst"
TYPES = {"pdf": "application/pdf", "png": "image/png"}
Shape = Literal["pdf", "png"]
logger = logging.getLogger(__name__)


@functools.cache
def _edition(template: str) -> str:
    """Return what changes when a template or the typesetter does."""
    sources = [(TEMPLATES / name).read_bytes() for name in ("ground.typ", template)]
    return key_of(version("typst"), *sources)


def sheet(template: str, told: Mapping[str, Any], shape: Shape) -> bytes:
    """Return the sheet that a template makes of what it is told. Raises NotTypeset."""
    words = json.dumps(told, ensure_ascii=False, sort_keys=True)
    key = key_of(_edition(template), words, shape)
    folder = settings.TERMCARD_HOME / "typeset"
    return made_once(folder, key, lambda: typeset(TEMPLATES / template, told, shape))


def typeset_answer(
    request: HttpRequest,
    template: str,
    told: Mapping[str, Any],
    shape: Shape,
    *,
    name: str,
    **kept: Any,
) -> HttpResponse:
    """Answer with a sheet, to be saved under that name; say so when it cannot be made now."""
    try:
        content = sheet(template, told, shape)
    except NotTypeset:
        logger.exception("A sheet could not be typeset: %s of %s.", template, name)
        words = "This sheet cannot be made just now. Please try again in a minute.\n"
        answer = HttpResponse(words, content_type="text/plain; charset=utf-8", status=503)
        answer["Retry-After"] = "60"
        return answer
    answer = kept_answer(request, content, content_type=TYPES[shape], is_for_all=True, **kept)
    answer["Content-Disposition"] = f'inline; filename="{name}.{shape}"'
    return answer
