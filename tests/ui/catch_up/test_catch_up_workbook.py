"""The workbook of Catch up: filled with what stands, and read for what it says that is new."""

from datetime import date
from io import BytesIO

import polars as pl
import pytest
from xlsxwriter import Workbook

from data_access import schemas, writes
from data_access.intake.reading.reader import NotReadable
from data_access.reads import read_snapshot
from data_access.vocabulary import ChangeReason, State, Voice
from metrics.day_state import day_state_on
from tests.data_access.valid_entries import AT, BY
from ui.catch_up.workbook import OVERTAKEN, filled_workbook, read_filled
from ui.elements.csv_download import Download

TODAY = AT.date()
ACTION_2 = (
    "Actions, row 2: A2. Find out how the Unifi system can better capture protected characteristics"
)
ACTION_3 = (
    "Actions, row 3: A3. Consider how and when to ask rape victims about protected characteristics"
)
PART_1 = "Parts, row 2: 1. Record victims’ protected characteristics, Force"
SINCE, LATER = date(2021, 11, 18), date(2022, 1, 26)
UNDER_WAY = schemas.NewPosition(
    requirement="rape-1/1", voice=Voice.FORCE, state=State.UNDER_WAY, effective_on=SINCE
)
AGREED = schemas.NewActionUpdate(
    action="A2",
    state=State.UNDER_WAY,
    effective_on=SINCE,
    new_due_on=date(2022, 3, 31),
    agreed_by="Board",
)
CHANGED = {"Date agreed": date(2022, 5, 31), "Agreed by": "Board", "Why it changed": "partner"}


@pytest.fixture
def store(file_store):
    """A store in which a part and an action stand somewhere."""
    writes.record_together(file_store, [UNDER_WAY, AGREED], by=BY, at=AT)
    return file_store


def filled(store):
    """The sheets of the workbook filled with what stands."""
    tables = read_snapshot(store).tables
    download = Download("catch-up", TODAY, is_invented=False)
    content = filled_workbook(day_state_on(TODAY, tables), tables, download)
    return pl.read_excel(content, sheet_id=0, infer_schema_length=None)


def with_cells(sheet, subject, **cells):
    """The sheet with other cells in the one row of which the first cells are ``subject``."""
    is_it = pl.all_horizontal(
        pl.col(name).cast(pl.String) == value
        for name, value in zip(sheet.columns, subject, strict=False)
    )
    new = {name.replace("_", " "): value for name, value in cells.items()}
    return sheet.with_columns(
        pl.when(is_it).then(pl.lit(value)).otherwise(pl.col(name).cast(_type(value))).alias(name)
        for name, value in new.items()
    )


def _type(value):
    return pl.Date if isinstance(value, date) else pl.String


def said(store, **sheets):
    """What the page reads from a workbook of the sheets, with its titles."""
    return [(each.title, each.entry or each.wrong) for each in read(store, **sheets)]


def read(store, **sheets):
    """The rows that a workbook of the sheets has to say."""
    content = BytesIO()
    with Workbook(content) as book:
        for name, rows in sheets.items():
            rows.write_excel(book, name)
    tables = read_snapshot(store).tables
    state = day_state_on(TODAY, tables)
    return read_filled(content.getvalue(), state, tables)


def test_the_workbook_is_filled_with_what_stands_and_says_nothing_new(store):
    sheets = filled(store)
    parts, actions = sheets["Parts"], sheets["Actions"]

    assert list(sheets) == ["Parts", "Actions", "Words"]
    first, second = parts.row(0, named=True), actions.row(0, named=True)
    assert (first["Part reference"], first["Body"], first["State"], first["Since"]) == (
        "rape-1/1",
        "force",
        "under way",
        SINCE,
    )
    assert (second["Reference"], second["State"], second["Date agreed"], second["Last entry"]) == (
        "A2",
        "under way",
        date(2022, 3, 31),
        "1/0",
    )
    assert said(store, **sheets) == []


def test_only_rows_that_say_something_new_become_entries_like_those_of_the_forms(store):
    sheets = filled(store)
    parts = with_cells(
        sheets["Parts"], ("rape-1/1", "force"), State="complete", Since=LATER, Source="Letter"
    )
    actions = with_cells(
        sheets["Actions"],
        ("A2",),
        Since=LATER,
        **{name.replace(" ", "_"): value for name, value in CHANGED.items()},
    )

    found = said(
        store, Parts=parts, Actions=with_cells(actions, ("A3",), State="complete", Since=LATER)
    )

    assert found == [
        (
            PART_1,
            UNDER_WAY.model_copy(
                update={
                    "state": State.COMPLETE,
                    "effective_on": LATER,
                    "source": "Letter",
                    "seen": 1,
                }
            ),
        ),
        (
            ACTION_2,
            schemas.NewActionUpdate(
                action="A2",
                effective_on=LATER,
                new_due_on=date(2022, 5, 31),
                agreed_by="Board",
                change_reason=ChangeReason.PARTNER,
                seen=1,
            ),
        ),
        (
            ACTION_3,
            schemas.NewActionUpdate(action="A3", state=State.COMPLETE, effective_on=LATER, seen=0),
        ),
    ]


def test_rows_filled_with_what_stood_are_named_where_somebody_recorded_since(store):
    sheets = filled(store)
    newer = UNDER_WAY.model_copy(update={"state": State.COMPLETE, "effective_on": LATER})
    writes.record(store, newer, by="Second writer", at=AT)

    found = said(store, Parts=sheets["Parts"], Actions=sheets["Actions"])

    assert found == [(PART_1, OVERTAKEN)]


def test_a_row_filled_with_what_stood_before_its_action_was_corrected_is_named(store):
    sheets = filled(store)
    actions = with_cells(sheets["Actions"], ("A3",), State="complete", Since=LATER)
    actions = with_cells(actions, ("A4",), State="complete", Since=LATER)
    was = read_snapshot(store).tables["action"].row(by_predicate=pl.col("ref") == "A3", named=True)
    fields = schemas.ActionCorrection.model_fields.keys() - {"action", "seen"}
    corrected = {name: was[name] for name in fields} | {"owner_role": "Head of unit"}
    correction = writes.validate(schemas.ActionCorrection, action="A3", **corrected)
    writes.record(store, correction, by=BY, at=AT)

    found = said(store, Actions=actions)

    assert [words if isinstance(words, str) else words.action for _, words in found] == [
        OVERTAKEN,
        "A4",
    ]
    assert said(store, **filled(store)) == []


@pytest.mark.parametrize(
    ("cells", "reason"),
    [
        ({"State": "complete"}, "It changes the last entry under the same day."),
        ({"State": "complete", "Since": "31/02/2022"}, "Since: 31/02/2022 is not a day."),
        ({"State": "finished", "Since": LATER}, "State: finished is not one of: not started, "),
        ({"State": "not", "Since": LATER}, "State: not begins not started and not being taken"),
        ({"State": "complete", "Last_entry": "7"}, OVERTAKEN),
        ({"Note": "See minutes"}, "It changes the last entry under the same day."),
    ],
)
def test_a_row_that_is_wrong_is_named_with_its_place(store, cells, reason):
    parts = with_cells(filled(store)["Parts"], ("rape-1/1", "force"), **cells)

    ((title, wrong),) = said(store, Parts=parts)

    assert title == PART_1
    assert wrong.startswith(reason)


def test_a_row_twice_and_a_row_about_nothing_known_are_named(store):
    parts = with_cells(
        filled(store)["Parts"], ("rape-1/1", "force"), State="complete", Since=LATER
    ).head(1)
    unknown = with_cells(parts, ("rape-1/1",), Part_reference="rape-9/1")

    found = said(store, Parts=pl.concat([parts, parts, unknown]))

    assert [wrong for _, wrong in found[1:]] == [
        "Row 2 is about the same: keep one of the two.",
        "There is no such row here: rape-9/1, force.",
    ]


def test_a_workbook_of_thousands_of_rows_or_of_something_else_gets_a_plain_answer(store):
    actions = filled(store)["Actions"]

    with pytest.raises(NotReadable) as many:
        said(store, Actions=pl.concat([actions] * (5_000 // actions.height + 1)).head(5_000))
    with pytest.raises(NotReadable) as other:
        said(store, Letters=actions)
    with pytest.raises(NotReadable) as lacking:
        said(store, Actions=actions.drop("Last entry"))

    assert str(many.value).startswith("The sheet Actions has 5,000 rows; 1,000 can be read")
    assert str(other.value).startswith("It has no sheet Parts or Actions")
    assert str(lacking.value).startswith("The sheet Actions has no column Last entry.")
