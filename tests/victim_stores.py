"""Rows of victims by the dozen in one area, and the rows of every row set."""

from datetime import date

import polars as pl

from metrics.victims.row_sets import ROW_SETS
from tests.made_up_cases import OF_VICTIMS
from tests.tally_builders import SCHEMAS, case_key, tally_frame


def alike(table, area, number, first=1, **details):
    """``number`` rows of ``table`` in ``area`` with the details given."""
    numbered = "number" in SCHEMAS[table]
    rows = [
        {"case_key": case_key(place), **({"number": place} if numbered else {}), **details}
        for place in range(first, first + number)
    ]
    frame = tally_frame(table, *rows).drop("row", "area", strict=False)
    return frame.with_columns(area=pl.lit(area, pl.String))


def decided(area, decided_on, number, first=1, **details):
    """Decisions by the police in an area on one day, of which no victim was told."""
    details["decided_on"] = date.fromisoformat(decided_on)
    return alike("notice", area, number, first, **details)


def tables_of(**made):
    """Every table that victims are counted from, with the frames given and no other rows."""
    found = {name: made.get(name, [alike(name, None, 0)]) for name in OF_VICTIMS}
    return {name: pl.concat(frames) for name, frames in found.items()}


def victim_rows(tables, limits, as_at):
    """All rows as at a month-end, by row set."""
    return {kind: each.rows(tables, limits, as_at) for kind, each in ROW_SETS.items()}
