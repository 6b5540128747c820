"""The table of how an organisation looks, and what those below it wear."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass

from django.db import models
from django.urls import reverse

from termcard.institutions.models.organisation import Organisation
from termcard.institutions.querysets import ThemeQuerySet
from termcard.lib.colours import mixed

# The grounds of the style sheet, by day and by night, and how much of the accent tints them.
PAPER_DAY, PAPER_NIGHT = "#fbf8f1", "#10131b"
LEAF_DAY, LEAF_NIGHT = "#fffefa", "#181c27"
ON_ACCENT_DAY, ON_ACCENT_NIGHT = "#fffefa", "#1c1022"
TINT_SHARE_DAY, TINT_SHARE_NIGHT = 0.08, 0.12


class Theme(models.Model):
    """The colours and the mark of an organisation; whatever is empty it has from those above it.

    `accent_day` and `accent_night` are set together. `wordmark` stands where the site's name
    stands; `logo` names a picture of ours in its place, of that width and height in pixels.
    """

    organisation = models.OneToOneField(Organisation, models.CASCADE, related_name="theme")
    accent_day = models.CharField(max_length=7, blank=True)
    accent_night = models.CharField(max_length=7, blank=True)
    wordmark = models.CharField(max_length=60, blank=True)
    logo = models.CharField(max_length=100, blank=True)
    logo_width = models.PositiveSmallIntegerField(default=0)
    logo_height = models.PositiveSmallIntegerField(default=0)

    objects = ThemeQuerySet.as_manager()

    class Meta:
        db_table = "theme"

    def __str__(self) -> str:
        return f"The look of {self.organisation}"


@dataclass(frozen=True, kw_only=True)
class Dress:
    """What a page wears: colours, or a mark, or both; what is empty is as the site has it."""

    accent_day: str = ""
    accent_night: str = ""
    wordmark: str = ""
    logo: str = ""
    logo_width: int = 0
    logo_height: int = 0

    @property
    def tint_day(self) -> str:
        """The ground of what is chosen, by day."""
        return mixed(PAPER_DAY, self.accent_day, TINT_SHARE_DAY) if self.accent_day else ""

    @property
    def tint_night(self) -> str:
        """The ground of what is chosen, by night."""
        return mixed(PAPER_NIGHT, self.accent_night, TINT_SHARE_NIGHT) if self.accent_night else ""

    @property
    def sheet(self) -> str:
        """The style sheet that sets the colours."""
        return (
            f":root{{--accent-day:{self.accent_day};--accent-night:{self.accent_night};"
            f"--tint-day:{self.tint_day};--tint-night:{self.tint_night}}}\n"
        )

    @property
    def sheet_name(self) -> str:
        """What the sheet's address is made of: its colours, and an edition of what they make."""
        edition = hashlib.sha256(self.sheet.encode()).hexdigest()[:8]
        return f"{self.accent_day[1:]}-{self.accent_night[1:]}-{edition}"

    @property
    def sheet_url(self) -> str:
        """The path of its style sheet; empty where it sets no colours."""
        return reverse("theme_sheet", args=[self.sheet_name]) if self.accent_day else ""

    @property
    def logo_url(self) -> str:
        """The path of its picture; empty where it has none."""
        return reverse("theme_logo", args=[self.logo]) if self.logo else ""


def worn(themes: Iterable[Theme]) -> Dress | None:
    """Return what themes make together, the nearest first; None where they say nothing.

    The two colours come from the same theme, and so do wordmark and logo.
    """
    found = list(themes)
    coloured = next((theme for theme in found if theme.accent_day), None)
    marked = next((theme for theme in found if theme.wordmark or theme.logo), None)
    if coloured is None and marked is None:
        return None
    return Dress(
        accent_day=coloured.accent_day if coloured else "",
        accent_night=coloured.accent_night if coloured else "",
        wordmark=(marked.wordmark or marked.organisation.name) if marked else "",
        logo=marked.logo if marked else "",
        logo_width=marked.logo_width if marked else 0,
        logo_height=marked.logo_height if marked else 0,
    )


def dress_of(organisation: Organisation | None) -> Dress | None:
    """Return what an organisation's pages wear: its own, and what it has from those above it."""
    return worn(Theme.objects.over(organisation)) if organisation else None
