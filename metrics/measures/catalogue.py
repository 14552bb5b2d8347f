"""What each figure is, defined once: the screen and the definitions page read it here."""

from metrics.measures.escalations import ESCALATION_MEASURES
from metrics.measures.measure import Better, Measure
from metrics.measures.process import PROCESS_MEASURES
from metrics.measures.victims import VICTIM_MEASURES

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
            code="actions_due_ahead",
            title="due within {days}",
            definition=(
                "Open actions whose current date is the as-at day or in the {days} after it, those "
                "due sooner included."
            ),
            numerator="open actions with a current date within {days}",
            denominator=ALL_ACTIONS,
            exclusions="actions complete or not being taken forward; actions with no date",
            caveat="How far to look ahead is a limit of the store.",
            source=UPDATES,
            limit="due_ahead",
            without_limit="due later on: no limit in force",
        ),
        Measure(
            code="actions_on_first_date",
            title="on the date first agreed",
            definition="Dated actions whose current date is the one that was agreed first.",
            numerator="actions whose current date is the first agreed date",
            denominator="actions with a date, those complete included",
            exclusions="actions not being taken forward; actions with no date",
            caveat="An action that is on its first date may be overdue all the same.",
            source=UPDATES,
            better=Better.UP,
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
        *PROCESS_MEASURES,
        *ESCALATION_MEASURES,
        *VICTIM_MEASURES,
    )
}
