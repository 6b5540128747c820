"""The forms of asking and answering."""

from __future__ import annotations

from typing import Any

from django import forms

from termcard.attending.models import Enquiry
from termcard.lib.strangers import TrappedForm


class EnquiryForm(TrappedForm):
    """What somebody asks."""

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


class AnswerForm(forms.Form):
    """An answer."""

    answer = forms.CharField(
        max_length=20_000, label="Your answer", widget=forms.Textarea({"rows": 10})
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"label_suffix": "", **kwargs})
