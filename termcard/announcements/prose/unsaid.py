"""Knows the words that only say that a title is not known yet."""

from __future__ import annotations

import re

_UNTITLED = re.compile(
    r"(?:(?:talk\s|lecture\s|seminar\s)?(?:title|new date|date|speaker|details|topic|programme"
    r"|title and speaker"
    r"|speaker and title|titel|titre|titolo|título|referent(?:in)?|thema)\s?:?\s?)?"
    r"(?:t\.?b\.?[acd]\.?|(?:is\s|are\s)?to (?:be (?:announced|confirmed|advised|determined"
    r"|arranged)|follow)|n\.\s?n\.?|\?+|…|\.{3}|untitled|no title|da definire|à préciser"
    r"|a préciser|wird (?:noch )?bekannt gegeben|por (?:confirmar|determinar|anunciar)"
    r"|a determinar|da stabilire|da confermare|steht noch nicht fest|noch offen|à (?:définir"
    r"|confirmer|venir)|nog (?:niet bekend|onbekend|te bepalen)|nader te bepalen|reserved"
    r"|titel folgt)[\s.!)]*",
    re.IGNORECASE,
)


def is_untitled(words: str) -> bool:
    """Say whether words only say that a title is not known yet."""
    return _UNTITLED.fullmatch(words) is not None
