from datetime import date
from itertools import combinations, pairwise, permutations

import polars as pl
import pytest
from polars.testing import assert_frame_equal

from metrics.disclosure import THRESHOLD
from metrics.victims.allowed_tables import ALLOWED_TABLES
from metrics.victims.reporting_periods import quarters_to_show, years_to_show
from metrics.victims.row_sets import ROW_SETS
from tests import oracles_meaning, oracles_quarters, oracles_years
from tests.made_up_cases import STARTER_LIMITS
from tests.often import rounds
from tests.victim_stores import (
    AUTUMN,
    COUNTED_AT,
    SUMMER,
    alike,
    count_quarter,
    count_year,
    counted_periods,
    decided,
    rows_of_quarter,
    tables_of,
)

# The demonstration makes up whether an ISVA was there only where one was offered; no rule says so.
MADE_UP_TOGETHER = ("isva_offered", "isva_present")


def counted(tables):
    """By kind, the counts of the summer."""
    return count_quarter(tables, STARTER_LIMITS, SUMMER, COUNTED_AT[SUMMER]).protected_counts


# When a quarter is counted


def test_who_is_told_after_the_count_is_not_yet_told_in_it_for_good():
    untold = decided("Devon", SUMMER, in_time=30, untold=20)
    told_since = untold.with_columns(told_on=pl.col("told_on").fill_null(date(2021, 11, 2)))

    before, after = counted(tables_of(notice=[untold])), counted(tables_of(notice=[told_since]))

    for kind, count_tables in before.items():
        assert_frame_equal(count_tables, after[kind])


def test_a_file_that_corrects_a_quarter_counts_it_again():
    one, two = (
        counted(tables_of(notice=[decided("Devon", SUMMER, in_time=number)]))["decisions"]
        for number in (30, 40)
    )

    assert (one["count"].max(), two["count"].max()) == (30, 40)


def test_who_has_no_day_is_in_no_quarter():
    dated, undated = (
        alike("investigation", "Devon", 20, outcome_code="16", outcome_on=day)
        for day in ("2021-08-02", None)
    )

    assert counted(tables_of(investigation=[dated]))["outcomes"]["count"].max() == 20
    assert counted(tables_of(investigation=[undated]))["outcomes"].is_empty()


def test_a_request_for_a_review_is_counted_in_one_quarter_alone_once_its_limits_have_passed():
    asked = {"scheme": "police", "requested_on": "2021-09-21", "acknowledged_on": "2021-09-22"}
    # The thirtieth working day is the second of November: the summer is counted before it.
    requests = alike("review_request", "Devon", 20, **asked, decided_on="2021-11-01")
    tables, count_table = tables_of(review_request=[requests]), "stage_and_decided"

    found = {
        first: count_quarter(tables, STARTER_LIMITS, first, at).counts(
            "review_requests", count_table, None
        )
        for first, at in COUNTED_AT.items()
    }

    assert {first: counts for first, counts in found.items() if counts} == {
        AUTUMN: {"police; done in time": 20}
    }


# When a year is counted


def test_a_year_is_its_quarters_as_each_was_counted():
    untold = decided("Devon", SUMMER, in_time=30, untold=20)
    told_since = untold.with_columns(told_on=pl.col("told_on").fill_null(date(2021, 11, 2)))
    limits, days = STARTER_LIMITS, [*COUNTED_AT.items()]

    before, after = (
        count_year(tables_of(notice=[rows]), limits, days) for rows in (untold, told_since)
    )

    assert before.counts("decisions", "told", "Devon") == {"told in time": 30, "not yet told": 20}
    assert (before.first, before.last) == (date(2021, 4, 1), date(2022, 3, 31))
    assert before.counted_at == date(2022, 4, 30)
    # Whoever was told since had time to ask for a review, which ended in a later quarter.
    for kind in before.protected_counts.keys() - {"review_steps"}:
        assert_frame_equal(before.protected_counts[kind], after.protected_counts[kind])


# Against somebody with a linear programme


def test_somebody_finds_every_count_where_only_small_ones_are_withheld():
    tables = tables_of(
        notice=[
            decided("Devon", SUMMER, in_time=30, late=2),
            decided("Plymouth", SUMMER, in_time=30, late=1, first=101),
        ]
    )
    rows = rows_of_quarter(tables, STARTER_LIMITS, SUMMER, COUNTED_AT[SUMMER])["decisions"]
    careless = counted(tables)["decisions"].with_columns(
        suppressed=pl.col("count").is_between(1, 4)
    )

    withheld = careless.filter("suppressed").select("dimension", "area", "value").rows()
    assert ("told", None, "told late") in withheld
    assert {*oracles_quarters.narrowed(careless, rows, "decisions")} == {*withheld}


# The demonstration


def shown_at(tables, limits, end, quarters):
    """What is shown of quarters at a month-end, by month-end, quarter and row set, with rows."""
    found = {}
    for first, at in quarters:
        rows = rows_of_quarter(tables, limits, first, at)
        for kind, protected in count_quarter(tables, limits, first, at).protected_counts.items():
            found[end, first, kind] = oracles_quarters.Seen(protected, rows[kind], kind)
    return found


def of_files_by(tables, day):
    """The rows of cases that can have come in files by a day."""
    by = {"investigation": "reported_on", "notice": "decided_on", "support_end": "ended_on"}
    return {
        name: rows.filter(pl.col(by[name]) <= day) if name in by else rows
        for name, rows in tables.items()
    }


@pytest.mark.slow
def test_nobody_narrows_a_cell_of_all_that_two_successive_month_ends_show_together(demonstration):
    tables, limits, months = demonstration
    earlier, later = sorted(months["month_end"].to_list())[-2:]
    newest = rounds(len(months), 2)
    of_before, of_after = (quarters_to_show(months, end) for end in (earlier, later))
    before = shown_at(of_files_by(tables, earlier), limits, earlier, of_before[1 - newest :])
    after = shown_at(tables, limits, later, of_after[-newest:])
    alike = [(each, (later, *each[1:])) for each in before]

    assert len(after) == len(before) + len(ROW_SETS)
    for one, other in alike:
        assert_frame_equal(before[one].protected, after[other].protected)
    assert oracles_quarters.narrowed_together(before | after, alike) == []


@pytest.mark.thorough
@pytest.mark.slow
def test_nobody_narrows_what_is_withheld_of_an_area_in_any_year_of_the_demonstration(demonstration):
    tables, limits, months = demonstration
    every = quarters_to_show(months, date(2022, 2, 28))
    rows = {days: rows_of_quarter(tables, limits, *days) for days in every}
    # Two categories that have the same cases in one year by chance are not known to.
    same = {
        kind: oracles_quarters.always_the_same(pl.concat(each[kind] for each in rows.values()))
        for kind in ROW_SETS
    }
    found = []
    for of_year in years_to_show(every):
        *quarters, year = counted_periods(tables, limits, of_year)
        for kind, count_tables in year.protected_counts.items():
            of = [rows[days][kind] for days in of_year]
            names = oracles_quarters.dimensions_of(of[0], kind)
            shown = [each.protected_counts[kind] for each in quarters]
            found += oracles_years.narrowed(count_tables, shown, of, names, same=same[kind])

    assert found == []


@pytest.mark.slow
def test_nobody_who_knows_what_the_words_mean_narrows_what_is_withheld_of_decisions(demonstration):
    tables, limits, months = demonstration
    found = []
    for first, at in quarters_to_show(months, date(2022, 2, 28))[:3]:
        rows = rows_of_quarter(tables, limits, first, at)["decisions"]
        protected = count_quarter(tables, limits, first, at).protected_counts["decisions"]
        few = {row[:3] for row in protected.rows() if 0 < row[3] < THRESHOLD}
        narrowed = oracles_meaning.narrowed(protected, rows, oracles_meaning.DECISIONS)
        found += [at for at in narrowed if at in few]

    assert found == []


def test_words_that_never_go_together_are_listed_as_tied(demonstration):
    tables, limits, months = demonstration
    quarters = quarters_to_show(months, date(2022, 2, 28))
    counted_at = [rows_of_quarter(tables, limits, first, at) for first, at in quarters]

    for kind, allowed in ALLOWED_TABLES.items():
        rows = pl.concat([each[kind] for each in counted_at])
        ties = {frozenset(pair) for pair in allowed.tied}
        for pair in combinations(allowed.single, 2):
            if {*pair} not in ties and pair != MADE_UP_TOGETHER:
                assert _never_together(rows, pair, _between(pair, allowed.single, ties)) == []


def _between(pair, names, ties):
    """The dimensions that are tied to both of the pair."""
    return [name for name in names if all(frozenset((name, each)) in ties for each in pair)]


def _never_together(rows, pair, between):
    """The words of two dimensions that no row bears both of, where ten should by chance.

    Not those that do not go together for a dimension between them: no word of it goes with both.
    """
    together = {
        (a, b): set(rows.select(a, b).unique().rows())
        for a, b in permutations((*pair, *between), 2)
    }
    one, other = (dict(rows.group_by(name).len().rows()) for name in pair)
    return [
        (*pair, word, with_it)
        for word, often in one.items()
        for with_it, as_often in other.items()
        if often * as_often >= 10 * rows.height
        and (word, with_it) not in together[pair]
        and not any(
            {of for each, of in together[pair[0], name] if each == word}.isdisjoint(
                of for each, of in together[pair[1], name] if each == with_it
            )
            for name in between
        )
    ]


def test_two_month_ends_show_the_same_quarters_but_for_one_that_is_new(demonstration):
    _, _, months = demonstration
    ends = sorted(months["month_end"].to_list())
    for earlier, later in pairwise(ends):
        before, after = quarters_to_show(months, earlier), quarters_to_show(months, later)
        assert after[: len(before)] == before
        assert len(after) - len(before) <= 1


def test_files_of_a_later_month_leave_the_counts_of_a_quarter_as_they_were(demonstration):
    tables, limits, months = demonstration
    first, at = quarters_to_show(months, date(2022, 2, 28))[-2]

    one, two = (
        count_quarter(each, limits, first, at) for each in (of_files_by(tables, at), tables)
    )

    for kind, count_tables in one.protected_counts.items():
        assert_frame_equal(count_tables, two.protected_counts[kind])
    assert_frame_equal(one.numbers, two.numbers)
