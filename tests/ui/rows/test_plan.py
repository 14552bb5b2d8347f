"""The long list of actions, in four columns."""

from tests.builders import day_state
from ui.rows.plan import action_lines, action_rows


def test_the_list_says_in_four_columns_what_the_download_has_in_ten():
    state = day_state(
        action=[{"title": "Write the guide"}],
        action_update=[{"state": "under way", "new_due_on": "2022-01-10", "waiting_on": "the CPS"}],
    )
    actions, labels = state.actions, state.labels
    own = action_rows(actions, labels)

    [first] = action_lines(actions, labels).rows(named=True)
    part, time = own["Part"][0], own["Time"][0]
    assert first == {
        "Action": f"**A1** Write the guide ({part})",
        "Whose": own["Whose"][0],
        "State": f"{own['State'][0]}; {time}; waiting on the CPS",
        "Dates": first["Dates"],
    }
