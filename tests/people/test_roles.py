import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from termcard.people.actions import (
    add_account,
    deactivate_account,
    grant_role,
    reactivate_account,
    revoke_role,
)
from termcard.people.models import Account, Role
from termcard.people.rules import may_approve_for, may_organise_for, may_steward
from termcard.records.models import Change


def verbs(account):
    return [change.verb for change in Change.objects.of("account", account.pk).order_by("pk")]


@pytest.mark.parametrize("typed", ["Olive@Education.EXAMPLE", "  olive@education.example "])
def test_an_address_is_one_account_however_it_is_typed(typed, olive, operator):
    assert add_account(typed, by=operator) == olive
    assert Account.objects.called(typed).get() == olive
    assert Account.objects.get_by_natural_key(typed) == olive


def test_two_letters_that_only_look_alike_are_two_addresses(operator):
    first = add_account("olive@strauß.example", by=operator)
    second = add_account("olive@strauss.example", by=operator)
    assert first != second
    assert Account.objects.called("OLIVE@Strauß.example").get() == first
    assert Account.objects.get_by_natural_key("Olive@strauss.example") == second


def test_a_role_holds_until_it_is_revoked(olive, host, operator):
    assert may_organise_for(olive, host)
    assert revoke_role(olive, host, by=operator) is True
    assert not may_organise_for(olive, host)
    assert revoke_role(olive, host, by=operator) is False
    assert verbs(olive) == ["added", "role_granted", "role_revoked"]


def test_only_the_role_that_is_named_is_revoked(olive, host, university, operator):
    grant_role(olive, university, by=operator)
    grant_role(olive, host, by=operator, kind=Role.Kind.MEMBER)
    revoke_role(olive, host, by=operator)
    held = {(role.kind, role.organisation) for role in Role.objects.of(olive)}
    assert held == {("organiser", university), ("member", host)}


def test_a_member_organises_nothing(rita, host, operator):
    grant_role(rita, host, by=operator, kind=Role.Kind.MEMBER)
    assert not may_organise_for(rita, host)


@pytest.fixture
def signed_in(client, olive):
    client.force_login(olive)
    assert client.get("/organise/read/").status_code == 200
    return client


def test_sessions_of_a_deactivated_account_end_at_the_next_request(signed_in, olive, operator):
    deactivate_account(olive, by=operator)
    assert signed_in.get("/organise/read/").status_code == 302
    assert verbs(olive) == ["added", "role_granted", "deactivated"]


def test_a_session_of_old_does_not_come_back_to_life(signed_in, olive, operator):
    deactivate_account(olive, by=operator)
    reactivate_account(olive, by=operator)
    assert signed_in.get("/organise/read/").status_code == 302


def test_a_deactivated_account_organises_nothing_until_it_is_back(olive, host, operator):
    gone = deactivate_account(olive, by=operator)
    deactivate_account(olive, by=operator)
    assert not may_organise_for(gone, host)
    assert may_organise_for(reactivate_account(olive, by=operator), host)
    assert verbs(olive).count("deactivated") == 1


def test_nobody_comes_to_sign_in_as_the_machine_itself(operator):
    with pytest.raises(ValidationError):
        reactivate_account(operator, by=operator)
    operator.refresh_from_db()
    assert not operator.is_active


@pytest.mark.parametrize(
    "act",
    [
        lambda account, host, by: revoke_role(account, host, by=by),
        lambda account, host, by: grant_role(account, host, by=by),
        lambda account, host, by: deactivate_account(account, by=by),
        lambda account, host, by: reactivate_account(account, by=by),
    ],
)
def test_only_operators_do_so(act, rita, olive, host):
    with pytest.raises(PermissionDenied):
        act(olive, host, rita)
    with pytest.raises(PermissionDenied):
        act(rita, host, olive)


@pytest.mark.parametrize(
    ("kind", "organises", "approves", "stewards"),
    [
        (Role.Kind.MEMBER, False, False, False),
        (Role.Kind.ORGANISER, True, False, False),
        (Role.Kind.APPROVER, False, True, False),
        (Role.Kind.STEWARD, True, True, True),
    ],
)
def test_what_each_role_allows_below_its_unit_and_nowhere_else(
    kind, organises, approves, stewards, rita, university, host, other_host, operator
):
    grant_role(rita, host, by=operator, kind=kind)
    rules = (may_organise_for, may_approve_for, may_steward)
    assert [rule(rita, host) for rule in rules] == [organises, approves, stewards]
    assert not any(rule(rita, place) for rule in rules for place in (other_host, university))


def test_taking_the_role_of_organiser_away_leaves_a_steward(rita, host, operator):
    grant_role(rita, host, by=operator, kind=Role.Kind.STEWARD)
    assert revoke_role(rita, host, by=operator) is False
    assert may_steward(rita, host)
