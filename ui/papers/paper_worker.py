"""Papers written as files in a worker process, with limits of time and memory."""

from enum import StrEnum
from threading import Lock

from data_access.worker import WorkerEnded, WorkerFailed, WorkerLimits, call
from ui.papers.paper import Paper


class Format(StrEnum):
    """A kind of file, by its ending."""

    DOCX = "docx"
    PDF = "pdf"


WRITERS = {Format.DOCX: "ui.papers.word:as_docx", Format.PDF: "ui.papers.pdf:as_pdf"}
MIMES = {
    Format.DOCX: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    Format.PDF: "application/pdf",
}
SECONDS, GIGABYTES = 60, 2
LIMITS = WorkerLimits(seconds=SECONDS, memory=GIGABYTES * 1_000_000_000)
ONE_AT_A_TIME = Lock()
TOO_LARGE = (
    f"The document was not made: it takes more than {GIGABYTES} GB of memory or {SECONDS} seconds."
)


class NotWritten(Exception):
    """Raised if a paper cannot be written as a file; the message says why."""


def written(paper: Paper, as_format: Format) -> bytes:
    """The paper as a file. Errors: NotWritten."""
    with ONE_AT_A_TIME:
        try:
            content: bytes = call(WRITERS[as_format], paper, limits=LIMITS)
        except WorkerEnded as problem:
            raise NotWritten(TOO_LARGE) from problem
        except WorkerFailed as problem:
            raise NotWritten(f"The document was not made:\n{problem}") from problem
    return content
