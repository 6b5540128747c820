"""Looks at the database, and at what its rows say."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.utils import timezone

from termcard.config.diagnosis.finding import Finding, look, well, wrong
from termcard.institutions.models import Organisation
from termcard.people.models import Account, Role
from termcard.programme.actions import outdated
from termcard.programme.models import Series
from termcard.records.models import Change, Letter

_A_LITTLE = timedelta(seconds=30)
_LONG, _TOO_LONG = timedelta(hours=1), timedelta(hours=24)
_RECENTLY = timedelta(days=7)
_FULL = 2
_SHOWN = 5


def look_at_database() -> Iterator[Finding]:
    """Yield what is found; raises DatabaseError when the database cannot be reached."""
    yield from (durability() if connection.vendor == "sqlite" else ())
    pending = migrations()
    yield pending
    yield clock()
    if pending.verdict == "ok":  # rows can be asked about
        now = timezone.now()
        yield letters(now)
        yield organisers()
        yield orphaned_series()
        yield newest_change(now)
        yield derived()


def durability() -> Iterator[Finding]:
    """Look at whether SQLite keeps what it acknowledged when the power goes."""
    with connection.cursor() as cursor:
        journal = cursor.execute("PRAGMA journal_mode").fetchone()[0]
        synchronous = cursor.execute("PRAGMA synchronous").fetchone()[0]
    yield judged_journal(journal)
    yield judged_synchronous(synchronous)


def judged_journal(mode: str) -> Finding:
    """Judge SQLite's journal mode."""
    if mode == "wal":
        return well("journal", "SQLite writes ahead (WAL)")
    return wrong(
        "journal",
        f"SQLite's journal mode is {mode}: readers wait for writers, and a power cut may lose "
        "what was acknowledged",
        "put the database on a local disk: network folders cannot hold a write-ahead log",
    )


def judged_synchronous(level: int) -> Finding:
    """Judge SQLite's `synchronous`, of which FULL is 2 and EXTRA 3."""
    if level >= _FULL:
        return well("synchronous", "SQLite waits for the disk before it acknowledges")
    return wrong(
        "synchronous",
        "SQLite acknowledges before the disk has it: a power cut loses it",
        "let nothing change Termcard's own connection settings",
    )


def migrations() -> Finding:
    """Look for migrations that the database has not had."""
    executor = MigrationExecutor(connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    if not plan:
        return well("migrations", "the tables are up to date")
    if not executor.loader.applied_migrations:
        return look("migrations", "there are no tables yet", "termcard serve makes them")
    first = plan[0][0]
    return wrong(
        "migrations",
        f"{len(plan)} migrations are not applied, the first {first.app_label}.{first.name}",
        "termcard manage migrate (termcard serve does it at its start)",
    )


def clock() -> Finding:
    """Compare this machine's clock with the database's."""
    if connection.vendor != "postgresql":
        return well("clock", "the database has this machine's clock")
    with connection.cursor() as cursor:
        cursor.execute("SELECT clock_timestamp()")
        return judged_clock(timezone.now() - cursor.fetchone()[0])


def judged_clock(ahead: timedelta) -> Finding:
    """Judge by how much this machine is ahead of the database."""
    seen = f"this machine and the database are {abs(ahead).total_seconds():.0f} s apart"
    if abs(ahead) > _A_LITTLE:
        return wrong("clock", seen, "let both machines keep time (NTP)")
    return well("clock", seen)


def newest_change(now: datetime) -> Finding:
    """Look for something recorded later than now."""
    newest = Change.objects.newest_moment()
    if newest is not None and newest - now > _A_LITTLE:
        return look(
            "past",
            f"something was recorded at {newest.isoformat(timespec='seconds')}, which is to come",
            "look at the clock of this machine: it was ahead, or is behind now (NTP)",
        )
    return well("past", "nothing was recorded later than now")


def letters(now: datetime) -> Finding:
    """Look for letters that wait too long, or were given up lately."""
    since = Letter.objects.longest_waiting_since()
    waits = now - since if since else timedelta(0)
    mend = "look at the mail server, and whether `termcard serve` or `termcard work` runs"
    if waits > _LONG:
        judge = wrong if waits > _TOO_LONG else look
        hours = waits.total_seconds() / 3600
        return judge("letters", f"the oldest letter has waited for {hours:.0f} hours", mend)
    lost = Letter.objects.given_up_since(now - _RECENTLY).count()
    if lost:
        return look(
            "letters",
            f"{lost} letters of the last week were given up: their servers refused them",
            "look at them at /operate/, and correct the addresses",
        )
    return well("letters", "no letter is stuck")


def organisers() -> Finding:
    """Look for whoever can publish anything, and whoever can run the installation."""
    if not Organisation.objects.exists():
        return look(
            "organisers",
            "there is no institution yet",
            "open the address that `termcard serve` prints, and begin there",
        )
    if not Account.objects.operators().exists():
        return look(
            "organisers", "nobody can sign in as an operator", "termcard user add EMAIL --admin"
        )
    if not Role.objects.granting("organiser").exists():
        return look(
            "organisers",
            "no account organises any unit",
            "termcard user add EMAIL --organiser-of SLUG",
        )
    return well("organisers", "there are operators and organisers")


def orphaned_series() -> Finding:
    """Look for series that go on and that nobody looks after who can sign in."""
    orphans = list(Series.objects.orphaned().in_order()[:_SHOWN])
    if not orphans:
        return well("series", "every series that goes on has somebody who looks after it")
    count = Series.objects.orphaned().count()
    return look(
        "series",
        f"nobody looks after {count} series ({', '.join(series.slug for series in orphans)}"
        f"{'' if count <= _SHOWN else ' and more'})",
        f"hand them over at /organise/series/{orphans[0].slug}/hand-over/ and the like",
    )


def derived() -> Finding:
    """Look at whether moments and search were derived from today's rules."""
    if names := outdated():
        return look(
            "derived",
            f"rows were derived from older rules ({', '.join(names)})",
            "start `termcard serve`, which derives them anew",
        )
    return well("derived", "moments and search were derived from today's rules")
