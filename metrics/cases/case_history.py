"""Rows of cases as at a day, from which every figure of the process is counted.

Only values with a day of their own can be hidden. A target, who must act, and whether a file was
accepted are as in the newest version of the row.
"""

from datetime import date

import polars as pl

from data_access.vocabulary import EscalationOutcome
from metrics.point_in_time import Rows, as_before

# The key of a case, in every table of cases.
CASE = ("force", "case_key")
# The column with the day from which a row counts; a row without it always counts.
COUNTS_FROM = {
    "investigation": pl.col("reported_on"),
    "referral": pl.col("referred_on"),
    "case_plan": pl.col("issued_on"),
    "case_escalation": pl.col("raised_on"),
    "notice": pl.col("decided_on"),
    "support_referral": pl.col("offered_on"),
    "support_end": pl.col("ended_on"),
    "review_request": pl.col("requested_on"),
    "dip_sample": pl.col("sampled_on"),
    # A training year is a financial year.
    "training_year": pl.date(pl.col("year"), 4, 1),
}
OF_THE_TELLING = ("method", "told_by", "right_explained")
# Columns that are filled in later, by the column with the day of filling in, which comes last.
FILLED_ON: dict[str, dict[str, dict[str, str | None]]] = {
    "investigation": {"outcome_on": {"outcome_code": None, "outcome_on": None}},
    "referral": {
        "decided_on": {"decision": None, "days_with_cps": None, "decided_on": None},
        "meeting_on": {"both_roles_met": None, "meeting_on": None},
    },
    "early_advice": {
        "given_on": {"given_on": None},
        "requested_on": {"sought": None, "given_on": None, "requested_on": None},
        "reason_on": {"not_sought_reason": None, "reason_on": None},
    },
    "case_plan": {
        "answered_on": {"answered_on": None},
        "closed_on": {"closed_reason": None, "closed_on": None},
        "victim_updated_on": {"victim_updated_on": None},
    },
    "case_escalation": {
        "resolved_on": {"outcome": EscalationOutcome.OPEN.value, "resolved_on": None}
    },
    "notice": {
        "told_on": dict.fromkeys((*OF_THE_TELLING, "isva_present", "told_on")),
        "sent_on": dict.fromkeys((*OF_THE_TELLING, "sent_on")),
        "asked_recorded_on": {"asked_method": None, "asked_recorded_on": None},
    },
    "support_referral": {"accepted_on": {"accepted_on": None}},
    "support_end": {"resumed_on": {"resumed_on": None}},
    "review_request": {
        "acknowledged_on": {"acknowledged_on": None},
        "decided_on": {"result": None, "decided_on": None},
    },
}


def rows_as_at(name: str, rows: Rows, day: date) -> Rows:
    """The rows of the table of cases ``name`` as at ``day``, without later rows and later values.

    Shape: the same columns. Pass lazy rows where a figure needs few of the columns: with a million
    rows that takes a quarter of the time.
    """
    if name in COUNTS_FROM:
        rows = rows.remove(COUNTS_FROM[name] > pl.lit(day))
    for filled_on, before in FILLED_ON.get(name, {}).items():
        rows = as_before(rows, filled_on, before, day)
    return rows
