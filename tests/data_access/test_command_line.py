"""Every command on whatever may be there in place of a store: one sentence, and nothing lost."""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from data_access import demo
from data_access.__main__ import cli
from data_access.store import StoreProblem, open_store, settings, sqlite_url, version
from tests import serving
from tests.data_access import contents, stores
from tests.sentences import (
    CANNOT_BE_OPENED,
    DEMONSTRATION_ALREADY,
    FROZEN,
    MAKE_ONE,
    NEWER_VERSION,
    NO_STORE_OF_OURS,
    NO_STORE_OR_DAMAGED,
    OLD_STORE_KEPT,
    OPENING_OFFICE,
    REAL_PROGRESS,
    TOO_OLD,
)

pytestmark = pytest.mark.slow

# Commands that need a store, with all they are given; DIR stands for a folder of the test's own.
READING = {
    "status": ["status"],
    "check": ["check"],
    "export": ["export", "DIR/export"],
    "backup": ["backup", "DIR/backup.db"],
    "redact": ["redact", "action_update", "1", "note"],
    "demo": ["demo"],
}
ALL = READING | {"init": ["init"], "prepare": ["prepare"]}


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Result]:
    def give(*words: str, url: str = f"sqlite:///{tmp_path / 'office.db'}") -> Result:
        monkeypatch.setenv("STORE_URL", url)
        return CliRunner().invoke(cli, [word.replace("DIR", str(tmp_path)) for word in words])

    return give


def assert_one_plain_sentence(result: Result, says: str) -> None:
    assert isinstance(result.exception, SystemExit)
    assert result.exit_code == 1
    assert result.stdout == ""
    assert says in result.stderr
    assert result.stderr.count("\n") == 1
    assert result.stderr.endswith((".\n", "init\n", "FILE\n"))
    assert re.search("Traceback|sqlalchemy|Error|errno", result.stderr) is None


SPOILT = {
    "empty": (stores.empty, NO_STORE_OF_OURS),
    "letter": (stores.put_letter, NO_STORE_OR_DAMAGED),
    "cut": (stores.cut_short, "is damaged"),
    "other": (stores.put_other_program, NO_STORE_OF_OURS),
    "older": (stores.make_older, TOO_OLD),
    "newer": (stores.make_newer, NEWER_VERSION),
}


# An empty file is made into a store by `init`, and by nothing else.
@pytest.mark.parametrize(
    ("command", "kind"), [(c, k) for c in ALL for k in SPOILT if (c, k) != ("init", "empty")]
)
def test_what_is_not_a_store_is_told_in_a_sentence_and_left_as_it_was(
    run, tmp_path, starter_file, command, kind
):
    spoil, says = SPOILT[kind]
    file = Path(shutil.copy(starter_file, tmp_path / "office.db"))
    spoil(file)
    before = file.read_bytes()

    result = run(*ALL[command])

    assert_one_plain_sentence(result, says)
    assert file.read_bytes() == before
    assert [path.name for path in tmp_path.iterdir()] == ["office.db"]


def test_an_empty_file_is_made_into_a_store(run, tmp_path):
    (tmp_path / "office.db").touch()

    assert run("init").exit_code == 0
    assert run("check").stdout == f"Nothing is wrong with {tmp_path / 'office.db'}\n"


@pytest.mark.parametrize("command", [name for name in READING if name != "demo"] + ["prepare"])
def test_where_there_is_no_store_the_reader_is_told_how_to_make_one(run, tmp_path, command):
    result = run(*ALL[command])

    assert_one_plain_sentence(result, "There is no store ")
    assert result.stderr.endswith("Make one with: python -m data_access init\n")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("command", ALL)
@pytest.mark.parametrize(
    "url",
    ["nonsense", "sqlite://", "sqlite:///:memory:", "mongodb://here/store", "sqlite+nothing:///a"],
)
def test_a_wrong_address_is_told_in_a_sentence(run, command, url):
    assert_one_plain_sentence(run(*ALL[command], url=url), "Write it like sqlite:///var/office.db")


@pytest.mark.parametrize("command", ["init", "demo"])
@pytest.mark.parametrize("folder", ["/proc/nowhere", "DIR/letter.txt"])
def test_a_store_is_not_made_where_nothing_can_be_written(run, tmp_path, command, folder):
    (tmp_path / "letter.txt").write_text("Dear board")
    place = folder.replace("DIR", str(tmp_path))

    result = run(command, url=f"sqlite:///{place}/office.db")

    assert_one_plain_sentence(result, f"office.db {CANNOT_BE_OPENED}")
    assert (tmp_path / "letter.txt").read_text() == "Dear board"


def test_a_password_in_an_address_is_never_printed(run):
    result = run("status", url="postgresql+psycopg://office:opensesame@127.0.0.1:1/store")

    assert_one_plain_sentence(result, "STORE_URL")
    assert "opensesame" not in result.output


def test_a_store_deleted_while_it_is_open_is_told_in_a_sentence(file_store):
    path = file_store.path
    assert path
    path.unlink()

    with (
        pytest.raises(StoreProblem, match=rf"^office\.db {CANNOT_BE_OPENED}"),
        file_store.reading(),
    ):
        pass
    assert not path.exists()


@pytest.mark.usefixtures("file_store")
def test_every_command_works_on_an_office_store(run, tmp_path):
    for words in (["init"], ["status"], ["check"], ["export", "DIR/export"], ["prepare"]):
        assert run(*words).exit_code == 0
    assert run("backup", "DIR/copy.db").stdout == f"Backed up to {tmp_path / 'copy.db'}\n"
    restored = run("restore", "DIR/copy.db").stdout
    assert restored.startswith(f"Restored from {tmp_path / 'copy.db'}{OLD_STORE_KEPT}")
    assert REAL_PROGRESS in run("status").stdout


def test_demo_makes_a_store_that_needs_no_repair(run, tmp_path):
    assert run("demo", "--cases", "60").exit_code == 0

    assert [path.name for path in tmp_path.iterdir()] == ["office.db"]
    assert run("check").exit_code == 0
    assert FROZEN in run("status").stdout


@pytest.mark.usefixtures("file_store")
def test_demo_over_the_starter_content_leaves_one_file(run, tmp_path):
    assert run("demo", "--cases", "60").exit_code == 0

    assert [path.name for path in tmp_path.iterdir()] == ["office.db"]
    assert_one_plain_sentence(run("demo"), DEMONSTRATION_ALREADY)
    assert_one_plain_sentence(run("redact", "action", "1", "due_on"), "not a text that can be")


def test_demo_makes_as_many_cases_of_as_many_forces_as_it_is_told(run, tmp_path):
    assert run("demo", "--cases", "200", "--forces", "3").exit_code == 0

    cases = contents.rows(tmp_path / "office.db", "investigation")
    assert len(cases) == 200
    assert {row["force"] for row in cases} == {"force", "force-02", "force-03"}
    assert run("check").exit_code == 0


@pytest.mark.parametrize("words", [["--cases", "0"], ["--cases", "2", "--forces", "3"]])
def test_demo_refuses_numbers_that_make_no_sense_in_a_sentence(run, tmp_path, words):
    assert_one_plain_sentence(run("demo", *words), f"{words[0]} {words[1]} ")
    assert list(tmp_path.iterdir()) == []


@pytest.fixture
def usual_demonstration(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The place where `prepare` looks for a demonstration, still empty."""
    monkeypatch.delenv("STORE_URL", raising=False)
    monkeypatch.setattr(settings, "OFFICE_STORE", tmp_path / "var" / "office.db")
    monkeypatch.setattr(settings, "DEMONSTRATION_STORE", tmp_path / "var" / "demo.db")
    return tmp_path / "var" / "demo.db"


def test_prepare_makes_the_demonstration_and_migrates_an_older_one(
    usual_demonstration, next_migration
):
    result = CliRunner().invoke(cli, ["prepare"])

    assert result.stdout == f"Opening the demonstration store: {usual_demonstration}\n"
    assert list(usual_demonstration.parent.iterdir()) == [usual_demonstration]
    made = contents.rows(usual_demonstration, "investigation")
    assert len(made) == demo.Size().cases

    new = next_migration("pass")
    result = CliRunner().invoke(cli, ["prepare"])

    assert result.stdout == f"Opening the demonstration store: {usual_demonstration}\n"
    assert contents.rows(usual_demonstration, "investigation") == made
    assert version(open_store(sqlite_url(usual_demonstration))) == new


def test_prepare_leaves_an_office_store_in_the_place_of_the_demonstration_alone(
    usual_demonstration, starter_file
):
    usual_demonstration.parent.mkdir()
    shutil.copy(starter_file, usual_demonstration)

    result = CliRunner().invoke(cli, ["prepare"])

    assert result.stdout == f"{OPENING_OFFICE}{usual_demonstration}\n"
    assert usual_demonstration.read_bytes() == starter_file.read_bytes()


def test_a_program_of_its_own_ends_without_a_traceback(tmp_path):
    ended = subprocess.run(
        [sys.executable, "-m", "data_access", "status"],
        cwd=serving.ROOT,
        env=serving.environment(STORE_URL=f"sqlite:///{tmp_path / 'gone.db'}"),
        capture_output=True,
        text=True,
        check=False,
    )

    assert (ended.returncode, ended.stdout) == (1, "")
    assert ended.stderr == (
        f"{tmp_path / 'gone.db'}: There is no store gone.db{MAKE_ONE}" + os.linesep
    )
