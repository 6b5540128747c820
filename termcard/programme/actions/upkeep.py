"""Brings up to date what rows were derived from: time-zone rules, and the form of the search."""

from __future__ import annotations

from collections.abc import Iterator

import tzdata  # type: ignore[import-untyped]
from django.db import transaction

from termcard.people.actions import local_operator
from termcard.programme.actions.instants import derive_instants
from termcard.programme.actions.searching import rebuild_search
from termcard.programme.models import Edition, Event, SearchEntry

ZONES, SEARCH = "time zones", "search"
# Another number whenever entries, words or spellings of the search are made otherwise.
SEARCH_FORM = "1"


def outdated() -> list[str]:
    """Return the names of what was derived from another edition than today's."""
    names = []
    if Edition.objects.of(ZONES) != tzdata.IANA_VERSION:
        names.append(ZONES)
    if Edition.objects.of(SEARCH) != SEARCH_FORM or _is_search_empty():
        names.append(SEARCH)
    return names


def keep_up() -> Iterator[str]:
    """Derive anew what is outdated, and yield in words what was done to events.

    It is done once: belongs where nobody else does the same.
    """
    names = outdated()
    if ZONES in names:
        with transaction.atomic():
            moved = derive_instants(by=local_operator(), rules=tzdata.IANA_VERSION)
            _note(ZONES, tzdata.IANA_VERSION)
        if moved:
            yield f"The rules of time zones changed: {moved:,} events are at another moment now."
    if SEARCH in names:
        with transaction.atomic():
            found = rebuild_search()
            _note(SEARCH, SEARCH_FORM)
        if found:
            yield f"The search was made anew: {found:,} events can be found."


def _is_search_empty() -> bool:
    listed = Event.objects.visible_to(None).listed()
    return listed.exists() and not SearchEntry.objects.exists()


def _note(name: str, edition: str) -> None:
    Edition.objects.update_or_create(name=name, defaults={"edition": edition})
