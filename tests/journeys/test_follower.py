"""Rita follows a series by mail, keeps a talk of it, and hears of all that becomes of it, once."""

import email
import email.policy
import re
import time

from tests.journeys.conftest import PHONE
from tests.journeys.test_accessible import faults

RITA = "rita@elsewhere.example"
PREPARE = """
from datetime import date, time, timedelta
from termcard.announcements.announcement import Announcement, Place
from termcard.announcements.sessions import Session
from termcard.institutions.models import Organisation
from termcard.people.models import Account
from termcard.programme import actions
from termcard.programme.models import Event, Series
olive = Account.objects.get(email="olive@education.example")
host = Organisation.objects.get(slug="education")
def at(hour):
    day = date.today() + timedelta(days=20)
    hours = {"starts_time": time(hour), "ends_time": time(hour + 1)}
    return Session(starts_on=day, zone="Europe/London", **hours)
def talk():
    return Event.objects.editable_by(olive).with_announcement().get(title="On followed bells")
"""
BEGIN = """
series = actions.add_series(title="Followed Bells", slug="followed-bells", host=host, by=olive)
told = Announcement(title="On followed bells", place=Place(name="Room 4"), sessions=(at(13),))
print(actions.announce_event(told, host=host, series=series, by=olive).url)
"""
MOVE = "actions.reschedule_event(talk(), [at(15)], by=olive)"
CHANGE_ROOM = """
import dataclasses
moved = dataclasses.replace(talk().announcement(), place=Place(name="Room 9"))
actions.amend_event(talk(), moved, by=olive)
"""
CANCEL = "actions.cancel_event(talk(), by=olive, note='Sam is ill.')"


class Mailbox:
    """What came to Rita, from now on."""

    def __init__(self, letters):
        self.letters, self.begin = letters, len(letters.texts)

    def read(self):
        """Return what came so far."""
        read = (
            email.message_from_string(text, policy=email.policy.default)
            for text in self.letters.texts[self.begin :]
        )
        return [message for message in read if message["To"] == RITA]

    def wait_for(self, number):
        """Return the latest mail once so many have come."""
        end = time.monotonic() + 40
        while len(self.read()) < number:
            assert time.monotonic() < end, [message["Subject"] for message in self.read()]
            time.sleep(0.1)
        return self.read()[number - 1]


def words_of(message):
    return message.get_body(preferencelist=("plain",)).get_content()


def calendar_of(message):
    """Return the method and sequence of what a mail tells a calendar program."""
    (inline, _) = [part for part in message.walk() if part.get_content_type() == "text/calendar"]
    text = inline.get_content()
    method = re.search(r"^METHOD:(\w+)", text, re.MULTILINE)[1]
    assert method == inline["Content-Type"].params["method"]
    return method, int(re.search(r"^SEQUENCE:(\d+)", text, re.MULTILINE)[1])


def ask(page, button):
    page.get_by_label("Your e-mail address").fill(RITA)
    assert faults(page) == []
    page.wait_for_timeout(3_500)
    page.get_by_role("button", name=button).click()
    assert page.get_by_role("heading", name="Look into your mailbox").is_visible()


def confirm(page, message):
    page.goto(re.search(r"http://\S+/subscribe/confirm/\S+", words_of(message))[0])
    assert faults(page) == []
    page.get_by_role("button", name="Yes, tell me").click()
    assert page.get_by_role("heading", name="What you follow").is_visible()


def test_rita_hears_of_everything_once(open_window, site, keep_picture):
    event = site.run(PREPARE + BEGIN)
    time.sleep(3)  # whoever follows before the worker looked is told of what was announced
    mailbox = Mailbox(site.letters)
    reader = open_window(PHONE)
    page = reader.page
    page.goto("/series/followed-bells/")
    page.get_by_role("link", name="mail", exact=True).click()
    keep_picture(page, "follow-390")
    ask(page, "Follow")
    confirm(page, mailbox.wait_for(1))

    page.goto(event)
    page.get_by_role("link", name="Keep it and be told").click()
    ask(page, "Keep it")
    confirm(page, mailbox.wait_for(2))
    assert faults(page) == []
    keep_picture(page, "own-390")
    own_page = page.url
    told = [calendar_of(mailbox.wait_for(3))]

    for number, (change, subject, words) in enumerate(
        (
            (MOVE, "Moved: On followed bells", "Was: "),
            (CHANGE_ROOM, "New room: On followed bells", "Was in: Room 4"),
            (CANCEL, "Cancelled: On followed bells", "It does not take place. Sam is ill."),
        ),
        start=4,
    ):
        site.run(PREPARE + change)
        message = mailbox.wait_for(number)
        assert message["Subject"].startswith(subject)
        assert words in words_of(message)
        told.append(calendar_of(message))
    assert [method for method, _ in told] == ["REQUEST"] * 3 + ["CANCEL"]
    assert [sequence for _, sequence in told] == sorted({sequence for _, sequence in told})

    page.goto(message["List-Unsubscribe"].strip("<>"))
    assert faults(page) == []
    page.get_by_role("button", name="Yes, end it").click()
    page.goto(own_page)
    page.get_by_role("button", name="Forget me").click()
    assert page.get_by_role("heading", name="Your address is forgotten").is_visible()
    time.sleep(2)
    assert len(mailbox.read()) == 6
    assert reader.context.cookies() == []
    assert reader.asked_elsewhere() == []
    assert RITA not in page.content()
