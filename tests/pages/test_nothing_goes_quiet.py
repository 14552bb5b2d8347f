"""What has a day is said the day before, on the day, the day after and a year after, everywhere.

One store has one thing of each kind that falls due on one day. The table says what each page and
paper must say of it, whichever of the four days it is read on.
"""

import re
from datetime import UTC, date, datetime, timedelta

import pytest

from data_access import schemas, writes
from data_access.store import open_store
from data_access.vocabulary import EscalationSide, MeetingKind, Route, Voice
from tests import arriving_inspection as arriving
from tests.pages.conftest import everything_said, with_folds_opened
from tests.pages.opening import opened, stand_on
from tests.papers_of_pages import agenda_of
from ui import reads
from ui.papers.briefing_pack import briefing_pack
from ui.papers.briefing_view import briefing_view
from ui.papers.chaser import chaser
from ui.papers.paper import texts_in

DUE = date(2022, 1, 30)
AT = datetime(2021, 12, 20, 9, tzinfo=UTC)
BY = "OPCC policy officer"
HELD = date(2021, 12, 15)
# How far the day is read from the day on which all of it falls due.
DAYS = {"day before": -1, "day": 0, "day after": 1, "year after": 365}
QUESTION, DECISION = "How many letters were sent?", "Bring the draft"
# By thing, what stands in the line about it, and what that line says before it is late, and after.
THINGS = {
    "action": ("A2", "due 30 January 2022", "{} late"),
    "question": (QUESTION, "30 January 2022", "{} late"),
    "escalation": ("scalated to level 1", "answer due 30 January 2022", "{} late"),
    "decision": (DECISION, "30 January 2022", "{} late"),
    "answer": ("phase three", "30 January 2022|1 day left|due today", "{} late"),
}
# By page or paper, the things that it must name on each of the days.
ALWAYS = {
    "pack": ("action", "escalation", "answer"),
    "chaser": ("action", "question", "escalation"),
    "board": ("question", "decision", "answer"),
    "performance": ("action", "question", "decision"),
    "joint_action_plan": ("action", "escalation"),
    "meetings": ("action", "question", "decision", "answer"),
    "briefing": ("answer",),
    "answer": ("answer",),
}
ONCE_LATE = {"pack": ("question",), "board": ("action",), "briefing": ("action",)}
# The line about a thing begins with its name and is no longer.
LINE = 300


@pytest.fixture
def office(file_store, tmp_path, monkeypatch):
    """An office's own store with one thing of each kind that falls due on ``DUE``."""
    arriving.load(file_store, DUE - timedelta(55))
    arriving.say(file_store, arriving.PARTS[0], Voice.OPCC, at=AT, effective_on=AT.date())
    entries = (
        schemas.NewActionUpdate(
            action="A2", effective_on=AT.date(), new_due_on=DUE, agreed_by="The board"
        ),
        schemas.NewEscalation(
            subject="A2",
            route=Route.INFORMAL,
            rung=1,
            side=EscalationSide.POLICE,
            reason="No answer",
            raised_on=AT.date(),
            respond_by_on=DUE,
        ),
        schemas.NewMeeting(kind=MeetingKind.BOARD, held_on=HELD),
        schemas.NewAsk(of_whom="force", what=QUESTION, asked_on=HELD, due_on=DUE),
        schemas.NewDecision(
            meeting=f"board-{HELD}", text=DECISION, owner="A superintendent", due_on=DUE
        ),
    )
    for entry in entries:
        writes.record(file_store, entry, by=BY, at=AT)
    url = f"sqlite:///{tmp_path / 'office.db'}"
    monkeypatch.setenv("STORE_URL", url)
    return open_store(url)


def said_on(day):
    """By page and paper, every line that it says as at a day."""
    view = briefing_view(reads.store_state(), day, None)
    papers = {
        "pack": briefing_pack(view, "", is_drawn=False),
        "chaser": chaser(view, "force", None, ""),
        "board": agenda_of(view, "board", ""),
        "performance": agenda_of(view, "performance", ""),
    }
    pages = ("joint_action_plan", "meetings", "briefing", "answer")
    return {
        **{name: "\n".join(texts_in(paper)) for name, paper in papers.items()},
        **{
            name: everything_said(with_folds_opened(opened(name, as_at=f"{day}"))) for name in pages
        },
    }


@pytest.mark.usefixtures("office")
@pytest.mark.parametrize("which", DAYS)
def test_whatever_falls_due_is_said_on_every_page_and_paper(which, monkeypatch):
    day = DUE + timedelta(DAYS[which])
    stand_on(day, monkeypatch)
    days = (day - DUE).days
    late = f"{days} day{'s' if days > 1 else ''}" if days > 0 else ""

    for name, text in said_on(day).items():
        plain = text.replace("\xa0", " ").replace("**", "").replace("\\", "")
        things = (*ALWAYS[name], *(ONCE_LATE.get(name, ()) if late else ()))
        for thing in things:
            called, before, after = THINGS[thing]
            wanted = [after.format(late)] if late else before.split("|")
            lines = [plain[each.start() :][:LINE] for each in re.finditer(re.escape(called), plain)]
            said = [each for line in lines for each in wanted if each in line]
            assert said, f"{name} does not say of the {thing} on the {which}: {wanted}"
