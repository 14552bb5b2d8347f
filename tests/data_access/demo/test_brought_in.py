"""Invented rows could be loaded as a file: they break no rule for files."""

import pytest

from data_access import demo
from data_access.intake.table_specs import table_specs
from data_access.intake.validation.case_rules import before_report_errors, rule_errors
from data_access.reads import read_tallies
from data_access.tables import CASE, TALLY_NAMES


@pytest.mark.parametrize("name", TALLY_NAMES)
def test_no_row_breaks_a_rule_of_files(filled, name):
    tables = read_tallies(filled).tables
    reported = tables["investigation"].select(*CASE, "reported_on")
    rows = tables[name].with_row_index("row")

    assert rule_errors(rows, table_specs()[name], demo.AS_AT).rows() == []
    if "case_key" in rows.columns:
        rows = rows.drop("reported_on", strict=False).join(reported, on=list(CASE))
        assert before_report_errors(rows, name).rows() == []
