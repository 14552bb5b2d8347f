"""A made-up second inspection: three recommendations, and some progress on them."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from typing import Any

from data_access import vocabulary as words
from data_access.store import open_store
from data_access.tables import Action, Evidence, Position, Recommendation, Requirement, Table

AT = datetime(2022, 2, 28, 9, tzinfo=UTC)
RECORDED: dict[str, Any] = {"recorded_at": AT, "recorded_by": "OPCC policy officer"}
PLACE: dict[str, Any] = {"section": "1", "paragraph": 1}
WORDS = ["Test recommendation one", "Test recommendation two", "Test recommendation three"]


def recommendations() -> Iterator[Table]:
    for number, asked in enumerate(WORDS, start=1):
        yield Recommendation(
            ref=f"rape-2/{number}",
            inspection="rape-2",
            number=number,
            short_title=asked,
            text=f"{asked}, in full.",
            wording=words.Wording.PARAPHRASE,
            **PLACE,
        )


def parts() -> Iterator[Table]:
    for number, asked in enumerate(WORDS, start=1):
        yield Requirement(
            ref=f"rape-2/{number}/main",
            recommendation=f"rape-2/{number}",
            part="main",
            label=str(number),
            short_title=asked,
            text=asked,
            addressee="Home Office" if number == 3 else "Devon and Cornwall Police",
            for_force=number != 3,
            for_cps=False,
            deadline_kind=words.DeadlineKind.NONE,
            answered=words.Answered.ANSWERED,
            **PLACE,
        )


def progress() -> Iterator[Table]:
    yield Action(
        ref="A901",
        requirement="rape-2/1/main",
        title="Test action",
        lead_organisation="force",
        origin=words.Origin.JOINT_PLAN,
        opened_on=date(2022, 2, 25),
        first_due_on=date(2022, 2, 27),
        deadline_kind=words.DeadlineKind.AGREED,
        **RECORDED,
    )
    yield Position(
        requirement="rape-2/2/main",
        voice=words.Voice.FORCE,
        state=words.State.COMPLETE,
        effective_on=date(2022, 2, 26),
        **RECORDED,
    )
    yield Evidence(
        ref="E901",
        requirement="rape-2/1/main",
        title="Test claim",
        voice=words.Voice.FORCE,
        kind=words.EvidenceKind.STATEMENT,
        figure_owed=True,
        effective_on=date(2022, 2, 26),
        date_basis=words.DateBasis.STATED,
        **RECORDED,
    )


def load(url: str) -> None:
    """Puts the second inspection into a demonstration store."""
    for rows in (recommendations, parts, progress):
        with open_store(url).writing("test", "load", "rape-2", at=AT) as session:
            session.add_all(rows())
