"""The invented progress: that it can be repeated, keeps every rule, and adds up."""

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import polars as pl
import pytest
from polars.testing import assert_frame_equal

from data_access import demo, maintenance, starter
from data_access.pii_detection import identifying_signs
from data_access.reads import Snapshot, read_snapshot
from data_access.schemas import Entry
from data_access.store import Store, StoreProblem, sqlite_url
from metrics import headline_figures
from metrics.day_state import DayState, day_state_on
from metrics.meetings import changes
from metrics.plan import deadlines
from metrics.status_rules import recorded_after
from tests import oracles, oracles_briefing
from tests.builders import as_rows
from tests.data_access.valid_entries import free_text_fields, record
from tests.sentences import DEMONSTRATION_ALREADY, MORE_THAN_STARTER

MADE_AT = datetime(2022, 3, 1, 9, 0, tzinfo=UTC)
LAST_BOARD = date(2022, 1, 26)
BOARDS = [date(2021, 9, 29), date(2021, 10, 27), date(2021, 11, 24), LAST_BOARD]
PERFORMANCE_MEETINGS = [
    date(2021, 10, 14),
    date(2021, 11, 18),
    date(2021, 12, 16),
    date(2022, 1, 20),
    date(2022, 2, 17),
]
STATED_DAYS = sorted([*BOARDS, *PERFORMANCE_MEETINGS, demo.AS_AT])
# Tables whose rows are added one by one; the others fill in a row that is there already.
ADDED = [
    "meeting",
    "action",
    "evidence",
    "action_update",
    "position",
    "judgement",
    "escalation",
    "decision",
    "ask",
    "saved_view",
]
# Data file, the column that names its row, the table, and the column that knows that name there.
FILLED_IN = [
    ("decision_done", "decision", "decision", "id"),
    ("answer", "ask", "ask", "id"),
    ("resolution", "escalation", "escalation", "ref"),
]
FREE_TEXT = {"recorded_by"}.union(*map(free_text_fields, Entry.__subclasses__()))

# Said to be allowed to record, and not a column of the row.
NOT_KEPT = "straight_up"


def new_store(folder: Path, name: str = "demo") -> Store:
    return maintenance.begin(sqlite_url(folder / f"{name}.db"), MADE_AT)


def without_identity(snapshot: Snapshot) -> dict[str, pl.DataFrame]:
    revision = snapshot.tables["store_revision"].drop("identity")
    return snapshot.tables | {"store_revision": revision}


def assert_same_tables(one: Snapshot, other: Snapshot) -> None:
    ones, others = without_identity(one), without_identity(other)
    assert ones.keys() == others.keys()
    for name, frame in ones.items():
        assert_frame_equal(frame, others[name])


def as_text(frame: pl.DataFrame) -> pl.DataFrame:
    """Values as the data files write them, moments to the minute."""
    moments = [name for name, kind in frame.schema.items() if kind == pl.Datetime]
    return frame.with_columns(pl.col(moments).dt.strftime("%Y-%m-%dT%H:%MZ")).cast(pl.String)


def recorded(tables: dict[str, pl.DataFrame], name: str) -> pl.DataFrame:
    """The rows added to the starter content, in the columns of the data file."""
    rows = tables[name].filter(pl.col("recorded_by") != starter.RECORDED_BY)
    return as_text(rows.select(demo.read(name).drop(NOT_KEPT, strict=False).columns))


def figures(day_state: DayState) -> dict[str, headline_figures.Figure]:
    found = headline_figures.part_figures(day_state, None) + headline_figures.action_figures(
        day_state, None
    )
    return {figure.measure.code: figure for figure in found}


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Store:
    filled = new_store(tmp_path_factory.mktemp("demo"))
    maintenance.make_demonstration(filled, MADE_AT)
    return filled


@pytest.fixture(scope="module")
def tables(store: Store) -> dict[str, pl.DataFrame]:
    return read_snapshot(store).tables


@pytest.fixture(scope="module")
def rows(tables: dict[str, pl.DataFrame]) -> oracles.Tables:
    return as_rows(tables)


# Made once, the same each time, and never over anything else


@pytest.mark.slow
def test_filling_twice_gives_identical_tables(store, tmp_path):
    again = new_store(tmp_path, "again")
    maintenance.make_demonstration(again, MADE_AT)

    assert_same_tables(read_snapshot(store), read_snapshot(again))


@pytest.mark.slow
def test_invented_progress_does_not_depend_on_the_moment_it_is_made(tables, tmp_path):
    later = new_store(tmp_path, "later")
    maintenance.make_demonstration(later, MADE_AT + timedelta(days=400))
    made_later = read_snapshot(later).tables

    for name in ADDED:
        assert_frame_equal(recorded(tables, name), recorded(made_later, name))


def test_the_store_is_marked_for_good_and_is_sound(store):
    assert read_snapshot(store).demonstration_as_at == date(2022, 2, 28)
    assert maintenance.faults(store) == []


def test_a_second_fill_is_refused_and_changes_nothing(store):
    before = read_snapshot(store)

    with pytest.raises(StoreProblem, match=DEMONSTRATION_ALREADY):
        maintenance.make_demonstration(store, MADE_AT)

    assert_same_tables(before, read_snapshot(store))


@pytest.mark.parametrize(
    "kind", ["meeting", "position", "action_update", "evidence", "action", "ask", "escalation"]
)
def test_a_store_with_anything_recorded_is_refused_and_left_as_it_was(kind, tmp_path):
    office = new_store(tmp_path, "office")
    record(office, kind, **({"meeting": None} if kind == "ask" else {}))
    before = read_snapshot(office)

    with pytest.raises(StoreProblem, match=MORE_THAN_STARTER):
        maintenance.make_demonstration(office, MADE_AT)

    assert_same_tables(before, read_snapshot(office))


# Every row of the data files is in the store


@pytest.mark.parametrize("name", ADDED)
def test_every_row_is_recorded_in_the_order_of_its_moment(tables, name):
    rows = demo.read(name)

    assert_frame_equal(recorded(tables, name), rows.drop(NOT_KEPT, strict=False))
    assert rows["recorded_at"].is_sorted()


@pytest.mark.parametrize(("name", "points_at", "table", "known_by"), FILLED_IN)
def test_every_row_that_ends_something_is_filled_in(tables, name, points_at, table, known_by):
    says = [
        c for c in demo.read(name).columns if c not in {points_at, "recorded_at", "recorded_by"}
    ]
    ended = as_text(tables[table]).filter(pl.col(says[-1]).is_not_null())

    assert_frame_equal(
        ended.select(pl.col(known_by).alias(points_at), *says),
        demo.read(name)
        .select(points_at, *says)
        .sort(pl.col(points_at).str.extract(r"(\d+)").cast(pl.Int64)),
    )


def test_no_data_file_is_left_out():
    files = {path.stem for path in demo.FOLDER.glob("*.csv")}

    assert files == set(demo.SCHEMAS) == {*ADDED, *(name for name, *_ in FILLED_IN)}


def test_every_entry_bears_the_moment_it_was_recorded_in_the_audit(tables):
    written = tables["audit_event"].filter(pl.col("what").str.starts_with("record "))

    assert written.height == sum(demo.read(name).height for name in demo.SCHEMAS)
    assert written["at"].is_sorted()
    assert written["at"].dt.date().max() <= demo.AS_AT


# Nothing that could be taken for a person or a case


@pytest.mark.parametrize("name", sorted(demo.SCHEMAS))
def test_no_text_looks_like_a_person_or_a_case(name):
    rows = demo.read(name)
    texts = [text for c in FREE_TEXT if c in rows.columns for text in rows[c].drop_nulls()]

    assert [text for text in texts if identifying_signs(text)] == []


# The figures, against a slow recount


@pytest.mark.parametrize("day", STATED_DAYS)
def test_the_six_figures_equal_a_slow_recount(tables, rows, day):
    recounted = oracles_briefing.six_figures(rows, day)
    shown = figures(day_state_on(day, tables))

    assert {code: (set(f.rows["ref"]), f.value, f.out_of) for code, f in shown.items()} == {
        code: (found.refs, len(found.refs), found.out_of) for code, found in recounted.items()
    }


@pytest.mark.parametrize("day", STATED_DAYS)
def test_overdue_on_the_date_first_agreed_equals_a_slow_recount(tables, rows, day):
    late = day_state_on(day, tables).actions.filter(pl.col("days_overdue_on_first").is_not_null())

    assert set(late["ref"]) == oracles_briefing.overdue_on_first(rows, day)


@pytest.mark.parametrize(
    ("since", "day"), [(a, b) for a in STATED_DAYS for b in STATED_DAYS if a < b]
)
def test_changes_between_two_days_equal_a_slow_recount(tables, rows, since, day):
    then, now = day_state_on(since, tables), day_state_on(day, tables)
    moved = deadlines.date_changes(now.actions, now.tables["action_update"])
    late = pl.col("days_overdue").is_not_null()
    window = changes.Window(since, day, recorded_after(tables, since))

    assert (
        set(changes.newly(then.parts, now.parts, pl.col("reported_complete"))["ref"]),
        set(changes.newly(then.actions, now.actions, late)["ref"]),
        window.takes_in(moved).filter("after_passed").height,
    ) == oracles_briefing.since_the_meeting(rows, since, day)


# Cases that a reader should come across
