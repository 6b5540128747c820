"""Finds the place and the way online of a page's only event in the paragraphs around it."""

from __future__ import annotations

import re

from termcard.announcements.prose.attendance import sentences
from termcard.announcements.prose.drafts import Draft
from termcard.announcements.prose.layout import BlockKind
from termcard.announcements.prose.phrases import place_phrase
from termcard.announcements.prose.places import find_platform
from termcard.announcements.prose.sights import Sight
from termcard.announcements.prose.spans import Found, Span
from termcard.announcements.prose.stretches import Stretch

MOST_PARAGRAPHS = 12
MOST_LOOKED_AT = 3000
_TAKES_PLACE = re.compile(
    r"(?<!\w)(?:tak(?:es?|ing)\splace|(?:is|are|be|being)\s(?:held|hosted)"
    r"|will\s(?:now\s)?be\s(?:in|at)|held\s(?:in|at)"
    r"|(?:we|you|which)\s(?:will\s)?meets?|meets?\sin|see\syou\s(?:in|at)|hosted\s(?:in|at)|venue"
    r"|moved\sto"
    r"|findet|stattfinden|wir\streffen|treffpunkt|veranstaltungsort|trifft\ssich"
    r"|aur(?:a|ont)\slieu|se\s(?:tient|tiendra|déroulera|déroule)|rendez-vous|retrouv\w+"
    r"|accueill\w+"
    r"|si\s(?:terrà|tiene|svolgerà|svolge)|avrà\sluogo|ci\s(?:vediamo|troviamo)|presso"
    r"|(?:se\s)?(?:celebrará|celebra|realizará|desarrollará)|tendrá\slugar|nos\svemos|será\sen"
    r"|vindt|plaatsvinden|gehouden\sin|zien\selkaar)(?!\w)",
    re.IGNORECASE,
)
_JOINS = re.compile(
    r"(?<!\w)(?:links?|join|joining|connect|stream\w*|broadcast|online|follow|dial|via|remotely"
    r"|zugang\w*"
    r"|zuschalten|übertragen|teilnehmen|connexion|lien|suivre|retransmi\w+|collegamento|collegarsi"
    r"|seguire|diretta|enlace|conectarse|seguir|retransmit\w+|volgen|meekijken)(?!\w)",
    re.IGNORECASE,
)
_STREAMED = re.compile(
    r"(?<!\w)(?:live-?\s?stream(?:ed)?|gestreamt|livestream|retransmis\w*|in\sdiretta|en\sdirecto"
    r"|en\sdirect"
    r"|(?:join|follow|attend|teilnehmen|participate)\sonline|online\s(?:teilnehmen"
    r"|zuschalten))(?!\w)",
    re.IGNORECASE,
)
_RECORDED = re.compile(
    r"\b(?:record(?:ed|ings?)|aufgezeichnet|aufzeichnung|enregistr\w+|registra\w+|graba\w+"
    r"|afterwards|later|opgenomen)\b",
    re.IGNORECASE,
)


def take_told_place(text: str, stretch: Stretch, draft: Draft) -> None:
    """Take the place from a later sentence that says where it is, and the platform to join by."""
    kinds = (BlockKind.TEXT, BlockKind.HEADING)
    told = [sight for sight in _around(stretch) if sight.block.kind in kinds]
    for sight in told[:MOST_PARAGRAPHS]:
        span = sight.block.span
        span = Span(span.start, min(span.end, span.start + MOST_LOOKED_AT))
        for sentence in sentences(text, span):
            if any(day.span.overlaps(sentence) for day in sight.days):
                continue
            _take_from(text, sentence, sight, draft)


def _around(stretch: Stretch) -> list[Sight]:
    return [*stretch.rest, *stretch.sights[: stretch.facts[0]][-MOST_PARAGRAPHS:]]


def _take_from(text: str, sentence: Span, sight: Sight, draft: Draft) -> None:
    words = sentence.cut(text)
    if not draft.venue and _TAKES_PLACE.search(words):
        place = place_phrase(text, sentence, sight.taken)
        if place is not None:
            draft.take_venue(place)
    if draft.platform is None and _JOINS.search(words) and not _RECORDED.search(words):
        draft.platform = find_platform(text, sentence)
        streamed = _STREAMED.search(text, *sentence.pair()) if draft.platform is None else None
        if streamed is not None:
            spans = (Span(*streamed.span()),)
            draft.platform = Found(value="online", spans=spans, reason="a sentence says so")
