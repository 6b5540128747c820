import dataclasses
from datetime import date, datetime, time, timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from termcard.announcements.parts import Part
from termcard.announcements.sessions import Session
from termcard.institutions.actions import ask_approval
from termcard.programme import actions
from termcard.programme.actions import Announcing
from termcard.programme.models import Event, Submission
from termcard.programme.rules import may_publish_event
from termcard.records.models import Change, Letter

pytest_plugins = ["tests.programme.passage"]

LATER = Session(starts_on=date(2026, 12, 16), starts_time=time(15), zone="Europe/London")


def is_out(event):
    return Event.objects.visible_to(None).filter(pk=event.pk).exists()


def decisions(event):
    return [each.decision for each in Submission.objects.of(event)]


def test_where_nobody_need_approve_organisers_publish(draft, olive, rita):
    assert may_publish_event(olive, draft)
    assert not may_publish_event(rita, draft)
    assert not may_publish_event(None, draft)
    actions.publish_event(draft, by=olive)
    assert is_out(draft)


def test_a_unit_may_ask_for_less_than_the_one_above_it(approving_host, draft, olive, operator):
    assert not may_publish_event(olive, draft)
    ask_approval(approving_host, "none", by=operator)
    assert may_publish_event(olive, draft)


def test_only_stewards_say_whether_events_are_approved(host, university, olive, grace):
    for account in (olive,):
        with pytest.raises(PermissionDenied):
            ask_approval(host, "once", by=account)
    assert ask_approval(host, "once", by=grace).approval == "once"
    with pytest.raises(ValidationError):
        ask_approval(host, "perhaps", by=grace)


def test_organisers_publish_nothing_that_nobody_approved(
    approving_host, draft, announcement, olive
):
    with pytest.raises(PermissionDenied):
        actions.publish_event(draft, by=olive)
    for visibility in ("public", "unlisted"):
        with pytest.raises(PermissionDenied):
            actions.announce_event(
                announcement, host=approving_host, visibility=visibility, by=olive
            )
    actions.announce_event(announcement, host=approving_host, visibility="private", by=olive)
    assert Event.objects.visible_to(None).count() == 0


def test_approvers_stewards_and_operators_publish_without_asking(
    approving_host, draft, announcement, ada, grace, operator
):
    actions.publish_event(draft, by=ada)
    assert is_out(draft)
    for account in (grace, operator):
        assert is_out(actions.announce_event(announcement, host=approving_host, by=account))


def test_what_is_approved_comes_out(approving_host, draft, olive, ada, post):
    actions.submit_event(draft, note="For the first week.", by=olive)
    assert not is_out(draft)
    actions.approve_event(draft, words="Gladly.", by=ada)
    assert is_out(draft)
    verbs = Change.objects.of("event", draft.pk).order_by("pk").values_list("verb", flat=True)
    assert list(verbs) == ["announced", "submitted", "approved", "published"]
    (letter,) = post()
    assert letter.to == [olive.email]
    assert "Approved: On bells" in letter.subject
    assert "Gladly." in letter.body


def test_what_is_approved_comes_out_when_and_to_whom_was_wished(approving_host, draft, olive, ada):
    wished = timezone.now().replace(microsecond=0) + timedelta(days=3)
    actions.submit_event(draft, by=olive, wished_from=wished, wished_visibility="unlisted")
    actions.approve_event(draft, by=ada)
    draft.refresh_from_db()
    assert (draft.visibility, draft.public_from) == ("unlisted", wished)
    assert not is_out(draft)


def test_a_wish_that_has_passed_is_fulfilled_at_once(approving_host, draft, olive, ada):
    yesterday = timezone.now() - timedelta(days=1)
    actions.submit_event(draft, by=olive, wished_from=yesterday)
    actions.approve_event(draft, by=ada)
    assert is_out(draft)


def test_what_is_returned_stays_a_draft_with_words(approving_host, draft, olive, ada, post):
    actions.submit_event(draft, by=olive)
    with pytest.raises(ValidationError):
        actions.return_event(draft, by=ada, words="  ")
    actions.return_event(draft, by=ada, words="Who speaks?")
    assert not is_out(draft)
    assert not may_publish_event(olive, draft)
    (letter,) = post()
    assert "Who speaks?" in letter.body
    actions.submit_event(draft, by=olive)
    assert decisions(draft) == ["returned", ""]


def test_what_was_taken_back_does_not_wait(approving_host, draft, olive, ada, post):
    actions.submit_event(draft, by=olive)
    actions.take_back(draft, by=olive)
    assert actions.take_back(draft, by=olive) is None
    with pytest.raises(ValidationError):
        actions.approve_event(draft, by=ada)
    assert not is_out(draft)
    assert post() == []


def test_who_may_do_what(approving_host, draft, olive, ada, rita, other_host, operator):
    from termcard.people.actions import add_account, grant_role
    from termcard.people.models import Role

    elsewhere = add_account("ann@history.example", by=operator)
    grant_role(elsewhere, other_host, by=operator, kind=Role.Kind.STEWARD)
    for account in (ada, rita, elsewhere):
        with pytest.raises(PermissionDenied):
            actions.submit_event(draft, by=account)
    actions.submit_event(draft, by=olive)
    for account in (olive, rita, elsewhere):
        with pytest.raises(PermissionDenied):
            actions.approve_event(draft, by=account)
        with pytest.raises(PermissionDenied):
            actions.return_event(draft, words="No.", by=account)
    for account in (ada, rita, elsewhere):
        with pytest.raises(PermissionDenied):
            actions.take_back(draft, by=account)
    assert decisions(draft) == [""]


def test_submitting_twice_waits_once(approving_host, draft, olive):
    first = actions.submit_event(draft, by=olive)
    assert actions.submit_event(draft, by=olive) == first
    assert decisions(draft) == [""]


def test_what_needs_no_approval_or_is_out_is_not_submitted(draft, event, olive, host, operator):
    with pytest.raises(ValidationError, match="Nobody need"):
        actions.submit_event(draft, by=olive)
    ask_approval(host, "once", by=operator)
    with pytest.raises(ValidationError, match="out already"):
        actions.submit_event(event, by=olive)


def test_of_two_who_decide_the_second_is_told(approving_host, draft, olive, ada, grace, post):
    actions.submit_event(draft, by=olive)
    actions.approve_event(draft, by=ada)
    actions.approve_event(draft, by=grace)  # the same once more changes nothing
    with pytest.raises(ValidationError, match="meanwhile"):
        actions.return_event(draft, by=grace, words="Not yet.")
    assert decisions(draft) == ["approved"]
    assert len(post()) == 1


def test_what_changed_since_the_approver_looked_is_not_approved(approving_host, draft, olive, ada):
    actions.submit_event(draft, by=olive)
    seen = {draft.pk: draft.revision}
    told = Event.objects.visible_to(olive).with_announcement().get(pk=draft.pk).announcement()
    actions.amend_event(draft, dataclasses.replace(told, title="On clocks"), by=olive)
    with pytest.raises(ValidationError):
        actions.approve_events([draft], by=ada, revisions=seen)
    assert not is_out(draft)


def test_several_are_approved_all_or_none(approving_host, draft, announcement, olive, ada):
    other = actions.announce_event(announcement, host=approving_host, visibility="draft", by=olive)
    actions.submit_events([draft, other], by=olive)
    actions.take_back(other, by=olive)
    with pytest.raises(ValidationError):
        actions.approve_events([draft, other], by=ada)
    assert not is_out(draft)


def test_a_form_keeps_a_draft_where_somebody_approves(approving_host, announcement, olive, grace):
    announcing = Announcing(announcement=announcement, host=approving_host)
    event, said = actions.announce_or_submit(announcing, by=olive)
    assert "submitted" in said
    assert (event.visibility, decisions(event)) == ("draft", [""])
    event, said = actions.announce_or_submit(announcing, by=grace)
    assert (event.visibility, said) == ("public", "")


def approved(draft, olive, ada, *, at=None):
    actions.submit_event(draft, by=olive, wished_from=at)
    actions.approve_event(draft, by=ada)
    return Event.objects.visible_to(olive).with_announcement().get(pk=draft.pk)


def amended(event, by, **words):
    told = Event.objects.visible_to(by).with_announcement().get(pk=event.pk).announcement()
    return actions.amend_event(event, dataclasses.replace(told, **words), by=by)


@pytest.mark.parametrize(
    ("words", "lapses"),
    [
        ({"title": "On clocks"}, True),
        ({"abstract": "Other words."}, True),
        ({"parts": (Part(name="Ann Other"),)}, True),
        ({"title": "On Bells."}, False),
        ({"platform": "Teams"}, False),
        ({"topics": ("Clocks",)}, False),
    ],
)
def test_what_changes_after_approval_is_looked_at_again(
    words, lapses, host, draft, olive, ada, operator
):
    ask_approval(host, "anew", by=operator)
    event = approved(draft, olive, ada)
    amended(event, olive, **words)
    assert is_out(event)  # what everybody read is not taken from them
    waiting = Submission.objects.of(event).waiting()
    assert [each.note for each in waiting] == (
        [f"Changed since it was approved: {next(iter(words))}.".replace("parts", "people")]
        if lapses
        else []
    )
    assert Submission.objects.of(event).standing().exists() != lapses


def test_another_date_is_looked_at_again(host, draft, olive, ada, operator):
    ask_approval(host, "anew", by=operator)
    event = approved(draft, olive, ada)
    actions.reschedule_event(event, [LATER], by=olive)
    assert Submission.objects.of(event).waiting().get().note.endswith("date.")
    actions.approve_event(event, by=ada)
    assert Submission.objects.of(event).standing().count() == 1


def test_what_was_still_to_come_out_waits_for_another_approval(host, draft, olive, ada, operator):
    ask_approval(host, "anew", by=operator)
    wished = timezone.now().replace(microsecond=0) + timedelta(days=3)
    event = approved(draft, olive, ada, at=wished)
    amended(event, olive, title="On clocks")
    event.refresh_from_db()
    assert (event.visibility, event.public_from) == ("draft", None)
    actions.approve_event(event, by=ada)
    event.refresh_from_db()
    assert (event.visibility, event.public_from) == ("public", wished)


def test_what_approvers_change_needs_nobody_else(host, draft, olive, ada, grace, operator):
    ask_approval(host, "anew", by=operator)
    event = approved(draft, olive, ada)
    amended(event, grace, title="On clocks")
    assert decisions(event) == ["approved"]


def test_where_one_approval_is_enough_changes_need_none(approving_host, draft, olive, ada):
    event = approved(draft, olive, ada)
    amended(event, olive, title="On clocks")
    assert decisions(event) == ["approved"]


@pytest.fixture
def tuesday(monkeypatch):
    """It is Tuesday, 1 December 2026; the seminar is on the Wednesday of the next week."""
    now = datetime(2026, 12, 1, 10, tzinfo=timezone.get_fixed_timezone(0))
    monkeypatch.setattr("django.utils.timezone.now", lambda: now)


def test_approvers_are_mailed_at_once_only_about_what_is_near(
    tuesday, approving_host, announcement, olive, ada, post
):
    def submitted(day):
        (session,) = announcement.sessions
        told = dataclasses.replace(
            announcement, sessions=(dataclasses.replace(session, starts_on=day),)
        )
        announcing = Announcing(announcement=told, host=approving_host)
        return actions.announce_or_submit(announcing, by=olive)

    submitted(date(2026, 12, 4))  # Tuesday, Wednesday and Thursday are left
    assert not Letter.objects.exists()
    submitted(date(2026, 12, 3))
    (letter,) = Letter.objects.all()
    assert letter.to_address == ada.email
    assert "/organise/approvals/" in letter.text
