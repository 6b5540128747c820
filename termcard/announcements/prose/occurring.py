"""Says whether a date with what stands around it announces something that takes place."""

from __future__ import annotations

import re

from termcard.announcements.parts import HEARD
from termcard.announcements.prose.attendance import sentences
from termcard.announcements.prose.dates import STALE
from termcard.announcements.prose.drafts import Draft
from termcard.announcements.prose.dues import is_due
from termcard.announcements.prose.fields import When
from termcard.announcements.prose.kinds import find_kind, is_kind_alone
from termcard.announcements.prose.layout import BlockKind
from termcard.announcements.prose.moments import Reader
from termcard.announcements.prose.sights import Sight
from termcard.announcements.prose.spans import Span
from termcard.announcements.prose.stretches import Stretch
from termcard.announcements.prose.verbs import FUTURE, PAST, unquoted

LONGEST_LINE = 600


_NOTHING_ON = re.compile(
    r"\bno\s(?:(?:public|evening|lunchtime|weekly|departmental)\s)?(?:meeting|seminar|talk|lecture"
    r"|colloquium|class|event)s?\b|\breading\sweek\b"
    r"|\bholiday\b|\bclosed\s(?:for|due|until)\b|\b(?:museum|gallery|library|school"
    r"|building)\sclosed\b"
    r"|\bgeschlossen\s?\Z|\bfermée?\s(?:pour|jusqu)|\bchius[oa]\sper\b|\bcerrad[oa]\spor\b"
    r"|\bgesloten\s?\Z"
    r"|\bthanksgiving\b|\bspring\sbreak\b|\bunavailable\b|\bkein(?:e)?\s(?:vortrag|seminar|sitzung)"
    r"|\bpas\sde\sséance\b|:\s?(?:un)?available\b|\bhalf[ -]term\b|\bfall\sbreak\b|\bno\s(?:hay\s)"
    r"|\bgeen\s(?:lezing|bijeenkomst)|\bnessun\s|\bentfällt\s?\Z|\bfällt\saus\s?\Z|\bvorlesungsfrei"
    r"|\bfériée?\b|\bfeiertag\b|\breserved\s?\Z|\bpas\sde\s(?:séminaire|conférence)",
    re.IGNORECASE,
)


_CALLED_OFF = re.compile(
    r"\b(?:cancell?ed|annulée?s?|abgesagt|entfällt|annullat[oa]|cancelad[oa]|afgelast|séance"
    r"|sitzung"
    r"|session|meeting|seminar)\b",
    re.IGNORECASE,
)


_REASON = re.compile(
    r"\s*\([^()]*\)\s*\Z|\s(?:wegen|due\sto|because\sof|pour\scause\sde)\s.*\Z", re.I
)


_NO_MORE = re.compile(r"NO\s[A-Z][A-Z ]{2,30}(?:\s?\(.*\))?|[Nn]o\s(?:\w+\s){1,3}\([^()]+\)")


def is_event(text: str, stretch: Stretch, draft: Draft, when: When, reader: Reader) -> bool:
    """Say whether a date with what stands around it announces something."""
    if any(_NOTHING_ON.search(said_by(sight).cut(text)) for sight in stretch.when):
        return False
    if not draft.people and _says_nothing_is_on(text, stretch, draft):
        return False
    if stretch.is_row and _is_row_of_nothing(text, stretch):
        return False
    if draft.title is not None and is_due(draft.title.value):
        return False
    if draft.title is not None and not draft.people and _NOTHING_ON.match(draft.title.value):
        return False
    if draft.status is not None and not (draft.title or draft.people or stretch.has_start):
        return False
    if when.start is None and when.first <= reader.reference_date and _tells_of_past(text, stretch):
        return False
    is_labelled = any(sight.block.label for sight in stretch.when)
    heard = [person for person in draft.people if person.part in HEARD]
    said = [draft.title, draft.venue, draft.platform, heard]
    if when.start is not None:
        return any(said) or bool(draft.kind or draft.series)
    if is_labelled:
        return any(said)
    signs = [draft.kind, draft.series, draft.venue, heard, draft.platform]
    named = draft.title is not None and (
        find_kind(text, draft.title.spans[0]) is not None
        or stretch.has_on_its_line(draft.title.spans[0])
        and when.first >= reader.reference_date - STALE
    )
    return bool(draft.title or heard) and (any(signs) or named)


def _tells_of_past(text: str, stretch: Stretch) -> bool:
    """Say whether the paragraph below a day without an hour reports what is over, as news does."""
    told = [sight for sight in stretch.rest if sight.block.kind is BlockKind.TEXT][:1]
    for sight in told:
        for sentence in sentences(text, said_by(sight)):
            words = unquoted(sentence.cut(text))
            if PAST.search(words) and not FUTURE.search(words):
                return True
    return False


def said_by(sight: Sight) -> Span:
    """Return the words in which a line says when, at most as many as one line holds."""
    words = sight.sentence or sight.block.words
    return Span(words.start, min(words.end, words.start + LONGEST_LINE))


_NONE_ON = re.compile(
    r"(?:No|Kein|Keine|Pas de|Aucune?|Nessun[ao]?|Niente|Sin|No hay"
    r"|Geen)\s(?:[a-zà-ÿ][\w'’-]*\s?){1,3}"
    r"(?:[–—:(,-].*)?"
)


def says_none_is_on(words: list[str]) -> bool:
    """Say whether the cells of a row besides its day only say that nothing is on."""
    return len(words) <= 2 and any(_NONE_ON.fullmatch(one) for one in words)


def _is_quoted(words: str) -> bool:
    return words[:1] in tuple("\"'“‘„«")


def _is_row_of_nothing(text: str, stretch: Stretch) -> bool:
    """Say whether a cell of a row says that there is none: "No brown bag (holiday)"."""
    row = stretch.sights[stretch.start : stretch.stop]
    words = [sight.block.words.cut(text) for sight in row if not sight.is_about_when]
    if any(_NOTHING_ON.match(one) for one in words) and not any(map(_is_quoted, words)):
        return True
    return says_none_is_on([one for one in words if one])


def _says_nothing_is_on(text: str, stretch: Stretch, draft: Draft) -> bool:
    """Say whether the line below a date, or what is left of the title, says that nothing is on."""
    below = [sight for sight in stretch.rest if sight.is_words][:1]
    if any(_NOTHING_ON.search(sight.block.span.cut(text)) for sight in below):
        return True
    if draft.title is not None and _NO_MORE.fullmatch(draft.title.value):
        return True
    if draft.title is None or draft.status is None and not _CALLED_OFF.search(draft.title.value):
        return False
    left = _CALLED_OFF.sub(" ", draft.title.value)
    left = _REASON.sub("", left).strip(" :–-")
    return not left or is_kind_alone(left, Span(0, len(left)))
