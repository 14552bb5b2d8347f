"""The briefing's figures, counted slowly from the rows that ``tests/oracles.py`` returns."""

from datetime import date
from typing import NamedTuple

from tests.oracles import (
    Rows,
    Tables,
    actions_of,
    as_at,
    date_changes,
    figures_owed,
    takes_in,
    with_voices,
)

# No figure of the briefing says what is due soon or stale.
NO_LIMITS = (0, 0)


class Counted(NamedTuple):
    """The refs counted, and the denominator."""

    refs: set[str]
    out_of: int


def six_figures(tables: Tables, day: date) -> dict[str, Counted]:
    """The six figures of the briefing on ``day``, by the code of their measure."""
    return figures_of(as_at(tables, day), day)


def six_figures_of(tables: Tables, day: date, inspection: str | None) -> dict[str, Counted]:
    """The six figures of one of several inspections; for null, of actions tied to none of them."""
    known = as_at(tables, day)
    asked_by = {row["ref"]: row["inspection"] for row in known["recommendation"]}
    inspection_of = {row["ref"]: asked_by[row["recommendation"]] for row in known["requirement"]}
    # A claim about an action is of its inspection before the action was opened.
    part_of = {row["ref"]: row["requirement"] for row in tables["action"]}

    def is_of_it(part: str | None) -> bool:
        return inspection_of.get(part) == inspection

    return figures_of(
        {
            **known,
            "requirement": [row for row in known["requirement"] if is_of_it(row["ref"])],
            "action": [row for row in known["action"] if is_of_it(row["requirement"])],
            # A piece of evidence may supply a figure whichever part it is tied to.
            "evidence": [
                row
                if is_of_it(row["requirement"] or part_of.get(row["action"]))
                else {**row, "figure_owed": False}
                for row in known["evidence"]
            ],
        },
        day,
    )


def figures_of(known: Tables, day: date) -> dict[str, Counted]:
    """The six figures of the tables as they stood on ``day``."""
    evidence, actions = known["evidence"], actions_of(known, day, *NO_LIMITS)
    parts = with_voices(known["requirement"], known["position"], known["judgement"], evidence, day)
    claims = [row for row in evidence if row["figure_owed"]]
    local = sum(part["is_local"] for part in parts)
    return {
        "parts_reported_complete": Counted(
            refs_of([part for part in parts if part["reported_complete"]]), local
        ),
        "parts_evidence_seen": Counted(
            refs_of([part for part in parts if part["evidence_seen"]]), local
        ),
        "parts_closed": Counted(refs_of([part for part in parts if part["closed"]]), local),
        "actions_overdue": Counted(
            refs_of([row for row in actions if row["days_overdue"]]),
            sum(row["is_open"] and row["due_on"] is not None for row in actions),
        ),
        "actions_no_date": Counted(
            refs_of([row for row in actions if row["time_state"] == "no date agreed"]),
            sum(row["is_open"] for row in actions),
        ),
        "figures_owed": Counted(refs_of(figures_owed(evidence, [])), len(claims)),
    }


def overdue_on_first(tables: Tables, day: date) -> set[str]:
    """Open actions whose date first agreed has passed on ``day``."""
    actions = actions_of(as_at(tables, day), day, *NO_LIMITS)
    return refs_of([row for row in actions if row["days_overdue_on_first"]])


def since_the_meeting(tables: Tables, since: date, day: date) -> tuple[set[str], set[str], int]:
    """Parts newly reported complete, actions newly overdue, and dates changed after they passed."""
    then, now = six_figures(tables, since), six_figures(tables, day)
    complete, overdue = (
        now[code].refs - then[code].refs for code in ("parts_reported_complete", "actions_overdue")
    )
    known = as_at(tables, day)
    actions = [row for row in known["action"] if row["kind"] == "action"]
    changes = takes_in(date_changes(actions, known["action_update"]), since, day)
    return complete, overdue, sum(change["after_passed"] for change in changes)


def refs_of(rows: Rows) -> set[str]:
    """The ref of each row."""
    return {row["ref"] for row in rows}
