import re
from datetime import timedelta

import pytest
import time_machine
from django.core import mail
from django.utils import timezone

from termcard.operating.tasks import SetClock, Worker
from termcard.people.actions import set_morning_mail

ROBERT = "192.0.2.7"


class Postbox:
    """Lets everything be done that is due, and keeps what came to whom."""

    def __init__(self, clock):
        self.clock = clock

    def come(self):
        """Work until nothing is left to do; return the mails that came of it."""
        before = len(mail.outbox)
        with Worker(self.clock) as worker:
            worker.run_until_quiet()
        return [each.message() for each in mail.outbox[before:]]

    def texts(self):
        """Work, and return what came as (address, subject, words)."""
        return [(each["To"], each["Subject"], words_of(each)) for each in map(parsed, self.come())]


def parsed(written):
    """Return a mail as whoever gets it reads it."""
    import email
    import email.policy

    return email.message_from_bytes(written.as_bytes(), policy=email.policy.default)


def words_of(message):
    return message.get_body(preferencelist=("plain",)).get_content()


@pytest.fixture
def clock():
    return SetClock(timezone.now() + timedelta(seconds=1))


@pytest.fixture
def postbox(db, clock):
    return Postbox(clock)


@pytest.fixture
def opened(client):
    """Open a form as a person does, take a while, and send it."""

    def send(path, **typed):
        headers = {name: typed.pop(name) for name in list(typed) if name.startswith("HTTP_")}
        page = client.get(path).content.decode()
        stamp = re.search(r'name="opened" value="([^"]+)"', page)[1]
        with time_machine.travel(timezone.now() + timedelta(seconds=20), tick=True):
            return client.post(path, {**typed, "opened": stamp}, REMOTE_ADDR=ROBERT, **headers)

    return send


@pytest.fixture
def follows(opened, postbox, client):
    """Follow something by mail and confirm it; return the path of one's own page."""

    def follow(path, address="rita@elsewhere.example", **typed):
        typed = typed or {"rhythm": "each"}
        assert opened(path, address=address, **typed).status_code == 302
        (came,) = postbox.texts()
        link = re.search(r"http://events\.example(/subscribe/confirm/\S+)", came[2])[1]
        return client.post(link)["Location"]

    return follow


@pytest.fixture
def olive(olive):
    """Olive, who wants no mail of the morning beside those that are asked about."""
    return set_morning_mail(olive, is_wanted=False)
