"""Posters and share cards: for whom, the same each time, and on one side whatever they say."""

import dataclasses
import json
import random
from datetime import date, datetime, time

import pytest
import typst
from django.urls import reverse

from termcard.announcements.announcement import (
    AccessProvision,
    Announcement,
    Earlier,
    Mode,
    Named,
    OpenTo,
    Place,
    Status,
)
from termcard.announcements.parts import Part, PartKind
from termcard.announcements.sessions import Session
from termcard.lib.typesetting import FONTS, typeset
from termcard.programme import actions
from termcard.publishing.views.printing import event_told, poster_told, qr_code
from termcard.publishing.views.typeset import TEMPLATES
from tests.publishing.pictures import first_ink

NAMES = ["event_poster", "share_card"]
HIDDEN = ["draft", "private", "embargoed"]


def address_of(event, name, words=None):
    address = event.address if words is None else f"{event.short_id}-{words}"
    return reverse(name, args=[address])


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("state", ["unlisted", "public", "cancelled", "postponed"])
def test_what_a_stranger_may_see_has_both(state, name, in_state, client):
    answer = client.get(address_of(in_state(state), name))
    assert answer.status_code == 200
    kinds = {"event_poster": ("application/pdf", b"%PDF"), "share_card": ("image/png", b"\x89PNG")}
    assert (answer["Content-Type"], answer.content[:4]) == kinds[name]
    assert answer["Cache-Control"] == "public, no-cache" and "Vary" not in answer.headers
    assert (answer.get("X-Robots-Tag") == "noindex") is (state == "unlisted")


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("state", HIDDEN)
def test_what_is_hidden_has_neither_whoever_asks(state, name, in_state, reading_as, olive):
    event = in_state(state)
    for reader in (None, olive):
        hidden = reading_as(reader).get(address_of(event, name))
        made_up = reading_as(reader).get(reverse(name, args=["zzzzzzzz-on-bells"]))
        assert hidden.status_code == made_up.status_code == 404
        assert hidden.content == made_up.content


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("state", ["withdrawn", "erased"])
def test_what_was_taken_down_is_gone(state, name, in_state, client):
    answer = client.get(address_of(in_state(state), name))
    assert answer.status_code == 410
    assert "On bells" not in answer.content.decode()


@pytest.mark.parametrize("name", NAMES)
def test_other_words_and_merged_events_lead_on(name, in_state, event, client):
    moved = client.get(address_of(event, name, "other-words"))
    assert (moved.status_code, moved["Location"]) == (301, address_of(event, name))
    merged = in_state("merged")
    led = client.get(address_of(merged, name))
    assert (led.status_code, led["Location"]) == (301, address_of(merged.merged_into, name))


@pytest.mark.parametrize("name", NAMES)
def test_both_are_the_same_bytes_until_the_event_changes(name, event, client, olive):
    first, second = (client.get(address_of(event, name)) for _ in range(2))
    assert first.content == second.content and first["ETag"] == second["ETag"]
    held = client.get(address_of(event, name), headers={"If-None-Match": first["ETag"]})
    assert (held.status_code, held.content) == (304, b"")
    actions.cancel_event(event, by=olive)
    assert client.get(address_of(event, name)).content != first.content


def test_each_is_made_once_and_kept(event, client, tmp_path, settings):
    settings.TERMCARD_HOME = tmp_path
    address = address_of(event, "event_poster")
    first = client.get(address).content
    (file,) = (each for each in (tmp_path / "typeset").rglob("*") if each.is_file())
    file.write_bytes(b"%PDF as it is kept")
    assert client.get(address).content == b"%PDF as it is kept"
    file.unlink()
    assert client.get(address).content == first


def test_a_poster_is_on_the_paper_and_in_the_design_that_is_asked_for(event, client):
    address = address_of(event, "event_poster")
    usual = client.get(address).content
    assert client.get(f"{address}?paper=a4&design=ledger").content == usual
    asked = ["?paper=a3", "?design=field", "?design=plain"]
    assert len({client.get(address + each).content for each in asked} | {usual}) == 4
    assert client.get(f"{address}?paper=a0").status_code == 404
    assert client.get(f"{address}?design=loud").status_code == 404


def test_when_none_can_be_made_that_is_said(event, client, monkeypatch, tmp_path, settings, caplog):
    settings.TERMCARD_HOME = tmp_path
    monkeypatch.setattr("termcard.lib.typesetting.SECONDS", 0.001)
    answer = client.get(address_of(event, "event_poster"))
    assert (answer.status_code, answer["Retry-After"]) == (503, "60")
    assert "private" in answer["Cache-Control"] and "could not be typeset" in caplog.text


def test_a_page_shows_its_share_card_where_it_is_shared(event, in_state, reading_as, olive, client):
    card = f"http://events.example{address_of(event, 'share_card')}"
    page = client.get(event.url).content.decode()
    assert f'<meta property="og:image" content="{card}">' in page
    assert f'"image":"{card}"' in page
    assert address_of(event, "event_poster") in page
    draft = in_state("draft")
    seen = reading_as(olive).get(draft.url).content.decode()
    assert "share-card.png" in seen and address_of(draft, "event_poster") not in seen


def test_a_poster_says_what_one_needs(announcement):
    told = poster_told(
        dataclasses.replace(
            announcement,
            url="https://events.example/events/k3x9m2ab-on-bells/",
            host=Named(name="School of Education"),
            status=Status.POSTPONED,
            status_note="Until the trains run.",
            earlier=(Earlier(starts=datetime(2026, 12, 2, 13), place="Room 2"),),
            open_to=OpenTo.ANYONE,
            access=(AccessProvision.STEP_FREE,),
        ),
        1,
        institution="Example University",
        paper="a4",
        design="ledger",
    )
    assert (told["title"]["words"], told["state"], told["struck"]) == (
        "On bells",
        "Postponed",
        True,
    )
    assert told["whens"] == [
        {"day": "Wednesday 9 December 2026", "hours": "13:00–14:00", "zone": "Europe/London, GMT"}
    ]
    assert told["people"][0]["name"]["words"] == "Dr Sam Speaks"
    assert told["changes"] == [
        "Until the trains run.",
        "It was: Wednesday 2 December 2026, 13:00, Room 2.",
    ]
    assert told["shown_url"] == "events.example/events/k3x9m2ab-on-bells"
    assert told["qr"] == qr_code("https://events.example/events/k3x9m2ab-on-bells/")
    assert told["admission"] == "Everybody is welcome"


def test_words_say_in_which_direction_they_are_read(announcement):
    for title, rtl in (("On bells", False), ("“التعليم”", True), ("123 שלום", True), ("12", False)):
        told = event_told(dataclasses.replace(announcement, title=title), 1)
        assert told["title"] == {"words": title, "rtl": rtl}


AWKWARD = [
    "Rho",
    "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft",
    "W" * 300,
    "التعليم في المدارس الساحلية: من يبقى ليدرّس؟ " * 6,
    "誰が教壇に残るのか沿岸部の学校における若手教員" * 6,
    "∑ₙ 1/n² = π²/6 ≤ ∞, $L^2$ and \\alpha",
    '#{panic("x")} = h \\ $x$ *b* _i_ #import "a" <a> @b // c `raw` ");',
]


def awkward(seed):
    """Return an event of an awkward kind, the same for each seed."""
    draw = random.Random(seed)
    words = ["bells", "the", "self-organising", "of", "Ångström’s", "asymptotics", "school"]
    title = " ".join(draw.choice(words) for _ in range(draw.choice([1, 4, 12, 40])))[:300]
    people = [
        Part(
            honorific=draw.choice(["", "Professor Dame"]),
            name=draw.choice(["Sam Speaks", "王小明", "محمد الأمين", "Léa " + "von " * 12 + "Ä"]),
            affiliation=draw.choice(["", "Example University", "A very long name " * 6]),
            part=draw.choice(list(PartKind)),
        )
        for _ in range(draw.choice([0, 1, 3, 12]))
    ]
    first = Session(starts_on=date(2026, 12, 9), starts_time=time(13), zone="Asia/Tokyo")
    days = [dataclasses.replace(first, starts_on=date(2026, 12, 9 + n)) for n in range(seed % 9)]
    return Announcement(
        title=AWKWARD[seed] if seed < len(AWKWARD) else draw.choice([None, title]),
        url="https://events.example/events/k3x9m2ab-" + "words-" * draw.choice([1, 9]),
        host=Named(name=draw.choice(["History", "Centre for the " + "Study of " * 14 + "Time"])),
        series=draw.choice([None, Named(name="Seminar " * 30)]),
        sessions=tuple(days),
        mode=draw.choice(list(Mode)),
        place=draw.choice([None, Place(name="Room " * 40, street_address="Lane " * 30)]),
        status=draw.choice(list(Status)),
        status_note=draw.choice(["", "Note " * 90]),
        earlier=(Earlier(place="Old " * 60),) * draw.choice([0, 3]),
        parts=tuple(people),
        abstract=draw.choice(["", "Word " * 900, "One.\n\nTwo."]),
        attendance=draw.choice(["", "Come " * 59]),
        access=tuple(AccessProvision) if draw.random() < 0.5 else (),
        open_to=OpenTo.ANYONE,
    )


@pytest.fixture(scope="module")
def sides():
    """Return how many sides a template makes of what it is told."""
    from importlib.resources import files

    compiler = typst.Compiler(font_paths=[str(files(package) / "files") for package in FONTS])

    def count(template, told):
        made = compiler.compile(
            input=str(TEMPLATES / template),
            root=str(TEMPLATES),
            sys_inputs={"told": json.dumps(told)},
            format="svg",
        )
        return len(made) if isinstance(made, list) else 1

    return count


@pytest.mark.parametrize("seed", range(24))
def test_whatever_it_says_a_poster_is_one_side_and_a_card_one_picture(seed, sides):
    event = awkward(seed)
    told = {"institution": "Example University", "paper": "a4"}
    design = ["ledger", "field", "plain"][seed % 3]
    assert sides("poster.typ", poster_told(event, seed, design=design, **told)) == 1
    assert sides("share_card.typ", event_told(event, seed)) == 1


def test_a_share_card_is_as_large_as_others_ask(announcement):
    made = typeset(TEMPLATES / "share_card.typ", event_told(announcement, 1), "png")
    size = int.from_bytes(made[16:20], "big"), int.from_bytes(made[20:24], "big")
    assert size == (1200, 630)


@pytest.mark.parametrize(
    ("name", "rule", "tall"), [("share_card.typ", 123, 15), ("poster.typ", 95, 12)]
)
def test_accents_of_capitals_are_printed_whole(name, rule, tall):
    def top(title):
        one = Announcement(
            title=title,
            sessions=(Session(starts_on=date(2026, 11, 30), zone="Europe/London"),),
            url="https://events.example/events/a/",
        )
        how = {"institution": "Example University", "paper": "a4", "design": "ledger"}
        told = event_told(one, 1) if name == "share_card.typ" else poster_told(one, 1, **how)
        return first_ink(typeset(TEMPLATES / name, told, "png"), below=rule)

    assert top("E") - top("\N{LATIN CAPITAL LETTER E WITH ACUTE}") >= tall
