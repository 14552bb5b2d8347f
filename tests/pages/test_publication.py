"""The page of what may be said in public: the numbers of the office, in sentences."""

import re
import shutil
from datetime import UTC, date, datetime

import polars as pl
import pytest

from data_access import writes
from data_access.schemas import NewAction
from data_access.store import open_store, sqlite_url
from data_access.vocabulary import Origin
from metrics.escalations.escalation_figures import past_figures
from metrics.headline_figures import numbers_then
from metrics.measures.catalogue import MEASURES
from metrics.text_format import capitalised
from metrics.victims.victim_figures import months_text
from tests.shown_tables import tables_of
from tests.ui.exports.test_xlsx_export import parts_of
from ui import reads
from ui.page import publication
from ui.papers.briefing_view import briefing_view
from ui.rows.victims import COUNTED, OUT_OF, in_file, share_rows

DAY = date(2022, 2, 28)
TOGETHER = "all areas together"
NUMBER = re.compile(r"\d[\d,]*(?:\.\d+)?")
ACTION = NewAction(
    title="Look again",
    lead_organisation="opcc",
    origin=Origin.MEETING,
    opened_on=date(2022, 1, 10),
)


def edition():
    """The edition of the open store on the newest day."""
    return publication.edition_of(briefing_view(reads.store_state(), None, None))


def rows_of(file):
    """The rows of a file that is taken away."""
    return pl.read_excel(file, sheet_name="What may be said").to_dicts()


@pytest.fixture
def file(store_for, monkeypatch):
    """The rows of the file of the demonstration."""
    monkeypatch.setenv("STORE_URL", store_for("demonstration"))
    return rows_of(publication.publication_file(edition()))


def test_every_number_of_people_is_that_of_the_office_cell_by_cell(file):
    people = reads.store_state().people(DAY, None, None)
    assert people
    periods = {capitalised(months_text(each)): each for each in people.periods}
    of_people = [row for row in file if MEASURES[row["Measure"]].protected]

    for row in of_people:
        area = None if row["Area"] == TOGETHER else row["Area"]
        office = people.at(periods[row["Period"]], area)
        if median := office.median(row["Measure"]) if row["Counted"] == "[z]" else None:
            assert (row["Median or rate"], row["Out of"]) == (f"{median.value}", f"{median.of}")
            continue
        [cells] = in_file(share_rows(office, [row["Measure"]])).to_dicts()
        shown = {name: cells[name].replace(",", "") for name in (COUNTED, OUT_OF)}
        assert {name: row[name] for name in shown} == shown
        assert row["Share"] == "[z]" or f"{float(row['Share']):.0%}" == cells["Share"]
    assert {row["Area"] for row in of_people} > {TOGETHER, "Devon"}
    assert {row["Counts are"] for row in of_people} == {"rounded"}


def test_every_number_of_work_is_that_of_the_office(file):
    state = reads.store_state()
    past = past_figures(state.escalation_summary(DAY, None, None))
    office = {
        **{row["code"]: row["said"] for row in state.values(DAY).to_dicts()},
        **{code: f"{number}" for code, number in numbers_then(state.day_state(DAY)).items()},
        **{figure.measure.code: figure.said for figure in past},
    }
    of_work = [row for row in file if row["Measure"] in office]
    of_work = [row for row in of_work if not MEASURES[row["Measure"]].protected]

    for row in of_work:
        said = NUMBER.findall(office[row["Measure"]].replace(",", ""))
        number = row["Median or rate"] if row["Counted"] == "[z]" else row["Counted"]
        assert number == "0" or number in said, row
    assert len(of_work) > 20
    assert {row["Counts are"] for row in of_work} == {"exact"}


def test_with_all_of_it_opened_the_page_has_every_sentence_of_the_file(open_page, file):
    tables = tables_of(open_page("publication"))

    *of_all, of_one = [table.value["What may be said"].to_list() for table in tables]
    everywhere = [row for row in file if row["Area"] == TOGETHER]
    assert sum(map(len, of_all)) == len(everywhere)
    assert tables[-1].alt == "What may be said: Cornwall and Isles of Scilly"
    assert "Cornwall and Isles of Scilly. Source:" in of_one[0]


def test_what_is_recorded_since_counts_in_the_next_file(store_for, tmp_path, monkeypatch):
    own = tmp_path / "office.db"
    shutil.copy(store_for("demonstration").removeprefix("sqlite:///"), own)
    url = sqlite_url(own)
    monkeypatch.setenv("STORE_URL", url.render_as_string())

    def undated():
        [row] = [each for each in edition().rows if each.measure.code == "actions_no_date"]
        return row.number.met

    before = undated()
    at = datetime(2022, 2, 28, 20, tzinfo=UTC)
    writes.record(open_store(url), ACTION, by="Policy officer", at=at)

    assert undated() == before + 1


def test_the_rules_go_with_the_file_and_it_bears_no_marking_of_the_pages(store_for, monkeypatch):
    monkeypatch.setenv("STORE_URL", store_for("demonstration"))
    found = edition()
    made = publication.publication_file(found)

    rules = pl.read_excel(made, sheet_name="Rules").rows()
    assert [name for name, _ in rules] == [
        "Demonstration: not real",
        "Say the whole sentence",
        "“Fewer than 5” may be none",
        "Write letters out",
        "<5",
        "[z]",
    ]
    sheets = parts_of(made)
    for sheet in ("xl/worksheets/sheet1.xml", "xl/worksheets/sheet2.xml"):
        assert "Edition for publication" in sheets[sheet]
        assert "Demonstration: not real" in sheets[sheet]
        assert "OFFICIAL" not in sheets[sheet]
    assert made == publication.publication_file(found)
