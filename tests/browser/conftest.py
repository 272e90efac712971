"""Chromium against the real site with the shipped data: what people see, and what it never does.

Every test fails on an error in the console, on a request to another host, and on any cookie.
`PICTURES=1 make test ARGS=tests/browser` photographs what it shows: the README and the guides anew.
"""

import os
import shutil
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from socketserver import ThreadingMixIn
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page, Response, sync_playwright
from pytest_django.live_server_helper import LiveServer
from pytest_django.plugin import DjangoDbBlocker

from tests.connections import end_connections

# Playwright keeps an event loop in this thread; Django would refuse to use the database beside it.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")

ROOT = Path(__file__).resolve().parent.parent.parent
PICTURES_OF_THE_README = ROOT / "docs" / "screenshots"
OTHER_PICTURES = ROOT / ".local" / "screenshots"
TAKES_PICTURES = bool(os.environ.get("PICTURES"))
NAMES = ("chromium", "chromium-browser", "google-chrome")
QUIET = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    "--disable-quic",
]


NOTHING_COMES_INTO_VIEW = "window.IntersectionObserver = class { observe() {} disconnect() {} };"
"""A map waits to be seen: drawing one without a graphics card takes seconds, for tests of words."""
ANSWERING = ThreadingMixIn.process_request_thread.__name__
PATIENCE = 30  # s


class Visitor:
    """One person at one browser window, and everything that went over the wire meanwhile."""

    may_have_cookies = False

    def __init__(self, page: Page, site: str) -> None:
        self.page = page
        self.site = site
        self.addresses: list[str] = []
        self.troubles: list[str] = []
        page.on("console", self._said)
        page.on("pageerror", lambda error: self.troubles.append(f"script: {error}"))
        page.on("request", lambda request: self._asked(request.url))
        page.on("response", self._answered)

    def _said(self, message) -> None:
        if message.type == "error":
            self.troubles.append(f"console: {message.text} ({message.location.get('url')})")

    def _asked(self, address: str) -> None:
        self.addresses.append(address)
        if urlsplit(address).scheme in {"data", "blob"}:
            return
        if urlsplit(address).netloc != urlsplit(self.site).netloc:
            self.troubles.append(f"request to another host: {address}")

    def _answered(self, response: Response) -> None:
        if "set-cookie" in response.headers and not self.may_have_cookies:
            self.troubles.append(f"cookie set by {response.url}")

    def open(self, path: str = "/") -> Page:
        self.page.goto(self.site + path)
        return self.page

    def ask(self, place: str, disease: str, age: str = "") -> Page:
        """Fill the form that is shown as typed, without choosing a suggestion, and send it."""
        page = self.page
        page.fill("#id_place", place)
        page.fill("#id_disease", disease)
        page.fill("#id_age", age)
        page.get_by_role("button", name="Voir où aller").click()
        page.wait_for_selector("[data-focus]")
        return page

    def wait_for_map(self) -> None:
        self.page.wait_for_selector(".map[data-ready]", timeout=30_000)

    def picture(self, name: str, *, for_readme: bool = False, whole: bool = True) -> None:
        """For people to look at, when they ask for it: no test reads it."""
        if not TAKES_PICTURES:
            return
        self.page.wait_for_timeout(1000)  # what fades in or slides has come to rest
        folder = PICTURES_OF_THE_README if for_readme else OTHER_PICTURES
        folder.mkdir(parents=True, exist_ok=True)
        self.page.screenshot(path=folder / f"{name}.png", full_page=whole)


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    found = next(filter(None, map(shutil.which, NAMES)), None)
    if found is None:
        pytest.fail("no Chromium on this machine: install the package `chromium`")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=QUIET)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def server(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[LiveServer]:
    """The site over HTTP, on the shipped data as they are in the test database."""
    with django_db_blocker.unblock():
        running = LiveServer("127.0.0.1")
    yield running
    running.stop()
    with django_db_blocker.unblock():
        end_connections()


@pytest.fixture
def visitor_with(
    chromium: Browser, server: LiveServer, django_db_blocker: DjangoDbBlocker
) -> Iterator[Callable[..., Visitor]]:
    """Opens windows: `visitor_with(width=360, maps=True, color_scheme="dark", …)`."""
    opened: list[Visitor] = []

    def open_window(
        width: int = 1280,
        height: int = 900,
        *,
        person: type[Visitor] = Visitor,
        maps: bool = False,
        **options: Any,
    ) -> Visitor:
        context = chromium.new_context(
            viewport={"width": width, "height": height}, locale="fr-FR", **options
        )
        context.set_default_timeout(15_000)
        if not maps:
            context.add_init_script(NOTHING_COMES_INTO_VIEW)
        visitor = person(context.new_page(), server.url)
        opened.append(visitor)
        return visitor

    with django_db_blocker.unblock():
        yield open_window
        cookies = [
            cookie
            for visitor in opened
            if not visitor.may_have_cookies
            for cookie in visitor.page.context.cookies()
        ]
        for visitor in opened:
            visitor.page.context.close()
        _wait_for_the_last_answer()
    assert [trouble for visitor in opened for trouble in visitor.troubles] == []
    assert cookies == []


def _wait_for_the_last_answer() -> None:
    """Requests still on their way need the database, which is about to be closed to them."""
    deadline = time.monotonic() + PATIENCE
    while any(ANSWERING in thread.name for thread in threading.enumerate()):
        assert time.monotonic() < deadline, "a request is never answered"
        time.sleep(0.01)


@pytest.fixture
def visitor(visitor_with: Callable[..., Visitor]) -> Visitor:
    """Who reads words: no map is drawn unless its button is pressed."""
    return visitor_with()


@pytest.fixture
def map_reader(visitor_with: Callable[..., Visitor]) -> Visitor:
    return visitor_with(maps=True)
