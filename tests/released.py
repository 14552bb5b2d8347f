"""Releases as pages read them, built without rows or a store."""

from datetime import date, timedelta

from data_access.vocabulary import DayType
from metrics.cases.month_ends import month_end
from metrics.periods import Limit
from metrics.releases.counting import QUARTER, YEAR
from metrics.releases.medians import MEDIAN
from metrics.releases.people import PEOPLE_LIMITS, PeopleSummary, ReleasedPeriod, table_of
from metrics.releases.periods import last_day
from metrics.releases.tables import ALL, listed
from metrics.victims.row_sets import ROW_SETS

LIMITS = dict.fromkeys(PEOPLE_LIMITS, Limit(10, verified=True, day_type=DayType.WORKING))
# Of about 100 decisions.
TOLD = {
    "told in time": 60,
    "told late": 20,
    "not yet told": 10,
    "sent by post, not known to be told": 5,
}


def with_all(table, counts):
    """The numbers of a table: what is not given is fewer than 5, and all is the sum of the rest."""
    tables, _ = listed()
    groups = tables[table].groups if table in tables else ()
    total = sum(number for number in counts.values() if number)
    return {ALL: total, **dict.fromkeys(groups), **counts}


def median(value, of):
    """The numbers of a median."""
    return {MEDIAN: value, ALL: of}


def released(first, months, tables, areas=None, row_sets=ROW_SETS):
    """A period with the numbers of ``tables``, and by area those of ``areas``.

    ``row_sets``: those that have been counted; by default all.
    """
    numbers = {
        (name, area): with_all(name, counts)
        for area, of_area in {None: tables, **(areas or {})}.items()
        for name, counts in of_area.items()
    }
    counted_at = month_end(last_day(first, months) + timedelta(days=1))
    return ReleasedPeriod(first, months, dict.fromkeys(row_sets, counted_at), numbers)


def quarter(first, tables, row_sets=ROW_SETS):
    """The quarter that begins on ``first``."""
    return released(first, QUARTER, tables, row_sets=row_sets)


def year(began, tables, areas=None):
    """The police year that began in April of the year ``began``."""
    return released(date(began, 4, 1), YEAR, tables, areas)


def summary_of(*periods, area=None, chosen=None):
    """The summary of ``periods``, oldest first; of the last one, unless another is ``chosen``."""
    return PeopleSummary(periods, LIMITS, chosen or periods[-1], area)


def with_median(code, value, of):
    """The table of the median ``code`` with its numbers, to be given as one of ``tables``."""
    return {table_of(code): median(value, of)}
