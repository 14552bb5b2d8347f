"""The public edition: the figures of the pages, and no others."""

from datetime import date

from metrics.cases.case_summary import CaseSummary
from metrics.escalations.escalation_summary import EscalationCounts
from metrics.measures.catalogue import MEASURES
from metrics.periods import Period
from metrics.publication.edition import edition, without_figure
from metrics.releases.people import Median, Share, people_summary, table_of
from metrics.releases.tables import ALL
from tests.builders import day_of, day_state
from tests.made_up_cases import CASE_LIMITS, case_frame, numbered
from tests.released import LIMITS, TOLD, quarter, with_median, year
from tests.tally_builders import tally_frame

MONTH_END = day_of("2022-01-31")
MONTHS = Period(day_of("2021-02-01"), MONTH_END)
SUMMER, AUTUMN = date(2021, 7, 1), date(2021, 10, 1)
OF_YEAR = {"told": {"told in time": 240, "told late": 80, ALL: 340}}
DEVON = {"told": {"told in time": 120, "told late": 40, ALL: 165}}
OF_CASES = ("referral", "early_advice", "case_plan", "case_escalation")


def edition_of(people=None, unavailable=(), samples=(), *, has_cases=True, plan=None, **rows):
    """The edition of a store with these rows alone, and of what is released."""
    tables = {name: numbered(name, rows.get(name, ())) for name in OF_CASES}
    tables["investigation"] = case_frame("investigation", [])
    tables["dip_sample"] = tally_frame("dip_sample", *samples).drop("row")
    tables["training_year"] = tally_frame("training_year").drop("row")
    then = day_state(MONTH_END)
    return edition(
        day_state(day_of("2022-02-28"), **({"position": [{}]} | (plan or {}))),
        CaseSummary(MONTH_END, MONTHS, tables, CASE_LIMITS, None) if has_cases else None,
        EscalationCounts(then, MONTHS, tables, None) if has_cases else None,
        people,
        unavailable,
    )


def newest_of(*periods):
    """The summary of the newest of ``periods``, as a page opens."""
    return people_summary(periods, LIMITS, None, None)


def of_people(*periods, **details):
    """Of the edition of these releases: code, area, time and number of each figure of people."""
    rows = edition_of(newest_of(*periods), **details)
    return [
        (row.measure.code, row.area, row.when, row.number) for row in rows if row.measure.protected
    ]


def of_code(code, *periods):
    return [row[1:] for row in of_people(*periods) if row[0] == code]


def test_a_figure_of_people_is_of_the_newest_year_then_the_newest_quarter_then_each_area():
    both = [year(2020, OF_YEAR, {"Devon": DEVON}), quarter(SUMMER, {"told": TOLD})]

    assert of_code("told_in_time", *both, quarter(AUTUMN, {"told": TOLD})) == [
        (None, "April 2020 to March 2021", Share(240, 340, False)),
        (None, "October to December 2021", Share(60, 95, False)),
        ("Devon", "April 2020 to March 2021", Share(120, 165, False)),
    ]


def test_what_a_period_does_not_have_is_read_where_the_pages_read_it():
    lacking = quarter(AUTUMN, with_median("days_to_tell", 4, 80))
    periods = [year(2019, OF_YEAR), year(2020, {}), lacking]

    assert of_code("told_in_time", *periods) == [
        (None, "April 2019 to March 2020", Share(240, 340, False))
    ]
    assert of_code("days_to_tell", *periods) == [(None, "October to December 2021", Median(4, 80))]


def test_before_the_first_year_the_quarter_stands_alone_and_once():
    assert of_code("told_in_time", quarter(SUMMER, {"told": TOLD})) == [
        (None, "July to September 2021", Share(60, 95, False))
    ]


def test_each_figure_is_as_at_the_day_on_which_its_own_table_was_counted():
    rows = edition_of(newest_of(quarter(SUMMER, {"told": TOLD})))

    told, *_ = [row for row in rows if row.measure.protected]
    assert told.as_at == date(2021, 10, 31)


def test_cases_of_no_area_are_no_area_of_the_edition():
    areas = {"Devon": DEVON, "not recorded": DEVON}

    found = of_people(year(2020, OF_YEAR, areas))

    assert {area for _, area, _, _ in found} == {None, "Devon"}


def test_work_is_counted_as_its_pages_count_it_and_a_small_count_is_shown():
    sample = {"sampled": 20, "passed": 3}
    rows = {row.measure.code: row for row in edition_of(samples=[sample])}

    assert rows["contact_details"].number[2:] == (3, 20, None)
    assert rows["contact_details"].when == "sample of 30 November 2021 of the whole force"
    # The plan is of the day itself, cases are of the newest month-end that is closed.
    assert rows["parts_reported_complete"].when == "on 28 February 2022"
    assert rows["case_plans_open"].when == "on 31 January 2022"


def test_where_there_is_nothing_to_count_there_is_no_figure_and_its_measure_is_named():
    rows = edition_of(has_cases=False)

    # Nobody has recorded evidence, or a closing.
    parts = {"parts_reported_complete"}
    assert {row.measure.code for row in rows} == parts
    missing = without_figure(rows, day_state(MONTH_END).limits)
    assert [each.code for each in missing] == [code for code in MEASURES if code not in parts]


def test_what_no_file_has_brought_is_left_out_in_each_area_too():
    periods = [year(2020, OF_YEAR, {"Devon": DEVON})]

    codes = {code for code, *_ in of_people(*periods, unavailable=["told_in_time"])}

    assert codes == {"told_late", "not_yet_told", "sent_by_post", "no_record_of_telling"}


def test_of_what_nobody_recorded_nothing_is_praised_and_nobody_blamed():
    codes = {row.measure.code for row in edition_of(has_cases=False, plan={"position": []})}

    assert not [code for code in codes if code.startswith("parts_")]
    assert not codes & {"actions_stale", "past_point_actions"}


def test_a_count_of_delays_names_the_actions_of_which_nothing_is_recorded():
    silent, moving = {"origin": "response"}, {"origin": "joint plan"}

    rows = edition_of(has_cases=False, plan={"action": [silent, silent, moving]})

    left_out = {row.measure.code: row.left_out for row in rows if row.left_out}
    said = "; 2 joint actions with no record here are not counted"
    assert left_out == {"actions_stale": said, "past_point_actions": said}


def test_a_figure_of_some_of_the_people_names_the_others():
    told = {**TOLD, ALL: 100}
    asked = {table_of("told_as_asked"): {"met": 30, ALL: 55}}
    periods = [year(2020, {"told": told, **asked})]

    [row] = [
        each for each in edition_of(newest_of(*periods)) if each.measure.code == "told_as_asked"
    ]

    assert row.left_out == "; 25 others told are left out"
