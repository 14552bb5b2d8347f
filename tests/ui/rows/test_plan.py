"""The long list of actions: four columns at first, and further ones that a reader adds."""

from tests.builders import day_state
from ui.rows.plan import LINE_COLUMNS, OWN_COLUMNS, action_lines, action_rows


def test_the_list_says_in_four_columns_what_a_reader_can_have_in_a_column_of_its_own():
    state = day_state(
        action=[{"title": "Write the guide"}],
        action_update=[{"state": "under way", "new_due_on": "2022-01-10", "waiting_on": "the CPS"}],
    )
    actions, labels = state.actions, state.labels
    own = action_rows(actions, labels)

    [first] = action_lines(actions, labels).rows(named=True)
    [every] = action_lines(actions, labels, [*LINE_COLUMNS, *OWN_COLUMNS]).rows(named=True)

    assert list(first) == list(LINE_COLUMNS)
    assert list(every) == [*LINE_COLUMNS, *OWN_COLUMNS]
    assert {name: every[name] for name in OWN_COLUMNS} == own.select(OWN_COLUMNS).row(0, named=True)
    part, time = own["Part"][0], own["Time"][0]
    assert first["Action"] == f"{every['Action']} ({part})"
    assert first["State"] == f"{every['State']}; {time}; waiting on the CPS"
    [two] = action_lines(actions, labels, ["Action", "Waiting on"]).rows(named=True)
    assert list(two) == [*LINE_COLUMNS, "Waiting on"]
    assert two["State"] == f"{every['State']}; {time}"
