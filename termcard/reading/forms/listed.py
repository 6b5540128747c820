"""The forms of the list of what was read: which document, which of its events, read anew."""

from __future__ import annotations

from typing import Any

from django import forms

from termcard.reading.forms.paste import DAY, NO_DAY, written_on
from termcard.reading.models import Document, Proposal
from termcard.reading.querysets import ProposalQuerySet


class DocumentForm(forms.Form):
    """The document whose proposals a list is asked to show, and which of them come ticked."""

    document = forms.IntegerField(required=False, min_value=1, max_value=2**63 - 1)
    ticked = forms.CharField(required=False, max_length=10)

    def asked_for(self) -> tuple[int | None, str]:
        """Return the document's number and the word for what is ticked, as far as they are any."""
        self.is_valid()
        said = self.cleaned_data
        return said.get("document"), said.get("ticked", "")


class ChosenForm(forms.Form):
    """Those of the waiting proposals that are ticked, to be decided together."""

    chosen = forms.MultipleChoiceField(
        error_messages={
            "required": "Tick at least one event.",
            "invalid_choice": "Somebody decided on one of these meanwhile.",
        },
    )

    def __init__(self, posted: Any = None, *, waiting: ProposalQuerySet) -> None:
        super().__init__(posted)
        self.waiting = waiting
        if posted is not None:
            keys = waiting.values_list("pk", flat=True)
            self.fields["chosen"].choices = [(key, key) for key in keys]  # type: ignore[attr-defined]

    def proposals(self) -> list[Proposal]:
        """Return the chosen proposals, in the order of their documents."""
        return list(self.waiting.among(self.cleaned_data["chosen"]))


class AgainForm(forms.Form):
    """The day as on which a document is to be read again."""

    reference_date = forms.DateField(
        label="Written on",
        help_text="For “tomorrow”, and for years that are left out.",
        widget=DAY,
        error_messages=NO_DAY,
        validators=[written_on],
    )

    def __init__(self, posted: Any = None, *, document: Document | None) -> None:
        initial = {"reference_date": document.reference_date} if document else None
        super().__init__(posted, initial=initial, auto_id="again_%s", label_suffix="")
