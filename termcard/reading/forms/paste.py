"""The form into which an announcement is pasted or dropped."""

from __future__ import annotations

from typing import Any

from django import forms

from termcard.institutions.models import Organisation
from termcard.people.models import Account

LARGEST = 10 * 1024 * 1024


class PasteForm(forms.Form):
    """An announcement as text or file, and the department whose events it holds."""

    text = forms.CharField(
        required=False,
        label="The announcement",
        help_text="An e-mail, a web page, a programme, a calendar file: as it is.",
        widget=forms.Textarea(attrs={"rows": 14}),
        max_length=LARGEST,
        strip=False,
    )
    file = forms.FileField(
        required=False, label="Or a file", help_text="Text, a saved page, or a calendar (.ics)."
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

    def clean(self) -> dict[str, Any]:
        """Ask for one of text and file, of a size that can be read."""
        said = super().clean() or {}
        file = said.get("file")
        if not file and not said.get("text", "").strip() and not self.errors:
            self.add_error("text", "Paste an announcement, or choose a file.")
        if file and file.size > LARGEST:
            self.add_error("file", "At most 10 MB can be read at once.")
        return said

    def document(self) -> dict[str, Any]:
        """Return what is to be read, as `import_document` takes it."""
        file = self.cleaned_data.get("file")
        text = self.cleaned_data.get("text", "")
        return {
            "content": file.read() if file else text.encode("utf-8", "surrogatepass"),
            "name": file.name if file else "",
            "host": self.cleaned_data["host"],
        }
