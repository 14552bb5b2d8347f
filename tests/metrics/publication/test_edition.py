"""The public edition: its own threshold, rounded, and safe from a reader of nothing else."""

from dataclasses import replace

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from metrics.cases.case_summary import CaseSummary
from metrics.disclosure import PUBLISHED_THRESHOLD
from metrics.escalations.escalation_summary import EscalationCounts
from metrics.measures.catalogue import MEASURES
from metrics.periods import Period
from metrics.publication.edition import COUNTS, as_published, edition
from metrics.victims.reporting_periods import quarters_to_show, years_to_show
from metrics.victims.share_parts import MEDIANS, SHARES
from metrics.victims.victim_summary import VictimSummary
from tests import oracles_published, oracles_quarters, oracles_years
from tests.builders import AS_AT, day_of, day_state
from tests.made_up_cases import CASE_LIMITS, STARTER_LIMITS, numbered
from tests.often import often
from tests.tally_builders import tally_frame
from tests.victim_stores import (
    COUNTED_AT,
    SUMMER,
    count_quarter,
    count_year,
    counted_periods,
    decided,
    rows_of_quarter,
    tables_of,
    year_summary_of,
)

OF_CASES = ("early_advice", "case_plan", "case_escalation")
PUBLISHED = ("is_withheld", "counted", "out_of", "share", "per_100", "median")
WITHHELD = (True, None, None, None, None, None)


def published(met=None, of=None, left_out=(), **details):
    """The published row of one measure: of people, unless it is said to be exact."""
    told = {"is_part": True, "median": None, "is_withheld": False, "is_exact": False} | details
    row = {"code": "code", "as_at": AS_AT, "when": "when", "met": met, "of": of} | told
    counts = [{name: row.get(name) for name in COUNTS} | {"left_out": [*left_out]}]
    return as_published(pl.DataFrame(counts, COUNTS)).select(PUBLISHED).row(0)


# Tables without a row, of which an edition counts work.
OTHERS = {name: numbered(name, ()) for name in OF_CASES} | {
    name: tally_frame(name).drop("row") for name in ("dip_sample", "training_year")
}


def edition_of(victims=None, now=None, samples=(), years=(), **rows):
    """By code and area, what is published of the summer of a store with these rows alone."""
    tables = victims or tables_of()
    tables |= {name: numbered(name, rows.get(name, ())) for name in OF_CASES}
    if "referral" in rows:
        tables["referral"] = numbered("referral", rows["referral"])
    tables["dip_sample"] = tally_frame("dip_sample", *samples).drop("row")
    tables["training_year"] = tally_frame("training_year", *years).drop("row")
    at = COUNTED_AT[SUMMER]
    quarter = count_quarter(tables, STARTER_LIMITS, SUMMER, at, PUBLISHED_THRESHOLD)
    year = count_year(tables, STARTER_LIMITS, [*COUNTED_AT.items()], PUBLISHED_THRESHOLD)
    return published_of(tables, now or day_state(at), quarter, year)


def published_of(tables, then, quarter, *years, before=()):
    """By code and area, the edition of a quarter, and of years with the quarters ``before``."""
    at, period = quarter.counted_at, Period(quarter.first, quarter.last)
    found = edition(
        VictimSummary((*before, quarter), {}, rolling=years),
        CaseSummary(at, period, tables, CASE_LIMITS, None),
        EscalationCounts(then, period, tables, None, has_cases=True),
    )
    return {(row["code"], row["area"]): row for row in found.to_dicts()}


def numbers(row):
    return tuple(row[name] for name in PUBLISHED)


# The rules


@pytest.mark.parametrize(
    ("given", "found"),
    [
        ({"met": 40, "of": 100}, (False, 40, 100, 0.4, None, None)),
        ({"met": 42, "of": 98}, (False, 40, 100, 0.4, None, None)),
        ({"met": 43, "of": 97}, (False, 45, 95, 45 / 95, None, None)),
        ({"met": 0, "of": 12}, (False, 0, 10, 0.0, None, None)),
        ({"met": 13, "of": 13}, (False, 15, 15, 1.0, None, None)),
        ({"met": 0, "of": 0}, (False, 0, 0, None, None, None)),
        ({"met": 9, "of": 100}, WITHHELD),
        ({"met": 1, "of": 100}, WITHHELD),
        ({"met": 91, "of": 100}, WITHHELD),
        ({"met": 0, "of": 9}, WITHHELD),
        ({"met": 9, "of": 9}, WITHHELD),
        ({"met": 40, "of": 100, "left_out": (30, 3)}, WITHHELD),
        ({"met": 40, "of": 100, "left_out": (0, 10)}, (False, 40, 100, 0.4, None, None)),
        ({"met": None, "of": None, "is_withheld": True}, WITHHELD),
    ],
)
def test_numbers_are_rounded_and_one_of_a_few_takes_its_measure_with_it(given, found):
    assert published(**given) == found


@pytest.mark.parametrize(
    ("given", "found"),
    [
        ({"met": 52}, (False, 50, None, None, None, None)),
        ({"met": 0}, (False, 0, None, None, None, None)),
        ({"met": 7}, WITHHELD),
    ],
)
def test_a_count_out_of_nothing_has_no_share(given, found):
    assert published(**given) == found


@pytest.mark.parametrize(
    ("given", "found"),
    [
        ({"met": 13, "of": 62}, (False, 15, 60, None, 25, None)),
        ({"met": 20, "of": 75}, (False, 20, 75, None, 27, None)),
        ({"met": 120, "of": 62}, (False, 120, 60, None, 200, None)),
        ({"met": 58, "of": 62}, (False, 60, 60, None, 100, None)),
        ({"met": 3, "of": 62}, WITHHELD),
        ({"met": 12, "of": 8}, WITHHELD),
        ({"met": 12, "of": 0}, (False, 10, 0, None, None, None)),
    ],
)
def test_what_is_no_part_of_what_it_is_out_of_is_a_rate_of_the_rounded_counts(given, found):
    assert published(**given, is_part=False) == found


@pytest.mark.parametrize(
    ("of", "left_out", "found"),
    [
        (10, (), (False, None, 10, None, None, 15)),
        (9, (), WITHHELD),
        (40, (4,), WITHHELD),
        (0, (12,), (False, None, 0, None, None, None)),
    ],
)
def test_a_median_is_of_ten_or_more_and_in_whole_days(of, left_out, found):
    middle = 14.5 if of else None
    assert published(of=of, left_out=left_out, median=middle) == found


@pytest.mark.parametrize(
    ("given", "found"),
    [
        ({"met": 3, "of": 98}, (False, 3, 98, 3 / 98, None, None)),
        ({"met": 3, "of": 7}, (False, 3, 7, None, None, None)),
        ({"met": 40, "of": 100, "left_out": (3,)}, (False, 40, 100, 0.4, None, None)),
        ({"met": 7}, (False, 7, None, None, None, None)),
        ({"met": 3, "of": 62, "is_part": False}, (False, 3, 62, None, 5, None)),
        ({"of": 11, "median": 14.5}, (False, None, 11, None, None, 15)),
        ({"of": 9, "median": 14.5}, WITHHELD),
        ({"of": 0}, (False, None, 0, None, None, None)),
    ],
)
def test_counts_of_work_are_exact_and_small_ones_shown_but_no_median_of_a_few(given, found):
    assert published(**given, is_exact=True) == found


@often(400)
@given(
    st.integers(0, 60),
    st.integers(0, 60),
    st.lists(st.integers(0, 60), max_size=2),
    st.none() | st.floats(0, 400),
)
def test_nothing_exact_is_published_and_no_share_says_more_than_the_counts(
    met, rest, left_out, median
):
    is_withheld, counted, out_of, share, per_100, _ = published(
        met, met + rest, left_out, median=median
    )

    few = any(1 <= number <= 9 for number in (met, rest, met + rest, *left_out))
    assert is_withheld == few
    assert per_100 is None
    if not few:
        assert (counted % 5, out_of % 5) == (0, 0)
        assert abs(counted - met) <= 2
        assert abs(out_of - met - rest) <= 2
        assert counted == 0 or counted >= 10
        assert counted <= out_of
        assert share == (counted / out_of if out_of else None)
        # None and all are said only where it is none and all.
        assert (share in (0, 1)) == (out_of > 0 and 0 in (met, rest))


# Contents


def test_every_measure_is_there_once_in_the_order_of_the_catalogue_and_what_nobody_sent_is_empty():
    found = edition_of()

    assert [code for code, area in found if area is None] == [*MEASURES]
    sent = {
        code for (code, _), row in found.items() if row["when"] is not None and row["out_of"] != 0
    }
    lacking = {code for (code, _), row in found.items() if row["when"] is None}
    parts = {"parts_reported_complete", "parts_evidence_seen", "parts_closed"}
    assert sent == {"case_plans_open", "escalations_open", *parts}
    assert lacking == {
        "contact_details",
        "review_understood",
        "support_meetings_attended",
        "ssaidp_completed",
        "investigators_qualified",
        "investigators_accredited",
    }


def test_what_was_planted_as_seven_is_nowhere_in_the_edition():
    notice = [
        decided("Devon", SUMMER, in_time=60, late=7, untold=40),
        decided("Cornwall", SUMMER, in_time=50, late=20, untold=30, exempt=12, first=201),
    ]
    found = edition_of(tables_of(notice=notice))

    # There are 27 in all areas, and Devon is counted by year only.
    assert numbers(found["told_late", None]) == (False, 25, 205, 25 / 205, None, None)
    assert numbers(found["told_late", "Devon"]) == WITHHELD
    every = [(row, row[name]) for row in found.values() for name in ("counted", "out_of")]
    assert 7 not in [number for _, number in every]
    shown = [number for row, number in every if not row["is_exact"]]
    assert {number for number in shown if number} & {*range(1, 10)} == set()
    assert all(number % 5 == 0 for number in shown if number)


def test_seven_of_a_year_are_withheld_though_the_pages_show_them():
    tables = tables_of(notice=[decided("Devon", SUMMER, in_time=60, late=7, untold=40)])
    pages = year_summary_of(tables)

    assert pages.of(None, 4).share("told_late")[:2] == (7, 107)
    assert numbers(edition_of(tables)["told_late", None]) == WITHHELD


def test_cases_of_no_area_are_no_area_of_the_edition():
    made = [("Devon", 40, 1), (None, 40, 101)]
    notice = [
        decided(area, SUMMER, in_time=number, late=20, untold=20, first=first)
        for area, number, first in made
    ]
    found = edition_of(tables_of(notice=notice))

    assert {area for _, area in found} == {None, "Devon"}


def test_of_an_area_there_is_nothing_that_is_counted_of_all_areas_together_alone():
    found = edition_of(tables_of(notice=[decided("Devon", SUMMER, in_time=40, late=20)]))

    together = {
        *(code for code in SHARES if code.endswith(("_police", "_cps", "_independent"))),
        "told_in_time_support_ended",
        "told_by_solo",
        "mg6dar_received",
    }
    assert {code for code, area in found if area == "Devon"} == {*SHARES, *MEDIANS} - together
    assert together < {code for code, area in found if area is None}


@pytest.mark.parametrize(
    ("untold", "days_to_tell"),
    [
        (0, (False, None, 0, None, None, None)),
        (1, WITHHELD),
        (8, WITHHELD),
        (9, WITHHELD),
        (10, (False, None, 0, None, None, None)),
    ],
)
def test_of_fewer_than_ten_it_is_not_said_that_none_was_told(untold, days_to_tell):
    found = edition_of(tables_of(notice=[decided("Devon", SUMMER, untold=untold)]))

    assert numbers(found["days_to_tell", None]) == days_to_tell
    # Nor that none of them was decided by the CPS.
    none = (False, 0, 0, None, None, None)
    assert numbers(found["told_in_time_cps", None]) == (WITHHELD if days_to_tell[0] else none)
    assert numbers(found["support_offered", None]) == none


def test_of_fewer_than_ten_of_an_area_it_is_not_said_that_none_was_told():
    notice = [
        decided("Devon", SUMMER, untold=8),
        decided("Cornwall", SUMMER, in_time=40, late=20, untold=20, first=101),
        decided("Plymouth", SUMMER, in_time=40, late=20, untold=20, first=201),
    ]
    found = edition_of(tables_of(notice=notice))

    assert numbers(found["days_to_tell", "Devon"]) == WITHHELD
    assert numbers(found["told_as_asked", "Devon"]) == WITHHELD
    assert numbers(found["days_to_offer", "Devon"]) == (False, None, 0, None, None, None)


def test_the_quarter_and_the_year_say_when_they_are_of_and_when_they_were_counted():
    tables = tables_of(notice=[decided("Devon", SUMMER, in_time=60, late=20, untold=40)])
    found = edition_of(tables)

    assert [
        (found["told_late", area]["when"], found["told_late", area]["as_at"])
        for area in (None, "Devon")
    ] == [
        ("July 2021 to September 2021", day_of("2021-10-31")),
        ("April 2021 to March 2022", day_of("2022-04-30")),
    ]


def test_the_newest_year_shown_stands_in_for_the_year_to_the_quarter_with_its_own_months():
    tables = tables_of(notice=[decided("Devon", SUMMER, in_time=60, late=20, untold=40)])
    at = day_of("2022-07-31")
    summer = count_quarter(tables, STARTER_LIMITS, SUMMER, COUNTED_AT[SUMMER], PUBLISHED_THRESHOLD)
    quarter = replace(summer, first=day_of("2022-04-01"), counted_at=at)
    *before, year = counted_periods(
        tables, STARTER_LIMITS, [*COUNTED_AT.items()], PUBLISHED_THRESHOLD
    )
    withheld = {
        kind: rows.with_columns(suppressed=pl.lit(value=True))
        for kind, rows in year.protected_counts.items()
    }
    hidden = replace(year, first=day_of("2021-07-01"), counted_at=at, protected_counts=withheld)
    found = published_of(tables | OTHERS, day_state(at), quarter, year, hidden, before=before)

    assert found["told_late", None]["when"] == "April 2021 to March 2022"
    assert numbers(found["told_late", None]) == (False, 20, 120, 20 / 120, None, None)


def test_files_and_plans_of_the_quarter_are_counted_and_those_of_another_are_not():
    in_summer, later = "2021-08-02", "2021-10-04"
    referral = [
        {"case": 1, "number": place, "referred_on": day, "file_accepted": accepted}
        for place, (day, accepted) in enumerate(
            [(in_summer, True)] * 23 + [(in_summer, False)] * 14 + [(later, True)] * 30, 1
        )
    ]
    plans = [
        {"case": 1, "number": place, "issued_on": in_summer, "closed_on": closed_on, **why}
        for place, (closed_on, why) in enumerate(
            [(None, {})] * 33
            + [(in_summer, {"closed_reason": "admin finalised"})] * 12
            + [(in_summer, {"closed_reason": "withdrawn"})] * 11
            + [(later, {"closed_reason": "admin finalised"})] * 40,
            1,
        )
    ]
    found = edition_of(referral=referral, case_plan=plans)

    assert numbers(found["files_accepted", None]) == (False, 23, 37, 23 / 37, None, None)
    assert numbers(found["case_plans_open", None])[:3] == (False, 33, None)
    assert numbers(found["case_plans_admin_finalised", None])[:3] == (False, 12, 23)
    assert found["files_accepted", None]["when"] == "July 2021 to September 2021"
    assert found["case_plans_open", None]["when"] == "on 31 October 2021"


def test_people_are_counted_out_of_posts_only_where_every_area_gave_both():
    year = {"year": 2021, "posts": 50, "ssaidp_completed": 12, "qualified": 30, "accredited": 60}
    years = [year, year | {"area": "Devon", "ssaidp_completed": None}]

    found = edition_of(years=years)

    assert numbers(found["ssaidp_completed", None])[:4] == (False, 12, None, None)
    assert numbers(found["investigators_qualified", None])[:4] == (False, 60, 100, 0.6)
    assert numbers(found["investigators_accredited", None]) == (False, 120, 100, None, 120, None)


def test_joint_actions_and_parts_are_counted_exactly_for_they_are_not_people():
    actions = [{"first_due_on": None}] * 14 + [{"first_due_on": "2022-06-30"}] * 12
    late = [{"first_due_on": "2021-10-01"}] * 3
    now = day_state(
        COUNTED_AT[SUMMER],
        action=[action | {"opened_on": "2021-09-10"} for action in (*actions, *late)],
    )
    found = edition_of(now=now)

    assert numbers(found["actions_no_date", None])[:3] == (False, 14, 29)
    assert numbers(found["actions_overdue", None])[:3] == (False, 3, 29)


def test_a_measure_is_exact_where_it_is_not_declared_to_be_of_people():
    plans = [{"case": 1, "number": place, "issued_on": "2021-08-02"} for place in range(1, 4)]
    notice = [decided("Devon", SUMMER, in_time=60, late=27, untold=40)]
    found = edition_of(tables_of(notice=notice), case_plan=plans)

    exact = {code for (code, _), row in found.items() if row["is_exact"]}
    assert exact & {*SHARES, *MEDIANS} == set()
    assert exact == {
        code
        for (code, _), row in found.items()
        if row["when"] is not None and not MEASURES[code].protected
    }
    assert found["case_plans_open", None]["counted"] == 3


# Against somebody with a linear programme


def test_somebody_finds_two_that_are_withheld_alone():
    truth = {"whole": 12, "met": 10, "not met": 0, "left out": 2}
    ties = [("whole", ["met", "not met", "left out"])]
    shown = {"whole": 10, "met": 10, "not met": 0}

    known = oracles_published.rows_as_at(truth, ties, shown)

    assert [*oracles_published.values_left(known, ["left out"])] == [("left out", 3)]


@st.composite
def split(draw, whole):
    """``whole`` in three."""
    cuts = sorted(draw(st.lists(st.integers(0, whole), min_size=2, max_size=2)))
    return [end - start for start, end in zip([0, *cuts], [*cuts, whole], strict=True)]


@often(200)
@given(st.data(), st.integers(0, 60))
def test_nobody_narrows_what_is_withheld_of_several_tables_with_one_total(data, whole):
    truth: dict[object, int] = {"whole": whole}
    ties: list[tuple[object, list[object]]] = []
    shown: dict[object, int] = {}
    asked: list[object] = []
    for place in range(3):
        met, rest, left_out = parts = data.draw(split(whole))
        names: list[object] = [(place, part) for part in oracles_published.PARTS]
        truth |= {(place, "of"): met + rest} | dict(zip(names, parts, strict=True))
        ties += [("whole", names), ((place, "of"), names[:2])]
        is_withheld, counted, out_of, *_ = published(met, met + rest, [left_out])
        if is_withheld:
            asked += [name for name in names if truth[name]]
        else:
            shown |= {names[0]: counted, (place, "of"): out_of}
    if not 1 <= whole <= 9:
        shown["whole"] = published(whole)[1]

    known = oracles_published.rows_as_at(truth, ties, shown)

    left = oracles_published.values_left(known, asked)
    assert [name for name, values in left if values < 4] == []


counts = st.lists(st.integers(0, 25), min_size=4, max_size=4)


@often(24)
@given(counts, counts)
def test_nobody_narrows_what_is_withheld_of_an_edition_of_made_up_victims(devon, cornwall):
    tables = tables_of(
        notice=[
            decided(
                area,
                SUMMER,
                first=at,
                in_time=made[0],
                late=made[1],
                untold=made[2],
                exempt=made[3],
            )
            for area, made, at in (("Devon", devon, 1), ("Cornwall", cornwall, 201))
        ]
    )

    narrow, _ = attacked(tables, STARTER_LIMITS, SUMMER, COUNTED_AT[SUMMER])
    assert narrow == []


def attacked(tables, limits, first, at):
    """What is narrowed of the 1 to 9 withheld of a quarter, and exact counts that are found out.

    Of what is published he has the exact numbers, with all that they were protected beside, and
    then the edition alone: it must hold against both.
    """
    quarter = count_quarter(tables, limits, first, at, PUBLISHED_THRESHOLD)
    victims = published_victims(quarter)
    narrow: list[object] = []
    found_out: list[object] = []
    for kind, rows in rows_of_quarter(tables, limits, first, at).items():
        if rows.is_empty():
            continue
        count_tables = quarter.protected_counts[kind]
        is_few = pl.col("count").is_between(1, PUBLISHED_THRESHOLD - 1)
        withheld = {*count_tables.filter(is_few).select("dimension", "area", "value").rows()}
        narrow += [
            cell for cell in oracles_quarters.narrowed(count_tables, rows, kind) if cell in withheld
        ]
        known, parts = oracles_published.of_victims(rows, kind, victims)
        # A number of ten or more that goes with a withheld one may be found.
        few = {name for name, number in known.truth.items() if 1 <= number <= 9}
        asked = {name for names in parts.values() for name in names} & few
        left = oracles_published.values_left(known, asked)
        narrow += [name for name, values in left if values < 4]
        said = [name for code in victims for name in parts.get(code, ())[::3]]
        left = oracles_published.values_left(known, filter(known.truth.get, said))
        found_out += [name for name, values in left if values == 1]
    return narrow, found_out


def published_victims(quarter):
    """By the code of each share that is published of a quarter, met and of."""
    tables = tables_of() | {name: numbered(name, ()) for name in OF_CASES}
    tables |= {name: tally_frame(name).drop("row") for name in ("dip_sample", "training_year")}
    found = published_of(tables, day_state(quarter.counted_at), quarter)
    return {
        code: (row["counted"], row["out_of"])
        for (code, _), row in found.items()
        if code in SHARES and not row["is_withheld"]
    }


@pytest.mark.slow
def test_nobody_narrows_what_is_withheld_of_the_edition_of_the_demonstration(demonstration):
    tables, limits, months = demonstration
    first, at = quarters_to_show(months, AS_AT)[-1]

    assert attacked(tables, limits, first, at) == ([], [])


@pytest.mark.thorough
@pytest.mark.slow
def test_nobody_narrows_what_is_withheld_of_an_area_in_the_year_of_the_demonstration(demonstration):
    tables, limits, months = demonstration
    days = years_to_show(quarters_to_show(months, AS_AT))[-1]
    *quarters, year = counted_periods(tables, limits, days, PUBLISHED_THRESHOLD)
    rows = [rows_of_quarter(tables, limits, *each) for each in days]
    found = []
    for kind, count_tables in year.protected_counts.items():
        of = [each[kind] for each in rows]
        names = oracles_quarters.dimensions_of(of[0], kind)
        shown = [each.protected_counts[kind] for each in quarters]
        found += oracles_years.narrowed(count_tables, shown, of, names, PUBLISHED_THRESHOLD)

    assert found == []
