"""The small forms beside a term grid: which term, which weeks to fill, which term to copy."""

from __future__ import annotations

from typing import Any

from django import forms

from termcard.institutions.models import Term
from termcard.institutions.models.terms import HIGHEST_WEEK, LOWEST_WEEK


class FillForm(forms.Form):
    """The weeks to fill, and with what."""

    first = forms.IntegerField(min_value=LOWEST_WEEK, max_value=HIGHEST_WEEK, label="Weeks")
    last = forms.IntegerField(min_value=LOWEST_WEEK, max_value=HIGHEST_WEEK, label="to")
    what = forms.ChoiceField(
        choices=[
            ("drafts", "as drafts, title to be announced"),
            ("held", "as dates that are held"),
        ],
        label="Fill them",
    )

    def __init__(self, posted: Any = None, *, term: Term) -> None:
        numbers = [
            place + 1 if week.number is None else week.number
            for place, week in enumerate(term.weeks)
        ]
        initial = {"first": numbers[0], "last": numbers[-1]}
        super().__init__(posted, initial=initial, prefix="fill", label_suffix="")


class CopyForm(forms.Form):
    """The term to copy, with or without what was said in it."""

    source = forms.ChoiceField(label="Term")
    with_words = forms.BooleanField(required=False, label="with titles and speakers")

    def __init__(self, posted: Any = None, *, terms: list[Term], term: Term) -> None:
        super().__init__(posted, prefix="copy", label_suffix="")
        self.terms = {each.slug: each for each in terms if each.slug != term.slug}
        offered = [(slug, each.title) for slug, each in reversed(self.terms.items())]
        self.fields["source"].choices = offered  # type: ignore[attr-defined]


class TokenForm(forms.Form):
    """By which a grid that is sent twice is known."""

    token = forms.UUIDField()


class UndoForm(forms.Form):
    """The batch to undo."""

    batch = forms.UUIDField()
