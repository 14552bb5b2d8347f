"""What is recorded of a recommendation - nothing, some, all, or what contradicts - as it is read.

Recommendation 6 asks two parts of the force and of the CPS: four positions. The table says what the
mark, the words and the papers must say of it; nothing else may call it complete or contradicted.
"""

from datetime import UTC, date, datetime

import pytest

from data_access import schemas, writes
from data_access.store import open_store
from tests.pages.conftest import everything_said
from tests.pages.opening import opened, stand_on
from tests.papers_of_pages import agenda_of
from tests.shown_tables import grids_of
from ui import reads
from ui.papers.briefing_pack import briefing_pack
from ui.papers.briefing_view import briefing_view
from ui.papers.paper import texts_in

DAY = date(2022, 2, 28)
AT = datetime(2022, 2, 27, 9, tzinfo=UTC)
A, B = "rape-1/6/a", "rape-1/6/b"
COMPLETE, UNDER_WAY = "complete", "under way"
CONTRADICTED = "force: complete; CPS: under way"
# The positions recorded, how the recommendation stands, and whether bodies contradict each other.
CASES = {
    "nothing": ({}, "not recorded", False),
    "some": (
        {(A, "force"): COMPLETE, (A, "cps"): COMPLETE},
        "2 of 4 complete, 2 not recorded",
        False,
    ),
    "one body silent": (
        {(A, "force"): COMPLETE, (B, "force"): COMPLETE},
        "2 of 4 complete, 2 not recorded",
        False,
    ),
    "not started": (
        {(A, "cps"): "not started"},
        "0 of 4 complete, 1 not started, 3 not recorded",
        False,
    ),
    "contradicting": (
        {
            (A, "force"): COMPLETE,
            (A, "cps"): UNDER_WAY,
            (B, "force"): COMPLETE,
            (B, "cps"): COMPLETE,
        },
        "3 of 4 complete, 1 under way",
        True,
    ),
    "all": (
        dict.fromkeys([(A, "force"), (A, "cps"), (B, "force"), (B, "cps")], COMPLETE),
        "complete",
        False,
    ),
}


@pytest.fixture
def office(file_store, tmp_path, monkeypatch):
    """Records positions in an office's own store, of which the pages are then."""

    def record(positions):
        for (part, voice), state in positions.items():
            new = schemas.NewPosition(
                requirement=part, voice=voice, state=state, effective_on=AT.date()
            )
            writes.record(file_store, new, by="OPCC policy officer", at=AT)
        url = f"sqlite:///{tmp_path / 'office.db'}"
        monkeypatch.setenv("STORE_URL", url)
        stand_on(DAY, monkeypatch)
        return open_store(url)

    return record


@pytest.mark.parametrize("case", CASES)
def test_mark_and_words_say_no_more_than_what_is_recorded(office, case):
    positions, state, is_contradicted = CASES[case]
    office(positions)

    page = opened("briefing")
    [row] = [
        marks
        for grid in grids_of(page)
        for name, marks in grid.rows.items()
        if name.startswith("6") and "Review how victims are told" in name
    ]
    shape, said = row[-1]
    assert said == f"Now: {state}"
    assert (shape == "full") == (state == "complete")

    view = briefing_view(reads.store_state(), DAY, None)
    read = {
        "Briefing": everything_said(page),
        "Recommendations": everything_said(opened("recommendations")),
        "pack": "\n".join(texts_in(briefing_pack(view, "", is_drawn=False))),
        "agenda": "\n".join(texts_in(agenda_of(view, "board", ""))),
    }
    for name in ("Recommendations", "pack", "agenda"):
        said_there = CONTRADICTED.lower() in read[name].lower()
        assert said_there == is_contradicted, f"{name} on contradictions: {said_there}"
    disagree = "where bodies disagree" in read["pack"]
    assert disagree == is_contradicted
