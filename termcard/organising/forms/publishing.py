"""The forms of how a unit publishes, and of what is noted about speakers from outside."""

from __future__ import annotations

from typing import Any

from django import forms

from termcard.institutions.models import Organisation, SpeakerRule
from termcard.institutions.models.speaker_rule import MOST_WORKING_DAYS
from termcard.programme.models import SpeakerEntry

LONGEST_WORDS = 5_000
# What is mostly asked for; each institution words its own.
USUAL_ITEMS = (
    "The speaker is who they say they are",
    "The topic and the title are known",
    "Whoever chairs was told what to do if it is disrupted",
    "The room is large enough, and its exits are known",
)


class PublishingForm(forms.Form):
    """Whether events are approved first, and what is to be done about speakers from outside."""

    approval = forms.ChoiceField(
        required=False,
        choices=Organisation.Approval.choices,
        label="Before an event is published",
        widget=forms.RadioSelect,
    )
    has_rule = forms.BooleanField(
        required=False,
        label="Something is to be done before somebody from outside speaks",
    )
    working_days = forms.IntegerField(
        min_value=0,
        max_value=MOST_WORKING_DAYS,
        label="Working days before the event",
        help_text="Weekends and days on which the unit is closed are not counted.",
    )
    items = forms.CharField(
        required=False,
        label="The checklist",
        help_text="One question on each line.",
        widget=forms.Textarea(attrs={"rows": 6}),
    )
    is_binding = forms.BooleanField(
        required=False, label="Nothing is published before an approver decided on the speakers"
    )

    def __init__(
        self, posted: Any = None, *, organisation: Organisation, rule: SpeakerRule | None
    ) -> None:
        shown = {
            "approval": organisation.approval,
            "has_rule": rule is not None,
            "working_days": rule.working_days if rule else 10,
            "items": "\n".join(rule.items if rule else USUAL_ITEMS),
            "is_binding": rule is not None and rule.is_binding,
        }
        super().__init__(posted, initial=shown, label_suffix="")

    def rule(self) -> dict[str, Any] | None:
        """Return what is to be done about speakers; None where nothing is."""
        said = self.cleaned_data
        if not said["has_rule"]:
            return None
        items = said["items"].splitlines()
        days = said["working_days"]
        return {"working_days": days, "items": items, "is_binding": said["is_binding"]}


class SpeakerForm(forms.Form):
    """One line for the log of an event's speakers from outside."""

    verb = forms.ChoiceField(choices=SpeakerEntry.Verb.choices)
    item = forms.CharField(required=False, max_length=300)
    words = forms.CharField(
        required=False,
        max_length=LONGEST_WORDS,
        label="Why, in a sentence",
        help_text="It stands in the log, which nobody can change.",
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def __init__(self, posted: Any = None) -> None:
        super().__init__(posted, label_suffix="")
