"""The filters that stand in the addresses of lists."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django import forms

from termcard.announcements.announcement import Kind, Mode, OpenTo
from termcard.institutions.models import Organisation
from termcard.programme.models import Series, Topic
from termcard.programme.querysets import EventQuerySet, SessionQuerySet

MODES = {
    Mode.IN_PERSON.value: "in person",
    Mode.ONLINE.value: "online",
    Mode.HYBRID.value: "in person and online at once",
}
AUDIENCES = {
    OpenTo.ANYONE.value: "open to anyone",
    OpenTo.MEMBERS.value: "for members",
    OpenTo.INVITED.value: "by invitation",
}
# Which question of EventQuerySet each filter asks.
QUESTIONS = {
    "host": "hosted_within",
    "series": "in_series",
    "topic": "about",
    "kind": "of_kind",
    "mode": "in_mode",
    "audience": "open_to",
}
# Whose values are words of the contract, and how readers say them.
WORDED = {
    "kind": {kind.value: kind.display for kind in Kind},
    "mode": MODES,
    "audience": AUDIENCES,
}
# What stands in the address of a feed; the page does not, since a feed has one.
FEED_FIELDS = (*QUESTIONS, "from", "to")
FIRST_YEAR, LAST_YEAR = 1000, 9000
MOST_PAGES = 100_000


class SlugChoice(forms.ModelChoiceField):  # type: ignore[type-arg]
    """A choice among rows that are named by their slug in the address."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, to_field_name="slug", required=False, **kwargs)


class YearForm(forms.Form):
    """The year of the archive, and the page of it."""

    year = forms.IntegerField(required=False, min_value=FIRST_YEAR, max_value=LAST_YEAR)
    page = forms.IntegerField(required=False, min_value=1, max_value=MOST_PAGES)


class FilterForm(forms.Form):
    """The sentence that says which events are shown: "All events from any department …"."""

    kind = forms.ChoiceField(
        required=False,
        choices=[("", "All events"), *((kind.value, kind.display) for kind in Kind)],
        label="Kind of event",
    )
    host = SlugChoice(
        queryset=Organisation.objects.in_order(), empty_label="any department", label="Department"
    )
    series = SlugChoice(
        queryset=Series.objects.in_order(), empty_label="any series", label="Series"
    )
    topic = SlugChoice(queryset=Topic.objects.in_order(), empty_label="any topic", label="Topic")
    mode = forms.ChoiceField(
        required=False,
        choices=[("", "in person or online"), *MODES.items()],
        label="How to attend",
    )
    audience = forms.ChoiceField(
        required=False,
        choices=[("", "whoever may come"), *AUDIENCES.items()],
        label="Who may come",
    )
    to = forms.DateField(required=False, label="To", widget=forms.DateInput(attrs={"type": "date"}))
    page = forms.IntegerField(
        required=False, min_value=1, max_value=MOST_PAGES, widget=forms.HiddenInput
    )

    def __init__(self, data: Any, *, today: date) -> None:
        super().__init__(data, auto_id="filter-%s", label_suffix="")
        self.today = today
        # "from" stands in the address, and is no name that Python lets a class have.
        self.fields["from"] = forms.DateField(
            required=False, label="From", widget=forms.DateInput(attrs={"type": "date"})
        )

    def clean(self) -> dict[str, Any]:
        """Refuse days that no calendar of ours holds, and an end before the beginning."""
        said = super().clean() or {}
        for name in ("from", "to"):
            day = said.get(name)
            if day and not FIRST_YEAR <= day.year <= LAST_YEAR:
                self.add_error(name, f"The year lies between {FIRST_YEAR} and {LAST_YEAR}.")
        first, last = said.get("from"), said.get("to")
        if first and last and last < first:
            self.add_error("to", "The last day lies before the first.")
        return said

    @property
    def first_day(self) -> date:
        """The first day that is shown: the one asked for, else today."""
        return self.cleaned_data.get("from") or self.today

    def asked(self, events: EventQuerySet) -> EventQuerySet:
        """Return those of the events that the filters ask for."""
        for name, question in QUESTIONS.items():
            if self.cleaned_data[name]:
                events = getattr(events, question)(self.cleaned_data[name])
        return events

    def within(self, sittings: SessionQuerySet, now: datetime) -> SessionQuerySet:
        """Return those of the sittings that go on in the days asked for, where they take place.

        Without a first day they are those that are not over yet.
        """
        first, last = self.cleaned_data.get("from"), self.cleaned_data.get("to")
        sittings = sittings.going_on_from(first) if first else sittings.ending_after(now)
        return sittings.beginning_by(last) if last else sittings

    @property
    def asks_for_days(self) -> bool:
        """Whether certain days are asked for, which what has no day yet cannot be on."""
        return bool(self.cleaned_data.get("from") or self.cleaned_data.get("to"))

    def days_asked_for(self) -> tuple[date | None, date | None]:
        """Return the first and the last of the days asked for, None where none is."""
        return self.cleaned_data.get("from"), self.cleaned_data.get("to")

    def said(self) -> list[tuple[str, str]]:
        """Return (filter, value as the address spells it) for each that is asked for."""
        asked = ((name, self.cleaned_data.get(name)) for name in FEED_FIELDS)
        return [(name, str(getattr(value, "slug", value))) for name, value in asked if value]

    def chosen_words(self) -> list[str]:
        """Return what is asked for as a reader would say it: "Seminar", "from 2026-12-01"."""
        words = []
        for name in FEED_FIELDS:
            value = self.cleaned_data.get(name)
            if isinstance(value, date):
                words.append(f"{name} {value.isoformat()}")
            elif value:
                words.append(WORDED.get(name, {}).get(value, str(value)))
        return words
