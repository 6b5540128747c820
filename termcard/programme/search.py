"""Asks which events hold the words that somebody looks for, alike on both databases.

SQLite keeps an FTS5 index of the table `search_entry`, PostgreSQL an indexed tsvector in it. Both
are given words that `folded_words` made, so that neither has an opinion of what a word is.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime

from django.db import connection
from django.db.models.expressions import RawSQL

from termcard.lib.folding import folded_words, is_one_slip_apart, spellings

# The nearest to come, and the latest that were: more is found by narrower words.
MOST_FOUND = 500
MOST_WORDS = 12
MOST_ALTERNATIVES = 12
SHORTEST_PREFIX, SHORTEST_FORGIVEN = 3, 4
LONGEST_FORGIVEN = 24
# What has no day yet stands after everything that has one.
NO_DAY = datetime.max.replace(tzinfo=UTC)
KEYS = 30  # bits of an entry's number that tell apart the events of one minute


@dataclass(frozen=True, kw_only=True)
class Wanted:
    """What is looked for: every word, by any of its spellings, and every phrase as it stands."""

    words: tuple[tuple[str, ...], ...]
    phrases: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.words or self.phrases)


def wanted(text: str) -> Wanted:
    """Return what a text asks for; what stands between straight or curly quotes is a phrase."""
    pieces = text.replace("“", '"').replace("”", '"').split('"')
    is_closed = len(pieces) % 2 == 1
    words: list[str] = []
    phrases: list[str] = []
    for number, piece in enumerate(pieces):
        found = folded_words(piece[:400])
        is_phrase = number % 2 == 1 and (is_closed or number < len(pieces) - 1)
        if is_phrase and found:
            phrases.append(" ".join(found[:MOST_WORDS]))
        elif not is_phrase:
            words += found
    kept = list(dict.fromkeys(words))[:MOST_WORDS]
    return Wanted(words=tuple((word,) for word in kept), phrases=tuple(phrases[:MOST_WORDS]))


def forgiving(asked: Wanted) -> Wanted:
    """Return the same, each word also as those spell it that are one slip away from it."""
    hoped = {word for (word, *_) in asked.words if is_forgiven(word)}
    if not hoped:
        return asked
    alike = _words_spelled({spelling for word in hoped for spelling in spellings(word)})
    words = []
    for word, *_ in asked.words:
        near = [other for other in alike if word in hoped and is_one_slip_apart(word, other)]
        words.append((word, *near[:MOST_ALTERNATIVES]))
    return Wanted(words=tuple(words), phrases=asked.phrases)


def is_forgiven(word: str) -> bool:
    """Say whether a slip in a word is forgiven: a long enough one of letters alone."""
    return SHORTEST_FORGIVEN <= len(word) <= LONGEST_FORGIVEN and word.isalpha()


def entry_number(starts_at: datetime | None, event_key: int) -> int:
    """Return the number of an event's entry; entries stand in the order in which events begin."""
    moment = starts_at.astimezone(UTC) if starts_at else NO_DAY
    minutes = (moment.toordinal() * 24 + moment.hour) * 60 + moment.minute
    return minutes << KEYS | event_key % (1 << KEYS)


def candidates(asked: Wanted, now: datetime) -> RawSQL:
    """Return the question for the keys of events that hold what is wanted, nearest first.

    They are at most 500 to come and 500 that began before now.
    """
    match, value = _match(asked)
    row, key = _row_and_key()
    phrased = "".join(
        " AND (' ' || s.title || ' ' || s.names || ' ' || s.text || ' ') LIKE %s"
        for _ in asked.phrases
    )
    likes = [f"% {phrase} %" for phrase in asked.phrases]
    number = entry_number(now, 0)
    halves = [
        f"SELECT * FROM (SELECT {key} FROM {match}{phrased} AND {row} {side} %s"  # noqa: S608
        f" ORDER BY {row} {order} LIMIT {MOST_FOUND}) AS {name}"
        for side, order, name in ((">=", "ASC", "to_come"), ("<", "DESC", "past"))
    ]
    return RawSQL(" UNION ALL ".join(halves), [value, *likes, number] * 2)  # noqa: S611


def candidate_keys(asked: Wanted, now: datetime) -> list[int]:
    """Return the keys that `candidates` asks for.

    An event is then looked up by its key; SQLite would else look through all that is public.
    """
    question = candidates(asked, now)
    with connection.cursor() as cursor:
        cursor.execute(question.sql, question.params)
        return [key for (key,) in cursor.fetchall()]


def among(keys: list[int]) -> RawSQL:
    """Return the question for these keys, which costs as much to ask for many as for one."""
    if connection.vendor == "sqlite":
        return RawSQL("SELECT value FROM json_each(%s)", [json.dumps(keys)])
    return RawSQL("SELECT unnest(%s::bigint[])", [keys])


def tiers(event_keys: list[int], asked: Wanted) -> dict[int, int]:
    """Return {key of an event: how near it comes}, 0 when its title holds all that is wanted.

    1 when it needs the names of people, places and series for that, 2 when its texts too.
    """
    if not event_keys:
        return {}
    places = ", ".join(["%s"] * len(event_keys))
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT event_id, title, names FROM search_entry WHERE event_id IN ({places})",  # noqa: S608
            event_keys,
        )
        rows = cursor.fetchall()
    return {key: _tier(f" {title} ", f" {names} ", asked) for key, title, names in rows}


def is_held(word: str) -> bool:
    """Say whether any entry still holds a word."""
    match, value = _match(Wanted(words=(), phrases=(word,)))
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT 1 FROM {match} LIMIT 1", [value])  # noqa: S608
        return cursor.fetchone() is not None


def _tier(title: str, names: str, asked: Wanted) -> int:
    for number, words in enumerate((title, title + names)):
        has_words = all(any(f" {one}" in words for one in each) for each in asked.words)
        if has_words and all(f" {phrase} " in words for phrase in asked.phrases):
            return number
    return 2


def _words_spelled(spelled: Iterable[str]) -> list[str]:
    """Return the words of the vocabulary that have one of these spellings, in order."""
    values = sorted(spelled)
    places = ", ".join(["%s"] * len(values))
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT DISTINCT word FROM search_spelling WHERE spelling IN ({places})",  # noqa: S608
            values,
        )
        return sorted(word for (word,) in cursor.fetchall())


def _match(asked: Wanted) -> tuple[str, str]:
    """Return (the tables with the condition, its one value) in the words of the database.

    Words that are long enough also find those that begin with them. They are letters and
    digits alone, so quotes around them are all it needs.
    """
    if connection.vendor == "sqlite":
        either, both, quote, more = " OR ", " AND ", '"', "*"
        joined = " JOIN search_entry s ON s.id = search_index.rowid" if asked.phrases else ""
        match = f"search_index{joined} WHERE search_index MATCH %s"
    else:
        either, both, quote, more = " | ", " & ", "'", ":*"
        match = "search_entry s WHERE s.lexemes @@ %s::tsquery"
    groups = []
    for each in asked.words:
        spelled = [f"{quote}{word}{quote}" for word in each]
        if len(each[0]) >= SHORTEST_PREFIX:
            spelled[0] += more
        groups.append(f"({either.join(spelled)})")
    groups += [f"{quote}{word}{quote}" for phrase in asked.phrases for word in phrase.split()]
    return match, both.join(groups)


def _row_and_key() -> tuple[str, str]:
    """Return what an entry's number and its event's key are called in the database.

    SQLite's index alone knows both, by the number, so that it reads no entry for them.
    """
    if connection.vendor == "sqlite":
        return "search_index.rowid", f"search_index.rowid & {(1 << KEYS) - 1}"
    return "s.id", "s.event_id"
