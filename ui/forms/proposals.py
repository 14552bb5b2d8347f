"""Proposals of a contributor, written in forms in which others record."""

from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

import polars as pl
import streamlit as st

from data_access import writes
from data_access.vocabulary import ProposalDecision, ProposalKind, Voice
from data_access.writes import Refused, proposals
from metrics.text_format import day_text
from ui.elements.markdown import plain
from ui.page.page_view import PageView
from ui.sign_in import current_person

# Session key of the returned proposal that is being written anew.
SENT_AGAIN = "proposal sent again"
PROPOSED = (
    "Your proposal is with the office, which accepts it or returns it with a reason. Until it is "
    "accepted it changes nothing."
)


class Writing(NamedTuple):
    """A way of writing an entry of a form. ``done``: its message, instead of the form's own."""

    button: str
    heading: str
    write: Callable[..., str | int]
    done: str = ""


RECORDS = Writing("Save", "You are about to save", writes.record)
PROPOSES = Writing("Propose", "You are about to propose", proposals.propose, PROPOSED)


class Again(NamedTuple):
    """A returned proposal that is being written anew; ``number`` is null for none."""

    number: int | None = None
    fields: Mapping[str, Any] = {}

    @property
    def write_arguments(self) -> dict[str, int]:
        """The keyword arguments for the write."""
        return {"follows": self.number} if self.number else {}


def writing() -> Writing:
    """The way of writing for the reader of this page."""
    return PROPOSES if current_person.contributor() else RECORDS


def organisation() -> str | None:
    """The organisation for which the reader of this page proposes; null for who records."""
    contributor = current_person.contributor()
    return contributor.organisation if contributor else None


def voice(view: PageView) -> Voice | None:
    """The voice of a contributor's organisation; null for who records."""
    whose, kinds = organisation(), view.state.tables["organisation"].select("ref", "kind")
    kind = dict(kinds.iter_rows()).get(whose)
    if whose is None:
        return None
    return proposals.voice_of(kind) if kind else Voice.ADDRESSEE


def own_rows(rows: pl.DataFrame, *columns: str, view: PageView | None = None) -> pl.DataFrame:
    """The rows of which one of ``columns`` is a contributor's organisation; all for who records.

    With a ``view``, the voice of the organisation counts as itself.
    """
    whose = organisation()
    if whose is None:
        return rows
    names = [whose, *filter(None, [voice(view) if view else None])]
    return rows.filter(pl.any_horizontal(pl.col(column).is_in(names) for column in columns))


def begin_again(number: int) -> None:
    """Have the form of a returned proposal begin with what that said."""
    st.session_state[SENT_AGAIN] = number


def sent_again(view: PageView, kind: ProposalKind, **about: Any) -> Again:
    """The returned proposal that is being written anew in a form, after its reason is shown."""
    number, whose = st.session_state.get(SENT_AGAIN), organisation()
    if number is None or whose is None:
        return Again()
    is_it = {"id": number, "organisation": whose, "kind": kind} | about
    found = view.state.tables["proposal"].filter(
        [pl.col(name) == value for name, value in is_it.items()],
        pl.col("decision") == ProposalDecision.RETURNED,
    )
    if found.is_empty():
        return Again()
    row = found.row(0, named=True)
    st.info(
        f"Proposal {number} was returned by {plain(row['decided_by'])} on "
        f"{day_text(row['decided_at'].date())}: {plain(row['reason'])}"
    )
    try:
        fields = proposals.entry_of(kind, row["fields"]).model_dump()
    except Refused:
        fields = {}
    return Again(number, fields)


def end_again() -> None:
    """Forget which proposal was being written anew."""
    st.session_state.pop(SENT_AGAIN, None)
