"""Lets somebody in by their e-mail address, and tells them what they may do now and where."""

from __future__ import annotations

from collections.abc import Sequence

from django.conf import settings
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.urls import reverse

from termcard.institutions.models import Organisation
from termcard.people.actions.accounts import LOCAL_OPERATOR, open_account, require_open
from termcard.people.actions.roles import grant_role
from termcard.people.models import Account, Role
from termcard.people.rules import may_steward
from termcard.records.actions import queue_letter, spend_limit

MOST_INVITATIONS, IN_SECONDS = 100, 86_400

MAY_DO = {
    Role.Kind.STEWARD: "say who does what there, shape the unit, announce and approve events",
    Role.Kind.ORGANISER: "announce events, and change those there are",
    Role.Kind.APPROVER: "say which events may be published",
    Role.Kind.MEMBER: "see what is meant for members only",
}


@transaction.atomic
def invite(
    email: str, organisation: Organisation, *, kinds: Sequence[Role.Kind], by: Account
) -> list[Role]:
    """Grant roles on a unit to whoever has that address, and write to them; return the new ones.

    They get an account if they have none. Nothing is written to whoever holds the roles
    already. Raises PermissionDenied, and ValidationError on `email` when it is no address, its
    account was closed, or the account invited too many people within a day.
    """
    if not may_steward(by, organisation):
        raise PermissionDenied(f"Only stewards of {organisation} invite people there.")
    account = open_account(email, by=by)
    require_open(account)
    held = Role.objects.of(account).on(organisation).kinds()
    wanted = [kind for kind in Role.Kind if kind in kinds and kind not in held]
    roles = [grant_role(account, organisation, by=by, kind=kind) for kind in wanted]
    if roles:
        require_invitations_left(by)
        queue_letter(
            key=f"invitation {roles[0].pk}",
            purpose="invitation",
            to=account.email,
            subject=f"You now have a part in the events of {organisation}",
            text=_words(organisation, roles, account, by),
            reply_to=reply_to(by),
        )
    return roles


def require_invitations_left(by: Account) -> None:
    """Count one letter that the account has sent to an address it chose; raise ValidationError
    on `email` when there were too many within a day.
    """
    if not spend_limit("invitations", str(by.pk), most=MOST_INVITATIONS, seconds=IN_SECONDS):
        words = f"No more than {MOST_INVITATIONS} people are written to in a day; go on tomorrow."
        raise ValidationError({"email": words})


def reply_to(by: Account) -> str:
    """Return the address to answer to; empty where the machine itself acted."""
    return "" if by.email == LOCAL_OPERATOR else by.email


def named(by: Account) -> str:
    """Return how a letter names who acted: by an address that its reader may answer to."""
    return "Whoever runs the installation" if by.email == LOCAL_OPERATOR else by.email


def how_to_sign_in(account: Account) -> str:
    """Return the lines of a letter that say how the account signs in."""
    return (
        f"Sign in at {settings.BASE_URL}{reverse('account_login')} with this address, "
        f"{account.email}.\nThere is no password: a code is mailed to you each time."
    )


def _words(organisation: Organisation, roles: list[Role], account: Account, by: Account) -> str:
    lines = [f"- {role.kind}: you may {MAY_DO[Role.Kind(role.kind)]}." for role in roles]
    place = f"{settings.BASE_URL}{organisation.get_absolute_url()}"
    return "\n".join(
        [
            f"{named(by)} gave you a part in the events of {organisation}.",
            place,
            "",
            "There, and in every unit below it, you are now",
            *lines,
            "",
            how_to_sign_in(account),
            "",
            "If this is a mistake you need do nothing, or answer this mail.",
        ]
    )
