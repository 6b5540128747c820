"""The form into which an announcement is pasted or dropped."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from termcard.announcements.decoding import LARGEST
from termcard.institutions.models import Organisation
from termcard.people.models import Account

TOO_LARGE = f"This is larger than {LARGEST // 1_000_000} MB, too large to read."
NOTHING_FOUND = (
    "No event was found in this. An event is known by its day: write it as in "
    "“14 October 2026, 13:00 to 14:00, Room 4”, with the title on the line before."
)


class DocumentForm(forms.Form):
    """The document whose proposals a list is asked to show."""

    document = forms.IntegerField(required=False, min_value=1, max_value=2**63 - 1)


class PasteForm(forms.Form):
    """An announcement as text or file, and the department whose events it holds."""

    text = forms.CharField(
        required=False,
        label="The announcement",
        help_text="An e-mail, a web page, a programme, a calendar file: as it is.",
        widget=forms.Textarea(attrs={"rows": 14}),
        strip=False,
    )
    file = forms.FileField(
        required=False,
        label="Or a file",
        help_text="Text, a saved page, a mail, a calendar (.ics), a table (.csv) or a feed.",
        allow_empty_file=True,
    )
    host = forms.ModelChoiceField(
        queryset=Organisation.objects.none(), label="Whose event it is", empty_label=None
    )

    def __init__(self, *args: Any, account: Account, **kwargs: Any) -> None:
        super().__init__(*args, **{"label_suffix": "", **kwargs})
        hosts = Organisation.objects.in_order()
        if not account.is_operator:
            hosts = hosts.below_any(account.roles.granting("organiser").paths())
        self.fields["host"].queryset = hosts  # type: ignore[attr-defined]

    @property
    def has_hosts(self) -> bool:
        """Whether the account organises for anybody."""
        return self.fields["host"].queryset.exists()  # type: ignore[attr-defined, no-any-return]

    def clean(self) -> dict[str, Any]:
        """Ask for one of text and file, of a size that can be read."""
        said = super().clean() or {}
        file, text = said.get("file"), said.get("text", "")
        if not file and not text.strip() and not self.errors:
            self.add_error("text", "Paste an announcement, or choose a file.")
        if file and file.size > LARGEST:
            self.add_error("file", TOO_LARGE)
        elif not file and len(text.encode("utf-8", "replace")) > LARGEST:
            self.add_error("text", TOO_LARGE)
        return said

    def document(self) -> dict[str, Any]:
        """Return what is to be read, as `import_document` takes it."""
        file = self.cleaned_data.get("file")
        text = self.cleaned_data.get("text", "")
        return {
            "content": file.read() if file else text.encode("utf-8", "replace"),
            "name": file.name if file else "",
            "host": self.cleaned_data["host"],
        }

    def add_refusal(self, error: ValidationError) -> None:
        """Show why nothing could be read, beside what was to be read."""
        self.add_error("file" if self.cleaned_data.get("file") else "text", error.messages)

    def say_nothing_was_found(self) -> None:
        """Teach what an event is known by; the text stays."""
        self.add_refusal(ValidationError(NOTHING_FOUND))
