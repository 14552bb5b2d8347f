"""What the benchmark lays beside a measure, raw Polars and SQL, is one and the same question."""

import shutil
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import make_url, text

from benchmarks.asking import Share, asked_in_sql, asked_of_polars
from benchmarks.process_queries import OURS, process_questions, year_up_to
from benchmarks.victim_queries import victim_questions
from data_access.reads import read_snapshot
from data_access.snapshots import folder_of, newest_tallies
from data_access.store import open_store, sqlite_url
from metrics.cases.month_ends import last_closed
from metrics.victims.parts import READ_FROM


@pytest.fixture(scope="module")
def demonstration(store_for, tmp_path_factory):
    """A copy of the demonstration that is read from its snapshot, and the day it is asked about."""
    path = tmp_path_factory.mktemp("compared") / "demonstration.db"
    shutil.copy(Path(make_url(store_for("demonstration")).database or ""), path)
    store = open_store(sqlite_url(path))
    held = read_snapshot(store)
    newest_tallies(store, above=0)
    at = last_closed(held.tables["closed_month"], date.max)
    assert at
    return store, at


def test_every_question_has_the_same_shares_in_polars_and_in_sql(demonstration):
    store, at = demonstration
    (place,) = folder_of(store).iterdir()
    period = year_up_to(at)
    of_process, of_victims = process_questions(period, at), victim_questions(*period)
    asked = [each for questions in of_process.values() for each in questions]
    raw, in_sql = [], []
    with store.reading() as connection:
        for question in (*asked, *of_victims.values()):
            if not question.by and isinstance(question.figures[0], Share):
                shares = 2 * sum(isinstance(each, Share) for each in question.figures)
                raw.append(asked_of_polars(question, place).collect().row(0)[:shares])
                (row,) = connection.execute(text(asked_in_sql(question)[0])).all()
                in_sql.append(tuple(number or 0 for number in row))

    assert of_process.keys() == OURS.keys()
    assert of_victims.keys() == READ_FROM.keys()
    assert raw == in_sql
    assert sum(of > 0 for _, of, *_ in raw) > len(raw) / 2
