"""Work of an office on the Data page: download a template, fill it in, load it."""

import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import NamedTuple

import polars as pl
import pytest
from playwright.sync_api import expect
from sqlalchemy import make_url

from data_access import maintenance
from data_access.reads import read_snapshot, read_tallies
from data_access.store import Store, open_store
from tests.browser.downloads import download_by
from tests.browser.filling import find
from tests.browser.looking import assert_accessible, axe, opened, settled, with_folds_opened
from tests.data_access.intake.templates.filling import filled
from tests.kept_stores import CASE_KEY
from tests.often import rounds
from tests.sentences import DOWNLOAD_FAULTS, NAME_OF_IMPORT
from tests.serving import running_app

BY = "OPCC policy officer"
BIG = rounds(60_000, 30_000)
# A spinner may be gone by the time that it is looked for.
WATCH_FOR_SPINNERS = """() => new MutationObserver(() => {
  if (document.querySelector('[data-testid=stSpinner]')) document.body.id = 'spun';
}).observe(document.body, {childList: true, subtree: true})"""


class Office(NamedTuple):
    """An office's app that takes files of cases, and its store."""

    url: str
    store: Store

    @property
    def cases(self) -> int:
        return read_tallies(self.store).tables["investigation"].height

    @property
    def batches(self) -> int:
        return read_snapshot(self.store).tables["import_batch"].height


@pytest.fixture(scope="module")
def office(store_for: Callable[[str], str], tmp_path_factory):
    """The app over a starter store of these tests' own."""
    folder = tmp_path_factory.mktemp("office")
    made = Path(make_url(store_for("starter")).database or "")
    url = f"sqlite:///{shutil.copy(made, folder / 'own.db')}"
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("ACCEPT_NO_SIGN_IN", "yes")
        patch.setenv("CASE_KEY", CASE_KEY)
        with running_app(url, folder) as app:
            yield Office(f"{app.url}/data", open_store(url))


def upload(page, name, content):
    page.get_by_test_id("stFileUploaderDropzoneInput").set_input_files(
        {"name": name, "mimeType": "application/octet-stream", "buffer": content}
    )


def taken(page, button):
    """The file that a button downloads."""
    return download_by(page.get_by_role("button", name=button))


def load(page):
    page.get_by_label(NAME_OF_IMPORT).fill(BY)
    page.get_by_role("button", name="Load", exact=True).click()


def investigations(number):
    """A file of so many made-up cases."""
    rows = (f"77/{case:06d}/21,{1 + case % 28:02d}/07/2021,no\n" for case in range(number))
    return ("Crime reference,Reported on,Domestic abuse\n" + "".join(rows)).encode()


def test_a_template_is_taken_filled_loaded_and_still_there_after_a_reload(office, wide):
    page = opened(wide, office.url)
    find(page.get_by_role("combobox", name="Template"), "Investigations")
    download = taken(page, "Download investigation.xlsx")
    assert download.suggested_filename == "investigation.xlsx"
    rows: list[dict[str, str | int | date]] = [
        {"Crime reference": f"77/{case:04d}/21", "Reported on": date(2021, 7, case)}
        for case in range(1, 8)
    ]

    upload(page, "investigation.xlsx", filled(Path(download.path()).read_bytes(), rows))
    expect(page.locator("#rows-sheets tbody tr")).to_contain_text("Investigations")
    settled(page)
    # The box that was there before the file goes only once the new one is drawn.
    expect(page.get_by_test_id("stFileUploader")).to_have_count(1)
    assert axe(page) == []
    assert office.batches == 0
    load(page)
    expect(page.get_by_text("Loaded: 7 new rows, 0 changed, 0 as they were.")).to_be_visible()
    settled(page)
    assert axe(page) == []

    page = with_folds_opened(opened(wide, office.url))
    history = page.locator("#rows-batches tbody tr")
    expect(history).to_have_count(1)
    expect(history).to_contain_text(BY)
    expect(page.locator("#rows-loaded tbody tr")).to_contain_text("July 2021")
    assert office.cases == 7


def test_every_fault_of_a_file_is_read_in_a_report_that_is_taken_away(office, narrow):
    page = opened(narrow, office.url)
    upload(page, "July.csv", investigations(30).replace(b"/07/2021,no", b"/13/2021,Jane Doe"))
    expect(page.get_by_text("60 faults: nothing can be loaded yet")).to_be_visible()
    settled(page)

    report = pl.read_csv(Path(taken(page, DOWNLOAD_FAULTS).path()), infer_schema=False)

    assert report.columns == [
        "File",
        "Sheet",
        "Row",
        "Column",
        "What is wrong",
        "Found",
        "What to do",
    ]
    faults = ("Column", "What is wrong", "Found")
    assert report.group_by(faults).len().sort(faults).rows() == [
        ("Domestic abuse, column C", "not yes or no", "text, 8 characters", 30),
        ("Reported on, column B", "not a date", "text, 10 characters", 30),
    ]
    expect(page.get_by_role("button", name="Load", exact=True)).to_have_count(0)
    assert "Jane" not in page.content()
    assert_accessible(page)


@pytest.mark.parametrize(
    ("moment", "met_on"), [("looking", "26/01/2022"), ("loading", "27/01/2022")]
)
def test_a_browser_closed_half_way_leaves_a_whole_store_and_the_next_file_goes_in(
    office, wide, context, moment, met_on
):
    cases, batches = office.cases, office.batches
    page = opened(wide, office.url)
    if moment == "looking":
        page.evaluate(WATCH_FOR_SPINNERS)
    upload(page, "big.csv", investigations(BIG))
    if moment == "loading":
        expect(page.get_by_text("No fault was found.")).to_be_visible(timeout=60_000)
        page.evaluate(WATCH_FOR_SPINNERS)
        load(page)
    page.locator("body#spun").wait_for(state="attached")
    page.close()

    second = opened(context.new_page(), office.url)
    upload(second, "meeting.csv", f"Kind,Held on\naccountability board,{met_on}\n".encode())
    expect(second.get_by_text("No fault was found.")).to_be_visible(timeout=60_000)
    load(second)
    expect(second.get_by_text("Loaded: 1 new row")).to_be_visible(timeout=60_000)
    second.close()

    came = office.cases - cases
    assert came in ((0,) if moment == "looking" else (0, BIG))
    assert office.batches == batches + 1 + (came == BIG)
    assert maintenance.faults(office.store) == []
