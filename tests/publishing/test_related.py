import dataclasses
import re
from datetime import date

import pytest

from termcard.announcements.announcement import Mode, Place
from termcard.institutions.actions import add_venue
from termcard.programme import actions
from tests.publishing.test_filters import on


@pytest.fixture
def announced(announcement, host, olive):
    """Announce an event of that day, about nothing, nowhere."""

    def announce(title, day, *, series=None, visibility="public", place="", topics=()):
        told = dataclasses.replace(
            announcement,
            title=title,
            sessions=on(day),
            topics=topics,
            mode=Mode.IN_PERSON,
            platform="",
            place=Place(name=place) if place else None,
        )
        return actions.announce_event(
            told, host=host, by=olive, series=series, visibility=visibility
        )

    return announce


def related(client, event):
    """Return [(reason, title)] as the page of an event shows them."""
    text = client.get(event.url).content.decode()
    lines = text.partition('id="related"')[2]
    line = r'<p class="label">([^·<]+) · .*?<a href="[^"]+">([^<]+)</a>'
    return re.findall(line, lines, re.DOTALL)


def test_each_says_what_it_has_in_common(announced, series, client):
    read = announced(
        "Read", date(2026, 12, 2), series=series, place="Elvet Hall", topics=("Bells", "Time")
    )
    announced("Next", date(2026, 12, 3), series=series)
    announced("Next but one", date(2026, 12, 10), series=series)
    announced("In the room", date(2026, 12, 4), place="Elvet Hall")
    announced("A week later", date(2026, 12, 9), place="Elvet Hall")
    announced("Bells again", date(2027, 1, 4), topics=("Bells",))
    announced("Past bells", date(2026, 10, 4), topics=("Bells",))
    announced("Neither", date(2026, 12, 2))
    assert related(client, read) == [
        ("Same series", "Next but one"),
        ("Same place, same week", "In the room"),
        ("Same topic", "Bells again"),
    ]


def test_there_are_at_most_four_and_each_once(announced, series, client):
    read = announced("Read", date(2026, 12, 2), place="Elvet Hall", topics=("Bells",))
    for number in range(6):
        announced(f"No. {number}", date(2026, 12, 3), place="Elvet Hall", topics=("Bells",))
    assert related(client, read) == [("Same place, same week", f"No. {n}") for n in range(4)]


def test_a_venue_is_one_place_by_whatever_name_it_is_printed(
    announced, series, university, operator, olive, client
):
    venue = add_venue(organisation=university, name="Elvet Hall", by=operator)
    actions.amend_series(series, by=olive, venue=venue)
    read = announced("Read", date(2026, 12, 2), series=series)
    announced("There too", date(2026, 12, 4), place="Elvet Hall")
    assert related(client, read) == [("Same place, same week", "There too")]
    other = announced("Other", date(2026, 12, 4), place="Elvet Hall")
    assert ("Same place, same week", "Read") in related(client, other)


@pytest.mark.parametrize("visibility", ["draft", "private", "unlisted"])
def test_what_is_hidden_is_related_to_nothing(visibility, announced, client):
    read = announced("Read", date(2026, 12, 2), topics=("Bells",))
    announced("Hidden", date(2026, 12, 3), topics=("Bells",), visibility=visibility)
    assert related(client, read) == []
    assert "See also" not in client.get(read.url).content.decode()
