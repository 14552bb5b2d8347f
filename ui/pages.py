"""The registry of pages: their places in the menu, their questions, and whose they are."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from data_access.vocabulary import Role


@dataclass(frozen=True)
class Page:
    """A page of the app.

    ``file``: in ``pages/``, without its ending. ``section``: the section of the menu; empty for a
    page that is in none. ``question``: the one it answers, as its docstring and the README have it.
    ``address``: its path in the app, if that is not the name of the file. ``roles``: whose page it
    is, where people sign in. ``not_for_the_room``: why it has no view for the room; empty where it
    has one. ``is_in_menu``: false of a page that opens from another one.
    """

    file: str
    title: str
    section: str
    question: str
    address: str | None = None
    is_default: bool = False
    roles: tuple[Role, ...] = (Role.READER,)
    not_for_the_room: str = ""
    is_in_menu: bool = True

    @property
    def path(self) -> str:
        """The file as Streamlit's links name it."""
        return f"../pages/{self.file}.py"

    @property
    def url_path(self) -> str:
        """Its path in the app."""
        if self.is_default:
            return ""
        return self.address or self.file.replace("_", "-")


BRIEFING = Page(
    "briefing",
    "Briefing",
    "",
    "Are we past a date, how far is each part, what changed, what was said and is not evidenced?",
    is_default=True,
)
RECOMMENDATIONS = Page(
    "recommendations",
    "Recommendations",
    "",
    "What does each recommendation ask, who said what of it, and what bears that out, in evidence "
    "and in figures?",
)
JOINT_ACTION_PLAN = Page(
    "joint_action_plan",
    "Joint action plan",
    "",
    "Which actions are late or have no date, whose are they, and what do they wait for?",
)
ANSWER = Page(
    "answer",
    "Answer to an inspection",
    "Office",
    "What have we said to each recommendation, what is missing, and how many days are left?",
    not_for_the_room="an answer is written on it",
)
MEETINGS = Page(
    "meetings",
    "Meetings",
    "Office",
    "What does the next meeting look at, what of earlier ones is not done, and what was given out?",
)
MEETING_MODE = Page(
    "meeting_mode",
    "Meeting mode",
    "Office",
    "What does the meeting make of each item? One after the other, for the projector or a tablet.",
    not_for_the_room="it is for the room as it is",
    is_in_menu=False,
)
FIND = Page(
    "find",
    "Find",
    "Explore",
    "Where does a word stand: in what was asked, promised, said, decided and measured?",
    not_for_the_room="it shows what somebody looks for",
    is_in_menu=False,
)
PUBLICATION = Page(
    "publication",
    "Safe to say in public",
    "Explore",
    "What may be said in public without identifying anyone, in which words?",
    address="safe-to-say-in-public",
    not_for_the_room="it is made to be copied and handed out",
)
UPDATE = Page(
    "update",
    "Record",
    "Office",
    "What is new? Record one thing at a meeting, or many parts and actions at once.",
    roles=(Role.RECORDER, Role.CONTRIBUTOR),
    not_for_the_room="things are recorded on it",
)
DATA = Page(
    "data",
    "Data",
    "Office",
    "What is loaded about cases, from whom, how old, with what gaps? Load, check and withdraw "
    "files here.",
)
ABOUT_THE_DATA = Page(
    "about_the_data",
    "About the data",
    "Office",
    "What is not sure, where does each figure come from, and what does a word mean?",
    not_for_the_room="it is to be looked up in",
)
ESCALATIONS = Page(
    "escalations",
    "Escalations",
    "Cases",
    "What was escalated, what came of it, and which delays should have been escalated and were "
    "not?",
)
VICTIM_COMMUNICATION = Page(
    "victim_communication",
    "Victim communication",
    "Victims",
    "Were victims told of decisions in time, in the way they asked for, and with their rights?",
)
# In the order of the menu.
PAGES = (
    BRIEFING,
    RECOMMENDATIONS,
    JOINT_ACTION_PLAN,
    Page(
        "case_action_plans",
        "Case action plans",
        "Cases",
        "How many are open, how old, answered by when, and what became of advice, files and "
        "decisions?",
    ),
    ESCALATIONS,
    VICTIM_COMMUNICATION,
    Page(
        "right_to_review",
        "Victims’ Right to Review",
        "Victims",
        "Who was told of the right, who asked, and what came of it, in each scheme?",
    ),
    Page(
        "when_support_ends",
        "When victims no longer support a case",
        "Victims",
        "At which stage and for which reason does support end, and what of that is not recorded?",
    ),
    Page(
        "protected_characteristics",
        "Protected characteristics",
        "Victims",
        "Of which of the nine are victims asked, and what is missing?",
    ),
    Page(
        "explore",
        "Explore",
        "Explore",
        "Any other question: count anything, split it, and take the link.",
        not_for_the_room="the question is put on it, and its picture can be saved",
    ),
    FIND,
    PUBLICATION,
    ANSWER,
    MEETINGS,
    MEETING_MODE,
    UPDATE,
    DATA,
    ABOUT_THE_DATA,
)


# Only where people sign in: else there is nobody to propose, and nothing to record.
PROPOSALS = Page(
    "proposals",
    "Proposals",
    "Office",
    "What do the force and the CPS propose to record, and what became of it?",
    roles=(Role.RECORDER, Role.CONTRIBUTOR),
    not_for_the_room="things are decided on it",
    is_in_menu=False,
)
ACCESS = Page(
    "access",
    "Record of access",
    "Office",
    "Who signed in, what did they open and take, and whose sessions are open?",
    address="record-of-access",
    not_for_the_room="it names who opened what",
    is_in_menu=False,
)
WHERE_PEOPLE_SIGN_IN = (*PAGES, PROPOSALS, ACCESS)
# The page that an earlier address leads on to, and what is chosen there beside what it chooses.
MOVED: dict[str, tuple[Page, dict[str, str]]] = {
    "packs-given-out": (MEETINGS, {}),
    "catch-up": (UPDATE, {"entries": "many"}),
    "words": (ABOUT_THE_DATA, {}),
}


def of_address(url_path: str) -> Page:
    """The page with a path in the app, whoever may open it."""
    return next(each for each in WHERE_PEOPLE_SIGN_IN if each.url_path == url_path)


def sections(offered: Iterable[Page] = PAGES) -> dict[str, list[Page]]:
    """The pages of each section, in order, with those that are not in the menu."""
    by_section: Iterable[tuple[str, Iterable[Page]]] = groupby(offered, lambda page: page.section)
    return {section: list(pages) for section, pages in by_section}
