"""Ordinary announcements, drawn at random: what a department announces week by week.

One sitting of some hours in Britain, a title of a few words, a room or a platform, one to three
people with post and institution, an abstract of some sentences, and who holds it.
"""

from datetime import date, time, timedelta

from hypothesis import strategies as st

from termcard.announcements.announcement import Announcement, Kind, Mode, Named, Place
from termcard.announcements.parts import Part, PartKind
from termcard.announcements.sessions import Session

ZONE = "Europe/London"
TODAY = date(2026, 10, 1)
KINDS = [
    Kind.SEMINAR, Kind.LECTURE, Kind.COLLOQUIUM, Kind.WORKSHOP, Kind.CONFERENCE, Kind.SYMPOSIUM,
    Kind.READING_GROUP, Kind.PANEL, Kind.TRAINING, Kind.BOOK_LAUNCH, Kind.MEETING,
]  # fmt: skip
OPENINGS = [
    "Reading", "Measuring", "Mapping", "Who owns", "What remains of", "Against", "Towards",
    "The making of", "Why we need", "How to lose", "Beyond", "On", "Rethinking", "Learning from",
]  # fmt: skip
THINGS = [
    "rivers", "the early modern bell", "glass and fire", "hedgerows", "small numbers", "tides",
    "the archive", "vowels in motion", "proof", "soil", "slow glaciers", "the idea of a garden",
    "unequal cities", "honest error",
]  # fmt: skip
ENDINGS = [
    "", "", ": a view from the north", " in nineteenth-century Spain", ": problems and prospects",
    " and the limits of law", ", revisited", " after the flood", ": evidence from three towns", "?",
]  # fmt: skip
FIRST = ["Ada", "Paul", "Maria", "John", "Elena", "David", "Sarah", "Thomas", "Anna", "Peter"]
LAST = ["Marsh", "Lind", "Okoro", "Brandt", "Moreau", "Armstrong", "Vale", "Hughes", "Rossi"]
ROLES = [
    "", "Lecturer in Education", "Professor of Maritime Law", "Reader in Botany",
    "Senior Research Fellow", "PhD candidate", "Associate Professor of Statistics",
]  # fmt: skip
PLACES_OF_WORK = [
    "", "Example University", "University of Skagen", "Elvet College", "Institute of Tides",
    "Bell Research Centre", "University of Lower Rhine",
]  # fmt: skip
ROOMS = [
    "Room 4, Elvet Hall", "Lecture Theatre 2, Harbour Building", "HB203", "Old Library, Low Street",
    "Seminar Room 1.07, School of Law", "Great Hall", "Town Hall, Market Square",
]  # fmt: skip
SENTENCES = [
    "Nobody has asked until now what the oldest records say about it.",
    "This paper follows eleven towns through a century of repairs, quarrels and silence.",
    "I argue that the usual account leaves out whoever did the work.",
    "The evidence comes from letters, from measurements and from a long walk.",
    "What looks like a decline turns out to be a change of names.",
    "The talk closes with three questions that nobody has answered.",
    "We compare two ways of counting, and prefer neither.",
    "Earlier work has treated these as one; we show that they are not.",
]
HOSTS = ["School of Education", "Department of History", "Institute of Tides", "Faculty of Law"]
SERIES = ["", "", "Tides Seminar", "Work in Progress", "Elvet Lectures", "Monday Colloquium"]
COMING = [
    "", "Everybody is welcome; nobody needs to book.", "Free and open to all.",
    "Please register by e-mail.", "Booking is essential, as places are limited.",
]  # fmt: skip

parts = st.builds(
    Part,
    name=st.builds("{} {}".format, st.sampled_from(FIRST), st.sampled_from(LAST)),
    honorific=st.sampled_from(["", "Dr", "Professor", "Prof."]),
    role=st.sampled_from(ROLES),
    affiliation=st.sampled_from(PLACES_OF_WORK),
    part=st.just(PartKind.SPEAKER),
)


@st.composite
def titles(draw):
    """A few words with a beginning, a subject and perhaps an end."""
    said = (st.sampled_from(words) for words in (OPENINGS, THINGS, ENDINGS))
    opening, thing, ending = (draw(words) for words in said)
    return f"{opening} {thing}{ending}"


@st.composite
def sittings(draw):
    """A day within a year of today, from morning to evening, its end said or not."""
    minute = draw(st.sampled_from([0, 15, 30, 45]))
    starts = draw(st.integers(9, 19)) * 60 + minute
    ends = starts + draw(st.sampled_from([45, 60, 90, 120]))
    has_end = draw(st.booleans())
    return Session(
        starts_on=TODAY + timedelta(days=draw(st.integers(-300, 365))),
        starts_time=time(*divmod(starts, 60)),
        ends_time=time(*divmod(ends, 60)) if has_end else None,
        zone=ZONE,
    )


@st.composite
def announcements(draw):
    """An announcement as a department makes it every week."""
    is_online = draw(st.booleans())
    paragraphs = draw(st.lists(st.lists(st.sampled_from(SENTENCES), min_size=2, max_size=5,
                                        unique=True), max_size=3))  # fmt: skip
    series = draw(st.sampled_from(SERIES))
    return Announcement(
        title=draw(titles()),
        kind=draw(st.sampled_from(KINDS)),
        abstract="\n\n".join(" ".join(sentences) for sentences in paragraphs),
        sessions=(draw(sittings()),),
        host=Named(name=draw(st.sampled_from(HOSTS))),
        series=Named(name=series) if series else None,
        mode=Mode.ONLINE if is_online else Mode.IN_PERSON,
        platform=draw(st.sampled_from(["Zoom", "Microsoft Teams"])) if is_online else "",
        place=None if is_online else Place(name=draw(st.sampled_from(ROOMS))),
        parts=tuple(draw(st.lists(parts, min_size=1, max_size=3, unique_by=lambda p: p.name))),
        attendance=draw(st.sampled_from(COMING)),
    )
