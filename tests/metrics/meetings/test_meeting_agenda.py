"""The agenda of a meeting: items that list themselves, the office's own, and what was frozen."""

from datetime import UTC, date, datetime

from data_access.seals import hash_of_items
from data_access.vocabulary import MeetingKind
from metrics.finding import Finding, Line, Look, Piece
from metrics.meetings.agenda import ASKED_EARLIER, DECIDED_EARLIER, AgendaItem, agenda_text
from metrics.meetings.agenda_topics import BOARD, PERFORMANCE
from metrics.meetings.meeting_agenda import (
    ADDED,
    FROZEN_NOUNS,
    GONE,
    HAD_BEFORE_IT,
    NEW,
    OTHERWISE,
    SINCE_LAST,
    Change,
    Frozen,
    LeftOut,
    MeetingAgenda,
    agenda_changes,
    arranged,
    frozen_text,
    had_before_it_text,
    meeting_agenda,
    meeting_finding,
    minutes_text,
    newest_entry,
    numbers_by_topic,
)
from tests.builders import day_state, tables

DAY = date(2022, 2, 28)
A, B, C = (AgendaItem(f"action A{n}", "Overdue", f"A{n}, late") for n in (1, 2, 3))
BUDGET = AgendaItem("added 1", "Added by the office", "The budget")


def frozen_agenda(*items, left=()):
    as_frozen = Frozen([*items], DAY, DAY, "Office", "0" * 64, is_intact=True)
    return MeetingAgenda([*left], [], as_frozen)


def entries(*rows):
    return tables(agenda_entry=rows)["agenda_entry"]


def keys(items):
    return [item.key for item in items]


def test_with_nothing_said_an_agenda_is_what_lists_itself():
    assert arranged([A, B], entries()) == ([A, B], [])
    assert arranged([], entries()) == ([], [])
    assert minutes_text([A, B]) == ""


def test_what_is_added_stands_last_with_who_speaks_and_how_long():
    items, left_out = arranged(
        [A, B],
        entries(
            {"text": "The budget", "speaker": "Treasurer", "minutes": 10},
            {"item": "action A2", "minutes": 1},
        ),
    )

    assert items == [A, B._replace(minutes=1), BUDGET._replace(speaker="Treasurer", minutes=10)]
    assert left_out == []
    assert minutes_text(items) == "11 minutes for 2 items, and 1 item with no time."


def test_what_a_meeting_had_before_it_is_its_frozen_agenda_counted_by_topic():
    then = day_state(DAY, action=[], meeting=[])
    soon = [C._replace(key=f"action A{n}", topic="Due soon") for n in (4, 5)]
    older = C._replace(key="action A9", topic="Stale")
    decided = AgendaItem("decision 1", DECIDED_EARLIER, "Ask")

    of_it = frozen_agenda(A, BUDGET, B, *soon, decided, older, left=[A])
    assert had_before_it_text(of_it, then, MeetingKind.BOARD) == [
        "It had before it: **2** actions overdue, **1** item added by the office, **2** actions "
        "due soon, **1** earlier decision not done and **1** under “Stale”."
    ]
    assert numbers_by_topic([A, soon[0], B]) == {"Overdue": 2, "Due soon": 1}
    assert had_before_it_text(frozen_agenda(), then, MeetingKind.BOARD) == []


def test_without_a_frozen_agenda_the_exceptions_of_the_day_are_counted():
    then = day_state(
        DAY, action=[{"ref": f"A{n}", "first_due_on": date(2022, 2, n)} for n in (1, 2)], meeting=[]
    )
    kind = MeetingKind.PERFORMANCE

    counted = agenda_text(then, HAD_BEFORE_IT, kind)
    assert "**2** actions overdue" in counted[0]
    assert had_before_it_text(MeetingAgenda([A], [], None), then, kind) == counted


def test_a_meeting_to_come_is_told_by_topic_with_what_is_late_of_earlier_ones_and_what_to_ask():
    now = day_state(
        DAY,
        action=[],
        meeting=[{}],
        decision=[{"due_on": date(2022, 2, 14)}, {"due_on": DAY}],
        ask=[{"due_on": date(2022, 2, 26)}, {"due_on": None}],
    )

    assert meeting_finding("the next board", [A, B, BUDGET], now) == Finding(
        "The next board: 3 items on the agenda, and 1 earlier decision and 1 earlier question late",
        [
            Line("Overdue", [Piece(Look.OTHER, 2, "2")], 2),
            Line("Added by the office", [Piece(Look.OTHER, 1, "1")], 2),
        ],
        "Each item stands once, under the first topic that it fits.",
        ask="Devon and Cornwall Police: How many? Asked on 26 January 2022, 2 days late.",
    )
    nothing = day_state(DAY, action=[], meeting=[])
    assert meeting_finding("the next board", [], nothing) == Finding(
        "The next board: nothing on the agenda", []
    )


def test_every_topic_of_an_agenda_has_a_noun_for_one_and_several():
    assert {*BOARD, *PERFORMANCE, ADDED, SINCE_LAST, DECIDED_EARLIER, ASKED_EARLIER} == {
        *FROZEN_NOUNS
    }


def test_items_take_their_places_in_the_order_in_which_they_were_moved():
    moves = [{"item": "action A3", "place": 1}, {"item": "action A2", "place": 1}]

    assert keys(arranged([A, B, C], entries(*moves))[0]) == ["action A2", "action A3", "action A1"]
    # Saying who speaks of an item does not move it again.
    again = [*moves, {"item": "action A3", "place": 1, "speaker": "Anna"}]
    assert keys(arranged([A, B, C], entries(*again))[0]) == ["action A2", "action A3", "action A1"]
    back = [*again, {"item": "action A2"}]
    assert keys(arranged([A, B, C], entries(*back))[0]) == ["action A3", "action A1", "action A2"]
    far = entries({"item": "action A1", "place": 900})
    assert keys(arranged([A, B, C], far)[0]) == ["action A2", "action A3", "action A1"]


def test_what_is_left_out_says_why_and_can_come_back():
    out = {"item": "action A1", "left_out": "settled by letter"}

    assert arranged([A, B], entries(out)) == ([B], [LeftOut(A, "settled by letter")])
    assert arranged([A, B], entries(out, {"item": "action A1"})) == ([A, B], [])


def test_an_entry_about_what_is_no_longer_listed_has_no_effect():
    assert arranged([A], entries({"item": "action A9", "place": 1, "minutes": 5})) == ([A], [])


def test_the_newest_entry_about_an_item_is_found_by_its_key():
    said = entries({"text": "The budget"}, {"item": "added 1", "text": "The new budget"})

    assert newest_entry(said, "added 1") == said.row(1, named=True)
    assert newest_entry(said, "action A1") is None
    assert [item.text for item in arranged([], said)[0]] == ["The new budget"]


def test_since_it_was_frozen_items_are_new_gone_or_read_otherwise():
    later = B._replace(text="A2, later")

    assert agenda_changes([A, B], [later, C]) == [
        Change(NEW, C),
        Change(GONE, A),
        Change(OTHERWISE, later, "A2, late"),
    ]
    assert agenda_changes([A, B], [B, A]) == []


def test_that_it_is_some_days_later_is_no_change():
    was, now = (A._replace(text=f"A1, {days} late; under way") for days in ("1 day", "1,012 days"))

    assert agenda_changes([was], [now]) == []
    done = now._replace(text="A1, 1,012 days late; complete")
    assert agenda_changes([was], [done]) == [Change(OTHERWISE, done, was.text)]
    said, anew = (BUDGET._replace(text=f"Reply within {days}") for days in ("5 days", "9 days"))
    assert agenda_changes([said], [anew]) == [Change(OTHERWISE, anew, said.text)]


ADDED_ITEM = AgendaItem("added 1", "Added", "X", "Anna")
FROZEN_ITEMS = [A._replace(minutes=5), ADDED_ITEM]
FROZEN = Frozen(
    FROZEN_ITEMS,
    date(2022, 2, 20),
    date(2022, 3, 2),
    "Secretary",
    hash_of_items(FROZEN_ITEMS),
    is_intact=True,
)


def frozen_tables(**details):
    agenda = {
        "meeting": "M1",
        "planned_on": FROZEN.planned_on,
        "as_at": FROZEN.as_at,
        "sha256": FROZEN.sha256,
        "recorded_by": FROZEN.recorded_by,
        "recorded_at": datetime(2022, 2, 20, 12, tzinfo=UTC),
    }
    names = ("item", "topic", "text", "speaker", "minutes")
    rows = [
        {"agenda": 1, "place": place, **dict(zip(names, item, strict=True))}
        for place, item in enumerate(FROZEN_ITEMS, 1)
    ]
    rows[0] |= details
    return tables(frozen_agenda=[agenda], frozen_item=rows)


def test_a_frozen_agenda_stays_as_it_was_and_says_what_it_was_planned_for():
    found = meeting_agenda("M1", [A, B], frozen_tables(), DAY, DAY, hash_of_items)
    begins = f"Frozen on 20 February 2022 by Secretary, reference {FROZEN.sha256[:12]}: it stays "

    assert found.frozen == FROZEN
    assert found.before_it == FROZEN.items
    assert found.changes == [Change(NEW, B), Change(GONE, ADDED_ITEM)]
    assert frozen_text(FROZEN, date(2022, 3, 2)) == f"{begins}as it was then."
    assert frozen_text(FROZEN, None) == f"{begins}as it was then."
    assert frozen_text(FROZEN, date(2022, 3, 9)) == (
        f"{begins}as it was then. The meeting was planned for 2 March 2022 then, and is now "
        "planned for 9 March 2022; the frozen agenda is kept."
    )


def test_a_frozen_agenda_in_which_a_text_was_blanked_says_so():
    found = meeting_agenda("M1", [], frozen_tables(text="[removed]"), DAY, DAY, hash_of_items)

    blanked = FROZEN._replace(items=[A._replace(text="[removed]", minutes=5), ADDED_ITEM])
    blanked = blanked._replace(is_intact=False)
    assert found.frozen == blanked
    assert frozen_text(blanked, None) == (
        f"Frozen on 20 February 2022 by Secretary, reference {blanked.sha256[:12]}: it stays as it "
        "was then. A text in it was blanked since, so the reference is no longer its own."
    )


def test_a_day_before_it_was_frozen_does_not_know_of_it_and_another_meeting_has_its_own():
    today = date(2022, 3, 1)

    assert (
        meeting_agenda("M1", [A], frozen_tables(), date(2022, 2, 19), today, hash_of_items).frozen
        is None
    )
    assert meeting_agenda(
        "M1", [A], frozen_tables(), date(2022, 2, 19), today, hash_of_items
    ).before_it == [A]
    assert meeting_agenda("M2", [A], frozen_tables(), DAY, today, hash_of_items).frozen is None
