from datetime import date

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from termcard.programme.actions import hold_date, release_date
from termcard.programme.models import Placeholder
from termcard.records.models import Change

DAY = date(2026, 12, 9)


def test_a_date_is_held_once_and_let_go(series, olive):
    hold_date(series, on=DAY, by=olive)
    held = hold_date(
        series, on=DAY, kind=Placeholder.Kind.NO_MEETING, words="No seminar: strike", by=olive
    )
    assert [(each.shown, each.is_to_be_announced) for each in Placeholder.objects.all()] == [
        ("No seminar: strike", False)
    ]
    release_date(held, by=olive)
    assert not Placeholder.objects.exists()
    told = Change.objects.filter(subject_kind="series", subject_id=series.pk).order_by("pk")
    assert [change.verb for change in told][-3:] == ["date_held", "date_held", "date_released"]


def test_without_words_of_its_own_it_says_its_kind(series, olive):
    assert hold_date(series, on=DAY, by=olive).shown == "To be announced"
    kind = Placeholder.Kind.NO_MEETING
    assert hold_date(series, on=DAY, kind=kind, by=olive).shown == "No meeting"


def test_its_words_tell_no_address_and_fit(series, olive):
    held = hold_date(series, on=DAY, words="Ask sam@speaks.example\x07", by=olive)
    assert "speaks.example" not in held.words and "\x07" not in held.words
    with pytest.raises(ValidationError) as refused:
        hold_date(series, on=DAY, words="No" * 101, by=olive)
    assert set(refused.value.message_dict) == {"words"}
    with pytest.raises(ValidationError) as refused:
        hold_date(series, on=DAY, kind="never", by=olive)
    assert set(refused.value.message_dict) == {"kind"}


def test_only_organisers_of_the_host_hold_dates(series, olive, rita):
    held = hold_date(series, on=DAY, by=olive)
    for refused in (
        lambda: hold_date(series, on=DAY, by=rita),
        lambda: release_date(held, by=rita),
    ):
        with pytest.raises(PermissionDenied):
            refused()


def test_those_of_a_host_are_those_of_its_series(series, host, university, other_host, olive):
    hold_date(series, on=DAY, by=olive)
    assert Placeholder.objects.hosted_within(university).between(DAY, DAY).exists()
    assert not Placeholder.objects.hosted_within(other_host).exists()
