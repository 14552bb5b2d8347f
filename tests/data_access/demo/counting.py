"""Helpers for counting in the tests of levels: rows as dictionaries, days as text."""

from datetime import date

from data_access import vocabulary as words
from tests.slow_calendar import working_days_after

BETTER_FROM = "2021-08-01"


def share(rows, holds):
    """The part of ``rows`` for which ``holds`` is true."""
    return sum(1 for row in rows if holds(row)) / len(rows)


def days_between(earlier, later):
    return (date.fromisoformat(later) - date.fromisoformat(earlier)).days


def in_time(notice):
    """Told within one working day, or five without enhanced rights."""
    limit = 5 if notice["enhanced"] == 0 else 1
    last = working_days_after(date.fromisoformat(notice["decided_on"]), limit)[-1]
    return notice["told_on"] is not None and date.fromisoformat(notice["told_on"]) <= last


def considered(case, advice):
    """Advice sought, or a reason recorded before it was too late; ``case`` bears ``needed_by``."""
    if advice is None:
        return False
    reason_on = advice["reason_on"]
    return bool(advice["sought"]) or (reason_on is not None and reason_on <= case["needed_by"])


def asked(row, column):
    return row[column] in (words.AskedAs.OWN_ACCOUNT, words.AskedAs.PREFERS_NOT_TO_SAY)
