"""A slow and simple second implementation of ``metrics``: rows are dicts, and every rule is a loop.

Nothing here uses Polars. This module returns all the rows that a metric returns;
``tests/oracles_briefing.py`` counts the briefing's figures in them.
"""

from collections.abc import Iterable, Mapping
from copy import deepcopy
from datetime import date, timedelta
from typing import Any

from tests.sentences import (
    CLOSED_NOT_COMPLETE,
    COMPLETE_MISSED,
    COMPLETE_UNSEEN,
    SEEN_EXPIRED,
    SEEN_NOT_COMPLETE,
)

Row = dict[str, Any]
Rows = list[Row]
Tables = Mapping[str, Rows]

CLOSED = ("complete", "not being taken forward")
VOICES = ("force", "cps", "addressee", "opcc", "inspectorate")
SEEN_KINDS = ("document", "data", "audit", "victim_voice")
DISAGREE = "where bodies disagree"
NOT_EVIDENCED = "said complete and not evidenced"
MEASURED_OTHERWISE = "said complete and measured otherwise"
MOST_WORRYING_FIRST = ["not assured", "part-assured", "assured"]


# History


def as_at(tables: Tables, day: date) -> dict[str, Rows]:
    """Every table as it stood on ``day``."""
    day_columns = {
        "inspection": "published_on",
        "comment": "effective_on",
        "stated_position": "effective_on",
        "recurrence": "effective_on",
        "occurrence": "done_on",
        "frequency": "effective_on",
        "position": "effective_on",
        "judgement": "effective_on",
        "evidence": "effective_on",
        "action": "opened_on",
        "action_update": "effective_on",
        "escalation": "raised_on",
        "meeting": "held_on",
        "ask": "asked_on",
        "saved_view": "effective_on",
        "draft_statement": "effective_on",
        "draft_remark": "effective_on",
        "draft_approval": "effective_on",
        "draft_invitation": "effective_on",
        "draft_publication": "effective_on",
        "published_fact": "effective_on",
    }
    stood = {name: uncorrected(deepcopy(rows)) for name, rows in tables.items()}
    for name, column in day_columns.items():
        stood[name] = [row for row in stood[name] if row[column] <= day]
    for name, parent in (
        ("finding", "inspection"),
        ("recommendation", "inspection"),
        ("requirement", "recommendation"),
        ("comment", "recommendation"),
        ("stated_position", "requirement"),
        ("recurrence", "requirement"),
        ("occurrence", "recurrence"),
        ("frequency", "recurrence"),
        ("decision", "meeting"),
    ):
        known = [row["ref"] for row in stood[parent]]
        stood[name] = [row for row in stood[name] if row[parent] in (None, *known)]
    for decision in stood["decision"]:
        if is_later(decision["done_on"], day):
            decision["done_on"] = None
    for ask in stood["ask"]:
        if is_later(ask["answered_on"], day):
            ask["answered_on"] = ask["answer"] = None
    for escalation in stood["escalation"]:
        if is_later(escalation["resolved_on"], day):
            escalation["resolved_on"], escalation["outcome"] = None, "open"
    answered = {row["ref"]: is_answered(row, day) for row in stood["inspection"]}
    of_inspection = {row["ref"]: row["inspection"] for row in stood["recommendation"]}
    for inspection in stood["inspection"]:
        forget_the_answer(inspection, day, answered=answered[inspection["ref"]])
    for part in stood["requirement"]:
        if not answered[of_inspection[part["recommendation"]]]:
            part["answered"] = part["silent_on"] = None
    return stood


def forget_the_answer(inspection: Row, day: date, *, answered: bool) -> None:
    """Resets what was recorded of the answer after ``day``."""
    if not answered:
        inspection["responded_on"] = inspection["date_basis"] = None
    if is_later(inspection["none_published_by"], day):
        inspection["none_published_by"] = None
    if not answered and inspection["none_published_by"] is None:
        inspection["answer_recorded_at"] = inspection["answer_recorded_by"] = None


def uncorrected(rows: Rows) -> Rows:
    """The entries that no later entry replaces."""
    corrected = [row.get("corrects") for row in rows]
    return [row for row in rows if row.get("id") not in corrected]


def is_later(filled_on: date | None, day: date) -> bool:
    """Whether it was filled in, but only after ``day``."""
    return filled_on is not None and filled_on > day


def is_answered(inspection: Row, day: date) -> bool:
    """Whether it was answered by ``day``; without a date, on the day the answer was due.

    Where the law asks for no answer, it is due on no day but the one that is stated.
    """
    answered_on = inspection["responded_on"]
    if answered_on is None and inspection["date_basis"] == "not stated; due date used":
        answered_on = inspection["response_due_stated_on"]
        if answered_on is None and inspection["answer_owed"] is not False:
            answered_on = answer_due_on(inspection)
    return answered_on is not None and answered_on <= day


def answer_due_on(inspection: Row) -> date:
    """The 56th day, counting from the day of publication, unless the store gives another."""
    given: date | None = inspection["response_due_computed_on"]
    day: date = inspection["published_on"]
    for _ in range(55):
        day += timedelta(days=1)
    return given or day


# Deadlines


def with_progress(
    actions: Rows,
    updates: Rows,
    evidence: Rows,
    recurrences: Rows,
    began_on: date | None = None,
) -> Rows:
    """Each action with the state its updates give it, one update after the other."""
    found = []
    for action in actions:
        known_on = action["recorded_at"].date() if action["origin"] != "response" else began_on
        progress: Row = {
            "state": None,
            "waiting_on": None,
            "last_word": None,
            "updated_on": None,
            "closed_on": None,
            "newest_update": 0,
            "first_agreed_on": action["first_due_on"],
            "due_on": action["first_due_on"],
            "date_changes": 0,
            "moved_on": action["opened_on"],
            "moved_known_on": known_on,
            "date_known_on": known_on,
            "review_on": action["review_on"],
            "lead_organisation": action["lead_organisation"],
            "owner_role": action["owner_role"],
        }
        for update in in_order(updates):
            if update["action"] == action["ref"]:
                take_in(update, progress)
        for piece in in_order(evidence):
            if piece["action"] == action["ref"] and piece["effective_on"] >= progress["moved_on"]:
                progress["moved_on"] = piece["effective_on"]
                progress["moved_known_on"] = piece["recorded_at"].date()
        progress["recurs"] = next(
            (
                row["agreed_often"] or row["time_stated"]
                for row in recurrences
                if row["action"] == action["ref"]
            ),
            None,
        )
        progress["is_followed_up"] = (
            action["origin"] != "response"
            or progress["updated_on"] is not None
            or progress["moved_on"] > action["opened_on"]
        )
        found.append(action | progress)
    return found


def with_frequencies(recurrences: Rows, frequencies: Rows) -> Rows:
    """What is done again and again, each with how often as was agreed last, in words."""
    found = []
    for row in recurrences:
        agreed = in_order(each for each in frequencies if each["recurrence"] == row["ref"])
        often = None
        if agreed and agreed[-1]["every"] is None:
            continue
        if agreed:
            every, unit = agreed[-1]["every"], agreed[-1]["unit"]
            often = f"every {unit[:-1]}" if every == 1 else f"every {every} {unit}"
        if often or row["time_stated"]:
            found.append(row | {"agreed_often": often})
    return found


def take_in(update: Row, progress: Row) -> None:
    """Applies one update to the progress so far."""
    day = update["effective_on"]
    moves = False
    if update["state"] is not None:
        if update["state"] != progress["state"]:
            moves = True
            progress["closed_on"] = day if update["state"] in CLOSED else None
        progress["state"] = update["state"]
        progress["waiting_on"] = None
    if update["waiting_on"] is not None:
        progress["waiting_on"] = update["waiting_on"]
    if update["note"] is not None:
        progress["last_word"] = update["note"]
    if update["new_lead"] is not None:
        progress["lead_organisation"] = update["new_lead"]
        progress["owner_role"] = None
    if update["new_owner"] is not None:
        progress["owner_role"] = update["new_owner"]
    if update["new_review_on"] is not None:
        progress["review_on"] = update["new_review_on"]
    if update["new_due_on"] is not None and update["new_due_on"] != progress["due_on"]:
        moves = True
        if progress["due_on"] is None:
            progress["first_agreed_on"] = update["new_due_on"]
        else:
            progress["date_changes"] += 1
        progress["due_on"] = update["new_due_on"]
        progress["date_known_on"] = update["recorded_at"].date()
    if moves and day >= progress["moved_on"]:
        progress["moved_on"] = day
        progress["moved_known_on"] = update["recorded_at"].date()
    progress["updated_on"] = day
    progress["newest_update"] = max(progress["newest_update"], update["id"])


def with_time_state(actions: Rows, day: date, due_soon_days: int, stale_days: int) -> Rows:
    """Each action with the state of its date on ``day``."""
    found = []
    for action in actions:
        is_open = action["state"] not in CLOSED
        due, first = action["due_on"], action["first_agreed_on"]
        known_on = action["moved_known_on"] or action["moved_on"]
        still = (day - max(action["moved_on"], known_on)).days
        found.append(
            action
            | {
                "is_open": is_open,
                "time_state": time_state(action, day, due_soon_days),
                "days_overdue": (day - due).days if is_open and due and due < day else None,
                "days_overdue_on_first": (
                    (day - first).days if is_open and first and first < day else None
                ),
                "days_later": (due - first).days if due and first else None,
                "days_past_words": (
                    (day - action["latest_on"]).days
                    if is_open
                    and not due
                    and not action["recurs"]
                    and action["latest_on"]
                    and action["latest_on"] < day
                    else None
                ),
                "days_open": (day - action["opened_on"]).days,
                "days_still": still,
                "is_stale": is_open and action["is_followed_up"] and still >= stale_days,
            }
        )
    return found


def actions_of(known: Tables, day: date, due_soon_days: int, stale_days: int) -> Rows:
    """The actions of the tables as at ``day``, with their progress and the state of their date."""
    actions = with_progress(
        [row for row in known["action"] if row["kind"] == "action"],
        known["action_update"],
        known["evidence"],
        with_frequencies(known["recurrence"], known["frequency"]),
    )
    return with_time_state(actions, day, due_soon_days, stale_days)


def time_state(action: Row, day: date, due_soon_days: int) -> str:
    """The state of the date of one action."""
    if action["state"] in CLOSED:
        return str(action["state"])
    if action["due_on"] is None:
        return why_undated(action)
    days_left = (action["due_on"] - day).days
    if days_left < 0:
        return "overdue"
    return "due soon" if days_left <= due_soon_days else "on time"


def why_undated(action: Row) -> str:
    """Why an open action has no date."""
    if action["recurs"]:
        return "recurs"
    if action["time_stated"]:
        return "time stated in words"
    in_place = action["stated_as"] in ("in place", "done")
    return "in place" if in_place and action["state"] in (None, "under way") else "no date agreed"


def date_changes(actions: Rows, updates: Rows) -> Rows:
    """Each replacement of an agreed date by another one."""
    agreed = {action["ref"]: action["first_due_on"] for action in actions}
    leads = {action["ref"]: action["lead_organisation"] for action in actions}
    named = {action["ref"]: action for action in actions}
    found = []
    for update in in_order(updates):
        ref, new = update["action"], update["new_due_on"]
        if update["new_lead"] is not None:
            leads[ref] = update["new_lead"]
        if new is None or ref not in named:
            continue
        was, agreed[ref] = agreed[ref], new
        if was is None or was == new:
            continue
        found.append(
            {
                "action": ref,
                "title": named[ref]["title"],
                "lead_organisation": leads[ref],
                "effective_on": update["effective_on"],
                "recorded_at": update["recorded_at"],
                "was": was,
                "now": new,
                "change_reason": update["change_reason"],
                "agreed_by": update["agreed_by"],
                "after_passed": update["effective_on"] > was,
            }
        )
    return found


# Recommendations


def with_voices(
    requirements: Rows, positions: Rows, judgements: Rows, evidence: Rows, day: date
) -> Rows:
    """Each part with the position of every voice."""
    found = []
    for part in requirements:
        said: Row = {}
        for voice in VOICES:
            newest = newest_of(
                row
                for row in positions
                if row["requirement"] == part["ref"] and row["voice"] == voice
            )
            said[f"{voice}_state"] = newest.get("state")
            said[f"{voice}_on"] = newest.get("effective_on")
            said[f"{voice}_note"] = newest.get("note")
        judged = newest_of(row for row in judgements if row["requirement"] == part["ref"])
        for column in ("performance", "plan", "reasons", "review_due_on"):
            said[column] = judged.get(column)
        said["judged_on"] = judged.get("effective_on")
        for kind in SEEN_KINDS:
            said[kind] = sum(
                piece["requirement"] == part["ref"]
                and piece["kind"] == kind
                and (piece["expires_on"] is None or piece["expires_on"] >= day)
                for piece in evidence
            )
        said["expired"] = sum(
            piece["requirement"] == part["ref"]
            and piece["kind"] != "statement"
            and piece["expires_on"] is not None
            and piece["expires_on"] < day
            for piece in evidence
        )
        asked = [voice for voice in ("force", "cps") if part[f"for_{voice}"]]
        is_local = bool(asked)
        said["is_local"] = is_local
        said["reported_complete"] = is_local and all(
            said[f"{voice}_state"] == "complete" for voice in asked
        )
        said["evidence_seen"] = is_local and said["opcc_state"] == "complete"
        said["closed"] = is_local and said["inspectorate_state"] == "complete"
        found.append(part | said)
    return found


def differences(parts: Rows, missed: dict[str, str]) -> list[tuple[str, str, str]]:
    """The label of a part, the kind of each difference on it, and its words, kind after kind.

    ``missed``: by ref, the words for the measures that miss their target.
    """
    bodies, ahead, closed, unseen, gone, otherwise = [], [], [], [], [], []
    for part in parts:
        ref = part["ref"]
        said = [part[f"{voice}_state"] for voice in ("force", "cps") if part[f"for_{voice}"]]
        if len(said) == 2 and None not in said and said[0] != said[1]:
            bodies.append((ref, DISAGREE, f"force: {said[0]}; CPS: {said[1]}"))
        if part["evidence_seen"] and {*said} - {None, "complete"}:
            ahead.append((ref, DISAGREE, SEEN_NOT_COMPLETE))
        if part["closed"] and {*said} - {None, "complete"}:
            closed.append((ref, DISAGREE, CLOSED_NOT_COMPLETE))
        if part["reported_complete"] and not part["evidence_seen"]:
            unseen.append((ref, NOT_EVIDENCED, COMPLETE_UNSEEN))
        holds = any(part[kind] for kind in ("document", "data", "audit", "victim_voice"))
        if part["evidence_seen"] and part["expired"] and not holds:
            gone.append((ref, NOT_EVIDENCED, SEEN_EXPIRED))
        if part["reported_complete"] and ref in missed:
            otherwise.append((ref, MEASURED_OTHERWISE, f"{COMPLETE_MISSED}: {missed[ref]}"))
    return bodies + ahead + closed + unseen + gone + otherwise


def figures_owed(evidence: Rows, asks: Rows) -> Rows:
    """Each figure claimed without a number and not supplied since, the oldest first."""
    found = []
    for claim in evidence:
        supplied = [piece for piece in evidence if piece["supplies"] == claim["ref"]]
        if not claim["figure_owed"] or supplied:
            continue
        asked = [ask["asked_on"] for ask in asks if ask["evidence"] == claim["ref"]]
        found.append(
            {key: claim[key] for key in ("ref", "requirement", "title", "quote")}
            | {
                "claimed_by": claim["voice"],
                "claimed_on": claim["effective_on"],
                "asked_on": min(asked, default=None),
            }
        )
    return sorted(found, key=lambda row: (row["claimed_on"], row["asked_on"] or date.max))


def summaries(recommendations: Rows, parts: Rows, actions: Rows) -> Rows:
    """One row per recommendation. ``actions`` carry their time state."""
    found = []
    for recommendation in sorted(
        recommendations, key=lambda row: (row["inspection"], row["number"])
    ):
        own = [part for part in parts if part["recommendation"] == recommendation["ref"]]
        own_refs = [part["ref"] for part in own]
        at_work = [row for row in actions if row["is_open"] and row["requirement"] in own_refs]
        found.append(recommendation | of_parts(own) | of_actions(at_work))
    return found


def of_parts(own: Rows) -> Row:
    """The columns of one recommendation from its parts; empty where it has none."""
    columns = (
        "whose parts parts_complete parts_seen parts_closed document data audit victim_voice "
        "expired immediate performance judged_on"
    ).split()
    if not own:
        return dict.fromkeys(columns)
    judged = [part for part in own if part["performance"]]
    worst = min(
        judged,
        key=lambda part: (
            MOST_WORRYING_FIRST.index(part["performance"]),
            -part["judged_on"].toordinal(),
        ),
        default={"performance": None, "judged_on": None},
    )
    return {
        "whose": "; ".join(dict.fromkeys(whose(part) for part in own)),
        "parts": sum(part["is_local"] for part in own),
        "parts_complete": sum(part["reported_complete"] for part in own),
        "parts_seen": sum(part["evidence_seen"] for part in own),
        "parts_closed": sum(part["closed"] for part in own),
        **{kind: sum(part[kind] for part in own) for kind in (*SEEN_KINDS, "expired")},
        "immediate": any(is_still_immediate(part) for part in own),
        "performance": worst["performance"],
        "judged_on": worst["judged_on"],
    }


def of_actions(at_work: Rows) -> Row:
    """The columns of one recommendation from its open actions; empty where it has none."""
    if not at_work:
        return {"next_due_on": None, "days_overdue": None, "undated": None}
    return {
        "next_due_on": min((row["due_on"] for row in at_work if row["due_on"]), default=None),
        "days_overdue": max(
            (row["days_overdue"] for row in at_work if row["days_overdue"]), default=None
        ),
        "undated": sum(row["time_state"] == "no date agreed" for row in at_work),
    }


def whose(part: Row) -> str:
    """The addressee; for another body, with the state it gives, if any."""
    says = None if part["is_local"] else part["addressee_state"]
    says = "reported complete" if says == "complete" else says
    return f"{part['addressee']}: {says}" if says else str(part["addressee"])


def is_still_immediate(part: Row) -> bool:
    """Whether it was asked for at once, and the bodies asked do not all say complete."""
    done = part["reported_complete"] if part["is_local"] else part["addressee_state"] == "complete"
    superseded = part["inspectorate_state"] == "superseded"
    return part["deadline_kind"] == "immediate" and not (done or superseded)


# Changes


def takes_in(rows: Rows, since: date, day: date) -> Rows:
    """Rows of the window, those recorded late marked."""
    found = []
    for row in rows:
        recorded_on = row["recorded_at"].date()
        in_window = since < row["effective_on"] <= day
        late = row["effective_on"] <= since < recorded_on
        if in_window or late:
            found.append(row | {"recorded_late": late})
    return found


def moved_voices(positions: Rows, since: date, day: date) -> Rows:
    """Positions of the window that changed the state a voice gives of a part."""
    moves: dict[int, Row] = {}
    newest_move: dict[tuple[str, str], int] = {}
    said: dict[tuple[str, str], str] = {}
    for position in in_order(positions):
        of = position["requirement"], position["voice"]
        if said.get(of) != position["state"]:
            moves[position["id"]] = position | {"was": said.get(of)}
            newest_move[of] = position["id"]
        said[of] = position["state"]
    marked = [
        move | {"still_so": newest_move[move["requirement"], move["voice"]] == move["id"]}
        for move in moves.values()
    ]
    return takes_in(marked, since, day)


def decisions_not_done(decisions: Rows, meetings: Rows, day: date) -> Rows:
    """Open decisions, the latest first; those not late come last, by the day they were made."""
    held = {meeting["ref"]: meeting for meeting in meetings}
    found = []
    for decision in decisions:
        if decision["done_on"] is None and decision["meeting"] in held:
            meeting, due = held[decision["meeting"]], decision["due_on"]
            found.append(
                decision
                | {
                    "held_on": meeting["held_on"],
                    "kind": meeting["kind"],
                    "days_late": (day - due).days if due and due < day else None,
                }
            )
    return sorted(found, key=lambda row: (-(row["days_late"] or 0), row["held_on"]))


# Order


def in_order(rows: Iterable[Row]) -> Rows:
    """Rows by the day they speak of; on the same day, in the order they were recorded."""
    return sorted(rows, key=lambda row: (row["effective_on"], row["id"]))


def newest_of(rows: Iterable[Row]) -> Row:
    """The last of the rows in their order; an empty row for none."""
    ordered = in_order(rows)
    return ordered[-1] if ordered else {}
