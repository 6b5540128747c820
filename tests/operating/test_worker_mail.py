import socket
import time
from datetime import UTC, datetime, timedelta

import pytest

from termcard.operating.tasks import SetClock, Worker
from termcard.records.actions import empty_old_letters, queue_letter
from termcard.records.models import Letter
from tests.operating.mailserver import MailServer, self_signed

pytestmark = pytest.mark.django_db

ADDRESS = "reader{}@elsewhere.example"


@pytest.fixture
def smtp(settings):
    """Have mail go to a port of this machine."""

    def point(port, **options):
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", port
        settings.EMAIL_USE_TLS = options.get("starttls", False)
        settings.EMAIL_TIMEOUT = options.get("timeout", 5)

    return point


@pytest.fixture
def server(smtp):
    with MailServer() as running:
        smtp(running.port)
        yield running


@pytest.fixture
def clock():
    return SetClock(datetime.now(UTC) + timedelta(seconds=1))


@pytest.fixture
def worker(clock):
    with Worker(clock) as working:
        yield working


def queue(count, purpose="notice"):
    for number in range(count):
        queue_letter(
            key=f"{purpose} {number}",
            purpose=purpose,
            to=ADDRESS.format(number),
            subject=f"{purpose} {number}",
            text="Good morning.",
        )


def in_order(count):
    return [f"notice {number}" for number in range(count)]


def test_letters_go_out_in_order_over_one_conversation(server, worker):
    queue(20)

    worker.run_once()

    assert server.subjects == in_order(20)
    assert server.conversations == 1
    assert not Letter.objects.waiting().exists()
    (first, *_) = server.received
    letter = Letter.objects.get(key="notice 0")
    assert first["Message-ID"] == letter.message_id
    assert first.envelope_recipients == [first["To"]] == [letter.to_address]


def test_a_code_overtakes_what_can_wait(server, worker):
    queue(3)
    queue(1, purpose="code")

    worker.run_once()

    assert server.subjects == ["code 0", *in_order(3)]


def test_a_server_that_greylists_for_a_day_loses_nothing(server, worker, clock):
    server.recipient_answer = lambda address: "451 4.7.1 Greylisted, try again"
    queue(3)

    worker.run_for(timedelta(days=1), step=timedelta(minutes=10), clock=clock)
    assert server.received == []
    tried = Letter.objects.get(key="notice 0").attempts
    assert 8 <= tried <= 16

    server.recipient_answer = lambda address: None
    worker.run_for(timedelta(hours=6), step=timedelta(minutes=10), clock=clock)
    assert sorted(server.subjects) == in_order(3)


def test_a_letter_that_is_always_refused_is_tried_for_more_than_three_days(server, worker, clock):
    server.answer = "550 5.7.20 No valid DKIM signature"
    queue(1)
    begun = clock()

    worker.run_for(timedelta(days=8), step=timedelta(minutes=30), clock=clock)

    letter = Letter.objects.get()
    assert letter.given_up_at - begun > timedelta(days=3)
    assert letter.last_refusal == "550 5.7.20 No valid DKIM signature"
    assert not Letter.objects.due(clock() + timedelta(days=400)).exists()


@pytest.mark.parametrize("refusal", ["550 5.1.1 <{}> is unknown here", "550 No such user: {}"])
def test_an_address_that_is_refused_for_good_stops_nobody_else(server, worker, refusal):
    unknown = ADDRESS.format(1)
    server.recipient_answer = lambda to: refusal.format(to) if to == unknown else None
    queue(3)

    worker.run_until_quiet()

    assert server.subjects == ["notice 0", "notice 2"]
    (letter,) = Letter.objects.given_up()
    assert letter.to_address == unknown
    assert letter.last_refusal.startswith("550")
    assert "elsewhere.example" not in letter.last_refusal


@pytest.mark.parametrize(
    "refusal", ["550 5.7.1 Relaying denied", "530 5.7.0 Authentication required", "554 Not you"]
)
def test_a_server_that_does_not_want_us_is_not_a_wrong_address(server, worker, clock, refusal):
    server.recipient_answer = lambda address: refusal
    queue(1)
    worker.run_for(timedelta(days=2), step=timedelta(hours=1), clock=clock)

    server.recipient_answer = lambda address: None
    worker.run_for(timedelta(hours=7), step=timedelta(hours=1), clock=clock)

    assert server.subjects == ["notice 0"]


def test_a_server_that_is_down_for_days_loses_nothing_and_counts_no_tries(smtp, worker, clock):
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port = found.getsockname()[1]
    smtp(port)
    queue(5)

    worker.run_for(timedelta(days=10), step=timedelta(hours=1), clock=clock)

    letters = list(Letter.objects.waiting())
    assert [letter.attempts for letter in letters] == [0] * 5
    assert any("ConnectionRefused" in letter.last_refusal for letter in letters)
    with MailServer(port) as server:
        clock.move(timedelta(minutes=5))
        worker.run_until_quiet()
        assert server.subjects == in_order(5)


def test_a_server_that_is_down_is_not_called_for_each_letter(smtp, worker, clock):
    with socket.socket() as silent:
        silent.bind(("127.0.0.1", 0))
        silent.listen()
        smtp(silent.getsockname()[1], timeout=0.3)
        queue(50)

        begun = time.monotonic()
        for _ in range(20):
            worker.run_once()

    assert time.monotonic() - begun < 3


def test_a_server_that_thinks_long_is_waited_for_and_gets_the_letter_once(server, smtp, worker):
    smtp(server.port, timeout=0.5)
    server.seconds_to_think = 1.0
    queue(1)

    worker.run_until_quiet()

    assert server.subjects == ["notice 0"]
    assert not Letter.objects.waiting().exists()


@pytest.mark.parametrize("offers_tls", [True, False])
def test_without_a_certificate_to_trust_nothing_is_sent(smtp, worker, clock, tmp_path, offers_tls):
    with MailServer(tls=self_signed(tmp_path) if offers_tls else None) as server:
        smtp(server.port, starttls=True)
        queue(2)

        worker.run_for(timedelta(days=1), step=timedelta(hours=1), clock=clock)

        assert server.received == []
    refusals = [letter.last_refusal for letter in Letter.objects.waiting()]
    assert len(refusals) == 2
    assert any(word in "".join(refusals) for word in ("CERTIFICATE_VERIFY_FAILED", "STARTTLS"))


def test_a_letter_that_cannot_be_written_stops_nobody_else(server, worker):
    queue(2)
    Letter.objects.filter(key="notice 0").update(to_address="no address at all")

    worker.run_until_quiet()

    assert server.subjects == ["notice 1"]
    assert Letter.objects.waiting().get().attempts == 1


@pytest.mark.parametrize(
    "jump", [timedelta(hours=1), timedelta(hours=-1), timedelta(days=365)], ids=str
)
def test_a_clock_that_jumps_sends_nothing_twice(server, clock, jump):
    """The other worker, with another clock, comes when a letter is taken but not yet marked."""
    queue(3)
    others = []

    def interrupted_clock():
        if len(server.received) == 1 and not others:
            others.append(True)
            with Worker(lambda: clock() + jump) as other:
                other.run_once()
        return clock()

    with Worker(interrupted_clock) as worker:
        worker.run_until_quiet()

    assert others
    assert sorted(server.subjects) == in_order(3)


def test_a_clock_that_went_back_delays_nothing_for_long(server, worker, clock):
    server.recipient_answer = lambda address: "451 later"
    queue(1)
    clock.move(timedelta(days=365))
    worker.run_until_quiet()
    clock.move(timedelta(days=-365))
    server.recipient_answer = lambda address: None

    worker.run_until_quiet()

    assert server.subjects == ["notice 0"]


def test_a_clock_that_went_back_keeps_nothing_new_waiting(server, worker, clock):
    queue(1)
    clock.move(timedelta(hours=-1))

    worker.run_until_quiet()

    assert server.subjects == ["notice 0"]


def test_what_a_dead_worker_had_in_hand_is_sent_by_the_next(server, worker, clock):
    queue(2)
    Letter.objects.filter(key="notice 0").update(leased_by=1, leased_at=clock())

    worker.run_until_quiet()

    assert server.subjects == in_order(2)


def test_words_and_addresses_are_forgotten_a_month_after_they_were_sent(server, worker, clock):
    queue(2)
    worker.run_until_quiet()
    queue(3)

    assert empty_old_letters(clock() + timedelta(days=29)) == 0
    assert empty_old_letters(clock() + timedelta(days=31)) == 2

    emptied = Letter.objects.get(key="notice 0")
    assert (emptied.to_address, emptied.subject, emptied.text) == ("", "", "")
    assert Letter.objects.waiting().get().text == "Good morning."
    queue(1)
    worker.run_until_quiet()
    assert server.subjects == in_order(3)
