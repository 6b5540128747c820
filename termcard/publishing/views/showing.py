"""Fills the templates of public pages, which depend on nothing but what is asked for."""

from __future__ import annotations

from typing import Any

from django.template.loader import render_to_string

from termcard.institutions.models import Organisation


def rendered(template: str, shown: dict[str, Any]) -> str:
    """Return a page in the name of the institution, where there is one alone."""
    return render_to_string(template, {"institution_name": Organisation.objects.speaking_name(), **shown})
