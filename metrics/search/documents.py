"""Every document that can be searched for on a day, one row each, and their types."""

from collections.abc import Iterable, Iterator
from enum import StrEnum
from itertools import chain

import polars as pl

from metrics.day_facts import STATEMENT, DayFacts
from metrics.frames import Row
from metrics.measures.catalogue import MEASURES
from metrics.measures.measure import as_counted
from metrics.meetings.meeting_dates import meeting_title
from metrics.periods import Limits
from metrics.plan.deadlines import in_order
from metrics.recommendations.positions import VOICES
from metrics.text_format import (
    NOBODY,
    capitalised,
    counted,
    day_text,
    listed,
    note_and_source,
    without_shared_words,
)


class DocumentType(StrEnum):
    """The type of a document, in display order."""

    PAGE = "page"
    RECOMMENDATION = "recommendation or part"
    ACTION = "action"
    QUOTE = "quote or piece of evidence"
    FINDING = "key finding"
    PUBLISHED = "published fact"
    MEETING = "meeting"
    DECISION = "decision"
    ASK = "question"
    MEASURE = "measure"


SEVERAL = {
    DocumentType.RECOMMENDATION: "recommendations and parts",
    DocumentType.QUOTE: "quotes and pieces of evidence",
}


def several(kind: DocumentType) -> str:
    """The plural of a type."""
    return SEVERAL.get(kind, f"{kind}s")


def kinds_counted(kinds: pl.Series) -> dict[DocumentType, str]:
    """Each type among ``kinds`` with its number, such as "1 decision" or "2 decisions"."""
    numbers = {kind: kinds.filter(kinds == kind).len() for kind in DocumentType}
    return {
        kind: counted(number, kind, several(kind)) for kind, number in numbers.items() if number
    }


def match_count_text(kinds: pl.Series) -> str:
    """The number of documents that match, in total and of each type."""
    if kinds.is_empty():
        return "Nothing holds all of these words."
    of_each = kinds_counted(kinds).values()
    return f"**{len(kinds):,}** found: {listed(of_each)}."


SCHEMA = {
    "kind": pl.String(),
    "ref": pl.String(),
    "names": pl.String(),
    "title": pl.String(),
    "text": pl.String(),
    "inspection": pl.String(),
    "number": pl.Int64(),
    "action": pl.String(),
    "meeting": pl.String(),
}
NO_WORDS = {"names": "", "text": ""}


def documents(facts: DayFacts, limits: Limits, pages: Iterable[Row] = ()) -> pl.DataFrame:
    """One row per document, in the order of recording within a type. Shape: ``SCHEMA``.

    ``names``: other words that lead to it. ``text``: empty where the title says everything. A
    document belongs to recommendation ``number`` of ``inspection``, to ``action`` or to
    ``meeting``; the ``ref`` of a measure is its code. Nulls: where it belongs to none of these.
    ``pages``: the rows of the pages of the app, which come first.
    """
    rows = chain(
        pages,
        _recommendations(facts),
        _parts(facts),
        _actions(facts),
        _promises(facts),
        _evidence(facts),
        _comments(facts),
        _findings(facts),
        _published(facts),
        _meetings(facts),
        _decisions(facts),
        _asks(facts),
        _measures(limits),
    )
    return pl.DataFrame([NO_WORDS | document for document in rows], SCHEMA)


def named(found: pl.DataFrame, typed: str, inspection: str | None) -> Row | None:
    """The document that is named: an action (A37), a part (5d), or a number in an inspection."""
    ref = typed.strip().lower()
    asked = [f"requirement {ref}", f"requirement {ref} recommendation {ref}"]
    is_named = (pl.col("action").str.to_lowercase() == ref) | pl.col("names").is_in(asked)
    places = found.filter(is_named).unique(["inspection", "number", "action"], keep="first")
    of_it = places.filter(inspection=inspection or "") if places.height > 1 else places
    return next(of_it.iter_rows(named=True), None)


def _recommendations(facts: DayFacts) -> Iterator[Row]:
    """Each recommendation, in its own words. "Requirement 4" leads to recommendation 4."""
    names, places = _recommendation_names(facts), _places(facts)
    for row in _rows(facts, "recommendation"):
        yield {
            "kind": DocumentType.RECOMMENDATION,
            "ref": row["ref"],
            "names": f"requirement {row['number']}",
            "title": f"Recommendation {names[row['ref']]}: {row['short_title']}",
            "text": row["text"],
            **places[row["ref"]],
        }


def _parts(facts: DayFacts) -> Iterator[Row]:
    """Each part, with what the response leaves unsaid about it."""
    labels, places = facts.labels, _places(facts)
    for row in _rows(facts, "requirement"):
        label = labels[row["ref"]]
        # Part 5 is the main part of recommendation 5, which is listed before its parts.
        ref = row["label"]
        names = "" if ref.isdigit() else f"requirement {ref} recommendation {ref}"
        silent = f" The response does not say: {row['silent_on']}." if row["silent_on"] else ""
        yield {
            "kind": DocumentType.RECOMMENDATION,
            "ref": row["ref"],
            "names": names,
            "title": f"Part {label}: {row['short_title']}",
            "text": f"{row['text'].rstrip('.')}. Asked of {row['addressee']}.{silent}",
            **places[row["recommendation"]],
        }


def _promises(facts: DayFacts) -> Iterator[Row]:
    """The response's own words about each action, and each purpose or intention."""
    for row in (*_rows(facts, "action"), *_rows(facts, STATEMENT)):
        if row["quote"]:
            yield {
                "kind": DocumentType.QUOTE,
                "ref": row["ref"],
                "title": f"{row['ref']}. {row['title']}",
                "text": f"“{row['quote']}”{_where(row, 'quote_')}",
                "action": row["ref"],
            }


def _evidence(facts: DayFacts) -> Iterator[Row]:
    """Each piece of evidence; it belongs to its part, else to its action."""
    places = _places(facts)
    asked = dict(facts.tables["requirement"].select("ref", "recommendation").iter_rows())
    for row in _rows(facts, "evidence"):
        kind = row["kind"].replace("_", " ")
        words = f"“{row['quote']}”{_where(row, 'quote_')} " if row["quote"] else ""
        recommendation = asked.get(row["requirement"])
        yield {
            "kind": DocumentType.QUOTE,
            "ref": row["ref"],
            "title": f"{row['ref']}. {row['title']}",
            "text": f"{words}From the {_speaker(row)}: {kind}.",
            **(places[recommendation] if recommendation else {"action": row["action"]}),
        }


def _comments(facts: DayFacts) -> Iterator[Row]:
    """Each voice's words on a recommendation in a published response."""
    names, places = _recommendation_names(facts), _places(facts)
    for row in _rows(facts, "comment"):
        of = row["recommendation"]
        yield {
            "kind": DocumentType.QUOTE,
            "ref": str(row["id"]),
            "title": f"The {_speaker(row)} on recommendation {names[of]}",
            "text": f"“{row['text']}”{_where(row)}",
            **places[of],
        }


def _findings(facts: DayFacts) -> Iterator[Row]:
    """Each key finding."""
    for row in _rows(facts, "finding"):
        yield {
            "kind": DocumentType.FINDING,
            "ref": f"{row['inspection']} {row['number']}",
            "title": f"Key finding {row['number']}",
            "text": row["text"],
            "inspection": row["inspection"],
        }


def _published(facts: DayFacts) -> Iterator[Row]:
    """Each published fact, with its day and source, under the recommendation it bears on."""
    places = _places(facts)
    for row in _rows(facts, "published_fact"):
        recommendation = row["recommendation"]
        if recommendation is None or recommendation in places:
            verified = "" if row["verified"] else " Not verified."
            yield {
                "kind": DocumentType.PUBLISHED,
                "ref": row["ref"],
                "title": row["text"],
                "text": f"{row['dated']}. {row['source']}.{verified}",
                **(places[recommendation] if recommendation else {}),
            }


def _recommendation_names(facts: DayFacts) -> dict[str, str]:
    """The name of each recommendation: its number, and its inspection where there are several."""
    asking = facts.tables["inspection"].join(
        facts.tables["recommendation"], left_on="ref", right_on="inspection", how="semi"
    )
    which = {}
    if asking.height > 1:
        titles = without_shared_words(asking["short_title"])
        which = {ref: f", {title}" for ref, title in zip(asking["ref"], titles, strict=True)}
    return {
        row["ref"]: f"{row['number']}{which.get(row['inspection'], '')}"
        for row in _rows(facts, "recommendation")
    }


def _places(facts: DayFacts) -> dict[str, Row]:
    """The inspection and number of each recommendation, by its ref."""
    return {
        row["ref"]: {"inspection": row["inspection"], "number": row["number"]}
        for row in _rows(facts, "recommendation")
    }


def _speaker(row: Row) -> str:
    return VOICES[row["voice"]].removeprefix("the ")


def _where(row: Row, quote: str = "") -> str:
    """The place in the paper where the words appear; empty where that was not recorded."""
    section, paragraph = row[f"{quote}section"], row[f"{quote}paragraph"]
    return f" Section {section}, paragraph {paragraph}." if section and paragraph else ""


def _actions(facts: DayFacts) -> Iterator[Row]:
    """Each action: who leads it, what it waits on, and the notes and sources of its updates."""
    updates = in_order(facts.tables["action_update"])
    notes: dict[str, list[str]] = {}
    for row in updates.iter_rows(named=True):
        if said := note_and_source(row):
            notes.setdefault(row["action"], []).append(f"{day_text(row['effective_on'])}: {said}")
    for row in facts.progress.iter_rows(named=True):
        waiting = [f"Waiting on {row['waiting_on']}."] if row["waiting_on"] else []
        whose = f"{row['lead']}: {row['owner_role'] or NOBODY}."
        yield {
            "kind": DocumentType.ACTION,
            "ref": row["ref"],
            "title": f"{row['ref']}. {row['title']}",
            "text": " ".join([whose, *waiting, *notes.get(row["ref"], [])]),
            "action": row["ref"],
        }


def _meetings(facts: DayFacts) -> Iterator[Row]:
    """Each meeting that was held."""
    kinds = facts.tables["meeting_kind"]
    for row in _rows(facts, "meeting"):
        yield {
            "kind": DocumentType.MEETING,
            "ref": row["ref"],
            "title": meeting_title(kinds, row["kind"], row["held_on"]),
            "meeting": row["ref"],
        }


def _decisions(facts: DayFacts) -> Iterator[Row]:
    """Each decision of a meeting."""
    meetings = {row["ref"]: row["title"] for row in _meetings(facts)}
    for row in _rows(facts, "decision"):
        done = f" Done {day_text(row['done_on'])}." if row["done_on"] else ""
        yield {
            "kind": DocumentType.DECISION,
            "ref": str(row["id"]),
            "title": row["text"],
            "text": f"{meetings[row['meeting']]}. {capitalised(row['owner'] or NOBODY)}.{done}",
            "meeting": row["meeting"],
        }


def _asks(facts: DayFacts) -> Iterator[Row]:
    """Each question, with its answer."""
    for row in _rows(facts, "ask"):
        answered = row["answered_on"]
        answer = f" {day_text(answered)}: {row['answer']}" if answered else ""
        asked = f"Asked of {facts.names[row['of_whom']]} on {day_text(row['asked_on'])}."
        yield {
            "kind": DocumentType.ASK,
            "ref": str(row["id"]),
            "title": row["what"],
            "text": f"{asked}{answer}",
            "meeting": row["meeting"],
        }


def _measures(limits: Limits) -> Iterator[Row]:
    """The definition of each measure, with the limits in force."""
    for measure in (as_counted(each, limits) for each in MEASURES.values()):
        yield {
            "kind": DocumentType.MEASURE,
            "ref": measure.code,
            "names": measure.code.replace("_", " "),
            "title": capitalised(measure.title),
            "text": (
                f"{measure.definition} Counts: {measure.numerator}. Out of: "
                f"{measure.denominator}. Left out: {measure.exclusions}. {measure.caveat}"
            ),
        }


def _rows(facts: DayFacts, name: str) -> Iterator[Row]:
    """Each row of the table ``name``, in the order of recording."""
    return facts.tables[name].iter_rows(named=True)
