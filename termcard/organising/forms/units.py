"""The forms of a unit: what it says of itself, who does what there, what stands below it."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.text import slugify

from termcard.announcements.announcement import AccessProvision
from termcard.institutions.models import Organisation, Venue
from termcard.people.actions.inviting import MAY_DO
from termcard.people.models import Role

LONGEST_TEXT, LONGEST_DAY = 20_000, 24 * 60


class UnitForm(forms.Form):
    """What a unit says of itself."""

    name = forms.CharField(max_length=200)
    slug = forms.SlugField(
        max_length=80, label="Its address", help_text="An earlier address leads here for ever."
    )
    introduction = forms.CharField(
        required=False, max_length=LONGEST_TEXT, widget=forms.Textarea({"rows": 3})
    )
    website = forms.URLField(required=False, max_length=500, assume_scheme="https")
    zone = forms.CharField(max_length=64, label="Time zone")
    usual_minutes = forms.IntegerField(
        required=False,
        min_value=5,
        max_value=LONGEST_DAY,
        label="Usual minutes of an event",
        help_text="Empty: as long as those of the unit above.",
    )

    def __init__(self, posted: Any = None, *, unit: Organisation) -> None:
        said = {name: getattr(unit, name) for name in self.base_fields}
        super().__init__(posted, initial=said, label_suffix="", auto_id="unit_%s")


class InviteForm(forms.Form):
    """Whom to let in, and what they may do."""

    email = forms.EmailField(max_length=254, label="E-mail address")
    kinds = forms.MultipleChoiceField(
        choices=[(kind.value, f"{kind.label}: may {MAY_DO[kind]}") for kind in Role.Kind],
        initial=[Role.Kind.ORGANISER.value],
        widget=forms.CheckboxSelectMultiple,
        label="What they may do",
    )

    def __init__(self, posted: Any = None) -> None:
        super().__init__(posted, label_suffix="", auto_id="invite_%s")


class NewUnitForm(forms.Form):
    """A unit to be added below another."""

    name = forms.CharField(max_length=200)
    kind = forms.ChoiceField(
        choices=[each for each in Organisation.Kind.choices if each[0] != "institution"],
        initial=Organisation.Kind.DEPARTMENT.value,
    )
    slug = forms.SlugField(
        required=False, max_length=80, label="Address", help_text="Empty: made of the name."
    )

    def __init__(self, posted: Any = None) -> None:
        super().__init__(posted, label_suffix="", auto_id="below_%s")

    def clean(self) -> dict[str, Any]:
        """Make the address of the name where none is typed."""
        said: dict[str, Any] = super().clean() or self.cleaned_data
        if not said.get("slug") and "slug" not in self.errors:
            said["slug"] = slugify(said.get("name", ""))[:80].strip("-")
            if not said["slug"] and "name" in said:
                self.add_error("slug", "Type an address: the name makes none.")
        return said


class VenueForm(forms.Form):
    """A place, the way to it, and what it provides so that more people can come."""

    name = forms.CharField(max_length=300)
    street_address = forms.CharField(required=False, max_length=300)
    locality = forms.CharField(required=False, max_length=100, label="Town")
    postal_code = forms.CharField(required=False, max_length=20)
    directions = forms.CharField(
        required=False, max_length=LONGEST_TEXT, widget=forms.Textarea({"rows": 3})
    )
    access = forms.MultipleChoiceField(
        required=False,
        choices=[(word.value, word.display) for word in AccessProvision],
        widget=forms.CheckboxSelectMultiple,
        label="What it provides for access",
    )

    def __init__(self, posted: Any = None, *, venue: Venue | None = None) -> None:
        said = {name: getattr(venue, name) for name in self.base_fields} if venue else None
        super().__init__(posted, initial=said, label_suffix="", auto_id="venue_%s")
