import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.storage import default_storage
from hypothesis import given
from hypothesis import strategies as st

from termcard.institutions.actions import (
    checked_colours,
    dress_organisation,
    file_of,
    redrawn,
)
from termcard.institutions.models import Dress, Theme, dress_of
from termcard.institutions.models.theme import (
    LEAF_DAY,
    LEAF_NIGHT,
    ON_ACCENT_DAY,
    ON_ACCENT_NIGHT,
    PAPER_DAY,
    PAPER_NIGHT,
)
from termcard.lib.colours import contrast
from termcard.people.actions import add_account, grant_role
from termcard.records.models import Change
from tests.institutions.pictures import SVG, png

SOFT_DAY, SOFT_NIGHT = "#595147", "#b6aea2"


@pytest.fixture
def sue(university, operator):
    """Sue is the university's steward."""
    account = add_account("sue@university.example", by=operator)
    grant_role(account, university, kind="steward", by=operator)
    return account


def test_a_unit_looks_as_those_above_until_it_says_otherwise(university, host, sue):
    assert dress_of(host) is None
    dress_organisation(university, by=sue, accent_day="#00505a", wordmark="Example University")
    inherited = dress_of(host)
    assert (inherited.accent_day, inherited.wordmark) == ("#00505a", "Example University")
    dress_organisation(host, by=sue, accent_day="8A1538")
    own = dress_of(host)
    assert (own.accent_day, own.wordmark) == ("#8a1538", "Example University")
    assert dress_of(university) == inherited
    dress_organisation(host, by=sue)
    assert dress_of(host) == inherited
    assert Theme.objects.of(host).first() is None


def test_only_stewards_there_or_above_dress_a_unit(university, host, other_host, olive, operator):
    steward = add_account("head@education.example", by=operator)
    grant_role(steward, host, kind="steward", by=operator)
    assert dress_organisation(host, by=steward, accent_day="#00505a").accent_day == "#00505a"
    for account, unit in ((olive, host), (steward, other_host), (steward, university)):
        with pytest.raises(PermissionDenied):
            dress_organisation(unit, by=account, accent_day="#00505a")
    assert Theme.objects.count() == 1


def test_what_is_changed_is_recorded_and_touches_every_answer(host, operator):
    dress_organisation(host, by=operator, accent_day="#00505a")
    dress_organisation(host, by=operator, accent_day="#00505a")
    (change,) = Change.objects.filter(verb="dressed")
    assert (change.subject_id, change.touched) == (host.pk, "*")
    assert change.details == {"changed": ["accent_day", "accent_night"]}


def test_a_colour_that_cannot_be_read_is_refused_with_the_nearest_that_can(host, operator):
    with pytest.raises(ValidationError) as refused:
        dress_organisation(host, by=operator, accent_day="#ffcc00", accent_night="#001122")
    day, night = (refused.value.message_dict[name][0] for name in ("accent_day", "accent_night"))
    assert day.startswith("#ffcc00 has a contrast of 1.4 to 1 on the page; it needs 4.5 to 1.")
    assert night.startswith("#001122 has a contrast of 1 to 1 on the page;")
    found = [said.rstrip(".").rpartition(" ")[2] for said in (day, night)]
    assert checked_colours(*found) == tuple(found)
    with pytest.raises(ValidationError) as refused:
        checked_colours("red", "")
    assert "accent_day" in refused.value.message_dict


COLOURS = st.integers(0, 0xFFFFFF).map(lambda number: f"#{number:06x}")


@given(COLOURS)
def test_every_colour_has_a_near_one_that_can_be_read_everywhere(colour):
    try:
        day, night = checked_colours(colour, "")
    except ValidationError as error:
        found = error.message_dict["accent_day"][0].rstrip(".").rpartition(" ")[2]
        day, night = checked_colours(found, "")
    dress = Dress(accent_day=day, accent_night=night)
    for ground in (PAPER_DAY, LEAF_DAY, dress.tint_day, ON_ACCENT_DAY):
        assert contrast(day, ground) >= 4.5
    for ground in (PAPER_NIGHT, LEAF_NIGHT, dress.tint_night, ON_ACCENT_NIGHT):
        assert contrast(night, ground) >= 4.5
    assert contrast(SOFT_DAY, dress.tint_day) >= 4.5
    assert contrast(SOFT_NIGHT, dress.tint_night) >= 4.5


def test_a_logo_is_drawn_anew_and_kept_once(host, operator):
    for sent in (png(300, 80), SVG):
        logo = redrawn(sent)
        assert logo.content.startswith(b"\x89PNG")
        assert b"secret" not in logo.content
        assert (logo.height, logo.width) == (160, 600)
    theme = dress_organisation(host, by=operator, logo=logo)
    assert default_storage.open(file_of(theme.logo)).read() == logo.content
    dress = dress_of(host)
    assert (dress.logo_width, dress.wordmark) == (600, host.name)
    dress_organisation(host, by=operator, wordmark="Education", keeps_logo=True)
    assert (dress_of(host).logo, dress_of(host).wordmark) == (logo.name, "Education")
    dress_organisation(host, by=operator, wordmark="Education")
    assert dress_of(host).logo == ""


@pytest.mark.parametrize(
    "sent",
    [
        b"",
        b"<html><script>alert(1)</script></html>",
        b"GIF89a",
        b"<svg",
        b"\x89PNG\r\n\x1a\n",
        png(5000, 1),
        b"<svg xmlns='http://www.w3.org/2000/svg'><image href='/etc/passwd' width='9' height='9'/>",
        SVG + b" " * 600_000,
    ],
)
def test_what_is_no_picture_of_a_size_is_refused(sent):
    with pytest.raises(ValidationError):
        redrawn(sent)


def test_a_wordmark_tells_no_address(host, operator):
    theme = dress_organisation(host, by=operator, wordmark="Ask sam@speaks.example\x07")
    assert "speaks.example" not in theme.wordmark
    assert "\x07" not in theme.wordmark
