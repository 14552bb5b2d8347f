"""Rows of cases on their way in: made whole, checked, and added as newer versions."""

from dataclasses import dataclass
from datetime import date

import polars as pl
from sqlalchemy import Connection

from data_access.bulk_insert import insert_rows
from data_access.intake import validation_errors
from data_access.intake.row_keys import numbered
from data_access.intake.table_specs import Layout
from data_access.intake.validation_rules import NOT_BEFORE_REPORT, before_report, broken_rules
from data_access.reads import newest, read_table, schema_of
from data_access.tables import CASE, IDENTITY, METADATA
from data_access.vocabulary import AskedAs, Characteristic, EscalationOutcome, SupportEndReason

NO_SUCH_CASE = "no such case"
# What an empty cell, or a column that no file has brought yet, stands for.
DEFAULTS: dict[str, dict[str, str | int]] = {
    "investigation": {each.column: AskedAs.NOT_RECORDED.value for each in Characteristic},
    "case_escalation": {"about_number": 1, "outcome": EscalationOutcome.OPEN.value},
    "support_end": {"reason": SupportEndReason.NOT_RECORDED.value},
}


# What tells two rows of a case apart whatever their numbers say: it is never corrected.
WHAT_IT_IS = {
    "case_escalation": "about",
    "notice": "decided_by",
    "support_referral": "service",
    "review_request": "scheme",
}


@dataclass(frozen=True)
class Examined:
    """What a sheet of cases comes to beside what is stored.

    ``versions``: the rows that are new or changed, whole. ``faults``: if any, none may go in.
    """

    versions: pl.DataFrame
    new: int
    changed: int
    unchanged: int
    faults: pl.DataFrame


def examine(
    connection: Connection,
    layout: Layout,
    rows: pl.DataFrame,
    cases: pl.DataFrame,
    *,
    unread: pl.Series,
    received_on: date,
    adds_days: bool,
) -> Examined:
    """Compares ``rows`` (typed, with ``row``, ``force`` and what the file has) with the store.

    A column that the file does not have keeps what is stored. ``cases``: force, case_key and
    reported_on of every case known so far. ``unread``: the numbers of rows with a cell that could
    not be read, of which nothing more is asked. ``adds_days``: see ``numbered``.
    """
    table = layout.table
    stored = newest(read_table(connection, table), table)
    rows, unnumbered = numbered(rows, stored, table, adds_days=adds_days)
    whole = _made_whole(rows, stored, table)
    compared = _compared(whole, stored, table)
    readable = whole.filter(~pl.col("row").is_in(unread.implode()))
    found = [
        _another_thing(whole, stored, layout),
        unnumbered,
        _twice(whole, layout),
        broken_rules(readable, layout, received_on),
        *(_beside_case(readable, cases, layout) if "number" in IDENTITY[table] else []),
        *(_beside_events(connection, readable, stored) if table == "investigation" else []),
    ]
    is_new, is_changed = ~compared["is_stored"], compared["is_stored"] & compared["differs"]
    return Examined(
        versions=whole.filter(is_new | is_changed).drop("row"),
        new=int(is_new.sum()),
        changed=int(is_changed.sum()),
        unchanged=int((~is_new & ~is_changed).sum()),
        faults=validation_errors.together(found),
    )


def put_in(connection: Connection, table: str, examined: Examined, batch: int) -> None:
    """Adds the new and changed rows as versions of ``batch``."""
    insert_rows(connection, table, examined.versions.with_columns(batch=pl.lit(batch)))


def known_cases(connection: Connection) -> pl.DataFrame:
    """Every case of the store: force, case_key, reported_on."""
    stored = newest(read_table(connection, "investigation"), "investigation")
    return stored.select(*CASE, "reported_on")


def _columns_of(table: str) -> list[str]:
    return [name for name in schema_of(METADATA.tables[table]) if name not in ("id", "batch")]


def _made_whole(rows: pl.DataFrame, stored: pl.DataFrame, table: str) -> pl.DataFrame:
    """Every column of the table: as the file has it, else as stored, else as an empty cell."""
    types, identity = schema_of(METADATA.tables[table]), IDENTITY[table]
    rows = rows.with_columns(
        pl.lit(None, dtype=types[name]).alias(name) for name in identity if name not in rows.columns
    )
    absent = [name for name in _columns_of(table) if name not in rows.columns]
    return (
        rows.join(
            stored.select(*identity, *absent),
            on=identity,
            how="left",
            nulls_equal=True,
            maintain_order="left",
        )
        .with_columns(
            pl.col(name).fill_null(value) for name, value in DEFAULTS.get(table, {}).items()
        )
        .select("row", *_columns_of(table))
    )


def _compared(whole: pl.DataFrame, stored: pl.DataFrame, table: str) -> pl.DataFrame:
    """Of each row whether it ``is_stored``, and whether it ``differs`` from what is."""
    identity = IDENTITY[table]
    others = [name for name in _columns_of(table) if name not in identity]
    return whole.join(
        stored.select(*identity, *others, is_stored=pl.lit(value=True)),
        on=identity,
        how="left",
        nulls_equal=True,
        maintain_order="left",
        suffix="_stored",
    ).select(
        pl.col("is_stored").fill_null(value=False),
        differs=pl.any_horizontal(
            pl.col(name).ne_missing(pl.col(f"{name}_stored")) for name in others
        ),
    )


def _another_thing(whole: pl.DataFrame, stored: pl.DataFrame, layout: Layout) -> pl.DataFrame:
    """A fault for each row that would turn what is stored under its number into something else."""
    table = layout.table
    column = WHAT_IT_IS.get(table)
    if column is None:
        return validation_errors.none()
    there = stored.select(*IDENTITY[table], there=column)
    joined = whole.join(there, on=IDENTITY[table])
    headings = {each.name: each.heading for each in layout.template}
    return validation_errors.of_rows(
        joined.filter(pl.col(column) != pl.col("there"))["row"],
        headings[column],
        "another one is loaded under that number",
        "Give it the next number, or withdraw the file that brought the other.",
    )


def _twice(whole: pl.DataFrame, layout: Layout) -> pl.DataFrame:
    identity = IDENTITY[layout.table]
    column = next(each.heading for each in layout.template if each.name not in ("force", "area"))
    return validation_errors.of_rows(
        whole.filter(pl.struct(identity).is_duplicated())["row"],
        "Number" if "number" in identity else column,
        "one row twice",
        "Keep one of them.",
    )


def _beside_case(whole: pl.DataFrame, cases: pl.DataFrame, layout: Layout) -> list[pl.DataFrame]:
    """What is wrong with rows as parts of their cases: no such case, or before its report."""
    known = cases.with_columns(is_known=pl.lit(value=True))
    joined = whole.join(known, on=CASE, how="left", maintain_order="left")
    return [
        validation_errors.of_rows(
            joined.filter(pl.col("is_known").is_null())["row"],
            "Crime reference",
            NO_SUCH_CASE,
            "Load its investigation first, or together with this file.",
        ),
        before_report(joined, layout.table),
    ]


def _beside_events(
    connection: Connection, readable: pl.DataFrame, stored: pl.DataFrame
) -> list[pl.DataFrame]:
    """A fault for each case reported later than stored, if something of it then comes before."""
    earlier = stored.select(*CASE, reported_before="reported_on")
    later = readable.join(earlier, on=CASE).filter(
        pl.col("reported_on") > pl.col("reported_before")
    )
    if later.is_empty():
        return []
    reports = later.select("row", *CASE, "reported_on")
    heading = "Reported on"
    return [
        validation_errors.of_rows(
            reports.join(newest(read_table(connection, table), table), on=CASE)
            .filter(pl.col(day) < pl.col("reported_on"))["row"]
            .unique(maintain_order=True),
            heading,
            f"after something loaded of this case ({table.replace('_', ' ')})",
            "See whether this day is right, or correct the other first.",
        )
        for table, day in NOT_BEFORE_REPORT.items()
    ]
