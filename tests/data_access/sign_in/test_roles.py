"""Every write refuses a role that may not make it, whatever page or program asks for it."""

import ast
from contextlib import suppress
from datetime import UTC, date, datetime
from importlib import import_module
from pathlib import Path

import pytest

from data_access import schemas, writes
from data_access.sign_in.roles import RELEASED_BY, role_needed
from data_access.store import NotAllowed, open_store
from data_access.vocabulary import Role
from data_access.writes.meeting_outcomes import RECORD_AT_MEETING
from data_access.writes.recording import TOGETHER, WRITES
from tests.data_access.contents import everything
from tests.kept_stores import put_kept
from tests.sign_in import person
from tests.source_trees import tree_of

ROOT = Path(__file__).parents[3]
AT = datetime(2022, 1, 31, 9, 30, tzinfo=UTC)
STEWARDS = {
    "close month",
    "close months",
    "import",
    "refuse import",
    "withdraw",
    "withdraw release",
}
ADMINISTRATORS = {"export", "redact", "redact text", "purge"}
CONTRIBUTORS = {"propose", "propose no more"}
# What begins or restores a store, and what the app records by itself.
NOBODYS = {"load", "mark", "invent", "make releases", "keep releases"}


def writes_in_the_program() -> list[str]:
    """What the audit calls each write that the program makes, but for those of ``WRITES``."""
    found = []
    for folder in ("data_access", "ui", "pages"):
        for file in sorted((ROOT / folder).rglob("*.py")):
            text = file.read_text(encoding="utf-8")
            # Each worker collects the tests: only what is looked for is parsed.
            for node in ast.walk(tree_of(text)) if ".writing" in text else ():
                if isinstance(node, ast.Call) and ast.unparse(node.func).endswith(".writing"):
                    what = ast.unparse(node.args[1])
                    if what != "write.what":
                        found.append(value_of(what, file))
    return found


def value_of(what: str, file: Path) -> str:
    """A text as it is written in ``file``, or the value of a constant of its module."""
    if not what.isidentifier():
        return str(ast.literal_eval(what))
    module = ".".join(file.relative_to(ROOT).with_suffix("").parts)
    return str(getattr(import_module(module), what))


FOUND = [*(write.what for write in WRITES.values()), *writes_in_the_program()]


@pytest.fixture(scope="module")
def store(tmp_path_factory):
    """A store in which nothing is written, whatever is tried."""
    store = open_store(put_kept("starter", tmp_path_factory.mktemp("roles") / "s.db"))
    before = everything(store)
    yield store
    assert everything(store) == before


def owner_of(what: str) -> Role | None:
    """Whose write it is, by the lists of this test."""
    if what in NOBODYS:
        return None
    if what in STEWARDS:
        return Role.STEWARD
    if what in CONTRIBUTORS:
        return Role.CONTRIBUTOR
    if what in ADMINISTRATORS:
        return Role.ADMINISTRATOR
    return Role.RECORDER


def test_the_writes_of_stewards_administrators_contributors_and_nobody_are_all_in_the_program():
    others = STEWARDS | ADMINISTRATORS | CONTRIBUTORS | NOBODYS
    assert {*FOUND} >= others
    assert sorted({*FOUND} - others) == sorted(
        {write.what for write in WRITES.values() if write.what not in STEWARDS}
        | {TOGETHER, RECORD_AT_MEETING, "accept proposal", "return proposal"}
    )


@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize("what", sorted({*FOUND}))
def test_a_write_takes_its_role(store, what, role):
    someone = person(role)
    may = owner_of(what) == role

    for tried in (store, store.trial()):
        with suppress(Undone):
            if may:
                with tried.as_written_by(someone).writing(someone.name, what, "it", at=AT):
                    raise Undone
            with (
                pytest.raises(NotAllowed),
                tried.as_written_by(someone).writing(someone.name, what, "it", at=AT),
            ):
                raise AssertionError


class Undone(Exception):
    """Takes an allowed write back."""


def test_a_write_that_is_not_listed_is_refused_to_everybody(store):
    someone = person(*Role)

    with (
        pytest.raises(NotAllowed, match="never a page"),
        store.as_written_by(someone).writing(someone.name, "a new write", "it", at=AT),
    ):
        raise AssertionError
    assert role_needed("a new write") is None


@pytest.mark.parametrize("name", ["Somebody Else", "", "rita reader", RELEASED_BY])
def test_an_entry_in_another_name_is_refused(store, name):
    someone = person(*Role)
    meeting = schemas.NewMeeting.model_validate(
        {"kind": "accountability board", "held_on": date(2022, 1, 26)}
    )

    with pytest.raises((NotAllowed, writes.Refused)):
        writes.record(store.as_written_by(someone), meeting, by=name, at=AT)


def test_figures_are_released_for_a_reader_too(store):
    reader = person(Role.READER)

    with (
        pytest.raises(Undone),
        store.as_written_by(reader).writing(RELEASED_BY, "make releases", "it", at=AT),
    ):
        raise Undone


def test_without_sign_in_every_name_may_write(store):
    with pytest.raises(Undone), store.writing("Anybody", "purge", "it", at=AT):
        raise Undone
