"""What every page shows: in whose name it speaks, and what it asks its reader."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest

from termcard.institutions.models import Organisation, worn
from termcard.lib.consent import version
from termcard.lib.showing import share_image


def every_page() -> dict[str, Any]:
    """Return the name and the look of the institution that is alone here, and the cookie notice."""
    categories = settings.OPTIONAL_CATEGORIES
    institution = Organisation.objects.speaking()
    theme = getattr(institution, "theme", None)
    return {
        "institution_name": institution.name if institution else "",
        "dress": worn([theme]) if theme else None,
        "share_image": share_image(),
        "optional_categories": categories,
        "consent_version": version(categories),
        "statistics": settings.STATISTICS,
        "recordings_from": " ".join(settings.STATEMENTS.recordings_from),
    }


def of_every_page(request: HttpRequest) -> dict[str, Any]:
    """Return the same to a page that is filled with a request."""
    return every_page()
