"""The lines read on pages and in papers, recounted in loops from the rows of made-up stores."""

import re
import shutil
import sqlite3
from collections import Counter
from contextlib import closing
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data_access import vocabulary as words
from data_access.bulk_insert import insert_rows
from data_access.store import open_store
from data_access.tables import METADATA
from tests import oracles as slow
from tests.builders import AS_AT, frame
from tests.made_up import DAYS, MOMENTS, any_of, maybe
from tests.often import often
from tests.oracles_briefing import figures_of as six_figures
from tests.pages.conftest import everything_said, figures_of, with_folds_opened
from tests.pages.opening import opened, stand_on
from tests.papers_of_pages import agenda_of
from tests.shown_tables import grids_of, tables_of
from tests.tally_builders import tally_frame
from ui import reads
from ui.papers.briefing_pack import briefing_pack
from ui.papers.briefing_view import briefing_view
from ui.papers.chaser import chaser
from ui.papers.paper import texts_in

# Parts of the starter content on which those who are asked record positions.
PARTS = ("1", "3/a", "5/b", "6/a", "6/b", "7/a", "7/b")
ASKED = [f"rape-1/{part} force" for part in PARTS] + [f"rape-1/{part} cps" for part in PARTS[2:5]]
SAMPLED = {"5/b": words.DipKind.CONTACT_DETAILS, "7/a": words.DipKind.REVIEW_UNDERSTOOD}
CLOSED_ON = date(2022, 1, 31)
SHAPES = {slow.DISAGREE: "unequal", slow.NOT_EVIDENCED: "unshown"}
SHAPES[slow.MEASURED_OTHERWISE] = "contrary"
AGAINST = {slow.NOT_EVIDENCED: "lack evidence", slow.MEASURED_OTHERWISE: "miss a target"}
# Each body, and the side whose escalations it is to answer.
BODIES, AGENDAS = {"force": "cps", "cps": "police"}, ("board", "performance")
# Entries that a board does not know of before they are recorded.
ENTRIES = ("position", "judgement", "evidence", "action", "action_update", "escalation")
OF_THE_ANSWER = {"response", "not stated; due date used"}
OPEN_BY = {"escalation": "ref respond_by_on resolved_on", "ask": "what due_on answered_on"}
# The first of these boards was held before the store began; the last is on the day that is shown.
BOARDS = [AS_AT - timedelta(days) for days in (175, 60, 30, 14, 1, 0)]
ANY_DAY = DAYS | st.just(AS_AT - timedelta(180))
NOTED = {"recorded_at": MOMENTS, "recorded_by": st.just("The office")}
ENTERED = {"effective_on": ANY_DAY, **NOTED}
CORRECTED = {"corrects": st.sampled_from([None, None, None, 1, 2, 3]), **ENTERED}
DAY, BODY, SAID = maybe(ANY_DAY), st.sampled_from([*BODIES]), st.sampled_from(ASKED)
PART, PASSED = st.sampled_from([f"rape-1/{part}" for part in PARTS]), st.sampled_from([14, 20])
ACTION = st.sampled_from(["A1", "A2", "A3", "A4"])
SEEN = st.builds("{} {}".format, PART, st.sampled_from(["opcc", "inspectorate"]))
STATE, WORK = st.just("complete") | any_of(words.State), st.sampled_from(words.STATES_OF_ACTIONS)
STATED, EVERY = ["said not done", "said not done", "in place"], [*ASKED, "rape-1/8 addressee"]
WORDED = {"stated_as": maybe(any_of(words.StatedAs)), "time_stated": maybe(st.just("soon"))}
PROMISED = {"requirement": maybe(PART), "origin": any_of(words.Origin), **WORDED, **NOTED}
SETTLED, ANSWERED = {"respond_by_on": DAY, "resolved_on": DAY}, {"due_on": DAY, "answered_on": DAY}
SUPPLIED = {"figure_owed": st.booleans(), "supplies": st.sampled_from([None, None, "E1", "E2"])}
CLAIMED = {"date_basis": any_of(words.DateBasis), **SUPPLIED, **ENTERED}
SIDE, KIND = any_of(words.EscalationSide), any_of(words.EvidenceKind)
EMPTIED = ("evidence", "recurrence", "action", "stated_position", "inspection WHERE ref = 'rape-2'")
WITHOUT_PROGRESS = ";".join(f"DELETE FROM {each}" for each in EMPTIED)


def table(most, least=0, **columns):
    return st.lists(st.fixed_dictionaries(columns), min_size=least, max_size=most)


MADE_UP = st.fixed_dictionaries(
    {
        "boards": st.sets(st.sampled_from(BOARDS), min_size=1),
        "stated": st.dictionaries(SAID, st.sampled_from(STATED), max_size=4),
        "said": table(24, 10, of=st.sampled_from(EVERY), state=STATE, **CORRECTED),
        "seen": table(10, of=SEEN, state=STATE, **CORRECTED),
        "judgement": table(6, requirement=PART, performance=any_of(words.Assurance), **ENTERED),
        "action": table(4, 4, lead_organisation=BODY, first_due_on=DAY, **PROMISED),
        "action_update": table(10, action=ACTION, new_due_on=DAY, state=maybe(WORK), **CORRECTED),
        "evidence": table(8, requirement=PART, kind=KIND, expires_on=DAY, **CLAIMED),
        "escalation": table(5, subject=ACTION, side=SIDE, raised_on=ANY_DAY, **SETTLED),
        "ask": table(5, of_whom=BODY, action=maybe(ACTION), asked_on=ANY_DAY, **ANSWERED),
        "dip_sample": table(4, kind=any_of(words.DipKind), sampled_on=ANY_DAY, passed=PASSED),
    }
)


@pytest.fixture(scope="module")
def office(starter_file, tmp_path_factory):
    """Writes made-up rows into a store of its own, opens it, and reads every row back."""

    def write(made):
        file = tmp_path_factory.mktemp("office") / "office.db"
        shutil.copy(starter_file, file)
        with closing(sqlite3.connect(file)) as store:
            store.executescript(WITHOUT_PROGRESS)
        samples = tally_frame("dip_sample", *made["dip_sample"]).drop("row")
        with open_store(f"sqlite:///{file}").engine.begin() as connection:
            for name, rows in as_recorded(made).items():
                insert_rows(connection, name, frame(name, *rows))
            insert_rows(connection, "dip_sample", samples.with_columns(batch=1))
        patch.setenv("STORE_URL", f"sqlite:///{file}")
        return rows_in(file)

    with pytest.MonkeyPatch.context() as patch:
        # On this day, what was recorded after the day that is shown is known.
        stand_on(AS_AT + timedelta(60), patch)
        yield write


def as_recorded(made):
    """The made-up rows by table, in the order in which they were recorded."""
    held = [{"held_on": AS_AT - timedelta(7), "kind": "RaSSO performance meeting"}]
    tables: dict[str, Any] = {"import_batch": [{"table": "dip_sample"}]}
    tables["closed_month"] = [{"month_end": CLOSED_ON}]
    tables["meeting"] = held + [{"held_on": day} for day in sorted(made["boards"])]
    tables["stated_position"] = [{"of": of, "stated_as": it} for of, it in made["stated"].items()]
    tables["position"] = made["said"] + made["seen"]
    tables |= {name: made[name] for name in (*ENTRIES[1:], "ask")}
    for name, rows in tables.items():
        in_order = sorted(rows, key=lambda row: row.get("recorded_at", ""))
        tables[name] = [whole(row, place) for place, row in enumerate(in_order)]
    return tables


def whole(row, place):
    """A made-up row that was recorded after ``place`` others, with what goes with it."""
    more: dict[str, Any] = {"corrects": None} if (row.get("corrects") or 0) > place else {}
    if "of" in row:
        more["requirement"], more["voice"] = row["of"].split()
    if "resolved_on" in row:
        more["outcome"] = "changed" if row["resolved_on"] else "open"
    if "asked_on" in row:
        more = {"what": f"Question {place}?", "answer": row["answered_on"] and "Yes."}
    return {name: value for name, value in row.items() if name != "of"} | more


def rows_in(file):
    """Every row of a store, by table, each a dictionary with days and moments."""

    def typed(value):
        found = isinstance(value, str) and re.fullmatch(r"\d{4}-\d\d-\d\d( [\d:.]+)?", value)
        return (datetime if found[1] else date).fromisoformat(value) if found else value

    with closing(sqlite3.connect(file)) as store:
        store.row_factory = lambda found, row: {
            column[0]: typed(value) for column, value in zip(found.description, row, strict=True)
        }
        return {name: [*store.execute(f"SELECT * FROM {name}")] for name in METADATA.tables}


class Recount:
    """What the rows come to on a day; ``at_meeting``: by what was recorded by the end of it."""

    def __init__(self, store, day=AS_AT, *, at_meeting=False):
        self.day = day
        if at_meeting and day >= min(event["at"] for event in store["audit_event"]).date():
            store = store | {name: [*filter(self._is_known, store[name])] for name in ENTRIES}
        self.known = slow.as_at(store, day)
        self.figures = [*six_figures(self.known, day).values()]
        self.complete = self.figures[0].refs
        self.actions = slow.actions_of(self.known, day, 14, 30)
        self.open = [row for row in self.actions if row["is_open"]]
        late = [row for row in self.actions if row["days_overdue"]]
        self.overdue = {row["ref"]: row["days_overdue"] for row in late}
        self.changes = slow.date_changes(self.actions, self.known["action_update"])
        asked, *said = (self.known[name] for name in ("requirement", *ENTRIES[:3]))
        self.parts = slow.with_voices(asked, said[0], said[1], said[2], day)

    def _is_known(self, row):
        return row["recorded_at"].date() <= self.day or OF_THE_ANSWER & {*row.values()}

    def states(self, number):
        """How many of the positions asked for a recommendation are in each state."""
        own = [part for part in self.parts if part["recommendation"] == f"rape-1/{number}"]
        return Counter(
            part[f"{voice}_state"] or "not recorded"
            for part in [part for part in own if part["is_local"]] or own
            for voice in [each for each in BODIES if part[f"for_{each}"]] or ["addressee"]
        )

    def contradicted(self):
        """Each part that is contradicted, with each kind of contradiction."""
        missed = {}
        in_time = [row for row in self.known["dip_sample"] if row["sampled_on"] <= CLOSED_ON]
        for part, kind in SAMPLED.items():
            sampled = [(row["sampled_on"], row["passed"]) for row in in_time if row["kind"] == kind]
            if any(passed < 20 for day, passed in sampled if day == max(sampled)[0]):
                missed[f"rape-1/{part}"] = ""
        return {(ref, kind) for ref, kind, _ in slow.differences(self.parts, missed)}

    def still_open(self, name, **of):
        """The days late of each escalation or question that is open, the latest first."""
        called, due, over = OPEN_BY[name].split()
        found = [row for row in self.known[name] if not row[over] and of.items() <= row.items()]
        late = {row[called]: max(0, (self.day - (row[due] or self.day)).days) for row in found}
        return dict(sorted(late.items(), key=lambda each: -each[1]))


def read(name):
    """A page as it is rendered, and its words."""
    page = with_folds_opened(opened(name, as_at=f"{AS_AT}"))
    return page, everything_said(page).replace("**", "").replace("\\", "")


def papers():
    """The texts of the pack, the agendas, and the chaser to each body, in their order."""
    view = briefing_view(reads.store_state(), AS_AT, None)
    made = {kind: agenda_of(view, kind, "") for kind in AGENDAS}
    made |= {body: chaser(view, body, None, "") for body in BODIES}
    made["pack"] = briefing_pack(view, "", is_drawn=False)
    return {name: [*texts_in(paper)] for name, paper in made.items()}


def numbers(pattern, text):
    """The numbers in each sentence like ``pattern``, once however often it is said."""
    found = re.finditer(pattern, text, re.DOTALL)
    return {tuple(int(n) if n.isdigit() else 0 for n in each.groups()) for each in found}


def days_late(text):
    return sum(map(int, re.findall(r"(\d+) days? late", text)))


def late_in(lines):
    """The days that each action is late by its line, its escalations and questions apart."""
    of_dates = {ref: re.sub("(scalated|asked on)[^;]*", "", line) for ref, line in lines.items()}
    return {ref: days for ref, words in of_dates.items() if (days := days_late(words))}


def lines_of(name, texts, length=1):
    """What the first ``length`` texts say that begin with a thing called like ``name``."""
    found = [(re.match(name, text), place) for place, text in enumerate(texts)]
    return {match[1]: " ".join(texts[at : at + length]) for match, at in reversed(found) if match}


@often(32)
@given(MADE_UP)
def test_briefing_and_pack_say_what_the_rows_come_to_now_and_came_to_at_each_board(office, made):
    store = office(made)
    held = {row["held_on"] for row in store["meeting"] if "board" in row["kind"]}
    days = sorted(day for day in held if day < AS_AT)[-5:]
    boards, now = [Recount(store, day, at_meeting=True) for day in days], Recount(store)
    (page, text), pack = read("briefing"), papers()["pack"]
    [grid] = [each for each in grids_of(page) if any("Now: " in said for said in each.words)]
    assert len(grid.rows) == len(now.known["recommendation"])
    for name, marks in grid.rows.items():
        for then, (shape, said) in zip([*boards, now], marks[-len(boards) - 1 :], strict=True):
            asked, state = then.states(name.split()[0]), said.partition(": ")[2]
            each = re.findall(r"(\d+) (?:of \d+ )?([a-z ]+)", state)
            found = Counter({word: int(number) for number, word in each}) + Counter()
            assert (found or Counter({state: asked.total()})) == asked, f"{name}: {said}"
            assert (shape == "full") == ({*asked} == {"complete"}), f"{name}: {said}"
    admitted = [shape for marks in grid.rows.values() for shape, _ in marks].count("not-done")
    stated = [row for row in now.known["stated_position"] if "not done" in row["stated_as"]]
    parts = {part["ref"]: part for part in now.parts}
    assert admitted == sum(not parts[row["requirement"]][f"{row['voice']}_state"] for row in stated)
    asked = [line for line in pack if "our answer of 20" in line and "What has changed" in line]
    assert bool(asked) == bool(admitted)
    for place, figure in enumerate(figures_of(page)):
        at = pack.index(figure.title)
        before = {(len(board.figures[place].refs),) for board in boards[-1:]}
        is_counted = figure.title != "overdue" or any(row["due_on"] for row in now.open)
        counted = f"{len(now.figures[place].refs)}" if is_counted else "–"
        for number, note in ((figure.number, figure.note), pack[at - 1 : at + 2 : 2]):
            assert number == counted, figure.title
            assert numbers(r"(\d+) last time", note) == before, figure.title
    since = r"(\d+) parts? newly reported.*?(\d+) actions? newly.*?(no|\d+) deadlines? moved"
    for board in boards[-1:]:
        then = Recount(store, board.day)
        moved = [row["after_passed"] for row in now.changes if row["effective_on"] > board.day]
        complete = now.complete - board.complete - then.complete
        overdue = now.overdue.keys() - board.overdue.keys() - then.overdue.keys()
        for said in (text, "\n".join(pack)):
            assert numbers(since, said) == {(len(complete), len(overdue), sum(moved))}


@often(32)
@given(MADE_UP)
def test_parts_are_counted_and_contradictions_are_marked_wherever_they_are_read(office, made):
    now = Recount(office(made))
    (page, text), contradicted = read("recommendations"), now.contradicted()
    local = sum(part["is_local"] for part in now.parts)
    complete, shown = (len(each.refs) for each in now.figures[:2])
    voices = [f"{voice}_state" for voice in words.Voice]
    states = [part[voice] for part in now.parts if part["is_local"] for voice in voices]
    kinds, briefing = Counter(kind for _, kind in contradicted), read("briefing")[1]
    of_all = r"(\d+) of (\d+) parts? (?:is|are) said complete; (\d+) shown"
    assert numbers(of_all, briefing) == ({(complete, local, shown)} if any(states) else set())
    not_shown, missed = (
        {ref for ref, of in contradicted if of == kind} & {*now.complete} for kind in AGAINST
    )
    against = not_shown | missed
    squares = {
        "Miss a target only": len(missed - not_shown),
        "Both": len(missed & not_shown),
        "Lack evidence only": len(not_shown - missed),
        "Neither": complete - len(against),
    }
    picture = " ".join(f"{name} {number}" for name, number in squares.items() if number)
    assert not against or picture in text
    disagree = kinds[slow.DISAGREE]
    of_all_parts = f"Bodies disagree on {disagree or 'none'} of {local} part"
    assert (of_all_parts in text) == bool(against or disagree)
    if against:
        parts = f"{complete} part{'s' * (complete != 1)}"
        pairs = zip(AGAINST.values(), (not_shown, missed), strict=True)
        lacks = " or ".join(said for said, refs in pairs if refs)
        if len(against) == 1:
            lacks = lacks.replace("lack", "lacks").replace("miss", "misses")
        assert f"{len(against)} of {parts} said complete {lacks} " in text
    elif disagree:
        assert f"In {disagree} part{'s' * (disagree != 1)} bodies disagree " in text
    else:
        assert numbers(of_all, text) == numbers(of_all, briefing)
    for said in (briefing, "\n".join(papers()["pack"])):
        found = re.findall(rf"(\d+) parts? ({'|'.join(SHAPES)})", said)
        assert {kind: int(n) for n, kind in found} == kinds
    [grid] = grids_of(page)
    rows = {name.split()[0]: (name, marks) for name, marks in grid.rows.items()}
    for part in now.parts:
        name, marks = rows.pop(part["label"])
        own = {SHAPES[kind] for ref, kind in contradicted if ref == part["ref"]}
        assert {shape for shape, _ in marks} & {*SHAPES.values()} == own, name
        judged = [said.split(": ")[1].split(",")[0] for _, said in marks if "Board: " in said]
        assert judged == [part["performance"] or "not recorded"] * part["is_local"], name
    assert rows == {}


@often(32)
@given(MADE_UP)
def test_actions_are_late_undated_and_moved_as_their_updates_say(office, made):
    now, made_papers, (page, text) = Recount(office(made)), papers(), read("joint_action_plan")
    for heading, listed in (("No date agreed", now.figures[4].refs), ("Overdue", now.overdue)):
        assert numbers(rf"{heading}: (\d+)", text) == ({(len(listed),)} if listed else set())
    tables = [each.value for each in tables_of(page) if each.alt.startswith("Overdue")]
    late = {row["Action"][:2]: row["Late"] for each in tables for _, row in each.iterrows()}
    assert late == {ref: f"{days} day{'s' * (days > 1)}" for ref, days in now.overdue.items()}
    changes = r"(\d+) dates? w.*?of (\d+) act.*?(\d+) with notice, (\d+) after"
    after = [row["after_passed"] for row in now.changes]
    moved = len(after), len({row["action"] for row in now.changes}), after.count(False), sum(after)
    assert numbers(changes, text) == ({moved} if after else set())
    dated = [row for row in now.actions if row["due_on"] and row["state"] != slow.CLOSED[1]]
    later = sum(row["due_on"] > row["first_agreed_on"] for row in dated)
    said = numbers(r"(\d+) of (\d+) dated actions? (?:is|are) later", text)
    assert said == ({(later, len(dated))} if after and dated else set())
    for name in AGENDAS:
        assert late_in(lines_of(r"(A\d), ", made_papers[name])) == now.overdue, name
    for body in BODIES:
        led = {row["ref"] for row in now.actions if row["lead_organisation"] == body}
        late = late_in(lines_of(r"(A\d) ", made_papers[body], 3))
        assert late == {ref: days for ref, days in now.overdue.items() if ref in led}, body


@often(32)
@given(MADE_UP)
def test_open_escalations_and_questions_are_named_to_whoever_must_answer(office, made):
    now, made_papers = Recount(office(made)), papers()
    (page, _), (escalations, _) = read("joint_action_plan"), read("escalations")
    raised, number = len(now.known["escalation"]), len(now.still_open("escalation"))
    label = f"Each escalation of a joint action: {raised}, {number} open"
    assert (label in [each.label for each in escalations.expander]) == bool(raised)
    on_agenda = {name: lines_of(r"(A\d), ", made_papers[name]) for name in AGENDAS}
    for name in (*AGENDAS, *BODIES):
        side = {"side": BODIES[name]} if name in BODIES else {}
        escalated = now.still_open("escalation", **side)
        asked = now.still_open("ask", **({"of_whom": name} if name in BODIES else {}))
        # The line of an action on an agenda says those about it.
        for ref in on_agenda.get(name, ()):
            for said in now.still_open("escalation", subject=ref):
                del escalated[said]
        assert lines_of(r"(X\d) about", made_papers[name]).keys() == escalated.keys(), name
        lines = lines_of(r"(Question \d\?)", made_papers[name], 5)
        assert {what: days_late(line) for what, line in lines.items()} == asked, name
    lines = lines_of(r"Asked of .*(Question \d\?)", made_papers["pack"])
    late = {what: days for what, days in now.still_open("ask").items() if days}
    assert {what: days_late(line) for what, line in lines.items()} == late
    # It is part of the last word on an action: to whoever leads it, on its page and in the pack.
    cells = [cell for each in tables_of(page) for row in each.value.to_numpy() for cell in row]
    pack = made_papers["pack"][made_papers["pack"].index(f"Overdue: {len(now.overdue)}") :]
    for row in now.actions:
        ref, chased = row["ref"], made_papers[row["lead_organisation"]]
        escalated = now.still_open("escalation", subject=ref)
        said = [(chased, 3)] * row["is_open"] + [(cells, 5), (pack, 5)] * (ref in now.overdue)
        said += [(made_papers[name], 1) for name in AGENDAS if ref in on_agenda[name]]
        for texts, length in said:
            line = lines_of(f"({ref}),? ", texts, length).get(ref, "")
            asked = now.still_open("ask", action=ref) if line else {}
            for called, days in (("(?<!been e)scalated to l", escalated), ("asked on", asked)):
                found = [days_late(each) for each in re.findall(f"{called}[^;.]*", line)]
                assert found == [*days.values()], f"{ref}: {line}"
