"""Fills the templates of public pages, which depend on nothing but what is asked for."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.template.loader import render_to_string
from django.utils.module_loading import import_string


def rendered(template: str, shown: dict[str, Any]) -> str:
    """Return a page with what it shows, and with what every page shows.

    The latter is the answer of the function that the setting EVERY_PAGE names.
    """
    return render_to_string(template, {**import_string(settings.EVERY_PAGE)(), **shown})


def share_image() -> str:
    """Return the address of the picture that stands for a page elsewhere, 1200 by 630 pixels."""
    return f"{settings.BASE_URL}{settings.STATIC_URL}design/share-card.png"
