"""Ties the fields of a form to the words they were read from, each pair by one letter."""

from __future__ import annotations

import string
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django import template
from django.forms import BaseForm
from django.forms.boundfield import BoundField

register = template.Library()


@dataclass(frozen=True)
class Piece:
    """A run of the text that was read; `letter` is empty where no field came from it."""

    text: str
    letter: str
    field_id: str
    is_first: bool


@dataclass(frozen=True)
class Lettered:
    """A field of the form with the letter of its words; empty where nothing was read for it."""

    field: BoundField
    letter: str


@register.filter
def lettered_fields(form: BaseForm, pieces: Sequence[tuple[str, str]]) -> Iterator[Lettered]:
    """Yield the visible fields of the form in order, with the letters of their words."""
    letters = _letters(form, pieces)
    for field in form.visible_fields():
        yield Lettered(field, letters.get(field.name, ""))


@register.filter
def lettered_pieces(pieces: Sequence[tuple[str, str]], form: BaseForm) -> Iterator[Piece]:
    """Yield the text in pieces, with the letters and ids of the fields that came from them."""
    letters = _letters(form, pieces)
    met: set[str] = set()
    for text, name in pieces:
        letter = letters.get(name, "")
        field_id = form[name].id_for_label or form[name].auto_id if letter else ""
        yield Piece(text, letter, field_id, letter not in met)
        met.add(letter)


def _letters(form: BaseForm, pieces: Sequence[tuple[str, str]]) -> dict[str, str]:
    named = {name for _, name in pieces}
    tied = [field.name for field in form.visible_fields() if field.name in named]
    # The stylesheet lights words by letter, so there are no more than the alphabet has.
    return dict(zip(tied, string.ascii_lowercase, strict=False))
