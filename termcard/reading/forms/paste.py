"""The form into which an announcement is pasted or dropped, or its address given."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from termcard.announcements.decoding import LARGEST
from termcard.institutions.models import Organisation
from termcard.lib.fetching import LONGEST_URL
from termcard.people.models import Account

TOO_LARGE = f"This is larger than {LARGEST // 1_000_000} MB, too large to read."
NOTHING_GIVEN = "Paste an announcement, choose a file, or give an address."
NOTHING_FOUND = (
    "No event was found in this. An event is known by its day: write it as in "
    "“14 October 2026, 13:00 to 14:00, Room 4”, with the title on the line before. Where it "
    "says “tomorrow” or leaves out the year, give the day it was written."
)
DAY = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
NO_DAY = {"invalid": "There is no such day. Write it as 2026-10-14."}
FIRST_DAY, LAST_DAY = date(1900, 1, 1), date(2200, 1, 1)
_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:", re.IGNORECASE)


def written_on(value: date | None) -> None:
    """Raise ValidationError for a day on which nothing that is read can have been written."""
    if value is not None and not FIRST_DAY <= value <= LAST_DAY:
        raise ValidationError(f"Give a day between {FIRST_DAY.year} and {LAST_DAY.year}.")


class PasteForm(forms.Form):
    """An announcement as text, file or address, and the department whose events it holds."""

    text = forms.CharField(
        required=False,
        label="The announcement",
        help_text=(
            "An e-mail, a web page, a programme, a calendar file: as it is. "
            "Plain words up to half a million characters, anything else up to 10 MB."
        ),
        widget=forms.Textarea(attrs={"rows": 12}),
        strip=False,
    )
    file = forms.FileField(
        required=False,
        label="Or a file",
        help_text="Text, a saved page, a mail, a calendar (.ics), a table (.csv) or a feed.",
        allow_empty_file=True,
    )
    address = forms.CharField(
        required=False,
        max_length=LONGEST_URL,
        label="Or its address",
        help_text="A page, a feed or a calendar that anybody can open.",
        widget=forms.URLInput(attrs={"placeholder": "https://"}),
    )
    reference_date = forms.DateField(
        required=False,
        label="Written on",
        help_text="For “tomorrow”, and for years that are left out. Empty: today.",
        widget=DAY,
        error_messages=NO_DAY,
        validators=[written_on],
    )
    host = forms.ModelChoiceField(
        queryset=Organisation.objects.none(), label="Whose event it is", empty_label=None
    )

    def __init__(self, *args: Any, account: Account, **kwargs: Any) -> None:
        super().__init__(*args, **{"label_suffix": "", **kwargs})
        hosts = Organisation.objects.in_order().of(account)
        self.fields["host"].queryset = hosts  # type: ignore[attr-defined]

    @property
    def has_hosts(self) -> bool:
        """Whether the account organises for anybody."""
        return self.fields["host"].queryset.exists()  # type: ignore[attr-defined, no-any-return]

    @property
    def is_to_be_fetched(self) -> bool:
        """Whether an address alone is given; beside text or file it says where that stood."""
        return self._source() == "address"

    def clean_address(self) -> str:
        """Return the address in full, for one that is typed without `https://`."""
        address: str = self.cleaned_data["address"]
        return address if not address or _SCHEME.match(address) else f"https://{address}"

    def clean(self) -> dict[str, Any]:
        """Ask for one of text, file and address, of a size that can be read."""
        said = super().clean() or {}
        file, text = said.get("file"), said.get("text", "")
        if not self.errors and not (file or text.strip() or said.get("address")):
            self.add_error("text", NOTHING_GIVEN)
        if file and file.size > LARGEST:
            self.add_error("file", TOO_LARGE)
        elif not file and len(text.encode("utf-8", "replace")) > LARGEST:
            self.add_error("text", TOO_LARGE)
        return said

    def document(self) -> dict[str, Any]:
        """Return what is to be read, as `import_document` or `import_address` takes it."""
        said = self.cleaned_data
        document = {name: said[name] for name in ("host", "reference_date")}
        if self.is_to_be_fetched:
            return {**document, "url": said["address"]}
        file = said.get("file")
        return {
            **document,
            "content": file.read() if file else said["text"].encode("utf-8", "replace"),
            "name": file.name if file else "",
        }

    def add_refusal(self, error: ValidationError) -> None:
        """Show why nothing could be read, beside what was to be read."""
        self.add_error(self._source(), error.messages)

    def say_nothing_was_found(self) -> None:
        """Teach what an event is known by; the text stays."""
        self.add_refusal(ValidationError(NOTHING_FOUND))

    def _source(self) -> str:
        if self.cleaned_data.get("file"):
            return "file"
        text, address = (self.cleaned_data.get(name, "") for name in ("text", "address"))
        return "address" if address and not text.strip() else "text"
