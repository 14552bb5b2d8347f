"""An inspection of any year, with any reference and no due day, goes in; a fault is named first."""

from datetime import UTC, date, datetime

import polars as pl
import pytest

from data_access.intake.import_files import import_files
from data_access.intake.models import Options, Upload
from data_access.reads import read_snapshot
from metrics.day_state import day_state_on

AT = datetime(2026, 11, 27, 9, 30, tzinfo=UTC)
TODAY = date(2026, 11, 27)
PLACE = {"Section": "1", "Paragraph": "1"}


def files(ref, *, kind="inspectorate", due_on="31/01/2025"):
    """An inspection of 14 recommendations with a part each, as three CSV files."""
    numbers = [str(number) for number in range(1, 15)]
    rows = {
        "parts": [
            {
                "Reference": f"{ref}/{number}/main",
                "Recommendation": f"{ref}/{number}",
                "Part": "main",
                "Short title": f"Do {number}",
                "Text": f"Do {number}",
                "Addressee": "Devon and Cornwall Police",
                "For the force": "yes",
                "For the CPS Area": "no",
                "Kind of deadline": kind,
                "Due on": due_on,
                "Answered": "not mentioned",
                **PLACE,
            }
            for number in numbers
        ],
        "recommendations": [
            {
                "Reference": f"{ref}/{number}",
                "Inspection": ref,
                "Number": number,
                "Short title": f"Do {number}",
                "Text": f"Do {number}",
                "Wording": "paraphrase",
                **PLACE,
            }
            for number in numbers
        ],
        "the report": [
            {
                "Reference": ref,
                "Title": "An inspection of 2024",
                "Short title": "Rape inspection, progress",
                "Inspectorates": "HMICFRS",
                "Published on": "22/08/2024",
                "Source": "The report",
                "Verified": "yes",
            }
        ],
    }
    return [
        Upload(f"{name}.csv", pl.DataFrame(held).write_csv().encode())
        for name, held in rows.items()
    ]


def brought(store, uploads):
    options = Options(source="The office", received_on=TODAY)
    return import_files(
        store, uploads, options, key=None, accepts_no_sign_in=False, by="Officer", at=AT
    )


@pytest.mark.parametrize("ref", ["rasso-2024", "inspection-1234", "progress-202408"])
def test_it_goes_in_whatever_its_reference_and_its_answer_is_due_by_law(starter_store, ref):
    report = brought(starter_store, files(ref))

    assert report.errors.rows() == []
    assert report.loaded
    state = day_state_on(TODAY, read_snapshot(starter_store).tables)
    inspection = state.inspections.row(by_predicate=pl.col("ref") == ref, named=True)
    assert (inspection["answer_due_on"], inspection["answer_state"]) == (
        date(2024, 10, 16),
        "not held here",
    )
    assert state.part_dates.filter(pl.col("ref").str.starts_with(ref)).height == 14


def test_a_fault_of_the_parts_is_not_told_as_recommendations_without_one(starter_store):
    report = brought(starter_store, files("rasso-2024", kind="by law of nature"))

    assert set(report.errors["column"]) == {"Kind of deadline"}


def test_a_fault_of_the_inspection_stands_before_what_follows_from_it(starter_store):
    uploads = files("rasso-2024")
    spoilt = uploads[-1].content.replace(b"22/08/2024", b"31/02/2024")
    report = brought(starter_store, [*uploads[:-1], Upload("the report.csv", spoilt)])

    first, *others = report.errors.to_dicts()
    assert (first["column"], first["row"]) == ("Published on", 2)
    assert {each["rule"] for each in others} == {"points at nothing"}
