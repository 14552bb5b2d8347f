"""The facts that a meeting needs of an item of its agenda to decide it."""

from collections.abc import Callable, Iterator
from typing import NamedTuple

import polars as pl

from data_access.vocabulary import Voice
from metrics.day_state import DayState
from metrics.frames import Row
from metrics.measures.measure import Measure
from metrics.memoize import memoize
from metrics.recommendations.measure_evidence import NO_FIGURE, measures_of_parts
from metrics.recommendations.part_dates import dates_in_short
from metrics.recommendations.parts import part_title
from metrics.recommendations.positions import VOICES, state_word
from metrics.status_rules import open_business
from metrics.text_format import NOBODY, capitalised, counted, day_text

WHO, BY_WHEN, WAITS_FOR, LAST_WORD, OPEN = "Who", "By when", "Waits for", "Last word", "Still open"
PROMISED, ASKED = "Promised", "Asked for"
NOTHING_SINCE = "nothing recorded since"


class ItemFacts(NamedTuple):
    """The facts known of an item.

    ``title``: what it is, without a number of it. ``lines``: pairs of a name and a text, in the
    order in which they are read. ``measures``: of its part, each in a line. ``action`` and
    ``part``: the refs of those that it is about; null for none. ``lead``: the ref of who leads the
    action. ``word``: the table and row of the last word of it; null for none. ``origin``: what was
    promised and asked for, as ``lines``. ``is_late``: whether its date has passed.
    """

    title: str
    lines: list[tuple[str, str]]
    measures: list[str]
    action: str | None = None
    part: str | None = None
    lead: str | None = None
    word: tuple[str, int] | None = None
    origin: tuple[tuple[str, str], ...] = ()
    is_late: bool = False


@memoize
def item_facts(day_state: DayState, key: str) -> ItemFacts | None:
    """The facts known on a day of the item with this ``key``; null where there are none."""
    kind, _, ref = key.partition(" ")
    find = ABOUT.get(kind)
    return find(day_state, ref) if find else None


def _action(day_state: DayState, ref: str) -> ItemFacts | None:
    row = _row(day_state.actions, pl.col("ref") == ref)
    if row is None:
        return None
    part = _row(day_state.parts, pl.col("ref").eq_missing(row["requirement"]))
    who = f"{row['lead']}, {row['owner_role'] or NOBODY}"
    lines = [
        (WHO, who),
        (BY_WHEN, _dates(row)),
        *([(WAITS_FOR, row["waiting_on"])] if row["waiting_on"] else []),
        *([(LAST_WORD, word)] if (word := _last_word(row)) else []),
        *([(OPEN, "; ".join(still_open))] if (still_open := open_business(row)) else []),
    ]
    promised = [(PROMISED, f"“{row['quote']}”")] if row["quote"] else []
    asked = [(ASKED, f"{part['label']}, {part['text']}")] if part else []
    return ItemFacts(
        f"{ref}, {row['title']}",
        lines,
        _measures(day_state, row["requirement"]),
        ref,
        row["requirement"],
        row["lead_organisation"],
        _newest_note(day_state, ref),
        (*promised, *asked),
        bool(row["days_overdue"]),
    )


def _dates(row: Row) -> str:
    if row["due_on"] is None:
        return row["time_stated"] or "no date agreed"
    changes = counted(row["date_changes"], "change")
    first = day_text(row["first_agreed_on"])
    due = f"due {day_text(row['due_on'])}"
    late = f", {counted(row['days_overdue'], 'day')} late" if row["days_overdue"] else ""
    return (
        f"{due}{late}; first agreed {first}, {changes} since"
        if row["date_changes"]
        else (f"{due}{late}, the date first agreed")
    )


def _last_word(row: Row) -> str:
    """What was recorded last; empty where only an escalation or a question was."""
    state = row["state"] or ""
    word = f"“{row['last_word']}”" if row["last_word"] else ""
    on = f"updated {day_text(row['updated_on'])}" if row["updated_on"] else ""
    nothing = "" if open_business(row) else NOTHING_SINCE
    return "; ".join(filter(None, (word, state, on))) or nothing


def _newest_note(day_state: DayState, action: str) -> tuple[str, int] | None:
    updates = day_state.tables["action_update"].filter(
        pl.col("action") == action, pl.col("note").is_not_null()
    )
    newest = updates.sort("effective_on", "id")["id"].to_list()
    return ("action_update", newest[-1]) if newest else None


def _part(day_state: DayState, ref: str) -> ItemFacts | None:
    row = _row(day_state.parts, pl.col("ref") == ref)
    if row is None:
        return None
    date = dates_in_short(day_state).get(ref, "no date of its own")
    of_it = day_state.actions.filter(pl.col("requirement") == ref)
    lines = [
        (WHO, row["addressee"]),
        (BY_WHEN, date),
        *((capitalised(VOICES[voice]), text) for voice, text in _positions(row)),
        *([("Board’s judgement", _judged(row))] if row["performance"] else []),
        ("Actions", "; ".join(_in_short(each) for each in of_it.to_dicts()) or "none"),
    ]
    origin = ((ASKED, f"“{row['text']}”"),)
    return ItemFacts(part_title(row), lines, _measures(day_state, ref), part=ref, origin=origin)


def _positions(row: Row) -> Iterator[tuple[Voice, str]]:
    """The last position of each voice on a part, in the order of the voices."""
    for voice in Voice:
        if state := row[f"{voice}_state"]:
            note = f": “{row[f'{voice}_note']}”" if row[f"{voice}_note"] else ""
            yield voice, f"{state_word(state, voice)}, {day_text(row[f'{voice}_on'])}{note}"


def _judged(row: Row) -> str:
    return f"{row['performance']}; the plan {row['plan']}; {day_text(row['judged_on'])}"


def _in_short(row: Row) -> str:
    return f"{row['ref']}, {row['title']} ({row['time_state']})"


def _inspection(day_state: DayState, ref: str) -> ItemFacts | None:
    row = _row(day_state.inspections, pl.col("ref") == ref)
    if row is None:
        return None
    lines = [
        ("Published", day_text(row["published_on"])),
        (BY_WHEN, f"answer due {day_text(row['answer_due_on'])}; {row['clock']}"),
    ]
    return ItemFacts(row["short_title"], lines, [])


def _evidence(day_state: DayState, ref: str) -> ItemFacts | None:
    row = _row(day_state.tables["evidence"], pl.col("ref") == ref)
    if row is None:
        return None
    owed = _row(day_state.figures_owed, pl.col("ref") == ref)
    asked = day_text(owed["asked_on"], "not yet requested") if owed else "supplied"
    lines = [
        (PROMISED, f"“{row['quote']}”" if row["quote"] else row["title"]),
        ("Claimed by", VOICES[Voice(row["voice"])]),
        ("Claimed", day_text(row["effective_on"])),
        ("Figure", asked),
    ]
    part = row["requirement"]
    return ItemFacts(row["title"], lines, _measures(day_state, part), row["action"], part)


def _escalation(day_state: DayState, ref: str) -> ItemFacts | None:
    row = _row(day_state.tables["escalation"], pl.col("ref") == ref)
    if row is None:
        return None
    about = _action(day_state, row["subject"])
    lines = [
        ("Why", row["reason"]),
        ("Raised", f"{day_text(row['raised_on'])}, to level {row['rung']}, {row['route']}"),
        ("Answer to it due", day_text(row["respond_by_on"], "no date agreed")),
    ]
    title = f"{ref} about {about.title if about else row['subject']}"
    if about is None:
        return ItemFacts(title, lines, [])
    return about._replace(title=title, lines=[*lines, *about.lines])


def _decision(day_state: DayState, number: str) -> ItemFacts | None:
    row = _row(day_state.tables["decision"], pl.col("id").cast(pl.String) == number)
    if row is None:
        return None
    meeting = _row(day_state.tables["meeting"], pl.col("ref") == row["meeting"])
    decided = day_text(meeting["held_on"]) if meeting else "not stated"
    lines = [
        ("Decided", f"{decided}: “{row['text']}”"),
        (WHO, row["owner"] or NOBODY),
        (BY_WHEN, day_text(row["due_on"], "no date agreed")),
        (LAST_WORD, f"done {day_text(row['done_on'])}" if row["done_on"] else "not done"),
    ]
    return ItemFacts(row["text"], lines, [], word=("decision", row["id"]))


def _question(day_state: DayState, number: str) -> ItemFacts | None:
    row = _row(day_state.tables["ask"], pl.col("id").cast(pl.String) == number)
    if row is None:
        return None
    whom = day_state.facts.names[row["of_whom"]]
    lines = [
        ("Asked", f"{day_text(row['asked_on'])}: “{row['what']}”"),
        (WHO, whom),
        (BY_WHEN, f"answer due {day_text(row['due_on'])}" if row["due_on"] else "no date agreed"),
        (LAST_WORD, f"“{row['answer']}”" if row["answer"] else "not answered"),
    ]
    return ItemFacts(f"{whom}: {row['what']}", lines, [], word=("ask", row["id"]))


def _measures(day_state: DayState, part: str | None) -> list[str]:
    """The newest value of each measure of a part with its target, if one is set.

    Those of which there is no figure yet are counted in the last line.
    """
    if part is None:
        return []
    rows = measures_of_parts(day_state).filter(pl.col("requirement") == part)
    known = rows.filter(pl.col("said") != NO_FIGURE)
    lines = [
        f"{capitalised(row['title'])}: {row['said']}"
        + ("" if row["target"] == Measure.target else f" (target: {row['target']})")
        for row in known.to_dicts()
    ]
    without = rows.height - known.height
    return [*lines, *([f"{counted(without, 'measure')} with no figure yet"] if without else [])]


def _row(rows: pl.DataFrame, condition: pl.Expr) -> Row | None:
    return next(rows.filter(condition).iter_rows(named=True), None)


ABOUT: dict[str, Callable[[DayState, str], ItemFacts | None]] = {
    "action": _action,
    "part": _part,
    "inspection": _inspection,
    "evidence": _evidence,
    "escalation": _escalation,
    "decision": _decision,
    "question": _question,
}
