"""The forms of asking to be told, and of changing what one asked for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from zoneinfo import available_timezones

from django import forms

from termcard.audiences.models import Follower, Subscription
from termcard.audiences.models.subject import subject_of
from termcard.lib.strangers import TrappedForm

Rhythm = Subscription.Rhythm


def _address_field() -> forms.EmailField:
    return forms.EmailField(
        max_length=254,
        label="Your e-mail address",
        help_text="Nobody sees it. A mail asks you first whether it was you.",
        widget=forms.EmailInput({"autocomplete": "email"}),
    )


class FollowForm(TrappedForm):
    """Where and how often somebody wants to be told."""

    address = _address_field()
    rhythm = forms.ChoiceField(
        choices=Rhythm.choices, initial=Rhythm.EACH, label="How often", widget=forms.RadioSelect
    )

    def wish(self) -> dict[str, Any]:
        """Return what is asked for."""
        return {name: self.cleaned_data[name] for name in ("address", "rhythm")}


class KeepForm(TrappedForm):
    """Where somebody wants to be told of one event, and whether to be reminded of it."""

    address = _address_field()
    day_before = forms.BooleanField(required=False, initial=True, label="Remind me the day before")
    hour_before = forms.BooleanField(required=False, label="Remind me an hour before")

    def wish(self) -> dict[str, Any]:
        """Return what is asked for."""
        return {name: self.cleaned_data[name] for name in ("address", "day_before", "hour_before")}


class LinkForm(TrappedForm):
    """Where the link goes that shows what one follows."""

    address = _address_field()


@dataclass(frozen=True)
class Row:
    """One thing that is followed, as its own page shows it."""

    key: int
    title: str
    path: str
    fields: Sequence[forms.BoundField]


def _zones() -> list[tuple[str, str]]:
    named = sorted(zone for zone in available_timezones() if "/" in zone)
    areas = [zone for zone in named if not zone.startswith(("Etc/", "posix/", "right/", "US/"))]
    return [("", "the event’s own alone"), *((zone, zone.replace("_", " ")) for zone in areas)]


class OwnForm(forms.Form):
    """Everything that one follower follows: how often, with which reminders, in which zone."""

    def __init__(self, data: Any, *, follower: Follower, asked: Sequence[Subscription]) -> None:
        super().__init__(data, label_suffix="")
        self.follower, self.asked = follower, asked
        self.fields["zone"] = forms.ChoiceField(
            required=False,
            choices=_zones,
            initial=follower.zone,
            label="Say hours in mails also in this zone",
        )
        for each in asked:
            self.fields.update(self._fields_of(each))

    @staticmethod
    def _fields_of(each: Subscription) -> dict[str, forms.Field]:
        if each.kind != Subscription.Kind.EVENT:
            rhythm = forms.ChoiceField(
                choices=Rhythm.choices, initial=each.rhythm, label="How often"
            )
            return {f"rhythm-{each.pk}": rhythm}
        return {
            f"day-{each.pk}": forms.BooleanField(
                required=False, initial=each.is_reminded_day_before, label="The day before"
            ),
            f"hour-{each.pk}": forms.BooleanField(
                required=False, initial=each.is_reminded_hour_before, label="An hour before"
            ),
        }

    def rows(self) -> list[Row]:
        """Return what is followed, with the fields of each."""
        shown = []
        for each in self.asked:
            subject = subject_of(each)
            fields = [self[name] for name in self.fields if name.endswith(f"-{each.pk}")]
            title = subject.title if subject else "Something that is no longer there"
            shown.append(Row(each.pk, title, subject.path if subject else "", fields))
        return shown

    def wishes(self) -> list[tuple[Subscription, dict[str, Any]]]:
        """Return what each is to be from now on."""
        said = self.cleaned_data
        return [
            (each, {"rhythm": said[f"rhythm-{each.pk}"]})
            if each.kind != Subscription.Kind.EVENT
            else (
                each,
                {
                    "day_before": said[f"day-{each.pk}"],
                    "hour_before": said[f"hour-{each.pk}"],
                },
            )
            for each in self.asked
        ]
