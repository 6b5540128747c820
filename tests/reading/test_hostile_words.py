import dataclasses
import json

import pytest
from django.urls import reverse
from icalendar import Calendar

from termcard.announcements.announcement import Named, Place, Reference
from termcard.announcements.parts import Part
from termcard.announcements.sessions import Talk
from termcard.programme.actions import add_series, announce_event
from termcard.reading.actions import import_document
from termcard.reading.models import Proposal
from tests.reading.hostile import PAYLOADS, SIGNS
from tests.reading.pages import hostile_markup, json_ld

pytestmark = pytest.mark.django_db


def full_of(words, announcement):
    person = Part(name=words, honorific=words[:90], role=words, affiliation=words, biography=words)
    talk = Talk(title=words, abstract=words, parts=(person,))
    return dataclasses.replace(
        announcement,
        title=words,
        abstract=f"{words}\n\n{words} ({words[:40]})",
        sessions=(dataclasses.replace(announcement.sessions[0], title=words, talks=(talk,)),),
        status_note=words,
        series=Named(name=words),
        place=Place(name=words, directions=words),
        platform=words[:90],
        parts=(person,),
        attendance=words,
        access_note=words,
        references=(Reference(cited=words, text=words),),
        topics=(words[:80],),
        notices=(words,),
    )


@pytest.fixture
def events(announcement, host, olive):
    """An event for each of the hostile words, in every field it has and in its series."""
    return [
        announce_event(
            full_of(words, announcement),
            host=host,
            by=olive,
            series=add_series(title=words, slug=f"s{sign}", description=words, host=host, by=olive),
        )
        for sign, words in zip(SIGNS, PAYLOADS, strict=True)
    ]


def test_there_are_33_ways_each_with_a_sign():
    assert len(PAYLOADS) == 33
    assert all(sign in words for sign, words in zip(SIGNS, PAYLOADS, strict=True))


def test_on_its_page_words_are_words(events, client):
    for event, sign in zip(events, SIGNS, strict=True):
        page = client.get(event.get_absolute_url()).content.decode()
        assert sign in page
        assert hostile_markup(page) == [], sign
        inside = json_ld(page)
        assert "<" not in inside
        assert sign in json.loads(inside)["name"]


@pytest.mark.parametrize("address", ["/", "/hosts/", "/hosts/education/", "/series/"])
def test_in_lists_words_are_words(address, events, client):
    page = client.get(address).content.decode()
    assert hostile_markup(page) == []
    if address != "/hosts/":
        assert all(sign in page for sign in SIGNS)


def test_on_the_page_of_a_series_words_are_words(events, client):
    for event, sign in zip(events, SIGNS, strict=True):
        page = client.get(f"/series/s{sign}/").content.decode()
        assert page.count(sign) >= 3
        assert hostile_markup(page) == [], event


def test_a_browser_takes_no_other_shape_for_a_page(events, client):
    for event, sign in zip(events, SIGNS, strict=True):
        shapes = {
            name: client.get(reverse(name, args=[event.address]))
            for name in ("event_calendar", "event_json", "event_text")
        }
        for answer in shapes.values():
            assert sign in answer.content.decode()
            assert answer["X-Content-Type-Options"] == "nosniff"
            assert "html" not in answer["Content-Type"]
        assert sign in json.loads(shapes["event_json"].content)["title"]
        (read,) = Calendar.from_ical(shapes["event_calendar"].content).walk("VEVENT")
        assert sign in read["SUMMARY"]


@pytest.mark.parametrize(("sign", "words"), list(zip(SIGNS, PAYLOADS, strict=True)), ids=SIGNS)
def test_in_the_review_words_are_words(sign, words, desk, host, olive, filled_in):
    lines = (
        f"Title: {words}\nSpeaker: Dr {words}\nDate: 9 December 2026\nTime: 13:00 to 14:00\n"
        f"Place: {words}\nSeries: {words}\n\nAbstract: {words}\n"
    )
    (proposal,) = import_document(lines.encode(), host=host, by=olive).proposals
    page = desk.get(proposal.url).content.decode()
    assert sign in page
    assert hostile_markup(page) == []
    assert hostile_markup(desk.get("/organise/proposals/").content.decode()) == []

    texts = ("title", "place", "platform", "attendance", "abstract", "references", "zone")
    typed = dict.fromkeys((*texts, "kind", "series", "starts_on", "people-0-name"), words)
    answer = desk.post(proposal.url, filled_in(proposal, **typed))
    assert answer.status_code == 400
    assert hostile_markup(answer.content.decode()) == []
    assert answer.content.decode().count(sign) > 8
    assert Proposal.objects.get().event is None


def test_pasted_words_that_hold_no_event_come_back_as_words(paste):
    for words, sign in zip(PAYLOADS, SIGNS, strict=True):
        page = paste(words).content.decode()
        assert sign in page
        assert hostile_markup(page) == []
