"""The cookie settings, the privacy notice and the accessibility statement."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from termcard.consenting.actions import record_consent
from termcard.consenting.forms import ConsentForm
from termcard.lib import consent
from termcard.lib.http import kept_answer, public_page, same_origin
from termcard.lib.policies import Policy, allows
from termcard.lib.showing import rendered


@allows(Policy.ANYONE)
@csrf_exempt  # A page without cookies holds no token; `same_origin` turns strangers' forms away.
@require_http_methods(["GET", "HEAD", "POST"])
def cookies(request: HttpRequest) -> HttpResponse:
    """Say what is stored, and let the reader choose and change."""
    categories = settings.OPTIONAL_CATEGORIES
    agreed = consent.agreed_to(request.COOKIES.get(consent.COOKIE, ""), categories)
    posted = request.POST if request.method == "POST" else None
    if posted is not None and not same_origin(request):
        return render(request, "403.html", status=403)
    form = ConsentForm(posted, categories=categories, agreed=agreed or ())
    if posted is not None and categories and form.is_valid():
        return _chosen(request, form)
    shown: dict[str, Any] = {"form": form, "agreed": agreed, "months": settings.CONSENT_MONTHS}
    page = rendered("consenting/cookies.html", shown)
    answer = HttpResponse(page, status=200 if posted is None else 400)
    answer["Cache-Control"] = "private, no-store"
    return answer


def _chosen(request: HttpRequest, form: ConsentForm) -> HttpResponse:
    """Keep the choice, store it with the reader, and lead back to where they were."""
    agreed = form.agreed()
    record_consent(settings.OPTIONAL_CATEGORIES, agreed)
    answer = redirect("cookies")
    answer["Cache-Control"] = "private, no-store"
    answer.set_cookie(
        consent.COOKIE,
        consent.cookie_value(settings.OPTIONAL_CATEGORIES, agreed),
        max_age=settings.CONSENT_MONTHS * consent.DAYS_IN_A_MONTH * 24 * 3600,
        secure=settings.SESSION_COOKIE_SECURE,
        samesite="Lax",
        httponly=False,  # The notice reads it, so that pages are the same bytes for everybody.
    )
    return answer


@public_page
def privacy(request: HttpRequest) -> HttpResponse:
    """Say what becomes of personal data."""
    shown = {"statements": settings.STATEMENTS}
    return kept_answer(request, rendered("consenting/privacy.html", shown))


@public_page
def accessibility(request: HttpRequest) -> HttpResponse:
    """Say how far everybody can use this site, and whom to tell when somebody cannot."""
    shown = {"statements": settings.STATEMENTS}
    return kept_answer(request, rendered("consenting/accessibility.html", shown))
