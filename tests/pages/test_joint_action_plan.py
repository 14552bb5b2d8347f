"""The joint action plan: its figures, what is late and not escalated, and what to take away."""

from datetime import UTC, date, datetime

import pytest

from charts.registry import Chart, chart_text
from data_access import writes
from data_access.reads import read_snapshot
from data_access.schemas import NewActionUpdate
from data_access.store import open_store
from tests import oracles, oracles_plan
from tests.builders import as_rows
from tests.made_up_cases import STARTER_DAYS
from tests.pages.conftest import big_numbers
from tests.pages.opening import opened
from tests.shown_tables import tables_of

DUE_SOON, DUE_AHEAD, STALE = (STARTER_DAYS[code] for code in ("due_soon", "due_ahead", "stale"))
AT = datetime(2022, 2, 28, 12, tzinfo=UTC)
DAYS = ["2021-10-14", "2021-11-24", "2021-12-16", "2022-01-20", "2022-02-17", "2022-02-28"]


def table_of(page, heading):
    """The rows of the first table with a column of that heading."""
    table = next(table.value for table in tables_of(page) if heading in table.value.columns)
    return [
        {column: cell.replace("\\", "") for column, cell in row.items()}
        for row in table.to_dict("records")
    ]


def slowly(store, day):
    """The actions of a store as at a day, worked out row by row."""
    known = oracles.as_at(as_rows(read_snapshot(open_store(store)).tables), day)
    return oracles.actions_of(known, day, DUE_SOON, STALE)


@pytest.mark.parametrize("text", DAYS)
def test_on_each_day_the_six_figures_equal_a_slow_count(open_page, store_for, text):
    day = date.fromisoformat(text)
    actions = slowly(store_for("demonstration"), day)

    shown = [int(number) for number in big_numbers(open_page("joint_action_plan", as_at=text))]

    assert shown == [
        len([action for action in actions if action["days_overdue"]]),
        len(oracles_plan.due_within(actions, day, DUE_SOON)),
        len(oracles_plan.due_within(actions, day, DUE_AHEAD)),
        len([action for action in actions if action["time_state"] == "no date agreed"]),
        len([action for action in actions if action["is_stale"]]),
        oracles_plan.on_first_date(actions)[1],
    ]


def test_the_chart_bears_the_mark_of_invented_figures(open_page):
    (chart,) = open_page("joint_action_plan").get("vega_lite_chart")

    assert '"Demonstration: not real"' in chart.proto.spec
    assert chart.proto.alt == chart_text(Chart.DATE_BARS)


def test_of_another_day_or_lead_the_picture_is_given_other_rows_and_not_drawn_anew(open_page):
    def drawn(**choices):
        (chart,) = open_page("joint_action_plan", **choices).get("vega_lite_chart")
        (rows,) = chart.proto.datasets
        return (chart.proto.spec, chart.proto.alt), rows.data.data

    # From the second to the third of these days a date is moved, and a line is further down.
    pictures, rows = zip(
        drawn(as_at="2022-02-01"),
        drawn(as_at="2022-02-02"),
        drawn(as_at="2022-02-03"),
        drawn(as_at="2022-02-03", org="cps"),
        strict=True,
    )
    assert len(set(pictures)) == 1
    assert len(set(rows)) == 4


def test_of_one_organisation_the_lists_are_its_own(open_page):
    page = open_page("joint_action_plan", org="cps")

    assert {row["Whose"].split(":")[0] for row in table_of(page, "Falls due")} == {"CPS"}


def test_long_lists_are_sent_only_once_they_are_opened(open_page):
    page = open_page("joint_action_plan", folded=True)

    assert [fold.label for fold in page.expander] == [
        "9 more",
        "69 actions, overdue first",
        "The six figures",
        "Due in the next 30 days: 9",
        "14 open actions wait on 13 things, 2 of them on Niche roll-out",
        "Why dates were changed: 10",
        "What recurs: 2 open actions, 1 of them with a date, 3 things of no action",
        "Reminders to each organisation, to copy into an e-mail: 2",
    ]
    assert [len(table.value) for table in tables_of(page)] == [3, 3]
    assert all(not fold.children for fold in page.expander)


def test_dates_of_actions_and_those_that_inspections_set_can_be_taken_to_a_calendar(open_page):
    def offered(*kind, **address):
        buttons = open_page("joint_action_plan", *kind, **address).get("download_button")
        return [button.proto.label for button in buttons if "calendar" in button.proto.label]

    label = "Download for a calendar:"
    assert offered(show="overdue") == [f"{label} 3 dates of actions"]
    assert offered(show="no-date") == []
    assert offered("starter", as_at="2024-08-22") == [
        f"{label} 2 dates of parts and 1 answer to be published"
    ]
    assert offered("starter", as_at="2024-08-22", org="cps") == []


def test_an_entry_that_was_corrected_stays_to_be_read_and_is_marked(own_store):
    store = open_store(own_store)
    newest = read_snapshot(store).tables["action_update"].filter(action="A29").row(-1, named=True)
    corrected = NewActionUpdate(
        action="A29",
        effective_on=newest["effective_on"],
        note="Two places are booked for the first week of March.",
        corrects=newest["id"],
    )
    writes.record(store, corrected, by="OPCC policy officer", at=AT)

    updates = table_of(opened("joint_action_plan", action="A29"), "In their words")

    assert [(row["In their words"], row["Recorded"]) for row in updates[:2]] == [
        (
            "Two places are booked for the first week of March.",
            "OPCC policy officer, entered afterwards, 28 February 2022",
        ),
        (
            "Two places are booked for the second week of March.",
            "CPS South West unit; corrected",
        ),
    ]
