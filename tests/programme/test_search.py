import dataclasses
from datetime import date, timedelta

import pytest
from django.core.management import call_command
from django.utils import timezone

from termcard.announcements.announcement import Announcement, Kind, Mode, Place
from termcard.announcements.parts import Part
from termcard.announcements.sessions import Session, Talk
from termcard.institutions.actions import add_venue
from termcard.programme import actions
from termcard.programme.models import Event, SearchEntry, SearchSpelling, SearchWord
from termcard.programme.search import MOST_FOUND

FOUND = {
    "photosynthesis": ["Photosynthesis in spring"],
    "PHOTOSYNTHESIS": ["Photosynthesis in spring"],
    "aurora": ["A"],
    "soren": ["B"],
    "Søren Angstrom": ["B"],
    "Ångström": ["B"],
    "gottingen": ["B"],
    "lukasz": ["G"],
    "Łukasz": ["G"],
    "Elvet": ["C"],
    "church street": ["C"],
    "cellar": ["D"],
    "12b": ["D"],
    "campanology": ["E"],
    "education seminar": ["F"],
    "pendulums": ["G"],
    "escapements": ["G"],
    "oneill": ["O’Neill’s café: 数学 lectures"],
    "O'Neill's cafe": ["O’Neill’s café: 数学 lectures"],
    "cafe\u0301": ["O’Neill’s café: 数学 lectures"],
    "数学": ["O’Neill’s café: 数学 lectures"],
    "学": ["O’Neill’s café: 数学 lectures"],
    # Words may be begun only.
    "photo": ["A", "Photosynthesis in spring"],
    "photo spr": ["Photosynthesis in spring"],
    "spring photo": ["Photosynthesis in spring"],
    "synthesis": [],
    "photo aurora": ["A"],
    "aurora campanology": [],
    # Phrases stand as they are.
    '"photosynthesis in"': ["Photosynthesis in spring"],
    '"in photosynthesis"': [],
    '"photo"': [],
    "“Søren Ångström”": ["B"],
    'aurora "the aurora': ["A"],
    # One slip is forgiven.
    "fotosynthesis": [],
    "photosyntesis": ["Photosynthesis in spring"],
    "phottosynthesis": ["Photosynthesis in spring"],
    "photosynthesus": ["Photosynthesis in spring"],
    "pohtosynthesis": ["Photosynthesis in spring"],
    "hotosynthesis": ["Photosynthesis in spring"],
    "photosynthesiss": ["Photosynthesis in spring"],
    "aurola": ["A"],
    "Gotingen": ["B"],
    "campanolgy": ["E"],
    "escapments": ["G"],
    "aurrorra": [],
    "nothing": [],
    # What only one of the databases would take for a word of its own.
    "NOT aurora": [],
    "aurora OR campanology": [],
    "aur*": ["A"],
    "title:aurora": [],
    "aurora:*": ["A"],
    "!aurora": ["A"],
    "aurora & !campanology": [],
    "": [],
    "   ": [],
    '"': [],
    "*": [],
    "...": [],
}
HOSTILE = [
    "\x00",
    "a\x00b",
    "'",
    '""""',
    "(((",
    "NEAR(a b, 2)",
    "a^b",
    "-",
    "\\",
    "%",
    "_",
    "{title}: a",
    "x" * 3000,
    "x " * 1500,
    '"' * 3000,
    '"a" ' * 900,
    "數" * 3000,
    "\ud7ff\uffff",
    "😀",
    "\u0301",
    "<->",
    "a | b",
    "' & '",
    "a';--",
    "1e309",
    "\u202eabc",
    "ﬁne ﬁ",
    "İstanbul",
    "क्षत्रिय",
]


def found(text, reader=None):
    """Return the titles that a text finds, in order."""
    events = Event.objects.visible_to(reader).listed().matching(text)
    return sorted(event.title for event in events)


@pytest.fixture
def announced(announcement, host, olive):
    """Announce an event that tells nothing but what is given."""

    def announce(title, *, visibility="public", public_from=None, series=None, **details):
        told = Announcement(title=title, kind=Kind.TOUR, sessions=announcement.sessions, **details)
        return actions.announce_event(
            told,
            host=host,
            by=olive,
            visibility=visibility,
            public_from=public_from,
            series=series,
        )

    return announce


@pytest.fixture
def programme(announced, series, university, operator):
    """Events that each hold a word of their own in one place."""
    add_venue(
        organisation=university, name="Elvet Hall", street_address="1 Church Street", by=operator
    )
    sam = Part(honorific="Dr", name="Søren Ångström", affiliation="Universität Göttingen")
    talk = Talk(title="Pendulums", abstract="On escapements.", parts=(Part(name="Ann Łukasz"),))
    morning = Session(starts_on=date(2026, 12, 9), zone="Europe/London", talks=(talk,))
    announced("Photosynthesis in spring")
    announced("A", abstract="We photograph the aurora.")
    announced("B", parts=(sam,))
    announced("C", mode=Mode.IN_PERSON, place=Place(name="Elvet Hall"))
    announced("D", mode=Mode.IN_PERSON, place=Place(name="Cellar 12b"))
    announced("E", topics=("Campanology",))
    announced("F", series=series)
    told = Announcement(title="G", kind=Kind.TOUR, sessions=(morning,))
    host = series.host
    actions.announce_event(told, host=host, by=operator)
    announced("O’Neill’s café: 数学 lectures")


def test_words_find_what_holds_them(programme):
    assert {text: found(text) for text in FOUND} == FOUND


def test_nothing_that_is_typed_breaks_a_search(programme):
    for text in HOSTILE:
        for asked in (text, f'"{text}', f'"{text}"'):
            found(asked)


def test_what_is_hidden_is_found_by_nobody(announced, olive, host, stan):
    for visibility in ("draft", "private", "unlisted"):
        announced(f"Xenolith {visibility}", visibility=visibility)
    announced("Xenolith later", public_from=timezone.now() + timedelta(hours=1))
    assert found("xenolith", stan) == found("xenolit", stan) == found("xenolith", olive) == []
    assert SearchEntry.objects.count() == 1  # that of the last, which time alone lets out


def test_what_changes_is_found_by_its_new_words(announced, series, olive, operator, host):
    event = announced("Xenolith", series=series)
    told = dataclasses.replace(event.announcement(), title="Granite")
    event = actions.amend_event(event, told, by=olive)
    assert (found("xenolith"), found("granite")) == ([], ["Granite"])
    actions.amend_series(series, by=olive, title="Stones on Mondays")
    assert (found("seminar"), found("mondays")) == ([], ["Granite"])
    actions.rename_organisation(host, by=operator, name="School of Geology")
    assert (found("education"), found("geology")) == ([], ["Granite"])
    event = actions.cancel_event(event, by=olive)
    assert found("granite") == ["Granite"]
    event = actions.withdraw_event(event, by=olive)
    assert found("granite") == []
    event = actions.restore_event(event, by=olive)
    assert found("granite") == ["Granite"]


def test_a_draft_is_found_once_it_is_published(announced, olive):
    event = announced("Xenolith", visibility="draft")
    assert found("xenolith") == []
    actions.publish_event(event, by=olive)
    assert found("xenolith") == ["Xenolith"]


def test_a_merged_event_is_found_no_longer(announced, olive):
    duplicate, survivor = announced("Xenolith"), announced("Granite")
    actions.merge_events(duplicate, survivor, by=olive)
    assert found("xenolith") == []


def test_words_of_what_was_erased_are_kept_nowhere(announced, operator):
    gone = announced("Xenolith of Gribblewood", abstract="Granite.")
    announced("Granite")
    actions.erase_event(gone, by=operator)
    assert not SearchWord.objects.filter(word__in=["xenolith", "gribblewood"]).exists()
    assert not SearchSpelling.objects.filter(word__in=["xenolith", "gribblewood"]).exists()
    assert found("granitte") == ["Granite"]


def test_the_nearest_are_found_among_very_many(announcement, host, olive):
    """Of more than are looked at, those nearest to now on both sides stay; today has begun."""
    first = timezone.localdate() - timedelta(days=MOST_FOUND + 10)
    days = [first + timedelta(days=number) for number in range(2 * MOST_FOUND + 20)]
    told = [
        Announcement(title=f"Bell {day}", sessions=(Session(starts_on=day, zone="Europe/London"),))
        for day in days
    ]
    actions.announce_events([actions.Announcing(announcement=e, host=host) for e in told], by=olive)
    titles = found("bell")
    assert len(titles) == 2 * MOST_FOUND
    assert titles == [f"Bell {day}" for day in days[11:-9]]


def test_all_can_be_written_anew(programme, capsys):
    before = [found(text) for text in ("aurora", "aurola", "photo")]
    SearchEntry.objects.all().delete()
    SearchWord.objects.all().delete()
    assert found("aurora") == []
    call_command("rebuild_search")
    assert [found(text) for text in ("aurora", "aurola", "photo")] == before
    assert capsys.readouterr().out == "9 events can be found.\n"


def test_a_search_takes_a_fixed_number_of_queries(announced, django_assert_num_queries):
    for _ in range(3):
        announced("Xenolith")
        with django_assert_num_queries(3):
            assert set(found("xenolith")) == {"Xenolith"}
        with django_assert_num_queries(4):
            assert set(found("xenolyth")) == {"Xenolith"}
