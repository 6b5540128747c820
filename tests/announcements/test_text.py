import re
from datetime import date, time

from hypothesis import given

from termcard.announcements import text
from termcard.announcements.announcement import (
    AccessProvision,
    Earlier,
    Mode,
    OpenTo,
    Place,
    Reference,
    Status,
)
from termcard.announcements.parts import Part, PartKind
from termcard.announcements.sessions import Session, Talk
from tests.announcements import drawn


def squeezed(words):
    return " ".join(words.split())


def without_prefixes(written):
    return squeezed(re.sub(r"\n(?:- | {2})", "\n", written))


def said_words(announcement):
    """The words of every kept field, as somebody who looks for them would write them."""
    yield from filter(None, [announcement.title, announcement.abstract, announcement.url])
    yield announcement.kind.display
    yield announcement.status_note
    yield from announcement.topics
    yield from announcement.notices
    yield from (announcement.attendance, announcement.access_note, announcement.platform)
    yield from (announcement.offer_url, announcement.enquiry_url, announcement.stream_url)
    yield from (one.display for one in announcement.access)
    yield from (host.name for host in (announcement.host, *announcement.co_hosts) if host)
    yield announcement.series.name if announcement.series else ""
    if announcement.place:
        place = announcement.place
        yield from (place.name, place.street_address, place.locality, place.directions)
    for part in announcement.people():
        yield from (part.name, part.honorific, part.role, part.affiliation, part.biography)
    for session in announcement.sessions:
        yield from (session.title, str(session.starts_on.year), f"{session.starts_on.day} ")
        yield f"{session.starts_time:%H:%M}" if session.starts_time else ""
        yield f"{session.ends_time:%H:%M}" if session.ends_time else ""
        for talk in session.talks:
            yield from (talk.title or "", talk.abstract)
    for earlier in announcement.earlier:
        yield earlier.place
    for reference in announcement.references:
        yield from (reference.cited, reference.text, reference.url)
    for material in announcement.materials:
        yield from (material.title, material.url)


@given(drawn.announcements)
def test_the_words_of_every_kept_field_are_there(announcement):
    written = without_prefixes(text.write(announcement))

    for words in said_words(announcement):
        assert squeezed(words) in written


@given(drawn.announcements)
def test_lines_are_short_unless_one_word_is_long(announcement):
    for line in text.write(announcement).split("\n"):
        # A label, or a mark of a list, and one word that cannot be broken.
        assert len(line) <= 72 or len(line.split()) <= 5


def test_an_ordinary_seminar():
    announcement = drawn.plain_seminar(
        attendance="All welcome.",
        enquiry_url="https://termcard.example/events/7-schools/enquire/",
        open_to=OpenTo.ANYONE,
        access=(AccessProvision.STEP_FREE,),
        references=(Reference(cited="Greaney and Higham, 2018", text="Hierarchy, markets."),),
    )

    assert text.write(announcement) == (
        "Schools that help schools\n"
        "Seminar\n"
        "\n"
        "When: Wednesday 14 October 2020, 13:00–14:00 (Europe/London, BST)\n"
        "Where: Room 4, Elvet Hall, Durham, DH1 1AA\n"
        "Speaker: Dr Sam Jones, Lecturer, Elvet\n"
        "Held by: School of Education\n"
        "\n"
        "What trios of schools learn from one another.\n"
        "\n"
        "All welcome.\n"
        "Open to: anyone\n"
        "Enquiries: https://termcard.example/events/7-schools/enquire/\n"
        "Access: Step-free access\n"
        "\n"
        "References\n"
        "- Hierarchy, markets. (Greaney and Higham, 2018)\n"
        "\n"
        "https://termcard.example/events/7-schools/\n"
    )


def test_what_changed_stands_first():
    cancelled = drawn.plain_seminar(status=Status.CANCELLED, status_note="Sam is ill.")
    moved = drawn.plain_seminar(earlier=(Earlier(starts=date(2020, 10, 7), place="Room 1"),))

    assert text.write(cancelled).startswith("Cancelled: Sam is ill.\n\nSchools")
    assert text.write(moved).startswith("Moved from Wednesday 7 October 2020, Room 1\n\nSchools")
    assert text.write(drawn.plain_seminar(status=Status.POSTPONED)).startswith("Postponed\n")


def test_an_assumed_end_is_never_printed():
    session = Session(starts_on=date(2020, 10, 14), starts_time=time(13), zone="Europe/London")

    written = text.write(drawn.plain_seminar(sessions=(session,)))

    assert "When: Wednesday 14 October 2020, 13:00 (Europe/London, BST)\n" in written
    assert "14:00" not in written


def test_nothing_known():
    written = text.write(
        drawn.plain_seminar(title=None, sessions=(), place=None, mode=None, abstract="")
    )

    assert written.startswith("Title to be announced\nSeminar\n")
    assert "When: To be announced\nWhere: To be announced\n" in written


def test_several_sessions_and_their_talks():
    sam = Part(name="Sam Jones", affiliation="Elvet")
    evenings = tuple(
        Session(
            starts_on=date(2020, 10, day),
            starts_time=time(18),
            zone="Europe/London",
            talks=(Talk(title=f"Talk {day}", starts_time=time(18, 15), parts=(sam,)),),
        )
        for day in (14, 21)
    )

    written = text.write(drawn.plain_seminar(sessions=evenings, parts=()))

    assert (
        "When: Wednesday 14 October 2020, 18:00 (Europe/London, BST)\n"
        "  Wednesday 21 October 2020, 18:00 (Europe/London, BST)\n"
    ) in written
    assert "18:15 Talk 21\nSpeaker: Sam Jones, Elvet" in written


def test_paragraphs_are_wrapped_and_kept_apart():
    abstract = "word " * 30 + "\n\nSecond paragraph."

    written = text.write(drawn.plain_seminar(abstract=abstract))

    assert "\n\nSecond paragraph.\n" in written
    assert max(len(line) for line in written.splitlines() if "http" not in line) <= 72


def test_a_word_of_several_lines_cannot_fake_a_line_of_ours():
    place = Place(name="Room 4\nWhere: nowhere")
    chair = Part(name="Olive\n\nCancelled", part=PartKind.CHAIR)

    written = text.write(drawn.plain_seminar(place=place, parts=(chair,), mode=Mode.IN_PERSON))

    assert "\nWhere: nowhere" not in written
    assert "\nCancelled" not in written
