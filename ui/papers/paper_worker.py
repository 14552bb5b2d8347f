"""Papers written as files in a worker process, with limits of time and memory."""

from threading import Lock

from data_access.store import store_url
from data_access.vocabulary import DocumentFormat
from data_access.word_template import read_template
from data_access.worker import WorkerEnded, WorkerFailed, WorkerLimits, call
from ui.papers.paper import Paper

# These load libraries of documents, so the app itself never imports them.
IN_A_WORKER = ("ui.papers.pdf", "ui.papers.word", "ui.papers.word_template")
WRITERS = {
    DocumentFormat.DOCX: "ui.papers.word:as_docx",
    DocumentFormat.PDF: "ui.papers.pdf:as_pdf",
}
CHECK = "ui.papers.word_template:refusal_of"
SECONDS, GIGABYTES = 60, 2
LIMITS = WorkerLimits(seconds=SECONDS, memory=GIGABYTES * 1_000_000_000)
ONE_AT_A_TIME = Lock()
TOO_LARGE = (
    f"The document was not made: it takes more than {GIGABYTES} GB of memory or {SECONDS} seconds."
)


NOT_IN_TEMPLATE = "The document was not made: the office’s Word template cannot be used."


class NotWritten(Exception):
    """Raised if a paper cannot be written as a file; the message says why."""


def written(paper: Paper, as_format: DocumentFormat) -> bytes:
    """The paper as a file, as Word in the office's own template if it has one.

    Errors: NotWritten; StoreProblem if the template cannot be read.
    """
    template = read_template(store_url()) if as_format == DocumentFormat.DOCX else None
    with ONE_AT_A_TIME:
        try:
            if template and (refusal := refusal_of(template)):
                raise NotWritten(f"{NOT_IN_TEMPLATE} {refusal}")
            given = (template,) if template else ()
            content: bytes = call(WRITERS[as_format], paper, *given, limits=LIMITS)
        except WorkerEnded as problem:
            raise NotWritten(TOO_LARGE) from problem
        except WorkerFailed as problem:
            raise NotWritten(f"The document was not made:\n{problem}") from problem
    return content


def refusal_of(template: bytes) -> str:
    """Why a Word template cannot be used, in words; empty where it can."""
    try:
        refusal: str = call(CHECK, template, limits=LIMITS)
    except WorkerFailed:
        return "Looking at it took too long, or too much memory."
    return refusal
