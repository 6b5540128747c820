"""Whoever keeps an event has it in their calendar, where it moves and goes, and is reminded."""

import dataclasses
import email
import email.policy
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone

from termcard.announcements.announcement import Place
from termcard.announcements.sessions import Session
from termcard.audiences.models import Follower
from termcard.operating.tasks import SetClock
from termcard.programme.actions import (
    amend_event,
    announce_event,
    cancel_event,
    postpone_event,
    reschedule_event,
    withdraw_event,
)

RITA = "rita@elsewhere.example"
LONDON = ZoneInfo("Europe/London")


def sitting(starts, hours=1):
    there = starts.astimezone(LONDON)
    ends = there + timedelta(hours=hours)
    return Session(
        starts_on=there.date(),
        starts_time=there.time().replace(second=0, microsecond=0, tzinfo=None),
        ends_on=ends.date() if ends.date() != there.date() else None,
        ends_time=ends.time().replace(second=0, microsecond=0, tzinfo=None),
        zone="Europe/London",
    )


@pytest.fixture
def talk(in_person, host, olive):
    """A talk in three days."""
    soon = sitting(timezone.now() + timedelta(days=3))
    return announce_event(dataclasses.replace(in_person, sessions=(soon,)), host=host, by=olive)


@pytest.fixture
def keep(follows, postbox):
    """Keep the event, and return the mail that says so."""

    def one(event, address=RITA, **reminders):
        path = f"/subscribe/events/{event.address}/"
        follows(path, address, **(reminders or {"day_before": ""}))
        (message,) = postbox.come()
        return message

    return one


def calendar_of(message):
    """Return the lines of what a mail tells a calendar program, and how the mail is laid out."""
    read = email.message_from_bytes(message.as_bytes(), policy=email.policy.default)
    parts = [part for part in read.walk() if part.get_content_type() == "text/calendar"]
    inline = parts[0]
    text = inline.get_content()
    assert inline["Content-Type"].params["charset"].lower() == "utf-8"
    lines = text.replace("\r\n ", "").split("\r\n")
    layout = [part.get_content_type() for part in read.walk()]
    return lines, inline["Content-Type"].params.get("method"), layout


def values(lines, name):
    return [line.partition(":")[2] for line in lines if line.split(":")[0].split(";")[0] == name]


def test_the_layout_is_what_calendar_programs_understand(talk, keep):
    lines, method, layout = calendar_of(keep(talk))
    assert layout == [
        "multipart/mixed",
        "multipart/alternative",
        "text/plain",
        "text/html",
        "text/calendar",
        "text/calendar",
    ]
    assert method == "REQUEST"
    assert values(lines, "METHOD") == ["REQUEST"]
    (attendee,) = [line for line in lines if line.startswith("ATTENDEE")]
    assert "PARTSTAT=ACCEPTED" in attendee
    assert "RSVP=FALSE" in attendee
    assert attendee.endswith(f"mailto:{RITA}")
    assert values(lines, "ORGANIZER") == ["mailto:termcard@events.example"]
    assert values(lines, "UID") == [talk.uid]


def test_the_calendar_hears_of_each_change_and_of_the_end(talk, keep, postbox, in_person, olive):
    first, _, _ = calendar_of(keep(talk))
    moved_to = sitting(timezone.now() + timedelta(days=4))
    told = [first]
    room = dataclasses.replace(
        in_person, sessions=(moved_to,), place=Place(name="Room 9, Elvet Hall")
    )
    for change in (
        lambda: reschedule_event(talk, [moved_to], by=olive),
        lambda: amend_event(talk, room, by=olive),
        lambda: cancel_event(talk, by=olive),
    ):
        change()
        (message,) = postbox.come()
        told.append(calendar_of(message)[0])

    assert [values(lines, "METHOD")[0] for lines in told] == ["REQUEST"] * 3 + ["CANCEL"]
    assert [values(lines, "UID") for lines in told] == [[talk.uid]] * 4
    sequences = [int(values(lines, "SEQUENCE")[0]) for lines in told]
    assert sequences == sorted(set(sequences))
    stamps = [values(lines, "DTSTAMP")[0] for lines in told]
    assert stamps == sorted(set(stamps))
    assert values(told[2], "LOCATION") == ["Room 9\\, Elvet Hall"]
    assert values(told[3], "STATUS") == ["CANCELLED"]


def test_what_was_taken_down_leaves_the_calendar_too(talk, keep, postbox, olive):
    keep(talk)
    withdraw_event(talk, by=olive)
    (message,) = postbox.come()
    lines, method, _ = calendar_of(message)
    assert method == "CANCEL"
    assert values(lines, "UID") == [talk.uid]
    assert "bells" not in message.as_bytes().decode().casefold()


def test_an_event_of_several_sittings_comes_as_a_file(in_person, host, olive, keep):
    days = [sitting(timezone.now() + timedelta(days=number)) for number in (3, 4)]
    event = announce_event(
        dataclasses.replace(in_person, sessions=tuple(days)), host=host, by=olive
    )
    lines, method, layout = calendar_of(keep(event))
    assert method is None
    assert layout == ["multipart/mixed", "multipart/alternative", "text/plain", "text/html"] + [
        "text/calendar"
    ]
    assert lines.count("BEGIN:VEVENT") == 2
    assert not values(lines, "METHOD")


def test_a_mail_written_again_is_the_same_to_the_byte(talk, keep):
    from termcard.lib.mailing import Mail, written
    from termcard.records.models import Letter

    keep(talk)
    letter = Letter.objects.get(purpose="kept")
    mail = Mail(
        to=letter.to_address,
        subject=letter.subject,
        text=letter.text,
        message_id=letter.message_id,
        written_at=letter.created_at,
        unsubscribe_url=letter.unsubscribe_url,
        calendar=letter.calendar,
    )
    assert written(mail).as_bytes() == written(mail).as_bytes()


def pass_time(postbox, begin, span, step=timedelta(minutes=55)):
    """Let time pass from a moment on; return the subjects of what came."""
    clock = postbox.clock = SetClock(begin)
    came = []
    while clock() < begin + span:
        clock.move(step)
        came += [subject for _, subject, _ in postbox.texts()]
    return came


def around(talk, postbox):
    """Let the day before and the hour before pass; return the subjects of what came."""
    came = pass_time(postbox, talk.starts_at - timedelta(hours=26), timedelta(hours=5))
    return came + pass_time(postbox, talk.starts_at - timedelta(hours=2), timedelta(hours=3))


def test_reminders_come_the_day_and_the_hour_before_each_once(talk, keep, postbox):
    keep(talk, day_before="on", hour_before="on")
    assert around(talk, postbox) == ["Tomorrow: On bells", "Soon: On bells"]


def test_nobody_is_reminded_who_did_not_wish_it(talk, keep, postbox):
    keep(talk)
    assert around(talk, postbox) == []


@pytest.mark.parametrize("change", [cancel_event, postpone_event, withdraw_event])
def test_nobody_is_reminded_of_what_does_not_take_place(change, talk, keep, postbox, olive):
    keep(talk, day_before="on", hour_before="on")
    change(talk, by=olive)
    postbox.come()
    assert around(talk, postbox) == []


@pytest.mark.parametrize("jump", [timedelta(hours=1), timedelta(hours=-1), timedelta(days=365)])
def test_clocks_that_jump_remind_nobody_twice(jump, talk, keep, postbox):
    keep(talk, day_before="on", hour_before="on")
    came = pass_time(postbox, talk.starts_at - timedelta(hours=25), timedelta(hours=2))
    for back in (jump, -jump):
        postbox.clock.move(back)
        came += [subject for _, subject, _ in postbox.texts()]
    came += pass_time(postbox, talk.starts_at - timedelta(hours=3), timedelta(hours=4))
    assert came == ["Tomorrow: On bells", "Soon: On bells"]


def test_what_moved_is_reminded_of_anew(talk, keep, postbox, olive):
    keep(talk, day_before="on")
    came = around(talk, postbox)
    reschedule_event(talk, [sitting(timezone.now() + timedelta(days=6))], by=olive)
    talk.refresh_from_db()
    came += around(talk, postbox)
    assert [subject.partition(":")[0] for subject in came] == ["Tomorrow", "Moved", "Tomorrow"]


def test_whole_days_are_announced_the_morning_before(in_person, host, olive, keep, postbox):
    day = (timezone.now() + timedelta(days=5)).date()
    whole = Session(starts_on=day, zone="Europe/London")
    event = announce_event(dataclasses.replace(in_person, sessions=(whole,)), host=host, by=olive)
    keep(event, day_before="on", hour_before="on")
    morning = datetime.combine(day - timedelta(days=1), time(8), LONDON)
    assert pass_time(postbox, morning, timedelta(minutes=40)) == []
    after = morning + timedelta(minutes=55)
    assert pass_time(postbox, after, timedelta(minutes=60)) == ["Tomorrow: On bells"]


def test_the_own_calendar_holds_what_one_follows_and_keeps(
    talk, keep, client, follows, in_person, other_host, operator
):
    keep(talk)
    elsewhere = dataclasses.replace(
        in_person, title="On ropes", sessions=talk.announcement().sessions
    )
    announce_event(elsewhere, host=other_host, by=operator)
    follower = Follower.objects.get()
    address = f"/subscribe/calendar/{follower.calendar_token}.ics"
    held = client.get(address)
    assert "On bells" in held.content.decode()
    assert "On ropes" not in held.content.decode()
    assert RITA not in held.content.decode()
    assert "private" in held["Cache-Control"]
    assert client.get(address, HTTP_IF_NONE_MATCH=held["ETag"]).status_code == 304

    own = follows("/subscribe/hosts/history/")
    assert "On ropes" in client.get(address).content.decode()

    client.post(own, {"verb": "calendar"})
    assert client.get(address).status_code == 404
    renewed = Follower.objects.get().calendar_token
    assert client.get(f"/subscribe/calendar/{renewed}.ics").status_code == 200
    assert client.get(f"/subscribe/own/{renewed}/").status_code == 404
