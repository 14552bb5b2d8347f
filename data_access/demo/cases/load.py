"""Loads invented case tallies: forces, areas, a batch per table and force, closed months.

The forces are those of England and Wales, the store's own first. Their figures are invented, and so
are the areas of all forces but the first.
"""

import hashlib
from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from itertools import cycle, islice
from pathlib import Path

import numpy as np
import polars as pl
from sqlmodel import Session

from data_access import bulk_insert
from data_access import vocabulary as words
from data_access.demo.cases.case_work import (
    invent_dip_samples,
    invent_early_advice,
    invent_escalations,
    invent_plans,
    invent_training_years,
)
from data_access.demo.cases.investigations import (
    invent_cases,
    invent_referrals,
    investigations,
    known_referrals,
    with_interviews,
)
from data_access.demo.cases.random_columns import Dice, own_areas
from data_access.demo.cases.victims import (
    invent_notices,
    invent_reviews,
    invent_support_ends,
    invent_support_referrals,
    with_stages,
)
from data_access.demo.config import AS_AT, RECORDED_BY, SEED, Size
from data_access.tables import METADATA, TALLY_NAMES, Area, ClosedMonth, ImportBatch, Organisation

OWN_FORCE = "force"
# Columns that no file brings.
OF_THE_STORE = ("batch", "force")
OTHER_FORCES = Path(__file__).with_name("forces.csv")
FEWEST_AREAS = 2
PARTS = ("North", "South", "East", "West")
# The largest force has about this many times the cases of the smallest.
LARGEST_TO_SMALLEST = 4


def ref_of_force(number: int) -> str:
    """The ref of the force with this number, from 1."""
    return OWN_FORCE if number == 1 else f"force-{number:02}"


def areas_of_force(number: int) -> pl.DataFrame:
    """One row per area: name, pattern (the group of its levels) and weight (its share of cases)."""
    own = pl.DataFrame(own_areas())
    if number == 1:
        return own
    count = FEWEST_AREAS + number % (len(PARTS) - FEWEST_AREAS + 1)
    called = _other_forces()["called"][number - 2]
    return pl.DataFrame(
        {
            "name": [f"{called} {part}" for part in PARTS[:count]],
            "pattern": list(islice(cycle(own["pattern"]), number, number + count)),
            "weight": list(islice(cycle(own["weight"]), number, number + count)),
        }
    )


def other_forces(forces: int) -> list[Organisation]:
    """The forces that are not in the starter content."""
    return [
        Organisation(ref=ref_of_force(number), name=name, kind=words.OrganisationKind.POLICE_FORCE)
        for number, name in enumerate(_other_forces()["name"][: forces - 1], start=2)
    ]


def areas_of_forces(forces: int) -> list[Area]:
    """The areas of every force, as rows of the table of areas."""
    return [
        Area(name=name, force=ref_of_force(number))
        for number in range(1, forces + 1)
        for name in areas_of_force(number)["name"]
    ]


def cases_of_forces(size: Size) -> list[int]:
    """The number of cases of each force: at least one, and different for different forces."""
    forces = pl.DataFrame({"number": range(size.forces)})
    weights = 1 + (LARGEST_TO_SMALLEST - 1) * Dice(SEED).parts(forces).to_numpy()
    spare = size.cases - size.forces
    shared_out = np.rint(np.cumsum(weights) / weights.sum() * spare).astype(np.int64)
    return [1 + int(more) for more in np.diff(shared_out, prepend=0)]


@cache
def _other_forces() -> pl.DataFrame:
    """One row per force except the first: its name, and the base of its areas' names."""
    return pl.read_csv(OTHER_FORCES)


def case_tables(dice: Dice, areas: pl.DataFrame, cases: int) -> dict[str, pl.DataFrame]:
    """The rows of every table for ``cases`` cases in ``areas`` (name, pattern, weight)."""
    all_cases = invent_cases(dice, areas, cases)
    referrals = invent_referrals(dice, all_cases)
    advice = invent_early_advice(dice, all_cases, referrals)
    plans = invent_plans(dice, referrals)
    notices = invent_notices(dice, all_cases, referrals)
    tables = {
        "investigation": investigations(dice, all_cases),
        "referral": known_referrals(referrals),
        "early_advice": advice,
        "case_plan": plans,
        "case_escalation": invent_escalations(dice, referrals, advice, plans),
        "notice": notices,
        "support_referral": invent_support_referrals(dice, all_cases),
        "support_end": invent_support_ends(dice, all_cases, referrals),
        "review_request": invent_reviews(dice, notices),
    }
    # Drawn last, so that every other number of a demonstration stays as it was.
    return tables | {
        "investigation": with_interviews(dice, tables["investigation"]),
        "review_request": with_stages(dice, tables["review_request"]),
    }


def counted_tables(dice: Dice, areas: pl.DataFrame) -> dict[str, pl.DataFrame]:
    """The dip samples and training years of ``areas``, which belong to no case."""
    return {
        "dip_sample": invent_dip_samples(dice, areas),
        "training_year": invent_training_years(dice, areas),
    }


TALLIED_AT = datetime.combine(AS_AT, time(18), UTC)
FIRST_MONTH_END, LAST_CLOSED = date(2019, 4, 30), date(2022, 1, 31)
CLOSED_AFTER, CLOSED_AT = timedelta(days=17), time(10)
# The largest number of cases in memory at once.
CASES_AT_ONCE = 50_000


def fill_tallies(session: Session, size: Size) -> None:
    """Adds forces, areas, case tallies and closed months to a store that has none of them."""
    session.add_all(other_forces(size.forces))
    session.flush()
    session.add_all([*areas_of_forces(size.forces), *_closed_months()])
    forces = [ref_of_force(number) for number in range(1, size.forces + 1)]
    batches = {(force, name): _batch(name, size) for force in forces for name in TALLY_NAMES}
    session.add_all(batches.values())
    session.flush()
    for force, name, rows in _tables(size):
        batch = batches[force, name]
        batch.rows += rows.height
        stamped = rows.with_columns(batch=pl.lit(batch.id), force=pl.lit(force))
        bulk_insert.insert_rows(session.connection(), name, stamped.select(_columns(name)))
    for batch in batches.values():
        batch.rows_new = batch.rows
    session.flush()


def _tables(size: Size) -> Iterator[tuple[str, str, pl.DataFrame]]:
    several = size.forces > 1
    for number, cases in enumerate(cases_of_forces(size), start=1):
        areas, force = areas_of_force(number), ref_of_force(number)
        for part, done in enumerate(range(0, cases, CASES_AT_ONCE)):
            dice = Dice(SEED, number, part, several_forces=several)
            some = min(CASES_AT_ONCE, cases - done)
            for name, rows in case_tables(dice, areas, some).items():
                yield force, name, rows
        for name, rows in counted_tables(Dice(SEED, number), areas).items():
            yield force, name, rows


def _columns(name: str) -> list[str]:
    return [column.name for column in METADATA.tables[name].columns if column.name != "id"]


def _batch(name: str, size: Size) -> ImportBatch:
    arguments = f"--cases {size.cases} --forces {size.forces} --seed {SEED}"
    return ImportBatch(
        file_name=RECORDED_BY,
        sha256=hashlib.sha256(arguments.encode()).hexdigest(),
        table=name,
        rows=0,
        source=RECORDED_BY,
        received_on=AS_AT,
        imported_at=TALLIED_AT,
        imported_by=RECORDED_BY,
        columns=",".join(column for column in _columns(name) if column not in OF_THE_STORE),
    )


def _closed_months() -> list[ClosedMonth]:
    ends = pl.date_range(FIRST_MONTH_END, LAST_CLOSED, "1mo", eager=True).dt.month_end()
    return [
        ClosedMonth(
            month_end=end,
            closed_at=datetime.combine(end + CLOSED_AFTER, CLOSED_AT, UTC),
            closed_by=RECORDED_BY,
        )
        for end in ends
    ]
