"""The finding of the joint action plan: which dates are past, and which were moved."""

import polars as pl

from metrics.day_state import DayState
from metrics.finding import Finding
from metrics.headline_figures import NO_ACTION
from metrics.meetings.questions_to_ask import addressed, question_about
from metrics.memoize import memoize
from metrics.plan.action_lists import overdue_actions, undated_actions
from metrics.plan.slippage import IS_DATED
from metrics.text_format import counted, is_or_are


@memoize
def late_and_moved(day_state: DayState) -> Finding:
    """How many open actions are late or moved, and what to ask of the first that is late.

    Where none is late, the question is about the action that has had no date for longest.
    """
    if day_state.actions.is_empty():
        return Finding(NO_ACTION)
    still_open = day_state.actions.filter("is_open")
    dated = still_open.filter(IS_DATED)
    late, undated = overdue_actions(day_state), undated_actions(day_state)
    ask = _ask(day_state, [*late["ref"], *undated["ref"]])
    if dated.is_empty():
        actions = counted(still_open.height, "open action")
        said = f"No agreed date is recorded here of {actions}"
        if undated.height:
            have = "has" if undated.height == 1 else "have"
            said = f"{undated.height} of {actions} {have} no agreed date recorded here"
        return Finding(said, ask=ask)
    moved, late_again = (rows.filter(pl.col("days_later") > 0).height for rows in (dated, late))
    of_dated = counted(dated.height, "dated open action")
    is_later = f"{moved} {is_or_are(moved)} later than first agreed"
    owed = f"{undated.height} more {'has' if undated.height == 1 else 'have'} no date agreed."
    if late.is_empty():
        was_moved = f"and {is_later}" if moved else "or later than first agreed"
        return Finding(f"Of {of_dated}, none is late {was_moved}", base=owed, ask=ask)
    already = f", {late_again} of them after the date had been moved" if late_again else ""
    return Finding(
        f"{late.height} of {of_dated} {is_or_are(late.height)} late{already}",
        base=f"Of {of_dated}, {is_later}. {owed}",
        ask=ask,
    )


def _ask(day_state: DayState, refs: list[str]) -> str:
    """The question about the first of the actions that has one, with whom it is put to."""
    found = (question_about(day_state, f"action {ref}") for ref in refs)
    question = next(filter(None, found), None)
    return f"{addressed(day_state, question)}: {question.what}" if question else ""
