"""Rows about the draft of an answer: what is said, what is missing, versions and approvals."""

from collections.abc import Mapping

import polars as pl

from data_access.vocabulary import SPEAKER_NAMES, Voice
from metrics.frames import Row
from metrics.recommendations.answer_draft import AnswerDraft, Rule, missing_of
from metrics.recommendations.answer_draft_text import changed_text, stated_as_text
from metrics.text_format import capitalised, day_text
from ui.elements.markdown import NOTHING, plain, quiet, quoted
from ui.elements.state_badges import badge
from ui.rows.cell_format import TextRow, day_cell, link_cell, per_row

MISSING, NO_COMMENT = quiet("missing"), quiet("no comment yet")
ASKED_BY = {
    Rule.LAW: "What the law asks",
    Rule.HOUSE: "What the office asks",
    Rule.COURTESY: "What would be courteous",
}


def missing_rows(draft: AnswerDraft, rule: Rule) -> pl.DataFrame:
    """One row per comment of which something is missing that one rule asks for, then approvals."""
    rows = draft.lacking(rule).group_by("label", "short_title", "voice", maintain_order=True)
    return pl.DataFrame(
        [
            {
                "Part": f"**{plain(label)}.** {plain(title)}" if label else "All of them",
                "Who says it": SPEAKER_NAMES[Voice(voice)],
                "Missing": capitalised("; ".join(gaps["missing"])),
            }
            for (label, title, voice), gaps in rows
        ]
    )


def missing_lines(draft: AnswerDraft) -> list[str]:
    """A line per comment or approval of which something is missing, by who asks for it."""
    return [
        f"{ASKED_BY[rule]}. {part}, {who}: {missing}"
        for rule in Rule
        for part, who, missing in missing_rows(draft, rule).iter_rows()
    ]


def statement_rows(draft: AnswerDraft, names: Mapping[str, str]) -> pl.DataFrame:
    """One row per comment that the answer needs, as it stands now.

    ``names``: of organisations, by their refs.
    """
    rows = []
    for asked in draft.asked.iter_rows(named=True):
        said = draft.said(asked["requirement"], asked["voice"])
        rows.append(
            {
                "Part": f"**{plain(asked['label'])}.** {plain(asked['short_title'])}",
                "Who says it": SPEAKER_NAMES[Voice(asked["voice"])],
                **_cells(said, asked["voice"], names),
            }
        )
    return pl.DataFrame(rows)


def statement_lines(
    said: Row, draft: AnswerDraft, names: Mapping[str, str], *, is_asked: bool
) -> list[str]:
    """The statement of a body on a part, a line for each thing, then what is missing of it.

    ``is_asked``: the answer needs this comment.
    """
    lines = {
        "Is it accepted": said["stance"] and badge(said["stance"]),
        "Comment": quoted(said["comment"]),
        "Action": said["action"] and _action(said),
        "No action, because": plain(said["reason"]),
        "Owner": _owner(said, names),
        "By": day_text(said["due_on"], ""),
        "Measured by": plain(said["measure"]),
        "Shown by": said["evidence"] and _evidence(said),
        "At the end": quoted(said["closing"]),
    }
    gaps = [*missing_of(said, said["voice"], draft.day)] if is_asked and not draft.is_closed else []
    missing = {
        heading: "; ".join(name for name, asked_by in gaps if asked_by == rule)
        for rule, heading in ASKED_BY.items()
    }
    return [
        *(f"{name}: {value}" for name, value in lines.items() if value),
        *(f"**{heading}:** {names}" for heading, names in missing.items() if names),
    ]


@per_row
def version_rows(row: Row, labels: Mapping[str, str], names: Mapping[str, str]) -> TextRow:
    """One row per version: what it is of, who saved it, and what it says.

    ``labels``: of parts, and ``names``: of organisations, by their refs.
    """
    part = labels.get(row["requirement"] or "", "beginning and end")
    return {
        "Version": str(row["version"]),
        "Of": f"{plain(part)}, {SPEAKER_NAMES[Voice(row['voice'])]}",
        "Saved": f"{plain(row['recorded_by'])}, {day_cell(row['effective_on'])}",
        "Comment": plain(row["comment"]) or NOTHING,
        "Action, or why none": _outcome(row),
        "Owner and date": "; ".join(filter(None, (_owner(row, names), day_text(row["due_on"], ""))))
        or NOTHING,
    }


@per_row
def approval_rows(row: Row) -> TextRow:
    """One row per body that speaks: which version it approved, and what changed since."""
    is_given = row["approved_version"] is not None
    source = f", {plain(row['source'])}" if row["source"] else ""
    return {
        "Who says it": SPEAKER_NAMES[Voice(row["voice"])],
        "Newest version": str(row["version"]),
        "Approved version": str(row["approved_version"]) if is_given else NOTHING,
        "By whom": f"{plain(row['approved_by'])}, {day_cell(row['approved_on'])}{source}"
        if is_given
        else NOTHING,
        "Since then": changed_text(row),
    }


def _cells(said: Row | None, voice: str, names: Mapping[str, str]) -> TextRow:
    if said is None:
        by_law = voice == Voice.OPCC
        others = dict.fromkeys(("Action, or why none", "Owner", "By", "Measured by", "Shown by"))
        return {"Accepted": MISSING if by_law else NO_COMMENT} | dict.fromkeys(others, NOTHING)
    return {
        "Accepted": badge(said["stance"]) if said["stance"] else MISSING,
        "Action, or why none": _outcome(said),
        "Owner": _owner(said, names) or NOTHING,
        "By": day_cell(said["due_on"]),
        "Measured by": plain(said["measure"]) or NOTHING,
        "Shown by": _evidence(said) if said["evidence"] else NOTHING,
    }


def _outcome(said: Row) -> str:
    if said["reason"]:
        return f"No action: {plain(said['reason'])}"
    return _action(said) if said["action"] else MISSING


def _action(said: Row) -> str:
    stands = f"{capitalised(stated_as_text(said['stated_as']))}: " if said["stated_as"] else ""
    return f"{stands}{plain(said['action'])}"


def _owner(said: Row, names: Mapping[str, str]) -> str:
    lead = names.get(said["lead_organisation"] or "", "") if said["action"] else ""
    return plain(", ".join(filter(None, (lead, said["owner_role"]))))


def _evidence(said: Row) -> str:
    owed = "; no figure supplied yet" if said["figure_owed"] else ""
    return f"{link_cell(said['evidence'], said['link'])}{owed}"
