"""The year planner of a host or of series: twelve months, their terms, closed days and events."""

from __future__ import annotations

import calendar
from collections import Counter
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from termcard.announcements.wording import DAYS, MONTHS
from termcard.design.templatetags.announced import state_word
from termcard.institutions.models import ClosedDay, Organisation, Term, dress_of
from termcard.lib.http import kept_answer, public_page
from termcard.lib.showing import rendered
from termcard.programme.models import Session
from termcard.publishing.forms import PaperForm, PlannerForm
from termcard.publishing.views.dressed_sheets import dressed
from termcard.publishing.views.faults import missing_page
from termcard.publishing.views.ledger import here_and_now
from termcard.publishing.views.printing import qr_code, shown_address, words_told
from termcard.publishing.views.termcards import Subject, programme_of, subject_of
from termcard.publishing.views.typeset import typeset_answer

AUGUST, MONTHS_OF_A_YEAR, LONGEST_TITLE = 8, 12, 44
# How far from this year a planner leads: whoever follows every link comes to an end.
YEARS_LINKED = 1
_DAY = timedelta(days=1)


@dataclass(frozen=True, kw_only=True)
class Day:
    """A day of a planner: how many events begin on it, and what else it is."""

    day: date
    count: int
    closed: str
    is_in_term: bool


@dataclass(frozen=True, kw_only=True)
class Month:
    """A month of a planner; its weeks are whole, with None for days of other months."""

    first: date
    weeks: list[list[Day | None]]


@dataclass(frozen=True, kw_only=True)
class Year:
    """Twelve months: an academic year where terms begin in one, else one of the calendar."""

    first: date

    @property
    def last(self) -> date:
        """Its last day."""
        return self.first.replace(year=self.first.year + 1) - _DAY

    @property
    def title(self) -> str:
        """What it is called: "2026" or "2026–27"."""
        number = self.first.year
        return str(number) if self.first.month == 1 else f"{number}–{(number + 1) % 100:02}"

    @property
    def months(self) -> list[date]:
        """The first days of its months."""
        start = self.first.month - 1
        return [
            date(self.first.year + (start + number) // 12, (start + number) % 12 + 1, 1)
            for number in range(MONTHS_OF_A_YEAR)
        ]


def year_of(terms: list[Term], asked: int | None, today: date) -> Year:
    """Return the year that begins in the calendar year asked for, or that it is.

    It begins with the month of its first term where one begins in August or later.
    """
    late = [term.starts_on.month for term in terms if term.starts_on.month >= AUGUST]
    month = min(late, default=1)
    number = asked if asked is not None else today.year - (today.month < month)
    return Year(first=date(number, month, 1))


def _months(subject: Subject, year: Year, terms: list[Term]) -> list[Month]:
    sittings = Session.objects.of_events(subject.events())
    counts = Counter(starts_on for _, starts_on, _ in sittings.on_days(year.first, year.last))
    closed = list(ClosedDay.objects.kept_by(subject.host).between(year.first, year.last))

    def made(day: date) -> Day:
        return Day(
            day=day,
            count=counts[day],
            closed=next((each.words for each in closed if each.covers(day)), ""),
            is_in_term=any(term.starts_on <= day <= term.ends_on for term in terms),
        )

    weeks = calendar.Calendar().monthdatescalendar
    return [
        Month(
            first=first,
            weeks=[
                [made(day) if day.month == first.month else None for day in week]
                for week in weeks(first.year, first.month)
            ],
        )
        for first in year.months
    ]


def _years_beside(subject: Subject, number: int, today: date) -> list[tuple[str, str]]:
    """Return how to call the years before and after, and their addresses."""
    page = reverse("planner_page", args=[subject.slug])
    return [
        (words, page + subject.question(year=str(number + more)))
        for words, more in (("The year before", -1), ("The year after", 1))
        if abs(number + more - today.year) <= YEARS_LINKED
    ]


@public_page
def planner_page(request: HttpRequest, slug: str) -> HttpResponse:
    """Show a year of a host or of series, with the days on which something begins."""
    subject, elsewhere = subject_of(request, slug, "planner_page")
    form = PlannerForm(request.GET)
    if subject is None or not form.is_valid():
        return elsewhere or missing_page(request)
    today = here_and_now().date()
    terms = list(Term.objects.kept_by(subject.host))
    year = year_of(terms, form.cleaned_data["year"], today)
    number, sheet = year.first.year, reverse("planner_pdf", args=[slug])
    shown = {
        "subject": subject,
        "dress": dress_of(subject.host),
        "year": year,
        "today": today,
        "months": _months(subject, year, terms),
        "terms": Term.objects.kept_by(subject.host).between(year.first, year.last),
        "years": _years_beside(subject, number, today),
        "pdf_url": sheet + subject.question(year=str(number), paper="a3"),
    }
    return kept_answer(request, rendered("publishing/planner_page.html", shown), is_for_all=True)


@public_page
def planner_pdf(request: HttpRequest, slug: str) -> HttpResponse:
    """Give a year typeset as a planner for the wall."""
    subject, elsewhere = subject_of(request, slug, "planner_pdf")
    form, paper = PlannerForm(request.GET), PaperForm(request.GET)
    if subject is None or not form.is_valid() or not paper.is_valid():
        return elsewhere or missing_page(request)
    terms = list(Term.objects.kept_by(subject.host))
    year = year_of(terms, form.cleaned_data["year"], here_and_now().date())
    told = _told(subject, year, terms, paper.cleaned_data["paper"] or "a3")
    worn = dressed(told, dress_of(subject.host))
    return typeset_answer(request, "planner.typ", worn, "pdf", name=f"{slug}-{year.first.year}")


def _told(subject: Subject, year: Year, terms: list[Term], paper: str) -> dict[str, Any]:
    institution = Organisation.objects.speaking_name()
    page = reverse("planner_page", args=[subject.slug])
    url = settings.BASE_URL + page + subject.question(year=str(year.first.year))
    lines = _lines(subject, year)
    return {
        "document_title": f"{subject.title}, {year.title}",
        "title": words_told(subject.title),
        "institution": "" if institution == subject.title else institution,
        "year": year.title,
        "paper": paper,
        "months": [
            {
                "name": f"{MONTHS[month.first.month - 1]} {month.first.year}",
                "days": [_day_told(day, lines) for week in month.weeks for day in week if day],
            }
            for month in _months(subject, year, terms)
        ],
        "url": url,
        "shown_url": shown_address(url),
        "qr": qr_code(url),
        "qr_words": f"QR code of {url}",
    }


def _lines(subject: Subject, year: Year) -> dict[date, list[str]]:
    """Return the titles of what begins on each day."""
    lines: dict[date, list[str]] = {}
    for entry in programme_of(subject, year.first, year.last).entries:
        if entry.session is not None:
            told = entry.announcement
            said = f"{state_word(told)}: {told.heading()}" if state_word(told) else told.heading()
            short = said if len(said) <= LONGEST_TITLE else f"{said[:LONGEST_TITLE]}…"
            lines.setdefault(entry.session.starts_on, []).append(short)
    return lines


def _day_told(day: Day, lines: dict[date, list[str]]) -> dict[str, Any]:
    return {
        "number": str(day.day.day),
        "letter": DAYS[day.day.weekday()][:2],
        "lines": [words_told(line) for line in lines.get(day.day, ())],
        "closed": day.closed,
        "term": day.is_in_term,
        "weekend": day.day.weekday() >= calendar.SATURDAY,
        "monday": day.day.weekday() == calendar.MONDAY,
    }
