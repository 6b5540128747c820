import re
from datetime import UTC, date, datetime, time, timedelta

from hypothesis import assume
from hypothesis import strategies as st

from termcard.announcements.announcement import (
    AccessProvision,
    Announcement,
    Earlier,
    Kind,
    Level,
    Material,
    Mode,
    Named,
    OpenTo,
    Place,
    Reference,
    Status,
)
from termcard.announcements.icalendar.lines import clean
from termcard.announcements.parts import Part, PartKind
from termcard.announcements.sessions import Session, Talk
from termcard.announcements.withholding import withhold

CHANGED = datetime(2026, 9, 1, 12, tzinfo=UTC)
SAM = Part(name="Sam Sample", honorific="Dr", role="Reader", affiliation="Elsewhere University")
ZONES = (
    "Europe/London",
    "Europe/Dublin",
    "America/New_York",
    "Asia/Kolkata",
    "Australia/Lord_Howe",
    "Africa/Cairo",
    "America/St_Johns",
    "Asia/Kathmandu",
    "Pacific/Chatham",
    "UTC",
)

any_text = st.one_of(
    st.text(st.characters(exclude_categories=()), max_size=80),
    st.lists(
        st.sampled_from(
            [
                "BEGIN:VEVENT", "END:VCALENDAR", "\r\n", "\r", "\n", "\x00", "\x0b", "\x85",
                "\u2028", "\ud800", "\\", "\\n", "\\;", ",", ";", ":", '"', " ", "\t", "é", "€",
                "🎓", "\u0301", "DTSTART:19700101", "%2C", "^n", "x" * 80, " " * 90, "ß" * 5000,
            ]
        ),
        max_size=12,
    ).map("".join),
)  # fmt: skip
public_text = any_text.map(lambda text: withhold(clean(text)).text)
days = st.dates(date(2000, 1, 1), date(2040, 12, 28))
moments = st.datetimes(datetime(2000, 1, 1), datetime(2040, 1, 1), timezones=st.just(UTC))
addresses = st.sampled_from(["", "https://events.example/1,2;3", "http://events.example/ä?b=1"])


def event(**fields):
    given = {
        "uid": "event-1",
        "title": "Sets",
        "url": "https://events.example/1",
        "created_at": CHANGED - timedelta(days=3),
        "changed_at": CHANGED,
        "sessions": (evening(),),
    }
    return Announcement(**{**given, **fields})


def evening(day=date(2026, 10, 1), **fields):
    return Session(**{"starts_on": day, "starts_time": time(17), "zone": "Europe/London", **fields})


def unfolded(written):
    return written.decode().replace("\r\n ", "").split("\r\n")


def values(written, name):
    found = (re.fullmatch(rf"{name}(?:;[^:]*)?:(.*)", line) for line in unfolded(written))
    return [match[1] for match in found if match]


def names(text):
    return [line.partition(":")[0].partition(";")[0] for line in text]


@st.composite
def sessions(draw, text=public_text):
    starts_time = draw(st.none() | st.times())
    length = draw(st.timedeltas(timedelta(0), timedelta(days=9)))
    starts_on = draw(days)
    fields = {
        "starts_on": starts_on,
        "starts_time": starts_time,
        "zone": draw(st.sampled_from(ZONES)),
    }
    if draw(st.booleans()):
        ends = datetime.combine(starts_on, starts_time or time(0)) + length
        fields["ends_on"] = ends.date()
        fields["ends_time"] = ends.time() if starts_time else None
    fields |= draw(
        st.fixed_dictionaries(
            {
                "starts_fold": st.sampled_from([0, 1]),
                "usual_minutes": st.sampled_from([60, 90]),
                "uid": st.sampled_from(["", "own-1", "own-2"]),
                "title": text,
                "talks": tuples(talks(text)),
            }
        )
    )
    try:
        return Session(**fields)
    except ValueError:
        assume(False)


def tuples(items, most=2):
    return st.lists(items, max_size=most).map(tuple)


def people(text=public_text):
    return st.builds(
        Part, name=text, honorific=text, role=text, affiliation=text, biography=text,
        part=st.sampled_from(PartKind), url=addresses,
    )  # fmt: skip


def talks(text=public_text):
    return st.builds(
        Talk, title=st.none() | text, abstract=text, starts_time=st.none() | st.times(),
        parts=tuples(people(text)),
    )  # fmt: skip


def places(text=public_text):
    return st.builds(
        Place, name=text, street_address=text, locality=text, postal_code=text, country=text,
        directions=text, url=addresses,
        latitude=st.none() | st.floats(-90, 90), longitude=st.none() | st.floats(-180, 180),
    )  # fmt: skip


def announcements(text=public_text, at_least=0):
    named = st.builds(Named, name=text, url=addresses)
    ordered = st.lists(sessions(text), min_size=at_least, max_size=3).map(
        lambda each: tuple(sorted(each, key=Session.order))
    )
    return st.builds(
        Announcement,
        uid=st.sampled_from(["", "event-1", "a;b,c@events.example", "x" * 255]),
        title=st.none() | text,
        kind=st.sampled_from(Kind),
        language=st.sampled_from(["", "en", "de"]),
        abstract=text,
        url=addresses,
        created_at=st.none() | moments,
        changed_at=st.none() | moments,
        revision=st.integers(0, 10**6),
        sessions=ordered,
        status=st.sampled_from(Status),
        status_note=text,
        earlier=tuples(st.builds(Earlier, starts=st.none() | days | moments, place=text)),
        is_full=st.booleans(),
        host=st.none() | named,
        co_hosts=tuples(named),
        series=st.none() | named,
        topics=tuples(text),
        mode=st.none() | st.sampled_from(Mode),
        place=st.none() | places(text),
        platform=text,
        stream_url=addresses,
        parts=tuples(people(text)),
        attendance=text,
        open_to=st.none() | st.sampled_from(OpenTo),
        level=st.none() | st.sampled_from(Level),
        access=tuples(st.sampled_from(AccessProvision)),
        access_note=text,
        references=tuples(st.builds(Reference, cited=text, text=text, url=addresses)),
        materials=tuples(st.builds(Material, title=text, url=addresses)),
        notices=tuples(text),
    )
