"""Questions about events."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any, Self

from django.db import models
from django.db.models import Count, Exists, F, OuterRef, Prefetch, Q
from django.db.models.functions import Cast
from django.utils import timezone

from termcard.programme import search

if TYPE_CHECKING:
    from termcard.institutions.models import Organisation
    from termcard.people.models import Account, Person
    from termcard.programme.models import Event, Series, Topic

FEEDS_LOOK_BACK = timedelta(days=90)
TOMBSTONES_STAY = timedelta(days=30)
# What no line of a list shows.
UNSAID = ("topics", "materials")
# The roles by which one sees drafts.
ORGANISING = ("organiser", "steward", "approver")
MOST_IN_FEEDS, MOST_ASKED_FOR = 500, 2_000


class EventQuerySet(models.QuerySet[Any]):
    """Questions about events. Everybody but the programme begins with one of the first two."""

    def visible_to(self, reader: Account | None, *, at: datetime | None = None) -> Self:
        """Those whose page this reader may open; None is a stranger.

        A draft is seen by organisers of an owner or accepted co-host, or of a unit above it,
        and by whoever keeps its series; what is private also by whoever else has a role there.

        What was public and taken down is among them, since its address answers that it is
        gone; its announcement is a tombstone.
        """
        moment = at or timezone.now()
        shown = self._shown(moment)
        if reader is None:
            return self.filter(shown)
        if reader.is_operator:
            return self.filter(discarded_at__isnull=True)
        roles = reader.roles.held() if reader.is_active else []
        organised = [path for kind, path in roles if kind in ORGANISING]
        of_the_unit = Q(visibility="private") & self._released(moment)
        among_us = of_the_unit & self._held_below([path for _, path in roles])
        ours = shown | among_us | self._held_below(organised) | self._kept_by(reader)
        return self.filter(ours, discarded_at__isnull=True)

    def editable_by(self, account: Account | None, *, is_discarded: bool = False) -> Self:
        """Those this account may change, drafts among them: its units', and its series'.

        With `is_discarded` those that were discarded instead, which are to be taken up first.
        """
        those = self.filter(discarded_at__isnull=not is_discarded)
        if account is None:
            return self.none()
        if account.is_operator:
            return those
        paths = account.roles.granting("organiser").paths() if account.is_active else []
        return those.filter(self._held_below(paths, owner_only=True) | self._kept_by(account))

    def in_state(self, state: str, now: datetime) -> Self:
        """Those in one state as the desk names it; all in another word."""
        held = Q(visibility__in=("public", "unlisted", "private"), public_from__gt=now)
        standing = Q(withdrawn_at__isnull=True, erased_at__isnull=True)
        states = {
            "draft": Q(visibility="draft"),
            "submitted": Q(visibility="draft", pk__in=self._submitted()),
            "held": held,
            "out": self._shown(now) & standing,
            "unlisted": self._shown(now) & standing & Q(visibility="unlisted"),
            "members": Q(visibility="private") & self._released(now) & standing,
            "cancelled": Q(status="cancelled") & standing,
            "postponed": Q(status="postponed") & standing,
            "withdrawn": ~standing,
        }
        return self.filter(states[state]) if state in states else self

    def _submitted(self) -> models.QuerySet[Any]:
        submissions = self.model._meta.get_field("submissions").related_model.objects
        found: models.QuerySet[Any] = submissions.waiting().order_by().values("event")
        return found

    def with_state(self) -> Self:
        """Load what says in which state each is: also whether somebody is to approve it."""
        return self.annotate(is_submitted=Q(pk__in=self._submitted()))

    def without_title(self) -> Self:
        """Those whose title is still to be announced."""
        return self.filter(title="")

    def listed(self, *, at: datetime | None = None) -> Self:
        """Those that stand in lists, feeds, search and sitemap."""
        return self.filter(
            self._shown(at or timezone.now()),
            visibility="public",
            withdrawn_at__isnull=True,
            erased_at__isnull=True,
            merged_into__isnull=True,
        )

    def _shown(self, moment: datetime) -> Q:
        """Return what anybody may see: public or unlisted, and no longer held back."""
        return Q(visibility__in=("public", "unlisted")) & self._released(moment)

    def _released(self, moment: datetime) -> Q:
        return Q(public_from__isnull=True) | Q(public_from__lte=moment)

    def _held_below(self, paths: list[str], *, owner_only: bool = False) -> Q:
        """Return what units hold that stand at or below one of the paths."""
        below = Q(pk__in=[])
        for path in paths:
            below |= Q(organisation__path__startswith=path)
        kinds = Q(kind="owner") if owner_only else Q(kind="owner") | Q(accepted_at__isnull=False)
        hostings = self.model._meta.get_field("hostings").related_model.objects
        return Q(Exists(hostings.filter(below, kinds, event=OuterRef("pk"))))

    def _kept_by(self, account: Account) -> Q:
        """Return what gathers in the series that the account keeps; part of the one question."""
        if not account.is_active:
            return Q(pk__in=[])
        return Q(series__in=account.keepings.active().values("series"))

    def at(self, short_id: str) -> Self:
        """The one with that id in its address."""
        return self.filter(short_id=short_id)

    def keyed(self, key: int) -> Self:
        """The one that records name by that key."""
        return self.filter(pk=key)

    def with_uid(self, uid: str) -> Self:
        """The one that calendars know by that UID."""
        return self.filter(uid=uid)

    def with_any_uid(self, uids: list[str]) -> Self:
        """Those that calendars know by one of these UIDs."""
        return self.filter(uid__in=uids)

    def hosted_within(self, organisation: Organisation) -> Self:
        """Those that the organisation or a unit below it holds."""
        hostings = self.model._meta.get_field("hostings").related_model.objects
        held = hostings.filter(
            Q(kind="owner") | Q(accepted_at__isnull=False),
            organisation__path__startswith=organisation.path,
        )
        return self.filter(pk__in=held.values("event_id"))

    def in_series(self, series: Series) -> Self:
        """Those of one series."""
        return self.filter(series=series)

    def held_in(self, venue_id: int) -> Self:
        """Those at one venue, by their own word or their series'."""
        silent = Q(is_settled=False, venue__isnull=True, place="")
        return self.filter(Q(venue_id=venue_id) | silent & Q(series__venue_id=venue_id))

    def of_kind(self, kind: str) -> Self:
        """Those of one kind."""
        return self.filter(kind=kind)

    def in_mode(self, mode: str) -> Self:
        """Those one attends so: "in-person" and "online" both include hybrid ones."""
        return self.filter(mode__in={mode, "hybrid"})

    def open_to(self, audience: str) -> Self:
        """Those that these people may come to, by their own word or their series'."""
        own = Q(open_to=audience)
        return self.filter(own | Q(is_settled=False, open_to="", series__open_to=audience))

    def offering(self, provision: str) -> Self:
        """Those that provide so for access, by their own word or their venue's."""
        word = f'"{provision}"'
        said = self.annotate(
            own_access=Cast("access", models.TextField()),
            venue_access=Cast("venue__access", models.TextField()),
        )
        return said.filter(Q(own_access__contains=word) | Q(venue_access__contains=word))

    def with_person(self, person: Person) -> Self:
        """Those in which a person takes part."""
        return self.filter(pk__in=person.appearances.values("event_id"))

    def about(self, topic: Topic) -> Self:
        """Those on one topic."""
        return self.filter(topics=topic)

    def about_any(self, topics: list[int]) -> Self:
        """Those on any of the topics with these keys."""
        links = self.model._meta.get_field("topics").remote_field.through.objects
        return self.filter(pk__in=links.filter(topic__in=topics).values("event_id"))

    def in_room(self, place: str) -> Self:
        """Those whose place is printed so, and known by nothing else."""
        return self.filter(place=place, venue__isnull=True)

    def apart_from(self, event: Event) -> Self:
        """All but that one."""
        return self.exclude(pk=event.pk)

    def with_keys(self, keys: list[int]) -> Self:
        """Those that records name by these keys."""
        return self.filter(pk__in=keys)

    def first_keys(self, most: int) -> list[int]:
        """Return the keys by which records name the first of them."""
        return list(self.values_list("pk", flat=True)[:most])

    def starting_between(self, first: datetime, last: datetime) -> Self:
        """Those that begin at the first moment or later, and earlier than the last."""
        return self.filter(starts_at__gte=first, starts_at__lt=last)

    def matching(self, text: str) -> Self:
        """Those that hold the words of the text: the 500 nearest to come, the 500 latest past.

        Words may be begun only; a slip in one is forgiven where nothing fits otherwise, so
        this is asked last. What stands between quotes is found as it stands.
        """
        asked, now = search.wanted(text), timezone.now()
        if not asked:
            return self.none()
        keys = search.candidate_keys(asked, now)
        found = self.filter(pk__in=search.among(keys))
        if keys and found.exists():
            return found
        forgiven = search.candidate_keys(search.forgiving(asked), now)
        return self.filter(pk__in=search.among(forgiven))

    def ending_after(self, moment: datetime) -> Self:
        """Those not yet over at that moment, and those without a day."""
        return self.filter(Q(ends_at__gt=moment) | Q(ends_at__isnull=True))

    def still_to_end(self, moment: datetime) -> Self:
        """Those with a day that are not yet over at that moment.

        Asked by their keys, which stand in indexes alone: rows are wide, and most are past.
        """
        return self.filter(pk__in=self.model.objects.filter(ends_at__gt=moment).values("pk"))

    def over_by(self, moment: datetime) -> Self:
        """Those that were over at that moment."""
        return self.filter(ends_at__lte=moment)

    def starting_before(self, moment: datetime) -> Self:
        """Those that begin earlier than that moment."""
        return self.filter(starts_at__lt=moment)

    def starting_after(self, moment: datetime) -> Self:
        """Those that begin later than that moment."""
        return self.filter(starts_at__gt=moment)

    def in_order(self) -> Self:
        """The soonest first."""
        return self.order_by("starts_at", "pk")

    def soonest_first(self) -> Self:
        """The soonest first; those without a day come last."""
        return self.order_by(F("starts_at").asc(nulls_last=True), "pk")

    def latest_first(self) -> Self:
        """The latest first."""
        return self.order_by("-starts_at", "-pk")

    def without_day(self) -> Self:
        """Those of which nobody has said when, the newest first."""
        return self.filter(starts_at__isnull=True).order_by("-pk")

    def counted_by_host(self) -> dict[str, int]:
        """Return {path of an organisation: how many it and the units below it hold}."""
        held = Q(hostings__kind="owner") | Q(hostings__accepted_at__isnull=False)
        found = self.filter(held).order_by().values_list("pk", "hostings__organisation__path")
        gathered: dict[str, set[int]] = {}
        for key, path in found:
            steps = (path or "").split("/")[1:-1]
            for number in range(1, len(steps) + 1):
                gathered.setdefault(f"/{'/'.join(steps[:number])}/", set()).add(key)
        return {path: len(keys) for path, keys in gathered.items()}

    def counted_by_series(self) -> dict[int, int]:
        """Return {key of a series: how many it gathers}."""
        gathered = self.filter(series__isnull=False).order_by().values_list("series_id")
        return dict(gathered.annotate(number=Count("pk")))

    def counted_by_topic(self) -> dict[int, int]:
        """Return {key of a topic: how many are about it}."""
        about = self.filter(topics__isnull=False).order_by().values_list("topics")
        return dict(about.annotate(number=Count("pk")))

    def counted_by_person(self) -> dict[int, int]:
        """Return {key of a person: in how many they take part}."""
        named = self.filter(appearances__person__isnull=False).order_by()
        counted = named.values_list("appearances__person")
        return dict(counted.annotate(number=Count("pk", distinct=True)))

    def moments(self) -> list[tuple[int, datetime | None, datetime | None]]:
        """Return (key, when it begins, when it ends) of each."""
        return list(self.order_by().values_list("pk", "starts_at", "ends_at"))

    def topic_keys(self) -> list[tuple[int, int]]:
        """Return (key, key of a topic) of each topic of each."""
        return list(self.filter(topics__isnull=False).order_by().values_list("pk", "topics"))

    def with_announcement(self) -> Self:
        """Load everything an announcement says, in a fixed number of queries."""
        return self.select_related("series__venue", "series__host", "venue").prefetch_related(
            "sessions__talks__appearances",
            "appearances",
            "hostings__organisation",
            "topics",
            "materials",
        )

    def with_line(self) -> Self:
        """Load what one line of a list shows; an announcement of it says nothing else."""
        related = (self.model._meta.get_field(name).related_model for name in UNSAID)
        return self.select_related("series__venue", "venue").prefetch_related(
            "sessions__talks__appearances",
            "appearances",
            "hostings__organisation",
            *(
                Prefetch(name, queryset=kind.objects.none())
                for name, kind in zip(UNSAID, related, strict=True)
            ),
        )

    def taken_down_since(self, moment: datetime) -> Self:
        """Those that stood in lists until they were withdrawn or erased, later than that moment."""
        return self.filter(
            Q(withdrawn_at__gt=moment) | Q(erased_at__gt=moment),
            visibility="public",
            merged_into__isnull=True,
        )

    def in_feeds(
        self, now: datetime, *, first: date | None = None, last: date | None = None
    ) -> Self:
        """Those that feeds hold, in order; those without a day come last.

        They are the 500 soonest to come and the 500 latest of what was over in the last 90 days;
        with a `first` or `last` day instead the 2,000 soonest that go on between the two, or
        since 90 days ago. What was taken down stays for 30 days. Which they are is asked first.
        """
        begins = now - FEEDS_LOOK_BACK
        listed = self.listed(at=now)
        gone = self.taken_down_since(now - TOMBSTONES_STAY).ending_after(begins)
        if first or last:
            days = (first or begins.date(), last)
            keys = {*listed.keys_between_days(*days), *gone.keys_between_days(*days)}
        else:
            to_come = listed.filter(ends_at__gt=now).in_order()
            over = listed.filter(ends_at__gt=begins).over_by(now).latest_first()
            chosen = (to_come, over, listed.without_day(), gone.in_order())
            rows = (row for each in chosen for row in each.values_list("pk")[:MOST_IN_FEEDS])
            keys = {key for (key,) in rows}
        return self.filter(pk__in=keys).soonest_first()

    def keys_between_days(self, first: date, last: date | None) -> list[int]:
        """Return the keys of the 2,000 soonest with a sitting in those days, where it is."""
        sittings = self.model._meta.get_field("sessions").related_model.objects.of_events(self)
        sittings = sittings.going_on_from(first)
        sittings = sittings.beginning_by(last) if last else sittings
        return list(sittings.in_order().values_list("event_id", flat=True)[:MOST_ASKED_FOR])

    def keyed_between(self, first: int, last: int) -> Self:
        """Those whose keys lie between two, both of them included."""
        return self.filter(pk__range=(first, last)).order_by("pk")

    def last_key(self) -> int:
        """Return the highest key there is among them; 0 without any."""
        key: int | None = self.order_by("-pk").values_list("pk", flat=True).first()
        return key or 0
