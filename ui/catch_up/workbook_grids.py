"""Other sheets of the workbook of Catch up than parts and actions: judgements and the rest."""

from collections.abc import Callable

import polars as pl

from data_access import schemas
from data_access.vocabulary import (
    Assurance,
    EscalationOutcome,
    EscalationSide,
    MeetingKind,
    Route,
    State,
)
from metrics.catch_up import seen_and_closed_to_report
from metrics.day_state import DayState
from metrics.frames import Row
from metrics.text_format import day_text
from ui.catch_up.grid import PARTS, SINCE, Grid
from ui.elements.markdown import in_one_line

NOTHING = pl.DataFrame()
REASONS, GIVEN_BY, MEETING = "Reasons", "Given by", "Meeting"


def _judgements(day_state: DayState) -> pl.DataFrame:
    return day_state.parts.select("label", "short_title", requirement="ref").join(
        day_state.tables["judgement"]
        .sort("effective_on", "id")
        .unique("requirement", keep="last")
        .select(
            "requirement",
            "performance",
            "plan",
            "reasons",
            "given_by",
            "meeting",
            "review_due_on",
            since="effective_on",
        ),
        on="requirement",
        how="left",
        maintain_order="left",
    )


def _part_shown(row: Row) -> dict[str, str]:
    return {"Part": f"{row['label']}. {row['short_title']}"}


def _numbered(table: str, subject: str) -> Callable[[DayState], pl.DataFrame]:
    """A function that gives the rows of a table, with their number as ``subject``."""

    def rows(day_state: DayState) -> pl.DataFrame:
        return day_state.tables[table].rename({"id": subject})

    return rows


def _escalations(day_state: DayState) -> pl.DataFrame:
    is_open = pl.col("outcome") == EscalationOutcome.OPEN
    return day_state.tables["escalation"].select(
        "subject",
        "reason",
        "raised_on",
        "resolved_on",
        pl.when(~is_open).then("outcome").alias("outcome"),
        escalation="ref",
    )


def _new(name: str, table: str, kind: type[schemas.Entry], day: str, /, **cells: str) -> Grid:
    """A grid of which each row is a new one."""
    return Grid(
        name,
        table,
        kind,
        (),
        lambda _: NOTHING,
        lambda _: {},
        lambda _: name,
        cells,
        {field: words for field, words in CHOICES.items() if field in cells},
        stands={},
        always=frozenset(cells),
        day=day,
        has_history=False,
    )


def _to_close(
    name: str,
    table: str,
    kind: type[schemas.Entry],
    rows: Callable[[DayState], pl.DataFrame],
    shown: Callable[[Row], dict[str, str]],
    title: Callable[[Row], str],
    cells: dict[str, str],
) -> Grid:
    """A grid of what is filled in once for all: its cells, the last of which is the day."""
    return Grid(
        name,
        table,
        kind,
        (table,),
        rows,
        shown,
        title,
        cells,
        {field: words for field, words in CHOICES.items() if field in cells},
        stands={field: field for field in cells},
        always=frozenset(cells),
        day=[*cells][-1],
        has_history=False,
    )


CHOICES = {
    "kind": [word.value for word in MeetingKind],
    "route": [word.value for word in Route],
    "side": [word.value for word in EscalationSide],
    "outcome": [word.value for word in EscalationOutcome if word != EscalationOutcome.OPEN],
}
OF_JUDGEMENTS = {
    "performance": "How it is done now",
    "plan": "The plan for it",
    "reasons": REASONS,
    "given_by": GIVEN_BY,
    "meeting": MEETING,
    SINCE: "Since",
    "review_due_on": "To be judged again by",
}
WORKBOOK_GRIDS = {
    # Meetings come before what was judged, decided and asked at them.
    "New meetings": _new(
        "meetings",
        "meeting",
        schemas.NewMeeting,
        "held_on",
        kind="Which meeting",
        held_on="Held on",
    ),
    "Seen and closed": PARTS._replace(
        name="evidence seen, closed",
        rows=seen_and_closed_to_report,
        # An inspectorate alone can call a part superseded.
        choices={"state": [word.value for word in State]},
    ),
    "Judgements": Grid(
        "judgements",
        "judgement",
        schemas.NewJudgement,
        ("requirement",),
        _judgements,
        _part_shown,
        lambda row: f"{row['label']}. {row['short_title']}",
        OF_JUDGEMENTS,
        {
            "performance": [word.value for word in Assurance],
            "plan": [word.value for word in Assurance],
        },
        stands={name: "since" if name == SINCE else name for name in OF_JUDGEMENTS},
        always=frozenset(OF_JUDGEMENTS),
    ),
    "Decisions": _to_close(
        "decisions",
        "decision",
        schemas.DecisionDone,
        _numbered("decision", "decision"),
        lambda row: {"Decision": row["text"], "Due": day_text(row["due_on"], "no date")},
        lambda row: f"decision {row['decision']}. {in_one_line(row['text'])}",
        {"done_on": "Done on"},
    ),
    "New decisions": _new(
        "decisions",
        "decision",
        schemas.NewDecision,
        "",
        meeting=MEETING,
        text="What was decided",
        owner="Whose",
        due_on="By when",
    ),
    "Questions": _to_close(
        "questions",
        "ask",
        schemas.QuestionAnswered,
        _numbered("ask", "ask"),
        lambda row: {"Question": row["what"], "Asked": day_text(row["asked_on"])},
        lambda row: f"question {row['ask']}. {in_one_line(row['what'])}",
        {"answer": "Answer", "answered_on": "Answered on"},
    ),
    "New questions": _new(
        "questions",
        "ask",
        schemas.NewAsk,
        "asked_on",
        of_whom="Of whom",
        what="What is asked",
        asked_on="Asked on",
        due_on="Answer due on",
        meeting=MEETING,
    ),
    "Escalations": _to_close(
        "escalations",
        "escalation",
        schemas.Resolution,
        _escalations,
        lambda row: {"About": row["subject"], "Why": row["reason"]},
        lambda row: f"{row['escalation']}, of {row['subject']}",
        {"outcome": "What came of it", "resolved_on": "Resolved on"},
    ),
    "New escalations": _new(
        "escalations",
        "escalation",
        schemas.NewEscalation,
        "raised_on",
        subject="Action",
        rung="To which level",
        route="Formal or informal",
        side="Which side raised it",
        reason="Why",
        raised_on="Raised on",
        respond_by_on="Answer due on",
    ),
}
