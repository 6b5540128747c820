"""Thousands of odd requests of every address: none finds a fault."""

import os
import sys
import time

import pytest
from django.core.signals import got_request_exception
from django.test import Client

from termcard.attending.actions import Subject, ask
from termcard.reading.actions import import_document
from tests.publishing.torture import Torture
from tests.reading.conftest import TALK

# On each kind of database; `make soak` sends more.
REQUESTS = int(os.environ.get("TERMCARD_TESTS_REQUESTS", "500"))
TURNS = 8
SLOW_SECONDS = 2.0  # of our own work: a machine that is busy is no fault


@pytest.fixture
def known(found_everywhere, in_state, host, olive):
    """Words that lead somewhere, by the name under which addresses hold them."""
    event, slugs = found_everywhere
    imported = import_document(TALK.encode(), host=host, by=olive, name="talk.txt")
    about = Subject(
        kind="event", id=event.pk, title="Bells", path=event.url, organisation=host, event=event
    )
    question, token = ask(
        about,
        purpose="access",
        name="Stan",
        address="stan@elsewhere.example",
        message="Is there a loop?",
        place="192.0.2.1",
    )
    states = ("draft", "embargoed", "unlisted", "cancelled", "withdrawn", "merged", "erased")
    events = [event, *(in_state(state) for state in states)]
    keys = [str(each.pk) for each in (*events, *imported.proposals, question)]
    units = dict(slugs)
    return {
        "address": [each.address for each in events] + [event.short_id, f"{event.short_id}-x"],
        "slug": list(units.values()),
        "token": [token],
        "int": ["0", *keys],
        "number": ["0", "1"],
        "document": [str(imported.document.pk)],
        "host": ["university", units["host_page"]],
        "series": [units["series_page"]],
        "topic": [units["topic_page"]],
        "venue": [units["venue_page"]],
    }


@pytest.fixture
def faults():
    """Gather what views raise."""
    raised = []

    def gather(sender, **told):
        raised.append(repr(sys.exc_info()[1])[:300])

    got_request_exception.connect(gather)
    yield raised
    got_request_exception.disconnect(gather)


@pytest.mark.torture
@pytest.mark.parametrize("turn", range(TURNS))
def test_no_request_finds_a_fault(turn, known, faults, olive):
    stranger, signed_in = (Client(raise_request_exception=False) for _ in range(2))
    signed_in.force_login(olive)
    wrong, slow, reached = [], [], 0
    for number, request in enumerate(Torture(turn, known).requests(REQUESTS // TURNS)):
        browser = signed_in if number % 3 == 0 or "organise" in request.path else stranger
        began = time.process_time()
        answer = browser.generic(request.method, "/", **request.environ())
        if time.process_time() - began > SLOW_SECONDS:
            slow.append(str(request))
        if answer.status_code >= 500:
            wrong.append(f"{answer.status_code} {request} {faults[-1:]}")
        reached += answer.status_code == 200
    assert wrong == []
    assert slow == []
    assert reached > REQUESTS // TURNS // 4
    sys.stdout.write(f"{REQUESTS // TURNS} requests (turn {turn}), {len(wrong)} faults\n")
