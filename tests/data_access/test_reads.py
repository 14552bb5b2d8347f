"""Reads of the store return frames of the declared schema, in the order of recording."""

from datetime import UTC, date, datetime

import polars as pl

from data_access import maintenance, schemas, writes
from data_access.reads import read_revision, read_snapshot, schema_of
from data_access.tables import METADATA, READ_APART

AT = datetime(2022, 1, 31, 9, 30, 15, 250, tzinfo=UTC)
DAY = date(2022, 1, 26)


def test_every_table_is_a_frame_of_its_schema_be_it_empty_or_not(new_place, starter_store):
    empty = read_snapshot(maintenance.begin(new_place(), AT, content=False)).tables

    for tables in (empty, read_snapshot(starter_store).tables):
        assert {name: frame.schema for name, frame in tables.items()} == {
            name: pl.Schema(schema_of(table))
            for name, table in METADATA.tables.items()
            if name not in READ_APART
        }
    filled = {name for name, frame in empty.items() if not frame.is_empty()}
    assert filled == {"store_revision", "meeting_kind"}


def test_rows_come_in_the_order_of_recording(starter_store):
    tables = read_snapshot(starter_store).tables

    for frame in tables.values():
        assert frame["id"].to_list() == list(range(1, frame.height + 1))


def test_a_moment_comes_back_in_utc_to_the_microsecond(starter_store):
    meeting = schemas.NewMeeting.model_validate({"kind": "accountability board", "held_on": DAY})

    writes.record(starter_store, meeting, by="A. Writer", at=AT)

    kept = read_snapshot(starter_store).tables["meeting"]
    assert kept.select("held_on", "recorded_at").rows() == [(DAY, AT)]


def test_a_snapshot_bears_the_revision_of_its_rows(starter_store):
    snapshot = read_snapshot(starter_store)

    assert snapshot.revision == read_revision(starter_store)
    row = snapshot.tables["store_revision"].row(0, named=True)
    assert snapshot.revision == (row["identity"], row["revision"])


def test_a_store_of_real_progress_is_not_frozen(starter_store):
    assert read_snapshot(starter_store).demonstration_as_at is None
