"""The command that makes a document: a new file for its owner alone, or a plain sentence."""

from datetime import date

import pytest
from typer.testing import CliRunner

from data_access.__main__ import cli
from data_access.commands import documents
from data_access.worker import WorkerFailed

ADDRESS = ""


@pytest.fixture
def run(monkeypatch, tmp_path):
    """Runs the command for a file of the test's own, where making it gives ``answer``."""

    asked = []

    def give(*words, answer=(b"%PDF", "")):
        def made(function, *request):
            assert function == documents.MAKE
            asked.append(request)
            if isinstance(answer, Exception):
                raise answer
            return answer

        monkeypatch.setattr(documents, "call", made)
        file = tmp_path / "pack.pdf"
        return CliRunner().invoke(cli, ["document", "pack", "--out", str(file), *words]), asked

    return give


def test_a_document_is_a_file_that_its_owner_alone_may_open(run, tmp_path):
    result, asked = run("--on", "28/02/2022", "--inspection", "rape-1", "--format", "docx")

    assert (result.exit_code, (tmp_path / "pack.pdf").read_bytes()) == (0, b"%PDF")
    assert (tmp_path / "pack.pdf").stat().st_mode & 0o777 == 0o600
    view = (date(2022, 2, 28), "rape-1", None, None, ADDRESS)
    assert asked == [("pack", "docx", *view)]


def test_a_file_that_is_there_is_left_as_it_is(run, tmp_path):
    (tmp_path / "pack.pdf").write_bytes(b"mine")
    result, _ = run()

    assert result.exit_code == 1
    assert result.stderr.endswith("is there already and was left as it is. Choose a new name.\n")
    assert (tmp_path / "pack.pdf").read_bytes() == b"mine"


@pytest.mark.parametrize(
    ("answer", "says"),
    [
        ((b"", "1 January 2030 has not come yet."), "1 January 2030 has not come yet.\n"),
        (
            WorkerFailed("Traceback\n  line\nMemoryError"),
            "The document was not made: MemoryError\n",
        ),
    ],
)
def test_what_is_wrong_is_said_in_one_sentence_and_no_file_is_left(run, tmp_path, answer, says):
    result, _ = run(answer=answer)

    assert (result.exit_code, result.stderr) == (1, says)
    assert not (tmp_path / "pack.pdf").exists()
