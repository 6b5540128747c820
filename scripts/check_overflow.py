"""Announce hundreds of awkward events, and look whether anything runs over on page or paper.

Run it as `python -m scripts.check_overflow`, with another number than 300 if that is wanted.
"""

from __future__ import annotations

import base64
import json
import os
import signal
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import django
from playwright.sync_api import Page, sync_playwright

from scripts.take_pictures import wait_for
from termcard.lib.typesetting import Sheet, typeset_here
from tests.awkward import LOOKED_AT, RUNS_OVER, printed

ROOT = Path(__file__).parent.parent
TEMPLATES = ROOT / "termcard/publishing/typst"
QUIET = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-sync"]
WIDTHS = (1280, 768, 390, 320)
LISTS = (
    *("/", "/hosts/", "/hosts/unit/", "/series/", "/series/seminar/", "/past/", "/topics/"),
    *("/search/?q=bells", "/calendar/2027/01/", "/calendar/2027-W03/", "/calendar/2027-01-14/"),
    *("/termcard/unit/", "/termcard/unit/year/", "/screen/unit/", "/embed/list/", "/styleguide/"),
    *("/calendar/2027/01/?zone=Asia/Tokyo", "/?kind=seminar&q=school"),
)
ANNOUNCE = """
import json
from tests.awkward import announce_awkward
print(json.dumps(announce_awkward({number})))
"""
# So many dots are not a word, but the softened edge of one.
A_LETTER = 100
EDGES = {
    "poster.typ": {"left": 30, "right": 30, "top": 30, "bottom": 30},
    "share_card.typ": {"left": 18, "right": 60, "top": 40, "bottom": 40},
}


@contextmanager
def served(number: int) -> Iterator[tuple[str, list[str]]]:
    """Serve so many awkward events from an empty folder; yield the site and their addresses."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with tempfile.TemporaryDirectory() as home:
        path = f"{ROOT}:{os.environ.get('PYTHONPATH', '')}"
        environment = {**os.environ, "TERMCARD_HOME": home, "PYTHONPATH": path}
        command = [sys.executable, "-m", "termcard.config.cli"]
        subprocess.run([*command, "manage", "migrate", "-v", "0"], env=environment, check=True)
        announced = subprocess.run(
            [*command, "manage", "shell", "-v", "0", "-c", ANNOUNCE.format(number=number)],
            env=environment,
            check=True,
            capture_output=True,
            text=True,
        )
        server = subprocess.Popen(
            [*command, "serve", "--port", str(port), "--workers", "1"],
            env=environment,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        try:
            wait_for(f"http://127.0.0.1:{port}/readyz")
            yield f"http://127.0.0.1:{port}", json.loads(announced.stdout)
        finally:
            os.killpg(server.pid, signal.SIGTERM)
            server.wait(20)


def faults_of_page(page: Page, address: str) -> list[str]:
    """Return what runs over on a page at each width, after one load."""
    page.goto(address)
    faults = []
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        faults += [f"{width}: {fault}" for fault in page.evaluate(RUNS_OVER)]
    return faults


def faults_of_sheets(page: Page, seed: int) -> list[str]:
    """Return what runs over on the poster and the share card of an awkward event."""
    # These ask for Django's settings, which a page does not need.
    from termcard.publishing.views.printing import event_told, poster_told  # noqa: PLC0415

    event = printed(seed)
    design = ("ledger", "field", "plain")[seed % 3]
    how = {"institution": "Example University", "paper": "a4", "design": design}
    sheets = {
        "poster.typ": poster_told(event, seed, **how),
        "share_card.typ": event_told(event, seed),
    }
    return [
        f"{template}: {fault}"
        for template, told in sheets.items()
        for fault in faults_of_sheet(page, template, told)
    ]


def faults_of_sheet(page: Page, template: str, told: dict[str, Any]) -> list[str]:
    """Return whether a sheet hides any of its words, or prints them too near its edge."""

    def drawn(**more: Any) -> bytes:
        words = json.dumps({**told, **more}, ensure_ascii=False, sort_keys=True)
        return typeset_here(Sheet(template=TEMPLATES / template, told=words, shape="png"))

    def address_of(picture: bytes) -> str:
        return f"data:image/png;base64,{base64.b64encode(picture).decode()}"

    pictures = {"picture": address_of(drawn(clips=False)), "other": address_of(drawn())}
    found = page.evaluate(LOOKED_AT, {**pictures, **EDGES[template]})
    faults = [f"{found['hidden']} dots are hidden"] if found["hidden"] > A_LETTER else []
    return faults + ([] if found["edge"] < 0 else [f"ink at the edge in row {found['edge']}"])


def main(number: int = 300) -> int:
    """Print every fault; return how many there are."""
    count = 0
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "termcard.config.settings")
    django.setup()
    with served(number) as (site, addresses), sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=QUIET)
        page = browser.new_page()
        for address in (*LISTS, *addresses):
            for fault in faults_of_page(page, site + address):
                count += 1
                print(f"{address} {fault}")
        page.goto("about:blank")
        for seed in range(number):
            for fault in faults_of_sheets(page, seed):
                count += 1
                print(f"event {seed} {fault}")
        browser.close()
    print(f"{count} faults on {len(LISTS) + number} pages and {2 * number} sheets.")
    return count


if __name__ == "__main__":
    sys.exit(1 if main(*map(int, sys.argv[1:])) else 0)
