"""No page, answer or file, of the office or in public, has a count of people that is not rounded.

One store is of a force with 120 investigations a year, where nearly every count is small. Which
counts are of people is written here by hand: whatever is not work, is of people.
"""

import re
import sqlite3
from contextlib import closing
from types import SimpleNamespace

import pytest
from sqlalchemy import make_url

from metrics.explore.allowed_dimensions import first_splits, second_splits, why_no_area
from metrics.explore.quantity import PERIOD
from metrics.explore.query_text import title_of
from metrics.explore.registry import QUANTITIES
from metrics.explore.run_query import run_query
from metrics.explore.valid_query import settle
from metrics.trends.trend_text import Grain
from tests.pages.everything_sent import files_offered
from tests.pages.opening import opened_whole
from tests.pages.records.page_words import read_lines
from tests.shown_tables import tables_of
from ui.explore.explore_controls import sources
from ui.page import publication
from ui.papers.briefing_view import briefing_view
from ui.reads import store_state
from ui.rows.explore_file import COUNTED, OUT_OF, VALUE, file_rows

pytestmark = pytest.mark.slow

OF_STORES = pytest.mark.parametrize("view", ["small", "demonstration"], indirect=True)
# What is counted exactly: plans, files, days, escalations, staff and the joint plan.
WORK = re.compile(
    r"case_plans_|early_advice|referrals$|files_accepted|cps_decision_in_time|days_with_|"
    r"contact_details|escalation|past_point_|ssaidp_|investigators_|review_understood|"
    r"support_meetings_attended|actions|parts_|figures_owed"
)
MEDIANS_OF_WORK = {"early_advice_days", "days_with_police", "days_with_cps"}
FEWEST = {"share": 50, "median": 20, "median of work": 10}
OF_VICTIMS = (
    "victim_communication",
    "right_to_review",
    "when_support_ends",
    "protected_characteristics",
)
# The newest year of all areas and of one, and the newest quarter.
EXTENTS: list[dict[str, str]] = [{}, {"area": "Devon"}, {"released": "2021-10"}]
# The tables of the page about work that are of people, by their names, and the words of files.
TABLES = (
    "Why advice was not sought",
    "Meetings before NFA",
    "Decisions with a meeting before them",
)
FILES = ("-why-", "-meeting", "-support-")
# The numbers on a page about victims that count nobody: codes of outcomes, shares, days, limits.
MONTH = "(?:January|February|March|April|May|June|July|August|September|October|November|December)"
OF_NOBODY = re.compile(
    r"^\W*\d+(?: and 1A)?: |\d+(?:\.\d+)?%|\d+ (?:areas|points?)\b|"
    rf"\d+ {MONTH}(?: \d{{4}})?|{MONTH} \d{{4}}|\d{{4}}(?:-\d\d)+|\b20[12]\d\b|"
    r"(?:fewer than|under|nearest|<)\s?5|\d+(?:-\d+)? (?:working )?days?\b|MG6DAR|"
    r"(?:[Oo]utcomes?|code) 1\d(?: and 16)?|\d+ of the \d+ (?:years|quarters) needed"
)
NUMBER = re.compile(r"\d[\d,]*")
SAID_OF_PEOPLE = re.compile(r"(?:about|some) \*{0,2}(\d[\d,]*)(?: of (\d[\d,]*))?(?!%|\d|,\d)")


@pytest.fixture
def view(request, store_for, monkeypatch):
    """What Explore is asked with: the newest state of a store, on its day."""
    monkeypatch.setenv("STORE_URL", store_for(request.param))
    return view_of_today()


@pytest.fixture
def planted(store_for, own_copy):
    """What Explore is asked with, of a store with numbers that no release may have."""
    url = own_copy(store_for("demonstration"))
    with closing(sqlite3.connect(make_url(url).database or "")) as store, store:
        store.execute("PRAGMA ignore_check_constraints = ON")
        store.execute("UPDATE released_count SET shown = shown + 2 WHERE category != 'median'")
    return view_of_today()


def view_of_today():
    state = store_state()
    return SimpleNamespace(state=state, day=state.today)


def is_unrounded(number):
    """Whether a count is one that the rule does not give."""
    return number is not None and (number < 5 or number % 5 != 0)


def unrounded_in(text):
    """The numbers of a line about victims that count somebody, and are not rounded."""
    numbers = [int(each.replace(",", "") or 0) for each in NUMBER.findall(OF_NOBODY.sub("", text))]
    return [number for number in numbers if is_unrounded(number)]


# Explore


def questions(view):
    """Every question about people that Explore offers, by all splits and of each area."""
    areas = view.state.explore_coverage(view.day).areas
    for quantity in QUANTITIES.values():
        if WORK.match(quantity.code) and quantity.code not in MEDIANS_OF_WORK:
            continue
        pairs = [(by, by2) for by in first_splits(quantity) for by2 in second_splits(quantity, by)]
        for splits in [(), *((by,) for by in first_splits(quantity)), *pairs]:
            for area in (None, *(() if why_no_area(quantity, splits) else areas)):
                for grain in (Grain.QUARTER, Grain.YEAR) if PERIOD in splits else (None,):
                    by, by2 = (*splits, None, None)[:2]
                    yield {
                        "measure": quantity.code,
                        "by": by,
                        "by2": by2,
                        "area": area,
                        "grain": grain,
                    }


def is_told_of_few(cell, quantity):
    """Whether a cell has a count that is not rounded, or a share or median of too few."""
    if quantity.code in MEDIANS_OF_WORK:
        return cell.value is not None and cell.of < FEWEST["median of work"]
    counts = [cell.value] if quantity.kind == "count" else [cell.met, cell.of]
    is_of_few = cell.value is not None and (cell.of or 0) < FEWEST.get(quantity.kind, 0)
    is_of_all = quantity.kind == "share" and cell.value in {0, 1}
    return is_of_few or is_of_all or any(map(is_unrounded, counts))


def found_in_explore(view):
    """Each question whose answer or file tell what is not released."""
    coverage, read_from = view.state.explore_coverage(view.day), sources(view)
    limits = view.state.day_state(view.day).limits
    for asked in questions(view):
        query = settle(asked, coverage).query
        quantity = query.quantity
        cells = run_query(query, read_from)
        in_file = file_rows(query, cells, title_of(quantity, limits))
        columns = [VALUE] if quantity.kind == "count" else [COUNTED, OUT_OF]
        taken = [] if quantity.code in MEDIANS_OF_WORK else in_file.select(columns).iter_rows()
        words = [word for row in taken for word in row if word]
        if any(is_told_of_few(cell, quantity) for cell in cells) or any(map(unrounded_in, words)):
            yield tuple(filter(None, asked.values()))


def test_whatever_is_not_work_is_of_people():
    assert [code for code in QUANTITIES if not WORK.match(code)] == [
        code for code, quantity in QUANTITIES.items() if quantity.family == "victims"
    ]


@OF_STORES
def test_no_answer_of_explore_and_no_file_of_it_has_a_count_that_is_not_rounded(view):
    assert [*found_in_explore(view)] == []


# The newest values, which the briefing and the recommendations read, and what is public


def found_in_values(view):
    """The newest values of people with a count that is not rounded."""
    values = view.state.values(view.day).select("code", "said").iter_rows()
    return [said for code, said in values if not WORK.match(code) and unrounded_in(said)]


def found_in_public():
    """The sentences about people to be published with a count that is not rounded."""
    rows = publication.edition_of(briefing_view(store_state(), None, None)).rows
    of_people = [row.number for row in rows if row.measure.protected]
    assert of_people
    counts = [count for each in of_people for count in (each.of, getattr(each, "met", None))]
    return [count for count in counts if is_unrounded(count)]


@OF_STORES
def test_no_newest_value_and_nothing_public_has_a_count_that_is_not_rounded(view):
    assert found_in_values(view) == []
    assert found_in_public() == []


# Pages and the files that they offer


TITLES = tuple(each.title.lower() for code, each in QUANTITIES.items() if not WORK.match(code))


def told_of_people(line):
    """A line from the title of a figure about people on; empty if it names none."""
    cells = line.split(" | ")
    titled = (place for place, cell in enumerate(cells) if cell.strip().lower().startswith(TITLES))
    return " | ".join(cells[place:]) if (place := next(titled, None)) is not None else ""


def found_on(page, address):
    """The lines of a page, of its tables and its files, with a count that is not rounded."""
    is_of_victims = page in OF_VICTIMS
    with files_offered() as files:
        app = opened_whole(page, address)
        lines = [*read_lines(app)]
        tables = [shown.value for shown in tables_of(app) if shown.alt.startswith(TABLES)]
        taken = [
            line
            for name, make in files.items()
            if name.endswith(".csv") and (is_of_victims or any(stem in name for stem in FILES))
            for line in make().decode().splitlines()
        ]
    rows = [" | ".join(row) for table in tables for row in table.itertuples(index=False)]
    said = [
        line
        for line in lines
        for found in SAID_OF_PEOPLE.findall(line)
        if any(is_unrounded(int(each.replace(",", ""))) for each in found if each)
    ]
    of_people = lines if is_of_victims else map(told_of_people, lines)
    return [*said, *filter(unrounded_in, [*taken, *rows, *of_people])]


@pytest.mark.parametrize("address", EXTENTS, ids=str)
@pytest.mark.parametrize("page", OF_VICTIMS)
@OF_STORES
@pytest.mark.usefixtures("view")
def test_a_page_about_victims_has_no_count_that_is_not_rounded(page, address):
    assert found_on(page, address) == []


@pytest.mark.parametrize(
    ("page", "address"),
    [
        ("case_action_plans", {}),
        ("case_action_plans", {"area": "Devon", "period": "3"}),
        ("case_action_plans", {"period": "all"}),
        ("recommendations", {"rec": "2"}),
        ("publication", {}),
        ("about_the_data", {}),
        ("escalations", {"period": "all"}),
    ],
)
@OF_STORES
@pytest.mark.usefixtures("view")
def test_no_other_page_says_a_count_of_people_that_is_not_rounded(page, address):
    assert found_on(page, address) == []


def test_a_count_that_is_not_rounded_would_be_found_everywhere(planted):
    assert next(found_in_explore(planted))
    assert found_in_values(planted)
    assert found_in_public()
    for page in (*OF_VICTIMS, "case_action_plans", "publication"):
        assert found_on(page, {}), page
    assert found_on("recommendations", {"rec": "2"})
