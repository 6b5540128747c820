"""The calendar: a month as a grid of weeks, a week as a list of days, and a single day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from termcard.announcements.wording import DAYS
from termcard.lib.http import public_page, reader_of
from termcard.programme.models import Event, Session
from termcard.programme.querysets import SessionQuerySet
from termcard.publishing.forms import FIRST_YEAR, LAST_YEAR
from termcard.publishing.views.ledger import Entry, entry_of, here_and_now, in_days
from termcard.publishing.views.lists import followed
from termcard.publishing.views.times import answered, reader_zone

SHOWN_IN_A_CELL, SHOWN_IN_A_WEEK = 5, 40
MOST_IN_A_DAY = 300
DAY = timedelta(days=1)
FIRST_DAY, LAST_DAY = date(FIRST_YEAR, 1, 1), date(LAST_YEAR, 12, 31)


@dataclass(frozen=True, kw_only=True)
class Cell:
    """A day of a month or week: its first few lines, and how many more there are."""

    day: date
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
    first = month - month.weekday() * DAY
    cells = _cells(sittings, (month, last), today, most=SHOWN_IN_A_CELL)
    weeks = [
        [cells.get(monday + number * DAY) for number in range(7)]
        for monday in _days(first, last)[::7]
    ]
    shown: dict[str, Any] = {
        "month": month,
        "weeks": weeks,
        "mondays": [max(month, monday) for monday in _days(first, last)[::7]],
        "today": today,
        "weekday_names": DAYS,
        "previous": before and before.replace(day=1),
        "next": after and after.replace(day=1),
        **followed("/", f"from={month}&to={last}"),
        **reader_zone(request),
    }
    return answered(request, "publishing/month_page.html", shown)


@public_page
def week_page(request: HttpRequest, week: date) -> HttpResponse:
    """Show a week, day by day."""
    sittings, today = _listed(request), here_and_now().date()
    first, last = max(week, FIRST_DAY), min(week + 6 * DAY, LAST_DAY)
    cells = _cells(sittings, (first, last), today, most=SHOWN_IN_A_WEEK)
    shown: dict[str, Any] = {
        "week": first,
        "last": last,
        "today": today,
        "cells": [cell for cell in cells.values() if cell.entries],
        "previous": sittings.last_day_before(first),
        "next": sittings.first_day_after(last),
        **followed("/", f"from={first}&to={last}"),
        **reader_zone(request),
    }
    return answered(request, "publishing/week_page.html", shown)


def _cells(
    sittings: SessionQuerySet, within: tuple[date, date], today: date, *, most: int
) -> dict[date, Cell]:
    """Return the days from the first to the last of two; of each `most` sittings are loaded."""
    first, last = within
    keys: dict[date, list[int]] = {day: [] for day in _days(first, last)}
    for key, starts_on, ends_on in sittings.on_days(first, last):
        for day in _days(max(starts_on, first), min(ends_on or starts_on, last)):
            keys[day].append(key)
    chosen = {key for found in keys.values() for key in found[:most]}
    entries = {each.pk: entry_of(each) for each in sittings.with_keys(chosen).with_line()}
    return {
        day: Cell(
            day=day,
            is_today=day == today,
            entries=[entries[key] for key in found[:most] if key in entries],
            more=max(0, len(found) - most),
        )
        for day, found in keys.items()
    }


def _days(first: date, last: date) -> list[date]:
    return [first + number * DAY for number in range((last - first).days + 1)]


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
