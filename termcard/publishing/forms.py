"""The filters that stand in the addresses of lists."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any
from zoneinfo import available_timezones

from django import forms

from termcard.announcements.announcement import AccessProvision, Kind, Mode, OpenTo
from termcard.institutions.models import Organisation
from termcard.institutions.models.terms import HIGHEST_WEEK, LOWEST_WEEK, ClosedDay, Term, Weekday
from termcard.programme.models import Placeholder, Series, Topic
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
    "access": "offering",
    # Asked last: what it forgives depends on what the others leave.
    "q": "matching",
}
# Whose values are words of the contract, and how readers say them.
WORDED = {
    "kind": {kind.value: kind.display for kind in Kind},
    "mode": MODES,
    "audience": AUDIENCES,
    "access": {word.value: word.display.lower() for word in AccessProvision},
}
# The zones that are offered: those of most readers far away. Every other is understood too.
ZONES = [
    ("", "no other zone"),
    *(
        (zone, zone.rpartition("/")[2].replace("_", " "))
        for zone in (
            "Pacific/Honolulu",
            "America/Los_Angeles",
            "America/Denver",
            "America/Chicago",
            "America/New_York",
            "America/Halifax",
            "America/Sao_Paulo",
            "Europe/London",
            "Africa/Lagos",
            "Europe/Paris",
            "Europe/Berlin",
            "Africa/Johannesburg",
            "Europe/Athens",
            "Europe/Istanbul",
            "Africa/Nairobi",
            "Asia/Dubai",
            "Asia/Karachi",
            "Asia/Kolkata",
            "Asia/Dhaka",
            "Asia/Bangkok",
            "Asia/Singapore",
            "Asia/Shanghai",
            "Asia/Tokyo",
            "Australia/Perth",
            "Australia/Sydney",
            "Pacific/Auckland",
        )
    ),
    ("UTC", "UTC"),
]
# What stands in the address of a feed; the page does not, since a feed has one.
FEED_FIELDS = (*QUESTIONS, "from", "to")
FIRST_YEAR, LAST_YEAR = 1000, 9000
MOST_PAGES = 100_000


class SlugChoice(forms.ModelChoiceField):  # type: ignore[type-arg]
    """A choice among rows that are named by their slug in the address."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, to_field_name="slug", required=False, **kwargs)


class WordsField(forms.CharField):
    """Words to look for: whatever was typed, without the signs that no database keeps."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(required=False, **kwargs)

    def to_python(self, value: Any) -> str:
        """Return the words on one line."""
        return " ".join(str(value or "").replace("\0", " ").split())


class ZoneField(forms.CharField):
    """A time zone by its name in the time-zone database; some are offered, each is understood."""

    def __init__(self) -> None:
        super().__init__(
            required=False, label="Show times also in", widget=forms.Select(choices=ZONES)
        )

    def clean(self, value: Any) -> str:
        """Return the name of the zone; refuse one that there is not."""
        zone: str = super().clean(value)
        if zone and zone not in available_timezones():
            raise forms.ValidationError("There is no such time zone.")
        return zone

    def get_bound_field(self, form: forms.BaseForm, field_name: str) -> forms.BoundField:
        """Offer the zone that is asked for among the others."""
        bound: forms.BoundField = super().get_bound_field(form, field_name)
        asked = bound.value()
        if asked in available_timezones() and asked not in dict(ZONES):
            self.widget.choices = [*ZONES, (asked, asked)]
        return bound


class ZoneForm(forms.Form):
    """The zone in which a page shows times too."""

    zone = ZoneField()

    def __init__(self, data: Any) -> None:
        super().__init__(data, label_suffix="")


class SearchForm(forms.Form):
    """The words to look for, and the page of what they find."""

    q = WordsField(label="Words")
    page = forms.IntegerField(required=False, min_value=1, max_value=MOST_PAGES)


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
    access = forms.ChoiceField(
        required=False,
        choices=[
            ("", "any access"),
            *((word.value, word.display.lower()) for word in AccessProvision),
        ],
        label="Access",
    )
    q = WordsField(label="Words", widget=forms.TextInput(attrs={"size": 12}))
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


class EmbedForm(FilterForm):
    """Which events a list on another site's page shows, and how many lines of them."""

    USUAL = 10
    n = forms.IntegerField(
        required=False,
        min_value=1,
        max_value=50,
        label="How many",
        widget=forms.NumberInput(attrs={"placeholder": USUAL}),
    )

    @property
    def most(self) -> int:
        """How many lines are shown."""
        return self.cleaned_data.get("n") or self.USUAL

    def asked_to_embed(self) -> list[tuple[str, str]]:
        """Return (name, value) of everything that is asked for, as an address spells it."""
        return [*self.said(), *([("n", str(self.most))] if self.cleaned_data.get("n") else ())]


def _day(label: str) -> forms.DateField:
    return forms.DateField(label=label, widget=forms.DateInput({"type": "date"}, "%Y-%m-%d"))


class PaperForm(forms.Form):
    """The paper that a sheet is set on."""

    paper = forms.ChoiceField(required=False, choices=[("a4", "A4"), ("a3", "A3")])


class PosterForm(PaperForm):
    """What a poster looks like."""

    design = forms.ChoiceField(
        required=False,
        choices=[("ledger", "On paper"), ("field", "On colour"), ("plain", "In black and white")],
    )


class PlannerForm(forms.Form):
    """The calendar year in which the year of a planner begins."""

    year = forms.IntegerField(required=False, min_value=1900, max_value=2200)


class OEmbedForm(forms.Form):
    """The page that is to be shown elsewhere, and the room there is (oEmbed, section 2.2)."""

    url = forms.URLField(max_length=500, assume_scheme="https")
    maxwidth = forms.IntegerField(required=False, min_value=1, max_value=10_000)
    maxheight = forms.IntegerField(required=False, min_value=1, max_value=10_000)

    def within(self, width: int, height: int) -> tuple[int, int]:
        """Return a size, or as much of it as there is room for."""
        said = self.cleaned_data
        return min(width, said["maxwidth"] or width), min(height, said["maxheight"] or height)


class TermForm(forms.Form):
    """A term of an organisation, and how its weeks are counted."""

    name = forms.CharField(
        max_length=60, help_text="As people say it: “Michaelmas Term”. The year is added."
    )
    starts_on = _day("First day")
    ends_on = _day("Last day")
    first_week = forms.IntegerField(
        required=False,
        min_value=LOWEST_WEEK,
        max_value=HIGHEST_WEEK,
        initial=1,
        label="Number of the week it starts in",
        help_text="1 at most places, 0 where there is a week before teaching. Leave it empty if "
        "weeks have no numbers. After a break in a term, plan the rest as a term that begins "
        "with the number the weeks go on with.",
    )
    week_starts = forms.TypedChoiceField(
        choices=Weekday.choices, coerce=int, initial=Weekday.MONDAY, label="Weeks begin on"
    )

    def __init__(self, *args: Any, term: Term | None = None, **kwargs: Any) -> None:
        if term is not None:
            kwargs["initial"] = {name: getattr(term, name) for name in self.base_fields}
        super().__init__(*args, **{"label_suffix": "", **kwargs})


class ClosedDayForm(forms.Form):
    """Days on which an organisation holds nothing."""

    words = forms.CharField(
        max_length=100, label="What they are", help_text="“Reading week”, “University closed”."
    )
    starts_on = _day("First day")
    ends_on = _day("Last day")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"label_suffix": "", **kwargs})


class HeldDateForm(forms.Form):
    """A date of a series that is shown without an event."""

    series = forms.ModelChoiceField(Series.objects.none(), empty_label=None)
    on = _day("Date")
    kind = forms.ChoiceField(choices=Placeholder.Kind.choices, label="It is")
    words = forms.CharField(
        required=False,
        max_length=200,
        label="Words in its place",
        help_text="“No seminar: strike day”.",
    )

    def __init__(self, *args: Any, organisation: Organisation, **kwargs: Any) -> None:
        super().__init__(*args, **{"label_suffix": "", **kwargs})
        hosted = Series.objects.hosted_within(organisation).in_order()
        self.fields["series"].queryset = hosted  # type: ignore[attr-defined]


class DropForm(forms.Form):
    """Which term, closed days or held date of an organisation are to go."""

    held = forms.ModelChoiceField(Placeholder.objects.none(), required=False)
    term = forms.ModelChoiceField(Term.objects.none(), required=False)
    closed_day = forms.ModelChoiceField(ClosedDay.objects.none(), required=False)

    def __init__(self, *args: Any, organisation: Organisation, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["term"].queryset = Term.objects.of(organisation)  # type: ignore[attr-defined]
        held = Placeholder.objects.hosted_within(organisation).with_series()
        self.fields["held"].queryset = held  # type: ignore[attr-defined]
        days = ClosedDay.objects.of(organisation)
        self.fields["closed_day"].queryset = days  # type: ignore[attr-defined]
