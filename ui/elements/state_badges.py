"""States as words on a coloured ground; ``style.css`` says which colour each name stands for."""

from data_access.vocabulary import Assurance, ProposalDecision, State, TimeState
from ui.elements.markdown import NOTHING

# A state is always a word; the colour only supports it.
BADGES = {
    State.NOT_STARTED: "gray",
    State.NOT_TAKEN_FORWARD: "violet",
    State.WAITING: "violet",
    State.UNDER_WAY: "orange",
    State.COMPLETE: "green",
    State.ANOTHER_BODY: "violet",
    TimeState.OVERDUE: "red",
    TimeState.DUE_SOON: "orange",
    TimeState.ON_TIME: "blue",
    TimeState.NO_DATE: "gray",
    "reported complete": "green",
    "evidence seen": "green",
    "closed": "green",
    Assurance.NOT_ASSURED: "red",
    Assurance.PART_ASSURED: "orange",
    Assurance.ASSURED: "green",
    ProposalDecision.ACCEPTED: "green",
    ProposalDecision.RETURNED: "orange",
}


def badge(word: str | None) -> str:
    """A state as a word on a coloured ground; a dash for null."""
    if word is None:
        return NOTHING
    return f":{BADGES.get(word, 'gray')}-badge[{word}]"
