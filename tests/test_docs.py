import re
import subprocess
import sys
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).parent.parent
DOCS = REPOSITORY / "docs"
RECORDS = sorted((DOCS / "decisions").glob("[0-9]*.md"))
PACKAGES = sorted(path.parent.name for path in (REPOSITORY / "termcard").glob("*/__init__.py"))
LINK = re.compile(r"\[[^\]]*\]\(([^)#\s]+)[^)]*\)")
NAMED_PATH = re.compile(r"`((?:termcard|tests|docs|scripts|requirements)/[^`\s<>*]+)`")


def pages():
    return [REPOSITORY / "README.md", REPOSITORY / "CONTRIBUTING.md", *sorted(DOCS.rglob("*.md"))]


def test_the_reference_is_what_the_code_says_and_every_heading_linked_to_exists():
    checked = subprocess.run(
        [sys.executable, REPOSITORY / "scripts" / "check_docs.py"],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )

    assert checked.returncode == 0, checked.stdout + checked.stderr


@pytest.mark.parametrize("page", pages(), ids=lambda page: str(page.relative_to(REPOSITORY)))
def test_every_relative_link_leads_on(page):
    targets = [link for link in LINK.findall(page.read_text("utf-8")) if "://" not in link]

    assert [target for target in targets if not (page.parent / target).exists()] == []


@pytest.mark.parametrize("record", RECORDS, ids=lambda record: record.stem)
def test_a_decision_says_why_what_and_what_follows(record):
    lines = record.read_text("utf-8").splitlines()

    assert lines[0].startswith(f"# {int(record.name[:4])}. ")
    assert [line for line in lines if line.startswith("## ")] == [
        "## Context",
        "## Decision",
        "## Consequences",
    ]


def test_decisions_are_numbered_without_gaps_and_stand_in_the_index():
    index = LINK.findall((DOCS / "decisions" / "README.md").read_text("utf-8"))

    assert [int(record.name[:4]) for record in RECORDS] == list(range(1, len(RECORDS) + 1))
    assert index == [record.name for record in RECORDS]


def test_the_architecture_describes_every_package():
    told = (DOCS / "explanation" / "architecture.md").read_text("utf-8")
    described = re.findall(r"^\| `(\w+)` \| ", told.partition("## The packages")[2], re.MULTILINE)

    assert PACKAGES
    assert sorted(set(PACKAGES) - set(described)) == []


def test_every_page_of_documentation_can_be_found_from_the_index():
    seen, waiting = set(), [DOCS / "README.md"]
    while waiting:
        page = waiting.pop().resolve()
        if page not in seen and page.suffix == ".md" and page.exists():
            seen.add(page)
            links = LINK.findall(page.read_text("utf-8"))
            waiting += [page.parent / link for link in links if "://" not in link]

    lost = {page.resolve() for page in DOCS.rglob("*.md")} - seen
    assert sorted(str(page.relative_to(DOCS)) for page in lost) == []


@pytest.mark.parametrize(
    "page",
    [REPOSITORY / "CONTRIBUTING.md", *sorted((DOCS / "decisions").glob("*.md"))],
    ids=lambda page: page.stem,
)
def test_every_path_that_is_named_exists(page):
    named = NAMED_PATH.findall(page.read_text("utf-8"))

    assert [path for path in named if not (REPOSITORY / path).exists()] == []
