import dataclasses
from datetime import date, time

import pytest
from selectolax.lexbor import LexborHTMLParser

from termcard.announcements.announcement import Announcement, Place
from termcard.announcements.icalendar.writer import write
from termcard.announcements.parts import Part
from termcard.announcements.sessions import Session
from termcard.programme.actions import announce_event, withdraw_event
from termcard.programme.models import Event
from termcard.reading.actions import accept_proposal, import_document
from termcard.reading.models import Proposal

pytestmark = pytest.mark.django_db


def talk(number, **changes):
    session = Session(
        starts_on=date(2026, 12, 1 + number % 28),
        starts_time=time(13),
        ends_time=time(14),
        zone="Europe/London",
    )
    told = Announcement(
        uid=f"bell-{number}@x.example",
        title=f"Talk on bell {number}",
        sessions=(session,),
        place=Place(name="Room 4"),
        parts=(Part(name=f"Sam Sprecher {number}"),),
    )
    return dataclasses.replace(told, **changes)


@pytest.fixture
def three(host, olive):
    """The list of three talks of one calendar."""
    calendar = write([talk(number) for number in range(3)])
    document = import_document(calendar, host=host, by=olive).document
    return f"/organise/proposals/?document={document.pk}"


def waiting():
    return list(Proposal.objects.waiting().order_by("position"))


def ticked(page):
    boxes = LexborHTMLParser(page).css("input[name=chosen]")
    return [box.attributes["value"] for box in boxes if "checked" in box.attributes]


def titles():
    return sorted(Event.objects.values_list("title", flat=True))


def test_some_are_accepted_and_the_rest_wait(three, desk):
    chosen = [one.pk for one in waiting()[:2]]
    page = desk.post(three, {"verb": "accept", "chosen": chosen}, follow=True).content.decode()
    assert titles() == ["Talk on bell 0", "Talk on bell 1"]
    assert "2 events accepted." in page
    assert [one.title for one in waiting()] == ["Talk on bell 2"]


def test_all_that_come_ticked_are_accepted(three, desk):
    chosen = ticked(desk.get(three).content.decode())
    assert len(chosen) == 3
    desk.post(three, {"verb": "accept", "chosen": chosen})
    assert len(titles()) == 3 and waiting() == []


def test_some_are_dismissed(three, desk):
    page = desk.post(
        three, {"verb": "dismiss", "chosen": [waiting()[0].pk]}, follow=True
    ).content.decode()
    assert "1 event dismissed." in page
    assert len(waiting()) == 2 and titles() == []


def test_none_ticked_is_said(three, desk):
    answer = desk.post(three, {"verb": "accept"})
    assert answer.status_code == 400
    assert "Tick at least one event." in answer.content.decode()


@pytest.mark.parametrize("chosen", ["0", "x", "99999999999999999999", "\0", "other"])
def test_what_does_not_wait_here_is_not_decided(chosen, three, desk, other_proposal):
    chosen = other_proposal.pk if chosen == "other" else chosen
    answer = desk.post(three, {"verb": "accept", "chosen": [chosen]})
    assert answer.status_code == 400
    assert titles() == []


def test_what_somebody_decided_meanwhile_is_said(three, desk, olive):
    first = waiting()[0]
    accept_proposal(first, first.announcement(), by=olive)
    page = desk.post(three, {"verb": "dismiss", "chosen": [first.pk]}).content.decode()
    assert "Somebody decided on one of these meanwhile." in page


def test_which_come_ticked_can_be_asked_for(host, olive, desk):
    doubled = talk(1, uid="other@x.example", title="Talk on bell one, again")
    import_document(write([talk(1)]), host=host, by=olive)
    document = import_document(write([talk(1), doubled, talk(7)]), host=host, by=olive).document
    address = f"/organise/proposals/?document={document.pk}"
    shown = {which: len(ticked(desk.get(f"{address}&ticked={which}").content.decode()))
             for which in ("all", "none", "", "x")}  # fmt: skip
    assert shown["all"] == 3 and shown["none"] == 0
    assert 0 < shown[""] == shown["x"] < 3


def test_what_changes_an_event_says_so_in_the_list_and_changes_it(host, olive, desk):
    event = announce_event(talk(1), host=host, by=olive)
    moved = write([talk(1, place=Place(name="Room 9")), talk(2)])
    document = import_document(moved, host=host, by=olive).document
    address = f"/organise/proposals/?document={document.pk}"
    page = desk.get(address).content.decode()
    assert "Changes what is there already: Place: Room 9, where Room 4 was known." in page
    desk.post(address, {"verb": "accept", "chosen": [one.pk for one in waiting()]})
    assert len(titles()) == 2
    now = Event.objects.with_announcement().get(pk=event.pk).announcement()
    assert now.place.name == "Room 9"


def test_one_that_cannot_be_keeps_none_of_the_others(three, desk):
    waits = waiting()
    waits[0].told["title"] = "Bells " * 200
    waits[0].save()
    page = desk.post(
        three, {"verb": "accept", "chosen": [one.pk for one in waits]}, follow=True
    ).content.decode()
    assert "2 events accepted." in page
    assert "still waits." in page
    assert [one.pk for one in waiting()] == [waits[0].pk]


def test_what_was_taken_down_since_is_announced_as_another(three, olive, host):
    event = announce_event(talk(0, uid="", title="Bell nought"), host=host, by=olive)
    Proposal.objects.filter(pk=waiting()[0].pk).update(duplicate_of=event)
    withdraw_event(event, by=olive)
    (proposal, *_) = waiting()
    accepted = accept_proposal(proposal, proposal.announcement(), by=olive)
    assert accepted != event
    assert accepted.title == "Talk on bell 0"


def test_deciding_on_one_leads_to_the_next_of_its_document(three, decide, desk):
    first, second, third = waiting()
    assert decide(second).url == third.url
    assert decide(third).url == first.url
    page = desk.get(first.url).content.decode()
    assert "more event" not in page
    assert decide(first, verb="dismiss").url == "/organise/proposals/"


def test_a_long_list_is_decided_in_parts(host, olive, desk):
    calendar = write([talk(number) for number in range(120)])
    document = import_document(calendar, host=host, by=olive).document
    address = f"/organise/proposals/?document={document.pk}"
    page = desk.get(address).content.decode()
    assert "the first 100 of 120" in page
    desk.post(address, {"verb": "dismiss", "chosen": ticked(page)})
    assert len(ticked(desk.get(address).content.decode())) == 20


def test_the_list_of_all_that_waits_decides_too(three, desk):
    desk.post("/organise/proposals/", {"verb": "accept", "chosen": [one.pk for one in waiting()]})
    assert len(titles()) == 3
