"""The pages about victims: every number is a sum of counts that may be shown, or is withheld."""

import re
from dataclasses import replace
from functools import cache
from typing import Any

import pytest

from metrics.measures.catalogue import MEASURES
from tests.oracles_groups import is_too_few, same_row
from tests.pages.conftest import captions, everything_said, figures_of
from tests.shown_tables import tables_of
from ui import pages, reads
from ui.reads.victims import NotStored

VICTIM_PAGES = [page.file for page in pages.PAGES if page.section == "Victims"]
OPENING = (
    "Each number is a person; small numbers are [withheld](words?word=withheld) to protect them."
)
SQUARES = "The area of each square shows its number. "
PASSED = ("told in time", "told late", "not yet told", "sent by post, not known to be told")
NO_RECORD = "no record of telling"


def quarters():
    """The shown counts of the demonstration, one dict per quarter: by row set, dimension, area,
    word.
    """
    held = reads.store_state()
    summary = held.victim_summary(held.today, None, None)
    assert summary
    return [cells_of(quarter) for quarter in summary.quarters]


def whole_years(span=None):
    """The shown counts of the years that a page of all areas covers, as for ``quarters``."""
    held = reads.store_state()
    summary = held.victim_summary(held.today, None, span)
    assert summary
    return [cells_of(year) for year in summary.chosen]


def years():
    """The shown counts of the demonstration's areas, one dict per year, as for ``quarters``."""
    held = reads.store_state()
    summary = held.victim_summary(held.today, None, None)
    assert summary
    return [cells_of(year) for year in summary.years]


@cache
def cells_of(period):
    return {
        (kind, row["dimension"], row["area"], row["value"]): (
            None if row["suppressed"] else row["count"]
        )
        for kind, count_table in period.protected_counts.items()
        for row in count_table.iter_rows(named=True)
    }


def added(quarters, kind, dimension, *words, area=None):
    """The counts of ``words`` over ``quarters``, one by one; null where one is withheld."""
    number = 0
    for cells in quarters:
        for word in words:
            count = cells.get((kind, dimension, area, word), 0)
            if count is None or is_of_few(cells, kind, dimension, area, word):
                return None
            number += count
    return number


def is_of_few(cells, kind, dimension, area, word):
    """Whether a word is of a table, or of a row of one, that may be of one to nine people."""
    table = {
        each: cells[key] for key in cells if key[:3] == (kind, dimension, area) for each in key[3:]
    }
    of = table.pop(None, 0)
    row = [number for each, number in table.items() if same_row(dimension, word, each)]
    return is_too_few(table.values(), of) or is_too_few(row)


def in_words(number):
    return "withheld" if number is None else f"{number:,}"


def tables(page, heading):
    return [table.value for table in tables_of(page) if table.value.columns[0] == heading]


# Rules for each of them


@pytest.mark.parametrize(
    ("name", "in_sight", "behind_folds"),
    [
        ("victim_communication", 1, 1),
        ("right_to_review", 0, 0),
        ("when_support_ends", 0, 1),
        ("protected_characteristics", 0, 0),
    ],
)
def test_what_the_mark_of_a_withheld_number_means_stands_under_each_table_that_shows_it(
    open_page, name, in_sight, behind_folds
):
    for folded, number in ((True, in_sight), (False, behind_folds)):
        page = open_page(name, folded=folded)

        bearing = [table for table in tables_of(page) if "[c]" in table.value.to_csv()]
        assert len(bearing) == number
        said = [said.removeprefix(SQUARES) for said in captions(page) if "[c" in said]
        assert (
            said == [r"\[c\] is withheld: it is a small number, or would give one away."] * number
        )


@pytest.mark.parametrize("quarters", ["1", "4", "all"])
@pytest.mark.parametrize("area", ["", "Plymouth"])
@pytest.mark.parametrize("name", VICTIM_PAGES)
def test_every_choice_of_area_and_quarters_can_be_shown(open_page, name, area, quarters):
    page = open_page(name, area=area, quarters=quarters)

    assert [error.message for error in page.exception] == []
    assert [warning.value for warning in page.warning] == []


@pytest.mark.parametrize("name", VICTIM_PAGES)
def test_on_a_past_day_only_quarters_counted_by_then_are_shown(open_page, name):
    said = everything_said(open_page(name, as_at="2021-10-30", quarters="1"))

    # July to September is counted at the end of October.
    assert "April to June 2021, 1 quarter, counted on 31 July 2021." in said
    assert "July to September 2021" not in said


# The headings of the rows of pairs of words.
HEADINGS = {"Asked for", "Decided by", "Support had ended", "Reason"}


def numbers_of(cells):
    """The cells of a table that are numbers or withheld, as numbers; null for one that is."""
    plain = [cell.strip("*").replace(",", "") for cell in cells]
    return [
        None if cell in {"withheld", r"\[c\]"} else int(cell)
        for cell in plain
        if cell in {"withheld", r"\[c\]"} or cell.isdigit()
    ]


@pytest.mark.parametrize("quarters", ["1", "4", "all"])
@pytest.mark.parametrize("area", ["", "Devon", "Plymouth"])
@pytest.mark.parametrize("name", ["victim_communication", "when_support_ends"])
def test_no_table_and_no_row_of_pairs_says_none_or_all_of_fewer_than_ten(
    open_page, name, area, quarters
):
    page = open_page(name, area=area, quarters=quarters)

    found = [each.value for each in tables_of(page)]
    counts = [table for table in found if len(table.columns) == 2]
    crossed = [table for table in found if table.columns[0] in HEADINGS and len(table.columns) > 2]
    groups = [numbers_of(table.iloc[:, 1]) for table in counts]
    groups += [numbers_of(row[1:]) for table in crossed for row in table.itertuples(index=False)]
    shown = [group for group in groups if any(number is not None for number in group)]
    assert len(counts) >= 2
    assert crossed or quarters == "1"
    assert [group for group in shown if is_too_few(group)] == []


def test_every_protected_measure_opens_to_its_meaning_on_its_page(open_page):
    protected = [measure for measure in MEASURES.values() if measure.protected]
    pages = {measure.page for measure in protected}
    said = "\n".join(everything_said(open_page(name)) for name in sorted(pages))

    assert {*VICTIM_PAGES} <= pages
    numerators = {measure.numerator.split("{")[0] for measure in protected}
    assert [words for words in numerators if f"- **Counts:** {words}" not in said] == []


@pytest.mark.parametrize("name", VICTIM_PAGES)
def test_words_that_blame_or_that_papers_use_both_ways_are_not_there(open_page, name):
    said = everything_said(open_page(name)).lower()

    assert re.findall(r"\bupheld\b|\battrition\b|\bdrop-?out\b|\blost\b", said) == []


# Victim communication


@pytest.mark.parametrize(("span", "chosen"), [("1", 1), ("4", 4), ("all", 99)])
@pytest.mark.parametrize("area", [None, "Devon", "Plymouth"])
def test_the_sentence_of_telling_equals_a_slow_count_of_what_may_be_shown(
    open_page, area, span, chosen
):
    page = open_page("victim_communication", quarters=span, area=area or "")

    counted = quarters()[-1:] if chosen == 1 else whole_years(4 if span == "4" else None)
    if area:
        counted = years() if span == "all" else years()[-1:]
    groups = {
        word: added(counted, "decisions", "told", word, area=area)
        for word in (*PASSED, NO_RECORD, "exempt")
    }
    numbers = [in_words(number) for number in groups.values()]
    of = added(counted, "decisions", "parts of told_in_time", "met", "not met", area=area)
    lead = (
        f"Of **{in_words(of)}** decisions whose limit has passed"
        if of is not None
        else "Of the decisions whose limit has passed (how many is **withheld**)"
    )
    said = (
        f"{lead}: told in time **{numbers[0]}**, told late **{numbers[1]}**, not yet told "
        f"**{numbers[2]}**, sent by post and not known to be told **{numbers[3]}**, no record of "
        f"telling **{numbers[4]}**. Exempt, and not among them: **{numbers[5]}**. "
    )
    year = "April 2019 to March 2021" if span == "all" else "April 2020 to March 2021"
    whose = f"{area} alone, {year}. " if area else ""
    if set(groups.values()) == {None}:
        said = "How many victims were told, late or not at all, is **withheld**. Told in time, "
    assert [each.value for each in page.markdown if each.value.startswith(f"{whose}{said}")]


ALL, DEVON = "All areas together, January to December 2021", "Devon alone, April 2020 to March 2021"


@pytest.mark.parametrize(
    ("name", "leads_with"),
    [
        ("victim_communication", DEVON),
        ("right_to_review", ALL),
        ("when_support_ends", DEVON),
        ("protected_characteristics", DEVON),
    ],
)
def test_where_an_area_is_chosen_the_answer_says_first_whose_it_is_and_of_which_months(
    open_page, name, leads_with
):
    page = open_page(name, area="Devon")

    lead = page.markdown[[each.value for each in page.markdown].index(OPENING) + 1]
    assert lead.value.startswith(f"{leads_with}. ")


@pytest.mark.parametrize("name", VICTIM_PAGES)
def test_where_an_area_is_chosen_every_table_says_whose_it_is_and_of_which_months(open_page, name):
    page, every = (open_page(name, area=area) for area in ("Devon", ""))

    assert len(tables_of(page)) >= 2
    for table in tables_of(page):
        columns, alt = table.value.columns, table.alt
        if "Cases of" in columns:
            assert {*table.value["Cases of"]} == {ALL, DEVON}
        elif {"Quarter", "Year"} & {*columns}:
            assert alt.endswith(": all areas together")
        else:
            assert alt.lower().endswith((ALL.lower(), DEVON.lower()))
    assert [table.alt for table in tables_of(every) if "areas together" in table.alt] == []


def test_before_the_first_year_is_counted_an_area_shows_no_number_and_says_what_to_do(
    open_page, monkeypatch
):
    found: Any = reads.StoreState.victim_summary
    monkeypatch.setattr(
        reads.StoreState, "victim_summary", lambda *asked: replace(found(*asked), rolling=())
    )

    devon, every = (open_page("victim_communication", area=area) for area in ("Devon", ""))

    (info,) = [info.value for info in devon.info]
    assert info.startswith("No year has been counted by this day")
    assert list(tables_of(devon)) == []
    assert "No year has been counted by this day" in everything_said(every)


def test_ways_asked_for_and_used_are_the_pairs_that_may_be_shown(open_page):
    page = open_page("victim_communication", area="Devon")

    (shown,) = tables(page, "Asked for")
    counted = whole_years(4)
    for row in shown.to_dict("records"):
        asked = row.pop("Asked for").lower()
        for used, cell in row.items():
            number = added(counted, "decisions", "asked_and_used", f"{asked}; {used.lower()}")
            expected = "[c]" if number is None else f"{number:,}"
            assert cell == expected


# Victims' Right to Review


def test_an_area_does_not_narrow_the_schemes_and_the_page_says_so(open_page):
    every, devon = (open_page("right_to_review", area=area) for area in ("", "Devon"))

    (one,), (other,) = (tables(page, "Step") for page in (every, devon))
    assert one.to_dict() == other.to_dict()
    assert "Both schemes are counted of all areas together." in everything_said(devon)


# Protected characteristics


def test_where_counts_cannot_be_stored_the_newest_are_not_shown_and_the_page_says_why(
    open_page, monkeypatch
):
    def refuse(*_):
        raise NotStored("The newest quarters are not shown. The disk is full.")

    monkeypatch.setattr("ui.reads.case_states.protected_periods", refuse)
    page = open_page("victim_communication")

    assert "The newest quarters are not shown. The disk is full." in [
        warning.value for warning in page.warning
    ]
    # Those that were stored before are shown.
    assert figures_of(page) != []
