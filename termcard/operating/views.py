"""Says whether the installation is well."""

from __future__ import annotations

from django.conf import settings
from django.db import DatabaseError, connection
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_safe

from termcard.lib.http import public_page
from termcard.lib.metrics import CONTENT_TYPE, told, told_requests
from termcard.lib.policies import Policy, allows
from termcard.lib.visitors import is_from
from termcard.records.models import Letter, Slot

_DATABASE = "Whether the database answers."


@public_page
def healthz(request: HttpRequest) -> HttpResponse:
    """Say that the process is alive."""
    return _said("alive\n")


@public_page
def readyz(request: HttpRequest) -> HttpResponse:
    """Say whether the database answers."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        return _said("the database does not answer\n", status=503)
    return _said("ready\n")


@public_page
def robots_txt(request: HttpRequest) -> HttpResponse:
    """Let robots read what is public, and leave the desks alone."""
    desks = ("/organise/", "/operate/", "/account/", "/signin/")
    lines = ["User-agent: *", *(f"Disallow: {desk}" for desk in desks)]
    lines += ["", f"Sitemap: {settings.BASE_URL}/sitemap.xml"]
    return _said("\n".join([*lines, ""]))


@allows(Policy.ANYONE)
@csrf_exempt
def metrics(request: HttpRequest) -> HttpResponse:
    """Tell Prometheus how the installation does; for anybody else there is no such address."""
    if not is_from(request, settings.METRICS_ALLOW):
        raise Http404
    return _metrics(request)


@require_safe
def _metrics(request: HttpRequest) -> HttpResponse:
    try:
        words = _told_records() + told("termcard_database_up", "gauge", _DATABASE, [({}, 1)])
    except DatabaseError:
        words = told("termcard_database_up", "gauge", _DATABASE, [({}, 0)])
    answer = HttpResponse(words + told_requests(), content_type=CONTENT_TYPE)
    answer["Cache-Control"] = "no-store"
    return answer


def _told_records() -> str:
    letters = Letter.objects.counted()
    since = Letter.objects.longest_waiting_since()
    age = max((timezone.now() - since).total_seconds(), 0) if since else 0
    done = [({"name": name}, last.timestamp()) for name, last in Slot.objects.last_done()]
    running = Slot.objects.running().count()
    return "".join(
        told(f"termcard_{name}", "gauge", words, samples)
        for name, words, samples in (
            ("letters", "Mails, by what became of them.", _by_state(letters)),
            ("oldest_waiting_letter_age_seconds", "How long the oldest waits.", [({}, age)]),
            ("slots_running", "Periodic tasks that run now.", [({}, running)]),
            ("slot_last_done_timestamp_seconds", "When a periodic task was last done.", done),
        )
    )


def _by_state(letters: dict[str, int]) -> list[tuple[dict[str, str], float]]:
    return [({"state": state}, count) for state, count in letters.items()]


def _said(words: str, status: int = 200) -> HttpResponse:
    answer = HttpResponse(words, content_type="text/plain; charset=utf-8", status=status)
    answer["Cache-Control"] = "no-store"
    return answer
