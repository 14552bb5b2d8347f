"""The record of access: who reads it, what it leaves as it was, and when entries go."""

from datetime import UTC, datetime, timedelta

import pytest

from data_access.reads import read_revision
from data_access.sign_in import sessions
from data_access.sign_in.access_record import (
    access_entry,
    forget_access,
    read_access,
    record_access,
)
from data_access.sign_in.roles import Person
from data_access.store import NotAllowed
from data_access.vocabulary import Access, Role
from tests.data_access.contents import rows
from tests.data_access.stores import change
from tests.sign_in import person

AT = datetime(2022, 1, 31, 9, 30, tzinfo=UTC)
LATER = AT + timedelta(hours=8)
RITA = person(Role.READER)
ADA = person(Role.ADMINISTRATOR, name="Ada Administrator")


def note(store, who, *, at=AT):
    record_access(
        store, [access_entry(who, Access.PAGE_OPENED, "briefing", "as_at=2022-01-31", at=at)]
    )


def test_access_is_recorded_beside_the_figures_and_nothing_is_read_again(starter_store):
    before = read_revision(starter_store), rows(starter_store, "audit_event")

    note(starter_store, RITA)

    assert (read_revision(starter_store), rows(starter_store, "audit_event")) == before
    assert read_access(starter_store, RITA, own=True).rows() == [
        (1, AT, "rita", "Rita Reader", "page opened", "briefing", "as_at=2022-01-31")
    ]


def test_each_person_reads_their_own_entries_and_the_administrator_everybodys(starter_store):
    note(starter_store, RITA)
    note(starter_store, ADA)

    assert read_access(starter_store, RITA, own=True)["name"].to_list() == ["Rita Reader"]
    assert read_access(starter_store, ADA, own=False)["id"].to_list() == [2, 1]
    with pytest.raises(NotAllowed):
        read_access(starter_store, RITA, own=False)


def test_a_session_that_a_restore_took_away_has_ended_like_one_that_somebody_ended(starter_store):
    sessions.begin_session(starter_store, "open", RITA, at=AT, ends_at=LATER)

    assert sessions.ended_sessions(starter_store, {"open", "of another store"}) == {
        "of another store"
    }


def test_entries_are_kept_as_long_as_the_office_says(starter_store):
    note(starter_store, RITA, at=AT - timedelta(days=365, seconds=1))
    note(starter_store, RITA, at=AT - timedelta(days=365))

    assert forget_access(starter_store, timedelta(days=365), at=AT) == 1
    assert [each["id"] for each in rows(starter_store, "access_event")] == [2]


def test_an_administrator_ends_the_sessions_of_others_and_a_reader_only_their_own(starter_store):
    sessions.begin_session(starter_store, "key", RITA, at=AT, ends_at=LATER)
    other = person(Role.READER, name="Otto Other")

    with pytest.raises(NotAllowed):
        sessions.end_sessions_of(starter_store, "rita", by=other, at=AT)
    assert sessions.open_sessions(starter_store, AT)["name"].to_list() == ["Rita Reader"]
    assert sessions.end_sessions_of(starter_store, "rita", by=ADA, at=AT) == 1
    assert sessions.end_sessions_of(starter_store, "rita", by=ADA, at=AT) == 0

    assert sessions.ended_sessions(starter_store, {"key"}) == {"key"}
    assert sessions.open_sessions(starter_store, AT).is_empty()
    last = rows(starter_store, "access_event")[-1]
    assert (last["name"], last["what"], last["done_to"]) == (
        "Ada Administrator",
        "session ended",
        "Rita Reader",
    )


def test_a_session_is_listed_as_open_until_the_moment_at_which_it_ends(starter_store):
    sessions.begin_session(starter_store, "key", RITA, at=AT, ends_at=LATER)
    last = LATER - timedelta(seconds=1)

    assert sessions.open_sessions(starter_store, last)["name"].to_list() == ["Rita Reader"]
    assert sessions.open_sessions(starter_store, LATER).is_empty()


def test_an_open_session_is_found_until_somebody_ends_it(starter_store):
    sessions.begin_session(starter_store, "first", RITA, at=AT, ends_at=LATER)
    found = sessions.open_session(starter_store, "first")
    sessions.end_sessions_of(starter_store, "rita", by=ADA, at=AT)

    assert found == sessions.SignedIn("first", RITA, LATER, is_ended=False)
    assert sessions.open_session(starter_store, "first") is None
    assert sessions.open_session(starter_store, "of another store") is None


@pytest.mark.parametrize(
    ("words", "roles"),
    [
        ("reader,auditor", {Role.READER}),
        ("auditor", frozenset()),
        ("Reader,data steward", {Role.STEWARD}),
    ],
)
def test_a_recorded_role_that_there_is_not_gives_nothing_and_ends_nobodys_session(
    starter_store, words, roles
):
    sessions.begin_session(starter_store, "of another", ADA, at=AT, ends_at=LATER)
    sessions.begin_session(starter_store, "key", RITA, at=AT, ends_at=LATER)
    change(starter_store, f"UPDATE sign_in_session SET roles = '{words}' WHERE key = 'key'")
    mended = Person("rita", "Rita Reader", frozenset(roles))

    assert sessions.open_session(starter_store, "of another") == sessions.SignedIn(
        "of another", ADA, LATER, is_ended=False
    )
    found = sessions.SignedIn("key", mended, LATER, is_ended=False)
    assert sessions.open_session(starter_store, "key") == found
    assert mended.may(Role.READER) == bool(roles)
