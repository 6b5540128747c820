"""The form in which what was read stands, to be corrected."""

from __future__ import annotations

import dataclasses
from typing import Any

from django import forms

from termcard.announcements.announcement import Announcement, Status
from termcard.announcements.sessions import Session
from termcard.programme.forms import AnnouncementForm, PartFormSet, SittingFields
from termcard.programme.forms.announcing import common_initial
from termcard.programme.forms.sittings import hours_without_day, sitting_shown
from termcard.programme.models import Event, Series
from termcard.reading.actions import named_series
from termcard.reading.models import Proposal


class ReviewForm(AnnouncementForm, SittingFields):
    """The event as it was read. Further sittings and talks stay as they were read."""

    status = forms.ChoiceField(
        choices=[(s.value, s.value.capitalize()) for s in Status], label="Status"
    )
    visibility = forms.ChoiceField(
        choices=[
            (Event.Visibility.PUBLIC, "Everybody, now"),
            (Event.Visibility.UNLISTED, "Who has the address"),
            (Event.Visibility.DRAFT, "Nobody yet: a draft"),
        ],
        label="Who sees it",
    )
    as_another = forms.BooleanField(
        required=False,
        label="It is another event",
        help_text="Otherwise the event that is there is changed, and announced no second time.",
    )
    field_order = (
        *("title", "kind", "status", "starts_on", "starts_time", "ends_time", "starts_fold"),
        *("ends_on", "zone", "mode", "place", "platform", "attendance", "abstract"),
        *("references", "series", "visibility", "as_another"),
    )

    def __init__(self, posted: Any = None, *, proposal: Proposal) -> None:
        self.told = proposal.announcement()
        super().__init__(posted, initial=_initial(self.told, proposal), label_suffix="")
        for name, rows in (("abstract", 5), ("references", 2), ("attendance", 2)):
            if not self.initial[name]:
                self.fields[name].widget.attrs["rows"] = rows
        self._offer_series(proposal)
        self.people = PartFormSet(posted, parts=self.told.parts)
        if proposal.duplicate_of is None:
            del self.fields["as_another"]
        self.ask_for_folds()

    def decision(self) -> dict[str, Any]:
        """Return what was decided, as `accept_proposal` takes it."""
        return {
            "announcement": self.announcement,
            "series": self.cleaned_data["series"],
            "visibility": self.cleaned_data["visibility"],
            "as_another": self.cleaned_data.get("as_another", False),
        }

    def corrected(self, said: dict[str, Any]) -> Announcement:
        """Return the event as corrected; raise ValueError naming the field."""
        return dataclasses.replace(
            self.told,
            **self.common_words(said),
            status=Status(said["status"]),
            sessions=self._sessions(said),
        )

    def _offer_series(self, proposal: Proposal) -> None:
        """Let the host's series be chosen; the one the text names is."""
        offered = Series.objects.hosted_within(proposal.document.host).in_order()
        self.fields["series"].queryset = offered  # type: ignore[attr-defined]
        self.initial["series"] = named_series(proposal)
        if self.told.series is not None and self.initial["series"] is None:
            self.fields["series"].help_text = f"The text names “{self.told.series.name}”."

    def _sessions(self, said: dict[str, Any]) -> tuple[Session, ...]:
        """Return the sittings with the first as corrected; raise ValueError naming the field."""
        first, *others = self.told.sessions or (None,)
        if hours_without_day(said):
            raise ValueError("starts_on: an hour or a last day needs a day to begin on.")
        if not said["starts_on"]:
            return tuple(each for each in others if each)
        corrected = self.session_told(said, first, said["zone"])
        return tuple(sorted((corrected, *filter(None, others)), key=Session.order))


def _initial(told: Announcement, proposal: Proposal) -> dict[str, Any]:
    first = told.sessions[0] if told.sessions else None
    return {
        **common_initial(told),
        **sitting_shown(first),
        "status": told.status.value,
        "zone": first.zone if first else proposal.document.zone,
        "visibility": proposal.visibility,
    }
