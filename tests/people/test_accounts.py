import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from termcard.institutions.models import Organisation
from termcard.people.actions import add_account, grant_role, local_operator
from termcard.people.models import Account, Role
from termcard.people.rules import may_organise_for, may_run_installation
from termcard.records.models import Change


def verbs(account):
    return [change.verb for change in Change.objects.of("account", account.pk).order_by("pk")]


def test_an_account_goes_by_its_address_in_whatever_case(operator):
    account = add_account("  Olive@Education.EXAMPLE ", by=operator)
    assert account.email == "olive@education.example"
    assert add_account("OLIVE@education.example", by=operator) == account
    assert Account.objects.get_by_natural_key("Olive@education.example") == account
    assert not account.has_usable_password() and not account.is_staff
    assert verbs(account) == ["added"]


@pytest.mark.parametrize(
    "email", ["", "x", "a b@c.example", "a@b", "o" * 300 + "@c.example", "a@c.example\n\nb"]
)
def test_what_is_no_address_is_refused_by_name(email, operator):
    with pytest.raises(ValidationError) as refused:
        add_account(email, by=operator)
    assert set(refused.value.message_dict) == {"email"}
    assert Account.objects.count() == 1


@pytest.mark.parametrize("who", ["olive", "rita"])
def test_only_operators_add_accounts_and_grant_roles(who, request, host):
    by = request.getfixturevalue(who)
    with pytest.raises(PermissionDenied):
        add_account("new@nowhere.example", by=by)
    with pytest.raises(PermissionDenied):
        add_account(by.email, by=by, is_operator=True)
    with pytest.raises(PermissionDenied):
        grant_role(by, host, by=by)
    by.refresh_from_db()
    assert not by.is_superuser


def test_an_account_that_is_there_may_be_made_an_operator(rita, operator):
    add_account(rita.email, by=operator, is_operator=True)
    rita.refresh_from_db()
    assert rita.is_operator and rita.is_staff and may_run_installation(rita)
    add_account(rita.email, by=operator, is_operator=True)
    assert verbs(rita) == ["added", "made_operator"]


def test_a_role_is_granted_once_and_recorded_once(rita, host, operator):
    first = grant_role(rita, host, by=operator)
    assert grant_role(rita, host, by=operator) == first
    assert Role.objects.of(rita).count() == 1
    assert verbs(rita) == ["added", "role_granted"]


def test_a_role_holds_for_the_unit_and_below_and_nowhere_else(
    rita, university, host, other_host, operator
):
    assert not may_organise_for(rita, host)
    grant_role(rita, host, by=operator)
    mine = {each: may_organise_for(rita, each) for each in (university, host, other_host)}
    assert list(mine.values()) == [False, True, False]
    grant_role(rita, university, by=operator)
    assert all(may_organise_for(rita, each) for each in mine)
    rita.is_active = False
    assert not any(may_organise_for(rita, each) for each in mine)


def test_a_unit_whose_number_begins_alike_is_another(rita, host, operator):
    grant_role(rita, host, by=operator)
    alike = Organisation(name="Another", path=f"{host.path[:-1]}0/")
    below = Organisation(name="Below", path=f"{host.path}70/")
    assert [may_organise_for(rita, each) for each in (alike, below)] == [False, True]


def test_a_stranger_may_nothing(host):
    assert not may_organise_for(None, host) and not may_run_installation(None)


def test_the_machine_itself_has_one_account_that_cannot_be_signed_in_to(operator, client):
    again = local_operator()
    assert again == operator and Account.objects.count() == 1
    assert not operator.is_active and operator.email.endswith(".invalid")
    client.force_login(operator)
    assert client.get("/operate/").status_code == 302
