"""Forms that anybody may send, without a cookie and without a puzzle."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core import signing
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from termcard.lib.policies import Policy, View, allows

SALT = "termcard.strangers"
QUICKEST_SECONDS, LONGEST_SECONDS = 3, 24 * 3600


def for_strangers(view: View) -> View:
    """Declare a form that anybody may send, without a cookie; it refuses other sites' forms."""
    methods = require_http_methods(["GET", "HEAD", "POST"])
    return allows(Policy.ANYONE)(csrf_exempt(never_cache(methods(view))))


class TrappedForm(forms.Form):
    """A form with two traps for scripts that no person meets; `about` says which form it is.

    A field that nobody sees must stay empty, and the form must have been open for three
    seconds: neither is a puzzle, and neither loses what was typed.
    """

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
