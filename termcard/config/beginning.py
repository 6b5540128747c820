"""Says to whoever starts an installation that holds nothing where to begin."""

from django.conf import settings
from django.urls import reverse

from termcard.institutions.models import Organisation
from termcard.lib.opening import opening_words


def how_to_begin() -> str:
    """Return the address at which this installation is begun; empty once it is."""
    if Organisation.objects.exists():
        return ""
    address = f"{settings.BASE_URL}{reverse('first_run')}?token={opening_words()}"
    return f"Nothing is here yet. Begin at {address}"
