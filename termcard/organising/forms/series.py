"""The form of a series: what it is, and what it says for its events where they are silent."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.text import slugify

from termcard.announcements.announcement import OpenTo
from termcard.announcements.sessions import USUAL_MINUTES
from termcard.institutions.models.terms import Weekday
from termcard.institutions.querysets import OrganisationQuerySet
from termcard.programme.models import Series
from termcard.programme.models.hearing import Hearing

OPEN_TO = [
    ("", "not said"),
    (OpenTo.ANYONE.value, "anyone"),
    (OpenTo.MEMBERS.value, "members of the institution"),
    (OpenTo.INVITED.value, "those who are invited"),
]
NEW = "new"  # the page at which series are started
LONGEST_TEXT, LONGEST_DAY = 20_000, 24 * 60
# What a copy of a series takes over.
COPIED = (
    *("description", "host", "usual_weekday", "usual_time", "usual_minutes", "zone", "place"),
    *("platform", "open_to", "contact", "attendance"),
)


def _weekday(word: str) -> int | None:
    return int(word) if word else None


class SeriesForm(forms.Form):
    """A series, its usual day and hour, and its live defaults."""

    title = forms.CharField(max_length=300, label="Title")
    host: Any = forms.ModelChoiceField(queryset=None, label="Whose series it is")
    description = forms.CharField(
        required=False,
        max_length=LONGEST_TEXT,
        widget=forms.Textarea({"rows": 4}),
        label="About it",
    )
    usual_weekday = forms.TypedChoiceField(
        required=False,
        choices=[("", "not said"), *Weekday.choices],
        coerce=_weekday,
        empty_value=None,
        label="Usual weekday",
    )
    usual_time = forms.TimeField(
        required=False, widget=forms.TimeInput({"type": "time"}, "%H:%M"), label="Usual hour"
    )
    usual_minutes = forms.IntegerField(
        required=False,
        min_value=5,
        max_value=LONGEST_DAY,
        label="Minutes",
        help_text=f"Empty: as long as is usual at the host, else {USUAL_MINUTES}.",
    )
    zone = forms.CharField(
        required=False, max_length=64, label="Time zone", help_text="Empty: that of the host."
    )
    place = forms.CharField(
        required=False,
        max_length=300,
        widget=forms.TextInput({"list": "rooms"}),
        label="Usual room",
    )
    platform = forms.CharField(required=False, max_length=100, label="Platform, if online")
    open_to = forms.ChoiceField(required=False, choices=OPEN_TO, label="Who may come")
    attendance = forms.CharField(
        required=False,
        max_length=LONGEST_TEXT,
        widget=forms.Textarea({"rows": 3}),
        label="How to attend",
    )
    contact = forms.CharField(
        required=False,
        max_length=500,
        label="Whom questions reach",
        help_text="An address. Readers write by a form and never see it.",
    )
    slug = forms.SlugField(
        required=False,
        max_length=100,
        label="Address",
        help_text="Empty: made of the title. An earlier address leads here for ever.",
    )
    is_finished = forms.BooleanField(required=False, label="It is finished")

    def __init__(
        self,
        posted: Any = None,
        *,
        hosts: OrganisationQuerySet,
        series: Series | None = None,
        like: Series | None = None,
        heard: dict[str, Hearing] | None = None,
    ) -> None:
        initial = _initial(series, self.base_fields)
        initial |= {n: v for n, v in _initial(like, self.base_fields).items() if n in COPIED}
        super().__init__(posted, initial=initial, label_suffix="")
        self.fields["host"].queryset = hosts  # type: ignore[attr-defined]
        if not initial and len(hosts) == 1:
            self.initial["host"] = hosts[0]
        if series is None:
            del self.fields["is_finished"]
        for name, hearing in (heard or {}).items():
            self.fields[name].help_text = holds_for(hearing)

    def clean(self) -> dict[str, Any]:
        """Make the address of the title where none is said."""
        said = super().clean() or {}
        if not said.get("slug") and said.get("title"):
            said["slug"] = slugify(said["title"])[:100].strip("-")
        if said.get("slug") in ("", NEW):
            self.add_error("slug", "Write another address, in letters from a to z.")
        return said

    def changes(self) -> dict[str, Any]:
        """Return what was typed that differs from what was shown, by fields of a series."""
        said: dict[str, Any] = self.cleaned_data
        return {name: value for name, value in said.items() if name in {*self.changed_data, "slug"}}


def _initial(series: Series | None, fields: dict[str, Any]) -> dict[str, Any]:
    if series is None:
        return {}
    said = {name: getattr(series, name) for name in fields if name != "contact"}
    contact = getattr(series, "contact", None)
    return {**said, "place": series.usual_place, "contact": contact.words if contact else ""}


def holds_for(hearing: Hearing) -> str:
    """Return for how many events to come a default holds, and which say something else."""
    if not hearing.silent and not hearing.own:
        return ""
    number = hearing.silent
    words = f"Holds for {number} event{'' if number == 1 else 's'} to come."
    if not hearing.own:
        return words
    titles = ", ".join(f"“{event}”" for event in hearing.own[:3])
    more = f" and {len(hearing.own) - 3} more" if len(hearing.own) > 3 else ""
    return f"{words} Otherwise: {titles}{more}."
