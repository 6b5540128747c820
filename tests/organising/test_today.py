import dataclasses
from datetime import UTC, date, datetime, time, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from termcard.announcements.announcement import Kind, Mode, Place
from termcard.announcements.parts import Part
from termcard.announcements.sessions import Session
from termcard.institutions.actions import ask_approval
from termcard.organising.models import needs_today
from termcard.people.models import Duty
from termcard.programme import actions
from termcard.programme.actions import Announcing, announce_events, hold_date

pytest_plugins = ["tests.programme.passage"]

NOW = datetime(2026, 12, 1, 9, tzinfo=UTC)


@pytest.fixture(autouse=True)
def first_of_december(monkeypatch):
    monkeypatch.setattr("django.utils.timezone.now", lambda: NOW)


def found(account):
    return {section.name: section.needs for section in needs_today(account)}


def said(account, name="facts"):
    return [(need.title, need.said) for need in found(account).get(name, ())]


def announced(announcement, host, olive, *, series=None, visibility="draft", **words):
    told = dataclasses.replace(announcement, **words)
    return actions.announce_event(told, host=host, by=olive, series=series, visibility=visibility)


def test_nothing_is_missing_from_what_says_all(event, olive):
    assert found(olive) == {}


@pytest.mark.parametrize(
    ("words", "missing"),
    [
        ({"title": None}, "No title"),
        ({"parts": ()}, "No speaker"),
        ({"platform": ""}, "No platform"),
        ({"mode": Mode.HYBRID}, "No room"),
        ({"mode": Mode.IN_PERSON, "platform": ""}, "No room"),
        ({"mode": None, "platform": ""}, "No room or platform"),
        ({"title": None, "parts": (), "platform": ""}, "No title, no speaker, no platform"),
        ({"parts": (), "kind": Kind.SOCIAL}, None),
        ({"mode": Mode.HYBRID, "place": Place(name="Room 4")}, None),
    ],
)
def test_facts_that_are_missing_are_named(words, missing, announcement, host, olive):
    announced(announcement, host, olive, **words)
    assert [words for _, words in said(olive)] == ([missing] if missing else [])


def test_what_the_series_says_is_not_missing(announcement, host, olive, series):
    actions.amend_series(series, by=olive, platform="Zoom")
    announced(announcement, host, olive, series=series, platform="")
    assert said(olive) == []


def test_what_is_far_over_called_off_or_of_others_is_left_alone(
    announcement, host, other_host, olive, operator
):
    (session,) = announcement.sessions

    def on(day):
        return (dataclasses.replace(session, starts_on=day),)

    announced(announcement, host, olive, title=None, sessions=on(date(2027, 1, 20)))
    announced(announcement, host, olive, title=None, sessions=on(date(2026, 11, 20)))
    off = announced(announcement, host, olive, title=None, visibility="public")
    actions.cancel_event(off, by=olive)
    announced(announcement, other_host, operator, title=None)
    assert said(olive) == []
    assert len(said(operator)) == 1


def test_what_waits_is_shown_to_approvers_and_not_to_organisers(
    approving_host, draft, olive, ada, rita
):
    actions.submit_event(draft, by=olive, note="For the first week.")
    assert said(ada, "approvals") == [("On bells", "For the first week.")]
    assert "approvals" not in found(olive)
    assert "approvals" not in found(rita)
    actions.approve_event(draft, by=ada)
    assert "approvals" not in found(ada)


def test_what_was_returned_is_shown_until_it_is_submitted_again(approving_host, draft, olive, ada):
    actions.submit_event(draft, by=olive)
    actions.return_event(draft, by=ada, words="Who speaks?")
    assert said(olive, "returned") == [("On bells", "Who speaks?")]
    actions.submit_event(draft, by=olive)
    assert "returned" not in found(olive)


def test_dates_that_are_held_wait_for_their_event(announcement, host, olive, rita, series):
    hold_date(series, on=date(2026, 12, 9), by=olive)
    hold_date(series, on=date(2026, 12, 16), by=olive, kind="none")
    hold_date(series, on=date(2027, 2, 3), by=olive)
    assert [need.when for need in found(olive)["dates"]] == ["Wednesday 9 December 2026"]
    assert "dates" not in found(rita)
    announced(announcement, host, olive, series=series)
    assert "dates" not in found(olive)


def test_series_that_nobody_looks_after_are_shown_to_stewards(host, olive, grace, series, operator):
    from termcard.people.actions import deactivate_account, revoke_role
    from termcard.people.models import Role

    assert "orphans" not in found(grace)
    revoke_role(olive, host, by=operator)
    assert "orphans" not in found(olive)
    deactivate_account(grace, by=operator)
    assert [need.title for need in found(operator)["orphans"]] == ["Education Seminar"]
    assert Role.objects.of(grace).exists()


def test_what_was_read_waits_once_for_each_document(host, olive, rita):
    from termcard.reading.actions import (
        accept_proposals,
        dismiss_proposal,
        import_document,
        take_up_proposal,
    )

    talks = "\n\n".join(
        f"Seminar: Bells of tower {number}\n{number} December 2026, 13:00, Zoom, Dr Sam Speaks"
        for number in (9, 16)
    )
    read = import_document(talks.encode(), host=host, by=olive, name="Two talks")
    (need,) = found(olive)["proposals"]
    assert need.title == "Two talks"
    assert need.url == f"/organise/proposals/?document={read.document.pk}"
    assert "proposals" not in found(rita)
    first, *others = read.proposals
    accept_proposals([first], by=olive)
    assert "proposals" in found(olive) or not others
    for each in others:
        dismiss_proposal(each, by=olive)
    assert "proposals" not in found(olive)
    if others:
        take_up_proposal(others[0], by=olive)
        assert "proposals" in found(olive)
    assert Duty.objects.count() == 1


def filled(announcement, host, operator, number):
    """Announce so many events, half of them in the next weeks and without a title."""
    announcings = []
    for count in range(number):
        day = date(2026, 12, 2) + timedelta(days=count % 40)
        session = Session(starts_on=day, starts_time=time(13), zone="Europe/London")
        told = dataclasses.replace(
            announcement,
            title=None if count % 2 else f"On bells {count}",
            sessions=(session,),
        )
        announcings.append(Announcing(announcement=told, host=host))
    announce_events(announcings, by=operator)


SECTIONS = 9


@pytest.mark.parametrize("who", ["olive", "ada", "grace"])
def test_the_desk_opens_in_a_fixed_number_of_queries(
    who, request, client, announcement, host, operator, series, django_assert_max_num_queries
):
    account = request.getfixturevalue(who)
    olive, ada = request.getfixturevalue("olive"), request.getfixturevalue("ada")
    filled(announcement, host, operator, 60)
    hold_date(series, on=date(2026, 12, 10), by=olive)
    ask_approval(host, "once", by=operator)
    waiting = [announced(announcement, host, olive, series=series) for _ in range(3)]
    actions.submit_events(waiting, by=olive)
    actions.return_event(waiting[0], words="Who speaks?", by=ada)
    client.force_login(account)
    client.get("/organise/")
    with django_assert_max_num_queries(5 + 2 * SECTIONS):
        page = client.get("/organise/").content.decode()
    assert "Needs you today" in page
    assert page.count("No title") == (0 if who == "ada" else 8)
    assert ("To approve" in page) == (who != "olive")
    assert ("There are more" in page) == (who != "ada")


@pytest.mark.only_on("sqlite")  # PostgreSQL reads the whole of a small table
def test_the_question_of_missing_facts_begins_at_the_index_of_days(
    announcement, host, operator, olive
):
    from termcard.programme.models import Event
    from termcard.programme.querysets import needs

    mine = Event.objects.editable_by(olive)
    plan = needs.lacking_facts(mine, timezone.now(), timezone.now() + timedelta(days=21)).explain()
    assert "event_listed_by_start" in plan


def test_a_stranger_is_led_to_sign_in_and_rita_sees_what_helps(client, rita):
    assert client.get("/organise/").status_code == 302
    client.force_login(rita)
    page = client.get("/organise/").content.decode()
    assert "Nothing needs you today" in page
    assert reverse("paste_announcement") in page
    assert (
        "Approvals" not in page
        and '/organise/events/"' not in page.split("<main")[1].split("</nav>")[0]
    )


def test_a_room_or_a_speaker_that_is_taken_at_the_time_is_named(
    in_person, host, other_host, olive, operator
):
    def on(hour, **words):
        (session,) = in_person.sessions
        times = {"starts_time": time(hour), "ends_time": time(hour + 1)}
        told = dataclasses.replace(session, **times)
        return announced(in_person, host, olive, sessions=(told,), **words)

    clocks = (Part(name="Ann Other"),)
    on(13)
    assert said(olive, "clashes") == []
    on(14, parts=clocks)  # as one leaves, the next comes in
    assert said(olive, "clashes") == []
    on(15, title="On ropes")
    on(15, title="On clocks", parts=clocks)
    taken = "The room is taken then"
    assert said(olive, "clashes") == [("On ropes", taken), ("On clocks", taken)]
    on(13, title="On towers", place=Place(name="Room 5"))
    elsewhere = "A speaker speaks elsewhere then"
    assert said(olive, "clashes")[:2] == [("On bells", elsewhere), ("On towers", elsewhere)]
