"""What each figure is, defined once: the screen and the definitions page read it here."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

from metrics.periods import Limit
from metrics.wording import counted


class Better(StrEnum):
    """Which way a figure should go."""

    UP = "up"
    DOWN = "down"
    NEITHER = "neither"


@dataclass(frozen=True)
class Measure:
    """One figure and its meaning.

    ``title`` is what stands under the number. ``basis``: counted on the as-at day, or over a
    cohort or a period. ``caveat`` is what a reader could get wrong. ``limit`` is the code of the
    limit it is counted with, if any: ``{days}`` stands for its length, and ``without_limit`` is
    the title while none is in force.
    """

    code: str
    title: str
    definition: str
    numerator: str
    denominator: str
    exclusions: str
    caveat: str
    source: str
    better: Better = Better.NEITHER
    basis: str = "counted on the as-at day"
    unit: str = "a count"
    target: str = "none set"
    limit: str = ""
    without_limit: str = ""


def as_counted(measure: Measure, limits: Mapping[str, Limit | None]) -> Measure:
    """The measure in the words of the limit in force, where it is counted with one."""
    if not measure.limit:
        return measure
    limit = limits[measure.limit]
    if limit is None:
        return replace(
            measure,
            title=measure.without_limit,
            definition="No limit is in force on this day, so nothing is counted.",
            numerator="nothing, while no limit is in force",
            caveat="A nought here says that no limit is set, and nothing of the actions.",
        )
    days = counted(limit.days, "day")
    return replace(
        measure,
        title=measure.title.format(days=days),
        definition=measure.definition.format(days=days),
        numerator=measure.numerator.format(days=days),
        caveat=(
            f"The limit of {days} is {'' if limit.verified else 'our own choice: not '}verified."
        ),
    )


RESPONSE = "The Commissioner’s published response"
LOCAL_PARTS = "all parts asked of the force or of CPS South West"
ALL_ACTIONS = "all actions opened by the as-at day, those closed since included"
UPDATES = f"{RESPONSE}, and updates recorded since"
POSITIONS = "What each voice said, as recorded by the office"

MEASURES = {
    measure.code: measure
    for measure in (
        Measure(
            code="parts_reported_complete",
            title="reported complete",
            definition=(
                "Parts of which every body asked, the force, CPS South West or both, says that "
                "they are complete."
            ),
            numerator="parts whose newest position from each body asked is complete",
            denominator=LOCAL_PARTS,
            exclusions="parts addressed to other bodies, such as the Home Office",
            caveat="Reported, evidence not yet seen: this is what bodies say of themselves.",
            source=POSITIONS,
            better=Better.UP,
        ),
        Measure(
            code="parts_evidence_seen",
            title="evidence seen by the OPCC",
            definition=(
                "Parts of which the OPCC has recorded that it has seen evidence of completion: a "
                "document, data, an audit or an account of victims, not a statement."
            ),
            numerator="parts whose newest OPCC position is complete",
            denominator=LOCAL_PARTS,
            exclusions="parts addressed to other bodies",
            caveat="Counted whether or not the body asked reports the part complete.",
            source=POSITIONS,
            better=Better.UP,
        ),
        Measure(
            code="parts_closed",
            title="closed by the inspectorate",
            definition="Parts that an inspectorate has closed.",
            numerator="parts whose newest inspectorate position is complete",
            denominator=LOCAL_PARTS,
            exclusions="parts addressed to other bodies",
            caveat="The inspectorate closes parts in its own time; silence is not a refusal.",
            source=POSITIONS,
            better=Better.UP,
        ),
        Measure(
            code="actions_overdue",
            title="overdue",
            definition="Open actions whose current date has passed. Due on the day is not overdue.",
            numerator="open actions with a current date before the as-at day",
            denominator=ALL_ACTIONS,
            exclusions="actions complete or not being taken forward; actions with no date",
            caveat=(
                "A date moved later hides lateness, so the count on the date first agreed, which "
                "is kept for ever, stands beside it."
            ),
            source=UPDATES,
            better=Better.DOWN,
        ),
        Measure(
            code="actions_no_date",
            title="no date agreed",
            definition="Open actions for which no date has ever been agreed.",
            numerator="open actions with no current date",
            denominator=ALL_ACTIONS,
            exclusions="actions complete or not being taken forward",
            caveat="No date is never overdue: without this count it would look like good news.",
            source=UPDATES,
            better=Better.DOWN,
        ),
        Measure(
            code="actions_due_soon",
            title="due in {days}",
            definition=(
                "Open actions whose current date is the as-at day or in the {days} after it."
            ),
            numerator="open actions with a current date within {days}",
            denominator=ALL_ACTIONS,
            exclusions="actions complete or not being taken forward; actions with no date",
            caveat="How soon is soon is a limit of the store.",
            source=UPDATES,
            limit="due_soon",
            without_limit="due soon: no limit in force",
        ),
        Measure(
            code="actions_moved",
            title="with a changed date",
            definition="Actions whose agreed date was changed at least once. A first date is none.",
            numerator="actions with one change or more",
            denominator=ALL_ACTIONS,
            exclusions="none",
            caveat="A change may be a good decision; how often and why is what to ask about.",
            source=UPDATES,
        ),
        Measure(
            code="actions_moved_late",
            title="changed after it had passed",
            definition="Actions whose date was changed at least once when it had gone by already.",
            numerator="actions with a change recorded as of a day after the old date",
            denominator=ALL_ACTIONS,
            exclusions="changes on the due day itself, which are with notice",
            caveat="Such an action was overdue before, even if it is not now.",
            source=UPDATES,
            better=Better.DOWN,
        ),
        Measure(
            code="actions_stale",
            title="nothing new for {days}",
            definition=(
                "Open actions with no new state, date or evidence for {days} or more. A note "
                "alone is nothing new."
            ),
            numerator="open actions that last moved {days} ago or earlier",
            denominator=ALL_ACTIONS,
            exclusions="actions complete or not being taken forward",
            caveat="How long is long is a limit of the store.",
            source=UPDATES,
            better=Better.DOWN,
            limit="stale",
            without_limit="nothing new: no limit in force",
        ),
        Measure(
            code="figures_owed",
            title="figures claimed, not supplied",
            definition=(
                "Statements that claim a quantity in words, such as a measurable uplift, and for "
                "which no number has been supplied."
            ),
            numerator="claims of a quantity with no evidence recorded that supplies the number",
            denominator="all claims of a quantity without a number",
            exclusions="none",
            caveat="Which words claim a quantity is our reading of the response.",
            source=RESPONSE,
            better=Better.DOWN,
        ),
    )
}
