"""What every page filled with a request shows: in whose name it speaks."""

from django.http import HttpRequest

from termcard.institutions.models import Organisation


def institution(request: HttpRequest) -> dict[str, str]:
    """Return the name of the institution, where there is one alone."""
    return {"institution_name": Organisation.objects.speaking_name()}
