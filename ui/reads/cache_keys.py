"""What is kept between runs is kept under what it was worked out from, and nothing else."""

from collections.abc import Hashable
from datetime import date
from typing import NamedTuple

from data_access.reads import Snapshot, writes_of_cases
from data_access.store import Revision
from metrics.cases.data_coverage import last_came_on
from ui.cache import DAYS_KEPT, remembered


class Basis(NamedTuple):
    """What all that is shown is worked out from, and so what it is kept under.

    The store at ``url`` as it was at ``revision``; of rows of cases, those of the files that had
    come by ``came``, the last day on which one did: ``date.min`` before the first. A file dated
    ahead counts from its day on, though nothing is written then.
    """

    url: str
    revision: Revision
    came: date


@remembered(DAYS_KEPT, until=None)
def basis_by(url: str, revision: Revision, day: date, _snapshot: Snapshot) -> Basis:
    # On all days between two files the same rows count, and are read once.
    came = last_came_on(_snapshot.tables["import_batch"], day)
    return Basis(url, revision, came or date.min)


@remembered(DAYS_KEPT, until=None)
def cases_key(basis: Basis, _snapshot: Snapshot) -> Hashable:
    """What changes whenever a row of a case, a closed month-end or a limit does, and not else."""
    tables = _snapshot.tables
    written = writes_of_cases(tables["audit_event"])
    # A restored store counts its events anew: what they are tells them apart, and not how many.
    seen = (written, tables["closed_month"], tables["time_limit"])
    said = tuple(int(frame.hash_rows().sum()) for frame in seen)
    return basis.revision.identity, basis.came, *said


def cases_of(basis: Basis, held: Snapshot) -> tuple[Hashable, Basis, Snapshot]:
    """What rows of cases are kept under, for they outlive most writes; and where they are from."""
    return (basis.url, cases_key(basis, held)), basis, held
