"""An institution counts visits; its readers are asked before, and may change their mind."""

import os
import signal
import threading
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest

from tests.journeys.conftest import Reader, Site, free_port
from tests.journeys.test_accessible import faults


class Counter(BaseHTTPRequestHandler):
    """The institution's own statistics: keeps what it was asked for."""

    asked: list = []

    def do_GET(self):
        """Answer with a script that counts."""
        Counter.asked.append(self.path)
        self.send_response(200)
        self.send_header("Content-Type", "text/javascript")
        self.end_headers()
        self.wfile.write(b"document.documentElement.dataset.counted = 'yes';")

    def log_message(self, *words):
        """Say nothing."""


@pytest.fixture(scope="module")
def counting_site(tmp_path_factory, chromium_path):
    """The demonstration, at an institution that counts visits and plays recordings."""
    counter = HTTPServer(("127.0.0.1", 0), Counter)
    threading.Thread(target=counter.serve_forever, daemon=True).start()
    site = Site(tmp_path_factory.mktemp("counting"), letters=None, port_of_letters=free_port())
    site.environment |= {
        "TERMCARD_STATISTICS_URL": f"http://127.0.0.1:{counter.server_port}/count.js",
        "TERMCARD_RECORDINGS_FROM": "video.university.example",
    }
    process = site.start()
    yield site
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()
    counter.shutdown()


@pytest.fixture
def visit(browser, counting_site):
    """Open windows at that institution."""
    opened = []

    def open_one(**options):
        reader = Reader(browser, counting_site, **options)
        opened.append(reader)
        Counter.asked.clear()
        return reader

    yield open_one
    for reader in opened:
        reader.context.close()


def counted(page):
    return page.evaluate("document.documentElement.dataset.counted || 'no'")


def test_nothing_is_stored_and_nobody_called_before_a_choice(visit):
    reader = visit()
    reader.page.goto("/", wait_until="networkidle")
    notice = reader.page.locator("#consent-notice")
    assert notice.is_visible()
    accept, refuse = (notice.get_by_role("button", name=name) for name in ("Accept", "Refuse"))
    assert accept.evaluate("e => e.className") == refuse.evaluate("e => e.className")
    assert accept.bounding_box()["y"] == refuse.bounding_box()["y"]
    assert reader.stored() == [] and reader.asked_elsewhere() == [] and Counter.asked == []
    assert faults(reader.page) == []


def test_whoever_refuses_is_not_counted_and_not_asked_again(visit):
    reader = visit()
    page = reader.page
    page.goto("/", wait_until="networkidle")
    page.locator("#consent-notice").get_by_role("button", name="Refuse").click()
    page.wait_for_url("**/cookies/")
    page.goto("/", wait_until="networkidle")
    assert not page.locator("#consent-notice").is_visible()
    assert [cookie["name"] for cookie in reader.context.cookies()] == ["consent"]
    assert Counter.asked == []


def test_whoever_accepts_is_counted_until_they_change_their_mind(visit):
    reader = visit()
    page = reader.page
    page.goto("/")
    page.locator("#consent-notice").get_by_role("button", name="Accept").click()
    page.wait_for_url("**/cookies/")
    page.goto("/", wait_until="networkidle")
    assert counted(page) == "yes"
    page.get_by_role("link", name="Cookie settings").click()
    assert faults(page) == []
    page.get_by_role("group", name="Visitor statistics").get_by_label("No").check()
    page.get_by_role("button", name="Keep this choice").click()
    Counter.asked.clear()
    page.goto("/", wait_until="networkidle")
    assert counted(page) == "no" and Counter.asked == []
    assert reader.complaints == []


def test_without_a_script_the_choice_stands_at_the_foot(visit):
    reader = visit(java_script_enabled=False)
    page = reader.page
    page.goto("/")
    assert not page.locator("#consent-notice").is_visible()
    page.locator(".consent-choice summary").click()
    page.locator(".consent-choice").get_by_role("button", name="Refuse").click()
    assert "You refused" in page.locator("main").inner_text()
