import polars as pl

from ui.rows.cases import UPDATED, updated_rows


def test_where_there_is_no_plan_the_answers_have_their_headings_and_no_row():
    plans = pl.DataFrame(schema={"victim_updated": pl.String, "plans": pl.Int64})

    shown = updated_rows(plans)

    assert (shown.columns, shown.height) == ([UPDATED, "Plans"], 0)
