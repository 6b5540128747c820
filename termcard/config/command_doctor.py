"""`termcard doctor`: says what is misconfigured, and how to mend it."""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import asdict
from importlib import import_module

import django
from django.db import Error as DatabaseFault

from termcard.config.diagnosis import machine, surroundings
from termcard.config.diagnosis.finding import Finding, Verdict, wrong
from termcard.config.environment import Environment, read_environment
from termcard.config.refusals import Refused


def run(options: argparse.Namespace) -> int:
    """Print what was found, one line each; return 1 when something is wrong."""
    found = list(findings())
    if options.format == "json":
        sys.stdout.write(json.dumps([asdict(each) for each in found], indent=1) + "\n")
    else:
        sys.stdout.write("".join(f"{_line(each)}\n" for each in found))
    return int(any(each.verdict is Verdict.WRONG for each in found))


def findings() -> Iterator[Finding]:
    """Yield everything that was looked at; never raises."""
    try:
        environment = read_environment()
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "termcard.config.settings")
        django.setup()
    except Refused as refusal:
        for line in str(refusal).splitlines():
            yield wrong("settings", line, "see docs/reference/settings.md")
        return
    yield from _each(_outside(environment))
    yield from _database()


def _outside(environment: Environment) -> Iterable[Callable[[], Finding | list[Finding]]]:
    home = environment.home.absolute()
    return (
        lambda: surroundings.base_url(environment),
        lambda: surroundings.proxies(environment),
        lambda: surroundings.debug(environment),
        lambda: machine.home(home),
        lambda: machine.disk(home),
        lambda: machine.secret_key(home / "secret-key"),
        machine.zones,
        *([] if environment.database_url.startswith("postgres") else [machine.sqlite_library]),
        lambda: surroundings.mail_server(environment),
        lambda: surroundings.sender(environment),
        lambda: surroundings.statements(environment),
    )


def _each(looks: Iterable[Callable[[], Finding | list[Finding]]]) -> Iterator[Finding]:
    for take_a_look in looks:
        try:
            found = take_a_look()
        except Exception as fault:  # one look that fails must not hide the others
            found = _failed("doctor", fault)
        yield from found if isinstance(found, list) else [found]


def _database() -> Iterator[Finding]:
    # By name: its tables can be imported only when Django stands.
    look_at_database = import_module("termcard.config.diagnosis.database").look_at_database
    try:
        yield from look_at_database()
    except DatabaseFault as fault:
        first = (str(fault).strip().splitlines() or [type(fault).__name__])[0]
        yield wrong(
            "database",
            f"the database cannot be used ({first})",
            "look at TERMCARD_DATABASE_URL, and whether its server runs",
        )
    except Exception as fault:
        yield _failed("database", fault)


def _failed(name: str, fault: Exception) -> Finding:
    return wrong(name, f"this could not be looked at ({type(fault).__name__})", "report this")


def _line(found: Finding) -> str:
    mend = f" — {found.mend}" if found.mend else ""
    return " ".join(f"{found.verdict:<5}  {found.name}: {found.seen}{mend}.".split("\n"))
