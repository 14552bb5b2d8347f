"""What inspections ask by when, read slowly from rows: answers, dates of parts, gaps, reminders."""

from datetime import date, timedelta

from tests.oracles import Row, Rows, Tables, actions_of, answer_due_on, as_at

COMPLETE, NOT_TAKEN_FORWARD = "complete", "not being taken forward"
SOON = 14


def days_between(first: date, last: date) -> int:
    """The days from ``first`` to ``last``, counted one after the other; negative backwards."""
    if last < first:
        return -days_between(last, first)
    days = 0
    while first < last:
        first += timedelta(days=1)
        days += 1
    return days


def answers(tables: Tables, day: date) -> dict[str, tuple[str, int | None, int | None]]:
    """The state of the answer to each inspection, its days left and its days late."""
    found = {}
    for inspection in as_at(tables, day)["inspection"]:
        found[inspection["ref"]] = answer_of(inspection, day)
    return found


def answer_of(inspection: Row, day: date) -> tuple[str, int | None, int | None]:
    due_on = answer_due_on(inspection)
    owed = inspection["answer_owed"] is not False
    published_on, none_by = inspection["responded_on"], inspection["none_published_by"]
    left = days_between(day, due_on)
    found: tuple[str, int | None, int | None]
    if published_on is not None and owed and published_on > due_on:
        found = ("answered late", None, days_between(due_on, published_on))
    elif published_on is not None or inspection["date_basis"] is not None:
        found = ("answered", None, None)
    elif not owed:
        found = ("not owed", None, None)
    elif left >= 0:
        found = ("awaited", left, None)
    elif none_by is not None and none_by >= due_on:
        found = ("not published", left, -left)
    else:
        found = ("not held here", None, None)
    return found


def said_by(tables: Tables, part: str, voice: str) -> str | None:
    """The newest state that a voice gave a part; the later entry of one day counts."""
    newest: Row | None = None
    for position in tables["position"]:
        if (position["requirement"], position["voice"]) != (part, voice):
            continue
        if newest is None or (position["effective_on"], position["id"]) > (
            newest["effective_on"],
            newest["id"],
        ):
            newest = position
    return newest["state"] if newest else None


def part_dates(tables: Tables, day: date) -> dict[str, tuple[str, int, bool]]:
    """The time state of each part with a date, its days to that date, and whether a body that is
    asked has said where it stands.
    """
    known = as_at(tables, day)
    found = {}
    for part in known["requirement"]:
        if part["due_on"] is None:
            continue
        asked = [voice for voice in ("force", "cps") if part[f"for_{voice}"]] or ["addressee"]
        said = [said_by(known, part["ref"], voice) for voice in asked]
        left = days_between(day, part["due_on"])
        inspectorate = said_by(known, part["ref"], "inspectorate")
        if all(state == COMPLETE for state in said) or inspectorate in (COMPLETE, "superseded"):
            state = "complete"
        elif all(state == NOT_TAKEN_FORWARD for state in said):
            state = NOT_TAKEN_FORWARD
        elif left < 0:
            state = "overdue"
        elif left <= SOON:
            state = "due soon"
        else:
            state = "on time"
        found[part["ref"]] = (state, left, any(each is not None for each in said))
    return found


def pressing_parts(tables: Tables, day: date) -> list[str]:
    """Parts past their date whose state is known or due soon, by date; then past and unknown."""
    dated = part_dates(tables, day)
    pressing = [ref for ref, (state, _, _) in dated.items() if state in ("overdue", "due soon")]
    in_order = sorted(pressing, key=lambda ref: dated[ref][1])
    unknown = [ref for ref in in_order if dated[ref][0] == "overdue" and not dated[ref][2]]
    return [ref for ref in in_order if ref not in unknown] + unknown


def answers_in(tables: Tables, day: date, *states: str) -> list[str]:
    """The inspections whose answer is in one of ``states``, the newest published first."""
    known = {row["ref"]: row for row in as_at(tables, day)["inspection"]}
    found = [ref for ref, (state, _, _) in answers(tables, day).items() if state in states]
    return sorted(found, key=lambda ref: known[ref]["published_on"], reverse=True)


def pressing_answers(tables: Tables, day: date) -> list[str]:
    """The inspections whose answer was not published in time or is due soon, longest past first."""
    left = {ref: days for ref, (_, days, _) in answers(tables, day).items()}
    newest_first = answers_in(tables, day, "awaited", "not published")
    near = [ref for ref in newest_first if left[ref] is not None and (left[ref] or 0) <= SOON]
    return sorted(near, key=lambda ref: left[ref] or 0)


def gaps(tables: Tables, day: date) -> dict[str, set[str]]:
    """What each part of the force or the CPS Area lacks: action, owner, evidence, update."""
    known = as_at(tables, day)
    part_of = {row["ref"]: row["requirement"] for row in tables["action"]}
    # An owner may have been named since, or handed the action over.
    in_progress = actions_of(known, day, SOON, SOON)
    found = {}
    for part in known["requirement"]:
        if not (part["for_force"] or part["for_cps"]):
            continue
        ref = part["ref"]
        actions = [row for row in in_progress if row["requirement"] == ref]
        evidence = [
            row
            for row in known["evidence"]
            if (row["requirement"] or part_of.get(row["action"])) == ref
        ]
        lacks = set()
        if not actions:
            lacks.add("no_action")
        if not [row for row in actions if row["owner_role"] is not None]:
            lacks.add("no_owner")
        if not [row for row in evidence if row["kind"] != "statement"]:
            lacks.add("no_evidence")
        if not _updates(known, ref, actions, evidence):
            lacks.add("no_update")
        found[ref] = lacks
    return found


def _updates(known: Tables, part: str, actions: Rows, evidence: Rows) -> Rows:
    refs = [row["ref"] for row in actions]
    return [
        *(row for row in known["position"] if row["requirement"] == part),
        *(row for row in known["judgement"] if row["requirement"] == part),
        *(row for row in evidence if row["date_basis"] == "stated"),
        *(row for row in actions if row["origin"] != "response"),
        *(row for row in known["action_update"] if row["action"] in refs),
    ]
