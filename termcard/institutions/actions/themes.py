"""The write of how an organisation looks."""

from __future__ import annotations

from collections.abc import Iterator

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction

from termcard.announcements.withholding import withhold
from termcard.institutions.actions.logos import Logo, keep_logo
from termcard.institutions.models import Dress, Organisation, Theme
from termcard.institutions.models.theme import (
    LEAF_DAY,
    LEAF_NIGHT,
    ON_ACCENT_DAY,
    ON_ACCENT_NIGHT,
    PAPER_DAY,
    PAPER_NIGHT,
)
from termcard.institutions.rules import Planner, may_dress
from termcard.lib.colours import colour_of, contrast, nearest
from termcard.lib.wording import plain_line
from termcard.records.actions import Happening, record_changes, require_clean

# WCAG 2.2, section 1.4.3: for words, and more than frames need (section 1.4.11: 3 to 1).
WORDS_NEED = 4.5
# WCAG 2.2, section 1.4.6: where a colour is ours to choose.
READ_WITH_EASE = 7.0
_COLUMNS = ("accent_day", "accent_night", "wordmark", "logo", "logo_width", "logo_height")


def checked_colours(day: str, night: str) -> tuple[str, str]:
    """Return the accents by day and by night, the latter made of the former where it is not said.

    Raises ValidationError naming the field, with the contrast and the nearest colour that has
    enough of it.
    """
    if not day.strip() and not night.strip():
        return "", ""
    faults: dict[str, str] = {}
    by_day = _checked("accent_day", day, faults)
    # The night's is made of the day's as that was meant, were it too pale for the day or not.
    asked = night if night.strip() or not by_day else _made_for_the_night(by_day)
    by_night = _checked("accent_night", asked, faults)
    if faults:
        raise ValidationError(faults)
    return by_day, by_night


@transaction.atomic
def dress_organisation(
    organisation: Organisation,
    *,
    by: Planner,
    accent_day: str = "",
    accent_night: str = "",
    wordmark: str = "",
    logo: Logo | None = None,
    keeps_logo: bool = False,
) -> Theme | None:
    """Say how an organisation looks, and with it those below; without a word it looks as above.

    `keeps_logo` leaves the picture that there is. Returns the theme, or None when there is none
    any more. Raises PermissionDenied, and ValidationError naming the field.
    """
    if not may_dress(by, organisation):
        raise PermissionDenied(f"Only stewards of {organisation} say how it looks.")
    # Whoever dresses it at the same time waits here.
    Organisation.objects.select_for_update().get(pk=organisation.pk)
    theme = Theme.objects.of(organisation).first() or Theme(organisation=organisation)
    before = {name: getattr(theme, name) for name in _COLUMNS}
    theme.accent_day, theme.accent_night = checked_colours(accent_day, accent_night)
    theme.wordmark = withhold(plain_line(wordmark)).text
    if logo is not None or not keeps_logo:
        _put_on(theme, logo)
    require_clean(theme)
    changed = sorted(name for name in _COLUMNS if getattr(theme, name) != before[name])
    if changed:
        _keep(theme)
        told = Happening("organisation", organisation.pk, "dressed", details={"changed": changed})
        record_changes([told], by=by)
    return theme if theme.pk else None


def _put_on(theme: Theme, logo: Logo | None) -> None:
    if logo is not None:
        keep_logo(logo)
    theme.logo = logo.name if logo else ""
    theme.logo_width = logo.width if logo else 0
    theme.logo_height = logo.height if logo else 0


def _keep(theme: Theme) -> None:
    if theme.accent_day or theme.wordmark or theme.logo:
        theme.save()
    elif theme.pk:
        theme.delete()


def _checked(field: str, words: str, faults: dict[str, str]) -> str:
    """Return a colour as it is kept; say in `faults` what is wrong with it."""
    try:
        colour = colour_of(words)
    except ValueError as error:
        faults[field] = str(error)
        return ""
    fault = next(_too_faint(field, colour), None)
    if fault is not None:
        found = nearest(colour, lambda tried: next(_too_faint(field, tried), None) is None)
        ground, ratio, needed = fault
        faults[field] = (
            f"{colour} has a contrast of {_shown(ratio)} to 1 {ground}; it needs {needed:g} to 1. "
            f"The nearest that has enough is {found}."
        )
    return colour


def _too_faint(field: str, colour: str) -> Iterator[tuple[str, float, float]]:
    """Yield (where, the contrast there, what is needed there) of each ground it is lost on."""
    if field == "accent_day":
        dress = Dress(accent_day=colour)
        grounds = (PAPER_DAY, LEAF_DAY, dress.tint_day, ON_ACCENT_DAY)
    else:
        dress = Dress(accent_night=colour)
        grounds = (PAPER_NIGHT, LEAF_NIGHT, dress.tint_night, ON_ACCENT_NIGHT)
    places = ("on the page", "on a leaf", "on its own tint", "with the words of a button")
    for place, ground in zip(places, grounds, strict=True):
        if (ratio := contrast(colour, ground)) < WORDS_NEED:
            yield place, ratio, WORDS_NEED


def _made_for_the_night(by_day: str) -> str:
    """Return the colour of the same hue that can be read at night with ease."""
    found = nearest(by_day, lambda tried: contrast(tried, LEAF_NIGHT) >= READ_WITH_EASE)
    return found or by_day


def _shown(ratio: float) -> str:
    """Return a ratio with one digit, cut off: never more than it is."""
    return f"{int(ratio * 10) / 10:g}"
