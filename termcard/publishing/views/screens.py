"""The page that a screen in a foyer shows for weeks: what is on today, and what is next."""

from __future__ import annotations

import hashlib
from typing import Any

import segno
from django.conf import settings
from django.http import HttpRequest, HttpResponse

from termcard.design.templatetags.announced import first_speakers, short_place
from termcard.institutions.models import Term, dress_of
from termcard.lib.http import kept_answer, public_page
from termcard.lib.showing import rendered
from termcard.programme.models import Session
from termcard.publishing.views.faults import missing_page
from termcard.publishing.views.ledger import Days, Entry, here_and_now, in_days
from termcard.publishing.views.printing import shown_address
from termcard.publishing.views.termcards import Subject, subject_of

MOST_ASKED = 12
# In fifths of an entry: what there is, what one takes, what each second line takes, and
# that today is free; and the
# letters that stand in a line: of a title, of who speaks, of where and of whose it is.
ROOM, ENTRY, SECOND_LINE, FREE = 33, 5, 2, 6
LETTERS, SMALL_LETTERS, SIDE_LETTERS = 46, 90, 28


@public_page
def screen_page(request: HttpRequest, slug: str) -> HttpResponse:
    """Show on a large screen what a host or series has on, as long as it is not over."""
    subject, elsewhere = subject_of(request, slug, "screen_page")
    if subject is None:
        return elsewhere or missing_page(request)
    shown = _shown(subject)
    # By this the page knows whether anything that it shows has changed.
    shown["tag"] = hashlib.sha256(repr(shown).encode()).hexdigest()[:16]
    return kept_answer(request, rendered("publishing/screen_page.html", shown), is_for_all=True)


def _shown(subject: Subject) -> dict[str, Any]:
    now = here_and_now()
    today = now.date()
    sittings = Session.objects.of_events(subject.events()).ending_after(now).in_order()
    days = in_days(sittings.with_line()[:MOST_ASKED], today=today)
    is_free_today = bool(days) and days[0][0] != today
    term = Term.objects.kept_by(subject.host).between(today, today).first()
    url = settings.BASE_URL + subject.url
    return {
        "subject": subject,
        "dress": dress_of(subject.host),
        "today": today,
        "term": term,
        "week": term.week_of(today) if term else None,
        "days": _fitting(days, ROOM - FREE * is_free_today),
        "is_free_today": is_free_today,
        "zone": subject.host.zone,
        "shown_url": shown_address(url),
        "code": segno.make_qr(url, error="m").svg_data_uri(border=0, dark="#000"),
    }


def _second_lines(entry: Entry) -> int:
    """Return how many lines more than usual an entry takes, beside one another or below."""
    told = entry.announcement
    who = "; ".join(part.line() for part in first_speakers(told)) + told.status_note
    host = told.host.name if told.host else ""
    below = (len(told.heading()) > LETTERS) + (len(who) > SMALL_LETTERS)
    beside = (len(short_place(told)) > SIDE_LETTERS) + (len(host) > SIDE_LETTERS)
    return max(below, beside)


def _fitting(days: Days, room: int) -> Days:
    """Return the first entries of days, as many as a screen has room for."""
    kept: Days = []
    left = room
    for day, entries in days:
        shown = []
        for entry in entries:
            left -= ENTRY + SECOND_LINE * _second_lines(entry)
            if left >= 0:
                shown.append(entry)
        kept += [(day, shown)] if shown else []
    return kept
