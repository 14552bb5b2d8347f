"""Every released number against a slow count of the rows, and how far rounding may lead astray."""

from datetime import date

import pytest

from metrics.releases.medians import MEDIAN
from metrics.releases.rule import ENOUGH_FOR_A_SHARE, ends, rounded
from metrics.releases.stored import make_due
from metrics.releases.tables import listed
from metrics.victims.row_sets import ROW_SETS
from tests import oracles_victims
from tests.crowded_stores import crowded, releases_of
from tests.made_up_cases import STARTER_LIMITS
from tests.victim_stores import decided, tables_of

ENOUGH_FOR_THREE_POINTS = 160


@pytest.mark.parametrize("row_set", ROW_SETS)
def test_each_number_is_a_slow_count_of_the_rows_rounded(row_set):
    tables = crowded(7, 400)
    released = releases_of(tables, kinds=(row_set,))

    assert [each.due.months for each in released] == [3, 3, 3, 3, 12]
    for each in released:
        rows = slow_rows(tables, each.due)
        for name, area, category, shown in each.numbers:
            if not name.startswith("median of "):
                of_area = [row for row in rows if area in (None, row["area"])]
                assert shown == slowly_rounded(slow_count(of_area, name, category)), name


def slow_rows(tables, due):
    """The rows of a period, row by row."""
    as_rows = {name: frame.to_dicts() for name, frame in tables.items()}
    limits = STARTER_LIMITS.to_dicts()
    rows = oracles_victims.rows_of(due.row_set, as_rows, limits, due.counted_at)
    return [row for row in rows if row["month"] and due.first <= row["month"] <= due.last]


def slow_count(rows, name, category):
    """The number of rows in a category of a table, or in any."""
    table = listed()[0][name]
    groups = table.groups.values() if category == "" else [table.groups[category]]
    words = {word for words in groups for word in words}
    return sum(row[table.dimension] in words for row in rows)


def slowly_rounded(count):
    """The nearest multiple of five; null below five."""
    if count < 5:
        return None
    return min(range(0, count + 5, 5), key=lambda step: abs(step - count))


@pytest.mark.parametrize("row_set", ["decisions", "reports"])
def test_a_median_is_that_of_a_slow_list(row_set):
    tables, seen = crowded(7, 400), set()
    column, table, words = {
        "decisions": ("days_to_tell", "told", ("told in time", "told late")),
        "reports": (
            "days_to_offer",
            "any_service",
            ("offered and accepted", "offered, not known to be accepted"),
        ),
    }[row_set]

    for each in releases_of(tables, kinds=(row_set,)):
        rows = [row for row in slow_rows(tables, each.due) if row[table] in words]
        for name, area, category, shown in each.numbers:
            if name == f"median of {column}":
                of_area = [row for row in rows if area in (None, row["area"])]
                seen.add(area)
                if category == MEDIAN:
                    numbers = sorted(row[column] for row in of_area if row[column] is not None)
                    middle = numbers[(len(numbers) - 1) // 2] + numbers[len(numbers) // 2]
                    assert len(numbers) >= 20
                    assert shown == int(middle / 2 + 0.5)
                else:
                    assert shown == slowly_rounded(len(of_area))

    assert seen > {None, "Devon"}


def test_a_count_that_is_shown_lies_within_two_of_it_and_a_small_one_is_under_five():
    for count in range(300):
        least, greatest = ends(rounded(count))
        assert least <= count <= greatest
        assert (rounded(count) is None) == (count < 5)
        assert greatest - least <= 4


def test_a_share_out_of_enough_is_within_three_points_of_the_true_one():
    shares = [
        abs((rounded(met) or 0) / (rounded(of) or 1) - met / of)
        for of in range(ENOUGH_FOR_THREE_POINTS, 700)
        for met in range(5, of - 4)
    ]

    assert max(shares) < 0.03
    assert rounded(ENOUGH_FOR_A_SHARE) == ENOUGH_FOR_A_SHARE


def test_an_area_without_any_case_in_a_year_is_counted_like_one_with_few():
    made = [
        *(decided("Devon", day, 60) for day in ("2021-04-01", "2021-07-01", "2021-10-01")),
        decided("Devon", "2022-01-04", 60),
        # Long before the year.
        decided("Cornwall", "2019-04-01", 3),
    ]
    *_, year = releases_of(tables_of(notice=made), kinds=("decisions",))

    assert {area for _, area, _, _ in year.numbers} <= {None, "Cornwall", "Devon"}
    areas = {
        area: {number for _, of, _, number in year.numbers if of == area}
        for _, area, _, _ in year.numbers
    }
    assert areas.get("Cornwall", {None}) == {None}


def test_what_comes_late_counts_in_the_year_and_changes_no_quarter():
    told = decided("Devon", "2021-04-01", 20, told_on=date(2021, 4, 6))
    by_then = [told, decided("Devon", "2021-04-01", 20, 21)]
    early = tables_of(notice=by_then)
    late = tables_of(notice=[*by_then, decided("Devon", "2021-04-02", 10, 41)])
    first, *rest = [each.due for each in releases_of(early, kinds=("decisions",))]
    made = make_due(early, STARTER_LIMITS, [first], {}, {}, ("decisions",))
    key, [stored] = first[:3], made

    later = make_due(
        late,
        STARTER_LIMITS,
        [first, *rest],
        {key: stored.counts},
        {key: stored.numbers},
        ("decisions",),
    )

    assert [each.due for each in later] == rest
    assert total(stored) == 40
    assert total(later[-1]) == 50


def total(release):
    """The number of decisions in a release, rounded."""
    [number] = [
        number
        for name, area, category, number in release.numbers
        if (name, area, category) == ("not_known_to_be_told", None, "")
    ]
    return number
