import re
import textwrap
import time as clock
from collections.abc import Callable
from datetime import date, time
from html import escape
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from termcard.announcements.announcement import Kind, Mode, Status
from termcard.announcements.parts import PartKind
from termcard.announcements.reading import ReadDocument, Reading, read

SEED = (Path(__file__).parent / "fixtures" / "seed.txt").read_text(encoding="utf-8")
TITLE = (
    "School-to-school collaboration that promotes sustainable, equitable and inclusive practices"
)
ROLE = "Lecturer in Education and Programme Director - MA Leadership and Management"
ATTENDANCE = (
    "This will be a virtual seminar using Zoom. Contact for details about how to take part."
)
REFERENCES = [
    "Greaney and Higham, 2018",
    "Armstrong & Ainscow, 2018",
    "Ainscow et al, 2016",
    "Chapman & Hadfield, 2009",
]


def document(text: str, on: str = "2020-10-01", zone: str = "Europe/London") -> ReadDocument:
    return read(text.encode(), reference_date=date.fromisoformat(on), default_timezone=zone)


def only(text: str, on: str = "2020-10-01", zone: str = "Europe/London") -> Reading:
    (reading,) = document(text, on, zone).readings
    return reading


def words_of(whole: ReadDocument, reading: Reading, field: str) -> list[str]:
    return [whole.text[start:end] for start, end in reading.evidence.get(field, ())]


def test_the_seed_is_read_in_every_field() -> None:
    reading = only(SEED)
    said = reading.announcement
    (session,) = said.sessions
    (speaker,) = said.parts
    assert said.title == TITLE
    assert said.kind is Kind.SEMINAR
    assert (session.starts_on, session.starts_time) == (date(2020, 10, 14), time(13))
    assert (session.last_day, session.ends_time) == (date(2020, 10, 14), time(14))
    assert (session.zone, reading.stated_zone) == ("Europe/London", None)
    assert (said.platform, said.mode, said.place) == ("Zoom", Mode.ONLINE, None)
    assert (speaker.honorific, speaker.name) == ("Dr", "Paul Armstrong")
    assert (speaker.role, speaker.affiliation) == (ROLE, "Manchester University")
    assert speaker.part is PartKind.SPEAKER
    assert said.attendance == ATTENDANCE
    assert [reference.cited for reference in said.references] == REFERENCES
    assert said.host is not None
    assert said.host.name == "Durham University"
    assert said.series is None
    assert said.status is Status.CONFIRMED
    assert reading.contact == ""
    assert reading.warnings == ()


def test_the_seeds_abstract_is_whole_and_holds_no_furniture() -> None:
    said = only(SEED).announcement
    paragraphs = said.abstract.split("\n\n")
    assert len(paragraphs) == 4
    assert paragraphs[0].startswith("Successive governments in England in the last thirty years")
    assert paragraphs[1].startswith("The Reaching out to all learners project")
    assert paragraphs[3].endswith("regarded as the key to driving educational improvement.")
    for furniture in ("cookies", "iCalendar", "Contact for", "virtual seminar", "organiser"):
        assert furniture not in said.abstract


def test_the_seeds_evidence_cuts_out_the_right_words() -> None:
    whole = document(SEED)
    (reading,) = whole.readings
    assert words_of(whole, reading, "title") == [TITLE]
    assert words_of(whole, reading, "start") == ["14th October 2020", "13:00 to 14:00"]
    assert words_of(whole, reading, "end") == ["13:00 to 14:00"]
    assert words_of(whole, reading, "online") == ["Zoom"]
    assert words_of(whole, reading, "kind") == ["Research Seminar"]
    assert words_of(whole, reading, "speakers") == [
        "Dr Paul Armstrong",
        ROLE,
        "Manchester University",
    ]
    assert words_of(whole, reading, "references") == REFERENCES
    assert words_of(whole, reading, "host") == ["Durham University"]
    assert words_of(whole, reading, "attendance") == [ATTENDANCE]
    (abstract,) = words_of(whole, reading, "abstract")
    assert abstract == reading.announcement.abstract
    assert not {"venue", "series", "contact", "status", "timezone"} & set(reading.evidence)


def test_the_seed_reads_the_same_with_other_line_ends_and_encodings() -> None:
    plain = read(SEED.encode(), reference_date=date(2020, 10, 1), default_timezone="Europe/London")
    for source in (
        SEED.replace("\n", "\r\n").encode(),
        SEED.encode("utf-16"),
        SEED.encode("cp1252"),
    ):
        other = read(source, reference_date=date(2020, 10, 1), default_timezone="Europe/London")
        assert other == plain


def without_blank_lines(text: str) -> str:
    return re.sub(r"\n+", "\n", text)


def indented(text: str) -> str:
    return textwrap.indent(text, "    ")


def quoted_in_a_letter(text: str) -> str:
    return textwrap.indent(text, "> ", lambda line: True)


def broken_at_a_width(text: str) -> str:
    return "\n".join(textwrap.fill(line, 72, break_on_hyphens=False) for line in text.split("\n"))


def marked_up(text: str) -> str:
    return text.replace("Research Seminar: School", "## Research Seminar: School")


def on_a_page(text: str) -> str:
    return f"<html><body><div>{escape(text)}</div></body></html>".replace("\n", "<br>")


@pytest.mark.parametrize(
    "changed",
    [
        without_blank_lines,
        indented,
        quoted_in_a_letter,
        broken_at_a_width,
        marked_up,
        on_a_page,
    ],
)
def test_the_seed_reads_the_same_however_it_was_pasted(changed: Callable[[str], str]) -> None:
    assert only(changed(SEED)).announcement == only(SEED).announcement


def test_a_web_page_is_read_as_its_text() -> None:
    page = (
        "<html><head><title>Events</title></head><body><nav>Home</nav><h1>Example University</h1>"
        "<h2>Seminar: On Bells</h2><p>3rd March 2021, 12:00 to 13:00, HB203, Dr Ann Vale, "
        "Example College</p><p>Bells are tuned by taking metal away, and this talk lets you hear "
        "what is taken.</p></body></html>"
    )
    whole = document(page)
    (reading,) = whole.readings
    assert reading.announcement.title == "On Bells"
    assert words_of(whole, reading, "venue") == ["HB203"]
    assert "<" not in whole.text


def test_a_calendar_is_read_as_its_events() -> None:
    calendar = (
        "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Example//EN\r\nBEGIN:VEVENT\r\n"
        "UID:bells@town.example\r\nDTSTAMP:20210101T000000Z\r\nDTSTART:20210303T120000Z\r\n"
        "DTEND:20210303T130000Z\r\nSUMMARY:On Bells\r\n"
        "DESCRIPTION:Write to ann@town.example\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
    )
    reading = only(calendar)
    assert reading.announcement.title == "On Bells"
    assert reading.announcement.sessions[0].starts_time == time(12)
    assert "ann@town.example" not in repr(reading.announcement)
    assert reading.contact == "ann@town.example"


def test_addresses_and_join_links_are_kept_apart_from_what_is_shown() -> None:
    reading = only(
        "Seminar: On Bells\n\n3 March 2021, 2pm, Zoom, Dr Ann Vale, Example College\n\n"
        "To attend, write to olive@town.example or join at https://example.zoom.us/j/123456789"
        "?pwd=secret\n\nBells are tuned by taking metal away; ask ann@town.example for more of it."
    )
    shown = repr(reading.announcement)
    assert "@" not in shown
    assert "zoom.us" not in shown
    assert "olive@town.example" in reading.contact
    assert any("zoom.us/j/123456789" in link for link in reading.join_links)


def test_a_day_heading_dates_the_events_below_it() -> None:
    page = (
        "Example University\n\nEvents\n\nThursday 2 May 2013\n\nOn Bells\n\n"
        "10:00am to 11:00am, Old Hall\n\nBells are tuned by taking metal away, a little a day.\n\n"
        "On Rivers\n\n6:00pm to 7:00pm, Room 5, Dr Ann Vale\n\nRivers write their history down."
    )
    read_so = [
        (
            reading.announcement.title,
            reading.announcement.sessions[0].starts_on,
            reading.announcement.sessions[0].starts_time,
            len(reading.announcement.parts),
        )
        for reading in document(page, "2013-05-01").readings
    ]
    assert read_so == [
        ("On Bells", date(2013, 5, 2), time(10), 0),
        ("On Rivers", date(2013, 5, 2), time(18), 1),
    ]


def test_two_labelled_events_on_one_page_are_two() -> None:
    page = (
        "On Bells\nDate: 3 May 2021\nTime: 2pm\nVenue: Old Hall\n\n"
        "On Rivers\nDate: 10 May 2021\nTime: 3pm\nVenue: Room 5"
    )
    said = [reading.announcement for reading in document(page, "2021-04-01").readings]
    assert [one.title for one in said] == ["On Bells", "On Rivers"]
    assert [one.place.name for one in said if one.place] == ["Old Hall", "Room 5"]


def test_a_weekday_that_contradicts_the_date_is_told() -> None:
    reading = only(
        "Seminar: On Bells\n\nWednesday 14 October 2021, 2pm, HB203, Dr Ann Vale", "2021-09-01"
    )
    assert reading.announcement.sessions[0].starts_on == date(2021, 10, 14)
    assert reading.warnings == ("Wednesday 14 October 2021 is a Thursday",)


def test_an_hour_that_the_clocks_skip_is_left_out_and_told() -> None:
    reading = only("Vigil: On Bells\n\n28 March 2021, 01:30, Old Hall, Dr Ann Vale", "2021-03-01")
    assert reading.announcement.sessions[0].starts_time is None
    assert reading.warnings == ("The hour that is written cannot be, and was left out",)


@pytest.mark.parametrize(
    "text",
    [
        "Guidelines\n\nPlease send the title of your seminar two weeks before it takes place.",
        "News\n\nExample University wins prize\n\n12 May 2020\n\nThe Institute of Fire was given "
        "the Golden Grate on Tuesday. The director said the team was delighted.",
        "Call for papers\n\nSend 300 words by 3 November 2020 to the office.",
        "Home\n\nCookies\n\nAbout us",
        "12 October No meeting\n\n19 October Reading week",
        "(17 Sep 2020) » More about rivers",
        "Last updated: 3 May 2020",
    ],
)
def test_what_announces_nothing_gives_no_event(text: str) -> None:
    assert document(text).readings == ()


@pytest.mark.parametrize(
    ("source", "said"),
    [
        (b"", "empty"),
        (b"\x00\x01\x02\x03", "not text"),
        (b"a" * 10_000_001, "larger than 10 MB"),
        (b"word " * 500_000, "too long to read"),
    ],
)
def test_what_cannot_be_read_is_refused_in_one_sentence(source: bytes, said: str) -> None:
    with pytest.raises(ValueError, match=said):
        read(source, reference_date=date(2020, 10, 1), default_timezone="Europe/London")


def test_an_unknown_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="time zone"):
        document(SEED, zone="Europe/Nowhere")


@pytest.mark.parametrize(
    "piece",
    [
        "a" * 1000,
        "word, " * 300,
        "3 May 2021, 2pm, Room 5, Dr Ann Vale\n",
        "3 May 2021 ",
        "((((((((((((",
        "Date: Date: Date: ",
        "<p>" * 100,
        "\n",
        "1:1:1:1 ",
        "A B C D E ",
        "and & und et ",
        "‘“„«",
        "contact x at y dot z ",
    ],
)
def test_much_text_is_read_or_refused_in_reasonable_time(piece: str) -> None:
    text = "Seminar: On Bells\n\n" + piece * (100_000 // len(piece))
    began = clock.monotonic()
    document(text)
    assert clock.monotonic() - began < 5


FRAGMENTS = [
    "Seminar: On Bells", "3 May 2021", "31 February", "Date:", "Time :", "5-6.30pm", "14:00 pm",
    "Room 5", "Zoom", "Dr Ann Vale", "Example University", ", ", "\n", "\n\n", "(", ")", "“", "”",
    "CANCELLED:", "Speaker:", "and", "GMT+9", "GMT-12", "0000", "24:00", "99", "29.2.", "é", "\t",
    "Abstract", "Contact a@b.example", "22:45 – 00:30", "1 Jan 2099 - 1 Jan 1970", "31 December",
]  # fmt: skip


@settings(deadline=None, max_examples=300)
@given(
    st.one_of(
        st.text(max_size=300),
        st.lists(st.sampled_from(FRAGMENTS), max_size=25).map(" ".join),
        st.lists(st.sampled_from(FRAGMENTS), max_size=25).map("".join),
    ),
    st.dates(min_value=date(1990, 1, 1), max_value=date(2090, 1, 1)),
    st.sampled_from(["Europe/London", "America/New_York", "Pacific/Chatham"]),
)
@example("31 December 2099 23:30 - 00:30 Seminar Room 5", date(2020, 1, 1), "Europe/London")
def test_any_text_is_read_or_refused_and_evidence_lies_inside_it(
    text: str, on: date, zone: str
) -> None:
    source = text.encode("utf-8", "surrogatepass")
    try:
        whole = read(source, reference_date=on, default_timezone=zone)
    except ValueError as error:
        assert str(error).strip()
        return
    for reading in whole.readings:
        for ranges in reading.evidence.values():
            assert all(0 <= start < end <= len(whole.text) for start, end in ranges)


@settings(deadline=None, max_examples=200)
@given(st.binary(max_size=400))
def test_any_bytes_are_read_or_refused(source: bytes) -> None:
    try:
        read(source, reference_date=date(2020, 10, 1), default_timezone="Europe/London")
    except ValueError as error:
        assert str(error).strip()
