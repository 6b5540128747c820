"""Fills the templates of public pages, which depend on nothing but what is asked for."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.template.loader import render_to_string

from termcard.institutions.models import Organisation


def rendered(template: str, shown: dict[str, Any]) -> str:
    """Return a page in the name of the institution, where there is one alone."""
    named = {
        "institution_name": Organisation.objects.speaking_name(),
        "share_image": share_image(),
    }
    return render_to_string(template, {**named, **shown})


def share_image() -> str:
    """Return the address of the picture that stands for a page elsewhere, 1200 by 630 pixels."""
    return f"{settings.BASE_URL}{settings.STATIC_URL}design/share-card.png"
