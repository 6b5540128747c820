"""`termcard user add`: an account, what it may do, and how its owner comes in."""

from __future__ import annotations

import argparse
import sys

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction
from django.urls import reverse

from termcard.config.refusals import Refused
from termcard.institutions.models import Organisation
from termcard.people.actions import add_account, grant_role, local_operator
from termcard.people.models import Role


@transaction.atomic
def run(options: argparse.Namespace) -> None:
    """Add the account with its roles, all or nothing, and print how to sign in."""
    by = local_operator()
    try:
        account = add_account(options.email, by=by, is_operator=options.admin)
    except ValidationError:
        raise Refused(f"“{options.email}” is no e-mail address") from None
    for kind in Role.Kind:
        for slug in getattr(options, f"{kind.value}_of"):
            organisation = Organisation.objects.called(slug).first()
            if organisation is None:
                raise Refused(f"--{kind.value}-of: no unit is called “{slug}”")
            grant_role(account, organisation, by=by, kind=kind)
    sys.stdout.write(
        f"{account.email} signs in at {settings.BASE_URL}{reverse('account_login')} "
        "with a code that is mailed there.\n"
    )
