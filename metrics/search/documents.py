"""Everything that can be looked for on a day, as one frame."""

from collections.abc import Mapping
from itertools import chain

import polars as pl

from metrics.day_facts import DayFacts
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


def things(facts: DayFacts, limits: Mapping[str, Limit | None]) -> pl.DataFrame:
    """A row a thing that can be looked for, those of a kind in the order of recording.

    ``names``: other words that lead to it. ``text``: empty where the title says it all. It stands
    with the recommendation ``number`` of ``inspection``, with ``action``, or with ``meeting``; a
    measure, of which ``ref`` is the code, stands where measures do. Nulls: it stands with none.
    """
    things = chain(
        inspection_documents.recommendations(facts),
        inspection_documents.parts(facts),
        plan_documents.actions(facts),
        inspection_documents.promises(facts),
        inspection_documents.evidence(facts),
        inspection_documents.comments(facts),
        inspection_documents.findings(facts),
        plan_documents.meetings(facts),
        plan_documents.decisions(facts),
        plan_documents.asks(facts),
        plan_documents.measures(limits),
    )
    return pl.DataFrame([NOTHING_MORE | thing for thing in things], SCHEMA)
