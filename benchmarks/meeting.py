"""Times six outcomes in Meeting mode by keys alone: what a minute-taker types and waits for.

The keys are pressed faster than anybody types, and counted; the time at a person's pace is the
keys and outcomes at the paces of catching up, and the waits for the app as they were measured.
"""

import tempfile
from datetime import UTC, datetime
from pathlib import Path
from time import perf_counter
from typing import NamedTuple

from playwright.sync_api import Page

from benchmarks import browser
from benchmarks.app_server import running
from benchmarks.catch_up import SECONDS_A_KEY, SECONDS_A_ROW, Keys
from data_access import schemas, writes
from data_access.reads import read_snapshot
from data_access.store import open_store
from data_access.vocabulary import MeetingKind, OutcomeKind
from tests.serving import make_store

TARGET_SECONDS = 90
SAVE = "Control+Enter"
ITEM = "action+A37"
NAME = "Your name, kept with each entry"


# The key of each outcome, and what is typed into its boxes in their order; a choice as far as it is
# found.
SIX: dict[OutcomeKind, tuple[str, tuple[str, ...]]] = {
    OutcomeKind.UPDATE: (
        "1",
        ("The supplier has answered; a pilot starts",),
    ),
    OutcomeKind.NEW_DATE: (
        "2",
        ("30/06/2022", "system"),
    ),
    OutcomeKind.NEW_ACTION: (
        "3",
        ("Report on the pilot to the next meeting",),
    ),
    OutcomeKind.QUESTION: (
        "5",
        ("How many officers were trained by May",),
    ),
    OutcomeKind.DECISION: (
        "6",
        ("The pilot is reviewed before it grows",),
    ),
    OutcomeKind.NO_CHANGE: ("8", ()),
}


class Taken(NamedTuple):
    """The cost of six outcomes: keys pressed, and seconds waited for the app."""

    keys: int
    waited: float

    @property
    def seconds(self) -> float:
        """Seconds at a person's pace."""
        return self.keys * SECONDS_A_KEY + len(SIX) * SECONDS_A_ROW + self.waited


def main() -> None:
    """Record six outcomes on a demonstration, and print keys, waits and seconds at a pace."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as place:
        folder = Path(place)
        store_url = make_store("demonstration", folder)
        meeting = begun(store_url)
        with (
            running("app.py", store_url, folder) as app,
            browser.chromium() as chromium,
            browser.opened(
                chromium, app.site, f"/meeting-mode?meeting={meeting}&item={ITEM}"
            ) as page,
        ):
            taken = _record_six(page)
        outcomes = read_snapshot(open_store(store_url)).tables["meeting_outcome"]
    if outcomes["kind"].to_list() != [*SIX]:
        raise RuntimeError(f"Other outcomes were recorded: {outcomes['kind'].to_list()}.")
    print(
        f"Six outcomes in Meeting mode: {taken.keys:,} keys, no touch, "
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
    """Record the six outcomes of an action."""
    keys = Keys(page)
    page.get_by_label(NAME).fill("OPCC policy officer")
    page.get_by_label(NAME).press("Enter")
    # Keys move from item to item only where nothing is being typed.
    page.get_by_label(NAME).blur()
    page.get_by_role("button", name="Update").wait_for()
    waited = 0.0
    for kind, (key, boxes) in SIX.items():
        started = perf_counter()
        keys.press(key)
        form = page.get_by_role("form", name=kind.capitalize())
        form.wait_for()
        waited += perf_counter() - started
        for text in boxes:
            # The first box has the focus; Enter goes on from a box to the next.
            keys.type(text, "Enter")
        started = perf_counter()
        keys.press(SAVE)
        page.get_by_text(f"{kind.capitalize()} recorded.").wait_for()
        form.wait_for(state="hidden")
        waited += perf_counter() - started
    return Taken(keys.count, waited)


if __name__ == "__main__":
    main()
