"""Tables that are closed at first on the screen, and those of which a page at a time is shown."""

from streamlit.testing.v1 import AppTest

from tests.shown_tables import tables_of


def drawn(words: list[str], label: str = "") -> AppTest:
    def page(words: list[str], label: str) -> None:
        import polars as pl  # noqa: PLC0415

        from ui.elements import layout  # noqa: PLC0415
        from ui.elements.tables import closed_table  # noqa: PLC0415

        with layout.section("words", "All words"):
            rows = pl.DataFrame({"Word": words}, schema={"Word": pl.String})
            closed_table(
                rows, key="words", alt="Every word", label=label, empty="There is no word."
            )

    return AppTest.from_function(page, args=(words, label)).run()


def test_a_closed_table_says_how_many_rows_it_has():
    page = drawn(["part", "voice"])

    _, table = (each.proto.body for each in page.get("html"))
    assert "<details><summary>Every word: 2</summary>" in table
    assert '<div id="rows-words"><table aria-label="Every word">' in table
    [shown] = tables_of(page)
    assert shown.value.to_dict("list") == {"Word": ["part", "voice"]}


def test_under_a_heading_of_its_name_a_closed_table_says_how_many_rows_it_has_alone():
    *_, table = (each.proto.body for each in drawn(["part", "voice"], "2 words").get("html"))

    assert "<details><summary>2 words</summary>" in table
    assert '<table aria-label="Every word">' in table


def test_a_closed_table_without_rows_is_a_sentence_in_its_section():
    page = drawn([])

    [section] = (each.proto.body for each in page.get("html"))
    assert section == (
        '<div class="pieces"><h2 id="words">All words</h2>'
        '<div class="words"><p>There is no word.</p></div></div>'
    )


def test_of_tables_with_several_pages_the_first_has_a_pagination_and_others_a_list_with_a_name():
    def page() -> None:
        import polars as pl  # noqa: PLC0415

        from ui.elements import tables  # noqa: PLC0415

        tables.begin_run()
        for name, rows in {"few": 5, "sessions": 6, "entries": 12}.items():
            tables.table(pl.DataFrame({"Row": range(rows)}), key=name, alt=f"All {name}", a_page=5)

    app = AppTest.from_function(page).run()
    assert len(app.get("pagination")) == 1
    [listed] = app.selectbox
    assert (listed.label, listed.options) == (
        "Page of: All entries",
        ["1 of 3", "2 of 3", "3 of 3"],
    )

    app = listed.select(3).run()

    assert len(app.get("pagination")) == 1
    shown = [each.value["Row"].to_list() for each in tables_of(app)]
    assert [len(rows) for rows in shown] == [5, 5, 2]
    assert shown[-1] == ["10", "11"]
