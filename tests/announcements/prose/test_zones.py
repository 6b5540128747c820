import pytest

from termcard.announcements.prose.spans import Span
from termcard.announcements.prose.zones import find_zone


def zone_in(text: str, hour: str = "16:00", default_zone: str = "Europe/London") -> str | None:
    start = text.index(hour)
    found = find_zone(
        text, Span(start, start + len(hour)), Span(0, len(text)), default_zone=default_zone
    )
    return found.value if found else None


@pytest.mark.parametrize(
    ("text", "zone"),
    [
        ("16:00 (Paris time)", "Europe/Paris"),
        ("16:00, heure de Paris", "Europe/Paris"),
        ("16:00 Perth time", "Australia/Perth"),
        ("16:00 (GMT+9)", "Etc/GMT-9"),
        ("16:00 UTC+5:30", "Asia/Kolkata"),
        ("16:00 JST", "Asia/Tokyo"),
        ("16:00 (CET)", "Europe/Paris"),
        ("16:00 EDT / 21:00 BST", "America/New_York"),
        ("16:00 Lima Time (UTC/GMT -5 hours)", "America/Lima"),
        ("16:00. All times in PDT", "America/Los_Angeles"),
        ("16:00 in the Hall", None),
        ("16:00 next time we meet", None),
    ],
)
def test_a_stated_zone_gets_its_name(text: str, zone: str | None) -> None:
    assert zone_in(text) == zone


def test_a_shared_abbreviation_means_the_readers_own_zone() -> None:
    assert zone_in("16:00 CST", default_zone="Asia/Shanghai") == "Asia/Shanghai"
    assert zone_in("16:00 CST", default_zone="Europe/London") == "America/Chicago"
    assert zone_in("16:00 IST", default_zone="Europe/Dublin") == "Europe/Dublin"
