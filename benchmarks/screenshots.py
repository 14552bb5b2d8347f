"""Retakes the pictures of the README and the documents: ``python -m benchmarks pictures``.

A picture is written only if it differs visibly, so that a run without changes writes none.
"""

import io
import re
import tempfile
from datetime import UTC, datetime, time
from pathlib import Path
from typing import NamedTuple

from PIL import Image, ImageChops, ImageOps
from playwright.sync_api import Page, ViewportSize

from benchmarks.app_server import Site, running
from benchmarks.browser import CHART, WHOLE, chromium
from data_access import writes
from data_access.schemas import MeetingHeld, NewPlannedMeeting
from data_access.store import open_store
from data_access.vocabulary import MeetingKind
from tests.serving import ROOT, make_store
from ui.pages import PAGES as PAGES_OF_THE_APP
from ui.papers import briefing_pack
from ui.papers.briefing_view import briefing_view
from ui.papers.pdf import first_page
from ui.reads import OpenStore

PICTURES = ROOT / "docs/pictures"
WORKED_QUESTIONS = ROOT / "docs/explore.md"
# The link to an answer, and the picture after it.
QUESTION = re.compile(
    r"^\[[\w-]+\]\(http://127\.0\.0\.1:8501(/[^)]+)\)$.*?\(pictures/([^)]+)\.png\)", re.M | re.S
)
QUESTION_SIZE = ViewportSize(width=1000, height=1250)
# The pages in the README: the name of the picture, the address, and the height to show.
PAGE_WIDTH = 1440
PAGES = [
    ("briefing", "/", 1500),
    ("joint-action-plan", "/joint-action-plan", 900),
    ("case-action-plans", "/case-action-plans", 900),
    ("victim-communication", "/victim-communication", 1400),
    ("data", "/data", 1300),
]
DRAWN = f"() => [...document.querySelectorAll('{CHART}')].every((it) => it.querySelector('.marks'))"
FAULT = "stAlertContentError"
# The first screen of every page, in docs/pictures.md: its sizes, and its colours, few of which keep
# the files small.
FIRST_SCREENS = {1440: 900, 1024: 768, 400: 800}
FIRST_SCREEN_COLOURS = 64
# The first page of the briefing pack.
PACK = briefing_pack.PACK_STEM
PACK_PPI, LINE = 110, "#D5DAE0"
# An item of a board under way, with all of its outcomes.
MEETING_MODE, RECORDER = "meeting-mode", "The office"
MEETING_ITEM = "item=action+A37"
MEETING_SIZE = ViewportSize(width=PAGE_WIDTH, height=1350)
PACK_ADDRESS = "https://rasso.example.org/"
# The difference in colour, 0 to 255, that antialiasing of text may make.
INVISIBLE = 16


class Shot(NamedTuple):
    """A picture to take: its name without ending, and the view it shows."""

    name: str
    address: str
    size: ViewportSize


def shots() -> list[Shot]:
    """Every picture of the documents."""
    questions = QUESTION.findall(WORKED_QUESTIONS.read_text(encoding="utf-8"))
    return [
        *(
            Shot(name, address, ViewportSize(width=PAGE_WIDTH, height=height))
            for name, address, height in PAGES
        ),
        *(Shot(name, address, QUESTION_SIZE) for address, name in questions),
    ]


def first_screens() -> list[Shot]:
    """The first screen of every page, on a large screen, a tablet and a telephone."""
    return [
        Shot(
            f"pages/{page.url_path or 'briefing'}-{width}",
            f"/{page.url_path}",
            ViewportSize(width=width, height=height),
        )
        for page in PAGES_OF_THE_APP
        for width, height in FIRST_SCREENS.items()
    ]


def in_few_colours(picture: bytes) -> bytes:
    """``picture`` as a small file."""
    few = Image.open(io.BytesIO(picture)).convert("RGB")
    few = few.quantize(FIRST_SCREEN_COLOURS, dither=Image.Dither.NONE)
    small = io.BytesIO()
    few.save(small, "PNG", optimize=True)
    return small.getvalue()


def differs(picture: bytes, file: Path) -> bool:
    """Return whether ``picture`` visibly differs from ``file``, or the file does not exist."""
    if not file.exists():
        return True
    new, old = (Image.open(each).convert("RGB") for each in (io.BytesIO(picture), file))
    if new.size != old.size:
        return True
    difference = ImageChops.difference(new, old)
    return difference.point(lambda value: value > INVISIBLE and 255).getbbox() is not None


def pack_picture(store_url: str) -> bytes:
    """The first page of the briefing pack, with a line around it."""
    view = briefing_view(OpenStore(store_url).state(), None, None)
    page = Image.open(
        io.BytesIO(first_page(briefing_pack.briefing_pack(view, PACK_ADDRESS), PACK_PPI))
    )
    picture = io.BytesIO()
    ImageOps.expand(page.convert("RGB"), border=1, fill=LINE).save(picture, "PNG", optimize=True)
    return picture.getvalue()


def write_if_new(picture: bytes, name: str) -> None:
    """Write a picture of the documents if it visibly differs, and print whether it did."""
    file = PICTURES / f"{name}.png"
    is_new = differs(picture, file)
    if is_new:
        file.write_bytes(picture)
    print(f"{'new ' if is_new else 'same'}  {file.relative_to(ROOT)}", flush=True)


def begin_meeting(store_url: str) -> None:
    """Plan a board for the newest day of the demonstration, and begin it."""
    state = OpenStore(store_url).state()
    at = datetime.combine(state.today, time(9), UTC)
    planned = NewPlannedMeeting(kind=MeetingKind.BOARD, planned_on=state.today)
    ref = writes.record(open_store(store_url), planned, by=RECORDER, at=at)
    begun = MeetingHeld(meeting=str(ref), held_on=state.today)
    writes.record(open_store(store_url), begun, by=RECORDER, at=at)


def taken(page: Page, site: Site, shot: Shot) -> bytes:
    """The picture of a view in its window. Errors: RuntimeError if the page says that it failed."""
    page.set_viewport_size(shot.size)
    page.goto(f"{site.url}{shot.address}")
    page.wait_for_function(WHOLE)
    page.wait_for_function(DRAWN)
    page.evaluate("() => document.fonts.ready")
    if page.get_by_test_id(FAULT).count():
        raise RuntimeError(f"{shot.address} could not be shown.")
    return page.screenshot()


def main() -> None:
    """Take every picture from the demonstration, and print which are new."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as place:
        store_url = make_store("demonstration", Path(place))
        with running("app.py", store_url, Path(place)) as app, chromium() as browser:
            page = browser.new_page(locale="en-GB")
            for shot in shots():
                write_if_new(taken(page, app.site, shot), shot.name)
            for shot in first_screens():
                write_if_new(in_few_colours(taken(page, app.site, shot)), shot.name)
            begin_meeting(store_url)
            page.set_viewport_size(MEETING_SIZE)
            page.goto(f"{app.site.url}/{MEETING_MODE}?{MEETING_ITEM}")
            page.wait_for_function(WHOLE)
            write_if_new(page.screenshot(), MEETING_MODE)
        write_if_new(pack_picture(store_url), PACK)
