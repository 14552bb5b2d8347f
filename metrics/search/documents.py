"""Everything that can be looked for on a day, as one frame."""

from collections.abc import Mapping
from itertools import chain

import polars as pl

from metrics.day_facts import Known
from metrics.periods import Limit
from metrics.search import inspection_documents, plan_documents

SCHEMA = {
    "kind": pl.String(),
    "ref": pl.String(),
    "names": pl.String(),
    "title": pl.String(),
    "text": pl.String(),
    "inspection": pl.String(),
    "number": pl.Int64(),
    "action": pl.String(),
    "meeting": pl.String(),
}
NOTHING_MORE = {"names": "", "text": ""}


def things(known: Known, limits: Mapping[str, Limit | None]) -> pl.DataFrame:
    """A row a thing that can be looked for, those of a kind in the order of recording.

    ``names``: other words that lead to it. ``text``: empty where the title says it all. It stands
    with the recommendation ``number`` of ``inspection``, with ``action``, or with ``meeting``; a
    measure, of which ``ref`` is the code, stands where measures do. Nulls: it stands with none.
    """
    things = chain(
        inspection_documents.recommendations(known),
        inspection_documents.parts(known),
        plan_documents.actions(known),
        inspection_documents.promises(known),
        inspection_documents.evidence(known),
        inspection_documents.comments(known),
        inspection_documents.findings(known),
        plan_documents.meetings(known),
        plan_documents.decisions(known),
        plan_documents.asks(known),
        plan_documents.measures(limits),
    )
    return pl.DataFrame([NOTHING_MORE | thing for thing in things], SCHEMA)
