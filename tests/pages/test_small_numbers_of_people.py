"""No count of 1 to 4 of people, and no median of few, on a page, in Explore or in a file.

The store is of a force with 120 investigations a year, where nearly every count is small. Which
counts are of people is written here by hand: whatever is not work, is of people.
"""

import re
from itertools import product
from types import SimpleNamespace

import polars as pl
import pytest

from metrics.explore.allowed_dimensions import first_splits, second_splits, why_no_area
from metrics.explore.period_lengths import grains_of
from metrics.explore.query_text import title_of
from metrics.explore.registry import QUANTITIES
from metrics.explore.several_measures import answered
from metrics.explore.valid_query import settle
from tests.kept_stores import put_kept
from tests.pages.everything_sent import rendered
from tests.shown_tables import TABLE, table_in
from ui.explore.explore_controls import sources
from ui.reads import store_state
from ui.rows.explore_file import COUNTED, OUT_OF, VALUE, file_rows

pytestmark = pytest.mark.slow

SMALL, TEN = range(1, 5), 10
# What is counted exactly: plans, files, days, escalations, staff and the joint plan.
WORK = re.compile(
    r"case_plans_|early_advice|referrals$|files_accepted|cps_decision_in_time|days_with_|"
    r"contact_details|escalation|past_point_|ssaidp_|investigators_|review_understood|"
    r"support_meetings_attended|actions|parts_|figures_owed"
)
# The one thing by which work is split that tells something about a victim.
OF_PEOPLE = {"told"}
OF_CASES = {"early_advice_days", "days_with_police", "days_with_cps"}
OF_VICTIMS = (
    "victim_communication",
    "right_to_review",
    "when_support_ends",
    "protected_characteristics",
)
# The tables of the page about work that are of people, by their names, and the stems of files.
TABLES = {
    "Plans near or past closure",
    "Why advice was not sought",
    "Meetings before NFA",
    "Who decided",
}
FILES = ("-why-", "-meeting-", "-decided-")
FIGURE = re.compile(r"^[\d,]+$|\(([\d,]+) of ([\d,]+)\)$")
IN_WORDS = re.compile(
    r"victim updated[^\d*;]*(\d+)|before a decision to take no [^*:]*\*+([\d,]+) of"
)
MEDIAN = re.compile(r"edian (?!withheld)[^;.]*? of (\d+)\b")


@pytest.fixture
def view(store_for, monkeypatch):
    """What Explore is asked with: the newest state, on its day."""
    monkeypatch.setenv("STORE_URL", store_for("small"))
    state = store_state()
    return SimpleNamespace(state=state, day=state.today)


def is_of_people(code, splits):
    return not WORK.match(code) or bool(OF_PEOPLE & {*splits})


def questions(view):
    """Every question that Explore offers: split by everything, of all areas and of each."""
    coverage = view.state.explore_coverage(view.day)
    for quantity in QUANTITIES.values():
        pairs = [(by, by2) for by in first_splits(quantity) for by2 in second_splits(quantity, by)]
        for splits in [(), *((by,) for by in first_splits(quantity)), *pairs]:
            of_areas = why_no_area(quantity, splits) is None
            for area in (None, *(coverage.areas if of_areas else ())):
                grains = grains_of(quantity, splits, of_areas=bool(area) or "area" in splits)
                for grain in grains if "period" in splits else (None,):
                    by, by2 = (*splits, None, None)[:2]
                    yield {
                        "measure": quantity.code,
                        "by": by,
                        "by2": by2,
                        "area": area,
                        "grain": grain,
                    }


def told_of_few(cell, quantity, splits):
    """Whether a cell tells a small number of people, or a median of too few."""
    if quantity.kind == "median":
        is_of_cases = quantity.code in OF_CASES or is_of_people(quantity.code, splits)
        return is_of_cases and cell.value is not None and cell.of < TEN
    if not is_of_people(quantity.code, splits):
        return False
    rest = None if None in (cell.met, cell.of) else cell.of - cell.met
    numbers = (cell.met, rest, cell.value if quantity.kind == "count" else None)
    return any(number in SMALL for number in numbers)


def found_in_explore(view):
    """The questions whose answer, subtotals or file tell a small number of people."""
    coverage, read_from = view.state.explore_coverage(view.day), sources(view)
    found = []
    for asked in questions(view):
        query = settle(asked, coverage).query
        splits, quantity = query.splits, query.quantity
        if not is_of_people(quantity.code, splits) and quantity.kind != "median":
            continue
        [answer] = answered([query], read_from)
        cells = [*answer.cells, *answer.totals.values()]
        taken = file_rows([answer], [title_of(quantity, view.state.day_state(view.day).limits)])
        in_file = (
            taken.select(VALUE, COUNTED).cast(pl.String, strict=False)
            if quantity.kind == "count" and is_of_people(quantity.code, splits)
            else taken.select(COUNTED).cast(pl.String, strict=False)
            if is_of_people(quantity.code, splits)
            else taken.clear().select(OUT_OF)
        )
        numbers = {each for row in in_file.iter_rows() for each in row}
        if any(told_of_few(cell, quantity, splits) for cell in cells) or numbers & {*"1234"}:
            found.append(tuple(filter(None, asked.values())))
    return found


def test_no_answer_of_explore_and_no_file_of_it_tells_a_small_number_of_people(view):
    assert found_in_explore(view) == []


def test_no_newest_value_tells_a_small_number_of_people(view):
    few = []
    for code, said, met, of in (
        view.state.values(view.day).select("code", "said", "met", "of").iter_rows()
    ):
        if code in OF_CASES or not WORK.match(code):
            median = MEDIAN.search(said)
            few += [said] if median and int(median[1]) < TEN else []
        if not WORK.match(code) and met is not None and {met, of - met} & {*SMALL}:
            few.append(said)
    assert few == []


@pytest.mark.parametrize("guard", ["withhold_parts", "median_frame"])
def test_without_a_guard_explore_tells_a_small_number(view, monkeypatch, guard):
    bare = {
        "withhold_parts": ("metrics.measures.case_plans.withhold_parts", lambda rows, _: rows),
        "median_frame": ("metrics.cases.aggregation.AT_LEAST", 1),
    }
    monkeypatch.setattr(*bare[guard])
    view.state.forget()

    assert found_in_explore(view)


# Pages and their files


def small_in(text):
    """Whether a cell or sentence tells a small number: 3, or a share such as 90% (27 of 30)."""
    for found in FIGURE.finditer(text.strip()):
        met, of = (int((each or "0").replace(",", "")) for each in found.groups())
        numbers = {met, of - met} if found[1] else {int(text.replace(",", ""))}
        if numbers & {*SMALL}:
            return True
    return False


def found_on(page, address):
    """The cells and sentences of a page that tell a small number of people."""
    lines = rendered(page, dict(address), pytest.MonkeyPatch()).splitlines()
    is_victims, found, name, in_file = page in OF_VICTIMS, [], "", False
    for line in lines:
        text = line.strip()
        if text.startswith(TABLE):
            name, in_file = table_in(f"{text}<tr></tr>").alt.partition(":")[0], False
        elif text.startswith("file "):
            in_file = is_victims or any(stem in text for stem in FILES)
        elif text.startswith("| ") and (is_victims or name in TABLES):
            _, *cells = text[2:].split(" | ")
            found += [f"{name}: {text}" for cell in cells if small_in(cell)]
        elif in_file and "," in text:
            _, *cells = text.split(",")
            found += [f"file: {text}" for cell in cells if small_in(cell.strip('"'))]
        elif not text.startswith(("| ", "file ")):
            in_file = in_file and "," in text
        numbers = [int(each) for pair in IN_WORDS.findall(text) for each in pair if each]
        found += [text for number in numbers if number in SMALL]
        found += [text for of in MEDIAN.findall(text) if int(of) < TEN]
    return found


@pytest.mark.parametrize("area", [None, "Devon"])
@pytest.mark.usefixtures("view")
def test_the_page_about_work_tells_no_small_number_of_people(area):
    for period in ("3", "12", "all"):
        address = {"period": period, **({"area": area} if area else {})}

        assert found_on("case_action_plans", address) == [], address


def test_without_a_guard_the_page_about_work_tells_a_small_number(tmp_path, monkeypatch):
    # A store of its own, of which nothing is counted yet.
    monkeypatch.setenv("STORE_URL", put_kept("small", tmp_path / "small.db"))
    monkeypatch.setattr("metrics.cases.case_summary.withhold_parts", lambda rows, _: rows)

    assert found_on("case_action_plans", {"as_at": "2021-06-15"})


@pytest.mark.parametrize(
    ("page", "address"),
    [
        *product(OF_VICTIMS, ({"quarters": "1"}, {"quarters": "4"}, {"quarters": "all"})),
        *product(OF_VICTIMS, ({"area": "Devon"},)),
        ("briefing", {}),
        ("recommendations", {}),
        ("about_the_data", {}),
        ("escalations", {"period": "all"}),
    ],
)
@pytest.mark.usefixtures("view")
def test_no_page_tells_a_small_number_of_people(page, address):
    assert found_on(page, address) == []
