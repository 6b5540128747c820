"""The calendar: a month as a grid of weeks, and a single day."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from termcard.announcements.wording import DAYS
from termcard.lib.http import kept_answer, public_page, reader_of
from termcard.lib.showing import rendered
from termcard.programme.models import Event, Session
from termcard.programme.querysets import SessionQuerySet
from termcard.publishing.views.ledger import Entry, entry_of, here_and_now, in_days
from termcard.publishing.views.lists import followed
from termcard.publishing.views.times import answered, reader_zone

SHOWN_IN_A_CELL = 5
MOST_IN_A_DAY = 300
DAY, WEEK = timedelta(days=1), timedelta(days=7)


@dataclass(frozen=True, kw_only=True)
class Cell:
    """A day of the grid: its first few lines, and how many more there are."""

    day: date
    is_outside: bool
    is_today: bool
    entries: list[Entry]
    more: int


def _listed(request: HttpRequest) -> SessionQuerySet:
    events = Event.objects.visible_to(reader_of(request)).listed()
    sittings: SessionQuerySet = Session.objects.of_events(events)
    return sittings


@public_page
def calendar_page(request: HttpRequest) -> HttpResponse:
    """Lead to the month that it is."""
    response = HttpResponseRedirect(reverse("month_page", args=[here_and_now().date()]))
    response["Cache-Control"] = "no-cache"
    return response


@public_page
def month_page(request: HttpRequest, month: date) -> HttpResponse:
    """Show a month, a week a row."""
    sittings, today = _listed(request), here_and_now().date()
    last = (month + 31 * DAY).replace(day=1) - DAY
    before, after = sittings.last_day_before(month), sittings.first_day_after(last)
    shown: dict[str, Any] = {
        "month": month,
        "weeks": _weeks(sittings, month, last, today),
        "today": today,
        "weekday_names": DAYS,
        "previous": before and before.replace(day=1),
        "next": after and after.replace(day=1),
        **followed("/", f"from={month}&to={last}"),
    }
    return kept_answer(request, rendered("publishing/month_page.html", shown))


def _weeks(sittings: SessionQuerySet, month: date, last: date, today: date) -> list[list[Cell]]:
    """Return the weeks of a month, Monday first; of each day a few sittings are loaded."""
    keys: dict[date, list[int]] = {}
    for key, starts_on, ends_on in sittings.on_days(month, last):
        day = max(starts_on, month)
        while day <= min(ends_on or starts_on, last):
            keys.setdefault(day, []).append(key)
            day += DAY
    chosen = {key for found in keys.values() for key in found[:SHOWN_IN_A_CELL]}
    entries = {each.pk: entry_of(each) for each in sittings.with_keys(chosen).with_line()}
    cells = [
        Cell(
            day=day,
            is_outside=not month <= day <= last,
            is_today=day == today,
            entries=[entries[key] for key in keys.get(day, ())[:SHOWN_IN_A_CELL]],
            more=max(0, len(keys.get(day, ())) - SHOWN_IN_A_CELL),
        )
        for day in _days(month - month.weekday() * DAY, last + (6 - last.weekday()) * DAY)
    ]
    return [cells[start : start + 7] for start in range(0, len(cells), 7)]


def _days(first: date, last: date) -> Iterator[date]:
    return (first + number * DAY for number in range((last - first).days + 1))


@public_page
def day_page(request: HttpRequest, day: date) -> HttpResponse:
    """Show a day, as the ledger does."""
    sittings, today = _listed(request), here_and_now().date()
    on_day = sittings.going_on_from(day).beginning_by(day).in_order()
    shown: dict[str, Any] = {
        "day": day,
        "today": today,
        "days": in_days(on_day.with_line()[:MOST_IN_A_DAY], today=day),
        "previous": sittings.last_day_before(day),
        "next": sittings.first_day_after(day),
        **followed("/", f"from={day}&to={day}"),
        **reader_zone(request),
    }
    return answered(request, "publishing/day_page.html", shown)
