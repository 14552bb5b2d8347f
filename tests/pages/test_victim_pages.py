"""The pages about victims: every number is one of a release, and says of whom and when it is."""

import re
from dataclasses import replace
from typing import Any

import pytest

from data_access.vocabulary import Characteristic
from metrics.measures.catalogue import MEASURES
from metrics.releases.tables import ALL, KINDS_OF_REASON, STAGE_GROUPS
from metrics.text_format import capitalised
from metrics.victims.victim_figures import number_text
from tests.pages.conftest import everything_said, html_of, newest_year, rows_under
from tests.shown_tables import tables_of
from ui import pages, reads

VICTIM_PAGES = [page.file for page in pages.PAGES if page.section == "Victims"]
OF_ALL = "All areas together, April 2020 to March 2021"
OF_DEVON = "Devon alone, April 2020 to March 2021"
CHOICES = [
    ("demonstration", {}),
    ("demonstration", {"area": "Plymouth"}),
    ("demonstration", {"released": "2021-07"}),
    ("small", {}),
    ("small", {"released": "year-2019-04", "area": "Devon"}),
]


def finding_of(page):
    """The sentence and picture that the page says first, and their base."""
    return " ".join(each for each in html_of(page) if each.startswith('<div class="finding'))


def show(monkeypatch, change):
    """Has pages read what ``change`` makes of the figures about people."""
    found: Any = reads.StoreState.people
    monkeypatch.setattr(reads.StoreState, "people", lambda *asked: change(found(*asked)))


# Rules for each of them


@pytest.mark.parametrize(("kind", "address"), CHOICES)
@pytest.mark.parametrize("name", VICTIM_PAGES)
def test_every_choice_of_area_and_period_can_be_shown(open_page, name, kind, address):
    page = open_page(name, kind, **address)

    assert [warning.value for warning in page.warning] == []
    said = everything_said(page).lower()
    assert re.findall(r"withheld|suppress|small number|\[c\]", said) == []


@pytest.mark.parametrize("name", VICTIM_PAGES)
def test_on_a_past_day_only_what_was_released_by_then_is_shown(open_page, name):
    said = everything_said(open_page(name, as_at="2021-10-30"))

    # July to September is released at the end of October, and no part of it before.
    assert "April to June 2021" in said
    assert "July to September 2021" not in said


def test_every_measure_of_people_opens_to_its_meaning_on_its_page(open_page):
    measures = [measure for measure in MEASURES.values() if measure.protected]
    names = {measure.page for measure in measures}
    said = "\n".join(everything_said(open_page(name)) for name in sorted(names))

    assert {*VICTIM_PAGES} <= names
    numerators = {measure.numerator.split("{")[0] for measure in measures}
    assert [words for words in numerators if f"- **Counts:** {words}" not in said] == []


@pytest.mark.parametrize("name", VICTIM_PAGES)
def test_words_that_blame_or_that_papers_use_both_ways_are_not_there(open_page, name):
    said = everything_said(open_page(name)).lower()

    assert re.findall(r"\bupheld\b|\battrition\b|\bdrop-?out\b|\blost\b", said) == []


@pytest.mark.parametrize("name", VICTIM_PAGES)
def test_where_an_area_is_chosen_answer_and_tables_say_whose_they_are_and_of_which_months(
    open_page, name
):
    page, every = (open_page(name, area=area) for area in ("Devon", ""))

    assert (OF_ALL if name == "right_to_review" else OF_DEVON) in finding_of(page)
    assert len(tables_of(page)) >= 2
    for table in tables_of(page):
        columns, alt = table.value.columns, table.alt
        if "Cases of" in columns:
            assert [of for of in table.value["Cases of"] if "April 20" not in of] == []
        elif {"Quarter", "Year"} & {*columns}:
            assert alt.endswith(": all areas together")
        else:
            assert alt.lower().endswith((OF_ALL.lower(), OF_DEVON.lower()))
    assert [table.alt for table in tables_of(every) if "areas together" in table.alt] == []


@pytest.mark.parametrize("name", VICTIM_PAGES)
def test_before_anything_is_released_a_page_has_no_number_and_says_what_to_do(
    open_page, name, monkeypatch
):
    show(monkeypatch, lambda _: None)

    page = open_page(name)

    (info,) = [info.value for info in page.info]
    assert info.startswith("These figures count what officers and prosecutors recorded.")
    assert list(tables_of(page)) == []


def test_before_the_first_year_is_released_an_area_shows_no_number_and_says_what_to_do(
    open_page, monkeypatch
):
    show(
        monkeypatch,
        lambda people: replace(people, periods=tuple(people.quarters), chosen=people.quarters[-1]),
    )

    page = open_page("when_support_ends", area="Devon")

    (info,) = [info.value for info in page.info]
    assert info.startswith("No year has been released by this day")
    assert list(tables_of(page)) == []
    assert [*open_page("when_support_ends").info] == []


def test_where_releases_cannot_be_stored_the_page_says_why_and_shows_the_earlier_ones(
    open_page, monkeypatch
):
    why = "The newest quarters are not shown. The disk is full."
    open_page("when_support_ends")
    monkeypatch.setattr(reads.store_state(), "not_stored", why)

    page = open_page("when_support_ends")

    assert [warning.value for warning in page.warning] == [why]
    assert "Victims no longer supported a case" in finding_of(page)


# Victims' Right to Review


def test_the_steps_of_a_review_are_the_released_numbers_and_an_area_does_not_narrow_them(
    open_page,
):
    every, devon = (open_page("right_to_review", area=area, folded=True) for area in ("", "Devon"))

    numbers = newest_year()
    told, asked = numbers["review_right_told_police"], numbers["asked the police for a review"]
    assert finding_of(every) == finding_of(devon)
    assert f"of {told[ALL]} victims entitled to a police review" in finding_of(every)
    assert f"<b>{told['met']} told</b>" in finding_of(every)
    assert f"Police: asked {number_text(asked['asked for a review'])}" in finding_of(every)
    shown = rows_under(open_page("right_to_review"), "Victims told of a decision of the police")
    assert shown == [
        (capitalised(group), number_text(number)) for group, number in asked.items() if group
    ]


def test_in_a_quarter_in_which_too_few_asked_the_steps_are_those_of_the_year(open_page):
    page = open_page("right_to_review", "small", released="2020-07")

    assert OF_ALL in finding_of(page)


# When victims no longer support a case


def test_stages_come_in_the_order_of_a_case_and_first_what_police_and_cps_can_change(open_page):
    page = open_page("when_support_ends")

    numbers = newest_year()
    for heading, words, counts in (
        ("Stage", STAGE_GROUPS, numbers["stage"]),
        ("Reason", KINDS_OF_REASON, numbers["kind of reason"]),
    ):
        shown, *_ = [
            table.value for table in tables_of(page) if [*table.value.columns] == [heading, "Times"]
        ]
        assert [(name.strip("*"), times) for name, times in shown.itertuples(index=False)] == [
            (capitalised(word), number_text(counts[word])) for word in words
        ]


def test_an_area_has_its_own_kinds_of_reasons_and_all_areas_the_stages(open_page):
    page = open_page("when_support_ends", area="Devon")

    kinds = newest_year("Devon")["kind of reason"]
    assert (
        f"no longer supported a case about <strong>{kinds[ALL]:,}</strong> times; most often"
        in finding_of(page)
    )
    (stages,) = [each for each in tables_of(page) if [*each.value.columns] == ["Stage", "Times"]]
    assert stages.alt == f"Each stage: {OF_ALL[0].lower()}{OF_ALL[1:]}"


# Protected characteristics


@pytest.mark.parametrize("area", [None, "Devon"])
def test_each_of_the_nine_has_its_released_counts_and_the_least_asked_comes_first(open_page, area):
    page = open_page("protected_characteristics", **({"area": area} if area else {}))

    numbers = newest_year(area)
    by_asked = sorted(Characteristic, key=lambda each: numbers[each.column]["asked"])
    shown = next(each.value for each in tables_of(page) if "Out of" in each.value.columns)
    columns = ["Characteristic", "Asked", "Not asked", "Not recorded", "Out of"]
    assert shown[columns].to_numpy().tolist() == [
        [
            capitalised(each),
            *(
                number_text(numbers[each.column][group])
                for group in ("asked", "not asked", "not recorded", ALL)
            ),
        ]
        for each in by_asked
    ]
