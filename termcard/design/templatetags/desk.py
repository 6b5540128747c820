"""Says to which pages of the desk an account is led, by what it has use for."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any

from django import template
from django.urls import Resolver404, resolve

register = template.Library()

# The path, the words, and the roles that have use for it; none for everybody.
_PAGES = (
    ("/organise/", "Today", ()),
    ("/organise/events/", "Events", ("organiser", "steward")),
    ("/organise/series/", "Series", ("organiser", "steward")),
    ("/organise/terms/", "Terms", ("organiser", "steward")),
    ("/organise/units/", "Units", ("organiser", "steward")),
    ("/organise/enquiries/", "Questions", ("organiser", "steward")),
    ("/organise/proposals/", "Waiting", ("organiser", "steward")),
    ("/organise/approvals/", "Approvals", ("approver", "steward")),
)


@dataclass(frozen=True)
class DeskPage:
    """One page of the desk; `is_here` where one is on it or below it."""

    path: str
    words: str
    is_here: bool


@register.simple_tag(takes_context=True)
def desk_pages(context: Any) -> list[DeskPage]:
    """Return the pages of the desk for whoever is signed in; one query, a second for keepers."""
    account, here = context["user"], context["request"].path
    kinds = _kinds(account)
    return [
        DeskPage(path, words, _is_at(here, path))
        for path, words, wanted in _PAGES
        if (kinds is None or not wanted or kinds & set(wanted)) and _is_there(path)
    ]


def _kinds(account: Any) -> set[str] | None:
    """Return the kinds of roles an account holds; None when it may do everything."""
    if account.is_operator:
        return None
    kinds = {kind for kind, _ in account.roles.held()}
    if kinds & {"organiser", "steward"} or not account.keepings.active().exists():
        return kinds
    return {*kinds, "organiser"}


def _is_at(here: str, path: str) -> bool:
    return here == path if path == "/organise/" else here.startswith(path)


@cache
def _is_there(path: str) -> bool:
    try:
        resolve(path)
    except Resolver404:
        return False
    return True
