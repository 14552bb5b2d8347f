"""Pages in the machine's Chromium. A test fails if its page writes an error to the console."""

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, BrowserType, ConsoleMessage, Page, expect

from benchmarks.browser import QUIET
from tests import second_inspection
from tests.browser.looking import LARGE_SCREEN, TELEPHONE, opened, settled
from tests.kept_stores import copied, put_kept
from tests.serving import RunningApp, running_app

HERE = f"{Path(__file__).parent}/"
OPTIONS = [
    *QUIET,
    # Pages of one app share a process, which a test then need not start.
    "--process-per-site",
    "--renderer-process-limit=1",
]

# A machine with much other work has run a page in more than half a minute.
expect.set_options(timeout=120_000)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if str(item.path).startswith(HERE):
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    """Chromium as the machine has it, else Playwright's own."""
    found = shutil.which("chromium")
    place = {"executable_path": found} if found else {}
    return {**browser_type_launch_args, **place, "args": OPTIONS}


def is_probe(said: ConsoleMessage) -> bool:
    """Whether Streamlit looks for the root of the app below a deep link, where it is not."""
    return "/_stcore/" in said.location["url"] and "404" in said.text


@contextmanager
def page_of(context: BrowserContext) -> Iterator[Page]:
    errors: list[str] = []
    page = context.new_page()

    def listen(said: ConsoleMessage) -> None:
        if said.type == "error" and not is_probe(said):
            errors.append(said.text)

    page.on("console", listen)
    page.on("pageerror", lambda error: errors.append(str(error)))
    yield page
    page.close()
    assert errors == []


@pytest.fixture(scope="session")
def profile(
    browser_type: BrowserType,
    browser_type_launch_args: dict[str, Any],
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[BrowserContext]:
    """What the browser keeps on disk: the files of the app, and their compiled scripts."""
    folder = tmp_path_factory.mktemp("profile")
    with browser_type.launch_persistent_context(
        folder, viewport=LARGE_SCREEN, locale="en-GB", **browser_type_launch_args
    ) as profile:
        yield profile


@pytest.fixture(scope="session")
def browser(profile: BrowserContext) -> Browser:
    """The one browser of a worker; a new context of it knows nothing of the other pages."""
    assert profile.browser
    return profile.browser


@pytest.fixture(scope="session")
def context(profile: BrowserContext) -> BrowserContext:
    """Shared by all tests, so that the browser loads the files of the app once."""
    return profile


@pytest.fixture(scope="session")
def planted_store(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The address of a demonstration store with small cells in it."""
    return put_kept("planted", tmp_path_factory.mktemp("planted") / "planted.db")


@pytest.fixture(scope="session")
def planted_app(planted_store: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The app over that store, on which tests may record progress, though nothing on cases."""
    with running_app(planted_store, tmp_path_factory.mktemp("app")) as app:
        yield app.url


@pytest.fixture(scope="session")
def two_inspections_app(
    store_for: Callable[[str], str], tmp_path_factory: pytest.TempPathFactory
) -> Iterator[str]:
    """The app where a second inspection asks for something too."""
    folder = tmp_path_factory.mktemp("two-inspections")
    url = copied(store_for("demonstration"), folder / "two.db")
    second_inspection.load(url)
    with running_app(url, folder) as app:
        yield app.url


@pytest.fixture(scope="session")
def opened_briefing(
    app_for: Callable[[str], RunningApp], context: BrowserContext
) -> Iterator[Page]:
    with page_of(context) as page:
        yield opened(page, app_for("demonstration").url)


@pytest.fixture
def briefing(opened_briefing: Page) -> Page:
    """The briefing of the demonstration on a large screen, opened once: look at it, press nothing.

    A test may print it or look at it on another screen.
    """
    opened_briefing.emulate_media(media="null")
    opened_briefing.set_viewport_size(LARGE_SCREEN)
    return settled(opened_briefing)


@pytest.fixture
def wide(context: BrowserContext) -> Iterator[Page]:
    """A page on a large screen."""
    with page_of(context) as page:
        yield page


@pytest.fixture
def narrow(wide: Page) -> Page:
    """A page on a telephone."""
    wide.set_viewport_size(TELEPHONE)
    return wide
