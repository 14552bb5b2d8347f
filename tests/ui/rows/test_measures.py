import polars as pl

from metrics.day_state import VALUES, day_state_on
from metrics.measures.catalogue import MEASURES
from metrics.recommendations.measure_evidence import measures_of_parts
from tests.builders import AS_AT, tables
from tests.metrics.parts import JOINT, said
from tests.sentences import NOTHING_MEASURED
from ui.elements.markdown import plain
from ui.rows.measures import caveat_lines, meanings_of, measured_rows

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


def test_each_body_asked_is_named_with_what_it_says():
    part = {"ref": "rape-1/2/b", **JOINT}
    says = said("force", "complete", requirement="rape-1/2/b")

    assert rows_of(says, **part).rows() == [
        (
            "1",
            "Force: reported complete; CPS: not recorded",
            NOTHING_MEASURED,
            "–",
            "–",
            "–",
        )
    ]


def test_what_is_to_be_borne_in_mind_of_several_measures_is_said_once():
    age, race, told = (MEASURES[code] for code in ("age_asked", "race_asked", "told_in_time"))

    assert meanings_of([age, race, told]) == {
        "age_asked": plain(age.definition),
        "race_asked": plain(race.definition),
        "told_in_time": plain(f"{told.definition} {told.caveat}"),
    }
    assert caveat_lines([age, race, told]) == [
        f"**{plain('Asked about: age; race')}.** {plain(age.caveat)}"
    ]
    assert meanings_of([age]) == {"age_asked": plain(f"{age.definition} {age.caveat}")}
    assert caveat_lines([age, told]) == []
