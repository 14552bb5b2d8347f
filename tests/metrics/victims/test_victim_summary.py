import math
from dataclasses import replace
from datetime import date

import polars as pl
import pytest

from metrics.measures.catalogue import MEASURES
from metrics.victims.allowed_tables import ALLOWED_TABLES
from metrics.victims.row_sets import ROW_SETS
from metrics.victims.share_parts import MEDIANS, READ_FROM, SHARES, count_tables_of, parts_of
from metrics.victims.victim_summary import VictimSummary
from tests import oracles_history, oracles_victims
from tests.made_up_cases import STARTER_LIMITS
from tests.oracles_groups import same_row
from tests.victim_stores import (
    AUTUMN,
    COUNTED_AT,
    DECIDED_ON,
    IN_TIME,
    LATE,
    SPRING,
    SUMMER,
    WINTER,
    alike,
    count_quarter,
    decided,
    rows_of_quarter,
    summary_of,
    tables_of,
    year_summary_of,
)

NAMED = ("Devon", "Cornwall", "Plymouth")
AREAS = (None, *NAMED, "not recorded")
BOTH = (SUMMER, AUTUMN)
REPORTED_ON = date(2021, 8, 2)


def full():
    """Some of everything in three areas, in one quarter."""
    made: dict[str, list[pl.DataFrame]] = {
        "investigation": [],
        "notice": [],
        "support_end": [],
        "support_referral": [],
    }
    for first, area in ((1, "Devon"), (1001, "Cornwall"), (2001, "Plymouth")):
        made["investigation"] += [
            alike(
                "investigation",
                area,
                60,
                first,
                reported_on=REPORTED_ON,
                race_asked="not asked",
                outcome_code="16",
                outcome_on=DECIDED_ON[SUMMER],
                domestic_abuse=True,
            ),
            alike(
                "investigation",
                area,
                40,
                first + 60,
                reported_on=REPORTED_ON,
                outcome_code="1",
                outcome_on=DECIDED_ON[SUMMER],
                domestic_abuse=False,
            ),
        ]
        made["notice"] += [
            decided(
                area,
                SUMMER,
                in_time=30,
                late=20,
                untold=8,
                exempt=2,
                first=first,
                asked_method="telephone",
                asked_recorded_on=DECIDED_ON[SUMMER],
                method="telephone",
                isva_offered=True,
                right_explained=True,
            ),
            decided(area, SUMMER, in_time=11, late=3, first=first + 60, decided_by="cps"),
        ]
        made["support_end"] += [
            alike(
                "support_end",
                area,
                40,
                first,
                ended_on=LATE[SUMMER],
                reason="wants to move on",
                evidenced=True,
                mg6dar=True,
            ),
            alike("support_end", area, 7, first + 40, ended_on=LATE[SUMMER], reason="not asked"),
        ]
        made["support_referral"] += [
            alike(
                "support_referral",
                area,
                55,
                first,
                offered_on=IN_TIME[SUMMER],
                accepted_on=LATE[SUMMER],
            )
        ]
    return tables_of(**made)


def one_row():
    tables = ("investigation", "referral", "notice", "support_referral", "support_end")
    return tables_of(**{name: [alike(name, "Devon", 1)] for name in tables})


def parts_in(rows, code, area):
    """The numbers of rows of a period met, not met and left out, before any protection."""
    mine = rows[READ_FROM[code].row_set]
    of_area = mine if area is None else mine.filter(area=area)
    said = of_area[parts_of(code)].to_list()
    return [said.count(part) for part in ("met", "not met", "left out")]


def is_safe(tables, summary):
    """Nothing withheld can be found, and every figure is withheld, or the plain count of rows."""
    rows = [
        rows_of_quarter(tables, STARTER_LIMITS, quarter.first, quarter.counted_at)
        for quarter in summary.quarters
    ]
    for kind in ROW_SETS:
        assert oracles_history.found_out(summary, [each[kind] for each in rows], kind) == []
    for span in (1, None):
        chosen = summary.of(None, span)
        assert is_plain_or_withheld(
            chosen, [rows_in(each, summary, rows) for each in chosen.chosen]
        )
    for area in NAMED if summary.years else ():
        assert is_plain_or_withheld(
            summary.of(area, 1), [rows_in(summary.years[-1], summary, rows)]
        )
    return True


def rows_in(period, work, rows):
    """The rows of the quarters of a period, by row set."""
    within = [
        of_quarter
        for quarter, of_quarter in zip(work.quarters, rows, strict=True)
        if period.first <= quarter.first and quarter.last <= period.last
    ]
    return {kind: pl.concat([each[kind] for each in within]) for kind in ROW_SETS}


def is_plain_or_withheld(chosen, rows):
    for code in SHARES:
        found = [parts_in(each, code, chosen.area) for each in rows]
        share = chosen.share(code)
        met, rest, left_out = (sum(numbers) for numbers in zip(*found, strict=True))
        small = any(0 < number < 5 for number in (met, rest))
        if share.is_withheld:
            assert share == (None, None, None)
        else:
            assert not small
            assert share[:2] == (met, met + rest)
            assert share.left_out == (None if 0 < left_out < 5 else share.left_out)
            assert share.left_out in (None, left_out)
            assert share.of == 0 or share.of >= 10
        assert share.share is None or (math.isfinite(share.share) and share.share <= 1)
    for kind, listed in ALLOWED_TABLES.items():
        for dimension in listed.dimensions:
            assert says_nothing_of_few(chosen, kind, dimension, rows)
    return True


def says_nothing_of_few(chosen, kind, dimension, rows):
    """A shown count is the plain count, and counts of one to nine people are never shown."""
    found = chosen.counts(kind, dimension)
    of_area = [
        each[kind] if chosen.area is None else each[kind].filter(area=chosen.area) for each in rows
    ]
    said = [each[dimension].to_list() for each in of_area]
    for word, number in found.items():
        assert number is None or number == sum(words.count(word) for words in said)
        for words in said:
            row = [each for each in words if same_row(dimension, word, each)]
            assert number is None or not (0 < len(words) < 10 or 0 < len(row) < 10)
    return True


# A made-up small count


def planted(late_in_autumn=0):
    """Three told late in Plymouth in the summer; elsewhere dozens, in two quarters of a year."""
    return tables_of(
        notice=[
            decided("Devon", SUMMER, in_time=50, late=40, untold=30, first=1),
            decided("Cornwall", SUMMER, in_time=40, late=30, untold=20, first=201),
            decided("Plymouth", SUMMER, in_time=30, late=3, untold=20, first=401),
            decided("Devon", AUTUMN, in_time=50, late=40, untold=30, first=601),
            decided("Cornwall", AUTUMN, in_time=40, late=30, untold=20, first=801),
            decided("Plymouth", AUTUMN, in_time=30, late=late_in_autumn, untold=20, first=1001),
        ]
    )


def test_a_small_count_of_a_year_is_in_no_figure_of_its_area():
    summary = year_summary_of(planted())
    plymouth = summary.of("Plymouth", None)

    assert plymouth.share("told_late") == (None, None, None)
    assert plymouth.share("told_in_time") == (None, None, None)
    assert plymouth.number("told_late") is None
    assert plymouth.counts("decisions", "told")["told late"] is None
    assert plymouth.series("told_late").rows() == [(SPRING, None, None, None, True)]
    assert ("Plymouth", None, None) in summary.of(None, None).areas("told_late").rows()


def test_what_is_small_in_a_quarter_and_not_in_the_year_is_shown_of_an_area():
    tables = planted(late_in_autumn=25)
    summary = year_summary_of(tables)

    assert summary.of("Plymouth", 4).share("told_late") == (28, 128, 0)
    assert summary.areas("told_late").rows() == [
        ("Cornwall", 60, 180),
        ("Devon", 80, 240),
        ("Plymouth", 28, 128),
    ]
    assert summary.beside_areas("told_late") == (168, 548, 0)
    assert is_safe(tables, summary)


def test_a_small_count_is_withheld_with_another_area_and_the_total_stands():
    summary = year_summary_of(planted())
    late = {area: summary.of(area, None).number("told_late") for area in (None, *NAMED)}

    assert late == {None: 143, "Devon": 80, "Cornwall": None, "Plymouth": None}
    assert is_safe(planted(), summary)


def test_an_area_has_no_figure_before_its_first_year_is_counted():
    devon = summary_of(planted(), BOTH).of("Devon", 4)

    assert devon.share("told_late") == (None, None, None)
    assert devon.median("days_to_tell") == (None, None)
    assert set(devon.counts("decisions", "told").values()) == {None}
    assert devon.areas("told_late").is_empty()
    assert devon.as_at == COUNTED_AT[AUTUMN]


def test_figures_of_an_area_are_of_the_newest_year_or_of_all_and_never_of_a_quarter():
    summary = year_summary_of(planted())
    before = replace(summary.years[0], first=date(2020, 4, 1))
    summary = replace(summary, rolling=(before, *summary.rolling))

    newest, every = summary.of("Devon", 1), summary.of("Devon", None)
    assert (newest.number("told_late"), every.number("told_late")) == (80, 160)
    assert newest.as_at == COUNTED_AT[WINTER]
    assert [year.last for year in every.chosen] == [date(2021, 3, 31), date(2022, 3, 31)]
    [(_, of_summer)] = newest.counts_of_each(newest.quarters[1:2], "decisions", "told")
    assert of_summer["told late"] == 73


def with_other_numbers_withheld(period):
    other = pl.when("suppressed").then(pl.col("count") + 1_000).otherwise("count")
    count_tables = {
        kind: count_tables.with_columns(count=other)
        for kind, count_tables in period.protected_counts.items()
    }
    return replace(period, protected_counts=count_tables)


def test_what_is_withheld_changes_nothing_that_is_shown():
    summary = year_summary_of(full())
    quarters, years = (
        tuple(map(with_other_numbers_withheld, periods))
        for periods in (summary.quarters, summary.rolling)
    )
    blind = VictimSummary(quarters, {}, rolling=years)

    for area in AREAS:
        one, two = summary.of(area, None), blind.of(area, None)
        assert [one.share(code) for code in SHARES] == [two.share(code) for code in SHARES]
        assert [one.median(code) for code in MEDIANS] == [two.median(code) for code in MEDIANS]
        for kind, listed in ALLOWED_TABLES.items():
            for dimension in listed.dimensions:
                assert one.counts(kind, dimension) == two.counts(kind, dimension)


# Every measure


def test_every_protected_measure_has_a_cube_of_its_own_and_is_of_a_listed_dimension():
    protected = {measure.code for measure in MEASURES.values() if measure.protected}

    assert protected == READ_FROM.keys()
    for code, read in READ_FROM.items():
        assert read.dimension in ALLOWED_TABLES[read.row_set].dimensions
        assert count_tables_of(read.row_set)[parts_of(code)].is_share


def test_every_dimension_of_the_list_has_words():
    for kind, listed in ALLOWED_TABLES.items():
        assert {*listed.dimensions} <= ROW_SETS[kind].words.keys()
        assert {name for names in listed.tied for name in names} <= {*listed.dimensions}


def test_a_full_store_shows_what_a_slow_count_gives_or_withholds_it():
    tables = full()
    summary = summary_of(tables)
    rows = {name: frame.to_dicts() for name, frame in tables.items()}
    limits = STARTER_LIMITS.to_dicts()

    assert is_safe(tables, summary)
    slow = oracles_victims.shares(rows, limits, COUNTED_AT[SUMMER])
    found = {
        code: summary.share(code)[:2] for code in SHARES if not summary.share(code).is_withheld
    }
    assert found == {code: slow[code] for code in found}
    assert found["told_in_time"] == (123, 216)
    assert found["support_end_reason_recorded"] == (120, 141)


def test_an_empty_store_shows_none_of_none():
    summary = summary_of(tables_of())

    assert {summary.share(code) for code in SHARES} == {(0, 0, 0)}
    assert {summary.median(code) for code in MEDIANS} == {(None, 0)}
    assert summary.areas("told_in_time").rows() == []
    assert is_safe(tables_of(), summary)


def test_a_store_of_one_row_a_table_shows_nobody():
    tables = one_row()
    summary = summary_of(tables)

    shown = {code: summary.share(code) for code in SHARES if not summary.share(code).is_withheld}
    assert set(shown.values()) <= {(0, 0, 0)}
    assert is_safe(tables, summary)


# Faults in the rows


def late_area():
    return tables_of(
        notice=[
            decided("Devon", SUMMER, in_time=50, late=40),
            decided("Devon", AUTUMN, in_time=50, late=40, first=201),
            decided("Plymouth", AUTUMN, in_time=20, late=15, first=401),
        ]
    )


BAD = {
    "one case": lambda: tables_of(notice=[decided("Devon", SUMMER, late=1)]),
    "all in one cell": lambda: tables_of(notice=[decided("Devon", SUMMER, late=70)]),
    "a quarter with none": lambda: tables_of(notice=[decided("Devon", AUTUMN, late=30)]),
    "no date": lambda: tables_of(
        investigation=[alike("investigation", "Devon", 30, outcome_code="16")]
    ),
    "told before decided": lambda: tables_of(
        notice=[
            decided("Devon", SUMMER, late=30),
            alike("notice", "Devon", 20, 101, decided_on=DECIDED_ON[SUMMER], told_on="2021-07-20"),
        ]
    ),
    "nobody recorded": lambda: tables_of(
        investigation=[alike("investigation", "Devon", 30, reported_on=REPORTED_ON)]
    ),
    "no area": lambda: tables_of(notice=[decided(None, SUMMER, in_time=30, late=2)]),
    "an area half-way": late_area,
}


@pytest.mark.slow
@pytest.mark.parametrize("name", BAD)
def test_nothing_withheld_can_be_found_whatever_is_wrong_with_the_rows(name):
    tables = BAD[name]()

    assert is_safe(tables, year_summary_of(tables))


def test_an_area_that_appears_half_way_had_none_before():
    summary = year_summary_of(late_area())

    assert summary.of("Plymouth", None).share("told_late") == (15, 35, 0)
    assert summary.areas("told_late").rows() == [("Devon", 80, 180), ("Plymouth", 15, 35)]


def test_told_before_decided_is_told_in_time():
    summary = summary_of(BAD["told before decided"]())

    assert summary.share("told_in_time") == (20, 50, 0)


# Refused requests


def test_an_area_is_not_counted_by_two_dimensions_at_once():
    devon = year_summary_of(full()).of("Devon", None)

    assert set(devon.counts("decisions", "decided_by_and_told").values()) == {None}
    assert devon.share("told_in_time_police") == (None, None, None)


def test_a_dimension_that_is_not_on_the_list_is_refused():
    with pytest.raises(ValueError, match="cannot be split by enhanced"):
        summary_of(full()).counts("decisions", "enhanced")
    with pytest.raises(ValueError, match="cannot be split by enhanced"):
        summary_of(full()).counts_of_each([], "decisions", "enhanced")


# Medians


def test_a_median_is_of_at_least_ten_numbers_that_are_shown():
    summary = summary_of(tables_of(notice=[decided("Devon", SUMMER, in_time=9, untold=20)]))
    assert summary.median("days_to_tell") == (None, None)

    summary = summary_of(tables_of(notice=[decided("Devon", SUMMER, in_time=10, untold=20)]))
    assert summary.median("days_to_tell") == (1.0, 10)


@pytest.mark.parametrize(("untold", "of"), [(8, None), (10, 0)])
def test_a_median_of_nobody_is_said_of_ten_who_were_not_told_and_not_of_eight(untold, of):
    summary = summary_of(tables_of(notice=[decided("Devon", SUMMER, untold=untold)]))

    assert summary.median("days_to_tell") == (None, of)


def test_without_a_limit_in_force_nobody_has_a_median():
    tables = tables_of(notice=[decided("Devon", SUMMER, in_time=10)])

    summary = summary_of(tables, limits=STARTER_LIMITS.clear())

    assert summary.median("days_to_tell") == (None, 0)


def test_who_was_offered_support_on_no_known_day_is_withheld_with_the_median():
    made = {"reported_on": REPORTED_ON}
    tables = tables_of(
        investigation=[alike("investigation", "Devon", 40, **made)],
        support_referral=[
            alike("support_referral", "Devon", 20, offered_on=IN_TIME[SUMMER]),
            alike("support_referral", "Devon", 2, 21, offered_on=None),
        ],
    )

    summary = summary_of(tables)

    assert summary.share("support_offered") == (22, 40, 0)
    assert summary.median("days_to_offer") == (None, None)


def test_a_median_of_no_row_of_a_quarter_is_null():
    quarter = count_quarter(tables_of(), STARTER_LIMITS, SUMMER, COUNTED_AT[SUMMER])

    assert quarter.numbers.schema == {"code": pl.String, "area": pl.String, "number": pl.Float64}
