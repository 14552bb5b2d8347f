"""Takes the pictures of the worked questions anew: ``python -m benchmarks pictures``."""

import re
import tempfile
from pathlib import Path

from playwright.sync_api import ViewportSize

from benchmarks.app_server import running
from benchmarks.browser import WHOLE, chromium
from tests.serving import ROOT, make_store

WORKED = ROOT / "docs/explore.md"
# The link that answers a question, and the picture of it.
QUESTION = re.compile(
    r"^\[[\w-]+\]\(http://127\.0\.0\.1:8501(/[^)]+)\)$.*?\((pictures/[^)]+)\)", re.M | re.S
)
SIZE = ViewportSize(width=1000, height=1250)


def questions() -> list[tuple[str, str]]:
    """Of each worked question, the address of its link and the name of its picture."""
    return QUESTION.findall(WORKED.read_text(encoding="utf-8"))


def main() -> None:
    """A picture of each worked question on the demonstration."""
    with tempfile.TemporaryDirectory() as place:
        store_url = make_store("demonstration", Path(place))
        with running("app.py", store_url, Path(place)) as app, chromium() as browser:
            page = browser.new_page(viewport=SIZE)
            for address, picture in questions():
                page.goto(f"{app.url}{address}")
                page.wait_for_function(WHOLE)
                page.evaluate("() => document.fonts.ready")
                page.screenshot(path=WORKED.parent / picture)
