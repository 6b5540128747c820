"""Questions about organisations, venues and calendars."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING, Any, Self

from django.db import models
from django.db.models import Q, Subquery
from django.db.models.functions import Length

if TYPE_CHECKING:
    from termcard.institutions.models import Organisation, SpeakerRule, Term, Week
    from termcard.institutions.rules import Planner


class OrganisationQuerySet(models.QuerySet[Any]):
    """Questions about the tree of organisations."""

    def within(self, organisation: Organisation) -> Self:
        """The organisation and every unit below it."""
        return self.filter(path__startswith=organisation.path)

    def over(self, organisation: Organisation) -> Self:
        """The organisation and every unit above it, from the root down."""
        return self.filter(path__in=organisation.paths).order_by("path")

    def above(self, organisation: Organisation) -> Self:
        """Every unit above it, from the root down."""
        return self.over(organisation).exclude(pk=organisation.pk)

    def directly_below(self, organisation: Organisation) -> Self:
        """Its own units, by name."""
        return self.filter(parent=organisation).in_order()

    def in_tree_order(self) -> list[Organisation]:
        """Return all, each below the one it belongs to, by name among its sisters."""
        below: dict[int | None, list[Organisation]] = {}
        for organisation in self.in_order():
            below.setdefault(organisation.parent_id, []).append(organisation)
        ordered: list[Organisation] = []
        waiting = list(reversed(below.get(None, [])))
        while waiting:
            organisation = waiting.pop()
            ordered.append(organisation)
            waiting += reversed(below.get(organisation.pk, []))
        return ordered

    def below_any(self, paths: list[str]) -> Self:
        """Those that stand at or below one of these paths."""
        below = Q(pk__in=[])
        for path in paths:
            below |= Q(path__startswith=path)
        return self.filter(below)

    def of(self, account: Planner, kind: str = "organiser") -> Self:
        """Those for which the account may do what that kind of role may; operators may it all."""
        if account.is_operator:
            return self.all()
        return self.below_any(account.roles.granting(kind).paths())

    def speaking_name(self) -> str:
        """Return the name of the institution, where there is one alone; else nothing."""
        names = list(self.institutions().values_list("name", flat=True)[:2])
        return names[0] if len(names) == 1 else ""

    def speaking(self) -> Organisation | None:
        """Return the institution, with its theme, where there is one alone."""
        found: list[Organisation] = list(self.institutions().select_related("theme")[:2])
        return found[0] if len(found) == 1 else None

    def usual_minutes_by_path(self, paths: set[str]) -> dict[str, int]:
        """Return {path: how long an event without an end is taken to be}, where one is set."""
        said = self.filter(path__in=paths, usual_minutes__isnull=False)
        return dict(said.values_list("path", "usual_minutes"))

    def approval_by_path(self, paths: set[str]) -> dict[str, str]:
        """Return {path: whether events are approved before they are published}, where said."""
        said = self.filter(path__in=paths).exclude(approval="")
        return dict(said.values_list("path", "approval"))

    def institutions(self) -> Self:
        """The roots of the tree."""
        return self.filter(parent__isnull=True)

    def in_order(self) -> Self:
        """By name."""
        return self.order_by("name", "pk")

    def called(self, slug: str) -> Self:
        """The one with these words in its address."""
        return self.filter(slug=slug)

    def keyed(self, key: int) -> Self:
        """The one with that key."""
        return self.filter(pk=key)


class VenueQuerySet(models.QuerySet[Any]):
    """Questions about venues."""

    def called(self, name: str) -> Self:
        """Those of that name."""
        return self.filter(name=name)

    def at(self, slug: str) -> Self:
        """The one with these words in its address."""
        return self.filter(slug=slug)

    def slugs_beginning(self, words: str) -> set[str]:
        """Return the words in addresses that begin so."""
        return set(self.filter(slug__startswith=words).values_list("slug", flat=True))

    def of_unit(self, organisation: Organisation) -> Self:
        """Those that are an organisation's own, by name."""
        return self.filter(organisation=organisation).order_by("name", "pk")

    def of_institution(self, organisation: Organisation) -> Self:
        """Those of the institution that the organisation belongs to, or is."""
        return self.filter(organisation__path__startswith=organisation.institution_path)


class TermQuerySet(models.QuerySet[Any]):
    """Questions about terms."""

    def of(self, organisation: Organisation) -> Self:
        """Those that are an organisation's own."""
        return self.filter(organisation=organisation)

    def kept_by(self, organisation: Organisation) -> Self:
        """Those an organisation goes by: its own, else those of the nearest unit above it."""
        over = self.filter(organisation__path__in=organisation.paths)
        nearest = over.annotate(depth=Length("organisation__path")).order_by("-depth")
        return self.filter(organisation=Subquery(nearest.values("organisation")[:1])).in_order()

    def keyed(self, key: int) -> Self:
        """The one with that key."""
        return self.filter(pk=key)

    def apart_from(self, term: Term) -> Self:
        """All but that one."""
        return self.exclude(pk=term.pk)

    def between(self, first: date, last: date) -> Self:
        """Those with a day among these."""
        return self.filter(starts_on__lte=last, ends_on__gte=first)

    def nearest_to(self, day: date) -> Term | None:
        """Return the one a day lies in, else the next to come, else the latest that was."""
        to_come: Term | None = self.filter(ends_on__gte=day).in_order().first()
        return to_come or self.in_order().last()

    def week_of(self, day: date) -> Week | None:
        """Return the week of term that a day lies in; None between terms."""
        term: Term | None = self.between(day, day).first()
        return term.week_of(day) if term else None

    def in_order(self) -> Self:
        """The earliest first."""
        return self.order_by("starts_on", "pk")


class ClosedDayQuerySet(models.QuerySet[Any]):
    """Questions about the days on which nothing is held."""

    def paths(self) -> list[str]:
        """Return the paths of the organisations that are closed on them."""
        return list(self.values_list("organisation__path", flat=True))

    def of(self, organisation: Organisation) -> Self:
        """Those that are an organisation's own."""
        return self.filter(organisation=organisation)

    def kept_by(self, organisation: Organisation) -> Self:
        """Those an organisation keeps: its own, and those of every unit above it."""
        return self.filter(organisation__path__in=organisation.paths).order_by("starts_on", "pk")

    def keyed(self, key: int) -> Self:
        """The one with that key."""
        return self.filter(pk=key)

    def between(self, first: date, last: date) -> Self:
        """Those with a day among these."""
        return self.filter(starts_on__lte=last, ends_on__gte=first)


class ThemeQuerySet(models.QuerySet[Any]):
    """Questions about how organisations look."""

    def over(self, organisation: Organisation) -> Self:
        """Those of the organisation and of every unit above it, the nearest first."""
        over = self.filter(organisation__path__in=organisation.paths)
        return over.order_by("-organisation__path").select_related("organisation")

    def of(self, organisation: Organisation) -> Self:
        """The one that is the organisation's own."""
        return self.filter(organisation=organisation)

    def above(self, organisation: Organisation) -> Self:
        """Those of every unit above it, the nearest first."""
        return self.over(organisation).exclude(organisation=organisation)


class SpeakerRuleQuerySet(models.QuerySet[Any]):
    """Questions about what is to be done before somebody from outside speaks."""

    def of(self, organisation: Organisation) -> Self:
        """The one that is an organisation's own."""
        return self.filter(organisation=organisation)

    def kept_by(self, organisation: Organisation) -> Self:
        """The one an organisation goes by: its own, else that of the nearest unit above it."""
        over = self.filter(organisation__path__in=organisation.paths)
        return over.annotate(depth=Length("organisation__path")).order_by("-depth")[:1]

    def kept_by_each(self, organisations: Iterable[Organisation]) -> dict[int, SpeakerRule]:
        """Return {key of an organisation: the rule it goes by}, for those with one; one query."""
        asked = {each.pk: each for each in organisations}
        paths = {path for each in asked.values() for path in each.paths}
        found = self.filter(organisation__path__in=paths).select_related("organisation")
        rules = {rule.organisation.path: rule for rule in found}
        return {
            key: rules[path]
            for key, each in asked.items()
            if (path := next((path for path in reversed(each.paths) if path in rules), None))
        }
