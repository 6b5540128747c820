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
def part_appearances(appearances: Sequence[Appearance], *, by: Account) -> None:
    """Say that nobody knows any longer whose these printed names are. Raises PermissionDenied."""
    _require_operator(by)
    linked = Appearance.objects.filter(pk__in=[each.pk for each in appearances])
    people = sorted({key for key in linked.values_list("person_id", flat=True) if key})
    linked.update(person=None)
    record_changes([Happening("person", key, "parted") for key in people], by=by)


def _new_person(name: str) -> Person:
    words = slugify(name)[:LONGEST_SLUG].strip("-") or "person"
    taken = set(Person.objects.filter(slug__startswith=words).values_list("slug", flat=True))
    numbered = (f"{words}-{number}" for number in itertools.count(2))
    slug = next(each for each in itertools.chain([words], numbered) if each not in taken)
    person = Person(name=name, slug=slug)
    require_clean(person)
    person.save()
    return person


def _require_operator(by: Account) -> None:
    if not may_say_who_is_whom(by):
        raise PermissionDenied("Only operators say who is whom.")
