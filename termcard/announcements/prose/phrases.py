"""Finds the names of places and institutions inside sentences: "in lecture room 3 of Old Hall"."""

from __future__ import annotations

import re

from termcard.announcements.prose.languages import fold, months, weekdays, wordlist
from termcard.announcements.prose.places import is_only_online, is_place
from termcard.announcements.prose.posts import is_institution
from termcard.announcements.prose.spans import Span

MOST_WORDS = 18
_PLACED = re.compile(
    r"(?<!\w)(?:in\s(?:our|the|der|den|de|het)|at\s(?:the|our)|inside|now\s(?:in|at)|moved\sto"
    r"|(?:starting\s)?from\sthe|an\s(?:der|dem)|dans\s(?:la|le)|sur\sle|à\sla|nella|nel|presso|alla"
    r"|en\s(?:el|la|los|las)|op\sde|in|at|im|am|à|aux|au|en|chez|al)(?:\sthe)?\s(?=\S)"
    r"|(?<!\w)(?:nell|all|à\sl|presso\sl|dans\sl)['’]\s?(?=\S)",
    re.IGNORECASE,
)
_WORD = re.compile(r"[^\s,;()\[\]]+|[,;()\[\]]")
_ARTICLE = re.compile(r"(?:l|d|dell|all|nell)['’]", re.IGNORECASE)
_LINKS = wordlist(
    "of the and for für fur pour per para voor de la le les des du di del della dei degli von der "
    "dem den und "
    "et e y el los las "
    "zu zur van het 's & st à a in au am"
)
_NOT_PLACES = wordlist(
    "place lieu sede english german french italian spanish dutch spring summer autumn fall winter "
    "person general "
    "particular addition german deutsch the this all which order future past association "
    "collaboration cooperation conjunction partnership terms order zusammenarbeit rahmen"
)
_STOPS = wordlist("not but please no nicht aber pas non ma no pero niet maar tel return back")
_CITY_END = re.compile(r"\s(?:in|à|a|am|au)\Z", re.IGNORECASE)


def place_phrase(
    text: str, within: Span, taken: list[Span], *, is_expected: bool = False
) -> Span | None:
    """Return the place that a sentence names behind "in" or "at"; None when none is sure.

    `is_expected` takes a name in capitals that holds no word for a place, where the sentence
    says when something takes place.
    """
    fallback = None
    for match in _PLACED.finditer(text, within.start, within.end):
        span = name_at(text, match.end(), within.end, taken)
        if span is None or is_only_online(text, span) or _is_one_small_word(text, span):
            continue
        if is_place(text, span) and not _is_only_institution(text, span):
            return _with_street(text, span, within.end, taken)
        fallback = fallback or (span if is_place(text, span) else None)
        if is_expected and fallback is None and _is_named(text, span):
            fallback = span
    return fallback


def _is_one_small_word(text: str, span: Span) -> bool:
    return text[span.start].islower() and " " not in span.cut(text) and span.end - span.start < 6


_STREET = re.compile(
    r",\s(?:(?:located\s|sit[oa]\s)?(?:in|at|en|an|am|à|au)\s(?:the\s|der\s|la\s)?)(?=\S)",
    re.IGNORECASE,
)


def _with_street(text: str, place: Span, stop: int, taken: list[Span]) -> Span:
    """Return a place with the street that follows it: "Old Hall, in Bell Lane 8"."""
    lead = _STREET.match(text, place.end, stop)
    street = name_at(text, lead.end(), stop, taken) if lead else None
    if street is None or not is_place(text, street) or _is_only_institution(text, street):
        return place
    return Span(place.start, street.end)


_ROOM = re.compile(
    r"(?:room|hall|theatre|auditorium|building|library|chapel|house|saal|hörsaal|raum|aula|salle"
    r"|amphi"
    r"|sala|salón|zaal|facultad|biblioteca|bibliothèque|museum|centre|center)(?!\w)",
    re.IGNORECASE,
)


def _is_only_institution(text: str, span: Span) -> bool:
    """Say whether a name is a college's or university's, in which a room may still be named."""
    words = span.cut(text)
    return is_institution(words) and "," not in words and _ROOM.search(words) is None


def institution_at(text: str, start: int, stop: int) -> Span | None:
    """Return the institution whose name begins right here."""
    span = name_at(text, start, stop, [])
    if span is None or not is_institution(span.cut(text)):
        return None
    return span


def name_at(text: str, start: int, stop: int, taken: list[Span]) -> Span | None:
    """Return the name that begins at a place: capitals, numbers, words for places, and links."""
    article = _ARTICLE.match(text, start, stop)
    first = article.end() if article else start
    end, count, comma = first, 0, False
    for match in _WORD.finditer(text, first, stop):
        word = match.group()
        if count >= MOST_WORDS or any(span.overlaps(Span(*match.span())) for span in taken):
            break
        if word == ",":
            comma = True
            continue
        if word == "(" and not comma and count:
            closing = text.find(")", match.end(), min(stop, match.end() + 60))
            named = text[match.end() : match.end() + 1]
            end = closing + 1 if closing > 0 and not named.islower() else end
            break
        is_noun = count > 0 and not comma and _names_kind_of_room(text, first, match.start(), word)
        goes_on = is_noun or _goes_on(text, word, comma=comma, is_first=not count)
        if word in ";()[]" or not goes_on:
            break
        if fold(word) not in _LINKS:
            end = match.end()
        comma = False
        count += 1
        if _ends_sentence(text, word, match.end(), stop):
            break
    span = Span(first, end).trimmed(text, " \t\n\u00a0.,;:")
    return span if span and fold(span.cut(text)) not in _NOT_PLACES else None


_OF_ROOM = re.compile(
    r"(?P<room>[a-zà-ÿ]+)\s(?:de\sla|de|des|du|d['’]|della|delle|dei|degli|di|van\sde|van\shet|van"
    r"|der)\s"
)


def _names_kind_of_room(text: str, first: int, start: int, word: str) -> bool:
    """Say whether a small word tells what a room is for: "salle des périodiques"."""
    room = _OF_ROOM.fullmatch(text, first, start)
    if room is None or not word[0].islower() or fold(word) in _LINKS:
        return False
    return is_place(room["room"], Span(0, len(room["room"])))


def _goes_on(text: str, word: str, *, comma: bool, is_first: bool) -> bool:
    folded = fold(word).strip(".'’:")
    if folded in _STOPS:
        return False
    if folded in months() or (folded in weekdays() and len(folded) > 2):
        return False
    if folded in _LINKS:
        return not comma and not is_first
    bare = word[match.end() :] if (match := _ARTICLE.match(word)) else word
    if bare[:1].isupper() or bare[:1].isdigit():
        return True
    return is_place(folded, Span(0, len(folded)))


def _ends_sentence(text: str, word: str, end: int, stop: int) -> bool:
    if not word.endswith((".", "!", "?", ":")):
        return False
    return len(word) > 4 or word[:-1].isdigit() or end >= stop


def _is_named(text: str, span: Span) -> bool:
    words = span.cut(text).split()
    return words[0][:1].isupper() and len(words) <= 6 and fold(words[0]) not in _NOT_PLACES
