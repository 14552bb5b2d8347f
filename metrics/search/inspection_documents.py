"""What was asked after an inspection, and what is said of it, as things to be looked for."""

from collections.abc import Iterator

from metrics.day_facts import DayFacts
from metrics.meetings.meeting_summary import VOICES
from metrics.search.document_rows import Row, rows
from metrics.search.document_types import Kind
from metrics.text_format import told_apart


def recommendations(facts: DayFacts) -> Iterator[Row]:
    """Each recommendation, in its own words. "Requirement 4" leads to recommendation 4."""
    called = _called(facts)
    for row in rows(facts, "recommendation"):
        yield {
            "kind": Kind.RECOMMENDATION,
            "ref": row["ref"],
            "names": f"requirement {row['number']}",
            "title": f"Recommendation {called[row['ref']]}: {row['short_title']}",
            "text": row["text"],
            **_place(row),
        }


def parts(facts: DayFacts) -> Iterator[Row]:
    """Each part, with what the response does not say of it."""
    labels, places = dict(facts.labelled.iter_rows()), _places(facts)
    for row in rows(facts, "requirement"):
        label = labels[row["ref"]]
        # A part called 5 is the main one of recommendation 5, which comes first.
        names = "" if row["label"].isdigit() else f"requirement {label} recommendation {label}"
        silent = f" The response does not say: {row['silent_on']}." if row["silent_on"] else ""
        yield {
            "kind": Kind.RECOMMENDATION,
            "ref": row["ref"],
            "names": names,
            "title": f"Part {label}: {row['short_title']}",
            "text": f"{row['text'].rstrip('.')}. Asked of {row['addressee']}.{silent}",
            **places[row["recommendation"]],
        }


def promises(facts: DayFacts) -> Iterator[Row]:
    """What the response says of actions, in its own words."""
    for row in rows(facts, "action"):
        if row["quote"]:
            yield {
                "kind": Kind.QUOTE,
                "ref": row["ref"],
                "title": f"{row['ref']}. {row['title']}",
                "text": f"“{row['quote']}”{_where(row, 'quote_')}",
                "action": row["ref"],
            }


def evidence(facts: DayFacts) -> Iterator[Row]:
    """What was said to be so or seen to be so; on its part's page, else with its action."""
    places = _places(facts)
    asked = dict(facts.tables["requirement"].select("ref", "recommendation").iter_rows())
    for row in rows(facts, "evidence"):
        kind = row["kind"].replace("_", " ")
        words = f"“{row['quote']}”{_where(row, 'quote_')} " if row["quote"] else ""
        recommendation = asked.get(row["requirement"])
        yield {
            "kind": Kind.QUOTE,
            "ref": row["ref"],
            "title": f"{row['ref']}. {row['title']}",
            "text": f"{words}From the {_speaker(row)}: {kind}.",
            **(places[recommendation] if recommendation else {"action": row["action"]}),
        }


def comments(facts: DayFacts) -> Iterator[Row]:
    """What each voice says of a recommendation in a published response."""
    called, places = _called(facts), _places(facts)
    for row in rows(facts, "comment"):
        of = row["recommendation"]
        yield {
            "kind": Kind.QUOTE,
            "ref": str(row["id"]),
            "title": f"The {_speaker(row)} on recommendation {called[of]}",
            "text": f"“{row['text']}”{_where(row)}",
            **places[of],
        }


def findings(facts: DayFacts) -> Iterator[Row]:
    """What the inspectorates found."""
    for row in rows(facts, "finding"):
        yield {
            "kind": Kind.FINDING,
            "ref": f"{row['inspection']} {row['number']}",
            "title": f"Key finding {row['number']}",
            "text": row["text"],
            "inspection": row["inspection"],
        }


def _called(facts: DayFacts) -> dict[str, str]:
    """The number of each recommendation, with its inspection where several ask for something."""
    asking = facts.tables["inspection"].join(
        facts.tables["recommendation"], left_on="ref", right_on="inspection", how="semi"
    )
    which = {}
    if asking.height > 1:
        titles = told_apart(asking["short_title"])
        which = {ref: f", {title}" for ref, title in zip(asking["ref"], titles, strict=True)}
    return {
        row["ref"]: f"{row['number']}{which.get(row['inspection'], '')}"
        for row in rows(facts, "recommendation")
    }


def _places(facts: DayFacts) -> dict[str, Row]:
    """Where each recommendation stands, by its ref."""
    return {row["ref"]: _place(row) for row in rows(facts, "recommendation")}


def _place(recommendation: Row) -> Row:
    return {"inspection": recommendation["inspection"], "number": recommendation["number"]}


def _speaker(row: Row) -> str:
    return VOICES[row["voice"]].removeprefix("the ")


def _where(row: Row, quote: str = "") -> str:
    """Where in the paper the words stand; nothing where that was not recorded."""
    section, paragraph = row[f"{quote}section"], row[f"{quote}paragraph"]
    return f" Section {section}, paragraph {paragraph}." if section and paragraph else ""
