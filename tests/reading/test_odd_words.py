from urllib.parse import urlencode

import pytest
from django.urls import reverse
from icalendar import Calendar

from termcard.programme.models import Event
from tests.reading.conftest import TALK
from tests.reading.pages import form_shown, troubles

pytestmark = pytest.mark.django_db

TEXTS = ("title", "place", "platform", "attendance", "abstract", "references")
PEOPLE = ("people-0-honorific", "people-0-name", "people-0-role", "people-0-affiliation")
ODD = {
    "controls": "a\x01b\x08c\x1bd\x7fe\x9ff",
    "bidi override": "ab\u202ecd\u2066ef",
    "zero width": "a\u200bb\u2060c\ufeffd",
    "combining marks": "a" + "\u0301" * 40,
    "line separators": "a\u2028b\u2029c\x85d\x0be\x0cf\rg",
    "emoji": "a \U0001f469\u200d\U0001f52c b",
    "astral": "\U0001d504\U0001d52b",
    "right to left": "\u0627\u0644\u0623\u062c\u0631\u0627\u0633",
    "percent and braces": "%s %(x)s {0} {{ x }}",
}
# What may turn a page round, end a line of a calendar, or upset a database.
FORBIDDEN = set("\x00\x01\x08\x0b\x0c\x1b\x7f\x85\x9f\u2028\u2029\u202e\u2066\ufeff")


def shapes_of(event, client):
    """Return an event's page and the other shapes of it, and the list it stands in."""
    names = ("event_page", "event_calendar", "event_json", "event_text")
    addresses = [reverse(name, args=[event.address]) for name in names]
    answers = [client.get(address) for address in (*addresses, "/")]
    assert {answer.status_code for answer in answers} == {200}
    return [answer.content.decode() for answer in answers]


@pytest.mark.parametrize("words", ODD.values(), ids=ODD)
def test_odd_signs_in_every_field_make_no_odd_page(words, decide, proposal, client):
    answer = decide(proposal, **dict.fromkeys((*TEXTS, *PEOPLE), words))
    assert answer.status_code == 302
    event = Event.objects.visible_to(None).get()
    page, calendar, *others = shapes_of(event, client)
    for shape in (page, calendar.replace("\r\n", ""), *others):
        assert not FORBIDDEN & set(shape)
    assert len(Calendar.from_ical(calendar.encode()).walk("VEVENT")) == 1


def test_500_combining_marks_are_kept_or_refused_in_words(decide, proposal):
    marks = "Z" + "\u0335" * 499
    assert decide(proposal, title=marks).status_code == 302
    assert Event.objects.visible_to(None).get().title == marks


@pytest.mark.parametrize("title", ["   ", "\u200b\u200b", "\u00a0\u2003", "\u202e\ufeff\u00ad"])
def test_a_title_that_nobody_sees_is_to_be_announced(title, decide, proposal, client):
    decide(proposal, title=title)
    event = Event.objects.visible_to(None).with_announcement().get()
    assert event.announcement().title is None
    assert "Title to be announced" in shapes_of(event, client)[0]


FORM = "application/x-www-form-urlencoded"
NO_TEXT = {"NUL": "\0", "lone surrogate": "\ud800", "half a sign": "\udcc3"}


def sent_in_full(fields):
    """Return the body of a form with signs that no browser would send."""
    return urlencode(fields, errors="surrogatepass")


@pytest.mark.parametrize("sign", NO_TEXT.values(), ids=NO_TEXT)
def test_signs_no_database_holds_are_refused_or_dropped_in_every_field(
    sign, desk, filled_in, proposal
):
    whole = filled_in(proposal)
    for name in [name for name in whole if name != "verb"]:
        # Beside it something that cannot be, so that the form comes back each time.
        sent = {**whole, "kind": "no kind", name: f"x{sign}"}
        answer = desk.post(proposal.url, sent_in_full(sent), content_type=FORM)
        assert answer.status_code == 400, name
    assert not Event.objects.exists()


@pytest.mark.parametrize("sign", NO_TEXT.values(), ids=NO_TEXT)
@pytest.mark.parametrize("name", [*TEXTS, *PEOPLE])
def test_signs_no_database_holds_are_never_kept(name, sign, desk, filled_in, proposal, client):
    sent = {**filled_in(proposal), name: f"x{sign}"}
    answer = desk.post(proposal.url, sent_in_full(sent), content_type=FORM)
    if answer.status_code == 302:
        event = Event.objects.visible_to(None).get()
        assert not set(NO_TEXT.values()) & set("".join(shapes_of(event, client)))
    else:
        assert answer.status_code == 400
        assert "Null characters are not allowed" in answer.content.decode()


@pytest.mark.parametrize("sign", NO_TEXT.values(), ids=NO_TEXT)
def test_signs_no_database_holds_may_be_pasted(sign, desk, host):
    pasted = {"text": TALK.replace("What", f"{sign}What"), "host": host.pk}
    answer = desk.post("/organise/read/", sent_in_full(pasted), content_type=FORM)
    assert answer.status_code == (400 if sign == "\0" else 302)
    assert desk.get("/organise/proposals/").status_code == 200


LENGTHS = [
    ("title", 500, "Title"),
    ("place", 300, "Place"),
    ("platform", 100, "Platform"),
    ("attendance", 5_000, "How to take part"),
    ("abstract", 50_000, "Abstract"),
    ("references", 20_000, "Works cited"),
    ("zone", 64, "Time zone"),
    ("people-0-name", 200, "Name"),
    ("people-0-honorific", 100, "Title"),
    ("people-0-role", 300, "Role"),
    ("people-0-affiliation", 300, "Affiliation"),
]


@pytest.mark.parametrize(("name", "most", "label"), LENGTHS, ids=[row[0] for row in LENGTHS])
def test_what_is_too_long_is_said_beside_its_field_and_kept(name, most, label, decide, proposal):
    words = "é" * (most + 1)
    answer = decide(proposal, **{name: words})
    page = answer.content.decode()
    assert answer.status_code == 400
    assert list(troubles(page)) == [label]
    assert form_shown(page)[name] == words


@pytest.mark.parametrize(("name", "most", "label"), LENGTHS, ids=[row[0] for row in LENGTHS])
def test_what_is_just_short_enough_is_kept_on_every_database(name, most, label, decide, proposal):
    if name != "zone":
        assert decide(proposal, **{name: "é" * most}).status_code == 302


def test_addresses_that_grow_when_they_are_taken_out_are_refused_not_broken(decide, proposal):
    words = "a@b.example, " * 20 + "c"
    answer = decide(proposal, **{"people-0-affiliation": words, "place": words})
    assert answer.status_code in (302, 400)
    if answer.status_code == 400:
        assert words in answer.content.decode()


def test_addresses_typed_anew_are_told_nowhere(decide, proposal, client):
    decide(proposal, abstract="Ask sam@speaks.example, or join https://zoom.us/j/95551234567?pwd=q")
    event = Event.objects.visible_to(None).get()
    for shape in shapes_of(event, client):
        assert "sam@speaks" not in shape
        assert "95551234567" not in shape
