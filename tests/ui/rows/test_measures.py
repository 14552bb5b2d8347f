import polars as pl

from metrics.day_state import VALUES, day_state_on
from metrics.recommendations.measure_evidence import measures_of_parts
from tests.builders import AS_AT, tables
from ui.elements.markdown import plain
from ui.rows.measures import measured_rows

VALUES_FOUND = pl.DataFrame(
    [
        ("review_acknowledged_police", "acknowledged", "fewer than 5 in all", None, None, True),
        ("review_take_up_police", "asked for", "7 of 70 (10%)", 7, 70, False),
    ],
    VALUES,
    orient="row",
)


def rows_of(*positions, **part):
    store = tables(
        recommendation=[{}], inspection=[{}], requirement=[part], position=list(positions)
    )
    found = day_state_on(AS_AT, store, lambda: VALUES_FOUND)
    return measured_rows(found.parts, measures_of_parts(found))


def test_a_figure_of_too_few_is_said_and_neither_meets_nor_misses_a_target():
    rows = rows_of(ref="rape-1/7/b")

    columns = ["Measure", "Newest figure", "Target", "Met or missed"]
    whole = plain("every request: the schemes of the police and the CPS")
    assert rows.select(columns).filter(
        pl.col("Measure").is_in(["Acknowledged", "Asked for"])
    ).rows() == [
        ("Asked for", "7 of 70 (10%)", "none set", "–"),
        ("Acknowledged", plain("fewer than 5 in all"), whole, "cannot be said: too few"),
    ]
