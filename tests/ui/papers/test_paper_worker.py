"""A paper is written in a process with limits, and the app loads neither library of documents."""

import re
import subprocess
import sys

import pytest
from typer.testing import CliRunner

from data_access.__main__ import cli
from data_access.vocabulary import DocumentFormat
from data_access.worker import WorkerLimits
from tests.serving import ROOT
from tests.ui.papers.paper_files import docx_text, pdf_text
from tests.ui.papers.test_paper import PAPER
from tests.ui.papers.test_word_template import FIELD, template, with_part
from ui.papers import paper_worker
from ui.papers.paper import Heading, Paper, Section
from ui.papers.paper_worker import TOO_LARGE, NotWritten, written
from ui.papers.word_template import MACROS, NO_FIELD

PLAIN = Paper("Briefing", (), "OFFICIAL", "", "briefing", (Section("In short", (Heading("A"),)),))


@pytest.fixture(autouse=True)
def own_template(tmp_path, monkeypatch):
    """Keeps a template for the office; by default it has none."""
    file = tmp_path / "template.docx"
    monkeypatch.setenv("WORD_TEMPLATE", str(file))
    return file.write_bytes


def test_a_paper_is_written_by_another_process():
    assert docx_text(written(PLAIN, DocumentFormat.DOCX)) == "BriefingInshortA"


def test_a_paper_that_takes_too_long_is_refused_in_words(monkeypatch):
    monkeypatch.setattr(paper_worker, "LIMITS", WorkerLimits(seconds=0.001))

    with pytest.raises(NotWritten, match=TOO_LARGE):
        written(PLAIN, DocumentFormat.PDF)


def test_a_paper_that_cannot_be_written_says_why():
    # Its picture is none.
    with pytest.raises(NotWritten, match="The document was not made:"):
        written(PAPER, DocumentFormat.PDF)


def test_the_app_loads_no_library_of_documents():
    loads = "import sys, ui.papers.documents; print({'docx', 'typst', 'lxml'} & set(sys.modules))"
    told = subprocess.run(
        [sys.executable, "-c", loads], cwd=ROOT, check=True, capture_output=True, text=True
    )

    assert told.stdout == "set()\n"


def test_the_template_of_the_office_is_used_for_word_and_not_for_pdf(own_template):
    own_template(template("Our letter head", FIELD))

    assert docx_text(written(PLAIN, DocumentFormat.DOCX)).startswith("Ourletterhead")
    assert "letterhead" not in pdf_text(written(PLAIN, DocumentFormat.PDF))


def test_a_template_that_was_changed_to_one_that_cannot_be_used_stops_word_in_words(own_template):
    own_template(template("No field"))

    with pytest.raises(NotWritten, match=re.escape(NO_FIELD)):
        written(PLAIN, DocumentFormat.DOCX)
    assert written(PLAIN, DocumentFormat.PDF).startswith(b"%PDF")


def test_the_command_keeps_a_template_and_removes_it(tmp_path, monkeypatch):
    kept, file = tmp_path / "kept.docx", tmp_path / "letter.docx"
    monkeypatch.setenv("WORD_TEMPLATE", str(kept))
    file.write_bytes(template())
    told = [CliRunner().invoke(cli, ["template", *each]) for each in ([str(file)], ["--remove"])]

    assert [each.exit_code for each in told] == [0, 0]
    assert "The template is kept" in told[0].output
    assert not kept.exists()


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (template("No field"), f"was not kept. {NO_FIELD}"),
        (with_part(template(), "word/vbaProject.bin", b"x"), f"was not kept. {MACROS}"),
        (b"x" * 30_000_000, "The Word template cannot be used. It is larger than 10 MB."),
    ],
    ids=["no field", "macros", "30 MB"],
)
def test_the_command_refuses_a_template_and_keeps_the_earlier_one(
    tmp_path, monkeypatch, content, says
):
    kept, file = tmp_path / "kept.docx", tmp_path / "letter.docx"
    monkeypatch.setenv("WORD_TEMPLATE", str(kept))
    earlier = template()
    kept.write_bytes(earlier)
    file.write_bytes(content)
    told = CliRunner().invoke(cli, ["template", str(file)])

    assert told.exit_code == 1
    assert says in " ".join(told.output.split())
    assert kept.read_bytes() == earlier


def test_what_writes_papers_loads_no_store_which_would_take_longer_than_the_paper():
    loads = (
        "import sys, ui.papers.word, ui.papers.pdf; "
        "print({'sqlalchemy', 'polars', 'streamlit'} & set(sys.modules))"
    )
    run = [sys.executable, "-c", loads]

    assert subprocess.run(run, cwd=ROOT, check=True, capture_output=True).stdout == b"set()\n"
