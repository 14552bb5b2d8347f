"""The words for each voice, and for what it says of a part."""

from data_access.vocabulary import State, Voice

VOICES = {
    Voice.FORCE: "force",
    Voice.CPS: "CPS",
    Voice.ADDRESSEE: "the body it is addressed to",
    Voice.OPCC: "OPCC",
    Voice.INSPECTORATE: "inspectorate",
}


def state_word(state: str | None, voice: Voice) -> str:
    """The words for a state as ``voice`` gives it; "nothing recorded" for null."""
    if state == State.COMPLETE:
        return {Voice.OPCC: "evidence seen", Voice.INSPECTORATE: "closed"}.get(
            voice, "reported complete"
        )
    return state or "nothing recorded"
