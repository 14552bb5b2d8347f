"""Every measure of cases says which columns it cannot do without."""

from dataclasses import replace

import pytest

from data_access.intake.table_specs import table_specs
from metrics.measures.catalogue import MEASURES


@pytest.mark.parametrize(
    ("code", "needs"), [("case_plans_open", None), ("told_in_time", None), ("actions_overdue", ())]
)
def test_every_measure_of_cases_and_victims_says_what_it_needs_and_no_other_does(code, needs):
    with pytest.raises(ValueError, match=f"{code}: say which columns it cannot do without"):
        replace(MEASURES[code], needs=needs)


def test_what_is_needed_is_a_table_or_a_column_that_a_file_may_lack():
    for measure in MEASURES.values():
        for need in measure.needs or ():
            table, _, columns = need.partition(".")
            names = {each.name: each for each in table_specs()[table].template}
            for column in columns.split("|") if columns else ():
                assert not names[column].required, need
