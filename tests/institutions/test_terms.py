from datetime import date

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from termcard.institutions.actions import amend_term, close_days, drop_term, open_days, plan_term
from termcard.institutions.models import ClosedDay, Term
from termcard.institutions.models.terms import Weekday
from termcard.people.actions import deactivate_account
from termcard.records.models import Change

MICHAELMAS = {
    "name": "Michaelmas Term",
    "starts_on": date(2026, 10, 6),  # a Tuesday
    "ends_on": date(2026, 12, 11),
}


@pytest.fixture
def michaelmas(university, operator):
    return plan_term(university, by=operator, **MICHAELMAS)


@pytest.mark.parametrize(
    ("first_week", "week_starts", "day", "number", "starts_on"),
    [
        (1, Weekday.MONDAY, date(2026, 10, 6), 1, date(2026, 10, 5)),
        (1, Weekday.MONDAY, date(2026, 10, 11), 1, date(2026, 10, 5)),
        (1, Weekday.MONDAY, date(2026, 10, 12), 2, date(2026, 10, 12)),
        (0, Weekday.MONDAY, date(2026, 10, 12), 1, date(2026, 10, 12)),
        (1, Weekday.SUNDAY, date(2026, 10, 11), 2, date(2026, 10, 11)),
        (1, Weekday.THURSDAY, date(2026, 10, 7), 1, date(2026, 10, 1)),
        (1, Weekday.THURSDAY, date(2026, 10, 8), 2, date(2026, 10, 8)),
        (1, Weekday.MONDAY, date(2026, 10, 4), 0, date(2026, 9, 28)),
        (None, Weekday.MONDAY, date(2026, 10, 12), None, date(2026, 10, 12)),
        # Week 4 of this term is the one in which the clocks go back.
        (1, Weekday.MONDAY, date(2026, 10, 26), 4, date(2026, 10, 26)),
    ],
)
def test_weeks_are_counted_as_the_term_says(first_week, week_starts, day, number, starts_on):
    term = Term(**MICHAELMAS, first_week=first_week, week_starts=week_starts)
    week = term.week_of(day)
    assert (week.number, week.starts_on) == (number, starts_on)
    assert day in week.days and week.days[-1] == week.ends_on


def test_a_term_has_every_week_with_a_day_of_it():
    weeks = Term(**MICHAELMAS).weeks
    assert [week.number for week in weeks] == list(range(1, 11))
    assert (weeks[0].starts_on, weeks[-1].ends_on) == (date(2026, 10, 5), date(2026, 12, 13))


def test_a_term_is_called_by_its_year_once():
    assert Term(**MICHAELMAS).title == "Michaelmas Term 2026"
    assert Term(**MICHAELMAS).slug == "michaelmas-term-2026"
    assert Term(**{**MICHAELMAS, "name": "Autumn 2026"}).title == "Autumn 2026"
    assert Term(**{**MICHAELMAS, "name": "秋学期"}).slug == "2026"


def test_units_go_by_the_terms_of_the_nearest_above(
    michaelmas, university, host, other_host, operator
):
    own = plan_term(
        other_host,
        name="First Semester",
        starts_on=date(2026, 9, 21),
        ends_on=date(2026, 12, 18),
        first_week=0,
        by=operator,
    )
    assert list(Term.objects.kept_by(university)) == [michaelmas]
    assert list(Term.objects.kept_by(host)) == [michaelmas]
    assert list(Term.objects.kept_by(other_host)) == [own]
    assert Term.objects.kept_by(host).week_of(date(2026, 10, 14)).number == 2
    assert Term.objects.kept_by(other_host).week_of(date(2026, 10, 14)).number == 3
    assert Term.objects.kept_by(host).week_of(date(2026, 12, 24)) is None


def test_closed_days_of_all_above_are_kept(university, host, other_host, operator):
    for unit, words in ((university, "Closed"), (host, "Reading week"), (other_host, "Moving")):
        days = {"starts_on": date(2026, 11, 9), "ends_on": date(2026, 11, 13)}
        close_days(unit, words=words, by=operator, **days)
    kept = ClosedDay.objects.kept_by(host).between(date(2026, 11, 13), date(2026, 11, 20))
    assert [str(days) for days in kept] == ["Closed", "Reading week"]
    assert not ClosedDay.objects.kept_by(host).between(date(2026, 11, 14), date(2026, 11, 20))


@pytest.mark.parametrize(
    ("change", "named"),
    [
        ({"ends_on": date(2026, 10, 5)}, "ends_on"),
        ({"ends_on": date(2027, 11, 1)}, "ends_on"),
        ({"starts_on": date(1066, 10, 14)}, "starts_on"),
        ({"name": ""}, "name"),
        ({"name": "M" * 61}, "name"),
        ({"first_week": 99}, "first_week"),
        ({"week_starts": 7}, "week_starts"),
    ],
)
def test_a_term_that_is_none_is_refused(change, named, university, operator):
    with pytest.raises(ValidationError) as refused:
        plan_term(university, by=operator, **{**MICHAELMAS, **change})
    assert set(refused.value.message_dict) == {named}
    assert not Term.objects.exists()


def test_terms_of_one_organisation_do_not_overlap(michaelmas, university, host, operator):
    late = {"name": "Late Term", "ends_on": date(2027, 1, 5)}
    with pytest.raises(ValidationError, match="overlaps Michaelmas Term 2026"):
        plan_term(university, starts_on=date(2026, 12, 11), by=operator, **late)
    after = plan_term(university, starts_on=date(2026, 12, 12), by=operator, **late)
    with pytest.raises(ValidationError, match="overlaps"):
        amend_term(after, starts_on=date(2026, 12, 11), by=operator)
    plan_term(host, by=operator, **MICHAELMAS)
    with pytest.raises(ValidationError, match="There is a Michaelmas Term 2026 already"):
        plan_term(
            university,
            name="Michaelmas Term",
            starts_on=date(2026, 1, 5),
            ends_on=date(2026, 3, 5),
            by=operator,
        )


def test_changes_are_recorded_once(michaelmas, operator):
    amend_term(michaelmas, name="Michaelmas Term", by=operator)
    amended = amend_term(michaelmas, name="Autumn", first_week=0, by=operator)
    assert (amended.title, amended.week_of(date(2026, 10, 14)).number) == ("Autumn 2026", 1)
    drop_term(amended, by=operator)
    told = Change.objects.filter(subject_kind="term").order_by("pk")
    assert [change.verb for change in told] == ["planned", "amended", "dropped"]
    assert told[1].details == {"changed": ["first_week", "name"]}
    assert not Term.objects.exists()


def test_organisers_plan_for_their_own_units_alone(university, host, olive, rita, operator):
    own = plan_term(host, by=olive, **MICHAELMAS)
    days = close_days(
        host, starts_on=own.starts_on, ends_on=own.starts_on, words="Strike", by=olive
    )
    above = plan_term(university, by=operator, **MICHAELMAS)
    for refused in (
        lambda: plan_term(university, by=olive, **MICHAELMAS),
        lambda: amend_term(above, name="Mine", by=olive),
        lambda: drop_term(above, by=olive),
        lambda: plan_term(host, by=rita, **MICHAELMAS),
        lambda: open_days(days, by=rita),
    ):
        with pytest.raises(PermissionDenied):
            refused()
    deactivate_account(olive, by=operator)
    olive.refresh_from_db()
    with pytest.raises(PermissionDenied):
        drop_term(own, by=olive)
    open_days(days, by=operator)
    assert not ClosedDay.objects.exists()


def test_words_tell_no_controls(university, operator):
    days = close_days(
        university,
        starts_on=date(2026, 5, 4),
        ends_on=date(2026, 5, 4),
        words="May\x07\nDay",
        by=operator,
    )
    assert days.words == "May Day"
