import re
import tomllib
from pathlib import Path

REPOSITORY = Path(__file__).parents[2]
# Installs the project itself, which a built wheel does not need.
ONLY_HERE = {"flit-core"}


def named(lines):
    """The packages that lines of requirements name, without their versions."""
    found = (re.match(r"[A-Za-z0-9][\w.-]*", line) for line in lines)
    return {match[0].lower().replace("_", "-") for match in found if match}


def test_a_wheel_asks_for_what_we_pin():
    project = tomllib.loads((REPOSITORY / "pyproject.toml").read_text())["project"]
    pinned = named((REPOSITORY / "requirements" / "run.in").read_text().splitlines())

    assert named(project["dependencies"]) == pinned - ONLY_HERE


def test_each_requirement_says_why_it_is_there():
    for file in ("run.in", "test.in"):
        for line in (REPOSITORY / "requirements" / file).read_text().splitlines():
            if re.match(r"[a-z]", line):
                assert re.search(r"\S +# .{5}", line), line


def test_no_address_stands_in_what_is_pinned():
    for file in ("run.txt", "test.txt"):
        pinned = (REPOSITORY / "requirements" / file).read_text()

        assert "--hash=sha256:" in pinned
        assert not re.search(r"://|index|find-links", pinned)


def test_what_runs_is_what_was_tested():
    def pins(file):
        text = (REPOSITORY / "requirements" / file).read_text()
        return set(re.findall(r"^([\w.-]+==\S+)", text, re.MULTILINE))

    assert pins("run.txt") <= pins("test.txt")
