"""The briefing: its sentence, its six figures, its lists, on the day and on each meeting day."""

import re
from datetime import date

import pytest

from data_access import reads, starter
from data_access.store import open_store
from data_access.vocabulary import DateBasis, Origin, State
from metrics.point_in_time import KNOWN_ONCE_RECORDED
from metrics.text_format import day_text
from tests import oracles_briefing
from tests.builders import as_rows
from tests.pages.conftest import (
    STEPS,
    big_numbers,
    bold_in,
    everything_said,
    figures_of,
    html_of,
)
from tests.sentences import NO_STATUTORY_DATE
from tests.shown_tables import grids_of, tables_of
from tests.stopped_clock import TODAY

BOARDS = ["2021-09-29", "2021-10-27", "2021-11-24", "2022-01-26"]
PERFORMANCE = ["2021-10-14", "2021-11-18", "2021-12-16", "2022-01-20", "2022-02-17"]


def test_briefing_says_what_changed_since_the_board_and_what_is_pending(open_page):
    page = open_page("briefing")

    assert page.title[0].value == "Rape inspection, phase one"
    since = "Since the board of 26 January 2022"
    new, entered_late = ["1 part", "2 actions", "1 deadline"], ["1 position", "1 piece"]
    assert bold_in(page, f"{since}: ") == [*new, *entered_late, "52 days left"]
    assert NO_STATUTORY_DATE in [element.value for element in page.markdown]
    assert [header.value for header in page.header] == [
        "Needs your attention",
        since,
        f"The {starter.read('recommendation').height} recommendations: 2 of the 8 for the force or "
        "CPS South West reported complete in every part",
        "Dates of each inspection’s answer",
        "Late or not verified",
    ]


@pytest.mark.parametrize("day", [*BOARDS, *PERFORMANCE, "2022-02-28"])
def test_on_each_meeting_day_the_six_figures_equal_a_slow_recount(open_page, store_for, day):
    snapshot = reads.read_snapshot(open_store(store_for("demonstration")))

    shown = big_numbers(open_page("briefing", as_at=day))

    slow = oracles_briefing.six_figures(as_rows(snapshot.tables), date.fromisoformat(day)).values()
    assert shown == [f"{len(figure.refs)}" for figure in slow]


def test_each_figure_says_what_it_was_last_time_and_opens_to_its_meaning(open_page):
    page = open_page("briefing")

    assert [figure.note for figure in figures_of(page)] == [
        "7 last time",
        "3 last time",
        "0 last time",
        "1 last time; 6 overdue against the original date",
        "13 last time; oldest 171 days",
        "10 last time; oldest 171 days",
    ]
    said = everything_said(page)
    assert said.count("**About this figure**") == 6
    assert (
        "**Which they are**\n\n"
        "- A37: Review the force policy on telling victims of NFA decisions, letters included. "
        "Force\\: owner not stated; 14 days late\n"
        "- A62: Report take-up of the right to review by quarter. "
        "Force\\: Performance and Analysis Department; 10 days late\n"
        "- A60: Local review of the escalation pathway. "
        "CPS\\: CPS unit head, RaSSO; 6 days late"
    ) in said


def test_changes_can_be_counted_from_any_earlier_meeting(open_page):
    page = open_page("briefing", since="2021-10-27")

    assert "Since the board of 27 October 2021" in [header.value for header in page.header]


def test_before_the_first_meeting_nothing_is_compared(open_page):
    page = open_page("briefing", as_at="2021-09-20")

    said = everything_said(page)
    assert "No board is recorded before this day, so there are no changes to show." in said


def test_a_store_of_real_progress_opens_as_at_today(open_page):
    assert f"As at {day_text(TODAY)}" in everything_said(open_page("briefing", "starter"))


def test_answered_inspection_whose_answer_bears_no_date_says_so(open_page):
    clocks = tables_of(open_page("briefing"))[-1].value

    assert clocks["Inspection"].to_list() == [
        "Rape inspection, phase two",
        "Rape inspection, phase one",
    ]
    assert clocks["Published answer"].to_list() == ["52 days left", "answered, date not stated"]


def test_the_day_of_one_page_goes_along_to_the_next(open_page):
    page = open_page("briefing", as_at="2021-12-01")
    page.switch_page("../pages/meetings.py").run()

    assert "As at 1 December 2021" in everything_said(page)
    assert page.query_params["as_at"] == "2021-12-01"


def stood_on(rows, day):
    """The least advanced state said of each recommendation by ``day``, by loops over its rows."""
    corrected = {row["corrects"] for row in rows["position"]}
    newest = {}
    for row in sorted(rows["position"], key=lambda each: (each["effective_on"], each["id"])):
        if row["effective_on"] <= day and row["id"] not in corrected:
            newest[row["requirement"], row["voice"]] = row["state"]
    found = {}
    for number in range(1, 14):
        parts = [
            each for each in rows["requirement"] if each["recommendation"] == f"rape-1/{number}"
        ]
        asked = [
            (each["ref"], voice)
            for each in parts
            for voice in ("force", "cps")
            if each[f"for_{voice}"]
        ] or [(each["ref"], "addressee") for each in parts]
        states = [newest[key] for key in asked if key in newest]
        least = min(states, key=[*State].index, default="no position recorded")
        found[number] = "reported complete" if least == "complete" else least
    return found


def test_the_picture_shows_how_each_recommendation_stood_at_each_board_and_now(
    open_page, store_for
):
    rows = as_rows(reads.read_snapshot(open_store(store_for("demonstration"))).tables)
    [grid] = grids_of(open_page("briefing"))

    shown = [
        {
            day: words.partition("; ")[0]
            for day, _, words in (each.partition(": ") for _, each in marks)
            if day[0].isdigit() or day == "Now"
        }
        for marks in grid.rows.values()
    ]
    days = dict(zip(shown[0], [*BOARDS, "2022-02-28"], strict=True))
    slow = {name: stood_on(rows, date.fromisoformat(day)) for name, day in days.items()}
    assert list(days) == ["29 Sep 2021", "27 Oct 2021", "24 Nov 2021", "26 Jan 2022", "Now"]
    assert shown == [{name: slow[name][number] for name in days} for number in range(1, 14)]
    assert grid.links[next(iter(grid.links))] == ("recommendations?as_at=2022-02-28&rec=1")


@pytest.mark.parametrize("day", ["2022-02-28", "2021-12-01"])
def test_the_bars_beside_a_figure_are_a_slow_recount_of_the_last_eight_meetings(
    open_page, store_for, day
):
    rows = as_rows(reads.read_snapshot(open_store(store_for("demonstration"))).tables)
    before = [held for held in sorted([*BOARDS, *PERFORMANCE]) if held < day][-8:]

    shown = figures_of(open_page("briefing", as_at=day))

    slow = [six_figures_at_meeting(rows, held, day) for held in before]
    assert [figure.before for figure in shown] == [
        f"before: {', '.join(str(len(counted.refs)) for counted in of_each)}"
        for of_each in zip(*slow, strict=True)
    ]


def test_the_last_bar_before_is_what_the_figure_was_last_time(open_page):
    shown = figures_of(open_page("briefing", since="2022-02-17"))

    last = [figure.before.rpartition(" ")[2] for figure in shown]
    assert [figure.note.split(" ")[0] for figure in shown] == last


def test_what_was_promised_and_what_is_done_is_one_picture_with_its_words(open_page):
    [drawn] = [body for body in html_of(open_page("briefing")) if STEPS in body]

    assert re.findall("<h2>(.+?)</h2>", drawn) == [
        "Promised and done: 20 actions were first due by 28 February 2022, 12 done"
    ]
    assert re.findall("</i> (.+?)</li>", drawn) == [
        "done: 12",
        "due by 28 February 2022 as first agreed: 20",
        "due by 28 February 2022 as agreed now: 16",
    ]
    assert "by 31 January 2022: 17 due as first agreed, 12 as agreed now, 11 done; " in drawn


def test_before_the_first_meeting_no_figure_has_bars_and_no_heading_speaks_of_any(
    open_page,
):
    page = open_page("briefing", as_at="2021-09-11")

    assert [figure.before for figure in figures_of(page)] == [""] * 6
    assert "bars" not in everything_said(page)


def six_figures_at_meeting(rows, held, day):
    """The six figures on the day of a meeting, without what was recorded of it from then on."""
    then, now = date.fromisoformat(held), date.fromisoformat(day)

    def was_known(row):
        answered = row.get("origin") == Origin.RESPONSE
        undated = row.get("date_basis") == DateBasis.DUE_DATE_USED
        return answered or undated or not then < row["recorded_at"].date() <= now

    known = {name: list(filter(was_known, rows[name])) for name in KNOWN_ONCE_RECORDED}
    return oracles_briefing.six_figures(rows | known, then).values()
