"""Keeps the words by which events are found in step with what the events say."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from django.db import transaction

from termcard.announcements.announcement import Announcement
from termcard.lib.folding import folded_words, spellings
from termcard.programme.models import Event, SearchEntry, SearchSpelling, SearchWord
from termcard.programme.search import entry_number, is_forgiven, is_held

AT_ONCE = 500
# Of more events than these at once, the words that nothing holds any longer stay until a rebuild.
MOST_FORGOTTEN = 20


def keep_searchable(events: Iterable[Event], *, are_new: bool = False) -> None:
    """Keep what events that changed are found by; belongs into the transaction that changes them.

    Only what stands in lists has an entry, so nothing that is hidden takes part in a search.
    """
    keys = [event.pk for event in events]
    for start in range(0, len(keys), AT_ONCE):
        _keep_entries(keys[start : start + AT_ONCE], are_new=are_new)


@transaction.atomic
def rebuild_search() -> int:
    """Write all entries and the vocabulary anew; return how many events are found now."""
    for kind in (SearchSpelling, SearchWord, SearchEntry):
        kind.objects.all().delete()
    keys = Event.objects.order_by("pk").values_list("pk", flat=True)
    batch: list[int] = []
    for key in keys.iterator(chunk_size=AT_ONCE):
        batch.append(key)
        if len(batch) == AT_ONCE:
            _keep_entries(batch, are_new=True)
            batch = []
    _keep_entries(batch, are_new=True)
    return SearchEntry.objects.count()


def _keep_entries(keys: Sequence[int], *, are_new: bool) -> None:
    old = [] if are_new else list(SearchEntry.objects.filter(event_id__in=keys))
    listed = Event.objects.filter(
        pk__in=keys,
        visibility=Event.Visibility.PUBLIC,
        withdrawn_at__isnull=True,
        erased_at__isnull=True,
        merged_into__isnull=True,
    )
    new = [_entry(event) for event in listed.with_announcement()]
    was, becomes = ({_told(entry) for entry in entries} for entries in (old, new))
    gone = [entry for entry in old if _told(entry) not in becomes]
    if gone:
        SearchEntry.objects.filter(pk__in=[entry.pk for entry in gone]).delete()
    added = [entry for entry in new if _told(entry) not in was]
    SearchEntry.objects.bulk_create(added, batch_size=200)
    words = _forgiven_words(added)
    _learn(words)
    if len(gone) <= MOST_FORGOTTEN:
        _forget(_forgiven_words(gone) - words)


def _told(entry: SearchEntry) -> tuple[int, str, str, str]:
    return entry.pk, entry.title, entry.names, entry.text


def _entry(event: Event) -> SearchEntry:
    title, names, text = (" ".join(folded_words(words)) for words in _words(event.announcement()))
    return SearchEntry(
        pk=entry_number(event.starts_at, event.pk),
        event_id=event.pk,
        title=title,
        names=names,
        text=text,
    )


def _words(told: Announcement) -> tuple[str, str, str]:
    """Return what is found first, next and last: titles; who, where and what of; the texts."""
    people = list(told.people())
    named = [each.name for each in (told.host, *told.co_hosts, told.series) if each]
    place = told.place.line() if told.place else ""
    titles = [told.title or "", *(talk.title or "" for talk in told.talks)]
    titles += [session.title for session in told.sessions]
    names = [f"{part.full_name} {part.affiliation}" for part in people]
    texts = [told.abstract, *(talk.abstract for talk in told.talks), told.kind.display]
    return (
        "\n".join(titles),
        "\n".join([*names, place, told.platform, *named, *told.topics]),
        "\n".join([*texts, *(part.role for part in people)]),
    )


def _forgiven_words(entries: Iterable[SearchEntry]) -> set[str]:
    words = {
        word
        for entry in entries
        for told in (entry.title, entry.names, entry.text)
        for word in told.split()
    }
    return set(filter(is_forgiven, words))


def _learn(words: set[str]) -> None:
    """Add words to the vocabulary that are not in it."""
    asked = sorted(words)
    for start in range(0, len(asked), AT_ONCE):
        some = asked[start : start + AT_ONCE]
        known = set(SearchWord.objects.filter(pk__in=some).values_list("pk", flat=True))
        # Another transaction may learn the same words meanwhile.
        new = [word for word in some if word not in known]
        SearchWord.objects.bulk_create(
            [SearchWord(word=word) for word in new], ignore_conflicts=True
        )
        spelled = [
            SearchSpelling(spelling=spelling, word=word)
            for word in new
            for spelling in sorted(spellings(word))
        ]
        SearchSpelling.objects.bulk_create(spelled, batch_size=400, ignore_conflicts=True)


def _forget(words: set[str]) -> None:
    """Take words from the vocabulary that no entry holds any longer."""
    if not words:
        return
    unheld = [word for word in sorted(words) if not is_held(word)]
    SearchSpelling.objects.filter(word__in=unheld).delete()
    SearchWord.objects.filter(pk__in=unheld).delete()
