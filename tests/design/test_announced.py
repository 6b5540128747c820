import re
from datetime import UTC, date, datetime, time

import pytest
from django.template import Context, Template
from django.test import override_settings

from termcard.announcements.announcement import (
    Announcement,
    Earlier,
    Mode,
    OpenTo,
    Place,
    Reference,
    Status,
)
from termcard.announcements.parts import Part, PartKind
from termcard.announcements.sessions import Session
from termcard.design.templatetags import announced

DAY = date(2026, 10, 14)
HOSTILE = "<script>alert('x')</script>"


def session(**changes):
    told = {"starts_on": DAY, "starts_time": time(13), "ends_time": time(14)}
    return Session(**{**told, "zone": "Europe/London", **changes})


def shown(template, **context):
    return Template("{% load announced %}" + template).render(Context(context))


@pytest.mark.parametrize("server_zone", ["UTC", "America/New_York", "Asia/Kolkata"])
def test_times_stand_in_the_zone_of_the_event_and_not_of_the_server(server_zone):
    sitting = session(zone="Asia/Tokyo")
    with override_settings(TIME_ZONE=server_zone):
        line = shown("{{ s|when }} | {{ s|iso }} | {{ s|clock }}", s=sitting)
    assert "13:00–14:00" in line
    assert "Asia/Tokyo" in line
    assert "2026-10-14T13:00+09:00" in line


def test_hours_leave_the_zone_to_the_line_beside_them():
    line = announced.hours(session())
    assert line == "Wednesday 14 October 2026, 13:00–14:00"
    assert "Europe/London" in announced.zone_words(session())


def test_iso_is_a_day_when_no_hour_is_said():
    assert announced.iso(session(starts_time=None, ends_time=None)) == "2026-10-14"


def test_iso_has_no_seconds_in_its_offset():
    before_standard_time = session(starts_on=date(1840, 5, 1))
    assert announced.iso(before_standard_time) == "1840-05-01T13:01+00:00"


def test_an_assumed_end_is_not_shown():
    assert announced.clock(session(ends_time=None), DAY).small == ""
    assert announced.clock(session(), DAY).small == "–14:00"


def test_clock_says_until_when_longer_sessions_last():
    weekend = session(starts_time=None, ends_time=None, ends_on=date(2026, 10, 16))
    assert announced.clock(weekend, DAY) == announced.Clock("All day", "until 16 Oct")
    assert announced.clock(weekend, date(2026, 10, 15)) == announced.Clock("Until", "16 Oct")


@override_settings(TIME_ZONE="Europe/London")
def test_a_list_names_the_zone_of_a_time_that_is_not_the_time_here():
    assert announced.clock(session(), DAY).zone == ""
    assert announced.clock(session(zone="Europe/Lisbon"), DAY).zone == ""
    assert announced.clock(session(zone="Australia/Sydney"), DAY).zone == "AEDT"
    assert announced.clock(session(zone="UTC"), DAY).zone == "UTC"


@pytest.mark.parametrize(
    ("today", "said"),
    [
        (DAY, "Today · Oct"),
        (date(2026, 10, 13), "Tomorrow · Oct"),
        (date(2026, 1, 1), "Oct"),
        (date(2025, 12, 31), "Oct 2026"),
        (None, "Oct 2026"),
    ],
)
def test_day_heading_says_how_near_the_day_is(today, said):
    heading = shown("{% day_heading day today %}", day=DAY, today=today)
    assert f'<span class="m">{said}</span>' in heading
    assert ('class="today"' in heading) == (today == DAY)


@pytest.mark.parametrize(
    ("changes", "word"),
    [
        ({}, ""),
        ({"status": Status.CANCELLED, "is_full": True}, "Cancelled"),
        ({"status": Status.POSTPONED}, "Postponed"),
        ({"status": Status.TENTATIVE}, "Provisional"),
        ({"earlier": (Earlier(starts=DAY),)}, "Moved"),
        ({"earlier": (Earlier(place="Room 4"),)}, "New place"),
        ({"earlier": (Earlier(starts=DAY),), "status": Status.CANCELLED}, "Cancelled"),
        ({"is_full": True}, "Full"),
    ],
)
def test_the_word_that_stands_first(changes, word):
    assert announced.state_word(Announcement(**changes)) == word


def test_what_was_before_a_move_stands_in_the_zone_of_the_event():
    moved = Announcement(
        sessions=(session(),),
        earlier=(Earlier(starts=datetime(2026, 10, 13, 15, 0, tzinfo=UTC), place="Room 4"),),
    )
    assert announced.earlier_words(moved) == ["Tuesday 13 October 2026, 16:00, Room 4"]


def test_the_place_of_a_list_leaves_out_the_street():
    place = Place(name="Room 4", street_address="1 Long Street", locality="Wearmouth")
    told = Announcement(mode=Mode.HYBRID, platform="Zoom", place=place)
    assert announced.place_words(told) == "Room 4, and online (Zoom)"
    assert announced.short_place(told) == "Room 4, and online"
    assert announced.short_place(Announcement(mode=Mode.ONLINE, platform="Zoom")) == "Online (Zoom)"
    assert announced.address_words(place) == "1 Long Street, Wearmouth"


def test_a_long_list_of_speakers_is_cut():
    parts = tuple(Part(name=f"Speaker {number}") for number in range(4))
    told = Announcement(parts=parts)
    assert [part.name for part in announced.first_speakers(told)] == ["Speaker 0", "Speaker 1"]
    assert announced.other_speakers(told) == 2
    assert announced.other_speakers(Announcement(parts=parts[:3])) == 0


def test_chairs_stand_apart_from_speakers():
    rita = Part(name="Rita", part=PartKind.CHAIR)
    assert announced.other_people(Announcement(parts=(Part(name="Sam"), rita))) == [rita]


def test_for_whom_is_said_only_when_known():
    assert announced.open_to_words(None) == ""
    assert announced.open_to_words(OpenTo.INVITED) == "By invitation"


def test_the_description_is_one_line_of_bounded_length():
    told = Announcement(sessions=(session(),), parts=(Part(name="Sam"),), abstract="Ice.\n" * 200)
    line = announced.description(told)
    assert line.startswith("Wednesday 14 October 2026, 13:00–14:00")
    assert "Sam" in line
    assert "\n" not in line
    assert len(line) <= announced.DESCRIPTION_LENGTH + 1
    assert line.endswith("…")


ABSTRACT = """As shown (Greaney and Higham, 2018; Chapman & Hadfield,
2009), and again by Greaney and Higham, 2018.

Second <b>paragraph</b>."""
CITED = Announcement(
    abstract=ABSTRACT,
    references=(
        Reference(cited="Chapman & Hadfield, 2009"),
        Reference(cited="Greaney and Higham, 2018"),
        Reference(cited="Higham, 2018", url="https://works.example/7"),
    ),
)


def test_citations_lead_to_the_references_and_the_first_can_be_led_back_to():
    html = announced.abstract(CITED)
    assert html.count('href="#ref-2"') == 2
    assert html.count('id="cited-2"') == 1
    assert re.search(r'href="#ref-1" id="cited-1">Chapman &amp; Hadfield,\s2009</a>', html)


def test_the_longest_citation_wins():
    assert "#ref-3" not in announced.abstract(CITED)


def test_a_citation_inside_a_word_is_none():
    told = Announcement(abstract="McHigham, 2018a", references=(Reference(cited="Higham, 2018"),))
    assert "<a" not in announced.abstract(told)
    assert not announced.is_cited(told.references[0], told.abstract)


def test_an_empty_citation_links_nothing():
    told = Announcement(abstract="Words.", references=(Reference(cited=" "), Reference(cited="")))
    assert announced.abstract(told) == "<p>Words.</p>"


def test_paragraphs_stand_apart_and_what_is_hostile_is_text():
    html = announced.abstract(CITED)
    assert html.count("<p>") == 2
    assert "&lt;b&gt;paragraph&lt;/b&gt;" in html
    cited = Announcement(abstract=HOSTILE, references=(Reference(cited=HOSTILE),))
    assert "<script" not in announced.abstract(cited)


def test_web_addresses_become_links_and_cannot_break_out_of_them():
    html = announced.paragraphs('See https://a.example/x"onclick="y(1), or javascript:alert(1).')
    assert 'href="https://a.example/x"' in html
    assert 'href="javascript' not in html
    assert "onclick=&quot;" in html


def test_a_reference_is_found_at_its_address_or_by_its_words():
    assert announced.find_url(CITED.references[2]) == "https://works.example/7"
    assert announced.find_url(CITED.references[0]).endswith("Chapman+%26+Hadfield%2C+2009")
    assert announced.find_url(Reference(cited="x", url="javascript:alert(1)")).endswith("q=x")


def test_what_stands_in_a_script_cannot_end_it():
    held = announced.in_script('{"name": "</script><!--&"}')
    assert "<" not in held
    assert "&" not in held
    assert "\\u003c/script\\u003e" in held


@pytest.mark.parametrize(
    ("address", "shown"),
    [
        ("http://events.example/hosts/a/", "/hosts/a/"),
        ("http://events.example.elsewhere.example/", "http://events.example.elsewhere.example/"),
        ("https://elsewhere.example/a", "https://elsewhere.example/a"),
    ],
)
def test_an_address_of_ours_is_led_to_by_its_path(address, shown):
    assert announced.on_site(address) == shown
