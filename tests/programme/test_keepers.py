import pytest
from django.core.exceptions import PermissionDenied

from termcard.people.actions import deactivate_account, grant_role, revoke_role
from termcard.people.models import Role
from termcard.programme.actions import amend_series, announce_event, hold_date
from termcard.programme.models import Event, Keeper, Series
from termcard.programme.rules import may_announce_event, may_edit_series


@pytest.fixture
def draft(announcement, host, series, olive):
    """A draft in Olive's series."""
    return announce_event(announcement, host=host, series=series, by=olive, visibility="draft")


@pytest.fixture
def kept(series, rita):
    """The series, which Rita keeps; she has no role."""
    Keeper.objects.create(account=rita, series=series)
    return series


def mine(account):
    return set(Event.objects.editable_by(account)), set(Series.objects.editable_by(account))


def test_who_keeps_a_series_changes_it_and_its_events_and_nothing_else(
    draft, event, kept, rita, host, in_person
):
    assert mine(rita) == ({draft}, {kept})
    assert draft in Event.objects.visible_to(rita)
    assert may_edit_series(rita, kept)
    assert may_announce_event(rita, host, kept) and not may_announce_event(rita, host)
    amend_series(kept, title="Education on Wednesdays", by=rita)
    announced = announce_event(in_person, host=host, series=kept, by=rita)
    assert mine(rita) == ({draft, announced}, {kept})
    with pytest.raises(PermissionDenied):
        announce_event(in_person, host=host, by=rita)


def test_a_keeper_takes_the_series_nowhere(kept, rita, other_host):
    with pytest.raises(PermissionDenied):
        amend_series(kept, host=other_host, by=rita)
    assert not may_announce_event(rita, other_host, kept)


def test_an_account_without_a_role_sees_and_changes_nothing_of_a_series(draft, series, rita):
    assert mine(rita) == (set(), set())
    assert draft not in Event.objects.visible_to(rita)
    assert not may_edit_series(rita, series) and not may_edit_series(None, series)
    with pytest.raises(PermissionDenied):
        hold_date(series, on=draft.starts_at.date(), by=rita)


def test_keeping_ends_with_the_account_and_with_its_date(draft, kept, rita, operator):
    gone = deactivate_account(rita, by=operator)
    assert mine(gone) == (set(), set())
    assert draft not in Event.objects.visible_to(gone) and not may_edit_series(gone, kept)
    gone.is_active = True
    gone.save()
    assert mine(gone) == ({draft}, {kept})
    kept.keepers.update(until_at=draft.created_at)
    assert mine(gone) == (set(), set()) and not may_edit_series(gone, kept)


def test_two_keepers_make_no_event_double(draft, kept, olive, rita, operator):
    Keeper.objects.create(account=olive, series=kept)
    for reader in (rita, olive):
        assert list(Event.objects.visible_to(reader)) == [draft]
        assert list(Event.objects.editable_by(reader)) == [draft]
        assert list(Series.objects.editable_by(reader)) == [kept]


@pytest.mark.parametrize("question", ["visible_to", "editable_by"])
def test_asking_what_one_keeps_costs_no_further_question(
    question, draft, kept, rita, django_assert_num_queries
):
    with django_assert_num_queries(2):
        assert list(getattr(Event.objects, question)(rita)) == [draft]


def test_a_series_without_anybody_who_can_sign_in_is_orphaned(
    series, host, university, other_host, olive, rita, operator
):
    def orphaned():
        return list(Series.objects.orphaned())

    assert orphaned() == []
    grant_role(rita, other_host, by=operator)
    grant_role(rita, host, by=operator, kind=Role.Kind.MEMBER)
    revoke_role(olive, host, by=operator)
    assert orphaned() == [series]
    grant_role(olive, university, by=operator, kind=Role.Kind.STEWARD)
    assert orphaned() == []
    deactivate_account(olive, by=operator)
    assert orphaned() == [series]
    Keeper.objects.create(account=rita, series=series)
    assert orphaned() == []
    deactivate_account(rita, by=operator)
    assert orphaned() == [series]
    amend_series(series, is_finished=True, by=operator)
    assert orphaned() == []
