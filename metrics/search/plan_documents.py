"""What was agreed and is followed since, as things to be looked for."""

from collections.abc import Iterator, Mapping

import polars as pl

from metrics.day_facts import DayFacts
from metrics.measures.catalogue import MEASURES
from metrics.measures.measure import as_counted
from metrics.periods import Limit
from metrics.plan.deadlines import in_order
from metrics.search.document_rows import Row, rows
from metrics.search.document_types import Kind
from metrics.text_format import NOBODY, capitalised, day_in_words


def actions(facts: DayFacts) -> Iterator[Row]:
    """Each action: whose it is, what it waits on, and every note of its updates."""
    said = in_order(facts.tables["action_update"].filter(pl.col("note").is_not_null()))
    notes: dict[str, list[str]] = {}
    for action, day, note in said.select("action", "effective_on", "note").iter_rows():
        notes.setdefault(action, []).append(f"{day_in_words(day)}: {note}")
    for row in facts.progress.iter_rows(named=True):
        waiting = [f"Waiting on {row['waiting_on']}."] if row["waiting_on"] else []
        whose = f"{row['lead']}: {row['owner_role'] or NOBODY}."
        yield {
            "kind": Kind.ACTION,
            "ref": row["ref"],
            "title": f"{row['ref']}. {row['title']}",
            "text": " ".join([whose, *waiting, *notes.get(row["ref"], [])]),
            "action": row["ref"],
        }


def meetings(facts: DayFacts) -> Iterator[Row]:
    """Each meeting that was held."""
    for row in rows(facts, "meeting"):
        yield {
            "kind": Kind.MEETING,
            "ref": row["ref"],
            "title": _called(row),
            "meeting": row["ref"],
        }


def decisions(facts: DayFacts) -> Iterator[Row]:
    """Each thing that a meeting decided."""
    meetings = {row["ref"]: _called(row) for row in rows(facts, "meeting")}
    for row in rows(facts, "decision"):
        done = f" Done {day_in_words(row['done_on'])}." if row["done_on"] else ""
        yield {
            "kind": Kind.DECISION,
            "ref": str(row["id"]),
            "title": row["text"],
            "text": f"{meetings[row['meeting']]}. {capitalised(row['owner'] or NOBODY)}.{done}",
            "meeting": row["meeting"],
        }


def asks(facts: DayFacts) -> Iterator[Row]:
    """Each question, with its answer."""
    for row in rows(facts, "ask"):
        answered = row["answered_on"]
        answer = f" {day_in_words(answered)}: {row['answer']}" if answered else ""
        asked = f"Asked of {facts.names[row['of_whom']]} on {day_in_words(row['asked_on'])}."
        yield {
            "kind": Kind.ASK,
            "ref": str(row["id"]),
            "title": row["what"],
            "text": f"{asked}{answer}",
            "meeting": row["meeting"],
        }


def measures(limits: Mapping[str, Limit | None]) -> Iterator[Row]:
    """What each figure means, in the words of the limits in force."""
    for measure in (as_counted(each, limits) for each in MEASURES.values()):
        yield {
            "kind": Kind.MEASURE,
            "ref": measure.code,
            "names": measure.code.replace("_", " "),
            "title": capitalised(measure.title),
            "text": (
                f"{measure.definition} Counts: {measure.numerator}. Out of: "
                f"{measure.denominator}. Left out: {measure.exclusions}. {measure.caveat}"
            ),
        }


def _called(meeting: Row) -> str:
    return f"{capitalised(meeting['kind'])}, {day_in_words(meeting['held_on'])}"
