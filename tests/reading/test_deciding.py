import dataclasses

import pytest
from django.conf import settings
from django.core.exceptions import PermissionDenied, ValidationError

from termcard.lib.secrets import Sealer
from termcard.programme.models import Contact, Event, OnlinePlace
from termcard.reading.actions import accept_proposal, dismiss_proposal, take_up_proposal
from termcard.reading.models import Proposal
from termcard.records.models import Change

pytestmark = pytest.mark.django_db


def test_what_a_person_corrected_is_what_is_published(proposal, olive):
    better = dataclasses.replace(proposal.announcement(), title="What bells forget")
    event = accept_proposal(proposal, better, by=olive)
    assert Event.objects.visible_to(None).listed().get().pk == event.pk
    assert event.announcement().title == "What bells forget"
    proposal.refresh_from_db()
    assert (proposal.state, proposal.event) == (Proposal.State.ACCEPTED, event)


def test_contact_and_join_link_stay_with_the_event_and_are_not_told(proposal, olive):
    event = accept_proposal(proposal, proposal.announcement(), by=olive)
    assert Contact.objects.get(event=event).words == "olive@education.example"
    sealed = OnlinePlace.objects.get(event=event).sealed_links
    assert "zoom.us" in Sealer(settings.SEALING_KEYS).unseal(sealed)
    assert "zoom.us" not in sealed
    told = Event.objects.visible_to(None).with_announcement().get().announcement()
    assert "zoom.us" not in str(told) and "olive@" not in str(told)


def test_accepting_twice_is_one_event(proposal, olive):
    first = accept_proposal(proposal, proposal.announcement(), by=olive)
    second = accept_proposal(proposal, proposal.announcement(), by=olive)
    assert first == second
    assert Event.objects.count() == 1
    assert Change.objects.filter(verb="accepted").count() == 1


def test_what_is_accepted_as_a_draft_is_nobodys_to_see(proposal, olive, rita):
    event = accept_proposal(proposal, proposal.announcement(), by=olive, visibility="draft")
    assert not Event.objects.visible_to(None).exists()
    assert not Event.objects.visible_to(rita).exists()
    assert Event.objects.visible_to(olive).get() == event


def test_it_may_join_a_series(proposal, olive, series):
    event = accept_proposal(proposal, proposal.announcement(), by=olive, series=series)
    assert event.series == series


def test_nobody_but_organisers_of_the_host_decides(proposal, rita):
    for decide in (
        lambda: accept_proposal(proposal, proposal.announcement(), by=rita),
        lambda: dismiss_proposal(proposal, by=rita),
        lambda: take_up_proposal(proposal, by=rita),
    ):
        with pytest.raises(PermissionDenied):
            decide()
    assert not Event.objects.exists()
    proposal.refresh_from_db()
    assert proposal.state == Proposal.State.WAITING


def test_what_was_dismissed_is_not_accepted_until_it_is_taken_up_again(proposal, olive):
    dismiss_proposal(proposal, by=olive)
    with pytest.raises(ValidationError, match="dismissed"):
        accept_proposal(proposal, proposal.announcement(), by=olive)
    assert not Event.objects.exists()

    take_up_proposal(proposal, by=olive)
    accept_proposal(proposal, proposal.announcement(), by=olive)
    assert Event.objects.count() == 1


def test_what_was_accepted_is_not_dismissed(proposal, olive):
    accept_proposal(proposal, proposal.announcement(), by=olive)
    with pytest.raises(ValidationError, match="accepted"):
        dismiss_proposal(proposal, by=olive)


def test_dismissing_and_taking_up_are_recorded_once_each(proposal, olive):
    for _ in range(2):
        dismiss_proposal(proposal, by=olive)
    for _ in range(2):
        take_up_proposal(proposal, by=olive)
    verbs = Change.objects.filter(subject_kind="proposal").values_list("verb", flat=True)
    assert sorted(verbs) == ["dismissed", "taken_up"]


def test_where_somebody_approves_what_is_accepted_is_submitted(
    proposal, olive, host, operator, client
):
    from termcard.institutions.actions import ask_approval
    from termcard.programme.models import Submission
    from tests.reading.pages import form_shown

    ask_approval(host, "once", by=operator)
    client.force_login(olive)
    form = form_shown(client.get(proposal.url).content.decode())
    page = client.post(proposal.url, {**form, "verb": "accept"}, follow=True).content.decode()
    assert "somebody approves what is published here" in page
    event = Event.objects.visible_to(olive).get()
    assert event.visibility == "draft"
    assert Submission.objects.of(event).waiting().count() == 1
    assert not Event.objects.visible_to(None).exists()
    accept_proposal(proposal, proposal.announcement(), by=olive)
    assert Submission.objects.count() == 1
