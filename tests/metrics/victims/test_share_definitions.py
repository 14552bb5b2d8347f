from statistics import median

import pytest
from hypothesis import given
from hypothesis import strategies as st

from metrics.releases.tables import MEDIANS, SHARES
from metrics.victims.row_sets import ROW_SETS
from tests import made_up_cases, oracles_victims
from tests.builders import AS_AT, frame
from tests.made_up_cases import DAYS, LIMITS_BY_DATE, STARTER_LIMITS, VICTIM_TABLES, case_frame
from tests.often import often
from tests.victim_counts import MetOf, count_by_value, median_of, met_of
from tests.victim_stores import victim_rows

NO_LIMITS = frame("time_limit")


def tables_of(**made):
    """Every table that victims are counted from, with the rows given and no others."""
    return {name: case_frame(name, made.get(name, [])) for name in made_up_cases.OF_VICTIMS}


def in_any_order(rows):
    return sorted(map(repr, rows))


def as_rows(tables):
    return {name: rows.to_dicts() for name, rows in tables.items()}


# Against the slow way


@often(250)
@given(VICTIM_TABLES, LIMITS_BY_DATE, DAYS)
def test_rows_are_what_a_slow_reading_row_by_row_gives(made, limits, day):
    tables = tables_of(**made)

    found = victim_rows(tables, limits, day)

    slow_tables, slow_limits = as_rows(tables), limits.to_dicts()
    for name, rows in found.items():
        slow = oracles_victims.rows_of(name, slow_tables, slow_limits, day)
        assert in_any_order(rows.to_dicts()) == in_any_order(slow)


@often(250)
@given(VICTIM_TABLES, LIMITS_BY_DATE, DAYS)
def test_every_share_of_people_is_what_a_slow_count_of_what_is_true_gives(made, limits, day):
    tables = tables_of(**made)
    frames = victim_rows(tables, limits, day)

    found = {code: met_of(code, frames) for code in SHARES}

    assert {code: (share.met, share.of) for code, share in found.items()} == (
        oracles_victims.shares(as_rows(tables), limits.to_dicts(), day)
    )


@often(100)
@given(VICTIM_TABLES, LIMITS_BY_DATE, DAYS)
def test_every_row_bears_a_word_of_every_dimension_and_no_other(made, limits, day):
    for name, rows in victim_rows(tables_of(**made), limits, day).items():
        row_set = ROW_SETS[name]
        for dimension, words in row_set.words.items():
            assert set(rows[dimension]) <= set(words)
            assert count_by_value(rows, name, dimension)["count"].sum() == rows.height


@often(100)
@given(VICTIM_TABLES, LIMITS_BY_DATE, DAYS)
def test_medians_are_those_of_a_slow_list(made, limits, day):
    tables = tables_of(**made)
    frames = victim_rows(tables, limits, day)

    for code, (row_set, column, *_) in MEDIANS.items():
        rows = oracles_victims.rows_of(row_set, as_rows(tables), limits.to_dicts(), day)
        numbers = [row[column] for row in rows if row[column] is not None]
        middle = float(median(numbers)) if numbers else None
        assert median_of(code, frames) == (middle, len(numbers))


@often(100)
@given(VICTIM_TABLES, LIMITS_BY_DATE, DAYS, st.sampled_from(["Devon", "Cornwall", None]))
def test_one_area_by_itself_has_the_rows_that_it_has_among_all(made, limits, day, area):
    tables = tables_of(**made)
    alone = {name: made_up_cases.of_area(rows, area) for name, rows in tables.items()}
    called = area or "not recorded"

    whole, part = (victim_rows(each, limits, day) for each in (tables, alone))

    for name in ROW_SETS:
        of_area = whole[name].filter(area=called)
        assert in_any_order(part[name].rows()) == in_any_order(of_area.rows())


# Reading of measures


@pytest.mark.parametrize("code", SHARES)
def test_a_share_is_of_words_that_its_dimension_has(code):
    share = SHARES[code]
    words = set(ROW_SETS[share.row_set].words[share.dimension])

    assert share.numerator
    assert share.numerator <= share.denominator
    assert share.denominator <= words


def test_an_empty_store_gives_none_of_none_for_every_share_and_no_median():
    empty = victim_rows(tables_of(), STARTER_LIMITS, AS_AT)

    assert {(met_of(code, empty).met, met_of(code, empty).of) for code in SHARES} == {(0, 0)}
    assert {median_of(code, empty) for code in MEDIANS} == {(None, 0)}


def test_frames_of_an_empty_store_have_the_schema_of_a_full_one():
    full = tables_of(**{name: [{}] for name in made_up_cases.OF_VICTIMS})
    with_and_without = (
        {name: rows.schema for name, rows in victim_rows(each, STARTER_LIMITS, AS_AT).items()}
        for each in (full, tables_of())
    )

    of_full, of_empty = with_and_without
    assert of_full == of_empty
    assert {
        name: tuple(schema)[: 2 + len(ROW_SETS[name].words)] for name, schema in of_full.items()
    } == {name: ("area", "month", *row_set.words) for name, row_set in ROW_SETS.items()}


def test_a_store_of_one_row_a_table_gives_every_share_what_the_slow_count_gives():
    tables = tables_of(**{name: [{}] for name in made_up_cases.OF_VICTIMS})
    frames = victim_rows(tables, STARTER_LIMITS, AS_AT)

    assert {code: (met_of(code, frames).met, met_of(code, frames).of) for code in SHARES} == (
        oracles_victims.shares(as_rows(tables), STARTER_LIMITS.to_dicts(), AS_AT)
    )


def test_who_had_no_preference_was_asked_and_is_in_no_share_of_wishes_met():
    told = {"told_on": "2021-11-03", "method": "video", "asked_recorded_on": "2021-11-02"}
    asked = ("video", "telephone", "no preference", None)
    made = [{**told, "number": place, "asked_method": way} for place, way in enumerate(asked, 1)]
    frames = victim_rows(tables_of(notice=made), STARTER_LIMITS, AS_AT)

    as_asked, recorded = (met_of(code, frames) for code in ("told_as_asked", "preference_recorded"))

    assert (as_asked.met, as_asked.of) == (1, 2)
    assert (recorded.met, recorded.of) == (3, 4)


def test_without_limits_nothing_is_in_time_or_late_or_past_its_limit_without_a_record():
    tables = tables_of(
        notice=[{"told_on": "2021-11-03"}],
        investigation=[{"case": 2, "outcome_code": "15", "outcome_on": "2021-11-03"}],
    )
    frames = victim_rows(tables, NO_LIMITS, AS_AT)

    assert frames["decisions"]["told"].to_list() == ["no limit in force"] * 2
    assert met_of("no_record_of_telling", frames) == MetOf(0, 0)
    assert frames["review_steps"].is_empty()
