from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from termcard.people.actions import deactivate_account
from termcard.people.models import Account
from termcard.programme.actions import (
    announce_event,
    end_keeping,
    hand_over_series,
    hold_date,
)
from termcard.programme.models import Event, Keeper, Series
from termcard.programme.rules import may_edit_series
from termcard.records.models import Change

NEXT = "Nora@Education.example"


def verbs(series):
    changes = Change.objects.of("series", series.pk).order_by("pk")
    return [change.verb for change in changes]


def test_one_step_gives_the_series_to_somebody_new_who_is_told_what_is_planned(
    announcement, host, series, olive, post
):
    draft = announce_event(announcement, host=host, series=series, by=olive, visibility="draft")
    hold_date(series, on=timezone.now().date() + timedelta(days=30), by=olive)
    hand_over_series(series, to=NEXT, by=olive)
    nora = Account.objects.called(NEXT).get()
    assert list(Series.objects.editable_by(nora)) == [series]
    assert list(Event.objects.editable_by(nora)) == [draft]
    (letter,) = post()
    assert letter.to == [nora.email] and letter.reply_to == [olive.email]
    assert "“Education Seminar” is now in your hands" in letter.subject
    for words in (
        "http://events.example/signin/",
        f"/organise/series/{series.slug}/",
        "On bells",
        "To be announced",
        nora.email,
    ):
        assert words in letter.body
    assert verbs(series)[-1] == "handed_over"


def test_a_keeper_who_leaves_keeps_it_no_longer_and_the_successor_does(series, olive, rita, post):
    hand_over_series(series, to=rita.email, by=olive)
    hand_over_series(series, to=NEXT, by=rita, is_leaving=True)
    nora = Account.objects.called(NEXT).get()
    assert may_edit_series(nora, series) and not may_edit_series(rita, series)
    assert may_edit_series(olive, series)
    with pytest.raises(PermissionDenied):
        hand_over_series(series, to=rita.email, by=rita)
    assert verbs(series)[-2:] == ["handed_over", "keeping_ended"]
    assert [letter.to for letter in post()] == [[rita.email], [nora.email]]


def test_handing_over_twice_tells_once(series, olive, rita, post):
    assert hand_over_series(series, to=rita.email, by=olive) is not None
    assert hand_over_series(series, to=rita.email, by=olive) is None
    assert len(post()) == 1 and Keeper.objects.count() == 1


def test_whoever_kept_it_once_may_keep_it_again(series, olive, rita, post):
    keeper = hand_over_series(series, to=rita.email, by=olive)
    end_keeping(keeper, by=olive)
    end_keeping(keeper, by=olive)
    assert not may_edit_series(rita, series)
    assert verbs(series).count("keeping_ended") == 1
    hand_over_series(series, to=rita.email, by=olive)
    assert may_edit_series(rita, series) and len(post()) == 2


def test_only_who_looks_after_a_series_says_who_keeps_it(series, olive, rita, post):
    with pytest.raises(PermissionDenied):
        hand_over_series(series, to=rita.email, by=rita)
    keeper = hand_over_series(series, to=NEXT, by=olive)
    with pytest.raises(PermissionDenied):
        end_keeping(keeper, by=rita)
    assert Keeper.objects.active().count() == 1


def test_what_cannot_be_done_leaves_everything_as_it_was(series, olive, rita, operator, post):
    hand_over_series(series, to=olive.email, by=operator)
    deactivate_account(rita, by=operator)
    for to in ("nonsense", rita.email, olive.email):
        with pytest.raises(ValidationError) as refused:
            hand_over_series(series, to=to, by=olive, is_leaving=True)
        assert set(refused.value.message_dict) == {"email"}
    assert [keeper.account for keeper in Keeper.objects.active()] == [olive]
    assert len(post()) == 1
