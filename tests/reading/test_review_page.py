import dataclasses
import re
from datetime import date

import pytest
from selectolax.lexbor import LexborHTMLParser

from termcard.announcements import documented
from termcard.announcements.parts import PartKind
from termcard.programme.models import Event
from termcard.reading.actions import import_document
from termcard.reading.models import Proposal
from tests.reading.pages import troubles

pytestmark = pytest.mark.django_db


@pytest.fixture
def page(desk, proposal):
    return LexborHTMLParser(desk.get(proposal.url).content.decode())


def published(told_by=None):
    event = Event.objects.visible_to(told_by).with_announcement().get()
    return event.announcement()


def test_the_text_stands_in_full_with_the_words_marked(page, proposal):
    source = page.css_first(".source__text")
    assert source.text() == proposal.document.text
    marks = {mark.text(): mark.css_first("a").attributes["href"] for mark in source.css("mark")}
    assert marks["What bells remember"] == "#id_title"
    assert marks["Zoom"] == "#id_platform"
    assert marks["Dr Sam Sprecher"] == "#people"
    assert marks["9th December 2026"] == "#id_starts_on"


def test_every_mark_leads_to_something_and_back(page):
    ids = {node.attributes["id"] for node in page.css("[id]")}
    for link in page.css(".reader a"):
        assert link.attributes["href"][1:] in ids


def test_works_cited_are_marked_inside_the_abstract(page):
    letters = [mark.attributes["data-k"] for mark in page.css(".source__text mark")]
    cited = next(m for m in page.css(".source__text mark") if m.text() == "Marsh, 2019")
    assert cited.css_first("a").attributes["href"] == "#id_references"
    before = letters[letters.index(cited.attributes["data-k"]) - 1]
    assert letters.count(before) >= 2


def test_each_person_has_a_row_and_there_is_an_empty_one(page):
    rows = page.css("#people fieldset")
    assert [row.css_first("legend").text() for row in rows] == ["Sam Sprecher", "One more person"]
    values = [field.attributes.get("value") for field in rows[0].css("input")]
    assert values == ["Dr", "Sam Sprecher", "Reader in Campanology", "Example University"]
    assert page.css_first("[name=people-TOTAL_FORMS]").attributes["value"] == "2"
    for field in page.css("form.apparatus input:not([type=hidden]), form.apparatus select"):
        assert page.css_first(f"label[for='{field.attributes['id']}']") is not None


def test_what_is_kept_back_is_said_in_words_alone(page):
    said = " ".join(item.text() for item in page.css(".checks li"))
    assert "An e-mail address: it goes to whoever answers enquiries." in said
    assert "How to join online" in said
    assert "zoom.us" not in said and "olive@" not in said


def test_what_does_not_agree_is_said(desk, host, olive):
    text = "Bells and ropes\n\nMonday 9 December 2026, 13:00 to 14:00, Room 4\n\nDr Ann One"
    (proposal,) = import_document(text.encode(), host=host, by=olive).proposals
    page = LexborHTMLParser(desk.get(proposal.url).content.decode())
    assert "to check" in page.css_first(".checks h3").text()
    assert "Wednesday" in page.css_first(".checks li").text()


def test_accepting_as_shown_publishes_what_was_read(decide, proposal):
    answer = decide(proposal)
    assert answer.status_code == 302
    told, read = published(), proposal.announcement()
    for name in ("title", "kind", "mode", "platform", "parts", "references", "abstract"):
        assert getattr(told, name) == getattr(read, name), name
    assert told.sessions[0].starts_at() == read.sessions[0].starts_at()
    assert told.sessions[0].ends_at() == read.sessions[0].ends_at()


def test_what_is_corrected_is_published(decide, proposal, series):
    decide(
        proposal,
        **{
            "title": "What bells forget",
            "kind": "lecture",
            "status": "tentative",
            "starts_time": "15:30",
            "ends_time": "17:00",
            "zone": "Europe/Paris",
            "mode": "hybrid",
            "place": "Room 4",
            "references": "Marsh, 2019\nOne, 2020",
            "series": series.pk,
            "people-0-role": "Bellringer",
        },
    )
    told = published()
    assert (told.title, told.kind, told.status) == ("What bells forget", "lecture", "tentative")
    assert told.sessions[0].starts_at().isoformat() == "2026-12-09T15:30:00+01:00"
    assert (told.mode, told.place.name, told.series.name) == (
        "hybrid",
        "Room 4",
        "Education Seminar",
    )
    assert [reference.cited for reference in told.references] == ["Marsh, 2019", "One, 2020"]
    assert told.parts[0].line() == "Dr Sam Sprecher, Bellringer, Example University"


def test_people_are_added_and_left_out(decide, proposal):
    row = {"honorific": "", "name": "Ann One", "role": "", "affiliation": "", "part": "chair"}
    added = {f"people-1-{name}": value for name, value in row.items()}
    decide(proposal, **{"people-0-name": "", **added})
    (told,) = published().parts
    assert (told.name, told.part) == ("Ann One", PartKind.CHAIR)


def test_words_without_a_name_are_asked_about_beside_the_name(decide, proposal):
    answer = decide(proposal, **{"people-1-role": "Chair of Bells"})
    page = answer.content.decode()
    assert answer.status_code == 400
    assert list(troubles(page)) == ["Name"]
    assert "Chair of Bells" in page
    assert not Event.objects.exists()


def test_without_a_title_it_is_to_be_announced(decide, proposal):
    decide(proposal, title="")
    assert published().title is None


@pytest.mark.parametrize(("visibility", "status"), [("unlisted", 200), ("draft", 404)])
def test_one_may_choose_who_sees_it(visibility, status, decide, proposal, client):
    address = decide(proposal, visibility=visibility).url
    client.logout()
    assert client.get(address).status_code == status
    assert "What bells remember" not in client.get("/").content.decode()


def test_dismissing_leads_back_to_what_waits(decide, proposal, desk):
    answer = decide(proposal, verb="dismiss")
    assert "was dismissed" in desk.get(answer.url).content.decode()
    proposal.refresh_from_db()
    assert proposal.state == Proposal.State.DISMISSED


def test_sending_the_form_twice_is_one_event(desk, filled_in, proposal):
    typed = filled_in(proposal)
    assert desk.post(proposal.url, typed).url == desk.post(proposal.url, typed).url
    assert Event.objects.count() == 1


def test_a_series_the_text_names_is_chosen(desk, host, olive, series, decide):
    text = (
        "Series: Education Seminar\nTitle: Bells and ropes\nSpeaker: Dr Ann One\n"
        "Date: 9 December 2026\nTime: 13:00 to 14:00\nPlace: Room 4\n"
    )
    (proposal,) = import_document(text.encode(), host=host, by=olive).proposals
    assert proposal.announcement().series.name == "Education Seminar"
    decide(proposal)
    assert published().series.name == "Education Seminar"


def test_what_the_form_has_no_field_for_stays_as_it_was_read(proposal, decide):
    read = proposal.announcement()
    first = dataclasses.replace(read.sessions[0], usual_minutes=45, title="Opening", ends_time=None)
    later = dataclasses.replace(first, starts_on=date(2026, 12, 16), title="Closing")
    sam = dataclasses.replace(read.parts[0], biography="Sam rings.")
    more = dataclasses.replace(read, sessions=(first, later), parts=(sam,), topics=("Bells",))
    proposal.told = documented.write(more)
    proposal.save()
    decide(proposal, title="Two evenings of bells")
    told = published()
    assert [sitting.title for sitting in told.sessions] == ["Opening", "Closing"]
    assert told.sessions[0].usual_minutes == 45
    assert told.parts[0].biography == "Sam rings."
    assert told.topics == ("Bells",)


@pytest.mark.parametrize("key", ["other", "0", "99999999999999999999"])
def test_proposals_of_other_departments_are_not_there(key, desk, other_proposal):
    key = other_proposal.pk if key == "other" else key
    address = f"/organise/proposals/{key}/"
    made_up = desk.get("/organise/proposals/987654321/")
    for answer in (desk.get(address), desk.post(address, {"verb": "dismiss"})):
        assert answer.status_code == 404
        assert answer.content == made_up.content
    other_proposal.refresh_from_db()
    assert other_proposal.state == Proposal.State.WAITING


def test_of_a_long_text_what_matters_is_shown(desk, host, olive, proposal):
    long = "Nothing happens here at all today.\n\n" * 2_000 + proposal.document.text
    (read,) = import_document(long.encode(), host=host, by=olive).proposals
    page = desk.get(read.url).content.decode()
    assert len(page) < 60_000
    assert re.search(r"<mark[^>]*><a[^>]*>What bells remember</a>", page)
