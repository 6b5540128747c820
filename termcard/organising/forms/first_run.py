"""The form by which an installation is begun."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings


class FirstRunForm(forms.Form):
    """Whose installation it is, and who lets the others in."""

    name = forms.CharField(max_length=200, label="Name of the institution")
    zone = forms.CharField(max_length=64, label="Its time zone", help_text="As in “Europe/London”.")
    email = forms.EmailField(
        max_length=254,
        label="E-mail address of the first organiser",
        help_text="They are written to, sign in by a code, and let the others in.",
    )

    def __init__(self, posted: Any = None) -> None:
        super().__init__(posted, initial={"zone": settings.TIME_ZONE}, label_suffix="")


class MailTrialForm(forms.Form):
    """Where a letter goes that tries the mail."""

    to = forms.EmailField(max_length=254, label="Send a letter now to")

    def __init__(self, posted: Any = None) -> None:
        super().__init__(posted, label_suffix="", auto_id="trial_%s")
