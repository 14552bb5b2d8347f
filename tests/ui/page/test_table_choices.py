"""The columns and the density of long tables: in the address, in words, and drawn."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from streamlit.testing.v1 import AppTest

from tests.shown_tables import tables_of
from ui.page.table_choices import as_read, as_written, name_in_address, note_text

COLUMNS = ["Ref.", "Whose", "Answer due", "Board’s view"]
HEADINGS = st.lists(
    st.text(alphabet="ab Cé’.,&\n", min_size=1).filter(name_in_address),
    min_size=1,
    unique_by=name_in_address,
)


def drawn(**address: str) -> AppTest:
    def page() -> None:
        import polars as pl  # noqa: PLC0415
        import streamlit as st  # noqa: PLC0415

        from ui.elements.tables import table  # noqa: PLC0415
        from ui.page.table_choices import choose_columns, in_address  # noqa: PLC0415

        rows = pl.DataFrame({"Ref.": range(16), "Whose": "CPS", "Answer due": "Monday"})
        table(choose_columns(rows, "list"), key="list", alt="Every one", a_page=5)
        st.json(in_address())
        st.json(in_address(["list"]))

    app = AppTest.from_function(page)
    for key, value in address.items():
        app.query_params[key.replace("_", "-")] = value
    return app.run()


def opened(**address: str) -> AppTest:
    page = drawn(**address)
    page.session_state["columns-list"] = True
    return page.run()


def headings(page: AppTest) -> list[str]:
    [shown] = tables_of(page)
    return list(shown.value.columns)


def html(page: AppTest) -> str:
    [body] = [element.proto.body for element in page.get("html")]
    return str(body)


@given(HEADINGS, st.data())
def test_whatever_is_shown_stands_in_the_address_and_is_read_from_it_again(columns, data):
    shown = [columns[0], *(name for name in columns[1:] if data.draw(st.booleans()))]

    assert as_read(as_written(shown), columns) == (shown, [])


@given(HEADINGS, st.text())
def test_of_any_value_the_naming_column_stays_and_what_is_no_column_is_given_back(columns, given):
    shown, unknown = as_read(given, columns)

    assert shown[0] == columns[0]
    assert [name for name in columns if name in shown] == shown
    assert {*unknown, *map(name_in_address, shown[1:])} <= {*given.split(".")}
    assert not set(unknown) & set(map(name_in_address, columns))


def test_columns_that_only_together_name_a_row_both_stay():
    assert as_read("board-s-view", ["Area", "Age", "Open"], naming=2) == (
        ["Area", "Age"],
        ["board-s-view"],
    )


def test_headings_stand_in_the_address_as_words_and_in_any_order():
    assert as_written(COLUMNS) == "ref.whose.answer-due.boards-view"
    assert as_read("boards-view.whose", COLUMNS) == (["Ref.", "Whose", "Board’s view"], [])
    assert as_read("whose.colour.<b>.colour", COLUMNS) == (COLUMNS[:2], ["colour", "<b>"])


@pytest.mark.parametrize(
    ("shown", "note"),
    [
        (COLUMNS[:3], ""),
        (COLUMNS[:1], "Hidden here: “Whose” and “Answer due”. Downloads have every column."),
        (COLUMNS, "Added here: “Board’s view”. Downloads have every column."),
        (
            [COLUMNS[0], *COLUMNS[2:]],
            "Hidden here: “Whose”. Added here: “Board’s view”. Downloads have every column.",
        ),
    ],
)
def test_what_a_reader_hid_or_added_is_said(shown, note):
    assert note_text(COLUMNS[:3], shown) == note


def test_a_table_that_nobody_changed_is_as_it_was_beside_one_closed_control():
    page = drawn()

    assert headings(page) == ["Ref.", "Whose", "Answer due"]
    assert html(page).startswith('<div class="rows" id="rows-list"><table aria-label="Every one">')
    assert len(tables_of(page)[0].value) == 5
    assert [each.proto.popover.label for each in page.get("popover")] == ["Columns and rows"]
    assert [len(page.checkbox), len(page.radio), len(page.warning)] == [0, 0, 0]
    assert [each.value for each in page.json] == ["{}", '{"rows": "", "columns-list": ""}']


def test_a_link_shows_the_columns_and_the_density_that_it_names_and_says_what_it_hides():
    page = drawn(columns_list="ref.answer-due", rows="dense")

    assert headings(page) == ["Ref.", "Answer due"]
    assert html(page).startswith(
        '<div class="rows" id="rows-list" data-density="dense">'
        '<p role="status">Hidden here: “Whose”. Downloads have every column.</p><table'
    )
    # Three times as many dense rows stand on a page.
    assert len(tables_of(page)[0].value) == 15
    assert page.json[0].value == '{"columns-list": "ref.answer-due", "rows": "dense"}'


def test_each_press_is_a_step_of_the_address_and_the_first_choice_leaves_no_trace_of_itself():
    page = opened()
    assert [(box.label, box.value) for box in page.checkbox] == [
        ("Whose", True),
        ("Answer due", True),
    ]

    page.checkbox[0].uncheck().run()
    assert page.query_params["columns-list"] == "ref.answer-due"
    page.checkbox[1].uncheck().run()
    assert (page.query_params["columns-list"], headings(page)) == ("ref", ["Ref."])
    page.radio[0].set_value(True).run()
    assert page.query_params["rows"] == "dense"
    page.checkbox[0].check().run()
    page.checkbox[1].check().run()
    page.radio[0].set_value(False).run()

    assert headings(page) == ["Ref.", "Whose", "Answer due"]
    assert not {"rows", "columns-list"} & {*page.query_params}


def test_a_wrong_column_or_density_is_named_and_the_table_is_as_at_first():
    page = drawn(columns_list="whose.colour", rows="t<i>ght")

    assert [each.value for each in page.warning] == [
        "“colour” in the address is not a column of the table below. Showing its columns "
        "as at first. "
        "“tight” in the address is not a way to set rows; “dense” is. Showing them roomy instead."
    ]
    assert headings(page) == ["Ref.", "Whose", "Answer due"]
    assert "data-density" not in html(page)
    assert not {"rows", "columns-list"} & {*page.query_params}


def test_several_wrong_columns_are_named_together():
    assert drawn(columns_list="size.colour").warning[0].value == (
        "“size” and “colour” in the address are not columns of the table below. "
        "Showing its columns as at first."
    )
