"""Proposals: made and taken back by a contributor, accepted or returned by a recorder.

A proposal is an entry of one of the schemas in ``KINDS``, and goes through the rules of that
schema twice: when it is proposed, and when it is accepted and recorded.
"""

import json
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any, NamedTuple

from sqlalchemy import select
from sqlmodel import Session, col

from data_access import schemas
from data_access.schemas import Entry
from data_access.sign_in.roles import Person
from data_access.store import Store
from data_access.tables import Action, ActionUpdate, Ask, Evidence, Organisation, Proposal
from data_access.vocabulary import OrganisationKind, ProposalDecision, ProposalKind, Voice
from data_access.writes.errors import Overtaken, Refused, validate
from data_access.writes.plan import current_lead
from data_access.writes.recording import WRITES, Stamp, add, event_of, number_of
from data_access.writes.rules import find, not_taken_back, writer

KINDS: dict[ProposalKind, type[Entry]] = {
    ProposalKind.ACTION_UPDATE: schemas.NewActionUpdate,
    ProposalKind.EVIDENCE: schemas.NewEvidence,
    ProposalKind.ANSWER: schemas.QuestionAnswered,
}
KIND_OF = {schema: kind for kind, schema in KINDS.items()}
# In which voice an organisation speaks; every other one is an addressee.
VOICES = {
    OrganisationKind.POLICE_FORCE: Voice.FORCE,
    OrganisationKind.PROSECUTION_SERVICE: Voice.CPS,
    OrganisationKind.COMMISSIONER: Voice.OPCC,
    OrganisationKind.INSPECTORATE: Voice.INSPECTORATE,
}
# Kept in a column of its own.
SEEN = {"seen"}
NOBODY_PROPOSES = "Only a contributor of an organisation proposes: sign in as one."
UNKNOWN_ORGANISATION = (
    "The settings say that you are of {organisation}, which is no organisation here. Ask whoever "
    "looks after the app to mend that; what you typed is still here."
)


class Subject(NamedTuple):
    """The subject of an entry: an action by its ref, or a question by its id."""

    action: str | None = None
    ask: int | None = None


def propose(store: Store, new: Entry, *, by: str, at: datetime, follows: int | None = None) -> int:
    """Keeps ``new`` as a proposal of the organisation of who signed in, and returns its number.

    It is checked exactly as ``record`` would check it, and must be about an action or a question of
    that organisation. ``follows``: the returned or withdrawn proposal that it stands for.
    Errors: Refused, in words for the writer; NotAllowed for who is no contributor.
    """
    name, person, kind = writer(by), _contributor(store), KIND_OF.get(type(new))
    if kind is None or getattr(new, "corrects", None) is not None:
        raise Refused("This is recorded by the office, and cannot be proposed.")
    subject = f"{person.organisation}, {kind}, {WRITES[type(new)].subject(new)}"
    with store.writing(name, "propose", subject, at=at) as session:
        organisation = _organisation(session, person)
        about = _own_subject(session, organisation, new)
        stamp = Stamp(name, at)
        _would_be_recorded(session, new, stamp)
        row = Proposal(
            organisation=organisation.ref,
            kind=kind,
            **about._asdict(),
            seen=_seen(session, about),
            fields=_as_json(new),
            follows=follows,
            **stamp.columns,
        )
        _not_proposed_already(session, row)
        _may_follow(session, row)
        session.add(row)
        session.flush()
        return int(row.id or 0)


def withdraw_proposal(store: Store, number: int, *, by: str, at: datetime) -> None:
    """Takes back an open proposal of the organisation of who signed in. Errors: as ``propose``."""
    person = _contributor(store)
    name = writer(by)
    with store.writing(name, "propose no more", f"proposal {number}", at=at) as session:
        proposal = _undecided(session, number)
        if proposal.organisation != person.organisation:
            raise Refused("That is a proposal of another organisation.")
        _decide(proposal, ProposalDecision.WITHDRAWN, Stamp(name, at))


def accept(
    store: Store, number: int, *, by: str, at: datetime, seen: int | None = None
) -> str | int:
    """Records what was proposed, and that it was accepted, in one transaction.

    ``seen``: the newest update of its action that the recorder saw, 0 for none; null for that
    which the contributor saw. Returns the ref or id of what was recorded. Errors: Refused, also
    where it is decided already or the rules no longer let it be recorded; nothing is written then.
    """
    name = writer(by)
    stamp = Stamp(name, at)
    with store.writing(name, "accept proposal", f"proposal {number}", at=at) as session:
        proposal = _undecided(session, number)
        organisation = find(session, Organisation, proposal.organisation, "organisation")
        newest = _nothing_since(session, proposal, seen)
        new = entry_of(proposal.kind, proposal.fields, seen=newest)
        _own_subject(session, organisation, new)
        row = add(session, new, stamp)
        session.flush()
        session.add(event_of(new, stamp))
        _decide(proposal, ProposalDecision.ACCEPTED, stamp)
        proposal.recorded_row = int(row.id or 0)
        return number_of(row)


def return_(store: Store, new: schemas.ProposalReturned, *, by: str, at: datetime) -> None:
    """Gives an open proposal back to who proposed it, with the reason. Errors: Refused."""
    name = writer(by)
    with store.writing(name, "return proposal", f"proposal {new.proposal}", at=at) as session:
        proposal = _undecided(session, new.proposal)
        proposal.reason = new.reason
        _decide(proposal, ProposalDecision.RETURNED, Stamp(name, at))


def entry_of(kind: ProposalKind, fields: str, *, seen: int | None = None) -> Entry:
    """The entry that was proposed. Errors: Invalid; Refused where its words were blanked."""
    values: Mapping[str, Any] = json.loads(fields)
    if not values:
        raise Refused("The words of this proposal were blanked, so nothing of it can be recorded.")
    schema = KINDS[kind]
    known = {"seen": seen} if "seen" in schema.model_fields else {}
    return validate(schema, **values, **known)


def _contributor(store: Store) -> Person:
    """The contributor who signed in. Errors: Refused where nobody did, or for no organisation."""
    if store.person is None or store.person.organisation is None:
        raise Refused(NOBODY_PROPOSES)
    return store.person


def _organisation(session: Session, person: Person) -> Organisation:
    found = session.scalar(select(Organisation).where(col(Organisation.ref) == person.organisation))
    if found is None:
        raise Refused(UNKNOWN_ORGANISATION.format(organisation=person.organisation))
    return found


def _own_subject(session: Session, organisation: Organisation, new: Entry) -> Subject:
    """The subject of an entry. Errors: Refused if it is not the organisation's."""
    if isinstance(new, schemas.QuestionAnswered):
        ask = session.get(Ask, new.ask)
        if ask is None or ask.of_whom != organisation.ref:
            raise Refused(f"There is no such question to {organisation.name}.")
        return Subject(ask=ask.id)
    if isinstance(new, schemas.NewEvidence):
        _own_evidence(session, organisation, new)
        return Subject(action=new.action)
    assert isinstance(new, schemas.NewActionUpdate)
    _own_action(session, organisation, new.action)
    return Subject(action=new.action)


def _own_action(session: Session, organisation: Organisation, ref: str) -> Action:
    action = find(session, Action, ref, "action")
    if current_lead(session, action) != organisation.ref:
        raise Refused(
            f"{organisation.name} does not lead {ref}: choose an action that it leads.",
            field="action",
        )
    return action


def _own_evidence(session: Session, organisation: Organisation, new: schemas.NewEvidence) -> None:
    """Refuses evidence that is not of the organisation, about an action that it leads."""
    if new.action is None:
        raise Refused("Say which of your actions the evidence is about.", field="action")
    action, voice = _own_action(session, organisation, new.action), voice_of(organisation.kind)
    if new.figure_owed:
        raise Refused("Only the office records whether a figure is owed.", field="figure_owed")
    if new.requirement not in (None, action.requirement):
        raise Refused(f"{new.action} is about another part.", field="requirement")
    if new.voice != voice:
        raise Refused(f"{organisation.name} gives evidence in its own name.", field="voice")
    if new.supplies and new.supplies != new.action:
        claim = session.scalar(select(Evidence).where(col(Evidence.ref) == new.supplies))
        if claim is None:
            _own_action(session, organisation, new.supplies)
        elif claim.voice != voice:
            raise Refused(f"{new.supplies} is a claim of another body.", field="supplies")


def voice_of(kind: OrganisationKind) -> Voice:
    """The voice in which an organisation of this kind speaks."""
    return VOICES.get(kind, Voice.ADDRESSEE)


def _would_be_recorded(session: Session, new: Entry, stamp: Stamp) -> None:
    """Refuses what could not be recorded. It records the entry, and takes that back."""
    with session.begin_nested() as attempt:
        add(session, new, stamp)
        session.flush()
        attempt.rollback()
    session.expire_all()


def _newest_update(session: Session, action: str) -> ActionUpdate | None:
    of_it = select(ActionUpdate).where(
        col(ActionUpdate.action) == action, not_taken_back(ActionUpdate)
    )
    return session.scalars(of_it.order_by(col(ActionUpdate.id).desc()).limit(1)).first()


def _seen(session: Session, about: Subject) -> int | None:
    """The newest update of its action, 0 for none: a writer who missed it was refused before."""
    if about.action is None:
        return None
    newest = _newest_update(session, about.action)
    return int(newest.id or 0) if newest else 0


def _nothing_since(session: Session, proposal: Proposal, seen: int | None) -> int | None:
    """The newest update of its action. Errors: Overtaken if that is not the one that was seen."""
    if proposal.action is None:
        return None
    newest = _newest_update(session, proposal.action)
    # The number of a withdrawn update may be given again, so its moment counts too.
    is_later = newest and newest.recorded_at > proposal.recorded_at
    if newest and (newest.id != proposal.seen or is_later if seen is None else newest.id != seen):
        raise Overtaken(
            f"{newest.recorded_by} recorded something on {proposal.action} since (from "
            f"{newest.effective_on:%d/%m/%Y}: {newest.state or 'no new state'}). Look at it, then "
            "accept or return the proposal."
        )
    return int(newest.id or 0) if newest else 0


def _not_proposed_already(session: Session, row: Proposal) -> None:
    same = select(Proposal).where(
        col(Proposal.organisation) == row.organisation,
        col(Proposal.kind) == row.kind,
        col(Proposal.fields) == row.fields,
        col(Proposal.decision).is_(None),
    )
    if found := session.scalars(same).first():
        raise Overtaken(f"This is proposed already, as proposal {found.id}.")


def _may_follow(session: Session, row: Proposal) -> None:
    """Refuses a proposal that stands for one that is still open, of others, or replaced already."""
    if row.follows is None:
        return
    earlier = session.get(Proposal, row.follows)
    if earlier is None or earlier.organisation != row.organisation:
        raise Refused(f"Your organisation has no proposal {row.follows}.")
    if earlier.decision not in (ProposalDecision.RETURNED, ProposalDecision.WITHDRAWN):
        raise Refused(f"Proposal {row.follows} was not returned.")
    if session.scalar(select(Proposal).where(col(Proposal.follows) == row.follows)):
        raise Overtaken(f"Proposal {row.follows} was sent again already.")


def _undecided(session: Session, number: int) -> Proposal:
    proposal = session.get(Proposal, number)
    if proposal is None:
        raise Refused(f"There is no proposal {number}.")
    if proposal.decision and proposal.decided_at:
        raise Overtaken(
            f"Proposal {number} was {proposal.decision} on {proposal.decided_at:%d/%m/%Y} by "
            f"{proposal.decided_by}. Nothing was changed."
        )
    return proposal


def _decide(proposal: Proposal, decision: ProposalDecision, stamp: Stamp) -> None:
    proposal.decision = decision
    proposal.decided_at, proposal.decided_by = stamp.at.astimezone(UTC), stamp.by


def _as_json(new: Entry) -> str:
    """The fields of an entry as JSON; empty ones are left out."""
    said = new.model_dump(mode="json", exclude=SEEN, exclude_none=True, exclude_defaults=True)
    return json.dumps(said, ensure_ascii=False)
