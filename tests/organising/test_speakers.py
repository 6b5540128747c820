import dataclasses
from datetime import date, timedelta

import pytest
import time_machine
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse

from termcard.announcements.parts import Part, PartKind
from termcard.institutions.actions import close_days, drop_speaker_rule, rule_speakers
from termcard.institutions.models import WorkingDays
from termcard.programme import actions
from termcard.programme.models import Event, SpeakerEntry
from termcard.programme.models.speaker_step import Home, speaker_step

pytest_plugins = ["tests.programme.passage"]

OUTSIDE = Part(name="Ann Other", affiliation="Glasgow University")
VISITOR = Part(name="Bo Visits", affiliation="Leeds")
TODAY = date(2026, 12, 1)


@pytest.fixture(autouse=True)
def first_of_december():
    with time_machine.travel(TODAY, tick=False):
        yield


@pytest.fixture
def rule(university, grace):
    """The university wants to know of speakers from outside five working days before."""
    items = ["Who is it?", "Which room?"]
    return rule_speakers(university, working_days=5, items=items, by=grace)


@pytest.fixture
def visit(rule, announcement, host, olive):
    """A draft at which somebody from outside speaks, on Wednesday, 9 December."""
    told = dataclasses.replace(announcement, parts=(OUTSIDE,))
    return actions.announce_event(told, host=host, visibility="draft", by=olive)


def step_of(event, host):
    return speaker_step(event, host, TODAY)


@pytest.mark.parametrize(
    ("affiliation", "is_outside"),
    [
        ("Example University", False),
        ("Centre for Bells, EXAMPLE UNIVERSITY", False),
        ("School of Education", False),
        ("School of Education; Department of History", False),
        ("School of Education, Glasgow University", True),
        ("Counterexample University", True),
        ("Glasgow", True),
        ("", False),
    ],
)
def test_who_is_from_outside(affiliation, is_outside, host, other_host):
    parts = [
        Part(name="Ann Other", affiliation=affiliation),
        Part(name="Chris Chairs", affiliation="Leeds", part=PartKind.CHAIR),
    ]
    assert [part.name for part in Home(host).outside(parts)] == ["Ann Other"] * is_outside


def test_working_days_leave_out_weekends_and_closed_days(host, university, operator):
    days = WorkingDays(host, TODAY)
    wednesday = date(2026, 12, 9)
    assert days.before(wednesday, 3) == date(2026, 12, 4)
    assert days.before(wednesday, 0) == wednesday
    assert days.left(TODAY, wednesday) == 6
    close_days(
        university,
        starts_on=date(2026, 12, 4),
        ends_on=date(2026, 12, 7),
        words="Founder’s days",
        by=operator,
    )
    days = WorkingDays(host, TODAY)
    assert days.before(wednesday, 3) == date(2026, 12, 2)
    assert days.left(TODAY, wednesday) == 4


def test_a_unit_closed_for_good_ends_the_count(host, university, operator):
    for year in (2025, 2026):
        first = date(year, 6, 1)
        last = first + timedelta(days=364)
        close_days(university, starts_on=first, ends_on=last, words="Closed", by=operator)
    assert WorkingDays(host, TODAY).before(date(2026, 12, 9), 3) < TODAY


def test_where_no_rule_holds_nothing_is_to_be_done(announcement, host, olive):
    event = actions.announce_event(announcement, host=host, by=olive)
    assert step_of(event, host) is None
    with pytest.raises(ValidationError):
        actions.note_speakers(event, "note", words="Hm.", by=olive)


def test_it_warns_and_blocks_nothing_unless_the_institution_says_so(visit, host, olive):
    step = step_of(visit, host)
    assert (step.names, step.is_needed, step.is_cleared) == (["Ann Other"], True, False)
    assert (step.due_on, step.days_left, step.is_late) == (date(2026, 12, 2), 1, False)
    actions.publish_event(visit, by=olive)
    assert Event.objects.visible_to(None).get() == visit


def test_where_it_binds_an_approver_decides_before_anything_is_out(
    visit, university, announcement, host, olive, ada, grace, operator
):
    rule_speakers(university, working_days=5, is_binding=True, by=grace)
    told = dataclasses.replace(announcement, parts=(OUTSIDE,))
    for publish in (
        lambda: actions.publish_event(visit, by=olive),
        lambda: actions.announce_event(told, host=host, by=olive),
    ):
        with pytest.raises(ValidationError, match="from outside"):
            publish()
    kept, said = actions.announce_or_submit(
        actions.Announcing(announcement=told, host=host), by=olive
    )
    assert (kept.visibility, "draft" in said) == ("draft", True)
    actions.announce_event(told, host=host, by=operator)  # operators' imports go on
    with pytest.raises(PermissionDenied):
        actions.note_speakers(visit, "go_ahead", by=olive)
    actions.note_speakers(visit, "go_ahead", words="A colleague knows her.", by=ada)
    actions.publish_event(visit, by=olive)
    assert Event.objects.visible_to(None).filter(pk=visit.pk).exists()


def test_a_decision_holds_for_those_who_were_named_then(visit, host, olive, ada):
    actions.note_speakers(visit, "go_ahead", by=ada)
    assert step_of(visit, host).is_cleared
    told = Event.objects.visible_to(olive).with_announcement().get(pk=visit.pk).announcement()
    both = dataclasses.replace(told, parts=(OUTSIDE, VISITOR))
    actions.amend_event(visit, both, by=olive)
    assert not step_of(visit, host).is_cleared


def test_the_checklist_is_done_and_undone_and_the_log_keeps_all(visit, host, olive, ada, rita):
    assert actions.note_speakers(visit, "done", item="Who is it?", by=olive)
    assert actions.note_speakers(visit, "done", item="Who is it?", by=ada) is None
    assert [done is not None for _, done in step_of(visit, host).checklist] == [True, False]
    actions.note_speakers(visit, "undone", item="Who is it?", by=ada)
    assert not any(done for _, done in step_of(visit, host).checklist)
    actions.note_speakers(visit, "refused", words="Nobody knows.", by=ada)
    actions.note_speakers(visit, "go_ahead", by=ada)
    lines = [(entry.verb, entry.by) for entry in SpeakerEntry.objects.of(visit)]
    assert lines == [
        ("done", olive),
        ("undone", ada),
        ("refused", ada),
        ("go_ahead", ada),
    ]
    for words in ({"verb": "done", "item": "Who else?"}, {"verb": "not_needed"}):
        with pytest.raises(ValidationError):
            actions.note_speakers(visit, by=ada, **words)
    with pytest.raises(PermissionDenied):
        actions.note_speakers(visit, "note", words="Hm.", by=rita)


def test_approvers_say_that_nobody_from_outside_speaks(visit, host, olive, ada):
    with pytest.raises(PermissionDenied):
        actions.note_speakers(visit, "not_needed", words="She is ours.", by=olive)
    actions.note_speakers(visit, "not_needed", words="She moved here.", by=ada)
    assert step_of(visit, host).is_cleared
    actions.note_speakers(visit, "needed", by=olive)
    assert not step_of(visit, host).is_cleared


def test_only_stewards_rule_and_a_unit_keeps_the_rule_above_it(rule, host, olive, ada, grace):
    for account in (olive, ada):
        with pytest.raises(PermissionDenied):
            rule_speakers(host, by=account)
        with pytest.raises(PermissionDenied):
            drop_speaker_rule(rule.organisation, by=account)
    with pytest.raises(ValidationError):
        rule_speakers(host, items=["x" * 201], by=grace)
    with pytest.raises(ValidationError):
        rule_speakers(host, working_days=61, by=grace)


def test_the_page_shows_clock_checklist_and_log(visit, olive, ada, rita, client):
    there = reverse("speakers_of_event", args=[visit.short_id])
    client.force_login(rita)
    assert client.get(there).status_code == 404
    client.force_login(olive)
    page = client.get(there).content.decode()
    assert "Ann Other, Glasgow University" in page
    assert "Wednesday 2 December 2026" in page
    assert "It may go ahead" not in page
    client.post(there, {"verb": "done", "item": "Who is it?"})
    assert client.post(there, {"verb": "go_ahead"}).status_code == 403
    client.force_login(ada)
    assert client.post(there, {"verb": "refused"}).status_code == 400
    page = client.post(there, {"verb": "go_ahead", "words": "Yes."}, follow=True).content.decode()
    assert "May go ahead" in page and "olive@education.example" in page


def test_the_notice_says_it_all_on_one_page(visit, olive, client):
    client.force_login(olive)
    page = client.get(reverse("speakers_notice", args=[visit.short_id])).content.decode()
    for words in ("Ann Other", "Glasgow University", "Who is it?", "5 working days before", "Zoom"):
        assert words in page
