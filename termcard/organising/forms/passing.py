"""The forms of submitting, approving and returning events."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError

from termcard.programme.models import Event, Submission

LONGEST_WORDS = 5_000
_NUMBER = re.compile("[0-9]{1,19}")


class DecisionForm(forms.Form):
    """Which of those that wait are decided, and what is said to whoever submitted them."""

    chosen = forms.MultipleChoiceField(
        error_messages={"required": "Tick at least one event."}, label="Events"
    )
    words = forms.CharField(
        required=False,
        max_length=LONGEST_WORDS,
        label="Words for whoever submitted it",
        help_text="Needed when you return an event: say what is to be changed.",
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, posted: Any = None, *, waiting: Iterable[Submission]) -> None:
        self._waiting = {each.event_id: each.event for each in waiting}
        super().__init__(posted, label_suffix="")
        ticked = posted.getlist("chosen") if posted is not None else []
        chosen = self.fields["chosen"]
        assert isinstance(chosen, forms.MultipleChoiceField)  # noqa: S101 - for the types
        chosen.choices = [(value, value) for value in ticked]

    def clean_chosen(self) -> dict[int, int]:
        """Return {key of an event: the revision that was shown}; refuse what waits no more."""
        said = [value.partition("-")[::2] for value in self.cleaned_data["chosen"]]
        if not all(_NUMBER.fullmatch(each) for pair in said for each in pair):
            raise ValidationError("Tick the events that are shown here.")
        seen = {int(key): int(revision) for key, revision in said}
        if any(key not in self._waiting for key in seen):
            raise ValidationError("Somebody decided on one of these meanwhile; look again.")
        return seen

    def events(self) -> list[Event]:
        """Return the events that were ticked."""
        return [self._waiting[key] for key in self.cleaned_data["chosen"]]

    def revisions(self) -> dict[int, int]:
        """Return {key of an event: the revision that was on the page}."""
        seen: dict[int, int] = self.cleaned_data["chosen"]
        return seen


class SubmitForm(forms.Form):
    """A note for the approvers, and when the event is to come out."""

    note = forms.CharField(
        required=False,
        max_length=LONGEST_WORDS,
        label="A note for the approvers",
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    wished_on = forms.DateField(
        required=False,
        label="Not to come out before this day",
        widget=forms.DateInput(attrs={"type": "date"}),
    )

    def __init__(self, posted: Any = None) -> None:
        super().__init__(posted, label_suffix="")

    def wish(self, event: Event) -> dict[str, Any]:
        """Return what is asked for; a day begins where the event takes place."""
        day = self.cleaned_data["wished_on"]
        first = event.sessions.first()
        zone = ZoneInfo(first.zone if first else settings.TIME_ZONE)
        at = datetime.combine(day, time(0), zone) if day else None
        return {"note": self.cleaned_data["note"], "wished_from": at}
