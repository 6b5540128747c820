import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from termcard.people.actions import add_account, grant_role, invite, revoke_role
from termcard.people.models import Account, Role
from termcard.people.rules import may_organise_for
from termcard.records.models import Change

STEWARD, ORGANISER, MEMBER = Role.Kind.STEWARD, Role.Kind.ORGANISER, Role.Kind.MEMBER


@pytest.fixture
def stella(host, operator):
    """Stella is steward of the School of Education."""
    account = add_account("stella@education.example", by=operator)
    grant_role(account, host, by=operator, kind=STEWARD)
    return account


def test_a_steward_grants_and_revokes_at_the_unit_and_below(
    stella, host, rita, university, operator
):
    from termcard.institutions.actions import add_organisation

    below = add_organisation(name="Pedagogy", slug="pedagogy", parent=host, by=operator)
    for unit in (host, below):
        for kind in Role.Kind:
            grant_role(rita, unit, by=stella, kind=kind)
            assert revoke_role(rita, unit, by=stella, kind=kind)
    assert not Role.objects.of(rita).exists()
    verbs = [change.verb for change in Change.objects.of("account", rita.pk).order_by("pk")]
    assert verbs == ["added", *["role_granted", "role_revoked"] * 8]


@pytest.mark.parametrize("where", ["university", "other_host"])
def test_a_steward_grants_nothing_above_or_beside(where, request, stella, olive, operator):
    unit = request.getfixturevalue(where)
    grant_role(olive, unit, by=operator)
    for account in (stella, olive):
        with pytest.raises(PermissionDenied):
            grant_role(account, unit, by=stella)
        with pytest.raises(PermissionDenied):
            revoke_role(account, unit, by=stella)
        with pytest.raises(PermissionDenied):
            invite(account.email, unit, kinds=[MEMBER], by=stella)
    assert not may_organise_for(stella, unit) and may_organise_for(olive, unit)


@pytest.mark.parametrize("kind", [kind for kind in Role.Kind if kind != STEWARD])
def test_no_other_role_grants_roles(kind, rita, olive, host, operator):
    grant_role(rita, host, by=operator, kind=kind)
    with pytest.raises(PermissionDenied):
        grant_role(rita, host, by=rita, kind=STEWARD)
    with pytest.raises(PermissionDenied):
        revoke_role(olive, host, by=rita)
    with pytest.raises(PermissionDenied):
        invite("new@education.example", host, kinds=[MEMBER], by=rita)
    assert not Account.objects.called("new@education.example").exists()


def test_the_last_steward_is_told_before_they_go(stella, host, university, rita, operator):
    with pytest.raises(ValidationError, match="last steward"):
        revoke_role(stella, host, by=stella, kind=STEWARD)
    assert Role.objects.of(stella).exists()
    grant_role(rita, university, by=operator, kind=STEWARD)
    assert revoke_role(stella, host, by=stella, kind=STEWARD)
    grant_role(stella, host, by=rita, kind=STEWARD)
    revoke_role(rita, university, by=operator, kind=STEWARD)
    assert revoke_role(stella, host, by=stella, kind=STEWARD, is_sure=True)
    assert not Role.objects.of(stella).exists()


def test_whoever_is_invited_can_sign_in_and_is_told_what_they_may(stella, host, post):
    roles = invite(" Sam@Elsewhere.example", host, kinds=[MEMBER, ORGANISER], by=stella)
    assert [role.kind for role in roles] == ["organiser", "member"]
    account = Account.objects.called("sam@elsewhere.example").get()
    assert may_organise_for(account, host) and not account.has_usable_password()
    (letter,) = post()
    assert letter.to == [account.email] and letter.reply_to == [stella.email]
    for words in (
        stella.email,
        host.name,
        "announce events",
        "members only",
        "http://events.example/signin/",
        account.email,
    ):
        assert words in letter.body
    assert "steward" not in letter.body


def test_whoever_holds_the_role_already_gets_no_letter(stella, olive, host, post):
    assert invite(olive.email, host, kinds=[ORGANISER], by=stella) == []
    assert post() == []
    revoke_role(olive, host, by=stella)
    assert len(invite(olive.email, host, kinds=[ORGANISER], by=stella)) == 1
    assert len(post()) == 1


@pytest.mark.parametrize("email", ["nonsense", "a@b.example, c@d.example", "x@y.example\nBcc: z@z"])
def test_an_invitation_to_no_address_leaves_nothing(email, stella, host, post):
    with pytest.raises(ValidationError) as refused:
        invite(email, host, kinds=[MEMBER], by=stella)
    assert "email" in refused.value.message_dict or "to" in refused.value.message_dict
    assert post() == [] and Account.objects.count() == 2


def test_a_closed_account_is_not_let_in_by_an_invitation(stella, rita, host, post):
    rita.is_active = False
    rita.save()
    with pytest.raises(ValidationError, match="closed"):
        invite(rita.email, host, kinds=[ORGANISER], by=stella)
    assert post() == [] and not Role.objects.of(rita).exists()


def test_nobody_floods_addresses_by_inviting_them(stella, host, monkeypatch):
    monkeypatch.setattr("termcard.people.actions.inviting.MOST_INVITATIONS", 2)
    for name in ("ann", "bob"):
        invite(f"{name}@education.example", host, kinds=[MEMBER], by=stella)
    with pytest.raises(ValidationError, match="tomorrow"):
        invite("cay@education.example", host, kinds=[MEMBER], by=stella)
    assert not Account.objects.called("cay@education.example").exists()
