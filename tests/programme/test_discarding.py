from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from termcard.programme.actions import (
    announce_event,
    discard_event,
    hold_back_event,
    make_preview,
    publish_event,
    revoke_preview,
    take_up_event,
    unlist_event,
)
from termcard.programme.models import Event, PreviewLink

pytestmark = pytest.mark.django_db
LATER = timedelta(days=3)


@pytest.fixture
def draft(announcement, host, olive):
    return announce_event(announcement, host=host, by=olive, visibility="draft")


def test_a_discarded_draft_is_seen_by_nobody_until_it_is_taken_up(draft, olive, operator):
    discard_event(draft, by=olive)
    for one in (olive, operator):
        assert not Event.objects.visible_to(one).exists()
        assert not Event.objects.editable_by(one).exists()
    with pytest.raises(PermissionDenied):
        publish_event(draft, by=olive)
    take_up_event(draft, by=olive)
    assert Event.objects.editable_by(olive).get() == draft


def test_what_was_to_come_out_by_itself_does_not_once_it_is_discarded(draft, olive):
    publish_event(draft, by=olive, at=timezone.now() + LATER)
    discard_event(draft, by=olive)
    assert not Event.objects.visible_to(None, at=timezone.now() + 2 * LATER).exists()


def test_what_was_out_is_never_discarded(event, olive):
    with pytest.raises(ValidationError):
        discard_event(event, by=olive)
    with pytest.raises(ValidationError):
        hold_back_event(event, by=olive)


@pytest.mark.parametrize("action", [discard_event, hold_back_event, unlist_event])
def test_others_may_not(action, draft, rita):
    with pytest.raises(PermissionDenied):
        action(draft, by=rita)


def test_others_may_not_take_up_what_was_discarded(draft, olive, rita):
    discard_event(draft, by=olive)
    with pytest.raises(PermissionDenied):
        take_up_event(draft, by=rita)


def test_what_waits_for_its_moment_is_held_back(draft, olive):
    publish_event(draft, by=olive, at=timezone.now() + LATER)
    held = hold_back_event(draft, by=olive)
    assert (held.visibility, held.public_from) == ("draft", None)


@pytest.mark.parametrize("begins", ["draft", "public"])
def test_an_unlisted_event_stands_in_no_list(begins, announcement, host, olive):
    event = announce_event(announcement, host=host, by=olive, visibility=begins)
    unlist_event(event, by=olive)
    assert Event.objects.visible_to(None).get() == event
    assert not Event.objects.visible_to(None).listed().exists()


def test_a_preview_opens_one_event_until_it_is_revoked_or_over(draft, olive):
    link, token = make_preview(draft, by=olive, lasts=LATER)
    now = timezone.now()

    def opens(token=token, short_id=draft.short_id, at=now):
        return PreviewLink.objects.opening(token, short_id, at).exists()

    assert opens()
    assert token not in str(PreviewLink.objects.values_list().get())
    assert not opens(short_id="zzzzzzzz")
    assert not opens(token=token[:-1])
    assert not opens(at=now + LATER + timedelta(minutes=1))
    revoke_preview(draft, link, by=olive)
    assert not opens()


def test_a_preview_of_what_was_discarded_opens_nothing(draft, olive):
    _, token = make_preview(draft, by=olive, lasts=LATER)
    discard_event(draft, by=olive)
    assert not PreviewLink.objects.opening(token, draft.short_id, timezone.now()).exists()


def test_a_preview_lasts_no_longer_than_three_months(draft, olive):
    link, _ = make_preview(draft, by=olive, lasts=timedelta(days=4000))
    assert link.expires_at < timezone.now() + timedelta(days=91)


def test_others_make_and_revoke_no_preview(draft, olive, rita):
    with pytest.raises(PermissionDenied):
        make_preview(draft, by=rita, lasts=LATER)
    link, _ = make_preview(draft, by=olive, lasts=LATER)
    with pytest.raises(PermissionDenied):
        revoke_preview(draft, link, by=rita)
