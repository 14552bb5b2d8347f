"""The page of what may be said in public: the numbers of the office, in sentences."""

import re
import shutil
from datetime import UTC, date, datetime

import pytest

from data_access import writes
from data_access.schemas import NewAction
from data_access.store import open_store, sqlite_url
from data_access.vocabulary import Origin
from metrics.escalations.escalation_figures import past_figures
from metrics.headline_figures import numbers_then
from metrics.measures.measure import MeasureKind
from metrics.publication.publication_text import per_100_text
from metrics.releases.tables import MEDIANS
from metrics.text_format import capitalised
from metrics.victims.victim_figures import months_text
from tests.shown_tables import tables_of
from ui import reads
from ui.page import publication
from ui.papers.briefing_view import briefing_view

DAY = date(2022, 2, 28)
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


@pytest.fixture
def rows(store_for, monkeypatch):
    """The rows of the edition of the demonstration."""
    monkeypatch.setenv("STORE_URL", store_for("demonstration"))
    return edition().rows


def test_every_number_of_people_is_that_of_the_office(rows):
    people = reads.store_state().people(DAY, None, None)
    assert people
    periods = {capitalised(months_text(each)): each for each in people.periods}
    of_people = [row for row in rows if row.measure.protected]

    for row in of_people:
        office = people.at(periods[capitalised(row.when)], row.area)
        code = row.measure.code
        assert row.number == (office.median(code) if code in MEDIANS else office.share(code)), row
    assert {row.area for row in of_people} > {None, "Devon"}


def test_every_number_of_work_is_that_of_the_office(rows):
    state = reads.store_state()
    past = past_figures(state.escalation_summary(DAY, None, None))
    office = {
        **{row["code"]: row["said"] for row in state.values(DAY).to_dicts()},
        **{code: f"{number}" for code, number in numbers_then(state.day_state(DAY)).items()},
        **{figure.measure.code: figure.said for figure in past},
    }
    of_work = [row for row in rows if row.measure.code in office and not row.measure.protected]

    for row in of_work:
        said = NUMBER.findall(office[row.measure.code].replace(",", ""))
        median = row.number.median
        number = f"{row.number.met}" if median is None else f"{median:.10g}"
        rate = row.measure.kind == MeasureKind.RATE and per_100_text(row.number)
        assert number == "0" or number in said or rate in said, row
    assert len(of_work) > 20


def test_with_all_of_it_opened_the_page_has_every_sentence_of_all_areas(open_page, rows):
    tables = tables_of(open_page("publication"))

    *of_all, of_one = [table.value["What may be said"].to_list() for table in tables]
    assert sum(map(len, of_all)) == len([row for row in rows if row.area is None])
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
