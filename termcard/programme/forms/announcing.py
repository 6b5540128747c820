"""What every form of an event asks for: what it is, where, with whom, what it is about."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.forms.boundfield import BoundField

from termcard.announcements.announcement import Announcement, Kind, Mode, Place, Reference
from termcard.programme.forms.people import PeopleForms
from termcard.programme.models import Series

MODES = [
    ("", "not said"),
    (Mode.IN_PERSON.value, "in person"),
    (Mode.ONLINE.value, "online"),
    (Mode.HYBRID.value, "in person and online"),
]


class AnnouncementForm(forms.Form):
    """What is told of an event; whoever builds on it says when it takes place."""

    told: Announcement
    people: PeopleForms
    announcement: Announcement | None = None

    title = forms.CharField(
        required=False,
        max_length=500,
        label="Title",
        help_text="Empty: to be announced.",
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    kind = forms.ChoiceField(choices=[(k.value, k.display) for k in Kind], label="Kind")
    zone = forms.CharField(max_length=64, label="Time zone", help_text="Such as Europe/London.")
    mode = forms.ChoiceField(required=False, choices=MODES, label="How one attends")
    place = forms.CharField(required=False, max_length=300, label="Place")
    platform = forms.CharField(required=False, max_length=100, label="Platform")
    attendance = forms.CharField(
        required=False,
        max_length=5_000,
        label="How to take part",
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    abstract = forms.CharField(
        required=False, max_length=50_000, widget=forms.Textarea(attrs={"rows": 14})
    )
    references = forms.CharField(
        required=False,
        max_length=20_000,
        label="Works cited",
        help_text="One a line, as the abstract cites them.",
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    series = forms.ModelChoiceField(
        queryset=Series.objects.none(), required=False, empty_label="no series"
    )

    def rows_are_valid(self) -> bool:
        """Say whether what stands in rows of its own can be taken as it stands."""
        return self.people.is_valid()

    def is_valid(self) -> bool:
        """Say whether event and people can be taken as they stand."""
        rows_are_valid = self.rows_are_valid()
        return super().is_valid() and rows_are_valid

    def clean(self) -> dict[str, Any]:
        """Put the event together; what no event can be is said beside the field."""
        said = super().clean() or {}
        if self.errors or not self.rows_are_valid():
            return said
        try:
            self.announcement = self.corrected(said)
        except ValueError as error:
            name, _, words = str(error).partition(": ")
            known = name in self.fields
            self.add_error(name if known else None, words if known else str(error))
        return said

    def corrected(self, said: dict[str, Any]) -> Announcement:
        """Return the event as typed; raise ValueError naming the field."""
        return dataclasses.replace(self.told, **self.common_words(said))

    def common_words(self, said: dict[str, Any]) -> dict[str, Any]:
        """Return what the fields here say, as an announcement has it."""
        known = {reference.cited: reference for reference in self.told.references}
        return {
            "title": said["title"] or None,
            "kind": Kind(said["kind"]),
            "mode": Mode(said["mode"]) if said["mode"] else None,
            "place": self.place_told(said["place"]),
            "platform": said["platform"],
            "attendance": said["attendance"],
            "abstract": said["abstract"],
            "references": tuple(
                known.get(line, Reference(cited=line)) for line in _lines(said["references"])
            ),
            "parts": self.people.parts_told(),
        }

    def place_told(self, name: str) -> Place | None:
        """Return the place of that name, with what is known of it."""
        return dataclasses.replace(self.told.place or Place(name=""), name=name) if name else None

    def add_refusal(self, error: ValidationError) -> None:
        """Show what an action refused, beside its field where the form has it."""
        if not hasattr(self, "cleaned_data"):
            self.full_clean()
        named = error.message_dict if hasattr(error, "error_dict") else {"": error.messages}
        for name, words in named.items():
            if name in self.fields:
                self.add_error(name, words)
            else:
                self.add_error(None, [f"{name}: {word}" if name else word for word in words])

    def fields_in_trouble(self) -> Iterator[BoundField]:
        """Yield the fields, people's too, beside which something is said."""
        for form in (self, *self.people.forms):
            yield from (field for field in form if field.errors)


def common_initial(told: Announcement) -> dict[str, Any]:
    """Return what the fields that every form has begin with."""
    return {
        "title": told.title,
        "kind": told.kind.value,
        "mode": told.mode.value if told.mode else "",
        "place": told.place.name if told.place else "",
        "platform": told.platform,
        "attendance": told.attendance,
        "abstract": told.abstract,
        "references": "\n".join(reference.cited for reference in told.references),
    }


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]
