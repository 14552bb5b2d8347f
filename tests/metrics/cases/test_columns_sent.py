"""What no file has brought is known apart from what is blank in every row."""

import pytest

from metrics.cases.columns_sent import columns_sent
from tests.builders import day_of, frame

NEEDED = ("notice.told_on", "notice.method|told_by", "notice", "referral")


def sent(*batches, day="2022-02-28"):
    received = {"received_on": "2022-02-01", "table": "notice", "withdrawn_at": None}
    rows = [{**received, **each} for each in batches]
    return columns_sent(frame("import_batch", *rows), day_of(day))


@pytest.mark.parametrize(
    ("batches", "lacks"),
    [
        ([], []),
        ([{"columns": "name", "table": "area"}], []),
        ([{"columns": "area", "table": "investigation"}], ["notice", "referral"]),
        ([{"columns": "decided_on"}], ["notice.told_on", "notice.method|told_by", "referral"]),
        ([{"columns": "told_on,told_by"}], ["referral"]),
        ([{"columns": "told_on"}, {"columns": "method"}], ["referral"]),
        ([{"columns": "decided_on"}, {"columns": None}], ["referral"]),
        ([{"columns": None}, {"columns": "decided_on"}], ["referral"]),
        ([{"columns": "told_on,method"}, {"columns": "x", "table": "referral"}], []),
        (
            [
                {"columns": "told_on,method", "received_on": "2022-03-01"},
                {"columns": "area", "table": "investigation"},
            ],
            ["notice", "referral"],
        ),
        (
            [
                {"columns": "told_on,method", "withdrawn_at": "2022-02-02 09:00"},
                {"columns": "decided_on"},
            ],
            ["notice.told_on", "notice.method|told_by", "referral"],
        ),
    ],
)
def test_a_column_counts_as_sent_once_a_standing_file_had_it(batches, lacks):
    assert sent(*batches).lacks(NEEDED) == lacks


def test_a_file_of_unknown_columns_cannot_have_had_one_that_came_later():
    of_unknown = {"table": "investigation", "columns": None}
    needed = ("investigation.suspect_interviewed", "investigation.outcome_code")

    assert sent(of_unknown).lacks(needed) == ["investigation.suspect_interviewed"]
    assert sent(of_unknown, {**of_unknown, "columns": "suspect_interviewed"}).lacks(needed) == []
