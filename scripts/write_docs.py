"""Writes the reference pages that are made from the code: the settings and the commands."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from pathlib import Path

from termcard.config.cli import command_parser
from termcard.config.environment import PREFIX, Environment

ROOT = Path(__file__).resolve().parent.parent
REFERENCE = ROOT / "docs" / "reference"
_MADE = "<!-- Made from the code by `make docs`: change it there. -->"


def pages() -> dict[Path, str]:
    """Return what each generated page must say, by its path."""
    return {
        REFERENCE / "settings.md": settings_page(),
        REFERENCE / "commands.md": commands_page(),
    }


def settings_page() -> str:
    """Return the page of every setting, from the descriptions in `environment.py`."""
    lines = [
        "# Settings",
        _MADE,
        "",
        "Termcard is set up by environment variables. None needs to be set: each has a safe",
        "default. What is set wrongly is said at the start, all of it at once.",
    ]
    for name, field in Environment.model_fields.items():
        default = _default_in_words(field.default)
        lines += ["", f"## `{PREFIX}{name.upper()}`", f"{field.description}", ""]
        lines += [f"Default: {default}."]
    return "\n".join(lines) + "\n"


def _default_in_words(default: object) -> str:
    if default in ("", ()):
        return "unset"
    if isinstance(default, tuple):
        named = (str(each).removesuffix("/32").removesuffix("/128") for each in default)
        return f"`{', '.join(named)}`"
    if isinstance(default, bool):
        return "`yes`" if default else "`no`"
    return f"`{default}`"


def commands_page() -> str:
    """Return the page of every command, from the parser that takes them apart."""
    lines = [
        "# Commands",
        _MADE,
        "",
        "Every command has `--help`. It exits with 0 when it is done, and with 2 on bad input",
        "after one clear line on standard error. Commands that need the database bring it up",
        "to date first.",
    ]
    for parser in _leaves(command_parser()):
        usage = " ".join(parser.format_usage().removeprefix("usage: ").split())
        lines += ["", f"## `{parser.prog}`", f"{parser.description}", "", f"`{usage}`"]
        rows = [_row(action) for action in parser._actions if action.help and action.dest != "help"]
        lines += ["", "| | |", "|---|---|", *rows] if rows else []
    return "\n".join(lines) + "\n"


def _leaves(parser: argparse.ArgumentParser) -> Iterator[argparse.ArgumentParser]:
    """Yield the parser of each command that does something."""
    inner = [each for each in parser._actions if isinstance(each, argparse._SubParsersAction)]
    if not inner:
        yield parser
    for action in inner:
        for child in action.choices.values():
            yield from _leaves(child)


def _row(action: argparse.Action) -> str:
    value = action.metavar or ("" if action.nargs == 0 else action.dest.upper())
    words = " ".join([*action.option_strings[:1], str(value)]).strip()
    return f"| `{words}` | {action.help} |".replace("FILE|URL", "FILE\\|URL")


def main() -> None:
    """Write every page."""
    REFERENCE.mkdir(parents=True, exist_ok=True)
    for path, words in pages().items():
        path.write_text(words, encoding="utf-8")


if __name__ == "__main__":
    main()
