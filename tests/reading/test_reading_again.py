from datetime import date

import pytest
from django.core.exceptions import PermissionDenied

from termcard.programme.models import Event
from termcard.reading.actions import (
    accept_proposal,
    dismiss_proposal,
    import_document,
    read_again,
)
from termcard.reading.models import Document, Proposal
from termcard.records.models import Change
from tests.reading.pages import troubles

pytestmark = pytest.mark.django_db

TWO = """What bells remember
Tuesday 6 October, 13:00 to 14:00, Room 4
Dr Ann One

On ropes
Tuesday 13 October, 13:00 to 14:00, Room 4
Dr Sam Sprecher
"""


@pytest.fixture
def two(host, olive):
    """Two talks without a year, read as if written in 2026."""
    return import_document(
        TWO.encode(), host=host, by=olive, reference_date=date(2026, 9, 30)
    ).document


def starts(document):
    return [
        one.announcement().sessions[0].starts_on.isoformat() for one in document.proposals.all()
    ]


def test_a_document_is_read_again_as_of_another_day(two, olive):
    assert starts(two) == ["2026-10-06", "2026-10-13"]
    again = read_again(two, by=olive, reference_date=date(2020, 9, 30))
    assert starts(again.document) == ["2020-10-06", "2020-10-13"]
    assert again.document.reference_date == date(2020, 9, 30)
    assert Change.objects.filter(subject_kind="document", verb="read_again").count() == 1


def test_what_was_decided_stays_and_is_not_proposed_twice(two, olive):
    bells, ropes = two.proposals.all()
    event = accept_proposal(bells, bells.announcement(), by=olive)
    dismiss_proposal(ropes, by=olive)
    again = read_again(two, by=olive)
    assert [(one.state, one.event) for one in again.proposals] == [
        ("accepted", event),
        ("dismissed", None),
    ]


def test_giving_the_same_words_with_another_day_reads_them_again(two, host, olive):
    again = import_document(TWO.encode(), host=host, by=olive, reference_date=date(2020, 9, 30))
    assert again.document == two
    assert starts(two) == ["2020-10-06", "2020-10-13"]
    without = import_document(TWO.encode(), host=host, by=olive)
    assert not without.is_new
    assert starts(two) == ["2020-10-06", "2020-10-13"]


def test_words_in_which_nothing_was_found_are_read_anew_each_time(host, olive):
    words = b"Dear all, thank you for the biscuits."
    first = import_document(words, host=host, by=olive)
    # Somebody has taught the reader since: as when nothing had been found in this talk.
    Document.objects.filter(pk=first.document.pk).update(content=TWO.encode())
    again = import_document(words, host=host, by=olive)
    assert [one.title for one in again.proposals] == ["What bells remember", "On ropes"]
    assert Document.objects.count() == 1


def test_only_organisers_of_the_host_have_it_read_again(two, rita):
    with pytest.raises(PermissionDenied):
        read_again(two, by=rita)


def test_the_page_reads_again(two, desk):
    address = f"/organise/proposals/?document={two.pk}"
    assert 'value="2026-09-30"' in desk.get(address).content.decode()
    typed = {"verb": "read_again", "reference_date": "2020-09-30"}
    page = desk.post(address, typed, follow=True).content.decode()
    assert "It was read again" in page
    assert "6 October 2020" in page
    assert not Event.objects.exists()


@pytest.mark.parametrize("typed", ["", "x", "2026-02-30", "0001-01-01", "9999-12-31"])
def test_a_day_that_is_none_is_said_beside_the_field(typed, two, desk):
    address = f"/organise/proposals/?document={two.pk}"
    answer = desk.post(address, {"verb": "read_again", "reference_date": typed})
    assert answer.status_code == 400
    assert list(troubles(answer.content.decode())) == ["Written on"]
    assert starts(two) == ["2026-10-06", "2026-10-13"]


def test_documents_of_other_departments_are_not_read_again(other_proposal, desk):
    before = list(Proposal.objects.values_list("pk", flat=True))
    desk.post(
        f"/organise/proposals/?document={other_proposal.document.pk}",
        {"verb": "read_again", "reference_date": "2020-01-01"},
    )
    assert list(Proposal.objects.values_list("pk", flat=True)) == before
