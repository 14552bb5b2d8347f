"""Every page runs, keeps to its day, and answers a bad address in plain words."""

import re
from datetime import UTC, date, datetime
from itertools import cycle

import polars as pl
import pytest

from metrics.text_format import day_text
from tests.pages.conftest import PAGES, everything_said, html_of, read_out_of
from tests.sentences import BEFORE_THE_FIRST, MAKE_ONE, NEWEST_INSTEAD
from ui.page import page_header

KINDS = ("demonstration", "starter", "empty")
PUBLISHED = date(2021, 7, 16)
LATER_MEETINGS = ("26 January 2022", "17 February 2022")
# Days of the clock, which are known ahead, and definitions may be later than the day looked at.
KNOWN_AHEAD = ("9 September 2021", "10 September 2021")
# The month-ends at which what ends by September is released, by the page that says so.
MONTH_ENDS_TO_CLOSE = {
    "data": ("31 July 2021", "31 August 2021", "31 October 2021", "30 November 2021")
}
DAY = re.compile(r"\b\d{1,2}[ \u00a0][A-Z][a-z]+[ \u00a0]\d{4}\b")

# Days in an address that cannot be shown, and what is said of each.
BAD_DAYS = [
    (
        "yesterday",
        "“yesterday” in the address is not a day; write one like 2022-02-28. " + NEWEST_INSTEAD,
    ),
    (
        "1066-10-14",
        f"{BEFORE_THE_FIRST} {NEWEST_INSTEAD}",
    ),
    (
        "2031-01-01",
        f"1 January 2031 has not come yet. {NEWEST_INSTEAD}",
    ),
    (
        "<script>alert(1)</script>",
        "“scriptalert1/script” in the address is not a day; write one like 2022-02-28. "
        + NEWEST_INSTEAD,
    ),
]


def is_later(day):
    return datetime.strptime(day, "%d %B %Y").replace(tzinfo=UTC).date() > PUBLISHED


@pytest.fixture(scope="module")
def openings():
    """Every page opened so far, by its name and the kind of its store."""
    return {}


@pytest.fixture
def open_once(open_page, openings):
    """Opens a page unless a test before has; it is only read."""

    def once(name, kind="demonstration"):
        if (name, kind) not in openings:
            openings[name, kind] = open_page(name, kind)
        return openings[name, kind]

    return once


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("name", PAGES)
def test_page_runs_on_every_kind_of_store(open_once, name, kind):
    page = open_once(name, kind)

    assert [error.message for error in page.exception] == []
    assert [error.value for error in page.error] == []
    assert len(page.title) == 1
    assert page.markdown[-1].value == "OFFICIAL-SENSITIVE"


@pytest.mark.parametrize("kind", ["demonstration", "starter"])
@pytest.mark.parametrize("name", PAGES)
def test_every_picture_has_words_that_say_what_it_shows(open_once, name, kind):
    assert_read_out(open_once(name, kind))


@pytest.mark.parametrize(
    ("name", "chosen"),
    [
        ("briefing", {"since": "2021-11-24"}),
        ("recommendations", {"rec": "3"}),
        ("joint_action_plan", {"action": "A2"}),
        ("joint_action_plan", {"show": "room", "picture": "8"}),
        ("case_action_plans", {"area": "Plymouth"}),
        ("victim_communication", {"area": "Plymouth"}),
        ("explore", {"measure": "told_in_time", "by": "area"}),
        ("explore", {"measure": "case_plans_open", "by": "period", "grain": "month"}),
        ("explore", {"measure": "told_in_time", "by": "period", "area": "Devon"}),
    ],
)
def test_every_picture_of_what_is_chosen_has_words_that_say_what_it_shows(open_page, name, chosen):
    page = open_page(name, **chosen)

    assert_read_out(page)
    assert pictures_of(page)


def pictures_of(page):
    """The charts, grids, trees, lines and tables with marks of a page, as HTML or as sent."""
    drawn = [
        each for each in html_of(page) if re.search(r'class="(marks|steps)|--(length|at):', each)
    ]
    return [*page.get("vega_lite_chart"), *drawn]


def assert_read_out(page):
    """Asserts that no picture of a page shows what its words do not say."""
    charts, read_out = page.get("vega_lite_chart"), read_out_of(page)
    for chart, words in zip(charts, read_out, strict=True):
        (rows,) = [pl.read_ipc_stream(held.data.data) for held in chart.proto.datasets]
        for row in rows.rows(named=True):
            assert row.get("kind") == "milestone" or (row.get("said") or "") in words
            # A line of the plan: its name, and both its dates.
            if row.get("due_on"):
                assert row["name"] in words
                assert day_text(row["due_on"]) in words
                assert day_text(row["first_agreed_on"]) in words
    for figure in page.get("popover"):
        for words in re.findall(r"!\[(.*?)\]\(data:image", figure.proto.popover.label):
            assert re.search(r"\d", words)
    for body in html_of(page):
        names = re.findall(r'<(?:table|ul) aria-label="([^"]*)"', body)
        assert bool(names) == bool(re.search(r'<table|class="marks', body)), body[:200]
        assert all(names)
        for mark in re.findall(r'<i class="[\w-]+" role="img"[^>]*>', body):
            assert re.search(r'title="[^"]*\w', mark), mark
        for told in re.findall(r'<span class="(?:bar|square|dot|hatched)[^>]*>([^<]*)<', body):
            assert re.search(r"\w", told), body[:200]


@pytest.mark.parametrize("name", PAGES)
def test_on_the_day_of_publication_nothing_later_is_shown(open_page, name):
    page = open_page(name, as_at="2021-07-16")
    said = everything_said(page).replace("\u00a0", " ")

    ahead = {*KNOWN_AHEAD, *MONTH_ENDS_TO_CLOSE.get(name, ())}
    assert {day for day in DAY.findall(said) if is_later(day) and day not in ahead} == set()
    assert not re.search(r"\b[AEX]\d{1,3}\b", said), "an action, evidence or escalation is shown"
    assert "phase two" not in said


@pytest.mark.parametrize("name", PAGES)
def test_on_an_earlier_day_meetings_held_since_are_not_there(open_page, name):
    said = everything_said(open_page(name, as_at="2021-12-01"))

    # An answer may be due on the day of a meeting to come.
    assert not [day for day in LATER_MEETINGS if re.search(rf"(?<!due ){day}", said)]


@pytest.mark.parametrize(
    ("name", "given", "notice"),
    [
        # The page plays no part in it: each is tried with one of them, the briefing with all.
        *(("briefing", *bad) for bad in BAD_DAYS),
        *((name, *bad) for name, bad in zip(PAGES, cycle(BAD_DAYS)) if name != "briefing"),
    ],
)
def test_a_day_that_cannot_be_shown_is_named_and_replaced(open_page, name, given, notice):
    page = open_page(name, as_at=given, folded=True)

    assert notice in [warning.value for warning in page.warning]
    assert f"As at {day_text(date(2022, 2, 28))}" in everything_said(page)
    assert [error.message for error in page.exception] == []


@pytest.mark.parametrize(
    ("name", "key", "label", "instead"),
    [
        ("recommendations", "rec", "Recommendation", "all of them"),
        ("joint_action_plan", "org", "Lead", "everybody"),
        ("joint_action_plan", "action", "History of", "no action chosen"),
        ("case_action_plans", "area", "Area", "all areas"),
        ("case_action_plans", "period", "Period", "the last twelve months"),
        ("meetings", "meeting", "Meeting", "the next one"),
        ("briefing", "since", "Changes since", "the last board"),
    ],
)
def test_a_choice_that_is_not_there_is_named_and_replaced(open_page, name, key, label, instead):
    page = open_page(name, **{key: "99"}, folded=True)

    assert [warning.value for warning in page.warning][:1] == [
        f"“99” in the address cannot be chosen under “{label}” on this day. Showing "
        f"{instead} instead."
    ]
    assert page.query_params.get(key) is None


def test_a_day_of_ten_thousand_characters_is_echoed_in_short(open_page):
    page = open_page("briefing", folded=True, as_at="9" * 10_000)

    assert len(page.warning[0].value) < 200


@pytest.mark.parametrize("name", PAGES)
def test_a_store_that_is_not_there_is_said_in_a_sentence(open_page, name, monkeypatch, tmp_path):
    page = open_page(name)
    monkeypatch.setenv("STORE_URL", f"sqlite:///{tmp_path / 'none.db'}")
    page.run()

    assert [error.value for error in page.error] == [f"There is no store none.db{MAKE_ONE}"]
    assert [error.message for error in page.exception] == []


def test_a_new_tab_waits_once_so_that_the_browser_shows_the_title_before_the_rest(
    open_page, monkeypatch
):
    waits: list[float] = []
    monkeypatch.setattr(page_header, "sleep", waits.append)

    page = open_page("briefing", folded=True)
    page.run()

    assert waits == [page_header.UNTIL_DRAWN_SECONDS]
