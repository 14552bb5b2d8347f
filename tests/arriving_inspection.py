"""A made-up inspection of 14 parts that has just been published, and a draft of its answer."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from data_access import schemas, writes
from data_access import vocabulary as words
from data_access.store import Store
from data_access.tables import Finding, Inspection, Recommendation, Requirement, Table
from data_access.vocabulary import Voice

REF = "rape-3"
PUBLISHED_ON = date(2021, 12, 6)
DRAFTED_ON = date(2022, 1, 10)
ANSWERED_ON = date(2022, 1, 28)
BY = "OPCC policy officer"
AT = datetime(2022, 1, 10, 9, 30, tzinfo=UTC)
PLACE: dict[str, Any] = {"section": "2", "paragraph": 1}
# By recommendation, for each of its parts, whom it asks: f the force, c the CPS Area, o another.
ASKED = ["f", "f", "fc", "f", "f", "o", "f", "f", "fc o", "f f f f"]
PARTS = [
    f"{REF}/{number}" + (f"/{letter}" if " " in parts else "")
    for number, parts in enumerate(ASKED, start=1)
    for letter, _ in zip("abcd", parts.split(), strict=False)
]
# Both of the CPS and of the force.
JOINT = (f"{REF}/3", f"{REF}/9/a")
OF_ANOTHER_BODY = (f"{REF}/6", f"{REF}/9/b")
LEADS = {Voice.FORCE: "force", Voice.CPS: "cps", Voice.OPCC: "opcc"}


def inspection(published_on: date = PUBLISHED_ON) -> Iterator[Table]:
    yield Inspection(
        ref=REF,
        title="An inspection of what victims of rape are told",
        short_title="Rape inspection, phase three",
        bodies="HMICFRS and HMCPSI",
        published_on=published_on,
        source="The report",
        verified=True,
    )


def contents() -> Iterator[Table]:
    for number, text in enumerate(("Victims are told late.", "Letters are hard to read."), start=1):
        yield Finding(inspection=REF, number=number, text=text, section="1", paragraph=number)
    for number, _ in enumerate(ASKED, start=1):
        yield Recommendation(
            ref=f"{REF}/{number}",
            inspection=REF,
            number=number,
            short_title=f"Tell victims better, way {number}",
            text=f"Tell victims better in way {number}.",
            wording=words.Wording.PARAPHRASE,
            **PLACE,
        )


def asked() -> Iterator[Table]:
    for number, parts in enumerate(ASKED, start=1):
        for letter, whom in zip("abcd", parts.split(), strict=False):
            is_one = " " not in parts
            yield Requirement(
                ref=f"{REF}/{number}" if is_one else f"{REF}/{number}/{letter}",
                recommendation=f"{REF}/{number}",
                part="main" if is_one else letter,
                label=str(number) if is_one else f"{number}{letter}",
                short_title=f"Tell victims better, way {number}",
                text=f"Tell victims better in way {number}.",
                addressee="Home Office" if whom == "o" else "Devon and Cornwall Police",
                for_force="f" in whom,
                for_cps="c" in whom,
                deadline_kind=words.DeadlineKind.NONE,
                **PLACE,
            )


def load(store: Store, published_on: date = PUBLISHED_ON) -> None:
    """Puts the inspection into a store, as published on a day."""
    at = datetime.combine(published_on, time(9), UTC)
    for rows in (lambda: inspection(published_on), contents, asked):
        with store.writing("starter content", "load", REF, at=at) as session:
            session.add_all(rows())


def voices(part: str) -> list[Voice]:
    """The bodies whose comments on a part the answer needs."""
    if part in OF_ANOTHER_BODY:
        return [Voice.OPCC]
    return [Voice.FORCE, *([Voice.CPS] if part in JOINT else []), Voice.OPCC]


def statement(part: str, voice: Voice, /, **details: Any) -> schemas.NewDraftStatement:
    """What a body says of a part: an action, or of another body's part the reason for none."""
    values: dict[str, Any] = {
        "stance": "accepted",
        "comment": f"The {voice} will change how victims are told, for {part}.",
        "action": f"Rewrite the letter for {part}",
        "stated_as": "planned",
        "lead_organisation": LEADS[voice],
        "owner_role": "Detective superintendent",
        "due_on": date(2022, 6, 30),
        "measure": "Victims told in time",
        "evidence": f"The new letter for {part}",
    }
    if part in OF_ANOTHER_BODY:
        values = {"stance": "accepted", "reason": "It is for the Home Office to do."}
    given = {"requirement": part, "voice": voice, "effective_on": DRAFTED_ON} | values
    return writes.validate(schemas.NewDraftStatement, **given | details)


def say(store: Store, part: str, voice: Voice, /, at: datetime = AT, **details: Any) -> int:
    """Records a statement of the draft, and returns its id."""
    return int(writes.record(store, statement(part, voice, **details), by=BY, at=at))


def draft(
    store: Store,
    *,
    but: tuple[str, ...] = (),
    at: datetime = AT,
    effective_on: date = DRAFTED_ON,
    **of_actions: Any,
) -> None:
    """Records the invitation, and what every body says of every part but those in ``but``."""
    invite(store, at, effective_on)
    entries = [
        statement(
            part,
            voice,
            effective_on=effective_on,
            **({} if part in OF_ANOTHER_BODY else of_actions),
        )
        for part in PARTS
        if part not in but
        for voice in voices(part)
    ]
    writes.record_together(store, entries, by=BY, at=at)


def approve(
    store: Store,
    *approving: Voice,
    newest: dict[Voice, int],
    at: datetime = AT,
    **details: Any,
) -> None:
    """Records that bodies approve their newest versions, by id."""
    for voice in approving:
        values = {
            "inspection": REF,
            "voice": voice,
            "approved_by": words.SPEAKER_NAMES[voice],
            "effective_on": DRAFTED_ON,
            "seen": newest[voice],
        }
        new = writes.validate(schemas.NewDraftApproval, **values | details)
        writes.record(store, new, by=BY, at=at)


def invite(store: Store, at: datetime = AT, effective_on: date = DRAFTED_ON) -> None:
    """Records that the chief officer is invited to comment within two weeks."""
    values = {"inspection": REF, "effective_on": effective_on, "source": "A letter"}
    by = effective_on + timedelta(14)
    new = writes.validate(schemas.NewDraftInvitation, **values, comment_by=by)
    writes.record(store, new, by=BY, at=at)


def published(
    seen: int, responded_on: date = ANSWERED_ON, waived_because: str | None = None
) -> schemas.DraftPublished:
    return schemas.DraftPublished(
        inspection=REF, responded_on=responded_on, seen=seen, waived_because=waived_because
    )
