"""Checks a store for damage and broken rules."""

import polars as pl

from data_access.intake.validation.case_rules import count_before_report
from data_access.reads import (
    Snapshot,
    Tallies,
    read_snapshot,
    read_table,
    read_tallies,
)
from data_access.store import Store, StoreProblem
from data_access.tables import CASE

# Released counts are at least 5, and multiples of it.
SMALLEST = STEP = 5


def faults(store: Store) -> list[str]:
    """A sentence for each fault of the store; empty if it is sound."""
    problems = []
    try:
        if store.path:
            with store.reading() as connection:
                lines = connection.exec_driver_sql("PRAGMA integrity_check").scalars().all()
                orphans = connection.exec_driver_sql("PRAGMA foreign_key_check").all()
            problems += [f"The file is damaged: {line}." for line in lines if line != "ok"]
            problems += [f"{row[0]} row {row[1]} refers to a missing {row[2]}." for row in orphans]
        snapshot, tallies = read_snapshot(store), read_tallies(store)
        with store.reading() as connection:
            proofs = read_table(connection, "release_proof")
    except StoreProblem as problem:
        return [*problems, str(problem)]
    return [
        *problems,
        *_broken_history(snapshot),
        *_broken_content(snapshot),
        *_broken_cases(snapshot, tallies),
        *_broken_releases(snapshot, proofs),
    ]


def _broken_releases(snapshot: Snapshot, proofs: pl.DataFrame) -> list[str]:
    """Releases without the counts they were proved with, and numbers against the rule."""
    tables = snapshot.tables
    bare = tables["release"].join(proofs, left_on="id", right_on="release", how="anti")
    shown = pl.col("shown")
    unrounded = tables["released_count"].filter(
        pl.col("category") != "median", (shown < SMALLEST) | (shown % STEP != 0)
    )
    return [
        *(
            f"The counts behind the release of {row_set} in the {months} months from "
            f"{first:%d/%m/%Y} are missing."
            for row_set, first, months in bare.select("row_set", "first", "months").rows()
        ),
        *(
            f"released_count row {row} is {number}, which was not rounded."
            for row, number in unrounded.select("id", "shown").rows()
        ),
    ]


def _broken_history(snapshot: Snapshot) -> list[str]:
    tables = snapshot.tables
    dated = tables["action_update"].join(
        tables["action"].select(action="ref", opened_on="opened_on"), on="action"
    )
    early = dated.filter(pl.col("effective_on") < pl.col("opened_on"))["id"].to_list()
    return [f"action_update row {row} is from before its action was opened." for row in early]


def _broken_content(snapshot: Snapshot) -> list[str]:
    tables = snapshot.tables
    bare = tables["recommendation"].join(
        tables["requirement"], left_on="ref", right_on="recommendation", how="anti"
    )
    return [f"Recommendation {ref} has no part." for ref in bare["ref"].to_list()]


def _broken_cases(snapshot: Snapshot, tallies: Tallies) -> list[str]:
    """Faults of rows of cases, without case keys, which the holder of the key could reverse."""
    cases = tallies.tables["investigation"]
    lost = {
        name: rows.join(cases, on=CASE, how="anti").height
        for name, rows in tallies.tables.items()
        if "case_key" in rows.columns
    }
    withdrawn = snapshot.tables["import_batch"].filter(pl.col("withdrawn_at").is_not_null())["id"]
    left = {
        name: rows.filter(pl.col("batch").is_in(withdrawn.implode())).height
        for name, rows in tallies.tables.items()
    }
    return [
        *(
            f"{name} has {rows:,} rows from before their case was reported."
            for name, rows in count_before_report(tallies.tables).items()
        ),
        *(
            f"{name} has {rows:,} rows of cases that are not there."
            for name, rows in lost.items()
            if rows
        ),
        *(
            f"{name} has {rows:,} rows of a batch that was withdrawn."
            for name, rows in left.items()
            if rows
        ),
    ]
