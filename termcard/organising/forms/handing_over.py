"""The form by which a series is handed over."""

from __future__ import annotations

from django import forms


class HandOverForm(forms.Form):
    """To whom, and whether the one who hands over leaves."""

    email = forms.EmailField(
        max_length=254,
        label="Their e-mail address",
        help_text="They are written to: how to sign in, and what is planned.",
    )
    is_leaving = forms.BooleanField(required=False, label="I keep it no longer myself")

    def __init__(self, posted: object = None, *, is_keeper: bool) -> None:
        super().__init__(posted, label_suffix="")  # type: ignore[arg-type]
        if not is_keeper:
            del self.fields["is_leaving"]
