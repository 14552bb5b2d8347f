from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as some

from data_access.vocabulary import Characteristic
from metrics.cases.missing_values import MISSING, missing_values
from tests.often import often
from tests.tally_builders import tally_tables

NO_FURTHER_ACTION = {"5", "9", "10", "11", "12", "13", "14", "15", "16", "17", "18", "21"}
NO_WORD = "an NFA outcome with no word whether a suspect was interviewed"


def said(**rows):
    return missing_values(tally_tables(**rows)).rows()


def test_nothing_loaded_is_silent_about_nothing():
    nothing = missing_values(tally_tables())

    assert (nothing.rows(), nothing.schema) == ([], MISSING)


@pytest.mark.parametrize(
    ("table", "row", "words"),
    [
        ("early_advice", {"sought": False, "requested_on": None}, ["neither sought nor a reason"]),
        ("early_advice", {"sought": None, "requested_on": None}, ["neither sought nor a reason"]),
        ("early_advice", {"sought": None}, []),
        ("early_advice", {"sought": False, "not_sought_reason": "other"}, []),
        ("case_plan", {}, ["no target"]),
        ("case_plan", {"first_target_on": "2021-11-01"}, []),
        ("notice", {}, ["neither told, sent nor exempt", "no wish recorded"]),
        ("notice", {"told_on": "2021-11-03", "asked_method": True}, []),
        ("notice", {"sent_on": "2021-11-03", "asked_method": False}, []),
        ("referral", {}, ["no word whether accepted"]),
        ("referral", {"file_accepted": False}, []),
    ],
)
def test_what_a_row_does_not_say_is_counted(table, row, words):
    assert said(**{table: [row]}) == [(table, each, 1, 1) for each in words]


def test_what_is_silent_most_often_comes_first():
    found = said(
        referral=[{}, {"case": 2}, {"case": 3, "file_accepted": True}],
        case_plan=[{}, {"case": 2}, {"case": 3}],
    )

    assert found == [
        ("case_plan", "no target", 3, 3),
        ("referral", "no word whether accepted", 2, 3),
    ]


CASES = some.lists(
    some.fixed_dictionaries(
        {
            "case": some.integers(1, 4),
            "force": some.sampled_from(["force", "other"]),
            "area": some.sampled_from([None, "Plymouth"]),
            "outcome_code": some.sampled_from([None, "1", "14", "15", "16", "18", "20"]),
            "outcome_on": some.sampled_from([None, "2021-11-03"]),
            "age_asked": some.sampled_from(["own account", "not asked", "not recorded"]),
            "suspect_interviewed": some.sampled_from([None, True, False]),
        }
    ),
    max_size=8,
)
OF_CASES = some.lists(
    some.fixed_dictionaries(
        {"case": some.integers(1, 4), "force": some.sampled_from(["force", "other"])}
    ),
    max_size=4,
)


@given(CASES, OF_CASES, OF_CASES)
@often(100)
def test_silences_of_investigations_equal_a_slow_recount(cases, notices, ends):
    asked = {each.column: "not asked" for each in Characteristic}
    rows = {"investigation": [asked | case for case in cases]}

    found = missing_values(tally_tables(**rows, notice=notices, support_end=ends))

    of_investigations = [row for row in found.rows() if row[0] == "investigation"]
    assert sorted(of_investigations) == sorted(_slowly(cases, notices, ends))


def _slowly(cases, notices, ends):
    told, ended = ({(row["force"], row["case"]) for row in rows} for rows in (notices, ends))
    silent: Counter[str] = Counter()
    out_of: Counter[str] = Counter()
    for case in cases:
        who = (case["force"], case["case"])
        checks = {
            "no area": (True, case["area"] is None),
            "an outcome without its day": (
                case["outcome_code"] is not None,
                case["outcome_on"] is None,
            ),
            "an NFA outcome without a notice": (
                case["outcome_code"] in NO_FURTHER_ACTION,
                who not in told,
            ),
            NO_WORD: (
                case["outcome_code"] in NO_FURTHER_ACTION,
                case["suspect_interviewed"] is None,
            ),
            "outcome 14 or 16 without when and why support ended": (
                case["outcome_code"] in ("14", "16"),
                who not in ended,
            ),
            "none of the nine characteristics asked about, or not recorded": (
                True,
                case["age_asked"] != "own account",
            ),
        }
        for words, (should_say, is_silent) in checks.items():
            out_of[words] += should_say
            silent[words] += should_say and is_silent
    return [
        ("investigation", words, number, out_of[words])
        for words, number in silent.items()
        if number
    ]
