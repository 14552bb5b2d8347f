"""Recounts the briefing's figures slowly and plainly, as a second opinion on ``metrics``.

Tables are lists of rows, each a dict: as ``export`` writes them, or from a frame's ``to_dicts``.
Nothing here uses Polars or knows how ``metrics`` counts.
"""

import csv
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from pathlib import Path
from typing import Any, NamedTuple

Row = dict[str, Any]
Tables = Mapping[str, list[Row]]
CLOSED = ("complete", "not being taken forward")


class Counted(NamedTuple):
    """The refs counted, and the denominator."""

    refs: set[str]
    out_of: int


def exported(folder: Path) -> dict[str, list[Row]]:
    """Every table that ``export`` wrote into ``folder``; every value is a text."""
    tables = {}
    for path in sorted(folder.glob("*.csv")):
        with path.open(newline="", encoding="utf-8") as lines:
            tables[path.stem] = list(csv.DictReader(lines))
    return tables


def six_figures_of(tables: Tables, day: date, inspection: str | None) -> dict[str, Counted]:
    """The six figures of one of several inspections; for null, of actions tied to none of them."""
    own = [
        row["ref"]
        for row in parts_known(tables, day)
        if inspection_of(tables, row["ref"]) == inspection
    ]
    known = [row["ref"] for row in parts_known(tables, day)]
    part_of = {row["ref"]: row["requirement"] for row in tables["action"]}

    def is_of_it(part: str | None) -> bool:
        return part in own if inspection else part not in known

    def part_of_evidence(row: Row) -> str | None:
        return row["requirement"] or part_of.get(row["action"])

    return six_figures(
        {
            **tables,
            "requirement": [row for row in tables["requirement"] if row["ref"] in own],
            "action": [row for row in tables["action"] if is_of_it(row["requirement"])],
            # A piece of evidence may supply a figure whichever part it is tied to.
            "evidence": [
                row if is_of_it(part_of_evidence(row)) else {**row, "figure_owed": False}
                for row in tables["evidence"]
            ],
        },
        day,
    )


def inspection_of(tables: Tables, part: str) -> Any:
    """The inspection that asks for the part."""
    asked = next(row["recommendation"] for row in tables["requirement"] if row["ref"] == part)
    return next(row["inspection"] for row in tables["recommendation"] if row["ref"] == asked)


def six_figures(tables: Tables, day: date) -> dict[str, Counted]:
    """The six figures of the briefing on ``day``, by the code of their measure."""
    local = [part for part in parts_known(tables, day) if asked_of(part)]
    actions = actions_known(tables, day)
    reported = {part["ref"] for part in local if is_reported_complete(tables, part, day)}
    return {
        "parts_reported_complete": Counted(reported, len(local)),
        "parts_evidence_seen": Counted(
            {part["ref"] for part in local if says(tables, part, "opcc", day) == "complete"},
            len(local),
        ),
        "parts_closed": Counted(
            {
                part["ref"]
                for part in local
                if says(tables, part, "inspectorate", day) == "complete"
            },
            len(local),
        ),
        "actions_overdue": Counted(overdue(tables, day), len(actions)),
        "actions_no_date": Counted(
            {
                action["ref"]
                for action in actions
                if is_open(tables, action, day) and not dates_of(tables, action, day)
            },
            len(actions),
        ),
        "figures_owed": figures_owed(tables, day),
    }


def overdue(tables: Tables, day: date) -> set[str]:
    """Open actions whose current date has passed on ``day``."""
    return {
        action["ref"]
        for action in actions_known(tables, day)
        if is_open(tables, action, day)
        and dates_of(tables, action, day)
        and dates_of(tables, action, day)[-1] < day
    }


def overdue_on_first(tables: Tables, day: date) -> set[str]:
    """Open actions whose date first agreed has passed on ``day``."""
    return {
        action["ref"]
        for action in actions_known(tables, day)
        if is_open(tables, action, day)
        and dates_of(tables, action, day)
        and dates_of(tables, action, day)[0] < day
    }


def since_the_meeting(tables: Tables, since: date, day: date) -> tuple[set[str], set[str], int]:
    """Parts newly reported complete, actions newly overdue, and dates changed after they passed."""
    complete = "parts_reported_complete"
    newly_complete = (
        six_figures(tables, day)[complete].refs - six_figures(tables, since)[complete].refs
    )
    newly_overdue = overdue(tables, day) - overdue(tables, since)
    return newly_complete, newly_overdue, len(changed_after_passing(tables, since, day))


def changed_after_passing(tables: Tables, since: date, day: date) -> list[Row]:
    """Updates of the window that replace a date which had gone by."""
    found = []
    for action in actions_known(tables, day):
        standing = as_day(action["first_due_on"])
        for update in updates_of(tables, action, day):
            new = as_day(update["new_due_on"])
            if new is None:
                continue
            said_on, recorded_on = as_day(update["effective_on"]), as_day(update["recorded_at"])
            assert said_on
            assert recorded_on
            in_the_window = said_on > since or since < recorded_on <= day
            if standing is not None and said_on > standing and in_the_window:
                found.append(update)
            standing = new
    return found


def figures_owed(tables: Tables, day: date) -> Counted:
    """Quantities claimed by ``day`` for which nothing recorded by then gives the number."""
    evidence = [row for row in tables["evidence"] if on_or_before(row["effective_on"], day)]
    claims = [
        row["ref"]
        for row in [*evidence, *actions_known(tables, day)]
        if is_true(row["figure_owed"])
    ]
    supplied = [row["supplies"] for row in evidence]
    return Counted({ref for ref in claims if ref not in supplied}, len(claims))


def parts_known(tables: Tables, day: date) -> list[Row]:
    """Parts of the inspections published by ``day``."""
    published = [
        row["ref"] for row in tables["inspection"] if on_or_before(row["published_on"], day)
    ]
    known = [row["ref"] for row in tables["recommendation"] if row["inspection"] in published]
    return [row for row in tables["requirement"] if row["recommendation"] in known]


def actions_known(tables: Tables, day: date) -> list[Row]:
    """Actions opened by ``day``."""
    return [row for row in tables["action"] if on_or_before(row["opened_on"], day)]


def asked_of(part: Row) -> list[str]:
    """The local bodies that the part is asked of."""
    return [voice for voice in ("force", "cps") if is_true(part[f"for_{voice}"])]


def is_reported_complete(tables: Tables, part: Row, day: date) -> bool:
    """Every body asked says complete."""
    return all(says(tables, part, voice, day) == "complete" for voice in asked_of(part))


def says(tables: Tables, part: Row, voice: str, day: date) -> str | None:
    """The last state that ``voice`` gave of the part by ``day``."""
    state = None
    for row in in_order(standing_entries(tables["position"])):
        its_own = row["requirement"] == part["ref"] and row["voice"] == voice
        if its_own and on_or_before(row["effective_on"], day):
            state = row["state"]
    return state


def standing_entries(rows: list[Row]) -> list[Row]:
    """The entries that no later entry replaces."""
    corrected = [row["corrects"] for row in rows]
    return [row for row in rows if row["id"] not in corrected]


def updates_of(tables: Tables, action: Row, day: date) -> list[Row]:
    """The updates of the action by ``day``, in order."""
    return [
        row
        for row in in_order(standing_entries(tables["action_update"]))
        if row["action"] == action["ref"] and on_or_before(row["effective_on"], day)
    ]


def is_open(tables: Tables, action: Row, day: date) -> bool:
    """Whether the action is neither complete nor dropped by ``day``."""
    state = None
    for update in updates_of(tables, action, day):
        state = update["state"] or state
    return state not in CLOSED


def dates_of(tables: Tables, action: Row, day: date) -> list[date]:
    """Every date agreed for the action by ``day``, the first one first."""
    given = [action["first_due_on"]]
    given += [update["new_due_on"] for update in updates_of(tables, action, day)]
    return [agreed for agreed in map(as_day, given) if agreed]


def in_order(rows: Iterable[Row]) -> list[Row]:
    """Rows by the day they speak of, then by their id."""
    return sorted(rows, key=lambda row: (str(row["effective_on"])[:10], int(row["id"])))


def on_or_before(value: Any, day: date) -> bool:
    """Whether ``value`` names a day that has come by ``day``."""
    found = as_day(value)
    return found is not None and found <= day


def as_day(value: Any) -> date | None:
    """The day in a text, a date or a moment; null for nothing."""
    if isinstance(value, datetime):
        return value.date()
    return date.fromisoformat(str(value)[:10]) if value else None


def is_true(value: Any) -> bool:
    """Truth, as a truth or as the text of one."""
    return str(value).lower() == "true"
