"""What is taken down or called off is so everywhere at once, also for who holds a copy."""

import pytest

from termcard.programme import actions
from tests.publishing.addresses import is_feed, public_addresses, shape_of

SUGGESTED = "/search/suggestions/?q=bells"
FOUND = ["/search/?q=bells", SUGGESTED, "/?q=bells", "/search.ics?q=bells", "/index.json"]


@pytest.fixture
def copies(found_everywhere, client):
    """Return {address: its answer} of every public address that shows the event."""
    event, slugs = found_everywhere
    addresses = [*public_addresses([event], slugs), *FOUND]
    answers = {address: client.get(address) for address in addresses}
    shown = {a: each for a, each in answers.items() if b"On bells" in each.content}
    shown = {a: each for a, each in shown.items() if not a.endswith((".pdf", ".png"))}
    assert len(shown) > 25
    return shown


def again(client, copies):
    """Yield (address, the answer to who holds the copy that was given)."""
    for address, copy in copies.items():
        tag = copy.get("ETag")
        yield address, client.get(address, headers={"If-None-Match": tag} if tag else {})


def test_what_is_withdrawn_is_told_nowhere_any_more(found_everywhere, copies, olive, client):
    event, _ = found_everywhere
    actions.withdraw_event(event, by=olive)
    for address, answer in again(client, copies):
        assert answer.status_code != 304, address
        assert b"On bells" not in answer.content, address
        assert b"the people who pull them" not in answer.content, address
    for shape in ("", ".json", ".txt"):
        assert client.get(shape_of(event, shape)).status_code == 410


def test_what_is_cancelled_says_so_wherever_it_is_told(found_everywhere, copies, olive, client):
    event, _ = found_everywhere
    actions.cancel_event(event, by=olive)
    for address, answer in again(client, copies):
        assert answer.status_code == 200, address
        told = answer.content.decode(errors="replace")
        is_told_plainly = "ancelled" in told or "CANCELLED" in told
        assert is_told_plainly or "On bells" not in told, address
        if is_feed(address):
            assert is_told_plainly, address
