"""The form of the cookie settings."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms

from termcard.lib.consent import Category

ALL, NONE, CHOSEN = "all", "none", "chosen"


class ConsentForm(forms.Form):
    """All, none, or a choice of one by one; it begins at no for each."""

    choice = forms.ChoiceField(choices=[(word, word) for word in (ALL, NONE, CHOSEN)])

    def __init__(
        self, *args: Any, categories: Sequence[Category], agreed: Sequence[str] = (), **kwargs: Any
    ) -> None:
        super().__init__(*args, **{"label_suffix": "", **kwargs})
        self.categories = categories
        for category in categories:
            self.fields[f"allow_{category.key}"] = forms.ChoiceField(
                required=False,
                choices=[("no", "No"), ("yes", "Yes")],
                label=category.title,
                help_text=category.purpose,
                initial="yes" if category.key in agreed else "no",
                widget=forms.RadioSelect,
            )

    def agreed(self) -> list[str]:
        """Return the keys of what was agreed to."""
        said = self.cleaned_data
        if said["choice"] == CHOSEN:
            return [each.key for each in self.categories if said[f"allow_{each.key}"] == "yes"]
        return [each.key for each in self.categories] if said["choice"] == ALL else []
