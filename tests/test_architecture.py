"""The rules of the rooms that import-linter cannot see, checked on the syntax tree."""

import ast
import dataclasses
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from termcard.announcements.announcement import Announcement, Place
from termcard.announcements.parts import Part
from termcard.announcements.sessions import Session, Talk

REPOSITORY = Path(__file__).parent.parent
ROOT = REPOSITORY / "termcard"
MODULES = sorted(
    path
    for path in ROOT.rglob("*.py")
    if "migrations" not in path.parts or path.name == "__init__.py"
)
WRITES = {
    "save",
    "create",
    "bulk_create",
    "bulk_update",
    "update_or_create",
    "get_or_create",
    "create_user",
    "create_superuser",
}
WRITES_OF_SETS = {"update", "delete"}
QUERIES = {"filter", "exclude", "annotate", "raw", "extra", "aggregate"}
MAY_WRITE = {"actions", "outbox", "tasks"}
MAY_QUERY = MAY_WRITE | {"querysets", "models", "rules", "search", "personal_data"}
JUNK_DRAWERS = {
    "base",
    "common",
    "core",
    "helper",
    "helpers",
    "managers",
    "misc",
    "serializers",
    "services",
    "signals",
    "tools",
    "util",
    "utils",
}
WITHOUT_TABLES = {"announcements", "design", "lib"}
LONGEST_FILE, LONGEST_VIEW = 400, 25


def package(path: Path) -> str:
    return path.relative_to(ROOT).parts[0]


def room(path: Path) -> str:
    """Return the room a module stands in: that of actions/announcing.py is actions."""
    inside = path.relative_to(ROOT).parts[1:]
    return Path(inside[0]).stem if inside else path.stem


def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def methods_called(path: Path) -> Iterator[tuple[str, str, int]]:
    """Yield (what it is called on, the method, the line) for each call of a method."""
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            yield ast.unparse(node.func.value), node.func.attr, node.lineno


def is_query(subject: str) -> bool:
    return (
        ".objects" in subject or subject.endswith(("_set", ".all()")) or ".visible_to(" in subject
    )


def each_module(test):
    ids = [str(path.relative_to(ROOT)) for path in MODULES]
    return pytest.mark.parametrize("path", MODULES, ids=ids)(test)


@each_module
def test_writes_only_in_actions(path):
    if package(path) in WITHOUT_TABLES or room(path) in MAY_WRITE:
        return
    writes = [
        (subject, method, line)
        for subject, method, line in methods_called(path)
        if method in WRITES or (method in WRITES_OF_SETS and is_query(subject))
    ]
    assert writes == []


@each_module
def test_asks_only_named_questions_outside_the_rooms_of_queries(path):
    if package(path) in WITHOUT_TABLES or room(path) in MAY_QUERY:
        return
    assert [call for call in methods_called(path) if call[1] in QUERIES] == []


@each_module
def test_says_what_it_is_for(path):
    docstring = ast.get_docstring(tree(path)) or ""
    assert docstring.split("\n\n")[0].rstrip().endswith("."), "Begin with one sentence."


@each_module
def test_is_short(path):
    assert len(path.read_text(encoding="utf-8").splitlines()) <= LONGEST_FILE


@each_module
def test_is_named_after_what_it_holds(path):
    assert path.stem not in JUNK_DRAWERS


@each_module
def test_keeps_meaning_out_of_save_and_signals(path):
    names = {n.name for n in ast.walk(tree(path)) if isinstance(n, ast.FunctionDef)}
    assert not {"save", "delete"} & names
    assert "django.dispatch" not in path.read_text(encoding="utf-8")
    assert "GenericForeignKey" not in path.read_text(encoding="utf-8")


@each_module
def test_packages_hold_no_code_in_their_front_door(path):
    if path.name == "__init__.py" and path.parent.parent == ROOT:
        assert [type(node) for node in tree(path).body] == [ast.Expr]


@each_module
def test_views_are_thin(path):
    if room(path) not in {"views", "api"}:
        return
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.FunctionDef):
            assert node.end_lineno - node.lineno < LONGEST_VIEW, node.name


@each_module
def test_every_event_question_asks_who_reads(path):
    """Outside the noun itself, events are asked for by visible_to or editable_by alone."""
    if package(path) in {"programme", *WITHOUT_TABLES}:
        return
    source = path.read_text(encoding="utf-8")
    for piece in source.split("Event.objects")[1:]:
        asked = piece.lstrip().removeprefix("\n").lstrip()
        assert asked.startswith((".visible_to(", ".editable_by(")), asked[:60]


def test_nothing_private_has_a_field_in_an_announcement():
    names = {
        field.name
        for shape in (Announcement, Session, Talk, Part, Place)
        for field in dataclasses.fields(shape)
    }
    private = ("mail", "phone", "join", "passcode", "contact")
    assert [name for name in names if any(word in name for word in private)] == []


def test_imports_keep_their_direction():
    command = [Path(sys.executable).parent / "lint-imports", "--no-cache"]
    done = subprocess.run(command, cwd=REPOSITORY, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout[-3000:]
