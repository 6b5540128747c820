"""The forms of what is done to an event as a whole: publish, move, call off."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

from django import forms

from termcard.announcements.sessions import Session, is_skipped, require_zone
from termcard.programme.forms import DAY, NO_DAY
from termcard.programme.forms.sittings import HOUR, NO_HOUR, SittingFormSet
from termcard.programme.forms.unfinished import Unfinished, with_another_row
from termcard.programme.models import Event


class SureForm(forms.Form):
    """Nothing but whether one is sure."""

    def __init__(self, posted: Any = None, *, event: Event) -> None:
        self.event = event
        super().__init__(posted, label_suffix="")

    @property
    def zone(self) -> str:
        """The zone of the event's first sitting, else of its host."""
        first = next(iter(self.event.sessions.all()), None)
        return first.zone if first else "Europe/London"


class NoteForm(SureForm):
    """One sentence that stands on the page of the event and in the letters about it."""

    note = forms.CharField(
        required=False,
        max_length=500,
        label="One sentence to add",
        help_text="It stands on the event’s page, and in the mail to whoever is told.",
        widget=forms.Textarea(attrs={"rows": 2}),
    )


class PublishForm(SureForm):
    """From when on the event is seen; at once when no day is given."""

    day = forms.DateField(
        required=False,
        label="Not before this day",
        help_text="Empty: at once. Until then nobody but you sees it, in no feed and no search.",
        widget=DAY,
        error_messages=NO_DAY,
    )
    hour = forms.TimeField(
        required=False, label="And this hour", widget=HOUR, error_messages=NO_HOUR
    )

    def clean(self) -> dict[str, Any]:
        """Refuse an hour without a day, and one that the clocks skip."""
        said = super().clean() or {}
        day, hour = said.get("day"), said.get("hour")
        if hour and not day and "day" not in self.errors:
            self.add_error("day", "An hour needs a day.")
        elif day and hour and is_skipped(day, hour, self.zone):
            self.add_error("hour", f"The clocks skip {hour:%H:%M} that night.")
        elif day and not 2000 <= day.year <= 9000:
            self.add_error("day", "There is no such day.")
        return said

    def moment(self) -> datetime | None:
        """Return from when on it is seen, by the clocks of the event; None for at once."""
        day, hour = self.cleaned_data["day"], self.cleaned_data["hour"]
        if day is None:
            return None
        first = datetime.min.time() if hour is None else hour
        return datetime.combine(day, first, ZoneInfo(self.zone)).astimezone(UTC)


class MoveForm(NoteForm, Unfinished):
    """The new times of an event, and a sentence on why."""

    zone_name = forms.CharField(max_length=64, label="Time zone")
    revision = forms.IntegerField(
        required=False, min_value=0, max_value=2**31 - 1, widget=forms.HiddenInput()
    )
    field_order = ("zone_name", "note")

    def __init__(self, posted: Any = None, *, event: Event) -> None:
        super().__init__(posted, event=event)
        self.initial = {"zone_name": self.zone, "revision": event.revision}
        told = event.announcement().sessions
        zone = str(self["zone_name"].value() or "")
        self.sittings = SittingFormSet(posted, sessions=told, zone=zone)

    @classmethod
    def with_another(cls, posted: Any, *, event: Event) -> MoveForm:
        """Return the form as typed with one more sitting; nothing is judged yet."""
        form = cls(with_another_row(posted, "sittings", 30), event=event)
        form.is_unfinished = True
        form.sittings.leave_unfinished()
        form.sittings.begin_in_last()
        return form

    def is_valid(self) -> bool:
        """Say whether times and words can be taken."""
        return all([self.sittings.is_valid(), super().is_valid()])

    def clean(self) -> dict[str, Any]:
        """Refuse an unknown zone, and sittings that cannot be."""
        said = super().clean() or {}
        try:
            require_zone(said.get("zone_name", ""))
        except ValueError:
            self.add_error("zone_name", "There is no such time zone. Write it as Europe/London.")
        if not self.errors and self.sittings.is_valid():
            self._put_together(said)
        return said

    def _put_together(self, said: dict[str, Any]) -> None:
        try:
            said["sessions"] = self.sittings.sessions_told()
        except ValueError as error:
            self.add_error(None, str(error))
        else:
            if not said["sessions"]:
                self.add_error(None, "Say a day, or postpone it until one is known.")

    def sessions(self) -> tuple[Session, ...]:
        """Return the new times."""
        told: tuple[Session, ...] = self.cleaned_data["sessions"]
        return told
