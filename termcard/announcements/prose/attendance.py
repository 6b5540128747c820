"""Finds the sentences that tell how to come: free, booking, joining, who may."""

from __future__ import annotations

import re

from termcard.announcements.prose.languages import fold, months
from termcard.announcements.prose.remembering import remembered
from termcard.announcements.prose.spans import Span

_BOUNDARY = re.compile(r"[.!?…][\"”’)]{0,2}\s+(?=[A-ZÀ-Þ\"“„‘(])")
_ABBREVIATION = re.compile(
    r"(?:\b(?:dr|prof|st|mr|mrs|ms|no|vs|e\.g|i\.e|etc|cf|al|inc|ltd|dept|univ|ca|bzw|z\.\s?b|u\.a"
    r"|nr|str"
    r"|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec|revd?|hon|phil|rer|nat|med|dott|ing|dipl"
    r"|habil|apl|em|theol|jur|ssa|sra?|dra|mme|mlle|bldg|rm|fl|bât|univ|mag|oec|ir|drs|mr)|\b[A-Z]"
    r"|(?<!\d)\d{1,2}\.\d{1,2})\.\s+\Z",
    re.IGNORECASE,
)
_SAYS_HOW = re.compile(
    r"""(?<!\w)(?:
      \Afree[.!]?\Z|(?:is|are|be)?\s?free\s(?:and\sopen|of\scharge|to\s(?:attend|all)|for|entry|admission
      |event|but)|free\sand\sopen
      |open\sto\s(?:all|every(?:one|body)|the\spublic|members|anyone|staff|students)
      |all\s(?:are\s)?(?:very\s)?welcome
      |every(?:one|body)\s(?:is\s)?(?:very\s)?welcome|members?\sonly|for\smembers
      |(?:students|staff|postgraduates|women|invitation)\sonly|by\sinvitation\sonly
      |(?:please\s)?(?:register|registration|registrations|rsvp|sign\sup
      |bookings?|(?:to|please|must|should|can|pre-?)\s?book)\b(?=[^.]*(?:requir|essential|need|recommend|via|at|by|on|here|through
      |to\sattend|link|online|place|please|necessary|open|with|your))
      |no\s(?:booking|registration|need\sto\s(?:book|register)|tickets?)|booking\sis|drop[\s-]in
      |just\sturn\sup
      |places\s(?:are\s)?limited|limited\s(?:places|spaces|seating|seats)|spaces\s(?:are\s)?limited
      |tickets?\b(?=[^.]*(?:£|\$|€|available|from|cost|required|via|free))|admission
      |fully\sbooked|sold\sout
      |how\sto\s(?:take\spart|join|attend|register|book)|(?:to|if\syou(?:'d|\swould|\swish
      |\swant)[^.]{0,20})\s(?:attend|join|take\spart|register|reserve|participate)\b
      |(?:zoom|teams|meeting|joining|video)\s(?:link|details|invitation)|link\s(?:will\sbe
      |to\sjoin|by\se-?mail)
      |(?:e-?mail|contact|write\sto)\b(?=.*\b(?:link|(?:to\s(?:attend|join|register|book|take\spart))|a\splace))
      |(?:will\sbe|is|held|takes?\splace)\s(?:an?\s)?(?:virtual(?:ly)?|online|hybrid|on\szoom
      |via\szoom|via\steams|on\steams|webinar)
      |join\sus\s(?:on|via|online|in\sperson)|in[\s-]person\s(?:and|or)\sonline
      |anmeldung|anmelden|eintritt\s(?:ist\s)?frei|freier\seintritt|kostenlos|teilnahme|gäste\s(?:sind\s)?(?:herzlich\s)?willkommen|alle\s(?:sind\s)?(?:herzlich\s)?willkommen
      |zugangs\w*|interessierten?\s(?:sind\s)?(?:herzlich\s)?(?:eingeladen|willkommen)
      |entrée\s(?:libre|gratuite)|accès\s(?:est\s)?libre|inscription|gratuite?\b
      |sur\sréservation|ouverte?s?\s(?:à\stou(?:s|tes)|au\spublic)|est\spublique|séance\spublique|lien\s(?:zoom|de\sconnexion)
      |ingresso\s(?:libero|gratuito)|iscrizion\w+|aperti?\sa\stutti|prenotazion\w+
      |partecipazione|entrada\s(?:libre|gratuita|libre)|inscripci[oó]n\w*|aforo|acceso\slibre
      |asistencia\slibre
      |aanmelden|aanmelding|toegang\s(?:is\s)?(?:gratis|vrij)|gratis\stoegang|inschrijv\w+
    )(?!\w)""",
    re.IGNORECASE | re.VERBOSE,
)
_NUMBER = re.compile(r"(?:(?P<before>[^\W\d_]+)[.,]?\s|\A|\n)\d{1,2}\.\s+\Z")
LONGEST_SENTENCE = 400


def sentences(text: str, within: Span) -> list[Span]:
    """Return the sentences of a stretch, each trimmed."""
    found, start = [], within.start
    for match in _BOUNDARY.finditer(text, within.start, within.end):
        before = text[max(start, match.end() - 16) : match.end()]
        if _ABBREVIATION.search(before) or _is_ordinal(text, before, match.end()):
            continue
        found.append(Span(start, match.end()).trimmed(text))
        start = match.end()
    found.append(Span(start, within.end).trimmed(text))
    return [span for span in found if span]


def _is_ordinal(text: str, before: str, end: int) -> bool:
    """Say whether a full stop only makes a number ordinal: "am 15. April", "1. Reihe"."""
    number = _NUMBER.search(before)
    if number is None or fold(number["before"] or "") in months():
        return False
    following = re.match(r"[^\W\d_]+", text[end : end + 30])
    return number["before"] is None or (
        following is not None and fold(following.group()) in months()
    )


@remembered
def says_how_to_come(text: str, within: Span) -> bool:
    """Say whether a sentence tells how one may come or take part."""
    if within.end - within.start > LONGEST_SENTENCE:
        return False
    return _SAYS_HOW.search(text, within.start, within.end) is not None


def how_to_come(text: str, within: Span) -> tuple[Span | None, bool]:
    """Return the part of a paragraph that tells how to come, and whether that is all it tells."""
    said = sentences(text, within)
    telling = [index for index, span in enumerate(said) if says_how_to_come(text, span)]
    if not telling:
        return None, False
    if len(telling) * 2 >= len(said) and len(said) <= 5:
        return within.trimmed(text), True
    first = telling[0]
    last = first
    while last + 1 in telling:
        last += 1
    return Span(said[first].start, said[last].end), False
