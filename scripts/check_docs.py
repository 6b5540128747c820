"""Checks the documentation: generated pages are as the code has it, and every link leads on."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from pathlib import Path

from write_docs import ROOT, pages

_LINK = re.compile(r"\[[^\]\n]*\]\(([^)\s]+)\)")
_FENCE = re.compile(r"^(```|~~~).*?^\1", re.MULTILINE | re.DOTALL)
_CODE = re.compile(r"`[^`\n]*`")


def stale_pages() -> Iterator[str]:
    """Yield a complaint for each generated page that is not what the code would write."""
    for path, words in pages().items():
        if not path.exists() or path.read_text(encoding="utf-8") != words:
            yield f"{path.relative_to(ROOT)}: is not what the code says; run `make docs`"


def broken_links() -> Iterator[str]:
    """Yield a complaint for each link to a file or a heading of ours that is not there."""
    for page in documents():
        for target in _links(page):
            path, _, heading = target.partition("#")
            linked = page if not path else (page.parent / path).resolve()
            where = page.relative_to(ROOT)
            if not linked.exists():
                yield f"{where}: {target} leads nowhere"
            elif heading and linked.suffix == ".md" and heading not in headings(linked):
                yield f"{where}: {target} names no heading"


def documents() -> list[Path]:
    """Return every page of documentation."""
    return sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])


def headings(page: Path) -> set[str]:
    """Return the anchors of a page's headings, made as forges make them."""
    lines = _FENCE.sub("", page.read_text(encoding="utf-8")).splitlines()
    titles = [line.lstrip("#").strip().lower() for line in lines if line.startswith("#")]
    return {re.sub(r"[^\w\- ]", "", title).replace(" ", "-") for title in titles}


def _links(page: Path) -> Iterator[str]:
    prose = _CODE.sub("", _FENCE.sub("", page.read_text(encoding="utf-8")))
    for target in _LINK.findall(prose):
        if not re.match(r"[a-z][a-z0-9+.-]*:", target):
            yield target


def main() -> int:
    """Print every complaint; return 1 when there is one."""
    complaints = [*stale_pages(), *broken_links()]
    for complaint in complaints:
        print(complaint)
    return 1 if complaints else 0


if __name__ == "__main__":
    sys.exit(main())
