"""Leads from what is shown to where one follows it by mail."""

from __future__ import annotations

from collections.abc import Sequence

from django import template

from termcard.lib import following

register = template.Library()

to_keep = register.filter("to_keep", following.to_keep)


@register.filter
def by_mail(ways: Sequence[following.Way]) -> str:
    """Return the path at which a listing is followed by mail, which has these ways to follow."""
    return following.by_mail(ways[0].url)
