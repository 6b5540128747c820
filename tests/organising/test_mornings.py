import dataclasses
import re
from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine

from termcard.institutions.actions import close_days, open_days
from termcard.organising.actions import mornings, write_mornings
from termcard.programme import actions
from termcard.records.models import Letter

pytest_plugins = ["tests.programme.passage"]

TUESDAY = datetime(2026, 12, 1, 7, tzinfo=UTC)


@pytest.fixture(autouse=True)
def now():
    """It is seven on a Tuesday morning in winter, a week before the seminar."""
    with time_machine.travel(TUESDAY, tick=False) as traveller:
        yield traveller


@pytest.fixture
def untitled(announcement, host, olive):
    """A seminar of which nobody has said the title."""
    told = dataclasses.replace(announcement, title=None)
    return actions.announce_event(told, host=host, by=olive)


def letters():
    return {letter.to_address: letter for letter in Letter.objects.filter(purpose="morning")}


def test_it_says_what_is_missing_once_a_day(untitled, olive, ada, rita, now):
    assert write_mornings(TUESDAY) == 1
    letter = letters()[olive.email]
    assert letter.subject == "Tuesday 1 December 2026: 1 thing for you to do"
    assert "No title" in letter.text
    assert "/organise/" in letter.text
    write_mornings(TUESDAY + timedelta(minutes=30))
    assert set(letters()) == {olive.email}
    assert Letter.objects.count() == 1
    now.move_to(TUESDAY + timedelta(days=1))
    write_mornings(TUESDAY + timedelta(days=1))
    assert Letter.objects.count() == 2


def test_approvers_hear_in_the_morning_of_all_that_waits(approving_host, draft, olive, ada, host):
    actions.submit_event(draft, by=olive, note="For the first week.")
    assert not Letter.objects.exists()  # it is not so near that a mail comes at once
    write_mornings(TUESDAY)
    assert set(letters()) == {ada.email}
    assert "For the first week." in letters()[ada.email].text


@pytest.mark.parametrize(
    "moment",
    [
        datetime(2026, 12, 1, 6, 59, tzinfo=UTC),
        datetime(2026, 12, 1, 12, tzinfo=UTC),
        datetime(2026, 12, 5, 8, tzinfo=UTC),
        datetime(2026, 12, 6, 8, tzinfo=UTC),
    ],
)
def test_it_comes_on_working_mornings_alone(moment, untitled):
    assert write_mornings(moment) == 0


def test_it_does_not_come_while_the_unit_is_closed(untitled, university, host, grace, operator):
    day = date(2026, 12, 1)
    days = close_days(host, starts_on=day, ends_on=day, words="Founder’s day", by=operator)
    assert write_mornings(TUESDAY) == 1
    assert set(letters()) == {grace.email}
    open_days(days, by=operator)
    assert write_mornings(TUESDAY) == 2


def test_nothing_comes_when_nothing_is_to_be_done(event, olive):
    assert write_mornings(TUESDAY) == 0


def test_whoever_was_stopped_in_the_middle_writes_the_rest(untitled, olive, grace, monkeypatch):
    written, stopped_once = [], []

    def stopping(account, moment):
        if len(written) == 1 and not stopped_once:
            stopped_once.append(account)
            raise KeyboardInterrupt
        written.append(account)
        return original(account, moment)

    original = mornings.needs_today
    monkeypatch.setattr(mornings, "needs_today", stopping)
    with pytest.raises(KeyboardInterrupt):
        write_mornings(TUESDAY)
    assert Letter.objects.count() == 1
    (first,) = letters().values()
    write_mornings(TUESDAY)
    assert set(letters()) == {olive.email, grace.email}
    assert letters()[first.to_address].message_id == first.message_id


def test_it_ends_with_one_click_and_comes_again_when_asked_for(untitled, olive, client, post):
    write_mornings(TUESDAY)
    (mail,) = post()
    stop = re.search(r"/organise/morning-mail/[^/\s]+/", mail.body)[0]
    assert f"List-Unsubscribe: <http://events.example{stop}>" in mail.message().as_bytes().decode()
    assert "Yes, end it" in client.get(stop).content.decode()
    olive.refresh_from_db()
    assert olive.wants_morning_mail  # looking at a page changes nothing
    client.post(stop, {"List-Unsubscribe": "One-Click"})
    olive.refresh_from_db()
    assert not olive.wants_morning_mail
    assert write_mornings(TUESDAY + timedelta(days=1)) == 0
    client.force_login(olive)
    client.post("/organise/morning-mail/", {"wanted": "yes"})
    olive.refresh_from_db()
    assert olive.wants_morning_mail


@pytest.mark.parametrize("token", ["zzzzzzzz", "MQ:1abc:zzz", "1"])
def test_a_made_up_token_ends_nothing(token, untitled, olive, client):
    assert client.post(f"/organise/morning-mail/{token}/").status_code == 404
    olive.refresh_from_db()
    assert olive.wants_morning_mail
