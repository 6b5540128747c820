"""What can go wrong in many ways is done in one place: mail, fetching, redirects, raw HTML."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent / "termcard"
MODULES = sorted(ROOT.rglob("*.py"))
CALLS_THE_MAIL_SERVER = "config/diagnosis/surroundings.py"  # to see whether it answers
ONLY_THERE = {
    "smtplib": {"lib/mailing.py", CALLS_THE_MAIL_SERVER},
    "django.core.mail": {"lib/mailing.py", CALLS_THE_MAIL_SERVER},
    "urllib.request": {"lib/fetching.py"},
    "http.client": {"lib/fetching.py"},
    "requests": {"lib/fetching.py"},
    "httpx": {"lib/fetching.py"},
    "aiohttp": {"lib/fetching.py"},
    "ftplib": set(),
    "poplib": set(),
    "pickle": {"lib/limited.py", "lib/limited_child.py"},
}
MARKS_AS_SAFE = {"mark_safe", "SafeString", "SafeText", "autoescape_off"}
ASKED_FOR = {"next", "next_url", "return_to", "redirect_to"}


def place(path):
    return path.relative_to(ROOT).as_posix()


def tree(path):
    return ast.parse(path.read_text("utf-8"))


def imported(path):
    """Every module, and every name of a module, that a file imports."""
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def each_module(test):
    return pytest.mark.parametrize("path", MODULES, ids=place)(test)


@each_module
def test_each_way_out_has_one_door(path):
    wrong = [
        name
        for name in imported(path)
        for kept, doors in ONLY_THERE.items()
        if (name == kept or name.startswith(f"{kept}.")) and place(path) not in doors
    ]

    assert wrong == []


@each_module
def test_html_is_declared_safe_in_template_tags_alone(path):
    if place(path).startswith("design/templatetags/"):
        return
    used = {getattr(node, "id", getattr(node, "attr", "")) for node in ast.walk(tree(path))}

    assert used & MARKS_AS_SAFE == set()


@each_module
def test_where_somebody_asks_to_be_led_is_read_in_one_place(path):
    """Nobody else takes `next` out of a request, so nobody else can redirect to it."""
    if place(path) == "lib/redirecting.py":
        return
    taken = [
        node.lineno
        for node in ast.walk(tree(path))
        if (isinstance(node, ast.Subscript) and _is_asked_for(node.slice))
        or (
            isinstance(node, ast.Call)
            and isinstance(node.func, ast.Attribute)
            and node.func.attr in {"get", "getlist", "pop"}
            and any(_is_asked_for(argument) for argument in node.args)
        )
    ]

    assert taken == []


def _is_asked_for(node):
    return isinstance(node, ast.Constant) and node.value in ASKED_FOR
