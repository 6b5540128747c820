"""What becomes of a form whose event somebody else changed while it was typed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.http import QueryDict

from termcard.announcements import documented
from termcard.organising.views.field_words import LABELS, Difference, differing, words_of
from termcard.organising.views.finding import known_of
from termcard.organising.views.happenings import lines_of
from termcard.programme.actions.preparing import prepare
from termcard.programme.forms import EventForm
from termcard.programme.forms.event import Known
from termcard.programme.forms.taking_over import taken_over
from termcard.programme.models import Event
from termcard.programme.querysets import SeriesQuerySet
from termcard.records.models import Change

MOST_CHANGES = 50


class Conflict:
    """Two versions of one event: how it stands, and how somebody typed it who saw an older one.

    `form` holds what was typed, and of what its writer had left alone what the other changed
    (`adopted`, by name). `differences` are the fields in which the two still differ, `happened`
    what the other did since that revision. Saving the form again is a decision.
    """

    def __init__(
        self, posted: QueryDict, event: Event, offered: SeriesQuerySet, *, since: int
    ) -> None:
        known = known_of(event)
        number = max(0, min(event.revision - since, MOST_CHANGES))
        changes = list(Change.objects.of("event", event.pk).of_revisions()[:number])
        current = posted.copy()
        current["revision"] = str(event.revision)
        typed = EventForm(current, known=known, offered=offered)
        untouched = _untouched(_before(changes), _written(typed))
        if untouched:
            stands = EventForm(None, known=known, offered=offered)
            current = taken_over(current, stands, untouched)
        self.form = EventForm(current, known=known, offered=offered)
        self.adopted = [LABELS[name].lower() for name in untouched]
        self.differences = _differences(self.form, known)
        self.happened = lines_of(event, changes)


def _before(changes: Sequence[Change]) -> dict[str, Any]:
    """Return {field: what it said before all of these changes}, the newest of which comes first."""
    before: dict[str, Any] = {}
    for change in changes:
        for name, two in change.details.items():
            if name == "sessions":
                before[name] = two
            elif name in LABELS and isinstance(two, list) and len(two) == 2:
                before[name] = two[0]
    return before


def _written(form: EventForm) -> Mapping[str, Any]:
    """Return what was typed in the documented object; nothing while it is no event."""
    form.is_valid()
    if form.announcement is None:
        return {}
    return documented.write(prepare(form.announcement).announcement)


def _untouched(before: Mapping[str, Any], typed: Mapping[str, Any]) -> list[str]:
    """Return the fields that others changed, and whoever typed had left as they were."""
    return [
        name
        for name, was in before.items()
        if name in typed and words_of(name, was) == words_of(name, typed[name])
    ]


def _differences(form: EventForm, known: Known) -> list[Difference]:
    """Return in what the event as it stands and what stands in the form differ."""
    form.is_valid()
    if form.announcement is None:
        return []
    found = differing(known.announcement, prepare(form.announcement).announcement)
    series = form.cleaned_data["series"]
    titles = [one.title if one else "none" for one in (known.series, series)]
    if titles[0] != titles[1]:
        found.append(Difference("Series", *titles))
    contact = form.cleaned_data["contact"]
    if known.contact != contact:
        found.append(Difference("Whom questions reach", known.contact or "nobody", contact))
    return found
