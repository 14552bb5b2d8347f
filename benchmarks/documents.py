"""Times the briefing pack from a view that is there to the bytes of its file."""

from collections.abc import Iterator
from functools import partial

from benchmarks.in_process import seconds
from benchmarks.results import Result, milliseconds
from data_access.vocabulary import DocumentFormat
from ui.papers.briefing_pack import briefing_pack
from ui.papers.briefing_view import briefing_view
from ui.papers.paper_worker import written
from ui.reads import OpenStore

TIMES = 7
NAMES = {DocumentFormat.DOCX: "Word", DocumentFormat.PDF: "PDF"}


def pack_lines(store_url: str, budget: float) -> Iterator[Result]:
    """Measure the first pack of a state, which draws its charts, then further ones by format."""
    view = briefing_view(OpenStore(store_url).state(), None, None)

    def make(as_format: DocumentFormat) -> None:
        written(briefing_pack(view, ""), as_format)

    yield Result(
        "Briefing pack as PDF, the first, with its charts",
        milliseconds([seconds(partial(make, DocumentFormat.PDF))]),
    )
    for each, name in NAMES.items():
        taken = [seconds(partial(make, each)) for _ in range(TIMES)]
        yield Result(f"Briefing pack as {name}", milliseconds(taken), budget)
