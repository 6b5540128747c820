"""Announcements drawn at random, for tests that hold for any of them."""

from datetime import UTC, date, datetime, time, timedelta, timezone
from zoneinfo import ZoneInfo

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
    Provenance,
    Reference,
    Status,
)
from termcard.announcements.parts import Part, PartKind
from termcard.announcements.sessions import Session, Talk

ZONES = ["Europe/London", "America/New_York", "Asia/Kathmandu", "Pacific/Chatham", "UTC"]

letters = st.characters(exclude_categories=["Cs", "Cc"])
words = st.text(alphabet=letters, min_size=1, max_size=30).map(str.strip).filter(bool)
maybe_words = st.one_of(st.just(""), words)
paths = st.text(alphabet="abcdefghij0123456789/-", max_size=12)
addresses = paths.map("https://termcard.example/{}".format)
maybe_addresses = st.one_of(st.just(""), addresses)
days = st.dates(min_value=date(1900, 1, 1), max_value=date(2100, 1, 1))
hours = st.times().map(lambda hour: hour.replace(second=0, microsecond=0))
zones = st.sampled_from(ZONES)
named = st.builds(Named, name=words, url=maybe_addresses)


@st.composite
def moments(draw):
    """An instant on the minute, stated with some zone's offset."""
    day, hour, zone = draw(days), draw(hours), ZoneInfo(draw(zones))
    stated = datetime.combine(day, hour, UTC).astimezone(zone)
    # Python never calls a doubled hour equal to the same instant in another zone.
    return stated.replace(tzinfo=timezone(stated.utcoffset()), fold=0)


parts = st.builds(
    Part,
    name=words,
    honorific=st.sampled_from(["", "Dr", "Prof. Dr."]),
    role=maybe_words,
    affiliation=maybe_words,
    part=st.sampled_from(PartKind),
    biography=maybe_words,
    url=maybe_addresses,
)
talks = st.builds(
    Talk,
    title=st.none() | words,
    abstract=maybe_words,
    starts_time=st.none() | hours,
    parts=st.lists(parts, max_size=2).map(tuple),
)
coordinates = st.floats(-90, 90, allow_nan=False)
places = st.builds(
    Place,
    name=words,
    street_address=maybe_words,
    locality=maybe_words,
    postal_code=maybe_words,
    country=maybe_words,
    latitude=st.none() | coordinates,
    longitude=st.none() | coordinates,
    directions=maybe_words,
    url=maybe_addresses,
)
provenances = st.builds(Provenance, name=words, url=maybe_addresses, read_at=st.none() | moments())


@st.composite
def sessions(draw):
    """A sitting that can be: its wall times are those of two instants in their order."""
    zone, starts = ZoneInfo(draw(zones)), draw(moments()).astimezone(UTC)
    minutes = draw(st.integers(1, 5000))
    ends = (starts + timedelta(minutes=minutes)).astimezone(zone)
    starts = starts.astimezone(zone)
    known = {"starts_on": starts.date(), "zone": zone.key, "title": draw(maybe_words)}
    known["uid"] = draw(st.text(alphabet="abc123-", max_size=8))
    known["talks"] = tuple(draw(st.lists(talks, max_size=2)))
    how = draw(st.sampled_from(["day", "days", "start", "start and end"]))
    if how == "days":
        known["ends_on"] = ends.date()
    if how.startswith("start"):
        known["starts_time"], known["starts_fold"] = starts.time().replace(fold=0), starts.fold
    if how == "start and end":
        known["ends_time"], known["ends_fold"] = ends.time().replace(fold=0), ends.fold
        known["ends_on"] = ends.date() if ends.date() != starts.date() else None
    return Session(**known)


def _tuples(strategy, size=2):
    return st.lists(strategy, max_size=size).map(tuple)


announcements = st.builds(
    Announcement,
    uid=st.text(alphabet="abcdef0123456789-", max_size=20),
    title=st.none() | words,
    kind=st.sampled_from(Kind),
    language=st.sampled_from(["", "en", "de", "cy", "zh-Hant"]),
    abstract=maybe_words,
    url=maybe_addresses,
    created_at=st.none() | moments(),
    changed_at=st.none() | moments(),
    revision=st.integers(0, 1000),
    sessions=st.lists(sessions(), max_size=3).map(
        lambda drawn: tuple(sorted(drawn, key=Session.order))
    ),
    status=st.sampled_from(Status),
    status_note=maybe_words,
    earlier=_tuples(
        st.builds(
            Earlier,
            starts=st.none() | days | moments(),
            place=maybe_words,
            changed_at=st.none() | moments(),
        )
    ),
    is_full=st.booleans(),
    host=st.none() | named,
    co_hosts=_tuples(named),
    series=st.none() | named,
    topics=_tuples(words),
    mode=st.none() | st.sampled_from(Mode),
    place=st.none() | places,
    platform=maybe_words,
    stream_url=maybe_addresses,
    parts=_tuples(parts, 3),
    attendance=maybe_words,
    open_to=st.none() | st.sampled_from(OpenTo),
    level=st.none() | st.sampled_from(Level),
    offer_url=maybe_addresses,
    enquiry_url=maybe_addresses,
    access=st.lists(st.sampled_from(AccessProvision), unique=True, max_size=3).map(tuple),
    access_note=maybe_words,
    references=_tuples(st.builds(Reference, cited=words, text=maybe_words, url=maybe_addresses)),
    materials=_tuples(st.builds(Material, title=words, url=addresses)),
    notices=_tuples(words),
    provenance=st.none() | provenances,
)


def plain_seminar(**changes):
    """One ordinary seminar, for tests that change one thing about it."""
    said = {
        "uid": "seminar-1",
        "title": "Schools that help schools",
        "kind": Kind.SEMINAR,
        "language": "en",
        "abstract": "What trios of schools learn from one another.",
        "url": "https://termcard.example/events/7-schools/",
        "sessions": (
            Session(
                starts_on=date(2020, 10, 14),
                starts_time=time(13),
                ends_time=time(14),
                zone="Europe/London",
            ),
        ),
        "host": Named(name="School of Education", url="https://termcard.example/hosts/education/"),
        "mode": Mode.IN_PERSON,
        "place": Place(name="Room 4, Elvet Hall", locality="Durham", postal_code="DH1 1AA"),
        "parts": (Part(name="Sam Jones", honorific="Dr", role="Lecturer", affiliation="Elvet"),),
    }
    return Announcement(**(said | changes))
