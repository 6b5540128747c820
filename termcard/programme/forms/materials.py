"""The forms of what there is to look at before or after an event."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from typing import Any

from django import forms

from termcard.announcements.announcement import Material
from termcard.programme.forms.unfinished import Rows, Unfinished

MOST_MATERIALS = 30


class MaterialForm(Unfinished):
    """One thing to look at: what it is and where."""

    title = forms.CharField(
        required=False, max_length=200, label="What it is", help_text="Slides, a recording."
    )
    url = forms.URLField(
        required=False, max_length=1000, assume_scheme="https", label="Its address"
    )

    def clean(self) -> dict[str, Any]:
        """Ask for both or neither."""
        said = super().clean() or {}
        if said.get("title") and "url" in said and not said["url"]:
            self.add_error("url", "Where is it? Without an address it is not added.")
        return said

    def material_told(self) -> Material | None:
        """Return it, or None when no address is given."""
        said = self.cleaned_data
        if not said.get("url"):
            return None
        return Material(title=said["title"] or said["url"][:200], url=said["url"])


class MaterialForms(Rows):
    """What there is to look at, and an empty row to add something."""

    def __init__(self, posted: Any = None, *, materials: Sequence[Material]) -> None:
        self.others = tuple(materials[MOST_MATERIALS:])
        shown = [dataclasses.asdict(each) for each in materials[:MOST_MATERIALS]]
        super().__init__(posted, initial=shown, prefix="materials")

    def materials_told(self) -> tuple[Material, ...]:
        """Return what there is to look at."""
        told = [form.material_told() for form in self.forms]
        return (*(each for each in told if each is not None), *self.others)


MaterialFormSet: type[MaterialForms] = forms.formset_factory(  # type: ignore[assignment]
    MaterialForm, MaterialForms, extra=1, max_num=MOST_MATERIALS, absolute_max=MOST_MATERIALS
)
