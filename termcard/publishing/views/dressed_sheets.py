"""Adds to what a sheet is told the colours and the mark of the organisation it is of."""

from __future__ import annotations

import base64
from collections.abc import Mapping
from typing import Any

from termcard.institutions.actions import kept_logo
from termcard.institutions.models import Dress


def dressed(told: Mapping[str, Any], dress: Dress | None) -> dict[str, Any]:
    """Return what a sheet is told, and what it wears; without a dress it is told the same."""
    worn: dict[str, Any] = {}
    if dress is not None and dress.accent_day:
        worn |= {"accent": dress.accent_day, "tint": dress.tint_day}
    if dress is not None and dress.logo:
        worn |= {"logo": _framed(dress), "logo_words": dress.wordmark}
    elif dress is not None and dress.wordmark:
        worn["wordmark"] = dress.wordmark
    return {**told, **worn}


def _framed(dress: Dress) -> str:
    """Return a logo as an SVG that holds it, for what can be told words alone."""
    logo = kept_logo(dress.logo)
    if logo is None:
        return ""
    content = base64.b64encode(logo.content).decode()
    size = f'width="{logo.width}" height="{logo.height}"'
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" {size}>'
        f'<image {size} href="data:image/png;base64,{content}"/></svg>'
    )
