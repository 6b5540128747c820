"""Plans the terms of the demonstration: three a year, and at one department semesters."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta

from termcard.institutions.actions import close_days, plan_term
from termcard.institutions.models import Organisation
from termcard.people.models import Account

MONDAY = 0
_DAY = timedelta(days=1)


def plan_demonstration_terms(
    organisations: Mapping[str, Organisation], today: date, *, by: Account
) -> None:
    """Plan terms and closed days of the academic years around today."""
    this_year = today.year if today.month >= 8 else today.year - 1
    for year in range(this_year - 1, this_year + 2):
        _plan_terms(organisations["university"], year, by)
        _plan_semesters(organisations["computer-science"], year, by)
        reading_week = first_monday(year, 10) + 35 * _DAY
        close_days(
            organisations["history"],
            starts_on=reading_week,
            ends_on=reading_week + 4 * _DAY,
            words="Reading week",
            by=by,
        )


def _plan_terms(university: Organisation, year: int, by: Account) -> None:
    terms = {
        "Michaelmas Term": (first_monday(year, 10), 10),
        "Epiphany Term": (first_monday(year + 1, 1) + 7 * _DAY, 10),
        "Easter Term": (first_monday(year + 1, 4) + 21 * _DAY, 9),
    }
    for name, (monday, weeks) in terms.items():
        friday = monday + (weeks * 7 - 3) * _DAY
        plan_term(university, name=name, starts_on=monday, ends_on=friday, by=by)
    closed = {
        "University closed": (date(year, 12, 23), date(year + 1, 1, 1)),
        "May Day holiday": (first_monday(year + 1, 5),) * 2,
    }
    for words, (first, last) in closed.items():
        close_days(university, starts_on=first, ends_on=last, words=words, by=by)


def _plan_semesters(department: Organisation, year: int, by: Account) -> None:
    """Plan semesters that begin with a week before teaching, week 0."""
    for name, monday in {
        "First Semester": first_monday(year, 9) + 14 * _DAY,
        "Second Semester": first_monday(year + 1, 1) + 14 * _DAY,
    }.items():
        friday = monday + (13 * 7 - 3) * _DAY
        plan_term(department, name=name, starts_on=monday, ends_on=friday, first_week=0, by=by)


def first_monday(year: int, month: int) -> date:
    """Return the first Monday of a month."""
    first = date(year, month, 1)
    return first + (MONDAY - first.weekday()) % 7 * _DAY
