"""The writes of consent."""

from collections.abc import Sequence

from django.db import transaction
from django.utils import timezone

from termcard.consenting.models import Consent
from termcard.lib.consent import Category, version


@transaction.atomic
def record_consent(categories: Sequence[Category], agreed: Sequence[str]) -> Consent:
    """Keep that somebody chose, what they were asked, and what they agreed to; not who.

    It is the record itself, so it records no Change; and nobody is known by whom.
    """
    return Consent.objects.create(
        made_on=timezone.localdate(), asked=version(categories), agreed=list(agreed)
    )
