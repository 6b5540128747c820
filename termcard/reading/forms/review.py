"""The form in which what was read stands, to be corrected."""

from __future__ import annotations

import dataclasses
from datetime import date, datetime, time, timedelta
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from termcard.announcements.announcement import Announcement, Kind, Mode, Place, Reference
from termcard.announcements.parts import Part, PartKind
from termcard.announcements.sessions import Session, is_doubled
from termcard.programme.models import Event, Series
from termcard.reading.models import Proposal

DAY = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
HOUR = forms.TimeInput(attrs={"type": "time"}, format="%H:%M")
FOLDS = [("0", "the first time the clocks show it"), ("1", "the second time")]
MODES = [
    ("", "not said"),
    (Mode.IN_PERSON.value, "in person"),
    (Mode.ONLINE.value, "online"),
    (Mode.HYBRID.value, "in person and online"),
]
LONGEST_EVENT = timedelta(days=366)


class PartForm(forms.Form):
    """One person: name, role and affiliation as printed."""

    honorific = forms.CharField(required=False, max_length=100, label="Title")
    name = forms.CharField(required=False, max_length=200, label="Name")
    role = forms.CharField(required=False, max_length=300, label="Role")
    affiliation = forms.CharField(required=False, max_length=300, label="Affiliation")
    part = forms.ChoiceField(
        choices=[(kind.value, kind.display) for kind in PartKind], label="Part"
    )

    def part_told(self) -> Part | None:
        """Return the person, or None when no name is given."""
        said = self.cleaned_data
        if not said.get("name"):
            return None
        return Part(
            name=said["name"],
            honorific=said["honorific"],
            role=said["role"],
            affiliation=said["affiliation"],
            part=PartKind(said["part"]),
        )


PartFormSet = forms.formset_factory(PartForm, extra=1, max_num=60, absolute_max=60)


class ReviewForm(forms.Form):
    """The event as it was read. Further sittings and talks stay as they were read."""

    title = forms.CharField(
        required=False, max_length=500, label="Title", help_text="Empty: to be announced."
    )
    kind = forms.ChoiceField(choices=[(k.value, k.display) for k in Kind], label="Kind")
    starts_on = forms.DateField(required=False, label="Day", widget=DAY)
    starts_time = forms.TimeField(
        required=False, label="Begins at", widget=HOUR, help_text="Empty: no hour is said."
    )
    ends_on = forms.DateField(
        required=False, label="Last day", widget=DAY, help_text="Only if it is another day."
    )
    ends_time = forms.TimeField(
        required=False, label="Ends at", widget=HOUR, help_text="Empty: no end is said."
    )
    zone = forms.CharField(max_length=64, label="Time zone")
    starts_fold = forms.ChoiceField(
        required=False,
        choices=FOLDS,
        label="Which of the two",
        help_text="Only on the night the clocks go back.",
    )
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

    def __init__(self, posted: Any = None, *, proposal: Proposal) -> None:
        self.told = proposal.announcement()
        super().__init__(posted, initial=_initial(self.told, proposal), label_suffix="")
        series = Series.objects.hosted_within(proposal.document.host).in_order()
        self.fields["series"].queryset = series  # type: ignore[attr-defined]
        people = [dataclasses.asdict(part) for part in self.told.parts]
        self.people = PartFormSet(posted, initial=people, prefix="people")
        self.announcement: Announcement | None = None

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
        }

    def add_refusal(self, error: ValidationError) -> None:
        """Show what an action refused, beside its field where the form has it."""
        if not hasattr(self, "cleaned_data"):
            self.full_clean()
        named = error.message_dict if hasattr(error, "error_dict") else {"": error.messages}
        for name, words in named.items():
            self.add_error(name if name in self.fields else None, words)

    def _corrected(self, said: dict[str, Any]) -> Announcement:
        told = self.told
        place = None
        if said["place"]:
            place = dataclasses.replace(told.place or Place(name=""), name=said["place"])
        known = {reference.cited: reference for reference in told.references}
        cited = [line.strip() for line in said["references"].splitlines() if line.strip()]
        parts = [form.part_told() for form in self.people.forms]
        return dataclasses.replace(
            told,
            title=said["title"] or None,
            kind=Kind(said["kind"]),
            sessions=self._sessions(said),
            mode=Mode(said["mode"]) if said["mode"] else None,
            place=place,
            platform=said["platform"],
            attendance=said["attendance"],
            abstract=said["abstract"],
            references=tuple(known.get(line, Reference(cited=line)) for line in cited),
            parts=tuple(self._with_biography(part) for part in parts if part is not None),
        )

    def _with_biography(self, part: Part) -> Part:
        was = next((each for each in self.told.parts if each.name == part.name), None)
        if was is None:
            return part
        return dataclasses.replace(part, biography=was.biography, url=was.url)

    def _sessions(self, said: dict[str, Any]) -> tuple[Session, ...]:
        """Return the sittings with the first as corrected; raise ValueError naming the field."""
        first, *others = self.told.sessions or (None,)
        day: date | None = said["starts_on"]
        if day is None:
            if said["starts_time"] or said["ends_on"] or said["ends_time"]:
                raise ValueError("starts_on: an hour needs a day.")
            return tuple(others)
        self._ask_which(day, said["starts_time"], said["zone"])
        corrected = Session(
            uid=first.uid if first else "",
            title=first.title if first else "",
            talks=first.talks if first else (),
            starts_on=day,
            starts_time=said["starts_time"],
            ends_on=said["ends_on"] if said["ends_on"] != day else None,
            ends_time=said["ends_time"],
            zone=said["zone"],
            starts_fold=int(said["starts_fold"] or 0),
        )
        if corrected.ends_at() - corrected.starts_at() > LONGEST_EVENT:
            raise ValueError("ends_on: an event of more than a year is several events.")
        return tuple(sorted([corrected, *others], key=Session.order))

    def _ask_which(self, day: date, hour: time | None, zone: str) -> None:
        """Raise ValueError when the clocks show that hour twice and nobody said which is meant."""
        Session(starts_on=day, zone=zone)
        if hour and is_doubled(day, hour, zone) and not self.data.get("starts_fold"):
            shown = datetime.combine(day, hour).strftime("%H:%M")
            raise ValueError(f"starts_fold: the clocks show {shown} twice that night: which?")


def _initial(told: Announcement, proposal: Proposal) -> dict[str, Any]:
    first = told.sessions[0] if told.sessions else None
    return {
        "title": told.title,
        "kind": told.kind.value,
        "starts_on": first.starts_on if first else None,
        "starts_time": first.starts_time if first else None,
        "ends_on": first.ends_on if first else None,
        "ends_time": first.ends_time if first else None,
        "zone": first.zone if first else proposal.document.zone,
        "mode": told.mode.value if told.mode else "",
        "place": told.place.name if told.place else "",
        "platform": told.platform,
        "attendance": told.attendance,
        "abstract": told.abstract,
        "references": "\n".join(reference.cited for reference in told.references),
        "visibility": Event.Visibility.PUBLIC,
    }
