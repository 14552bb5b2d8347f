"""Invented cases lie where somebody who knows such figures would look for them."""

from collections import Counter
from statistics import median

import pytest

from data_access import vocabulary as words
from tests.data_access.demo.counting import asked, days_between, share

# Financial years; the last ends with its eleventh month.
YEARS = [
    ("2019-04-01", "2020-04-01", 1_600, 1_800),
    ("2020-04-01", "2021-04-01", 1_500, 1_750),
    ("2021-04-01", "2022-03-01", 1_550, 1_800),
]
CHARGES = {words.Outcome.CHARGED, words.Outcome.CHARGED_OTHER_OFFENCE}


@pytest.mark.parametrize(("since", "until", "least", "most"), YEARS)
def test_about_seventeen_hundred_reports_a_year(tallies, since, until, least, most):
    reported = [row["reported_on"] for row in tallies["investigation"]]

    assert least <= sum(since <= day < until for day in reported) <= most


def test_reports_run_from_april_2019_to_the_last_day_with_summers_above_the_first_lockdown(tallies):
    months = Counter(row["reported_on"][:7] for row in tallies["investigation"])

    assert (min(months), max(months), len(months)) == ("2019-04", "2022-02", 35)
    for summer in ("2019-07", "2020-07", "2021-07"):
        assert months[summer] > 1.3 * months["2020-04"]


def test_most_of_the_newest_cases_and_few_of_the_oldest_are_open(tallies):
    newest = [row for row in tallies["investigation"] if row["reported_on"] >= "2022-01-01"]
    oldest = [row for row in tallies["investigation"] if row["reported_on"] < "2019-07-01"]

    assert share(newest, lambda row: row["outcome_code"] is None) > 0.6
    assert share(oldest, lambda row: row["outcome_code"] is None) < 0.02


def test_six_in_ten_outcomes_are_without_the_victims_support_and_few_are_charges(ended):
    codes = Counter(row["outcome_code"] for row in ended)
    unsupported = codes["14"] + codes["16"]

    assert 0.58 <= unsupported / len(ended) <= 0.65
    assert codes["16"] > 5 * codes["14"]
    assert 0.05 <= sum(codes[code] for code in CHARGES) / len(ended) <= 0.075
    assert [code for code, _ in codes.most_common(5)] == ["16", "15", "14", "18", "1"]


def test_a_charge_takes_longer_than_the_end_of_support_and_both_have_long_tails(ended):
    def took(codes):
        return sorted(
            days_between(row["reported_on"], row["outcome_on"])
            for row in ended
            if row["outcome_code"] in codes
        )

    charged, unsupported = took(CHARGES), took(words.UNSUPPORTED)

    assert median(charged) > 3 * median(unsupported)
    for days in (charged, unsupported):
        assert days[int(0.9 * len(days))] > 1.8 * median(days)


def test_areas_differ_in_how_often_support_ends(ended):
    rates = {
        area: share(
            [row for row in ended if row["area"] == area],
            lambda row: row["outcome_code"] in words.UNSUPPORTED,
        )
        for area in ("Plymouth", "Cornwall and Isles of Scilly", "Devon")
    }

    assert sorted(rates, key=rates.__getitem__, reverse=True) == list(rates)
    assert rates["Plymouth"] - rates["Devon"] > 0.05


def test_a_third_is_domestic_abuse_and_some_is_not_recorded(tallies):
    rows = tallies["investigation"]

    assert 0.33 <= share(rows, lambda row: row["domestic_abuse"] == 1) <= 0.37
    assert 0.05 <= share(rows, lambda row: row["domestic_abuse"] is None) <= 0.09
    assert 0 < share(rows, lambda row: row["area"] is None) < 0.02


def test_three_characteristics_are_mostly_asked_about_and_six_mostly_are_not(tallies):
    rows = tallies["investigation"]
    shares = {
        each: share(rows, lambda row, name=each.column: asked(row, name))
        for each in words.Characteristic
    }

    assert {each for each, part in shares.items() if part > 0.6} == {
        words.Characteristic.AGE,
        words.Characteristic.SEX,
        words.Characteristic.RACE,
    }
    assert max(part for part in shares.values() if part <= 0.6) < 0.35


def test_race_is_asked_about_more_after_autumn_2021_and_religion_is_not(tallies):
    def change(column):
        early = [row for row in tallies["investigation"] if row["reported_on"] < "2021-10-01"]
        late = [row for row in tallies["investigation"] if row["reported_on"] >= "2021-12-01"]
        return share(late, lambda row: asked(row, column)) - share(
            early, lambda row: asked(row, column)
        )

    assert change("race_asked") > 0.1
    assert abs(change("religion_belief_asked")) < 0.05
