"""The page that shows every component in every state, made of the templates that pages use."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from termcard.announcements.wording import DAYS
from termcard.lib.http import kept_answer, public_page
from termcard.lib.showing import rendered
from termcard.publishing.forms import ZoneForm
from termcard.publishing.views import samples
from termcard.publishing.views.related import LONGEST

INKS = ("ink", "soft", "accent", "rule", "hair", "tint", "leaf", "paper")
MARKS = range(1, 9)


class SampleFilters(forms.Form):
    """The sentence of the filters, with a few words to choose from and one that is refused."""

    kind = forms.ChoiceField(
        choices=[("", "All events"), ("seminar", "Seminars")], label="Kind", required=False
    )
    host = forms.ChoiceField(choices=[("", "any department")], label="Department", required=False)
    mode = forms.ChoiceField(
        choices=[("", "in person or online")], label="How to attend", required=False
    )
    to = forms.DateField(label="To", widget=forms.DateInput({"type": "date"}))


class SampleForm(forms.Form):
    """A field of each sort."""

    title = forms.CharField(label="Title", help_text="As it is announced.")
    platform = forms.CharField(label="Platform", required=False)
    abstract = forms.CharField(label="Abstract", widget=forms.Textarea({"rows": 3}))
    kind = forms.ChoiceField(label="Kind", choices=[("seminar", "Seminar"), ("tour", "Tour")])
    starts_on = forms.DateField(label="Day", widget=forms.DateInput({"type": "date"}, "%Y-%m-%d"))
    places = forms.IntegerField(label="Places", min_value=1)
    poster = forms.FileField(label="Poster", required=False)
    recorded = forms.BooleanField(label="It is recorded", required=False)
    open_to = forms.ChoiceField(
        label="Who may come",
        choices=[("anyone", "Anyone"), ("members", "Members")],
        widget=forms.RadioSelect,
    )


@public_page
def styleguide(request: HttpRequest) -> HttpResponse:
    """Show every component in every state."""
    content = rendered("publishing/styleguide.html", {**_shown(), **_forms()})
    until = timezone.now() + LONGEST
    answer = kept_answer(request, content, is_for_all=True, subjects=["styleguide"], until=until)
    answer["X-Robots-Tag"] = "noindex"
    return answer


def _shown() -> dict[str, Any]:
    return {
        "today": samples.TODAY,
        "inks": INKS,
        "marks": MARKS,
        "days": samples.days_of_lines(),
        "undated": [samples.line_of(samples.UNDATED, 3)],
        "states": [each for name, each in samples.STATES.items() if name != "As planned"],
        "planned": samples.AS_PLANNED,
        "cancelled": samples.STATES["Cancelled"],
        "nameless": samples.LINES["Without a title"],
        "of_talks": samples.WITH_TALKS,
        **_beside(),
        "month": date(2026, 10, 1),
        "weeks": samples.weeks_of_cells(),
        "weekday_names": DAYS,
        "page_links": {"previous_url": samples.PAGE, "next_url": samples.PAGE},
        "steps": [{"url": "/hosts/", "name": samples.HOST.name, "mark": 2}],
        "calendar_url": "/index.ics",
        "samples_page": samples.PAGE,
        "said": ["Saved: “What a bell remembers”."],
    }


def _beside() -> dict[str, Any]:
    """Return what stands beside an event: those before and after it, and those like it."""
    lines = [samples.line_of(each, 1) for each in samples.LINES.values()]
    return {
        "series_neighbours": {"previous": lines[0], "next": lines[1]},
        "related": [
            {"entry": lines[5], "reason": "In the same room"},
            {"entry": lines[6], "reason": "In the same week"},
        ],
    }


def _forms() -> dict[str, Any]:
    refused = SampleForm(
        {"title": "", "places": "0", "starts_on": "31 November", "kind": "tour"},
        auto_id="refused_%s",
        label_suffix="",
    )
    refused.add_error(None, "It could not be saved: somebody else changed it meanwhile.")
    filters = SampleFilters({"to": "soon"}, auto_id="filter-%s", label_suffix="")
    return {
        "filters": filters,
        "empty_form": SampleForm(auto_id="empty_%s", label_suffix=""),
        "refused_form": refused,
        "zone_form": ZoneForm({}),
        "zone_is_asked": True,
        "count": len(samples.LINES),
        "follow_url": "/follow/",
    }
