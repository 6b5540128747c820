"""Finds the term that an address asks for, among those that a host goes by."""

from __future__ import annotations

from datetime import date, timedelta

from termcard.announcements.wording import MONTHS
from termcard.institutions.models import Organisation, Term

NEIGHBOURS = 2
FIRST_YEAR, LAST_YEAR = 1900, 2200


def quarter_of(day: date) -> Term:
    """Return the quarter of the year a day lies in, as if it were a term without week numbers."""
    month = (day.month - 1) // 3 * 3 + 1
    starts_on = day.replace(month=month, day=1)
    ends_on = (starts_on + timedelta(days=100)).replace(day=1) - timedelta(days=1)
    name = f"{MONTHS[month - 1]} to {MONTHS[month + 1]} {day.year}"
    return Term(name=name, starts_on=starts_on, ends_on=ends_on, first_week=None)


def quarters_from(day: date, count: int) -> list[Term]:
    """Return so many quarters of the year in a row, that of the day the first of them."""
    quarters = [quarter_of(day)]
    while len(quarters) < count:
        quarters.append(quarter_of(quarters[-1].ends_on + timedelta(days=1)))
    return quarters


def term_asked(
    organisation: Organisation, slug: str, today: date
) -> tuple[Term | None, list[Term]]:
    """Return the term of that slug, else the one it is, and it with its nearest neighbours.

    A slug may always name a quarter of a year; where no terms are planned, quarters stand
    for them. None for a slug that names neither. Quarters far from today lead to none further
    off: whoever follows every link comes to an end.
    """
    terms = list(Term.objects.kept_by(organisation))
    if slug and (quarter := _quarter_called(slug)) is not None:
        near = quarters_from(today - timedelta(days=180), 5)
        terms = near if slug in {each.slug for each in near} else [quarter]
    elif not terms:
        terms = quarters_from(today - timedelta(days=180), 5)
    term = next((each for each in terms if each.slug == slug), None)
    if not slug:
        to_come = (each for each in terms if each.ends_on >= today)
        term = next(to_come, terms[-1])
    if term is None:
        return None, []
    at = [each.slug for each in terms].index(term.slug)
    return term, terms[max(0, at - NEIGHBOURS) : at + NEIGHBOURS + 1]


def _quarter_called(slug: str) -> Term | None:
    year = slug[-4:]
    if not (year.isascii() and year.isdigit() and FIRST_YEAR < int(year) < LAST_YEAR):
        return None
    quarters = (quarter_of(date(int(year), month, 1)) for month in (1, 4, 7, 10))
    return next((each for each in quarters if each.slug == slug), None)
