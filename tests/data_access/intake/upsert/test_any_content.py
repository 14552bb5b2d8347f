"""Files at random: counted as a slow second way counts them, and never too wild to be taken."""

from datetime import date
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from data_access.intake.table_specs import CONTENT_FIRST, ColumnKind, allowed_words, table_specs
from data_access.intake.upsert.content import upsert_content
from data_access.reads import read_snapshot
from tests.data_access.intake.phase_two import (
    AT,
    BY,
    COMMENT,
    RECOMMENDATION,
    UPDATE,
    VALID,
    Row,
    begin,
    frame,
    undone,
)
from tests.often import often

COMMENTS = st.builds(
    lambda voice, paragraph, text: (
        COMMENT
        | {"recommendation": "rape-1/1", "voice": voice, "paragraph": paragraph, "text": text}
    ),
    st.sampled_from(["force", "cps", "opcc"]),
    st.integers(4, 7),
    st.sampled_from(["We have begun.", "We have not begun.", "Done."]),
)
RECOMMENDATIONS = st.builds(
    lambda number, named, title, wording: (
        RECOMMENDATION
        | {
            "ref": f"rape-2/{number}" if named else None,
            "number": number,
            "short_title": title,
            "wording": wording,
        }
    ),
    st.integers(1, 6),
    st.booleans(),
    st.sampled_from(["Listings", "Support until the trial"]),
    st.sampled_from(["theme", "paraphrase"]),
)
UPDATES = st.builds(
    lambda day, state, note: (
        UPDATE | {"effective_on": date(2022, 5, day), "state": state, "note": note}
    ),
    st.integers(1, 4),
    st.sampled_from(["under way", "complete", None]),
    st.sampled_from(["A first draft was read.", "Looked at."]),
)
# How the rows of each table are made, what each is known by, what a file may leave out.
MADE: dict[str, tuple[st.SearchStrategy[Row], tuple[str, ...], tuple[str, ...]]] = {
    "comment": (COMMENTS, ("recommendation", "voice", "section", "paragraph"), ()),
    "recommendation": (RECOMMENDATIONS, ("inspection", "number"), ("ref",)),
    "action_update": (UPDATES, tuple(UPDATE), ()),
}


@st.composite
def files(draw):
    """A table, and files of it, none of which says anything of the same thing twice."""
    table = draw(st.sampled_from(sorted(MADE)))
    made, known_by, _ = MADE[table]
    file = st.lists(made, max_size=6, unique_by=lambda row: tuple(row[name] for name in known_by))
    return table, draw(st.lists(file, min_size=1, max_size=4))


def slow_counts(table, held, file):
    """New, changed and unchanged, by looking each row up in a dictionary of what is held."""
    _, known_by, worked_out = MADE[table]
    came = {"new": 0, "changed": 0, "unchanged": 0}
    for row in file:
        identity = tuple(row[name] for name in known_by)
        said = {name: value for name, value in row.items() if name not in worked_out}
        there = held.get(identity)
        came["new" if there is None else "changed" if there != said else "unchanged"] += 1
        held[identity] = said
    return (tuple(came.values()), [])


@often(100)
@given(made=files())
def test_files_one_after_another_come_to_what_a_dictionary_says(loaded, made):
    table, given_files = made
    _, known_by, worked_out = MADE[table]
    held = {
        tuple(row[name] for name in known_by): {
            name: row[name] for name in VALID[table] if name not in worked_out
        }
        for row in read_snapshot(loaded).tables[table].to_dicts()
    }
    with undone(loaded) as session:
        batch = begin(session, table)
        for file in given_files:
            rows_of_file = frame(table, VALID[table], *file)[1:]
            came = upsert_content(session, table, rows_of_file, batch=batch, by=BY, at=AT)
            assert came == slow_counts(table, held, file)


# Whatever a row says

# No file brings NUL: a CSV with one is refused as no text, and a workbook cannot hold it.
WORDS = st.one_of(
    st.text(st.characters(exclude_characters="\0", codec="utf-8"), max_size=12).filter(str.strip),
    st.sampled_from(
        ["main", "a", "force", "rape-2", "rape-2/1", "p2-1", "p2-e1", "A1", "x" * 2001]
    ),
)
ANYTHING: dict[ColumnKind, st.SearchStrategy[Any]] = {
    ColumnKind.DATE: st.dates(date(2000, 1, 1), date(2022, 12, 31)),
    ColumnKind.WHOLE: st.integers(-1, 10_001),
    ColumnKind.YES_NO: st.booleans(),
    ColumnKind.FORCE: st.just("force"),
}


@st.composite
def wild_files(draw):
    """A table and rows of it, each valid but for cells that may hold anything of their kind."""
    table = draw(st.sampled_from(CONTENT_FIRST))
    columns = table_specs()[table].columns
    optional = [
        column.name
        for column in columns
        if not (column.required or column.kind == ColumnKind.FORCE)
    ]
    cells = {
        column.name: st.one_of(
            st.none() if column.name in optional else st.nothing(),
            st.sampled_from(allowed_words(column.words))
            if column.kind == ColumnKind.CODE
            else ANYTHING.get(column.kind, WORDS),
        )
        for column in columns
    }
    changes = st.fixed_dictionaries({}, optional=cells)
    left_out = draw(st.sets(st.sampled_from(optional), max_size=2)) if optional else ()
    held = [VALID[table] | change for change in draw(st.lists(changes, min_size=1, max_size=4))]
    return table, [
        {name: value for name, value in row.items() if name not in left_out} for row in held
    ]


@often(300)
@given(made=wild_files())
def test_no_row_is_ever_too_wild_to_be_counted_or_refused(loaded, made):
    table, held = made
    with undone(loaded) as session:
        batch = begin(session, table)
        result = upsert_content(session, table, frame(table, *held), batch=batch, by=BY, at=AT)
        session.flush()
        if loaded.path:
            # A server has said so by now.
            orphans = session.connection().exec_driver_sql("PRAGMA foreign_key_check").all()
            assert orphans == []

    refused_rows = {fault.row for fault in result.errors}
    if None not in refused_rows:
        assert sum(result.counts) + len(refused_rows) == len(held)
