"""The finding on support that ended: its stages in the order of a case, and its reasons."""

from data_access.vocabulary import Stage
from metrics.finding import Finding, Line, Look, Piece
from metrics.measures.measure import NEITHER_GOOD_NOR_BAD
from metrics.releases.people import PeopleSummary
from metrics.releases.tables import ALL, KINDS_OF_REASON, NO_REASON_RECORDED, STAGE_GROUPS
from metrics.text_format import capitalised
from metrics.victims.victim_figures import (
    about_text,
    extent_text,
    groups_of,
    number_text,
)

STAGE, KIND, REASON = "stage", "kind of reason", "reason"
CAN_CHANGE, OF_FEAR, *_ = KINDS_OF_REASON
MISSING = ("not recorded", NO_REASON_RECORDED)
# The stages as a sentence names them; the others stand as they are.
AT_STAGE = {
    Stage.REPORT.value: "at the report",
    Stage.STATEMENT.value: "at the statement",
    Stage.INVESTIGATION.value: "in the investigation",
}
TABLES_OF_STAGES = {stage: f"reason support ended: {stage}" for stage in STAGE_GROUPS}
NOT_ALL_CHOSEN = (
    f"{NEITHER_GOOD_NOR_BAD}: some victims chose this; others were afraid, could not be reached, "
    "or had not reported it themselves. What is recorded about it, and whether the victim was "
    "asked, is for the police."
)
TOO_FEW = "Support for a case ended too seldom for its stages and reasons to be released"


def ends_finding(summary: PeopleSummary, *, has_stages: bool) -> Finding:
    """How often support ended, by stage; by kind of reason where stages are not released.

    ``has_stages``: whether a file came that says them.
    """
    of = summary.seen(KIND)
    kinds = of.counts(KIND) if of else None
    if of is None or kinds is None:
        return Finding(TOO_FEW)
    stages = of.counts(STAGE) if has_stages else None
    groups = groups_of(stages or kinds)
    longest = max(filter(None, groups.values()), default=1)
    known = {word: number or 0 for word, number in groups.items() if word not in MISSING}
    most = max(known, key=lambda word: known[word])
    where = f", most often {AT_STAGE.get(most, most)}" if stages else f"; most often: {most}"
    can_change = kinds[CAN_CHANGE]
    of_fear = f" and {about_text(kinds[OF_FEAR])} from fear" if kinds[OF_FEAR] else ""
    times = f"{about_text(kinds[ALL])} times"
    return Finding(
        f"Victims no longer supported a case {times}{where if known[most] else ''}",
        [
            Line(capitalised(word), [Piece(_look(word), number or 0, number_text(number))], longest)
            for word, number in groups.items()
        ],
        f"{capitalised(extent_text(of))}. Each number is rounded by itself.",
        ask=f"Chief Constable and CPS: {about_text(can_change)} ended for reasons you can change"
        f"{of_fear}. What will you do about each?"
        if can_change
        else "",
    )


def _look(word: str) -> Look:
    return Look.UNKNOWN if word in MISSING else Look.OTHER
