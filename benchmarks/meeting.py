"""Times six outcomes in Meeting mode: what a minute-taker types and touches, and waits for.

The keys are pressed faster than anybody types, and counted; the time at a person's pace is the
keys, touches and outcomes at the paces below, and the waits for the app as they were measured.
"""

import tempfile
from datetime import UTC, datetime
from pathlib import Path
from time import perf_counter
from typing import NamedTuple

from playwright.sync_api import Locator, Page

from benchmarks import browser
from benchmarks.app_server import running
from benchmarks.catch_up import SECONDS_A_KEY, SECONDS_A_ROW, Keys
from data_access import schemas, writes
from data_access.reads import read_snapshot
from data_access.store import open_store
from data_access.vocabulary import MeetingKind, OutcomeKind
from tests.serving import make_store

# To find a box on the screen and touch it.
SECONDS_A_TOUCH = 1.0
TARGET_SECONDS = 90
SAVE = "Control+Enter"
NAME = "Your name, kept with each entry"


class Typed(NamedTuple):
    """A box, and what is typed into it; a choice is typed as far as it is found."""

    box: str
    text: str
    is_choice: bool = False


SIX: dict[OutcomeKind, tuple[str, tuple[Typed, ...]]] = {
    OutcomeKind.UPDATE: (
        "1",
        (Typed("What was said", "The supplier has answered; a pilot starts"),),
    ),
    OutcomeKind.NEW_DATE: (
        "2",
        (Typed("New date", "30/06/2022"), Typed("Why", "system", is_choice=True)),
    ),
    OutcomeKind.NEW_ACTION: (
        "3",
        (Typed("What is to be done", "Report on the pilot to the next meeting"),),
    ),
    OutcomeKind.QUESTION: (
        "5",
        (Typed("What is asked", "How many officers were trained by May"),),
    ),
    OutcomeKind.DECISION: (
        "6",
        (Typed("What is decided", "The pilot is reviewed before it grows"),),
    ),
    OutcomeKind.NO_CHANGE: ("8", ()),
}


class Taken(NamedTuple):
    """The cost of six outcomes: keys pressed, boxes touched, and seconds waited for the app."""

    keys: int
    touches: int
    waited: float

    @property
    def seconds(self) -> float:
        """Seconds at a person's pace."""
        by_hand = self.keys * SECONDS_A_KEY + self.touches * SECONDS_A_TOUCH
        return by_hand + len(SIX) * SECONDS_A_ROW + self.waited


def main() -> None:
    """Record six outcomes on a demonstration, and print keys, waits and seconds at a pace."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as place:
        folder = Path(place)
        store_url = make_store("demonstration", folder)
        meeting = begun(store_url)
        with (
            running("app.py", store_url, folder) as app,
            browser.chromium() as chromium,
            browser.opened(chromium, app.site, f"/meeting-mode?meeting={meeting}") as page,
        ):
            taken = _record_six(page)
        outcomes = read_snapshot(open_store(store_url)).tables["meeting_outcome"]
    if outcomes["kind"].to_list() != [*SIX]:
        raise RuntimeError(f"Other outcomes were recorded: {outcomes['kind'].to_list()}.")
    print(
        f"Six outcomes in Meeting mode: {taken.keys:,} keys, {taken.touches} touches, "
        f"{taken.waited:.1f} seconds of waiting; at a person's pace {taken.seconds:.0f} seconds "
        f"(at most {TARGET_SECONDS})."
    )


def begun(store_url: str) -> str:
    """Records a meeting on the last day of the demonstration, and returns its ref."""
    store = open_store(store_url)
    day = read_snapshot(store).demonstration_as_at
    assert day
    new = schemas.NewMeeting(kind=MeetingKind.PERFORMANCE, held_on=day)
    return str(writes.record(store, new, by="OPCC policy officer", at=datetime.now(UTC)))


def _record_six(page: Page) -> Taken:
    """Go to the first action, and record the six outcomes of it."""
    keys, touches = Keys(page), 0
    page.get_by_label(NAME).fill("OPCC policy officer")
    page.get_by_label(NAME).press("Enter")
    # Keys move from item to item only where nothing is being typed.
    page.get_by_label(NAME).blur()
    _to_an_action(page)
    waited = 0.0
    for kind, (key, boxes) in SIX.items():
        started = perf_counter()
        keys.press(key)
        form = page.get_by_role("form", name=kind.capitalize())
        form.wait_for()
        waited += perf_counter() - started
        for typed in boxes:
            # The first box has the focus; Enter goes on from a box to the next.
            keys.type(typed.text, "Enter")
        started = perf_counter()
        keys.press(SAVE)
        page.get_by_text(f"{kind.capitalize()} recorded.").wait_for()
        form.wait_for(state="hidden")
        waited += perf_counter() - started
    return Taken(keys.count, touches, waited)


def _to_an_action(page: Page) -> None:
    """Go on by the key of the next item until updates are offered, before the clock runs."""
    update = page.get_by_role("button", name="Update")
    page.locator(".st-key-outcomes").wait_for()
    while not update.count():
        heading = page.get_by_role("heading", level=2).inner_text()
        page.keyboard.press("ArrowRight")
        page.get_by_role("heading", level=2, name=heading, exact=True).wait_for(state="detached")


def _box(page: Page, typed: Typed) -> Locator:
    if typed.is_choice:
        return page.get_by_role("combobox", name=typed.box)
    return page.locator(".st-key-outcome-line").get_by_label(typed.box).first


if __name__ == "__main__":
    main()
