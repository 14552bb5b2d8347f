"""A paper is written in a process with limits, and the app loads neither library of documents."""

import subprocess
import sys

import pytest

from data_access.worker import WorkerLimits
from tests.serving import ROOT
from tests.ui.papers.paper_files import docx_text
from tests.ui.papers.test_paper import PAPER
from ui.papers import paper_worker
from ui.papers.paper import Heading, Paper, Section
from ui.papers.paper_worker import TOO_LARGE, Format, NotWritten, written

PLAIN = Paper("Briefing", (), "OFFICIAL", "", "briefing", (Section("In short", (Heading("A"),)),))


def test_a_paper_is_written_by_another_process():
    assert docx_text(written(PLAIN, Format.DOCX)) == "BriefingInshortA"


def test_a_paper_that_takes_too_long_is_refused_in_words(monkeypatch):
    monkeypatch.setattr(paper_worker, "LIMITS", WorkerLimits(seconds=0.01))

    with pytest.raises(NotWritten, match=TOO_LARGE):
        written(PLAIN, Format.PDF)


def test_a_paper_that_cannot_be_written_says_why():
    # Its picture is none.
    with pytest.raises(NotWritten, match="The document was not made:"):
        written(PAPER, Format.PDF)


def test_the_app_loads_no_library_of_documents():
    loads = "import sys, ui.papers.documents; print({'docx', 'typst', 'lxml'} & set(sys.modules))"
    told = subprocess.run(
        [sys.executable, "-c", loads], cwd=ROOT, check=True, capture_output=True, text=True
    )

    assert told.stdout == "set()\n"
