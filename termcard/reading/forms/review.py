"""The form in which what was read stands, to be corrected."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from datetime import date, time, timedelta
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.forms.boundfield import BoundField

from termcard.announcements.announcement import (
    Announcement,
    Kind,
    Mode,
    Place,
    Reference,
    Status,
)
from termcard.announcements.sessions import Session, is_doubled
from termcard.programme.models import Event, Series
from termcard.reading.actions import named_series
from termcard.reading.forms.people import PartFormSet
from termcard.reading.models import Proposal

DAY = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
HOUR = forms.TimeInput(attrs={"type": "time"}, format="%H:%M")
NO_DAY = {"invalid": "There is no such day. Write it as 2026-10-14."}
NO_HOUR = {"invalid": "There is no such hour. Write it as 13:00."}
FOLDS = [
    ("", "choose one"),
    ("0", "the first time the clocks show it"),
    ("1", "the second time, after they went back"),
]
MODES = [
    ("", "not said"),
    (Mode.IN_PERSON.value, "in person"),
    (Mode.ONLINE.value, "online"),
    (Mode.HYBRID.value, "in person and online"),
]
LONGEST_EVENT = timedelta(days=366)


class ReviewForm(forms.Form):
    """The event as it was read. Further sittings and talks stay as they were read."""

    title = forms.CharField(
        required=False,
        max_length=500,
        label="Title",
        help_text="Empty: to be announced.",
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    kind = forms.ChoiceField(choices=[(k.value, k.display) for k in Kind], label="Kind")
    status = forms.ChoiceField(
        choices=[(s.value, s.value.capitalize()) for s in Status], label="Status"
    )
    starts_on = forms.DateField(required=False, label="Day", widget=DAY, error_messages=NO_DAY)
    starts_time = forms.TimeField(
        required=False,
        label="Begins at",
        widget=HOUR,
        error_messages=NO_HOUR,
    )
    ends_time = forms.TimeField(
        required=False,
        label="Ends at",
        widget=HOUR,
        error_messages=NO_HOUR,
    )
    starts_fold = forms.ChoiceField(
        required=False,
        choices=FOLDS,
        label="Which of the two",
        help_text="On the night the clocks go back they show this hour twice.",
    )
    ends_on = forms.DateField(
        required=False,
        label="Last day",
        widget=DAY,
        help_text="If it is another day.",
        error_messages=NO_DAY,
    )
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
    visibility = forms.ChoiceField(
        choices=[
            (Event.Visibility.PUBLIC, "Everybody, now"),
            (Event.Visibility.UNLISTED, "Who has the address"),
            (Event.Visibility.DRAFT, "Nobody yet: a draft"),
        ],
        label="Who sees it",
    )
    as_another = forms.BooleanField(
        required=False,
        label="It is another event",
        help_text="Otherwise the event that is there is changed, and announced no second time.",
    )

    def __init__(self, posted: Any = None, *, proposal: Proposal) -> None:
        self.told = proposal.announcement()
        super().__init__(posted, initial=_initial(self.told, proposal), label_suffix="")
        for name, rows in (("abstract", 5), ("references", 2), ("attendance", 2)):
            if not self.initial[name]:
                self.fields[name].widget.attrs["rows"] = rows
        self._offer_series(proposal)
        self.people = PartFormSet(posted, parts=self.told.parts)
        self.announcement: Announcement | None = None
        if proposal.duplicate_of is None:
            del self.fields["as_another"]
        if not self._begins_in_doubled_hour():
            del self.fields["starts_fold"]

    def is_valid(self) -> bool:
        """Say whether event and people can be taken as they stand."""
        people_are_valid = self.people.is_valid()
        return super().is_valid() and people_are_valid

    def clean(self) -> dict[str, Any]:
        """Put the event together; what no event can be is said beside the field."""
        said = super().clean() or {}
        if self.errors or not self.people.is_valid():
            return said
        try:
            self.announcement = self._corrected(said)
        except ValueError as error:
            name, _, words = str(error).partition(": ")
            known = name in self.fields
            self.add_error(name if known else None, words if known else str(error))
        return said

    def decision(self) -> dict[str, Any]:
        """Return what was decided, as `accept_proposal` takes it."""
        return {
            "announcement": self.announcement,
            "series": self.cleaned_data["series"],
            "visibility": self.cleaned_data["visibility"],
            "as_another": self.cleaned_data.get("as_another", False),
        }

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

    def _offer_series(self, proposal: Proposal) -> None:
        """Let the host's series be chosen; the one the text names is."""
        offered = Series.objects.hosted_within(proposal.document.host).in_order()
        self.fields["series"].queryset = offered  # type: ignore[attr-defined]
        self.initial["series"] = named_series(proposal)
        if self.told.series is not None and self.initial["series"] is None:
            self.fields["series"].help_text = f"The text names “{self.told.series.name}”."

    def _corrected(self, said: dict[str, Any]) -> Announcement:
        told = self.told
        place = None
        if said["place"]:
            place = dataclasses.replace(told.place or Place(name=""), name=said["place"])
        known = {reference.cited: reference for reference in told.references}
        cited = [line.strip() for line in said["references"].splitlines() if line.strip()]
        return dataclasses.replace(
            told,
            title=said["title"] or None,
            kind=Kind(said["kind"]),
            status=Status(said["status"]),
            sessions=self._sessions(said),
            mode=Mode(said["mode"]) if said["mode"] else None,
            place=place,
            platform=said["platform"],
            attendance=said["attendance"],
            abstract=said["abstract"],
            references=tuple(known.get(line, Reference(cited=line)) for line in cited),
            parts=self.people.parts_told(),
        )

    def _sessions(self, said: dict[str, Any]) -> tuple[Session, ...]:
        """Return the sittings with the first as corrected; raise ValueError naming the field."""
        first, *others = self.told.sessions or (None,)
        day: date | None = said["starts_on"]
        if day is None:
            if said["starts_time"] or said["ends_on"] or said["ends_time"]:
                raise ValueError("starts_on: an hour or a last day needs a day to begin on.")
            return tuple(others)
        if "starts_fold" in self.fields and not said["starts_fold"]:
            raise ValueError("starts_fold: the clocks show this hour twice that night: which?")
        corrected = dataclasses.replace(
            first or Session(starts_on=date(2000, 1, 1)),
            starts_on=day,
            starts_time=said["starts_time"],
            starts_fold=int(said.get("starts_fold") or 0),
            ends_on=said["ends_on"] if said["ends_on"] != day else None,
            ends_time=said["ends_time"],
            ends_fold=self._ends_fold(said),
            zone=said["zone"],
        )
        if corrected.ends_at() - corrected.starts_at() > LONGEST_EVENT:
            raise ValueError("ends_on: an event of more than a year is several events.")
        return tuple(sorted([corrected, *others], key=Session.order))

    def _ends_fold(self, said: dict[str, Any]) -> int:
        """Return the second showing of the end's hour where that is meant, else the first."""
        day, hour, zone = said["ends_on"] or said["starts_on"], said["ends_time"], said["zone"]
        if said.get("starts_fold") == "1" and day == said["starts_on"] and hour:
            return int(is_doubled(day, hour, zone))
        was = self.told.sessions[0] if self.told.sessions else None
        is_as_read = was is not None and (was.last_day, was.ends_time, was.zone) == (
            day,
            hour,
            zone,
        )
        return was.ends_fold if was and is_as_read else 0

    def _begins_in_doubled_hour(self) -> bool:
        """Say whether the clocks show the hour that stands in the form twice that night."""
        day, hour, zone = (self._standing(name) for name in ("starts_on", "starts_time", "zone"))
        if not isinstance(day, date) or not isinstance(hour, time):
            return False
        try:
            Session(starts_on=day, zone=zone)
            return is_doubled(day, hour, zone)
        except ValueError:
            return False

    def _standing(self, name: str) -> Any:
        """Return the value of a field as it was typed or read, or None for what is none."""
        try:
            return self.fields[name].to_python(self[name].value())
        except ValidationError:
            return None


def _initial(told: Announcement, proposal: Proposal) -> dict[str, Any]:
    first = told.sessions[0] if told.sessions else None
    return {
        "title": told.title,
        "kind": told.kind.value,
        "status": told.status.value,
        "starts_on": first.starts_on if first else None,
        "starts_time": first.starts_time if first else None,
        "starts_fold": "1" if first and first.starts_fold else "",
        "ends_on": first.ends_on if first else None,
        "ends_time": first.ends_time if first else None,
        "zone": first.zone if first else proposal.document.zone,
        "mode": told.mode.value if told.mode else "",
        "place": told.place.name if told.place else "",
        "platform": told.platform,
        "attendance": told.attendance,
        "abstract": told.abstract,
        "references": "\n".join(reference.cited for reference in told.references),
        "visibility": proposal.visibility,
    }
