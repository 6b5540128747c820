import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from termcard.institutions.actions import add_organisation, add_venue
from termcard.institutions.models import Organisation

LEAKY = "Ask sam@speaks.example\x07 or join https://zoom.us/j/5550001111?pwd=secret"


def has_leaked(text):
    return "speaks.example" in text or "zoom.us" in text or "\x07" in text


def test_words_of_organisations_and_venues_tell_no_address(university, operator):
    unit = add_organisation(
        name=LEAKY, slug="unit", parent=university, by=operator, introduction=f"About.\r\n{LEAKY}"
    )
    venue = add_venue(
        organisation=university,
        name=LEAKY,
        by=operator,
        street_address=LEAKY,
        directions=f"Up the stairs.\r\n{LEAKY}",
    )
    told = (unit.name, unit.introduction, venue.name, venue.street_address, venue.directions)
    assert [text for text in told if has_leaked(text)] == []
    assert unit.introduction.startswith("About.\n")
    assert venue.directions.startswith("Up the stairs.\n")


def test_an_organisation_stands_below_its_parent(university, host):
    assert host.path == f"{university.path}{host.pk}/"
    assert (university.depth, host.depth) == (0, 1)
    assert host.institution_path == university.institution_path == university.path
    assert list(Organisation.objects.over(host)) == [university, host]
    assert list(Organisation.objects.above(host)) == [university]


def test_only_operators_add_them(university, olive):
    with pytest.raises(PermissionDenied):
        add_organisation(name="Unit", slug="unit", parent=university, by=olive)
    with pytest.raises(PermissionDenied):
        add_venue(organisation=university, name="Hall", by=olive)


@pytest.mark.parametrize("details", [{"name": " \x07"}, {"zone": "Europe/Nowhere"}])
def test_what_is_none_is_refused_by_name(details, operator):
    with pytest.raises(ValidationError) as refused:
        add_organisation(**{"name": "Northport", "slug": "northport", "by": operator, **details})
    assert set(refused.value.message_dict) == details.keys()
    assert not Organisation.objects.called("northport").exists()
