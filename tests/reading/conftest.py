import pytest
from django.urls import reverse

from termcard.reading.actions import import_document
from termcard.reading.models import Proposal

TALK = """School of Education

Research Seminar: What bells remember

9th December 2026, 13:00 to 14:00, Zoom seminar, Dr Sam Sprecher, Reader in Campanology, \
Example University

This will be a virtual seminar using Zoom. Contact olive@education.example for the link, \
or join at https://zoom.us/j/91234567890?pwd=c2VjcmV0d29yZA

Bells are rung by people who pull ropes, and both remember more than one thinks. This paper \
follows eleven towers through a century of repairs, quarrels and silence, and asks what a tower \
knows of its own past (Marsh, 2019).
"""


@pytest.fixture
def imported(host, olive):
    """One seminar, read for the School of Education."""
    return import_document(TALK.encode(), host=host, by=olive, name="talk.txt")


@pytest.fixture
def proposal(imported):
    """What was read in it."""
    (proposal,) = imported.proposals
    return proposal


@pytest.fixture
def desk(client, olive):
    """A browser in which Olive has signed in."""
    client.force_login(olive)
    return client


@pytest.fixture
def filled_in(desk):
    """Return the review form of a proposal as the page shows it, with some fields typed anew."""
    from tests.reading.pages import form_shown

    def fill_in(proposal, **typed):
        shown = form_shown(desk.get(proposal.url).content.decode())
        return {**shown, "verb": "accept", **typed}

    return fill_in


@pytest.fixture
def decide(desk, filled_in):
    """Send the review form of a proposal, with some fields typed anew."""

    def send(proposal, **typed):
        return desk.post(proposal.url, filled_in(proposal, **typed))

    return send


@pytest.fixture
def paste(desk, host):
    """Paste a text for the School of Education."""

    def send(text="", **more):
        return desk.post(reverse("paste_announcement"), {"text": text, "host": host.pk, **more})

    return send


@pytest.fixture
def other_proposal(other_host, operator):
    """A seminar read for a department that Olive does not organise."""
    import_document(TALK.encode(), host=other_host, by=operator)
    return Proposal.objects.get(document__host=other_host)
