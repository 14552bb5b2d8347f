"""Everything that was known on a day can be looked for, and nothing later."""

from datetime import date

import polars as pl
import pytest
from hypothesis import given, settings

from data_access.reads import read_snapshot
from data_access.store import open_store
from metrics.day_state import day_state_on
from metrics.measures.catalogue import MEASURES
from metrics.measures.measure import as_counted
from metrics.point_in_time import days_of_change, last_by
from metrics.search.documents import SCHEMA, DocumentType, documents, match_count_text
from tests import made_up
from tests.builders import AS_AT, day_state, tables
from tests.sentences import NOTHING_FOUND

PLACES = ("inspection", "number", "action", "meeting")


def things_of(now):
    return documents(now.facts, now.limits)


def of_kind(now, kind):
    rows = things_of(now).filter(pl.col("kind") == kind).drop("kind", "names").to_dicts()
    return [{name: value for name, value in row.items() if value is not None} for row in rows]


def test_a_recommendation_and_its_parts_stand_with_its_number():
    now = day_state(requirement=[{"silent_on": "who records them"}])
    place = {"inspection": "I1", "number": 1}

    assert of_kind(now, DocumentType.RECOMMENDATION) == [
        {
            "ref": "R1",
            "title": "Recommendation 1: Record characteristics",
            "text": "Record them.",
            **place,
        },
        {
            "ref": "P1",
            "title": "Part 1: Record characteristics",
            "text": (
                "Record them. Asked of Devon and Cornwall Police. "
                "The response does not say: who records them."
            ),
            **place,
        },
    ]


def test_a_published_fact_stands_with_its_recommendation_its_day_and_its_source():
    counts_from = {"effective_on": "2022-02-28"}
    facts = [counts_from | {"recommendation": "R1"}, counts_from | {"verified": True}]
    now = day_state(published_fact=facts)

    assert of_kind(now, DocumentType.PUBLISHED) == [
        {
            "ref": "F1",
            "title": "A booklet was revised",
            "text": "May 2022. A press notice. Not verified.",
            "inspection": "I1",
            "number": 1,
        },
        {"ref": "F2", "title": "A booklet was revised", "text": "May 2022. A press notice."},
    ]


def test_where_two_inspections_ask_each_number_says_of_which():
    now = day_state(
        inspection=[{"short_title": "Rape, phase one"}, {"short_title": "Rape, phase two"}],
        recommendation=[{"inspection": "I1"}, {"inspection": "I2"}],
        comment=[{"recommendation": "R2", "text": "We agree."}],
    )

    assert [row["title"] for row in of_kind(now, DocumentType.RECOMMENDATION)] == [
        "Recommendation 1, phase one: Record characteristics",
        "Recommendation 1, phase two: Record characteristics",
        "Part 1, phase one: Record characteristics",
    ]
    assert [row["title"] for row in of_kind(now, DocumentType.QUOTE)] == [
        "The force on recommendation 1, phase two"
    ]


def test_an_action_is_found_by_who_leads_it_what_it_waits_on_and_every_note():
    said = {"effective_on": date(2022, 1, 5), "note": "The supplier answered."}
    later = {"effective_on": date(2022, 2, 1), "waiting_on": "Niche", "note": "Tests failed."}
    now = day_state(action=[{"title": "Mend the form"}], action_update=[said, later])

    assert of_kind(now, DocumentType.ACTION) == [
        {
            "ref": "A1",
            "title": "A1. Mend the form",
            "text": (
                "Devon and Cornwall Police: Detective inspector. Waiting on Niche. "
                "5 January 2022: The supplier answered. 1 February 2022: Tests failed."
            ),
            "action": "A1",
        }
    ]


def test_quotes_stand_with_their_part_or_their_action_or_with_neither():
    place = {"quote_section": "3", "quote_paragraph": 4}
    now = day_state(
        action=[{"title": "Mend", "quote": "We shall mend it.", **place, "requirement": None}],
        evidence=[
            {"title": "Seen", "kind": "statement", "quote": "It is so.", **place},
            {"title": "Minutes", "requirement": None, "action": "A1"},
            {"title": "Rights", "requirement": None, "voice": "opcc", "kind": "victim_voice"},
        ],
    )

    assert of_kind(now, DocumentType.QUOTE) == [
        {
            "ref": "A1",
            "title": "A1. Mend",
            "text": "“We shall mend it.” Section 3, paragraph 4.",
            "action": "A1",
        },
        {
            "ref": "E1",
            "title": "E1. Seen",
            "text": "“It is so.” Section 3, paragraph 4. From the force: statement.",
            "inspection": "I1",
            "number": 1,
        },
        {"ref": "E2", "title": "E2. Minutes", "text": "From the force: document.", "action": "A1"},
        {"ref": "E3", "title": "E3. Rights", "text": "From the OPCC: victim voice."},
    ]


def test_meetings_decisions_and_questions_stand_with_their_meeting():
    now = day_state(
        meeting=[{"held_on": date(2022, 1, 26)}],
        decision=[{"text": "Write to the force", "done_on": date(2022, 2, 1), "owner": None}],
        ask=[
            {
                "what": "How many?",
                "of_whom": "O1",
                "asked_on": date(2022, 1, 26),
                "answered_on": date(2022, 2, 3),
                "answer": "Twelve.",
                "meeting": None,
            }
        ],
    )

    assert of_kind(now, DocumentType.MEETING) == [
        {"ref": "M1", "title": "Accountability board, 26 January 2022", "text": "", "meeting": "M1"}
    ]
    assert of_kind(now, DocumentType.DECISION) == [
        {
            "ref": "1",
            "title": "Write to the force",
            "text": (
                "Accountability board, 26 January 2022. Owner not stated. Done 1 February 2022."
            ),
            "meeting": "M1",
        }
    ]
    assert of_kind(now, DocumentType.ASK) == [
        {
            "ref": "1",
            "title": "How many?",
            "text": "Asked of Devon and Cornwall Police on 26 January 2022. "
            "3 February 2022: Twelve.",
        }
    ]


def test_every_measure_is_there_in_the_words_of_the_limit_in_force():
    now = day_state()
    measures = of_kind(now, DocumentType.MEASURE)

    assert [row["ref"] for row in measures] == list(MEASURES)
    [soon] = [row for row in measures if row["ref"] == "actions_due_soon"]
    assert soon["title"] == "Due in 14 days"
    assert as_counted(MEASURES["actions_due_soon"], now.limits).definition in soon["text"]


def test_of_an_empty_store_the_measures_alone_are_found():
    found = things_of(day_state_on(AS_AT, tables()))

    assert found["kind"].unique().to_list() == [DocumentType.MEASURE]
    assert found.schema == pl.Schema(SCHEMA)


@pytest.mark.often
@settings(max_examples=20)
@given(made_up.STORES, made_up.DAYS)
def test_from_one_day_of_change_to_the_next_the_same_can_be_looked_for(rows, day):
    store = tables(organisation=[{}], **rows)
    since = last_by(days_of_change(store), day)

    now, then = day_state_on(day, store), day_state_on(since, store)

    assert documents(now.facts, now.limits).equals(documents(then.facts, now.limits))


def test_each_kind_of_thing_in_the_demonstration_is_known_by_its_own_ref(store_for):
    held = read_snapshot(open_store(store_for("demonstration")))
    found = things_of(day_state_on(AS_AT, held.tables))

    assert found["kind"].unique(maintain_order=True).to_list()[0] == DocumentType.RECOMMENDATION
    assert set(found["kind"]) == {*DocumentType} - {DocumentType.PAGE}
    assert found.select("kind", "ref", "title").is_unique().all()
    placed = pl.any_horizontal(pl.col(*PLACES).is_not_null())
    of_no_place = [DocumentType.MEASURE, DocumentType.PUBLISHED]
    unplaced = found.filter(~placed, ~pl.col("kind").is_in(of_no_place))["ref"]
    assert unplaced.str.starts_with("E").all()


def test_how_many_were_found_is_said_kind_by_kind():
    kinds = pl.Series(
        [DocumentType.MEASURE, DocumentType.ACTION, DocumentType.QUOTE, DocumentType.ACTION],
        dtype=pl.String,
    )

    assert match_count_text(kinds) == (
        "**4** found: 2 actions, 1 quote or piece of evidence and 1 measure."
    )
    assert match_count_text(kinds.clear()) == NOTHING_FOUND
