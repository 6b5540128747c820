"""Ties the fields of a form to the words they were read from, each pair by one letter."""

from __future__ import annotations

import string
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django import template
from django.forms import BaseForm
from django.forms.boundfield import BoundField

register = template.Library()

LONG = 160
BEFORE_PEOPLE = "platform"
# What a reader calls its findings, where the form has another word for them.
FIELDS = {
    "start": "starts_on",
    "end": "ends_time",
    "timezone": "zone",
    "venue": "place",
    "online": "platform",
    "speakers": "people",
}

Pieces = Sequence[tuple[str, str]]


@dataclass(frozen=True)
class Piece:
    """A run of the text that was read; `letter` is empty where no field came from it."""

    text: str
    letter: str
    field_id: str
    is_first: bool

    @property
    def is_long(self) -> bool:
        """Whether it runs over so many lines that a rule under each would tire the eye."""
        return len(self.text) > LONG


@dataclass(frozen=True)
class Lettered:
    """A field of the form with the letter of its words; empty where nothing was read for it."""

    field: BoundField
    letter: str


@register.filter
def lettered_fields(form: BaseForm, pieces: Pieces) -> Iterator[Lettered]:
    """Yield the visible fields of the form in order, with the letters of their words."""
    letters = _letters(form, pieces)
    for field in form.visible_fields():
        yield Lettered(field, letters.get(field.name, ""))


@register.filter
def people_letter(form: BaseForm, pieces: Pieces) -> str:
    """Return the letter of the words from which the form's people were read, if any."""
    return _letters(form, pieces).get("people", "")


@register.filter
def lettered_pieces(pieces: Pieces, form: BaseForm) -> Iterator[Piece]:
    """Yield the text in pieces, with the letters and ids of the fields that came from them."""
    letters = _letters(form, pieces)
    met = {""}
    for text, finding in pieces:
        name = FIELDS.get(finding, finding)
        letter = letters.get(name, "")
        field_id = form[name].auto_id if letter and name in form.fields else name
        yield Piece(text, letter, field_id, letter not in met)
        met.add(letter)


def _letters(form: BaseForm, pieces: Pieces) -> dict[str, str]:
    found = {FIELDS.get(finding, finding) for _, finding in pieces}
    there = [field.name for field in form.visible_fields()]
    # The people of an event stand in forms of their own, after the place they come to.
    there.insert(there.index(BEFORE_PEOPLE) + 1 if BEFORE_PEOPLE in there else len(there), "people")
    # The stylesheet lights words by letter, so there are no more than the alphabet has.
    tied = [name for name in there if name in found]
    return dict(zip(tied, string.ascii_lowercase, strict=False))
