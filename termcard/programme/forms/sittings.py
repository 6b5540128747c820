"""The forms of when an event takes place: one sitting, or several."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping, Sequence
from datetime import date, time, timedelta
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from termcard.announcements.sessions import Session, is_doubled, require_zone
from termcard.programme.forms.unfinished import Rows, Unfinished

DAY = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
HOUR = forms.TimeInput(attrs={"type": "time"}, format="%H:%M")
NO_DAY = {"invalid": "There is no such day. Write it as 2026-10-14."}
NO_HOUR = {"invalid": "There is no such hour. Write it as 13:00."}
FOLDS = [
    ("", "choose one"),
    ("0", "the first time the clocks show it"),
    ("1", "the second time, after they went back"),
]
TWICE = "On the night the clocks go back they show this hour twice."
LONGEST_EVENT = timedelta(days=366)
MOST_SITTINGS = 30
_ANY_DAY = date(2000, 1, 1)


class SittingFields(forms.Form):
    """The days and hours of one sitting; the fold is asked for only where there are two."""

    starts_on = forms.DateField(required=False, label="Day", widget=DAY, error_messages=NO_DAY)
    starts_time = forms.TimeField(
        required=False, label="Begins at", widget=HOUR, error_messages=NO_HOUR
    )
    ends_time = forms.TimeField(
        required=False, label="Ends at", widget=HOUR, error_messages=NO_HOUR
    )
    starts_fold = forms.ChoiceField(
        required=False, choices=FOLDS, label="Which of the two", help_text=TWICE
    )
    ends_on = forms.DateField(
        required=False,
        label="Last day",
        widget=DAY,
        help_text="If it is another day.",
        error_messages=NO_DAY,
    )

    def ask_for_folds(self) -> None:
        """Ask which of two equal hours is meant, where the clocks show the hour twice."""
        if not self._is_doubled("starts_on", "starts_time"):
            del self.fields["starts_fold"]

    def standing_zone(self) -> Any:
        """Return the zone whose clocks these hours are of, as it is typed or known."""
        return self._standing("zone")

    def session_told(self, said: Mapping[str, Any], was: Session | None, zone: str) -> Session:
        """Return the sitting as typed, with what `was` it and has no field here.

        Raises ValueError naming the field.
        """
        day = said["starts_on"]
        if "starts_fold" in self.fields and not said["starts_fold"]:
            raise ValueError("starts_fold: the clocks show this hour twice that night: which?")
        told = dataclasses.replace(
            was or Session(starts_on=_ANY_DAY),
            starts_on=day,
            starts_time=said["starts_time"],
            starts_fold=int(said.get("starts_fold") or 0),
            ends_on=said["ends_on"] if said["ends_on"] != day else None,
            ends_time=said["ends_time"],
            ends_fold=_ends_fold(said, was, zone),
            zone=zone,
        )
        length = max(told.ends_at() - told.starts_at(), told.last_day - told.starts_on)
        if length > LONGEST_EVENT:
            raise ValueError("ends_on: an event of more than a year is several events.")
        return told

    def _is_doubled(self, day_name: str, hour_name: str) -> bool:
        """Say whether the clocks show the hour that stands in the form twice that night."""
        day, hour, zone = (*map(self._standing, (day_name, hour_name)), self.standing_zone())
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


def hours_without_day(said: Mapping[str, Any]) -> bool:
    """Say whether hours or a last day are given where no day is."""
    return not said["starts_on"] and any(
        said[name] for name in ("starts_time", "ends_on", "ends_time")
    )


def sitting_shown(session: Session | None) -> dict[str, Any]:
    """Return what the fields of a sitting begin with."""
    if session is None:
        return {"starts_on": None, "starts_time": None, "ends_on": None, "ends_time": None}
    return {
        "starts_on": session.starts_on,
        "starts_time": session.starts_time,
        "starts_fold": "1" if session.starts_fold else "",
        "ends_on": session.ends_on,
        "ends_time": session.ends_time,
    }


def _ends_fold(said: Mapping[str, Any], was: Session | None, zone: str) -> int:
    """Return the second showing of the end's hour where that is meant, else the first."""
    day, hour = said["ends_on"] or said["starts_on"], said["ends_time"]
    if said.get("ends_fold"):
        return int(said["ends_fold"])
    if said.get("starts_fold") == "1" and day == said["starts_on"] and hour:
        return int(is_doubled(day, hour, zone))
    is_as_read = was is not None and (was.last_day, was.ends_time, was.zone) == (day, hour, zone)
    return was.ends_fold if was and is_as_read else 0


class SittingForm(SittingFields, Unfinished):
    """One sitting of several, known by its UID; empty, it is none."""

    uid = forms.CharField(required=False, max_length=255, widget=forms.HiddenInput())
    title = forms.CharField(
        required=False, max_length=300, label="What it is called", help_text="Day 2, or a keynote."
    )
    ends_fold = forms.ChoiceField(
        required=False, choices=FOLDS[1:], label="It ends", help_text=TWICE
    )
    field_order = ("uid", "starts_on", "starts_time", "ends_time", "starts_fold", "ends_fold")

    def __init__(self, *args: Any, zone: str, known: Mapping[str, Session], **more: Any) -> None:
        self.zone, self.known = zone, known
        self.session: Session | None = None
        super().__init__(*args, **more)
        self.ask_for_folds()
        # Where it begins in the doubled hour too, that says which end is meant.
        if "starts_fold" in self.fields or not (
            self._is_doubled("ends_on", "ends_time") or self._is_doubled("starts_on", "ends_time")
        ):
            del self.fields["ends_fold"]

    def standing_zone(self) -> str:
        """Return the zone of the whole event."""
        return self.zone

    def clean(self) -> dict[str, Any]:
        """Put the sitting together; what no sitting can be is said beside its field."""
        said = super().clean() or {}
        if self.errors:
            return said
        if hours_without_day(said):
            self.add_error("starts_on", "An hour or a last day needs a day to begin on.")
        elif said["starts_on"]:
            self._put_together(said)
        return said

    def _put_together(self, said: dict[str, Any]) -> None:
        was = self.known.get(said["uid"])
        try:
            told = self.session_told(said, was, self.zone)
        except ValueError as error:
            name, _, words = str(error).partition(": ")
            self.add_error(name if name in self.fields else None, words or str(error))
        else:
            self.session = dataclasses.replace(told, title=said["title"])


class SittingForms(Rows):
    """The sittings of an event, all by the clocks of one zone."""

    def __init__(self, posted: Any = None, *, sessions: Sequence[Session], zone: str) -> None:
        self.sessions, self.others = sessions[:MOST_SITTINGS], tuple(sessions[MOST_SITTINGS:])
        self.zone = _known_zone(zone)
        shown = [
            {**sitting_shown(each), "uid": each.uid, "title": each.title, "ends_fold": _fold(each)}
            for each in self.sessions
        ]
        if not shown:
            self.extra = 1
        super().__init__(posted, initial=shown, prefix="sittings")

    def get_form_kwargs(self, index: int | None) -> dict[str, Any]:
        """Return what each row is made with."""
        known = {each.uid: each for each in self.sessions if each.uid}
        return {**super().get_form_kwargs(index), "zone": self.zone, "known": known}

    def sessions_told(self) -> tuple[Session, ...]:
        """Return the sittings as typed, in order; raise ValueError when two have one UID."""
        told = [form.session for form in self.forms if form.session is not None]
        uids = [each.uid for each in told if each.uid]
        if len(uids) != len(set(uids)):
            raise ValueError("Two of the sittings are one and the same.")
        return tuple(sorted((*told, *self.others), key=Session.order))


def _known_zone(zone: str) -> str:
    try:
        require_zone(zone)
    except ValueError:
        return "UTC"  # the form of the whole event says that there is no such zone
    return zone


def _fold(session: Session) -> str:
    return str(session.ends_fold)


SittingFormSet: type[SittingForms] = forms.formset_factory(  # type: ignore[assignment]
    SittingForm, SittingForms, extra=0, max_num=MOST_SITTINGS, absolute_max=MOST_SITTINGS
)
