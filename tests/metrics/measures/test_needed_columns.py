"""Every measure of cases says which columns it cannot do without."""

from data_access.intake.table_specs import table_specs
from metrics.measures.catalogue import MEASURES
from metrics.measures.measure import Family
from metrics.measures.needed_columns import NEEDED


def test_every_measure_of_cases_and_victims_says_what_it_needs_and_no_other_does():
    of_cases = {code for code, each in MEASURES.items() if each.family != Family.PLAN}

    assert set(NEEDED) == of_cases


def test_what_is_needed_is_a_table_or_a_column_that_a_file_may_lack():
    for needed in NEEDED.values():
        for need in needed:
            table, _, columns = need.partition(".")
            names = {each.name: each for each in table_specs()[table].template}
            for column in columns.split("|") if columns else ():
                assert not names[column].required, need
