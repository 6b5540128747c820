import pytest

from termcard.announcements.prose.places import (
    find_platform,
    is_hybrid,
    is_only_online,
    is_place,
)
from termcard.announcements.prose.spans import Span


def whole(text: str) -> tuple[str, Span]:
    return text, Span(0, len(text))


@pytest.mark.parametrize(
    ("text", "platform"),
    [
        ("Zoom seminar", "Zoom"),
        ("Teams seminar", "Teams"),
        ("Microsoft Teams", "Teams"),
        ("Online (via Zoom)", "Zoom"),
        ("https://example.zoom.us/j/1", "Zoom"),
        ("Google Meet", "Google Meet"),
        ("Zooming in on sand", None),
        ("Tickets on Eventbrite", None),
        ("Teams of bees", None),
        ("Room 5", None),
    ],
)
def test_platforms_are_known_by_name(text: str, platform: str | None) -> None:
    found = find_platform(*whole(text))
    assert (found.value if found else None) == platform


@pytest.mark.parametrize(
    "text", ["Room 5", "HB203", "E4.11", "Alte Aula", "12 rue des Lilas", "Grote Zaal", "DH1 3EB"]
)
def test_rooms_and_streets_are_places(text: str) -> None:
    assert is_place(*whole(text))


@pytest.mark.parametrize(
    ("text", "only"),
    [
        ("Online via Zoom", True),
        ("Zoom seminar", True),
        ("online", True),
        ("Room 5 and online", False),
        ("Room 5", False),
    ],
)
def test_a_way_online_is_told_from_a_room(text: str, only: bool) -> None:
    assert is_only_online(*whole(text)) is only


def test_room_and_screen_together_are_hybrid() -> None:
    assert is_hybrid(*whole("Room 5 and also online"))
    assert not is_hybrid(*whole("Room 5, in person only"))
