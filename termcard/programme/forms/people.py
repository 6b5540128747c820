"""The forms of the people of an event."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from typing import Any

from django import forms

from termcard.announcements.parts import Part, PartKind
from termcard.programme.forms.unfinished import Rows, Unfinished

# With five or seven fields each these fit into what one request may hold.
MOST_PEOPLE, MOST_WITH_MORE = 150, 80


class PartForm(Unfinished):
    """One person: name, role and affiliation as printed."""

    honorific = forms.CharField(required=False, max_length=100, label="Title")
    name = forms.CharField(required=False, max_length=200, label="Name")
    role = forms.CharField(required=False, max_length=300, label="Role")
    affiliation = forms.CharField(required=False, max_length=300, label="Affiliation")
    part = forms.ChoiceField(
        choices=[(kind.value, kind.display) for kind in PartKind],
        label="Part",
        initial=PartKind.SPEAKER.value,
    )

    def clean(self) -> dict[str, Any]:
        """Ask whose words these are; a person who was there goes when the name is emptied."""
        said = super().clean() or {}
        is_anew = not self.initial.get("name")
        words = any(value for name, value in said.items() if name not in ("name", "part"))
        if is_anew and words and "name" in said and not said["name"]:
            self.add_error("name", "Name: who is this? Without a name nobody is added.")
        return said

    def part_told(self) -> Part | None:
        """Return the person, or None when no name is given."""
        said = self.cleaned_data
        if not said.get("name"):
            return None
        return Part(**{**said, "part": PartKind(said["part"])})


class FullPartForm(PartForm):
    """One person with all that an event can say of them."""

    url = forms.URLField(
        required=False, max_length=1000, assume_scheme="https", label="Their own page"
    )
    biography = forms.CharField(
        required=False,
        max_length=20_000,
        label="About them",
        widget=forms.Textarea(attrs={"rows": 2}),
    )


class PeopleForms(Rows):
    """The people of an event as they are known, and an empty row to add one."""

    def __init__(self, posted: Any = None, *, parts: Sequence[Part]) -> None:
        self.parts, self.others = parts[: self.max_num], tuple(parts[self.max_num :])
        shown = [dataclasses.asdict(part) for part in self.parts]
        super().__init__(posted, initial=shown, prefix="people")

    def parts_told(self) -> tuple[Part, ...]:
        """Return the people as corrected, each with what was read and has no field here."""
        told = []
        for position, form in enumerate(self.forms):
            part = form.part_told()
            if part is not None:
                told.append(self._with_the_rest(part, position))
        return (*told, *self.others)

    def _with_the_rest(self, part: Part, position: int) -> Part:
        if position >= len(self.parts) or "biography" in self.forms[position].fields:
            return part
        was = self.parts[position]
        return dataclasses.replace(part, biography=was.biography, url=was.url)


PartFormSet: type[PeopleForms] = forms.formset_factory(  # type: ignore[assignment]
    PartForm, formset=PeopleForms, extra=1, max_num=MOST_PEOPLE, absolute_max=MOST_PEOPLE
)
FullPartFormSet: type[PeopleForms] = forms.formset_factory(  # type: ignore[assignment]
    FullPartForm, formset=PeopleForms, extra=1, max_num=MOST_WITH_MORE, absolute_max=MOST_WITH_MORE
)
