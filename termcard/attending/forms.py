"""The forms of asking and answering."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core import signing

from termcard.attending.models import Enquiry

SALT = "termcard.enquiry"
QUICKEST_SECONDS, LONGEST_SECONDS = 3, 24 * 3600


class EnquiryForm(forms.Form):
    """What somebody asks, with two traps for scripts that no person meets.

    A field that nobody sees must stay empty, and the form must have been open for three
    seconds: neither is a puzzle, and neither loses what was typed.
    """

    purpose = forms.ChoiceField(choices=Enquiry.Purpose.choices, label="What you ask about")
    name = forms.CharField(
        max_length=100, label="Your name", widget=forms.TextInput({"autocomplete": "name"})
    )
    address = forms.EmailField(
        max_length=254,
        label="Your e-mail address",
        help_text="Whoever answers sees it, and nobody else.",
        widget=forms.EmailInput({"autocomplete": "email"}),
    )
    message = forms.CharField(
        max_length=5_000, label="Your question", widget=forms.Textarea({"rows": 6})
    )
    website = forms.CharField(
        required=False,
        label="Leave this empty",
        widget=forms.TextInput({"autocomplete": "off", "tabindex": "-1"}),
    )
    opened = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, about: str, **kwargs: Any) -> None:
        super().__init__(*args, **{"label_suffix": "", **kwargs})
        self.about = about
        self.fields["opened"].initial = signing.dumps(about, salt=SALT)

    def clean_website(self) -> str:
        """Refuse what only a script fills in."""
        if self.cleaned_data["website"]:
            raise forms.ValidationError("Please leave this field empty.")
        return ""

    def clean(self) -> dict[str, Any]:
        """Ask to send again what came faster than anybody types, or from an old page."""
        said = super().clean() or {}
        token = said.get("opened", "")
        if not self._is_opened(token) or self._is_opened(token, QUICKEST_SECONDS):
            self.add_error(None, "Please send it once more; what you wrote is kept below.")
            self.data = {**dict(self.data.items()), "opened": signing.dumps(self.about, salt=SALT)}
        return said

    def _is_opened(self, token: str, within: int = LONGEST_SECONDS) -> bool:
        try:
            return bool(signing.loads(token, salt=SALT, max_age=within) == self.about)
        except signing.BadSignature:
            return False


class AnswerForm(forms.Form):
    """An answer."""

    answer = forms.CharField(
        max_length=20_000, label="Your answer", widget=forms.Textarea({"rows": 10})
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"label_suffix": "", **kwargs})
