import json
from datetime import date

from hypothesis import given

from termcard.announcements import documented, jsonfeed, jsonld
from termcard.announcements.channel import Channel
from termcard.announcements.icalendar import writer
from termcard.announcements.reading import read
from termcard.announcements.withholding import withhold
from tests.announcements import drawn

CHANNEL = Channel(
    uid="events@termcard.example",
    title="Events",
    url="https://termcard.example/",
    feed_url="https://termcard.example/feed.json",
)
announced = drawn.announcements.filter(
    lambda one: one.sessions and all(is_public(words) for words in texts(documented.write(one)))
)


def texts(value):
    if isinstance(value, str):
        yield value
    for inner in value.values() if isinstance(value, dict) else ():
        yield from texts(inner)
    for inner in value if isinstance(value, list) else ():
        yield from texts(inner)


def is_public(words):
    return withhold(words).text == words


def back(source):
    source = source.encode() if isinstance(source, str) else source
    document = read(source, reference_date=date(2026, 10, 1), default_timezone="Europe/London")
    (reading,) = document.readings
    return reading.announcement


@given(announced)
def test_our_calendar_is_read_back_equal(announcement):
    again = back(writer.write([announcement]))
    assert again.only(writer.KEEPS) == announcement.only(writer.KEEPS)


@given(announced)
def test_our_json_is_read_back_equal(announcement):
    written = documented.write(announcement)
    assert back(json.dumps(written)) == announcement
    assert back(json.dumps([written], ensure_ascii=False)) == announcement


@given(announced)
def test_our_json_feed_is_read_back_equal(announcement):
    assert back(jsonfeed.write(CHANNEL, [announcement])) == announcement


@given(announced)
def test_our_markup_is_read_back_equal_alone_and_in_a_page(announcement):
    written = jsonld.dump(announcement)
    page = (
        '<!doctype html><html><head><script type="application/ld+json">'
        f"{written}</script></head><body></body></html>"
    )
    for source in (written, page):
        assert back(source).only(jsonld.KEEPS) == announcement.only(jsonld.KEEPS)
