import dataclasses
from collections import Counter
from datetime import date, time

from hypothesis import given, settings

from termcard.announcements import text
from termcard.announcements.announcement import Mode, Named, Place, Reference, Status
from termcard.announcements.parts import Part, PartKind
from termcard.announcements.reading import read
from termcard.announcements.sessions import Session
from tests.announcements import drawn, ordinary

FIELDS = (
    "title", "kind", "sessions", "place", "platform", "host", "series", "parts", "attendance",
    "abstract", "status",
)  # fmt: skip
LEAST = 0.99


def back(written):
    document = read(written.encode(), reference_date=ordinary.TODAY, default_timezone=ordinary.ZONE)
    return [reading.announcement for reading in document.readings]


def kept(announcement):
    """Return what the text keeps: all words, but not where lines were broken."""
    said = {name: getattr(announcement, name) for name in FIELDS}
    return {**said, "abstract": said["abstract"].split()}


def test_the_text_of_an_ordinary_announcement_is_read_back_equal():
    counts = Counter()

    @settings(database=None, max_examples=max(200, settings().max_examples))
    @given(ordinary.announcements())
    def count(announcement):
        found = back(text.write(announcement))
        counts["all"] += 1
        counts["equal"] += [kept(one) for one in found] == [kept(announcement)]

    count()
    assert counts["all"] >= 200
    assert counts["equal"] / counts["all"] >= LEAST


@settings(max_examples=60)
@given(drawn.announcements)
def test_any_text_of_ours_is_read_or_refused(announcement):
    try:
        back(text.write(announcement))
    except ValueError as refused:
        assert str(refused).endswith(".")


def test_what_changed_is_read_back():
    evening = Session(
        starts_on=date(2026, 10, 14), starts_time=time(22), ends_on=date(2026, 10, 15),
        ends_time=time(1), zone="Europe/Paris",
    )  # fmt: skip
    said = drawn.plain_seminar(
        url="",
        sessions=(evening,),
        status=Status.CANCELLED,
        status_note="Sam is ill.",
        mode=Mode.HYBRID,
        platform="Zoom",
        place=Place(name="Room 4"),
        series=Named(name="A series with a name that is so long that its line has to be broken"),
        references=(Reference(cited="Marsh, 2019", text="On bells."), Reference(cited="One, 2020")),
        parts=(Part(name="Ann One", part=PartKind.CHAIR), Part(name="Sam Jones")),
    )
    (found,) = back(text.write(said))
    for name in ("sessions", "status", "status_note", "mode", "platform", "place", "references"):
        assert getattr(found, name) == getattr(said, name), name
    assert found.series == said.series
    assert found.parts == said.parts


def test_days_and_sittings_are_read_back():
    days = Session(starts_on=date(2026, 9, 30), ends_on=date(2026, 10, 2), zone="Europe/London")
    later = Session(
        starts_on=date(2026, 11, 2), starts_time=time(9), zone="Europe/London", title="Evening"
    )
    said = drawn.plain_seminar(sessions=(days, later), title=None, place=None, mode=None)
    (found,) = back(text.write(said))
    assert found.sessions == said.sessions
    assert (found.title, found.place) == (None, None)


def test_several_in_one_mail_are_several():
    one, other = drawn.plain_seminar(), drawn.plain_seminar(title="On ropes", abstract="")
    moved = dataclasses.replace(other, is_full=True)
    mail = f"Dear all,\n\nthis week:\n\n{text.write(one)}\n{text.write(moved)}"
    assert [found.title for found in back(mail)] == ["Schools that help schools", "On ropes"]
    assert [found.is_full for found in back(mail)] == [False, True]


def test_a_text_that_only_begins_like_ours_is_read_in_its_words():
    words = "On ropes\nSeminar\n\nWhen: some day in autumn\n"
    assert back(words) == []
