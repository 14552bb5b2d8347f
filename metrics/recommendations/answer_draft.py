"""The draft of an answer: its versions, what is missing of it, and who has approved what."""

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

import polars as pl

from data_access.vocabulary import SO_ALREADY, SPEAKERS, Voice
from metrics.frames import Row, Tables
from metrics.point_in_time import answered_on

ASKED = {
    "requirement": pl.String,
    "label": pl.String,
    "short_title": pl.String,
    "voice": pl.String,
}
MISSING = {**ASKED, "missing": pl.String, "by_law": pl.Boolean}
APPROVALS = pl.Schema(
    {
        "voice": pl.String(),
        "version": pl.Int64(),
        "approved_version": pl.Int64(),
        "approved_by": pl.String(),
        "approved_on": pl.Date(),
        "source": pl.String(),
        "changed": pl.List(pl.String()),
    }
)
# What the law asks of each comment, and what the board asks of an action besides.
NOTHING_YET = "nothing is said yet"
ACCEPTED = "whether it is accepted"
ACTION_OR_REASON = "the action taken or proposed, or the reason for none"
COMMENT = "the comment, in its own words"
STANDS = "whether the action is taken or proposed"
LEAD = "who leads the action"
PASSED = "a date that has not passed"
OWNER, DATE, MEASURE, EVIDENCE = (
    "the role that answers for it",
    "its date",
    "its measure",
    "its evidence",
)
APPROVAL = "approval of what it says now"


class AnswerDraft(NamedTuple):
    """The draft of the answer to one inspection, as at ``day``.

    ``asked``: one row per part and body whose comment the answer needs, in order. ``versions``:
    every version by that day, the oldest first, with ``version``, its number in the draft.
    ``newest``: the newest of each part and body. ``missing``: one row per thing that is missing,
    in the order of the parts, then of approvals (``requirement`` and ``label`` are null);
    ``by_law``: it cannot be published without. ``approvals``: one row per body that speaks.
    ``remarks``: the newest first. ``published_on``: null for a draft. ``is_closed``: the answer
    is published, from this draft or not, and so the draft no longer changes.
    """

    day: date
    asked: pl.DataFrame
    versions: pl.DataFrame
    newest: pl.DataFrame
    missing: pl.DataFrame
    approvals: pl.DataFrame
    remarks: pl.DataFrame
    published_on: date | None
    is_closed: bool

    @property
    def version(self) -> int:
        """The number of the newest version; 0 where nothing is drafted."""
        return self.versions.height

    @property
    def newest_id(self) -> int:
        """The id of the newest version; 0 where nothing is drafted."""
        return max(self.versions["id"], default=0)

    @property
    def is_ready(self) -> bool:
        """Whether something is asked, and nothing is missing."""
        return not self.asked.is_empty() and self.missing.is_empty()

    def said(self, requirement: str | None, voice: str) -> Row | None:
        """A body's newest version on a part, or (null) around its comments; null for none."""
        is_it = pl.col("requirement").eq_missing(requirement) & (pl.col("voice") == voice)
        found = self.newest.filter(is_it)
        return found.row(0, named=True) if found.height else None


def answer_draft(tables: Tables, parts: pl.DataFrame, inspection: str, day: date) -> AnswerDraft:
    """The draft of the answer to ``inspection``, whose ``parts`` those are, on ``day``.

    ``tables``: as at that day.
    """
    is_of_it = pl.col("inspection") == inspection
    versions = tables["draft_statement"].filter(is_of_it).with_row_index("version", 1)
    versions = versions.with_columns(pl.col("version").cast(pl.Int64))
    newest = versions.unique(["requirement", "voice"], keep="last", maintain_order=True)
    approvals = _approvals(versions, tables["draft_approval"].filter(is_of_it), parts)
    publications = tables["draft_publication"].filter(is_of_it)
    answered = tables["inspection"].filter(pl.col("ref") == inspection, answered_on().is_not_null())
    asked = asked_of(parts)
    remarks = tables["draft_remark"].filter(pl.col("requirement").is_in(parts["ref"].implode()))
    return AnswerDraft(
        day,
        asked,
        versions,
        newest,
        _missing(asked, newest, approvals, day),
        approvals,
        remarks.sort("id", descending=True),
        publications["effective_on"].item() if publications.height else None,
        not answered.is_empty(),
    )


def asked_of(parts: pl.DataFrame) -> pl.DataFrame:
    """One row per part and body whose comment the answer needs, in the order of the parts.

    The Chief Constable's where the force is asked, the CPS's where its Area is, and always the
    Commissioner's, of whom the law asks it.
    """
    rows = [
        {name: part[{"requirement": "ref"}.get(name, name)] for name in list(ASKED)[:3]}
        | {"voice": voice}
        for part in parts.iter_rows(named=True)
        for voice in _speakers(part)
    ]
    return pl.DataFrame(rows, schema=ASKED)


def missing_of(statement: Row | None, day: date) -> Iterator[tuple[str, bool]]:
    """The gaps in a body's comment on a part, each with whether the law asks for it."""
    if statement is None:
        yield NOTHING_YET, True
        return
    if not statement["stance"]:
        yield ACCEPTED, True
    if not statement["action"]:
        if not statement["reason"]:
            yield ACTION_OR_REASON, True
        return
    is_so_already = statement["stated_as"] in SO_ALREADY
    due_on = statement["due_on"]
    by_law = {
        COMMENT: statement["comment"],
        STANDS: statement["stated_as"],
        LEAD: statement["lead_organisation"],
        PASSED: due_on is None or due_on >= day,
    }
    by_the_board = {
        OWNER: statement["owner_role"],
        DATE: due_on or is_so_already,
        MEASURE: statement["measure"],
        EVIDENCE: statement["evidence"],
    }
    yield from ((name, True) for name, given in by_law.items() if not given)
    yield from ((name, False) for name, given in by_the_board.items() if not given)


def _speakers(part: Row) -> list[Voice]:
    is_asked = {Voice.FORCE: part["for_force"], Voice.CPS: part["for_cps"], Voice.OPCC: True}
    return [voice for voice in SPEAKERS if is_asked[voice]]


def _missing(
    asked: pl.DataFrame, newest: pl.DataFrame, approvals: pl.DataFrame, day: date
) -> pl.DataFrame:
    said = {(row["requirement"], row["voice"]): row for row in newest.iter_rows(named=True)}
    rows = [
        {**row, "missing": name, "by_law": by_law}
        for row in asked.iter_rows(named=True)
        for name, by_law in missing_of(said.get((row["requirement"], row["voice"])), day)
    ] + [
        dict.fromkeys(ASKED) | {"voice": row["voice"], "missing": APPROVAL, "by_law": True}
        for row in approvals.iter_rows(named=True)
        if row["approved_version"] is None or row["changed"]
    ]
    return pl.DataFrame(rows, schema=MISSING)


def _approvals(
    versions: pl.DataFrame, approvals: pl.DataFrame, parts: pl.DataFrame
) -> pl.DataFrame:
    """The newest approval of each body that speaks, and what it changed since, by label of part.

    ``version``: the newest of the body. Nulls: nothing is approved yet.
    """
    labels, numbers = (
        dict(parts.select("ref", "label").iter_rows()),
        dict(versions.select("id", "version").iter_rows()),
    )
    rows = []
    for voice in SPEAKERS:
        own = versions.filter(pl.col("voice") == voice)
        if own.is_empty():
            continue
        given = approvals.filter(pl.col("voice") == voice).sort("id").tail(1).to_dicts()
        approval = given[0] if given else None
        later = own.filter(pl.col("id") > approval["statement"]) if approval else own.clear()
        changed = later["requirement"].unique(maintain_order=True)
        rows.append(
            {
                "voice": voice,
                "version": own["version"].max(),
                "approved_version": approval and numbers[approval["statement"]],
                "approved_by": approval and approval["approved_by"],
                "approved_on": approval and approval["effective_on"],
                "source": approval and approval["source"],
                "changed": [labels.get(ref, "beginning and end") for ref in changed],
            }
        )
    return pl.DataFrame(rows, schema=APPROVALS)
