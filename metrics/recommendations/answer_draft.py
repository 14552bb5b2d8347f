"""The draft of an answer: its versions, what is missing of it, and who has approved what."""

from collections.abc import Iterator
from datetime import date
from enum import StrEnum
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
MISSING = {**ASKED, "missing": pl.String, "rule": pl.String}
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


class Rule(StrEnum):
    """Who asks for a thing. Only what the law asks for holds an answer up by itself.

    A house rule can be waived with a reason.
    """

    LAW = "the law"
    HOUSE = "house rule"
    COURTESY = "courtesy"


# What is asked of each comment, and of the answer.
INVITED = "the invitation to comment by a day"
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
    first the invitation, then in the order of the parts, then approvals (``requirement`` and
    ``label`` are null of the answer as a whole); ``rule``: who asks for it. ``approvals``: one row
    per body that speaks. ``remarks``: the newest first. ``invitation``: the newest; null for none.
    ``publication``: null for a draft. ``is_closed``: the answer is published, from this draft or
    not, and so the draft no longer changes.
    """

    day: date
    asked: pl.DataFrame
    versions: pl.DataFrame
    newest: pl.DataFrame
    missing: pl.DataFrame
    approvals: pl.DataFrame
    remarks: pl.DataFrame
    invitation: Row | None
    publication: Row | None
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
    def published_on(self) -> date | None:
        """The day on which it was published; null for a draft."""
        return self.publication["effective_on"] if self.publication else None

    def lacking(self, rule: Rule) -> pl.DataFrame:
        """What is missing that one rule asks for."""
        return self.missing.filter(pl.col("rule") == rule)

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
    invited, published = (
        next(iter(tables[name].filter(is_of_it).sort("id").tail(1).to_dicts()), None)
        for name in ("draft_invitation", "draft_publication")
    )
    answered = tables["inspection"].filter(pl.col("ref") == inspection, answered_on().is_not_null())
    asked = asked_of(parts)
    remarks = tables["draft_remark"].filter(pl.col("requirement").is_in(parts["ref"].implode()))
    return AnswerDraft(
        day,
        asked,
        versions,
        newest,
        _missing(asked, newest, approvals, invited, day),
        approvals,
        remarks.sort("id", descending=True),
        invited,
        published,
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


def missing_of(statement: Row | None, voice: str, day: date) -> Iterator[tuple[str, Rule]]:
    """The gaps in a body's comment on a part, each with who asks for it.

    The law asks for the Commissioner's explanation alone; the CPS comments as a courtesy.
    """
    house = Rule.COURTESY if voice == Voice.CPS else Rule.HOUSE
    explained = Rule.LAW if voice == Voice.OPCC else house
    if statement is None:
        yield NOTHING_YET, explained
        return
    if not statement["stance"]:
        yield ACCEPTED, house
    if not statement["action"]:
        if not statement["reason"]:
            yield ACTION_OR_REASON, explained
        return
    is_so_already = statement["stated_as"] in SO_ALREADY
    due_on = statement["due_on"]
    by_the_house = {
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
    yield from ((name, house) for name, given in by_the_house.items() if not given)
    yield from ((name, Rule.COURTESY) for name, given in by_the_board.items() if not given)


def _speakers(part: Row) -> list[Voice]:
    is_asked = {Voice.FORCE: part["for_force"], Voice.CPS: part["for_cps"], Voice.OPCC: True}
    return [voice for voice in SPEAKERS if is_asked[voice]]


def _missing(
    asked: pl.DataFrame,
    newest: pl.DataFrame,
    approvals: pl.DataFrame,
    invitation: Row | None,
    day: date,
) -> pl.DataFrame:
    said = {(row["requirement"], row["voice"]): row for row in newest.iter_rows(named=True)}
    of_all = dict.fromkeys(ASKED)
    rows = [
        *([of_all | {"voice": Voice.FORCE.value} | _gap(INVITED, Rule.LAW)] * (not invitation)),
        *(
            row | _gap(*gap)
            for row in asked.iter_rows(named=True)
            for gap in missing_of(said.get((row["requirement"], row["voice"])), row["voice"], day)
        ),
        *(
            of_all | {"voice": row["voice"]} | _gap(APPROVAL, Rule.HOUSE)
            for row in approvals.iter_rows(named=True)
            if row["approved_version"] is None or row["changed"]
        ),
    ]
    return pl.DataFrame(rows, schema=MISSING)


def _gap(name: str, rule: Rule) -> Row:
    return {"missing": name, "rule": rule.value}


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
