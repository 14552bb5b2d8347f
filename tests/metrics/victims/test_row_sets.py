"""Cases with no day that could place a row in a quarter are passed over, and no row is missed."""

from datetime import date, timedelta

import polars as pl
from hypothesis import given
from hypothesis import strategies as st
from polars.testing import assert_frame_equal

from metrics.cases.month_ends import month_end
from metrics.victims.categorical import MONTH
from metrics.victims.row_sets import rows_within
from tests.builders import AS_AT
from tests.made_up_cases import LIMITS_BY_DATE, VICTIM_TABLES, case_frame
from tests.often import often
from tests.victim_stores import victim_rows

FIRSTS = st.sampled_from([(AS_AT - timedelta(days)).replace(day=1) for days in range(0, 330, 30)])


@often(100)
@given(made=VICTIM_TABLES, limits=LIMITS_BY_DATE, first=FIRSTS)
def test_the_rows_of_a_quarter_are_those_of_all_rows_that_are_in_it(made, limits, first):
    tables = {name: case_frame(name, rows) for name, rows in made.items()}
    last = month_end(date(first.year + first.month // 12, first.month % 12 + 1, 1))

    found = rows_within(tables, limits, AS_AT, first, last)

    for kind, rows in victim_rows(tables, limits, AS_AT).items():
        expected = rows.filter(pl.col(MONTH).is_between(first, last))
        assert_frame_equal(found[kind], expected, check_row_order=False)
