"""Finds what a text says of an event's standing: cancelled, postponed, moved, full, provisional."""

from __future__ import annotations

import re
from dataclasses import replace

from termcard.announcements.prose.fields import Said
from termcard.announcements.prose.remembering import remembered
from termcard.announcements.prose.spans import Found, Span

_WORDS = (
    (
        Said.CANCELLED,
        r"cancell?ed|abgesagt|entfällt|fällt\saus|annulée?|annullato|annullata|cancelado|cancelada"
        r"|suspendido|afgelast|geannuleerd|called\soff|entfallen|ausgefallen|annulé|annullati",
    ),
    (
        Said.POSTPONED,
        r"postponed|verschoben|reportée?|rinviat[oa]|aplazad[oa]|pospuest[oa]|uitgesteld",
    ),
    (
        Said.RESCHEDULED,
        r"rescheduled|re-scheduled|change\sof\s(?:room|venue|date|time)|new\s(?:date|time|room"
        r"|venue)",
    ),
    (
        Said.FULL,
        r"fully\sbooked|sold\sout|ausgebucht|ausverkauft|complète?|complet|esaurit[oi]|completo"
        r"|(?:plazas|localidades|entradas)\sagotadas|agotad[oa]s?|posti\sesauriti|volgeboekt"
        r"|uitverkocht|(?-i:VOL|VOLL)",
    ),
    (
        Said.PROVISIONAL,
        r"provisional(?:ly)?|tentative(?:ly)?|date\stbc|vorläufig|provisoire|provvisori[oa]",
    ),
)
_ANY = "|".join(f"(?P<s{number}>{words})" for number, (_, words) in enumerate(_WORDS))
_FROM = r"(?:\s(?:from|vom|du|del|dal|to|auf|au)\s[^:\n]{3,40}(?=:\s))?"
_PREFIX = re.compile(
    rf"[\s*\[(!#]{{0,4}}(?:(?:event|seminar|lecture|talk"
    rf"|now)\s)?(?:{_ANY}){_FROM}[\s*\])!]{{0,4}}(?:[:–—-]\s?|(?<=[\]\)*!]\s)|(?<=[\]\)*!])|\Z)",
    re.IGNORECASE,
)
_SENTENCE = re.compile(
    rf"\b(?:has|have|had|is|are|was|were|will\sbe|wurde|wird|ist|est|a\sété|è\sstat[oa]|ha\ssido"
    rf"|is\snow)"
    rf"\s(?:now\s|been\s|unfortunately\s|leider\s|sadly\s){{0,2}}(?:{_ANY})(?!\w)(?!\svotes)",
    re.IGNORECASE,
)
_MARK = re.compile(
    rf"(?:[\[(*!]{{1,3}}\s?|(?<=[–—-]\s))(?:event\s|lecture\s|talk\s"
    rf"|seminar\s)?(?:{_ANY})\s?(?:[\])*!]|\Z)",
    re.IGNORECASE,
)


_IS_OFF = re.compile(
    r"\b(?P<off>entfällt|fällt\s(?:\w+\s){0,2}aus\b|findet\s(?:\w+\s){0,2}nicht\sstatt"
    r"|muss\s(?:\w+\s){0,2}"
    r"(?:entfallen|ausfallen)|(?:will|can)\s?not\stake\splace|won['’]t\stake\splace"
    r"|n['’]aura\spas\slieu"
    r"|ne\sse\stiendra\spas|non\s(?:si\sterrà|avrà\sluogo)|no\s(?:se\scelebrará|tendrá\slugar)"
    r"|queda\ssuspendid[oa]|gaat\s(?:\w+\s){0,2}niet\sdoor|vervalt)(?!\w)",
    re.IGNORECASE,
)
_MOVED_TO = re.compile(
    r"\s(?:to|until|till|au|aux|à|auf(?:\sden)?|al|a|hasta|naar|tot)\s(?:the\s)?[^.;]{0,25}\d",
    re.IGNORECASE,
)


def _said(match: re.Match[str], reason: str) -> Found[Said]:
    number, (start, end) = next(
        (number, match.span(f"s{number}"))
        for number in range(len(_WORDS))
        if match[f"s{number}"] is not None
    )
    return Found(value=_WORDS[number][0], spans=(Span(start, end),), reason=reason)


@remembered
def split_status(text: str, within: Span) -> tuple[Found[Said] | None, Span]:
    """Take "CANCELLED:" or "[Postponed]" off the front of a line, or "*cancelled*" off its end."""
    match = _PREFIX.match(text, within.start, within.end)
    if match is not None:
        rest = Span(match.end(), within.end).trimmed(text, " \t-–—:")
        return _said(match, "stands in front"), rest
    match = _MARK.search(text, within.start, within.end)
    if match is not None and match.end() == within.end:
        rest = Span(within.start, match.start()).trimmed(text, " \t-–—:")
        return _said(match, "stands at the end"), rest
    return None, within


def find_status(text: str, within: Span) -> Found[Said] | None:
    """Return what a sentence says happened to the event: "has been cancelled"."""
    match = _SENTENCE.search(text, within.start, within.end)
    if match is None:
        off = _IS_OFF.search(text, within.start, within.end)
        spans = (Span(*off.span("off")),) if off else ()
        said = Found(value=Said.CANCELLED, spans=spans, reason="a sentence says so")
        return said if off else None
    said = _said(match, "a sentence says so")
    is_moved = said.value is Said.POSTPONED and _MOVED_TO.match(text, match.end(), within.end)
    return replace(said, value=Said.RESCHEDULED) if is_moved else said
