"""The state of each recommendation on a day: that of its least advanced part."""

from typing import NamedTuple

from data_access.vocabulary import State, Voice
from metrics.day_facts import DayFacts
from metrics.day_state import DayState
from metrics.memoize import memoize
from metrics.plan.deadlines import in_order
from metrics.recommendations.parts import ADVANCE
from metrics.text_format import counted


class Standing(NamedTuple):
    """``state``: the least advanced one recorded; null for none. ``left``: how many of the
    ``asked`` positions nobody has recorded.
    """

    state: State | None
    left: int
    asked: int


@memoize
def standings(facts: DayFacts) -> dict[str, Standing]:
    """The standing of each recommendation, by its ref.

    Asked for are the positions of the force and the CPS on the parts asked of them, or that of the
    body addressed where no part is theirs. A recommendation of which no part is known is left out.
    """
    newest = {
        (part, voice): State(state)
        for part, voice, state in in_order(facts.tables["position"])
        .select("requirement", "voice", "state")
        .iter_rows()
    }
    asked: dict[str, list[State | None]] = {}
    of_others: dict[str, list[State | None]] = {}
    parts = facts.tables["requirement"].select("ref", "recommendation", "for_force", "for_cps")
    for part, recommendation, for_force, for_cps in parts.iter_rows():
        if for_force:
            asked.setdefault(recommendation, []).append(newest.get((part, Voice.FORCE)))
        if for_cps:
            asked.setdefault(recommendation, []).append(newest.get((part, Voice.CPS)))
        if not (for_force or for_cps):
            addressed = newest.get((part, Voice.ADDRESSEE))
            of_others.setdefault(recommendation, []).append(addressed)
    return {ref: _standing(states) for ref, states in (of_others | asked).items()}


def complete_text(day_state: DayState) -> str:
    """A sentence: how many recommendations there are, and how many are complete in every part."""
    rows = day_state.recommendations
    ours = rows.filter(rows["parts"] > 0)
    complete = (ours["parts"] == ours["parts_complete"]).sum()
    whole = f"The {counted(rows.height, 'recommendation')}"
    if ours.is_empty():
        return whole
    return (
        f"{whole}: {complete} of the {ours.height} for the force or CPS South West reported "
        "complete in every part"
    )


def _standing(states: list[State | None]) -> Standing:
    recorded = [state for state in states if state is not None]
    least = min(recorded, key=ADVANCE.index, default=None)
    return Standing(least, len(states) - len(recorded), len(states))
