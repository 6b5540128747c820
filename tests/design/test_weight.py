import gzip
from pathlib import Path

from django.contrib.staticfiles.finders import get_finders

import termcard
from termcard.design.fonts import FontsFinder

MOST_BYTES = 60_000
# What no page of an event loads: other sites' pages, the screen in the foyer, the desk.
ELSEWHERE = ("publishing/embed.js", "publishing/screen.js", "reading/")
OURS = Path(termcard.__file__).parent


def weighed():
    """Return {path: bytes as sent} of every style, script and face of a page."""
    found = {}
    for finder in get_finders():
        for path, storage in finder.list([]):
            file = Path(storage.path(path))
            is_ours = OURS in file.parents or isinstance(finder, FontsFinder)
            is_ours = is_ours and not path.startswith(ELSEWHERE)
            if is_ours and file.suffix in {".css", ".js", ".woff2"}:
                found[path] = len(gzip.compress(file.read_bytes(), 9))
    return found


def test_styles_scripts_and_faces_together_are_light():
    found = weighed()
    assert {Path(path).suffix for path in found} == {".css", ".js", ".woff2"}
    assert sum(found.values()) <= MOST_BYTES, found
