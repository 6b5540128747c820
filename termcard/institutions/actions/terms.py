"""The writes of an organisation's calendar."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction

from termcard.institutions.models import ClosedDay, Organisation, Term
from termcard.institutions.rules import Planner, may_plan_terms
from termcard.lib.wording import plain_line
from termcard.records.actions import Happening, record_changes, require_clean

MOST_DAYS = 366
FIRST_YEAR, LAST_YEAR = 1900, 2200


@transaction.atomic
def plan_term(
    organisation: Organisation,
    *,
    name: str,
    starts_on: date,
    ends_on: date,
    by: Planner,
    **how: Any,
) -> Term:
    """Plan a term of an organisation; `how` are other fields of Term.

    Raises PermissionDenied, and ValidationError naming the field: terms last at most a year,
    and no two of an organisation overlap.
    """
    _require_planner(organisation, by)
    term = Term(organisation=organisation, name=name, starts_on=starts_on, ends_on=ends_on, **how)
    _keep(term)
    record_changes([Happening("term", term.pk, "planned")], by=by)
    return term


@transaction.atomic
def amend_term(term: Term, *, by: Planner, **details: Any) -> Term:
    """Change a term. Raises what plan_term raises."""
    _require_planner(term.organisation, by)
    amended: Term = Term.objects.select_for_update().get(pk=term.pk)
    before = {name: getattr(amended, name) for name in details}
    for name, value in details.items():
        setattr(amended, name, value)
    _keep(amended)
    changed = sorted(name for name, value in before.items() if getattr(amended, name) != value)
    if changed:
        happening = Happening("term", amended.pk, "amended", details={"changed": changed})
        record_changes([happening], by=by)
    return amended


@transaction.atomic
def drop_term(term: Term, *, by: Planner) -> None:
    """Take a term out of the calendar; events know nothing of it and stay as they are."""
    _require_planner(term.organisation, by)
    record_changes([Happening("term", term.pk, "dropped")], by=by)
    term.delete()


@transaction.atomic
def close_days(
    organisation: Organisation, *, starts_on: date, ends_on: date, words: str, by: Planner
) -> ClosedDay:
    """Say that an organisation holds nothing on these days, and why: "Reading week".

    Raises PermissionDenied, and ValidationError naming the field.
    """
    _require_planner(organisation, by)
    days = ClosedDay(
        organisation=organisation, starts_on=starts_on, ends_on=ends_on, words=plain_line(words)
    )
    _require_order(starts_on, ends_on)
    require_clean(days)
    days.save()
    record_changes([Happening("closed_day", days.pk, "closed")], by=by)
    return days


@transaction.atomic
def open_days(days: ClosedDay, *, by: Planner) -> None:
    """Let closed days be days like others."""
    _require_planner(days.organisation, by)
    record_changes([Happening("closed_day", days.pk, "opened")], by=by)
    days.delete()


def _keep(term: Term) -> None:
    """Save a term, if it is one and lies between the others."""
    term.name = plain_line(term.name)
    _require_order(term.starts_on, term.ends_on)
    require_clean(term)
    # Whoever plans at the same time waits here, so that no two terms can slip past each other.
    Organisation.objects.select_for_update().get(pk=term.organisation_id)
    others = Term.objects.of(term.organisation).apart_from(term)
    overlapped = others.between(term.starts_on, term.ends_on).first()
    if overlapped is not None:
        raise ValidationError({"starts_on": f"It overlaps {overlapped.title}."})
    if term.slug in {other.slug for other in others}:
        raise ValidationError({"name": f"There is a {term.title} already."})
    term.save()


def _require_order(starts_on: date, ends_on: date) -> None:
    if not FIRST_YEAR <= starts_on.year <= LAST_YEAR:
        words = f"The year lies between {FIRST_YEAR} and {LAST_YEAR}."
        raise ValidationError({"starts_on": words})
    if ends_on < starts_on:
        raise ValidationError({"ends_on": "It ends before it starts."})
    if (ends_on - starts_on).days >= MOST_DAYS:
        raise ValidationError({"ends_on": "It lasts more than a year."})


def _require_planner(organisation: Organisation, by: Planner) -> None:
    if not may_plan_terms(by, organisation):
        raise PermissionDenied(f"Only organisers of {organisation} plan its terms.")
