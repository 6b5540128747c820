import os
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from contextlib import suppress
from pathlib import Path

import pytest
from aiosmtpd.controller import Controller
from playwright.sync_api import sync_playwright

ORGANISER = "olive@education.example"
FLAGS = (
    "--no-sandbox --disable-gpu --disable-background-networking --disable-component-update "
    "--disable-sync --disable-quic"
)
LAPTOP, PHONE, NARROW = (1280, 800), (390, 844), (320, 640)
SECONDS_TO_START = 90


def pytest_collection_modifyitems(items):
    """Let tests in a browser be told from others."""
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.browser)


def free_port():
    """Return a port that nobody listens at."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return found.getsockname()[1]


class Letters:
    """Keeps every letter that is handed in."""

    def __init__(self):
        self.texts = []

    async def handle_DATA(self, server, session, envelope):
        self.texts.append(envelope.content.decode())
        return "250 OK"

    def code(self, number=1):
        """Return the code in the latest of so many letters, once they have come."""
        end = time.monotonic() + 20
        while len(self.texts) < number:
            assert time.monotonic() < end, "No code was sent."
            time.sleep(0.05)
        body = self.texts[-1].split("\r\n\r\n", 1)[1]
        return re.search(r"^\s*([A-Z0-9]{3,5}-?[A-Z0-9]{3,5})\s*$", body, re.MULTILINE)[1]


class Site:
    """A running installation with the demonstration programme, and the letters it sends."""

    def __init__(self, folder, letters, port_of_letters):
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self.letters, self.folder = letters, folder
        kept = {name: os.environ[name] for name in ("PATH", "PYTHONPATH") if name in os.environ}
        self.environment = {
            **kept,
            "TERMCARD_HOME": str(folder),
            "TERMCARD_BASE_URL": self.url,
            "TERMCARD_EMAIL_URL": f"smtp://127.0.0.1:{port_of_letters}",
        }

    def command(self, *words):
        """Return the command line of `termcard` with these words."""
        return [sys.executable, "-m", "termcard.config.cli", *words]

    def start(self):
        """Serve, and return the process once it answers."""
        said = self.folder / "said.txt"
        with said.open("wb") as output:
            process = subprocess.Popen(
                self.command("serve", "--demo", "--port", str(self.port), "--workers", "1"),
                env=self.environment,
                stdout=output,
                stderr=output,
                start_new_session=True,
            )
        end = time.monotonic() + SECONDS_TO_START
        while time.monotonic() < end and process.poll() is None:
            with suppress(ConnectionError, urllib.error.URLError):
                urllib.request.urlopen(f"{self.url}/readyz", timeout=5).close()
                return process
            time.sleep(0.1)
        raise AssertionError(f"The site did not start: {said.read_text()}")

    def run(self, source):
        """Run a few lines of Python beside the site, on its database."""
        done = subprocess.run(
            self.command("manage", "shell", "-v", "0", "-c", source),
            env=self.environment,
            capture_output=True,
            text=True,
            timeout=60,
            check=True,
        )
        return done.stdout.strip()


@pytest.fixture(scope="package")
def site(tmp_path_factory, chromium_path):
    """The demonstration, served as anybody would serve it."""
    letters = Letters()
    post = Controller(letters, hostname="127.0.0.1", port=free_port())
    post.start()
    site = Site(tmp_path_factory.mktemp("site"), letters, post.port)
    process = site.start()
    try:
        yield site
    finally:
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        post.stop()


@pytest.fixture(scope="package")
def browser(chromium_path):
    """A browser of the package's own."""
    with pytest.MonkeyPatch.context() as patch, sync_playwright() as playwright:
        # Playwright's loop runs in this thread, and Django takes any test for asynchronous then.
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
        browser = playwright.chromium.launch(executable_path=chromium_path, args=FLAGS.split())
        yield browser
        browser.close()


class Reader:
    """A browser window, and what went wrong or was stored while somebody read in it."""

    def __init__(self, browser, site, size=LAPTOP, **options):
        width, height = size
        self.context = browser.new_context(
            viewport={"width": width, "height": height},
            base_url=site.url,
            locale="en-GB",
            timezone_id="Europe/London",
            reduced_motion="reduce",
            **options,
        )
        self.context.set_default_timeout(60_000)
        self.page = self.context.new_page()
        self.site, self.complaints, self.asked = site, [], []
        self.page.on("request", lambda request: self.asked.append(request.url))
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.on("console", self._heard)

    def _heard(self, message):
        if message.type in {"error", "warning"}:
            self.complaints.append(message.text)

    def asked_elsewhere(self):
        """Return what was asked of anybody but the site."""
        ours = (self.site.url, "data:", "blob:")
        return [url for url in self.asked if not url.startswith(ours)]

    def stored(self):
        """Return what is left in the browser."""
        kept = "Object.keys(localStorage).concat(Object.keys(sessionStorage))"
        return [*self.context.cookies(), *self.page.evaluate(kept)]


@pytest.fixture
def open_window(browser, site):
    """Open windows that know nothing of each other, and close them when the test is over."""
    opened = []

    def open_one(size=LAPTOP, **options):
        reader = Reader(browser, site, size, **options)
        opened.append(reader)
        return reader

    yield open_one
    for reader in opened:
        reader.context.close()


@pytest.fixture(scope="package")
def signed_in(browser, site):
    """What the browser of an organiser keeps once she has signed in."""
    reader = Reader(browser, site)
    sign_in(reader)
    state = reader.context.storage_state()
    reader.context.close()
    return state


@pytest.fixture(scope="session")
def keep_picture():
    """Keep pictures in the folder that TERMCARD_TESTS_PICTURES names, if it names one."""
    folder = os.environ.get("TERMCARD_TESTS_PICTURES")

    def keep(page, name):
        if folder:
            Path(folder).mkdir(parents=True, exist_ok=True)
            page.screenshot(path=f"{folder}/{name}.png", full_page=True)

    return keep


def sign_in(reader):
    """Sign in by the code that comes by mail."""
    page, sent = reader.page, len(reader.site.letters.texts)
    page.goto("/organise/")
    page.get_by_label("mail").fill(ORGANISER)
    page.get_by_role("button", name="Send me a code").click()
    page.get_by_label("Code").fill(reader.site.letters.code(sent + 1))
    page.get_by_role("button", name="Sign in").click()
    page.wait_for_url("**/organise/**")
