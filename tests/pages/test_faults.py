"""What a reader sees when disk, store, server, clock or copies fail in mid-session: a plain word.

Nothing is lost, and the page works again once the fault is mended.
"""

import shutil
from datetime import UTC, date, datetime, timedelta
from functools import partial

import pytest
import streamlit as st

from data_access import maintenance, schemas, writes
from data_access.arrow_cache import folder_of, newest_tallies
from data_access.reads import read_snapshot
from data_access.store import open_store
from tests.data_access.same_rows import EVERY_STORE
from tests.data_access.stores import AT, file_of, room_for
from tests.pages.conftest import everything_said
from tests.pages.opening import opened, stand_on
from tests.pages.updating import again, box, errors, form_for, newest, save, text
from tests.servers import running_server
from tests.stopped_clock import NOW
from tests.tally_builders import load
from ui import reads
from ui.reads import case_states

FULL = "The disk is full. Nothing was changed; make room and try again."
NO_ANSWER = "The database server does not answer"
WORDS = "Letters are looked at. " * 80


def position_filled_in():
    page = form_for("position")
    box(page, "Which part?").set_value("rape-1/6/b")
    box(page, "Whose position?").set_value("cps").run()
    box(page, "What it says").set_value("under way")
    text(page, "In its words").input(WORDS)
    return page


def recorded(store):
    return newest(store, "position", "requirement", "note")


AS_TYPED = {"requirement": "rape-1/6/b", "note": WORDS.strip()}


# A full disk


def test_a_full_disk_is_said_and_what_was_typed_is_saved_once_there_is_room(own_store):
    before = recorded(own_store)
    page = position_filled_in()

    with room_for(reads.store(), 0):
        page = save(page)
        assert errors(page) == [FULL]
        assert recorded(own_store) == before

    assert not again(page).exception
    assert recorded(own_store) == AS_TYPED


# A store that goes away


@pytest.mark.slow
def test_a_store_that_is_gone_is_said_and_shown_again_once_it_is_back(own_store):
    file = file_of(open_store(own_store))
    page = opened("briefing")
    before = everything_said(page)
    aside = file.rename(file.with_suffix(".aside"))

    page.run()
    assert [errors(page), list(page.exception)] == [
        [
            "own.db cannot be opened. See that its folder exists and that this program may read "
            "and write there, or choose another place with STORE_URL."
        ],
        [],
    ]
    assert not file.exists()

    aside.rename(file)
    assert everything_said(page.run()) == before


@pytest.mark.slow
def test_a_server_that_stops_in_mid_session_is_said_and_a_save_can_be_made_once_it_is_back(
    monkeypatch,
):
    with running_server() as server, server.database() as url:
        address = url.render_as_string(hide_password=False)
        monkeypatch.setenv("STORE_URL", address)
        stand_on(AT.date(), monkeypatch)
        maintenance.begin(url, AT)
        open_page, form = opened("meetings"), position_filled_in()
        before = everything_said(open_page)
        server.stop()

        for page in (open_page.run(), save(form), opened("briefing")):
            (said,) = errors(page)
            assert said.startswith(NO_ANSWER)
            assert not page.exception
            assert "127.0.0.1:" not in said

        server.start()
        assert everything_said(open_page.run()) == before
        assert not again(form.run()).exception
        assert recorded(address) == AS_TYPED


# A clock that jumps


def update_of(store, state, on, at):
    entry = schemas.NewActionUpdate(action="A2", effective_on=on, state=state)
    writes.record(store, entry, by="A. Writer", at=at)


def test_what_is_recorded_after_the_clock_went_back_still_counts_as_the_newest(own_store):
    store, day = open_store(own_store), date(2022, 2, 28)
    before = read_snapshot(store).revision
    update_of(store, "under way", day, datetime(2022, 2, 28, 18, tzinfo=UTC))
    update_of(store, "complete", day, datetime(2022, 2, 28, 9, tzinfo=UTC))

    held = reads.store_state()
    assert held.revision.number == before.number + 2
    actions = held.day_state(day).actions
    assert actions.filter(ref="A2")["state"].to_list() == ["complete"]
    assert maintenance.faults(store) == []


@pytest.mark.slow
def test_what_was_recorded_while_the_clock_was_ahead_waits_for_its_day_and_is_said(own_store):
    store, ahead = open_store(own_store), NOW + timedelta(days=900)
    before = {name: everything_said(opened(name)) for name in ("briefing", "joint_action_plan")}
    update_of(store, "complete", ahead.date(), ahead)

    assert {name: everything_said(opened(name)) for name in before} == before
    assert reads.store_facts()[-1] == (
        f"Last written: {ahead:%d/%m/%Y %H:%M} UTC, which has not come yet. "
        "The clock was wrong then, or is now: have it set"
    )
    update_of(store, "under way", AT.date(), AT)
    assert reads.store_facts()[-1] == "Last written: 31/01/2022 09:30 UTC"
    assert maintenance.faults(store) == []


# Copies beside the store


@pytest.mark.slow
def test_a_snapshot_folder_deleted_under_the_app_changes_no_page(own_store, monkeypatch):
    store = open_store(own_store)

    def shown():
        return [everything_said(opened(name)) for name in ("case_action_plans", "data")]

    load(store, "investigation", {"case": 1})
    load(store, "case_plan", {"case": 1})
    as_it_is = shown()
    st.cache_resource.clear()
    monkeypatch.setattr(case_states, "newest_tallies", partial(newest_tallies, above=EVERY_STORE))
    assert shown() == as_it_is
    (made,) = folder_of(store).iterdir()

    shutil.rmtree(made.parent)
    assert shown() == as_it_is
    st.cache_resource.clear()
    assert shown() == as_it_is
    assert list(folder_of(store).iterdir()) == [made]
