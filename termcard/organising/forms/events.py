"""The small forms about events: which to list, whose a new one is, for whom a preview is."""

from __future__ import annotations

from typing import Any

from django import forms

from termcard.institutions.models import Organisation
from termcard.people.models import Account
from termcard.programme.models import Series

STATES = [
    ("", "any state"),
    ("draft", "draft"),
    ("submitted", "waiting for approval"),
    ("held", "held until a later moment"),
    ("out", "published"),
    ("unlisted", "unlisted"),
    ("members", "for members"),
    ("cancelled", "cancelled"),
    ("postponed", "postponed"),
    ("withdrawn", "withdrawn"),
    ("discarded", "discarded drafts"),
]


class FilterForm(forms.Form):
    """Which of one's events are listed."""

    q = forms.CharField(required=False, max_length=200, label="Words in it")
    state = forms.ChoiceField(required=False, choices=STATES, label="State")
    host = forms.ModelChoiceField(
        queryset=Organisation.objects.none(),
        required=False,
        to_field_name="slug",
        empty_label="any department",
        label="Whose",
    )
    series = forms.ModelChoiceField(
        queryset=Series.objects.none(),
        required=False,
        to_field_name="slug",
        empty_label="any series",
    )
    untitled = forms.BooleanField(required=False, label="Without a title")
    past = forms.BooleanField(required=False, label="Those that are over")

    def __init__(self, asked: Any, *, account: Account) -> None:
        super().__init__(asked, label_suffix="", auto_id="list_%s")
        self.fields["host"].queryset = hosts_of(account)  # type: ignore[attr-defined]
        series = Series.objects.editable_by(account).in_order()
        self.fields["series"].queryset = series  # type: ignore[attr-defined]

    def asked(self) -> dict[str, Any]:
        """Return what is asked for; what is none of the choices asks for nothing."""
        self.is_valid()
        return self.cleaned_data


class HostForm(forms.Form):
    """Whose event a new one is."""

    host = forms.ModelChoiceField(
        queryset=Organisation.objects.none(), label="Whose event it is", empty_label=None
    )

    def __init__(
        self, posted: Any = None, *, account: Account, host: Organisation | None = None
    ) -> None:
        initial = {"host": host.pk if host else None}
        super().__init__(posted, initial=initial, label_suffix="")
        offered = hosts_of(account, also=host)
        self.fields["host"].queryset = offered  # type: ignore[attr-defined]

    @property
    def has_hosts(self) -> bool:
        """Whether the account organises for anybody."""
        return self.fields["host"].queryset.exists()  # type: ignore[attr-defined, no-any-return]


class PreviewForm(forms.Form):
    """For whom a link to a draft is, and for how long."""

    words = forms.CharField(required=False, max_length=100, label="For whom")
    days = forms.TypedChoiceField(
        coerce=int,
        choices=[("7", "a week"), ("30", "a month"), ("90", "three months")],
        label="It opens for",
    )


def hosts_of(account: Account, *, also: Organisation | None = None) -> Any:
    """Return the organisations for which the account organises or keeps a series, by name."""
    hosts = Organisation.objects.in_order()
    if account.is_operator:
        return hosts
    mine = hosts.of(account)
    keepings = account.keepings.active().select_related("series__host")
    kept = {each.series.host.slug for each in keepings}
    for slug in sorted(kept | ({also.slug} if also else set())):
        mine |= hosts.called(slug)
    return mine.in_order()
