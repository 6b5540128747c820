"""Finds days that count from another: today, tomorrow, this Thursday, Monday's seminar."""

from __future__ import annotations

import re
from datetime import date, timedelta
from functools import lru_cache

from termcard.announcements.prose.dates import DayFound
from termcard.announcements.prose.languages import fold, loose, weekdays
from termcard.announcements.prose.spans import Span

# How many days on each word points, by language: en, de, fr, it, es, nl.
AHEAD = {
    0: "today|tonight|this evening|this afternoon|this morning|this lunchtime|heute abend|heute"
    "|aujourd'hui|ce soir|cet après-midi|oggi|stasera|questa sera|hoy|esta tarde|esta noche"
    "|vandaag|vanavond|vanmiddag",
    1: "tomorrow|morgen|demain|domani|mañana",
    2: "the day after tomorrow|übermorgen|après-demain|dopodomani|pasado mañana|overmorgen",
}
_THIS = (
    r"this|next|coming|on|for|of|kommenden|diesen|am|nächsten|ce|prochain|questo|prossimo"
    r"|este|próximo|aanstaande|a\.s\.|deze|reminder:"
)


def find_relative(text: str, within: Span, written: date) -> list[DayFound]:
    """Return the days that a stretch names by counting from the day it was written."""
    found = []
    for match in _pattern().finditer(text, within.start, within.end):
        span = Span(match.start("what"), match.end("what"))
        ahead = _distance(match, written)
        day = written + timedelta(days=ahead)
        found.append(
            DayFound(
                span=span,
                day=day.day,
                month=day.month,
                year=day.year,
                is_relative=True,
                is_today=ahead == 0 and match["weekday"] is None,
            )
        )
    return found


def _distance(match: re.Match[str], written: date) -> int:
    words = fold(match["what"]).replace("’", "'")
    for days, names in AHEAD.items():
        if words in (fold(name) for name in names.split("|")):
            return days
    named = next(iter(weekdays()[fold(match["weekday"]).strip(".")]))
    ahead = (named - written.weekday()) % 7
    return ahead or 7 * ("next" in match.group().lower())


@lru_cache(maxsize=1)
def _pattern() -> re.Pattern[str]:
    ahead = "|".join(
        re.escape(name).replace("'", "['’]").replace(r"\ ", r"\s")
        for names in reversed(AHEAD.values())
        for name in names.split("|")
    )
    full = "|".join(loose(name) for name in sorted(weekdays(), key=len) if len(name) > 4)
    return re.compile(
        rf"(?<![\w-])(?P<what>{ahead}|(?:(?:{_THIS})\s(?:the\s)?)?"
        rf"(?P<weekday>{full}))(?=['’]s\b|[\s,.:;)!?]|\Z)",
        re.IGNORECASE,
    )
