"""Releases that a restored backup lacks: what was released once is never made differently."""

from collections.abc import Mapping
from datetime import datetime

import polars as pl
from sqlalchemy import Connection

from data_access.bulk_insert import insert_rows
from data_access.maintenance.redaction_list import identities_of
from data_access.reads import read_table
from data_access.store import Store, StoreProblem
from data_access.store.engines import engine_for

RELEASE, WITHDRAWAL = "release", "release_withdrawal"
OF_A_RELEASE = ("release_proof", "released_count")
KEY = ["row_set", "first", "months"]


def read_releases(store: Store, identities: set[str]) -> Mapping[str, pl.DataFrame] | None:
    """The tables of releases of the store; null if it has none of ``identities``.

    Null also of a store that is damaged, or of another version of this program.
    """
    try:
        with Store(store.url, engine_for(store.url)).reading() as connection:
            if identities.isdisjoint(identities_of(connection)):
                return None
            return {
                name: read_table(connection, name) for name in (RELEASE, WITHDRAWAL, *OF_A_RELEASE)
            }
    except StoreProblem:
        return None


def add_releases(store: Store, found: Mapping[str, pl.DataFrame], at: datetime) -> None:
    """Adds those of the releases ``found``, and of their withdrawals, that ``store`` lacks."""
    with store.reading() as connection:
        new = _lacking(connection, RELEASE, found, KEY)
        withdrawn = _lacking(connection, WITHDRAWAL, found, KEY[1:])
        batches = read_table(connection, "import_batch")["id"]
        last = max(read_table(connection, RELEASE)["id"], default=0)
    if new.is_empty() and withdrawn.is_empty():
        return
    subject = f"{new.height} releases that the backup did not have"
    numbered = new.select(release="id").with_row_index("id", offset=last + 1)
    # The files that came after the backup are not there.
    batch = pl.when(pl.col("batch").is_in(batches.implode())).then("batch")
    with store.writing("command line", "keep releases", subject, at=at) as session:
        connection = session.connection()
        rows = new.with_columns(numbered["id"].cast(pl.Int64), batch=batch)
        insert_rows(connection, RELEASE, rows)
        for name in OF_A_RELEASE:
            of_new = found[name].drop("id").join(numbered, on="release", maintain_order="left")
            insert_rows(connection, name, of_new.drop("release").rename({"id": "release"}))
        insert_rows(connection, WITHDRAWAL, withdrawn.drop("id"))


def _lacking(
    connection: Connection, name: str, found: Mapping[str, pl.DataFrame], key: list[str]
) -> pl.DataFrame:
    there = read_table(connection, name)
    return found[name].join(there, on=key, how="anti", maintain_order="left")
