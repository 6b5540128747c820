"""Who sees what: every state, every reader."""

from datetime import timedelta

import pytest
from django.utils import timezone

from termcard.people.actions import deactivate_account, grant_role
from termcard.people.models import Role
from termcard.programme import actions
from termcard.programme.models import Event

SOON = timedelta(hours=1)


@pytest.fixture
def in_state(announcement, host, olive):
    """Return an event in a state of the contract's table."""

    def make(state):
        visibility = state if state in {"draft", "private", "unlisted"} else "public"
        at = timezone.now() + SOON if state == "embargoed" else None
        event = actions.announce_event(
            announcement, host=host, by=olive, visibility=visibility, public_from=at
        )
        change = {
            "cancelled": actions.cancel_event,
            "postponed": actions.postpone_event,
            "withdrawn": actions.withdraw_event,
        }.get(state)
        return change(event, by=olive) if change else event

    return make


HIDDEN = ["draft", "private", "embargoed"]
OPEN = ["unlisted", "public", "cancelled", "postponed", "withdrawn"]
LISTED = ["public", "cancelled", "postponed"]


@pytest.mark.parametrize("state", HIDDEN + OPEN)
def test_what_strangers_and_readers_see(state, in_state, stan, rita):
    event = in_state(state)
    for reader in (stan, rita):
        assert Event.objects.visible_to(reader).filter(pk=event.pk).exists() is (state in OPEN)
        listed = Event.objects.visible_to(reader).listed()
        assert listed.filter(pk=event.pk).exists() is (state in LISTED)


@pytest.mark.parametrize("state", HIDDEN + OPEN)
def test_organisers_of_the_host_see_all_of_theirs(state, in_state, olive):
    event = in_state(state)
    assert Event.objects.visible_to(olive).filter(pk=event.pk).exists()
    assert Event.objects.editable_by(olive).filter(pk=event.pk).exists()
    # What a list shows does not depend on who looks.
    listed = Event.objects.visible_to(olive).listed()
    assert listed.filter(pk=event.pk).exists() is (state in LISTED)


def test_an_embargo_ends_by_itself(in_state):
    event = in_state("embargoed")
    later = timezone.now() + 2 * SOON
    assert Event.objects.visible_to(None, at=later).filter(pk=event.pk).exists()
    assert Event.objects.visible_to(None).listed(at=later).filter(pk=event.pk).exists() is False
    assert Event.objects.visible_to(None, at=later).listed(at=later).filter(pk=event.pk).exists()


def test_organisers_of_another_host_see_no_drafts(in_state, rita, other_host, operator):
    event = in_state("draft")
    grant_role(rita, other_host, by=operator)
    assert not Event.objects.visible_to(rita).filter(pk=event.pk).exists()
    assert not Event.objects.editable_by(rita).filter(pk=event.pk).exists()


def test_a_deactivated_organiser_sees_no_drafts(in_state, olive, operator):
    event = in_state("draft")
    olive = deactivate_account(olive, by=operator)
    assert not Event.objects.visible_to(olive).filter(pk=event.pk).exists()


@pytest.mark.parametrize("state", HIDDEN)
@pytest.mark.parametrize("above", [True, False])
def test_a_member_of_the_unit_or_of_one_above_sees_what_is_private_and_edits_nothing(
    above, state, in_state, rita, university, host, operator
):
    event = in_state(state)
    grant_role(rita, university if above else host, by=operator, kind=Role.Kind.MEMBER)
    seen = Event.objects.visible_to(rita).filter(pk=event.pk)
    assert seen.exists() is (state == "private")
    assert not seen.listed().exists()
    assert not Event.objects.editable_by(rita).exists()


def test_a_member_of_another_unit_sees_nothing_private(in_state, rita, other_host, operator):
    event = in_state("private")
    grant_role(rita, other_host, by=operator, kind=Role.Kind.MEMBER)
    assert not Event.objects.visible_to(rita).filter(pk=event.pk).exists()


def test_what_is_private_and_held_back_is_not_seen_by_members_yet(
    announcement, host, olive, rita, operator
):
    grant_role(rita, host, by=operator, kind=Role.Kind.MEMBER)
    later = timezone.now() + SOON
    actions.announce_event(
        announcement, host=host, by=olive, visibility="private", public_from=later
    )
    assert not Event.objects.visible_to(rita).exists()
    assert Event.objects.visible_to(rita, at=later).exists()
    assert Event.objects.visible_to(olive).exists()


def test_a_deactivated_member_sees_nothing_private(in_state, rita, host, operator):
    in_state("private")
    grant_role(rita, host, by=operator, kind=Role.Kind.MEMBER)
    assert Event.objects.visible_to(rita).exists()
    assert not Event.objects.visible_to(deactivate_account(rita, by=operator)).exists()


def test_a_co_host_sees_it_once_it_has_accepted_and_never_edits_it(
    announcement, host, other_host, olive, rita, operator
):
    from termcard.programme.actions import Announcing, announce_events

    grant_role(rita, other_host, by=operator)
    announcing = Announcing(
        announcement=announcement, host=host, co_hosts=[other_host], visibility="draft"
    )
    (event,) = announce_events([announcing], by=olive)
    assert not Event.objects.visible_to(rita).filter(pk=event.pk).exists()
    actions.accept_hosting(event, other_host, by=rita)
    assert Event.objects.visible_to(rita).filter(pk=event.pk).exists()
    assert not Event.objects.editable_by(rita).filter(pk=event.pk).exists()
    event = Event.objects.visible_to(rita).get(pk=event.pk)
    assert [named.name for named in event.announcement().co_hosts] == ["Department of History"]


@pytest.mark.parametrize("number", [1, 3])
def test_announcements_load_in_a_fixed_number_of_queries(
    number, announcement, host, olive, django_assert_num_queries
):
    for _ in range(number):
        actions.announce_event(announcement, host=host, by=olive)
    with django_assert_num_queries(8):
        for event in Event.objects.visible_to(None).listed().with_announcement():
            event.announcement()


@pytest.mark.parametrize(("kind", "edits"), [("approver", 0), ("steward", 1)])
def test_an_approver_sees_drafts_and_only_a_steward_edits_them(
    kind, edits, in_state, rita, host, operator
):
    event = in_state("draft")
    grant_role(rita, host, by=operator, kind=kind)
    assert Event.objects.visible_to(rita).get() == event
    assert Event.objects.editable_by(rita).count() == edits
