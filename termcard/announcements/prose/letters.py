"""Knows letters: quoted lines, the day a letter or bulletin was written, and where it is signed."""

from __future__ import annotations

import re
from datetime import date

from termcard.announcements.prose.dates import find_days, resolve
from termcard.announcements.prose.spans import Span

_QUOTED = re.compile(r"^[ \t]*(?:>[ \t]?)+", re.MULTILINE)
_STAMPS = re.compile(
    r"^[ \t>]*(?:(?:date|sent|gesendet|datum|envoyé|inviato|enviado|data|fecha|verzonden|posted"
    r"|published|actualizado"
    r"|updated|mis à jour le|veröffentlicht am)\s?:?|on\s(?=.{6,70}wrote:)|am\s(?=.{6,60}schrieb)"
    r"|le\s(?=.{6,60}a\sécrit))[ \t]*(?P<day>[^\n]{6,60})",
    re.IGNORECASE | re.MULTILINE,
)
_SENT = re.compile(
    r"^[ \t>]*(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*,?\s(?P<month>[A-Z][a-z]{2})\s{1,2}"
    r"(?P<day>\d{1,2})"
    r"\s\d\d:\d\d:\d\d\s(?:[A-Z]{2,5}\s)?(?P<year>\d{4})\s*$",
    re.IGNORECASE | re.MULTILINE,
)
_ISSUE_ABOVE_DAY = re.compile(
    r"^[^\n]{0,60}\b(?:bulletin|gazette|newsletter|news|record|diary|update|announcements|notices"
    r"|rundbrief|anzeiger|journal|bollettino|boletín|lettre|agenda)\b[^\n]{0,60}\n{1,2}"
    r"(?P<day>[^\n]{6,90})$",
    re.IGNORECASE | re.MULTILINE,
)
_ISSUE = re.compile(
    r"^[^\n]{0,60}\b(?:bulletin|gazette|newsletter|news|record|diary|update|announcements|notices"
    r"|rundbrief|anzeiger|journal)\b[^\n]{0,60}$"
    r"|^[^\n]{0,60}[,-]\s[A-Z][a-z]{2,8}\.?\s\d{1,2}\.?\s[–—-]"
    r"[^\n]{0,60}$",
    re.IGNORECASE | re.MULTILINE,
)
HEAD = 2000
_MAIL_HEADER = re.compile(
    r"[*_]{0,2}(?:from|to|b?cc|date|sent|subject|reply-to|von|an|gesendet|datum|betreff|de|à|objet"
    r"|envoyé(?:\sle)?|da|a|inviato|oggetto|para|enviado(?:\sel)?|asunto|fecha|data|van|aan"
    r"|verzonden"
    r"|onderwerp)\s?:",
    re.I,
)
_FORWARDED = re.compile(r"-{3,}[^-\n]{4,60}-{3,}|begin forwarded message", re.I)
_MAIL_SENDER = re.compile(
    r"[*_]{0,2}(?:from|subject|von|betreff|de|objet|da|oggetto|asunto|van|onderwerp)\s?:", re.I
)


def unquoted(text: str) -> str:
    """Return a letter without the marks before its quoted lines."""
    lines = text.count("\n") + 1
    if len(_QUOTED.findall(text)) * 3 < lines:
        return text
    return _QUOTED.sub("", text)


def written_on(text: str, reference_date: date) -> date:
    """Return the day from which "tomorrow" counts: the letter's own, else the day of reading."""
    head = text[:HEAD]
    if sent := _SENT.search(head):
        words = f"{sent['day']} {sent['month']} {sent['year']}"
        if (day := _day_of(words, reference_date)) is not None:
            return day
    for pattern in (_STAMPS, _ISSUE, _ISSUE_ABOVE_DAY):
        for match in pattern.finditer(head):
            words = match.group() if pattern is _ISSUE else match["day"]
            if (day := _day_of(words, reference_date)) is not None:
                return day
    return reference_date


def _day_of(words: str, reference_date: date) -> date | None:
    for found in find_days(words, Span(0, len(words))):
        if found.last is not None:
            continue
        day = resolve(found, reference_date=reference_date)
        if not isinstance(day, str) and abs((day.first - reference_date).days) < 400:
            return day.first
    return None


def header_lines(text: str, lines: list[Span]) -> int:
    """Return how many lines at the top of a group are a letter's header."""
    count = first = int(_FORWARDED.match(text, lines[0].start, lines[0].end) is not None)
    while count < len(lines) and _MAIL_HEADER.match(text, lines[count].start, lines[count].end):
        count += 1
    sender = any(_MAIL_SENDER.match(text, line.start, line.end) for line in lines[:count])
    opening = lines[0].cut(text).lower()
    is_subject = lines[0].start == 0 and opening.startswith(("subject", "betreff"))
    is_letter = count - first > 1 or is_subject
    return count if is_letter and sender else 0
