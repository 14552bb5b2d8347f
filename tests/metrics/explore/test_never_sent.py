"""What no file has brought is nothing to split by: it stands in its box with that reason."""

from dataclasses import replace

from data_access.intake.table_specs import table_specs
from metrics.cases.columns_sent import ColumnsSent
from metrics.day_state import limits_on
from metrics.explore.chart_choice import Drawn
from metrics.explore.choices import offers
from metrics.explore.never_sent import NEEDED_TO_SPLIT, splits_never_sent
from metrics.explore.registry import QUANTITIES
from tests.builders import AS_AT, tables
from tests.metrics.explore.questions import COVERAGE, refused, settled

SENT = ColumnsSent({"notice": frozenset({"decided_on", "decided_by", "told_on", "isva_offered"})})
LACKING = replace(COVERAGE, never_sent=splits_never_sent(QUANTITIES, SENT))


def test_every_column_that_a_split_needs_is_one_of_a_table_and_every_split_is_one():
    for code, by_dimension in NEEDED_TO_SPLIT.items():
        assert {*by_dimension} <= {*QUANTITIES[code].dimensions}
        for needed in by_dimension.values():
            for each in needed:
                table, _, columns = each.partition(".")
                named = {column.name for column in table_specs()[table].template}
                assert {*filter(None, columns.split("|"))} <= named


def test_a_dimension_is_never_sent_if_its_columns_are_and_if_all_its_partners_are():
    of_notices = {split for code, split in LACKING.never_sent if code == "notices"}

    # The way asked for is shown beside the way used alone.
    assert of_notices == {
        "told after support had ended",
        "wish recorded",
        "way asked for",
        "way used",
    }


def test_before_any_file_has_come_and_where_all_was_sent_nothing_is_missing():
    every = ColumnsSent(
        {
            table: frozenset(column.name for column in spec.columns)
            for table, spec in table_specs().items()
        }
    )

    assert splits_never_sent(QUANTITIES, ColumnsSent({})) == frozenset()
    assert splits_never_sent(QUANTITIES, every) == frozenset()


def test_what_was_never_sent_stands_in_its_list_with_the_reason_and_is_refused():
    query = settled(LACKING, measure="notices").query
    limits = limits_on(AS_AT, tables())
    by = offers(query, LACKING, limits, (Drawn.TABLE,))["by"].choices

    assert by["told"].why_not == ""
    assert by["wish recorded"].why_not == "never sent"
    assert by["wish recorded"].in_list == "Wish recorded (never sent)"
    assert refused(LACKING, measure="notices", by="wish recorded") == {
        "by": "cannot be shown: no file that was sent has it"
    }


def test_beside_another_too_it_stands_with_the_reason():
    never = replace(COVERAGE, never_sent=frozenset({("support_ending", "kind of reason")}))
    limits = limits_on(AS_AT, tables())
    query = settled(never, measure="support_ending", by="stage").query
    by2 = offers(query, never, limits, (Drawn.TABLE,))

    assert by2["by2"].choices["kind of reason"].why_not == "never sent"
    assert by2["by2"].choices["period"].why_not == ""
