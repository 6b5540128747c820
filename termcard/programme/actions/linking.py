"""Says which printed names are one person's, and takes that back."""

from __future__ import annotations

import itertools
from collections.abc import Sequence

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.text import slugify

from termcard.lib.wording import plain_line
from termcard.people.models import Account, Person
from termcard.programme.models import Appearance
from termcard.programme.rules import may_say_who_is_whom
from termcard.records.actions import Happening, record_changes, require_clean
from termcard.records.actions.inserting import insert_rows, new_keys, require_clean_rows

LONGEST_SLUG = 80


@transaction.atomic
def link_appearances(
    name: str, appearances: Sequence[Appearance], *, by: Account, person: Person | None = None
) -> Person:
    """Say that these printed names are one person's; return the person, who now has a page.

    Without `person` it is somebody new of that name. What was printed stays as it is. Raises
    PermissionDenied.
    """
    _require_operator(by)
    known = person or _new_person(plain_line(name))
    keys = [each.pk for each in appearances]
    Appearance.objects.filter(pk__in=keys).update(person=known)
    details = {"appearances": keys}
    record_changes([Happening("person", known.pk, "linked", details=details)], by=by)
    return known


@transaction.atomic
def introduce_people(names: Sequence[str], *, by: Account) -> list[Person]:
    """Let people have pages before any event names them, each a person of their own.

    Raises PermissionDenied, and ValidationError naming the field.
    """
    _require_operator(by)
    lines = [plain_line(name) for name in names]
    taken = set(Person.objects.values_list("slug", flat=True))
    rows = []
    for key, line in zip(new_keys(Person, len(lines)), lines, strict=True):
        slug = _free_slug(line, taken)
        taken.add(slug)
        rows.append((key, line, slug))
    require_clean_rows(Person, ("id", "name", "slug"), rows)
    insert_rows(Person, ("id", "name", "slug"), rows)
    record_changes([Happening("person", key, "introduced") for key, _, _ in rows], by=by)
    return [Person(pk=key, name=name, slug=slug) for key, name, slug in rows]


@transaction.atomic
def part_appearances(appearances: Sequence[Appearance], *, by: Account) -> None:
    """Say that nobody knows any longer whose these printed names are. Raises PermissionDenied."""
    _require_operator(by)
    linked = Appearance.objects.filter(pk__in=[each.pk for each in appearances])
    people = sorted({key for key in linked.values_list("person_id", flat=True) if key})
    linked.update(person=None)
    record_changes([Happening("person", key, "parted") for key in people], by=by)


def _new_person(name: str) -> Person:
    words = _words(name)
    taken = set(Person.objects.filter(slug__startswith=words).values_list("slug", flat=True))
    slug = _free_slug(name, taken)
    person = Person(name=name, slug=slug)
    require_clean(person)
    person.save()
    return person


def _words(name: str) -> str:
    return slugify(name)[:LONGEST_SLUG].strip("-") or "person"


def _free_slug(name: str, taken: set[str]) -> str:
    words = _words(name)
    numbered = (f"{words}-{number}" for number in itertools.count(2))
    return next(each for each in itertools.chain([words], numbered) if each not in taken)


def _require_operator(by: Account) -> None:
    if not may_say_who_is_whom(by):
        raise PermissionDenied("Only operators say who is whom.")
