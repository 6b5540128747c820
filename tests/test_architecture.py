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
from tests import syntax

REPOSITORY = Path(__file__).parent.parent
ROOT = REPOSITORY / "termcard"
MODULES = sorted(
    path
    for path in ROOT.rglob("*.py")
    if "migrations" not in path.parts or path.name == "__init__.py"
)
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


def each_module(test):
    ids = [str(path.relative_to(ROOT)) for path in MODULES]
    return pytest.mark.parametrize("path", MODULES, ids=ids)(test)


@each_module
def test_writes_only_in_actions(path):
    if package(path) in WITHOUT_TABLES or room(path) in MAY_WRITE:
        return
    assert list(syntax.writes(tree(path))) == []


@pytest.mark.parametrize(
    "write",
    [
        "event.topics.clear()",
        "event.topics.add(topic)",
        "event.topics.set([topic])",
        "event.topics.remove(topic)",
        "event.sessions.all().delete()",
        "event.sessions.update(title='')",
        "Event.objects.visible_to(reader).in_order().update(title='')",
        "events = Event.objects.editable_by(olive)\nevents.delete()",
        "events = series.events.all()\nearly = events.in_order()\nearly.update(title='')",
        "(Event.objects.at('a') | Event.objects.at('b')).delete()",
        "event.delete()",
        "event.save()",
        "Topic.objects.get_or_create(slug='bells')",
    ],
)
def test_a_write_of_rows_is_seen(write):
    assert list(syntax.writes(ast.parse(write)))


@pytest.mark.parametrize(
    "line",
    [
        "topics = set()\ntopics.add('Bells')\ntopics.remove('Bells')\ntopics.clear()",
        "words = {}\nwords.update(title='On bells')",
        "form.add_error('title', 'Say something.')",
        "form.fields.update(more)",
        "stopped.set()",
        "checksum.update(words)",
        "context.update(events=Event.objects.visible_to(None))",
        "cache.delete('key')",
        "client.delete('/events/a/')",
        "counted = Event.objects.visible_to(None).counted_by_host()\ncounted.update(more)",
        "event = Event.objects.visible_to(None).first()\nmet.add(event)",
    ],
)
def test_what_only_looks_like_a_write_is_none(line):
    assert list(syntax.writes(ast.parse(line))) == []


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


MAY_ASK_FIRST = {"Event": {"visible_to", "editable_by"}, "Session": {"of_events"}}


def unasked(module):
    """Return the questions about events and sittings that do not say first who reads."""
    return [
        (model, asked, line)
        for model, may in MAY_ASK_FIRST.items()
        for asked, line in syntax.first_questions(module, model)
        if asked not in may
    ]


@each_module
def test_every_event_question_asks_who_reads(path):
    """Outside the noun itself, events are asked for by visible_to or editable_by alone.

    Their sittings are asked for by the events they belong to.
    """
    if package(path) not in {"programme", *WITHOUT_TABLES}:
        assert unasked(tree(path)) == []


IMPORTED = "from termcard.programme.models import Event as Row, Session as Sitting\n"


@pytest.mark.parametrize(
    "question",
    [
        "Event.objects.in_order()",
        "Row.objects.all()",
        "Event.objects",
        "Event._default_manager.all()",
        "Session.objects.in_order()",
        "Sitting.objects.starting_in(2026)",
    ],
)
def test_a_question_that_does_not_ask_who_reads_is_seen(question):
    assert unasked(ast.parse(IMPORTED + question))


def test_questions_that_ask_who_reads_may_be_asked():
    asked = "Sitting.objects.of_events(Row.objects\n.visible_to(rita).listed()).in_order()"
    assert unasked(ast.parse(IMPORTED + asked)) == []


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
