"""The command `termcard`: takes its words apart, and hands them to the module that does it."""

from __future__ import annotations

import argparse
import os
import sys
import traceback
from collections.abc import Sequence
from importlib import import_module
from typing import TypeAlias

from termcard import __version__
from termcard.config.refusals import Refused

BAD_INPUT = 2
OUR_FAULT = 1
_BROKEN_PIPE = 141

Commands: TypeAlias = "argparse._SubParsersAction[argparse.ArgumentParser]"

# What `termcard user add` grants, and what it lets somebody do.
ROLES = {
    "organiser": "announce for",
    "approver": "say what is published of",
    "steward": "say who does what in",
    "member": "see what is for members of",
}


def main(words: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code: 0 done, 2 bad input with a line on stderr."""
    words = sys.argv[1:] if words is None else list(words)
    try:
        code = _run(words)
        sys.stdout.flush()
        return code
    except Refused as refusal:
        for line in str(refusal).splitlines():
            print(f"termcard: {line}", file=sys.stderr)  # noqa: T201
        return BAD_INPUT
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:
        # Whoever read us has gone; Python must not try to flush to them once more.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return _BROKEN_PIPE
    except Exception as fault:
        if os.environ.get("TERMCARD_DEBUG"):
            traceback.print_exc()
        first = (str(fault).splitlines() or [""])[0]
        print(  # noqa: T201
            f"termcard: a fault of Termcard's own, {type(fault).__name__}: {first} "
            "(TERMCARD_DEBUG=yes shows where)",
            file=sys.stderr,
        )
        return OUR_FAULT


def command_parser() -> argparse.ArgumentParser:
    """Return the parser of every command, which is also what their documentation is made of."""
    parser = argparse.ArgumentParser(
        prog="termcard",
        description="Research events, published once and right everywhere.",
        allow_abbrev=False,
    )
    parser.add_argument("--version", action="version", version=f"termcard {__version__}")
    commands = parser.add_subparsers(title="commands", metavar="COMMAND", required=True)
    _add_serve(commands)
    _add_work(commands)
    _add_read(commands)
    _add_import(commands)
    _add_export(commands)
    _add_demo_data(commands)
    _add_user(commands)
    _add_backup(commands)
    _add_restore(commands)
    _add_doctor(commands)
    _add_manage(commands)
    return parser


def _add(
    commands: Commands, name: str, module: str, description: str, *, needs_tables: bool = False
) -> argparse.ArgumentParser:
    parser = commands.add_parser(
        name, help=description, description=f"{description}.", allow_abbrev=False
    )
    parser.set_defaults(module=module, needs_tables=needs_tables)
    return parser


def _add_serve(commands: Commands) -> None:
    serve = _add(
        commands,
        "serve",
        "termcard.config.serving",
        "Bring the database up to date, then serve the pages until Ctrl-C",
    )
    serve.add_argument("--host", default="127.0.0.1", help="address to listen on (127.0.0.1)")
    serve.add_argument("--port", default=8000, type=_port, help="port to listen on (8000)")
    serve.add_argument(
        "--workers", type=_workers, help="processes that answer (one a core, four at most)"
    )
    serve.add_argument(
        "--demo", action="store_true", help="put the demonstration programme in, once"
    )


def _add_work(commands: Commands) -> None:
    work = _add(
        commands,
        "work",
        "termcard.config.command_work",
        "Send mails and do what is due beside the pages, until Ctrl-C; `serve` runs one of these",
        needs_tables=True,
    )
    work.add_argument("--once", action="store_true", help="stop when nothing more is due")


def _add_read(commands: Commands) -> None:
    read = _add(
        commands,
        "read",
        "termcard.config.command_read",
        "Read any announcement and print the events it holds; keeps nothing",
    )
    read.add_argument("file", metavar="FILE", help="text, HTML, e-mail, iCalendar …; - is stdin")
    read.add_argument(
        "--reference-date",
        metavar="YYYY-MM-DD",
        help="the day it was written, from which unsaid years are reckoned (today)",
    )
    read.add_argument(
        "--timezone",
        default="Europe/London",
        metavar="ZONE",
        help="the zone of times that name none (Europe/London)",
    )
    read.add_argument(
        "--format",
        default="json",
        choices=["json", "ics", "text"],
        help="json with evidence, one iCalendar, or plain text (json)",
    )


def _add_import(commands: Commands) -> None:
    bring = _add(
        commands,
        "import",
        "termcard.config.command_import",
        "Read an announcement and keep its events as proposals; repeating it changes nothing",
        needs_tables=True,
    )
    bring.add_argument("source", metavar="FILE|URL", help="a file, - for stdin, or an address")
    bring.add_argument(
        "--host-unit",
        metavar="SLUG",
        help="the unit that holds the events (the institution, if there is one)",
    )
    bring.add_argument("--publish", action="store_true", help="publish the events at once")


def _add_export(commands: Commands) -> None:
    give = _add(
        commands,
        "export",
        "termcard.config.command_export",
        "Write the public programme as a calendar, as JSON or as a table for spreadsheets",
        needs_tables=True,
    )
    give.add_argument(
        "--format", default="json", choices=["ics", "json", "csv"], help="which of them (json)"
    )
    give.add_argument("--host-unit", metavar="SLUG", help="only what this unit and its own hold")
    give.add_argument(
        "--all", action="store_true", help="drafts, embargoed, private and taken down events too"
    )
    give.add_argument("-o", "--output", metavar="FILE", help="the file to write (standard output)")


def _add_demo_data(commands: Commands) -> None:
    demo = _add(
        commands,
        "demo-data",
        "termcard.config.command_demo_data",
        "Add a large invented university, the same for the same seed, for trials and benchmarks",
        needs_tables=True,
    )
    demo.add_argument(
        "--events", default=2_000, type=_number_of_events, help="how many events it holds (2000)"
    )
    demo.add_argument(
        "--seed", default=1, type=_seed, help="another seed is another university (1)"
    )


def _add_user(commands: Commands) -> None:
    user = commands.add_parser(
        "user", help="Add an account", description="Accounts.", allow_abbrev=False
    )
    actions = user.add_subparsers(title="commands", metavar="COMMAND", required=True)
    add = _add(
        actions,
        "add",
        "termcard.config.command_user",
        "Add an account, or grant more to one that is there, and say how to sign in",
        needs_tables=True,
    )
    add.add_argument("email", metavar="EMAIL", help="the address that codes are mailed to")
    add.add_argument("--admin", action="store_true", help="may do everything on this installation")
    for role, what in ROLES.items():
        add.add_argument(
            f"--{role}-of",
            metavar="SLUG",
            action="append",
            default=[],
            help=f"may {what} this unit and all below it; can be repeated",
        )


def _add_backup(commands: Commands) -> None:
    _add(
        commands,
        "backup",
        "termcard.config.command_backup",
        "Copy the database, the files kept and the secret key into one file, also while serving",
    ).add_argument("file", metavar="FILE", help="the file to write; it must not be there yet")


def _add_restore(commands: Commands) -> None:
    _add(
        commands,
        "restore",
        "termcard.config.command_restore",
        "Verify a backup, then put it in the place of what is there, which is kept aside",
    ).add_argument("file", metavar="FILE", help="a file that `termcard backup` wrote")


def _add_doctor(commands: Commands) -> None:
    doctor = _add(
        commands,
        "doctor",
        "termcard.config.command_doctor",
        "Say what is misconfigured and how to mend it; exits with 1 when something is wrong",
    )
    doctor.add_argument(
        "--format",
        default="text",
        choices=["text", "json"],
        help="lines for people, or one JSON list (text)",
    )


def _add_manage(commands: Commands) -> None:
    _add(
        commands,
        "manage",
        "termcard.config.command_manage",
        "Run one of Django's own commands: `termcard manage help` lists them",
    ).add_argument("words", nargs=argparse.REMAINDER, metavar="…")


def _run(words: list[str]) -> int:
    options = command_parser().parse_args(words[:1] if words[:1] == ["manage"] else words)
    # By name: some can be imported only when Django stands, and `read` never needs it.
    if options.needs_tables:
        standing = import_module("termcard.config.standing")
        standing.stand()
        standing.bring_up_to_date()
    if "words" in options:  # Django takes its own apart, `--help` and all
        options.words = words[1:]
    code = import_module(options.module).run(options)
    return int(code or 0)


def _port(word: str) -> int:
    if word.isascii() and word.isdigit() and 1 <= int(word) <= 65535:
        return int(word)
    raise argparse.ArgumentTypeError(f"“{word}” is no port: a number from 1 to 65535")


def _number_of_events(word: str) -> int:
    if word.isascii() and word.isdigit() and 1 <= int(word) <= 10_000_000:
        return int(word)
    raise argparse.ArgumentTypeError(f"“{word}” is no number of events: 1 to 10000000")


def _seed(word: str) -> int:
    if word.isascii() and word.isdigit() and int(word) < 2**32:
        return int(word)
    raise argparse.ArgumentTypeError(f"“{word}” is no seed: 0 to 4294967295")


def _workers(word: str) -> int:
    if word.isascii() and word.isdigit() and 1 <= int(word) <= 64:
        return int(word)
    raise argparse.ArgumentTypeError(f"“{word}” is no number of workers: 1 to 64")


if __name__ == "__main__":
    sys.exit(main())
