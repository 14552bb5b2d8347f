"""Reminders for each organisation: of actions, of parts, and of answers to inspections."""

from datetime import date
from typing import TYPE_CHECKING, Any

import polars as pl

from data_access.vocabulary import OrganisationKind, TimeState
from metrics.memoize import memoize
from metrics.plan.action_lists import no_change_text
from metrics.recommendations.inspections import awaited_text
from metrics.recommendations.part_dates import part_date_text, pressing_parts
from metrics.recommendations.statutory_dates import ASKED_FOR, answers_not_held, pressing_answers
from metrics.status_rules import open_business, undated_text
from metrics.text_format import NOBODY, capitalised, counted, day_text

if TYPE_CHECKING:
    from metrics.day_state import DayState
    from metrics.frames import Row

STALE, ESCALATED = "stale", "escalated"
# The most pressing first: an action is listed under the first that applies to it.
DATED_OR_OWED_A_DATE = (
    TimeState.OVERDUE.value,
    TimeState.DUE_SOON.value,
    TimeState.NO_DATE.value,
)
KINDS = (
    TimeState.OVERDUE.value,
    ESCALATED,
    TimeState.DUE_SOON.value,
    TimeState.NO_DATE.value,
    TimeState.TIME_STATED.value,
    STALE,
)
# What is in place or recurs is not asked for a date; a time in words is asked about once past.
IS_PRESSING = (
    pl.col("time_state").is_in(DATED_OR_OWED_A_DATE) | pl.col("days_past_words").is_not_null()
)
IS_ESCALATED = pl.col("escalated") != ""
# Open, and of a kind in ``KINDS``.
IS_CHASED = pl.col("is_open") & (IS_ESCALATED | IS_PRESSING | pl.col("is_stale"))
REQUESTS = {
    ESCALATED: "It is escalated. Please say where it stands.",
    TimeState.OVERDUE.value: "Please say what is still to do, and by when.",
    TimeState.DUE_SOON.value: "Please say whether the date will be met.",
    TimeState.NO_DATE.value: "Please give a date.",
    TimeState.TIME_STATED.value: "Please say whether it was done.",
    STALE: "Please say how it stands.",
}
ROWS = pl.Schema(
    {
        "lead_organisation": pl.String(),
        "lead": pl.String(),
        "kind": pl.String(),
        "ref": pl.String(),
        "title": pl.String(),
        "owner_role": pl.String(),
        "due_on": pl.Date(),
        "days_overdue": pl.Int64(),
        "stands": pl.String(),
        "asked": pl.String(),
        "line": pl.String(),
    }
)


def reminder_rows(actions: pl.DataFrame) -> pl.DataFrame:
    """One row per open action of a kind in ``KINDS``, by organisation, the most pressing first.

    ``actions``: with their dates and ``lead``, the name of the organisation, as a day state has
    them. ``kind``: overdue, else with an open escalation, due soon, no date agreed, a time in
    words that is past, or else stale.
    ``stands``: its date, or how long it has been open. ``line``: the row as a line of text. Those
    with no date stand in the order in which they were opened, whatever was said of them since.
    Shape: lead_organisation, lead, kind, ref, title, owner_role, due_on, days_overdue, stands,
    asked, line.
    """
    place = pl.col("kind").replace_strict(
        {kind: place for place, kind in enumerate(KINDS)}, return_dtype=pl.Int64
    )
    is_stale = pl.col("kind") == STALE
    in_order = (
        actions.filter(IS_CHASED)
        .with_columns(
            kind=pl.when(IS_ESCALATED, pl.col("time_state") != TimeState.OVERDUE)
            .then(pl.lit(ESCALATED))
            .when(IS_PRESSING)
            .then("time_state")
            .otherwise(pl.lit(STALE))
        )
        .sort(
            "lead",
            place,
            "due_on",
            pl.when(is_stale).then("moved_on").otherwise("opened_on"),
            nulls_last=True,
            maintain_order=True,
        )
    )
    rows = [
        row | {"stands": _stands(row), "asked": REQUESTS[row["kind"]], "line": _line(row)}
        for row in in_order.iter_rows(named=True)
    ]
    return pl.DataFrame(rows, ROWS)


def kind_heading(kind: str) -> str:
    """The heading over what is asked of one of ``KINDS``."""
    names = {STALE: "No recent change", ESCALATED: "Escalated, open"}
    return names.get(kind, capitalised(kind))


def reminder_text(rows: pl.DataFrame, as_at: date) -> str:
    """The rows of one organisation as the text of an e-mail; empty for no rows."""
    if rows.is_empty():
        return ""
    heading = (
        f"Joint action plan on {day_text(as_at)}, {rows['lead'][0]}: "
        f"{counted(rows.height, 'update')} requested"
    )
    parts = [
        f"{kind_heading(kind)}\n" + "\n".join(f"- {line}" for line in of_kind["line"])
        for (kind,), of_kind in rows.group_by("kind", maintain_order=True)
        if isinstance(kind, str)
    ]
    return "\n\n".join([heading, *parts]) + "\n"


def _line(row: dict[str, Any]) -> str:
    owner = row["owner_role"] or NOBODY
    return f"{row['ref']}, {row['title']} ({owner}): {_stands(row)}. {REQUESTS[row['kind']]}"


def _stands(row: dict[str, Any]) -> str:
    unchanged = no_change_text(row) if row["is_stale"] else ""
    return "; ".join(filter(None, (*open_business(row), _when(row), unchanged)))


def _when(row: dict[str, Any]) -> str:
    if row["days_past_words"]:
        return f"“{row['time_stated']}”, {day_text(row['latest_on'])} at the latest"
    if row["due_on"] is None and row["time_state"] != TimeState.NO_DATE:
        return f"open for {counted(row['days_open'], 'day')}"
    if row["due_on"] is None:
        return undated_text(row)
    first = f", first agreed {day_text(row['first_agreed_on'])}" if row["days_later"] else ""
    late = f", {counted(row['days_overdue'], 'day')} late" if row["days_overdue"] else ""
    return f"due {day_text(row['due_on'])}{first}{late}"


ASKED_OF_PART = "Please say where it stands."


@memoize
def inspection_reminders(day_state: "DayState") -> dict[str, list[str]]:
    """Lines of text for each body to be asked, by its name: parts first, the longest past first.

    The force and the CPS Area are named as organisations, other bodies as the part names them; an
    answer is asked of the Commissioner's office.
    """
    lines: dict[str, list[str]] = {}
    for row in pressing_parts(day_state).to_dicts():
        for body in _bodies(day_state, row):
            line = f"{row['label']}, {row['short_title']}: {part_date_text(row)}. {ASKED_OF_PART}"
            lines.setdefault(body, []).append(line)
    for line in _answers(day_state):
        lines.setdefault(_named(day_state, OrganisationKind.COMMISSIONER, "OPCC"), []).append(line)
    return lines


def _answers(day_state: "DayState") -> list[str]:
    pressing = [awaited_text(row) for row in pressing_answers(day_state).to_dicts()]
    not_held = [
        f"{row['short_title']}: the answer is not held here. Please {ASKED_FOR}."
        for row in answers_not_held(day_state).to_dicts()
    ]
    return pressing + not_held


def _bodies(day_state: "DayState", part: "Row") -> list[str]:
    local = [
        (part["for_force"], OrganisationKind.POLICE_FORCE, "the force"),
        (part["for_cps"], OrganisationKind.PROSECUTION_SERVICE, "the CPS Area"),
    ]
    names = [_named(day_state, kind, otherwise) for is_asked, kind, otherwise in local if is_asked]
    return names or [part["addressee"]]


def _named(day_state: "DayState", kind: OrganisationKind, otherwise: str) -> str:
    """The name of the store's first organisation of a kind."""
    organisations = day_state.tables["organisation"]
    return next(iter(organisations.filter(kind=kind.value)["name"]), otherwise)
