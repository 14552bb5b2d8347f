"""Loads invented case tallies: forces, areas, a batch per table and force, closed months."""

import hashlib
from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta

import polars as pl
from sqlmodel import Session

from data_access import bulk_insert
from data_access.demo.cases.case_work import invent_early_advice, invent_escalations, invent_plans
from data_access.demo.cases.forces_and_areas import (
    areas_of_force,
    areas_of_forces,
    cases_of_forces,
    other_forces,
    ref_of_force,
)
from data_access.demo.cases.investigations import (
    invent_cases,
    invent_referrals,
    investigations,
    known_referrals,
)
from data_access.demo.cases.random_columns import Dice
from data_access.demo.cases.samples import invent_dip_samples, invent_training_years
from data_access.demo.cases.victims import (
    invent_notices,
    invent_reviews,
    invent_support_ends,
    invent_support_referrals,
)
from data_access.demo.config import AS_AT, RECORDED_BY, Size
from data_access.tables import METADATA, TALLY_NAMES, ClosedMonth, ImportBatch


def case_tables(dice: Dice, areas: pl.DataFrame, cases: int) -> dict[str, pl.DataFrame]:
    """The rows of every table for ``cases`` cases in ``areas`` (name, pattern, weight)."""
    all_cases = invent_cases(dice, areas, cases)
    referrals = invent_referrals(dice, all_cases)
    advice = invent_early_advice(dice, all_cases, referrals)
    plans = invent_plans(dice, referrals)
    notices = invent_notices(dice, all_cases, referrals)
    return {
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
            dice = Dice(size.seed, number, part, several_forces=several)
            some = min(CASES_AT_ONCE, cases - done)
            for name, rows in case_tables(dice, areas, some).items():
                yield force, name, rows
        for name, rows in counted_tables(Dice(size.seed, number), areas).items():
            yield force, name, rows


def _columns(name: str) -> list[str]:
    return [column.name for column in METADATA.tables[name].columns if column.name != "id"]


def _batch(name: str, size: Size) -> ImportBatch:
    arguments = f"--cases {size.cases} --forces {size.forces} --seed {size.seed}"
    return ImportBatch(
        file_name=RECORDED_BY,
        sha256=hashlib.sha256(arguments.encode()).hexdigest(),
        table=name,
        rows=0,
        source=RECORDED_BY,
        received_on=AS_AT,
        imported_at=TALLIED_AT,
        imported_by=RECORDED_BY,
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
