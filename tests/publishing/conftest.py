"""A moment that stands still, events in every state, and readers with browsers."""

import dataclasses
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from termcard.announcements.announcement import Mode, Place
from termcard.institutions.actions import add_venue
from termcard.programme import actions
from tests.publishing.test_filters import on

NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)


@pytest.fixture(autouse=True)
def noon():
    """It is Tuesday, 24 November 2026, twelve o'clock."""
    with time_machine.travel(NOON, tick=True) as clock:
        yield clock


@pytest.fixture
def reading_as():
    """Return a browser in which somebody is signed in, or nobody."""

    def browser(account=None):
        client = Client()
        if account is not None:
            client.force_login(account)
        return client

    return browser


@pytest.fixture
def in_state(announcement, host, olive):
    """Return an event in a state of the contract's table."""

    def make(state, **details):
        visibility = state if state in {"draft", "private", "unlisted"} else "public"
        at = timezone.now() + timedelta(hours=1) if state == "embargoed" else None
        event = actions.announce_event(
            details.pop("announcement", announcement),
            host=details.pop("host", host),
            by=olive,
            visibility=visibility,
            public_from=at,
            **details,
        )
        change = {
            "cancelled": actions.cancel_event,
            "postponed": actions.postpone_event,
            "withdrawn": actions.withdraw_event,
        }.get(state)
        if change:
            event = change(event, by=olive)
        if state == "merged":
            event.merged_into = actions.announce_event(announcement, host=host, by=olive)
            event.save()
        if state == "erased":
            event.erased_at = timezone.now()
            event.save()
        return event

    return make


@pytest.fixture
def found_everywhere(announcement, university, host, series, olive, operator):
    """Return an event that stands on every page by which events are found, and their slugs."""
    venue = add_venue(
        organisation=university,
        name="Elvet Hall",
        street_address="1 Church Street",
        directions="Ring the bell.",
        access=["step_free"],
        by=operator,
    )
    told = dataclasses.replace(
        announcement, mode=Mode.IN_PERSON, platform="", place=Place(name=venue.name)
    )
    event = actions.announce_event(told, host=host, series=series, by=olive)
    person = actions.link_appearances("Sam Speaks", list(event.appearances.all()), by=operator)
    slugs = [
        ("venue_page", venue.slug),
        ("topic_page", "bells"),
        ("person_page", person.slug),
        ("host_page", host.slug),
        ("series_page", series.slug),
    ]
    return event, slugs


@pytest.fixture
def announced(announcement, host, olive):
    """Announce an event on a day."""

    def announce(title, *days, **details):
        told = {
            name: details.pop(name)
            for name in ("abstract", "access", "parts", "topics")
            if name in details
        }
        sessions = tuple(session for day in days for session in on(day))
        said = dataclasses.replace(announcement, title=title, sessions=sessions, **told)
        return actions.announce_event(said, host=host, by=olive, **details)

    return announce
