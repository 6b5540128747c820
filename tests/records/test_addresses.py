import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from termcard.records.actions import claim_address, point_address
from termcard.records.models import Address

pytestmark = pytest.mark.django_db


def claim(slug, key=1, kind="series", space="units"):
    return claim_address(space, slug, subject_kind=kind, subject_id=key)


def point(slug, key=1, kind="series", space="units"):
    return point_address(space, slug, subject_kind=kind, subject_id=key)


def states(key=1, kind="series"):
    rows = Address.objects.filter(subject_kind=kind, subject_id=key)
    return dict(rows.values_list("slug", "state"))


def test_new_words_are_current_and_the_old_ones_redirect():
    claim("lunch")
    claim("tea")
    claim("dinner")
    assert states() == {"lunch": "redirect", "tea": "redirect", "dinner": "current"}
    assert Address.objects.current_of("units", "series", 1).get().slug == "dinner"


def test_old_words_may_be_taken_up_again_by_the_same_subject():
    for slug in ("lunch", "tea", "lunch"):
        claim(slug)
    assert states() == {"lunch": "current", "tea": "redirect"}


def test_claiming_the_same_words_again_changes_nothing():
    assert claim("lunch").pk == claim("lunch").pk
    assert states() == {"lunch": "current"}


@pytest.mark.parametrize("other", [{"key": 2}, {"kind": "organisation"}])
def test_words_that_ever_led_to_something_lead_to_nothing_else(other):
    claim("lunch")
    claim("tea")
    for slug in ("lunch", "tea"):
        with pytest.raises(ValidationError) as refused:
            claim(slug, **other)
        assert set(refused.value.message_dict) == {"slug"}
    assert states() == {"lunch": "redirect", "tea": "current"}


def test_words_in_another_space_are_other_words():
    claim("lunch")
    claim("lunch", space="events", kind="event")
    assert Address.objects.at("units", "lunch").get().subject_kind == "series"


def test_a_pointer_may_be_turned_and_never_takes_current_words():
    point("demo", key=1)
    point("demo", key=2)
    assert states(2) == {"demo": "redirect"} and states(1) == {}
    claim("lunch", key=1)
    with pytest.raises(ValidationError):
        point("lunch", key=2)


def test_a_subject_has_one_current_address_even_when_two_claim_at_once():
    claim("lunch")
    with pytest.raises(IntegrityError), transaction.atomic():
        Address.objects.create(space="units", slug="tea", subject_kind="series", subject_id=1)
