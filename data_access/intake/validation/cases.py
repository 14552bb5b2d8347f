"""Validates rows of cases alone, against each other, and against stored rows."""

from collections.abc import Collection, Iterator
from datetime import date

import polars as pl
from sqlalchemy import Connection

from data_access.intake.table_specs import TableSpec
from data_access.intake.validation.case_rules import (
    NOT_BEFORE_REPORT,
    before_report_errors,
    rule_errors,
)
from data_access.intake.validation.errors import (
    NO_SUCH_CASE,
    ImportStage,
    concat_errors,
    errors_frame,
    row_errors,
)
from data_access.reads import newest, read_table
from data_access.tables import CASE, IDENTITY

# The column with the subject of a numbered row, which a file never changes.
FIXED = {
    "case_escalation": "about",
    "notice": "decided_by",
    "support_referral": "service",
    "review_request": "scheme",
}


def validate_cases(
    connection: Connection,
    spec: TableSpec,
    rows: pl.DataFrame,
    stored: pl.DataFrame,
    cases: pl.DataFrame,
    *,
    unparsed: pl.Series,
    received_on: date,
    columns: Collection[str] | None = None,
) -> pl.DataFrame:
    """The errors of ``rows``, complete rows of a table of cases.

    ``stored``: the newest version of each row of the table. ``cases``: force, case_key and
    reported_on of every known case. ``unparsed``: the numbers of rows with a cell that could not be
    parsed; their values are not validated. ``columns``: see ``rule_errors``.
    """
    parsed = rows.filter(~pl.col("row").is_in(unparsed.implode()))
    return concat_errors(
        [
            _another_subject(rows, stored, spec),
            _duplicates(rows, spec),
            rule_errors(parsed, spec, received_on, columns),
            *(_beside_case(parsed, cases, spec) if "number" in IDENTITY[spec.table] else ()),
            *(
                _before_stored_report(connection, parsed, stored)
                if spec.table == "investigation"
                else ()
            ),
        ]
    )


def _another_subject(rows: pl.DataFrame, stored: pl.DataFrame, spec: TableSpec) -> pl.DataFrame:
    """An error for each row that would change the subject of a stored row."""
    column = FIXED.get(spec.table)
    if column is None:
        return errors_frame()
    identity = IDENTITY[spec.table]
    joined = rows.join(stored.select(*identity, stored=column), on=identity)
    return row_errors(
        joined.filter(pl.col(column) != pl.col("stored"))["row"],
        spec.heading_of(column),
        "another one is loaded under that number",
        "Give it the next number, or withdraw the file that brought the other.",
    )


def _duplicates(rows: pl.DataFrame, spec: TableSpec) -> pl.DataFrame:
    identity = IDENTITY[spec.table]
    column = next(each.heading for each in spec.template if each.name not in ("force", "area"))
    return row_errors(
        rows.filter(pl.struct(identity).is_duplicated())["row"],
        "Number" if "number" in identity else column,
        "one row twice",
        "Keep one of them.",
    )


def _beside_case(
    rows: pl.DataFrame, cases: pl.DataFrame, spec: TableSpec
) -> Iterator[pl.DataFrame]:
    """The errors of rows against their cases: no such case, or before its report."""
    known = cases.with_columns(is_known=pl.lit(value=True))
    joined = rows.join(known, on=CASE, how="left", maintain_order="left")
    yield row_errors(
        joined.filter(pl.col("is_known").is_null())["row"],
        "Crime reference",
        NO_SUCH_CASE,
        "Load its investigation first, or together with this file.",
        stage=ImportStage.OTHER_ROW,
    )
    yield before_report_errors(joined, spec.table)


def _before_stored_report(
    connection: Connection, rows: pl.DataFrame, stored: pl.DataFrame
) -> Iterator[pl.DataFrame]:
    """An error for each case whose new report day is after a stored event of the case."""
    earlier = stored.select(*CASE, stored_reported_on="reported_on")
    later = rows.join(earlier, on=CASE).filter(pl.col("reported_on") > pl.col("stored_reported_on"))
    if later.is_empty():
        return
    reports = later.select("row", *CASE, "reported_on")
    for table, day in NOT_BEFORE_REPORT.items():
        events = newest(read_table(connection, table), table)
        yield row_errors(
            reports.join(events, on=CASE)
            .filter(pl.col(day) < pl.col("reported_on"))["row"]
            .unique(maintain_order=True),
            "Reported on",
            f"after something loaded of this case ({table.replace('_', ' ')})",
            "See whether this day is right, or correct the other first.",
        )
