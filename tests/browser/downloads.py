"""Takes a file away from a page."""

from contextlib import suppress

from playwright.sync_api import Download, Locator, TimeoutError

PRESSES, PRESS_LOST_AFTER_MS = 3, 30_000


def download_by(button: Locator) -> Download:
    """The file behind ``button``. A press is lost if the page is redrawn during it."""
    page = button.page
    for _ in range(PRESSES - 1):
        with suppress(TimeoutError):
            with page.expect_download(timeout=PRESS_LOST_AFTER_MS) as download:
                button.click()
            return download.value
    with page.expect_download() as download:
        button.click()
    return download.value
