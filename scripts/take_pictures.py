"""Take the pictures of the documentation: a fresh demonstration, in a real browser.

Run it as `python -m scripts.take_pictures`.
"""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

from scripts.small_pictures import reduced

ROOT = Path(__file__).parent.parent
TARGET = ROOT / "docs/pictures"
QUIET = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
SEED = ROOT / "termcard/operating/demonstration/seed.txt"
PUBLIC = {
    "what-is-on": "/",
    "event": "/events/demo-seed/",
    "cancelled": "/events/demo-cancelled/",
    "series": "/series/demo-ten-zones/",
}
WIDE, NARROW = {"width": 1280, "height": 900}, {"width": 390, "height": 844}


@contextmanager
def served(name: str = "") -> Iterator[tuple[str, Path]]:
    """Serve the demonstration from an empty folder; yield its address and what it printed.

    `name` is the address that it is to call its own.
    """
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with tempfile.TemporaryDirectory() as home:
        said = Path(home) / "said"
        base = f"http://127.0.0.1:{port}"
        environment = {**os.environ, "TERMCARD_HOME": home, "TERMCARD_BASE_URL": name or base}
        command = [Path(sys.executable).parent / "termcard", "serve", "--demo", "--port", str(port)]
        with said.open("w") as stream:
            server = subprocess.Popen(
                command, env=environment, stdout=stream, stderr=stream, start_new_session=True
            )
        try:
            wait_for(f"http://127.0.0.1:{port}/healthz")
            yield f"http://127.0.0.1:{port}", said
        finally:
            os.killpg(server.pid, signal.SIGTERM)
            server.wait(20)


def wait_for(address: str) -> None:
    """Return once the address answers; raise TimeoutError after a minute."""
    for _ in range(120):
        try:
            with urllib.request.urlopen(address, timeout=2):
                return
        except OSError:
            time.sleep(0.5)
    raise TimeoutError(address)


def sign_in(page: Page, base: str, said: Path) -> None:
    """Sign in as the demonstration's organiser, with the code that the server prints."""
    page.goto(f"{base}/signin/")
    page.fill("input[type=email]", "olive@education.example")
    page.keyboard.press("Enter")
    page.wait_for_url("**/signin/code/")
    for _ in range(60):
        codes = re.findall(r"^([A-Z0-9]{3,}-?[A-Z0-9]{3,})$", said.read_text(), re.MULTILINE)
        if codes:
            page.fill("input[name=code]", codes[-1])
            page.keyboard.press("Enter")
            page.wait_for_url("**/organise/**")
            return
        time.sleep(0.5)
    raise TimeoutError("no code was printed")


def take(browser: Browser, base: str, said: Path) -> None:
    """Take every picture, wide and narrow, light and dark."""
    blank = browser.new_page()
    desk = browser.new_context()
    sign_in(desk.new_page(), base, said)
    signed_in = desk.storage_state()
    for scheme in ("light", "dark"):
        for width, size in (("1280", WIDE), ("390", NARROW)):
            shown = {
                "viewport": size,
                "color_scheme": scheme,
                "locale": "en-GB",
                "timezone_id": "Europe/London",
            }
            page = browser.new_context(**shown).new_page()
            for name, path in PUBLIC.items():
                page.goto(base + path)
                keep(f"{name}-{width}-{scheme}", page, blank)
            page = browser.new_context(**shown, storage_state=signed_in).new_page()
            page.goto(f"{base}/organise/read/")
            page.fill("textarea[name=text]", SEED.read_text() + f"\n{width} {scheme}")
            page.get_by_role("button", name="Read it").click()
            keep(f"review-{width}-{scheme}", page, blank)


def keep(name: str, page: Page, blank: Page) -> None:
    """Write a picture of a page as it is, in as few colours as show it."""
    (TARGET / f"{name}.png").write_bytes(reduced(blank, page.screenshot()))


def main() -> None:
    """Take the pictures."""
    TARGET.mkdir(parents=True, exist_ok=True)
    with served() as (base, said), sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=QUIET)
        take(browser, base, said)
        browser.close()


if __name__ == "__main__":
    main()
