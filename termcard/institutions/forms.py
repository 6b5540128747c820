"""The form by which a steward says how a unit looks."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from termcard.institutions.actions import Logo, checked_colours, kept_logo, redrawn
from termcard.institutions.models import Dress, Organisation, Theme, worn


class ThemeForm(forms.Form):
    """The colours and the mark of a unit; `looked` names a picture that was sent a moment ago."""

    accent_day = forms.CharField(
        required=False,
        max_length=20,
        label="Accent by day",
        help_text="On a light ground: links, buttons, what is chosen. Such as #5c1f6b.",
    )
    accent_night = forms.CharField(
        required=False,
        max_length=20,
        label="Accent by night",
        help_text="On a dark ground. Left empty, it is made of the other.",
    )
    wordmark = forms.CharField(
        required=False,
        max_length=60,
        help_text="Stands at the head of each page. With a logo, it is what the logo says.",
    )
    logo = forms.FileField(
        required=False,
        help_text="A PNG or SVG of at most 500 kB. It is drawn anew, and stands on a light ground "
        "by night.",
        widget=forms.FileInput({"accept": "image/png,image/svg+xml"}),
    )
    takes_off_logo = forms.BooleanField(required=False, label="Take the logo off")
    looked = forms.RegexField("^[0-9a-f]{24}$", required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, organisation: Organisation, **kwargs: Any) -> None:
        self.organisation = organisation
        self.theme = Theme.objects.of(organisation).first() or Theme(organisation=organisation)
        said = {name: getattr(self.theme, name) for name in ("accent_day", "accent_night")}
        initial = {**said, "wordmark": self.theme.wordmark}
        super().__init__(*args, **{"label_suffix": "", "initial": initial, **kwargs})
        if not self.theme.logo:
            del self.fields["takes_off_logo"]

    def clean_logo(self) -> Logo | None:
        """Return the picture as we draw it."""
        sent = self.cleaned_data.get("logo")
        return redrawn(sent.read()) if sent else None

    def clean(self) -> dict[str, Any]:
        """Refuse colours that cannot be read; take the picture that was looked at."""
        said = super().clean() or {}
        try:
            said["accent_day"], said["accent_night"] = checked_colours(
                said.get("accent_day", ""), said.get("accent_night", "")
            )
        except ValidationError as error:
            self.add_error(None, error)
        if not said.get("logo") and said.get("looked"):
            said["logo"] = kept_logo(said["looked"])
        return said

    def said(self) -> dict[str, Any]:
        """Return what `dress_organisation` is told."""
        names = ("accent_day", "accent_night", "wordmark", "logo")
        keeps = not self.cleaned_data.get("takes_off_logo")
        return {**{name: self.cleaned_data[name] for name in names}, "keeps_logo": keeps}

    def dress(self) -> Dress | None:
        """Return what the unit would wear."""
        said, theme = self.said(), Theme(organisation=self.organisation)
        for name in ("accent_day", "accent_night", "wordmark"):
            setattr(theme, name, said[name])
        of = said["logo"]
        if of is not None:
            theme.logo, theme.logo_width, theme.logo_height = of.name, of.width, of.height
        elif said["keeps_logo"]:
            for name in ("logo", "logo_width", "logo_height"):
                setattr(theme, name, getattr(self.theme, name))
        return worn([theme, *Theme.objects.above(self.organisation)])
