"""Words as they are marked: a state, a quote, a text that was typed, what is not real, nothing."""

import re
import textwrap

from data_access.vocabulary import Assurance, State, TimeState

NOTHING = "–"
DEMONSTRATION = "Demonstration: not real"
MARKDOWN = re.compile(r"([\\`*_{}\[\]<>#+!|~$:])")

# A state is always a word; its colour only stands beside it.
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
}
SHORT_NAMES = {
    "NPCC lead for adult sexual offences and CPS lead": "NPCC and CPS leads",
    "Devon and Cornwall Police": "Force",
    "CPS South West": "CPS",
    "Office of the Police and Crime Commissioner": "OPCC",
    "Crown Prosecution Service, nationally": "CPS nationally",
    "College of Policing": "College",
}


def badge(word: str | None) -> str:
    """A state as a word on a quiet ground; a dash where there is none."""
    if word is None:
        return NOTHING
    return f":{BADGES.get(word, 'gray')}-badge[{word}]"


def quiet(words: str) -> str:
    """Words that say nothing is there: seen, but not in the way."""
    return f":gray[{words}]"


def quoted(text: str | None) -> str:
    """Somebody's own words, between quotation marks; nothing for nothing."""
    return f"“{plain(text)}”" if text else ""


def plain(text: str | None) -> str:
    """Text that was typed or quoted, shown as it is and never read as Markdown."""
    return escaped(in_one_line(text or ""))


def in_one_line(text: str) -> str:
    """Text with one space wherever there are any, or a new line."""
    return " ".join(text.split())


def escaped(text: str) -> str:
    """The same text, in which no character is read as Markdown."""
    return MARKDOWN.sub(r"\\\1", text)


def shortened(text: str, longest: int) -> str:
    """The first words of a text, with an ellipsis where it is cut."""
    return textwrap.shorten(text, longest, placeholder=" …")


def short_names(names: str) -> str:
    """Names of bodies as a table has room for them."""
    for long, short in SHORT_NAMES.items():
        names = names.replace(long, short)
    return names
