"""Which quarters were counted, of which files, and whether any came since."""

from datetime import UTC, date, datetime

import polars as pl

from data_access.reads import schema_of
from data_access.tables import METADATA
from metrics.victims.counted_quarters import quarters_as_counted

SUMMER, AUTUMN = (date(2021, 7, 1), date(2021, 10, 31)), (date(2021, 10, 1), date(2022, 1, 31))
THEN, LATER = datetime(2022, 2, 3, 9, tzinfo=UTC), datetime(2022, 3, 4, 9, tzinfo=UTC)
DAY = date(2022, 3, 5)


def frame(name, rows):
    return pl.DataFrame(rows, schema_of(METADATA.tables[name]))


def count(days=SUMMER, row_set="decisions", revision=0, batch=2, at=THEN):
    return {
        "quarter": days[0],
        "counted_at": days[1],
        "row_set": row_set,
        "revision": revision,
        "batch": batch,
        "recorded_at": at,
    }


def batch(number, table="notice", withdrawn_at=None):
    return {"id": number, "table": table, "withdrawn_at": withdrawn_at}


def shown(counts, batches=(), day=DAY):
    found = quarters_as_counted(
        frame("counted_quarter", counts), frame("import_batch", batches), day
    )
    return found.select("quarter", "revision", "row_sets", "has_changed").rows()


def test_a_quarter_has_one_row_for_all_row_sets_and_the_newest_is_first():
    counts = [count(), count(row_set="outcomes"), count(AUTUMN)]

    assert shown(counts) == [
        (AUTUMN[0], 0, ["decisions"], False),
        (SUMMER[0], 0, ["decisions", "outcomes"], False),
    ]
    assert shown(counts, day=date(2022, 1, 30)) == [
        (SUMMER[0], 0, ["decisions", "outcomes"], False)
    ]


def test_a_revision_stands_in_the_place_of_what_it_revised():
    counts = [count(), count(row_set="outcomes"), count(revision=1, at=LATER)]

    assert shown(counts) == [
        (SUMMER[0], 1, ["decisions"], False),
        (SUMMER[0], 0, ["outcomes"], False),
    ]


def test_files_since_are_those_of_cases_that_came_or_were_withdrawn_after_the_count():
    def has_changed(*batches):
        ((*_, changed),) = shown([count()], batches)
        return changed

    assert not has_changed(batch(1), batch(2))
    assert has_changed(batch(1), batch(3))
    assert not has_changed(batch(3, table="recommendation"))
    assert not has_changed(batch(3, withdrawn_at=LATER))
    assert has_changed(batch(2, withdrawn_at=LATER))
    assert not has_changed(batch(2, withdrawn_at=datetime(2022, 1, 1, tzinfo=UTC)))
