"""Take the pictures of the gallery: pages by day, by night and in print, and sheets as set.

Run it as `python -m scripts.take_gallery`. It writes docs/explanation/gallery.md too.
"""

from __future__ import annotations

import base64
import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import Browser, Page, sync_playwright

from scripts.small_pictures import reduced
from scripts.take_pictures import NARROW, QUIET, ROOT, WIDE, served, sign_in

SITE = "http://events.example"
TARGET = ROOT / "docs/gallery"
PAPER = {"width": 690, "height": 1000}
PAPER_ACROSS = {"width": 1047, "height": 729}
SCREEN = {"width": 1280, "height": 720}
LOGO = """<svg xmlns="http://www.w3.org/2000/svg" width="290" height="100" viewBox="0 0 290 100">
<path d="M50 8a30 30 0 0 1 30 30v30l10 12H10l10-12V38A30 30 0 0 1 50 8z" fill="#00606a"/>
<circle cx="50" cy="88" r="8" fill="#c8102e"/>
<text x="110" y="46" font-family="Source Serif Pro" font-size="38" fill="#16302f">School of</text>
<text x="110" y="88" font-family="Source Serif Pro" font-size="38" fill="#16302f">Education</text>
</svg>"""
DRESS = f"""
from termcard.institutions.actions import dress_organisation, redrawn
from termcard.institutions.models import Organisation
from termcard.people.actions import grant_role, local_operator
from termcard.people.models import Account
by = local_operator()
called = lambda slug: Organisation.objects.called(slug).get()
logo = redrawn({LOGO.encode()!r})
dress_organisation(called("education"), by=by, accent_day="#00606a",
    wordmark="School of Education", logo=logo)
dress_organisation(called("history"), by=by, accent_day="#8a1538", wordmark="History")
olive = Account.objects.called("olive@education.example").get()
grant_role(olive, called("education"), kind="steward", by=by)
"""
# The sheets as pictures, by the views that answer with them.
SHEETS = """
import base64, json
from django.test import Client
from termcard.publishing.views import typeset
set_as = typeset.typeset
typeset.typeset = lambda template, told, shape: set_as(template, told, "png")
ask = Client(HTTP_HOST="events.example").get
print(json.dumps({{
    name: base64.b64encode(ask(address, follow=True).content).decode()
    for name, address in {addresses!r}.items()
}}))
"""
ELSEWHERE = """<!doctype html><html lang="en"><meta charset="utf-8"><title>Elsewhere</title><style>
body {{ margin: 0; font: 17px/1.5 Georgia, serif; background: #eef3f1; color: #123 }}
header {{ background: #123f3a; color: #fff; padding: 18px 32px; font-size: 26px }}
main {{ display: grid; grid-template-columns: 1fr 1.4fr; gap: 32px; padding: 24px 32px }}
@media (max-width: 700px) {{ main {{ display: block; padding: 12px }} }}
iframe {{ border: 0; background: #fff }}</style><header>Department of Elsewhere</header>
<main><div><h2>About us</h2><p>We are a page of another site. The list beside this is a frame of
ours, without a script.</p></div>
<iframe src="{site}/embed/list/?host=education&amp;n=5" title="Events" width="100%" height="560">
</iframe></main>"""


@dataclass(frozen=True, kw_only=True)
class Picture:
    """A picture of a page: what it is called, what it shows, and how that is looked at."""

    name: str
    words: str
    path: str
    size: dict[str, int]
    scheme: str = "light"
    is_printed: bool = False
    is_desk: bool = False


PICTURES = (
    Picture(
        name="host-1280",
        words="A department in a look of its own",
        path="/hosts/education/",
        size=WIDE,
    ),
    Picture(
        name="host-390-dark",
        words="The same, on a telephone at night",
        path="/hosts/education/",
        size=NARROW,
        scheme="dark",
    ),
    Picture(
        name="other-host-1280",
        words="Another department, with a wordmark",
        path="/hosts/history/",
        size=WIDE,
    ),
    Picture(
        name="event-dressed-390",
        words="An event of a department with a logo",
        path="/events/demo-seed/",
        size=NARROW,
    ),
    Picture(name="home-print", words="What is on, in print", path="/", size=PAPER, is_printed=True),
    Picture(
        name="event-print",
        words="An event, in print",
        path="/events/demo-seed/",
        size=PAPER,
        is_printed=True,
    ),
    Picture(name="termcard-1280", words="A term card", path="/termcard/history/", size=WIDE),
    Picture(
        name="termcard-1280-dark",
        words="A term card at night",
        path="/termcard/education/",
        size=WIDE,
        scheme="dark",
    ),
    Picture(
        name="termcard-390",
        words="A term card on a telephone",
        path="/termcard/history/",
        size=NARROW,
    ),
    Picture(
        name="termcard-print",
        words="A term card, printed from its page",
        path="/termcard/history/",
        size=PAPER_ACROSS,
        is_printed=True,
    ),
    Picture(name="month-1280", words="A month", path="/calendar/", size=WIDE),
    Picture(name="screen", words="A screen in a foyer", path="/screen/university/", size=SCREEN),
    Picture(
        name="screen-dark",
        words="A screen of a department, at night",
        path="/screen/education/",
        size=SCREEN,
        scheme="dark",
    ),
    Picture(
        name="embed-1280", words="A list in a frame on another site", path="elsewhere", size=SCREEN
    ),
    Picture(name="embed-390", words="The same, on a telephone", path="elsewhere", size=NARROW),
    Picture(name="styleguide-1280", words="The styleguide", path="/styleguide/", size=WIDE),
    Picture(
        name="styleguide-1280-dark",
        words="The styleguide at night",
        path="/styleguide/",
        size=WIDE,
        scheme="dark",
    ),
    Picture(
        name="styleguide-390",
        words="The styleguide on a telephone",
        path="/styleguide/",
        size=NARROW,
    ),
    Picture(name="desk-1280", words="The desk", path="/organise/", size=WIDE, is_desk=True),
    Picture(
        name="desk-390-dark",
        words="The desk on a telephone at night",
        path="/organise/",
        size=NARROW,
        scheme="dark",
        is_desk=True,
    ),
    Picture(
        name="look-1280",
        words="Saying how a department looks",
        path="/organise/units/education/look/",
        size=WIDE,
        is_desk=True,
    ),
)
TYPESET = {
    "termcard-sheet": ("The same as a sheet", "/termcard/history.pdf"),
    "year-sheet": ("A year for the wall", "/termcard/history/year.pdf?paper=a4"),
    "poster-ledger": ("A poster", "/events/demo-hybrid.pdf"),
    "poster-field": (
        "A poster in the colours of a department",
        "/events/demo-seed.pdf?design=field",
    ),
    "poster-plain": ("A poster in black and white", "/events/demo-moved.pdf?design=plain"),
    "share-card": ("What stands for an event where it is shared", "/events/demo-seed.png"),
}
SHOWN_ELSEWHERE = {
    "What is on": (
        "what-is-on-1280-light",
        "what-is-on-1280-dark",
        "what-is-on-390-light",
        "what-is-on-390-dark",
    ),
    "An event": ("event-1280-light", "event-1280-dark", "event-390-light", "event-390-dark"),
    "An event that is cancelled": ("cancelled-1280-light", "cancelled-390-dark"),
    "Reading an announcement": ("review-1280-light", "review-390-dark"),
}


def beside(home: Path, source: str) -> str:
    """Run a few lines of Python on the served installation; return what they print."""
    environment = {**os.environ, "TERMCARD_HOME": str(home), "TERMCARD_BASE_URL": SITE}
    command = [sys.executable, "-m", "termcard.config.cli", "manage", "shell", "-v", "0", "-c"]
    done = subprocess.run(
        [*command, source], env=environment, check=True, capture_output=True, text=True
    )
    return done.stdout


def take(browser: Browser, blank: Page, signed_in: Any) -> None:
    """Take the pictures of pages."""
    for picture in PICTURES:
        state = {"storage_state": signed_in} if picture.is_desk else {}
        context = browser.new_context(
            viewport=picture.size,
            color_scheme=picture.scheme,
            locale="en-GB",
            timezone_id="Europe/London",
            **state,
        )
        page = context.new_page()
        if picture.path == "elsewhere":
            page.route(
                "http://elsewhere.example/",
                lambda route: route.fulfill(
                    body=ELSEWHERE.format(site=SITE), content_type="text/html"
                ),
            )
            page.goto("http://elsewhere.example/")
        else:
            page.goto(SITE + picture.path)
        if picture.is_printed:
            page.emulate_media(media="print")
        page.wait_for_timeout(200)
        margin = 40 if picture.is_printed else 0
        keep(picture.name, reduced(blank, page.screenshot(), margin=margin))
        context.close()


def keep(name: str, content: bytes) -> None:
    """Write a picture into the gallery."""
    (TARGET / f"{name}.png").write_bytes(content)


def write_page() -> None:
    """Write the page that shows them all."""
    lines = [
        "# Gallery",
        "",
        "The demonstration, as `scripts/take_gallery.py` and",
        "`scripts/take_pictures.py` take its pictures: by day, by night, in print.",
        "",
    ]
    for words, names in SHOWN_ELSEWHERE.items():
        lines += [f"## {words}", "", *(f"![{words}](../pictures/{name}.png)" for name in names), ""]
    shown = {each.name: each.words for each in PICTURES}
    shown |= {name: words for name, (words, _) in TYPESET.items()}
    for name, words in shown.items():
        lines += [f"## {words}", "", f"![{words}](../gallery/{name}.png)", ""]
    (ROOT / "docs/explanation/gallery.md").write_text("\n".join(lines[:-1]) + "\n", "utf-8")


def main() -> None:
    """Take the pictures, and write their page."""
    TARGET.mkdir(parents=True, exist_ok=True)
    with served(SITE) as (served_at, said), sync_playwright() as playwright:
        where = f"--host-resolver-rules=MAP events.example:80 {urlsplit(served_at).netloc}"
        # Chromium asks people before a page of a public name may show one of this machine.
        near = "--disable-features=LocalNetworkAccessChecks"
        browser = playwright.chromium.launch(
            executable_path="/usr/bin/chromium", args=[*QUIET, where, near]
        )
        blank = browser.new_page()
        beside(said.parent, DRESS)
        desk = browser.new_context()
        sign_in(desk.new_page(), SITE, said)
        take(browser, blank, desk.storage_state())
        addresses = {name: address for name, (_, address) in TYPESET.items()}
        sheets = json.loads(beside(said.parent, SHEETS.format(addresses=addresses)))
        for name, content in sheets.items():
            keep(name, reduced(blank, base64.b64decode(content)))
        browser.close()
    write_page()


if __name__ == "__main__":
    main()
