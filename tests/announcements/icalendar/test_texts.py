import re
import unicodedata

import ics
import pytest
import vobject
from hypothesis import HealthCheck, given, settings
from icalendar import Calendar as LibraryCalendar

from termcard.announcements.announcement import Place
from termcard.announcements.icalendar.reader import read
from termcard.announcements.icalendar.writer import KEEPS, write
from tests.announcements.icalendar.examples import announcements, any_text, event, unfolded

SLOW = (HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much)
QUICKLY = settings(max_examples=60, deadline=None, suppress_health_check=SLOW)
WHOLE = settings(QUICKLY, max_examples=40)


def visible(text):
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return "".join(
        letter
        for letter in text
        if letter in "\n\t"
        or (unicodedata.category(letter) not in ("Cc", "Cs") and letter not in "\u2028\u2029")
    )


def by_hand(written):
    def unescaped(value):
        marks = {"n": "\n", "N": "\n"}
        return re.sub(r"\\(.)", lambda found: marks.get(found[1], found[1]), value)

    lines = unfolded(written)
    inside = lines[lines.index("BEGIN:VEVENT") : lines.index("END:VEVENT")]
    named = {line.partition(":")[0]: line.partition(":")[2] for line in inside}
    return tuple(unescaped(named.get(name, "")) for name in ("SUMMARY", "DESCRIPTION", "LOCATION"))


def by_icalendar(written):
    (found,) = LibraryCalendar.from_ical(written).events
    assert not found.errors
    return tuple(str(found.get(name, "")) for name in ("SUMMARY", "DESCRIPTION", "LOCATION"))


def by_vobject(written):
    (found,) = vobject.readOne(written.decode()).contents["vevent"]
    contents = found.contents
    return tuple(
        contents[name][0].value if name in contents else ""
        for name in ("summary", "description", "location")
    )


def by_ics(written):
    (found,) = ics.Calendar(written.decode()).events
    return found.name or "", found.description or "", found.location or ""


@QUICKLY
@given(any_text, any_text, any_text)
def test_every_parser_gives_the_same_words_back(title, abstract, room):
    written = write([event(title=title, abstract=abstract, place=Place(name=room))])
    said = by_hand(written)
    summary, description, location = said
    assert summary == (" ".join(visible(title).split()) or "Title to be announced")
    assert visible(abstract).strip() in description
    assert location == " ".join(visible(room).split())
    assert by_icalendar(written) == said
    assert by_vobject(written) == said
    # ics 0.7 reads a backslash before n or r as the line end it is not, and drops a line of
    # blanks alone, which only a very long run of them needs.
    if not re.search(r"\\[nNrR]|[ \t]{100}", "".join(said)):
        assert by_ics(written) == said


@pytest.mark.parametrize("word", ["é ", "🎓 ", "é", "🎓", "a\t", "a "])
def test_a_fold_never_halves_a_character(word):
    for shift in range(6):
        written = write([event(title="x" * shift + word * 200)])
        assert all(line.decode() is not None for line in written.split(b"\r\n"))
        assert max(len(line) for line in written.split(b"\r\n")) <= 75


@QUICKLY
@given(announcements(text=any_text))
def test_no_text_makes_bytes_that_are_no_calendar(announcement):
    written = write([announcement])
    assert written.endswith(b"END:VCALENDAR\r\n")
    lines = written.split(b"\r\n")
    assert max(len(line) for line in lines) <= 75
    assert all(line.decode() is not None for line in lines)
    assert not set(written.replace(b"\r\n", b"")) & {*range(9), *range(10, 32), 127}
    assert not re.search("[\x80-\x9f\u2028\u2029]", written.decode())
    whole = unfolded(written)
    assert whole.count("BEGIN:VEVENT") == whole.count("END:VEVENT") == len(announcement.sessions)
    assert all(re.match(r"[A-Z-]+[;:]", line) for line in whole if line)


@WHOLE
@given(announcements())
def test_what_is_written_is_read_back_equal(announcement):
    reading = read(write([announcement]), default_zone="Asia/Tokyo")
    assert not reading.skipped
    expected = [announcement.only(KEEPS)] if announcement.sessions else []
    assert list(reading.announcements) == expected


def test_keeps_leaves_out_only_what_a_reader_must_not_take_from_others():
    whole = set(event().__dataclass_fields__)
    assert whole - KEEPS == {"offer_url", "enquiry_url", "provenance"}
