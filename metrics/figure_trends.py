"""The figures of a page at earlier meetings."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import NamedTuple

from metrics.day_state import DayState
from metrics.headline_figures import Figure, counts_of_plan
from metrics.memoize import memoize
from metrics.text_format import counted, day_text, listed

# Of each figure of the briefing, the code of its measure.
CODES = (
    "parts_reported_complete",
    "parts_evidence_seen",
    "parts_closed",
    "actions_overdue",
    "actions_no_date",
    "figures_owed",
)


class AtMeeting(NamedTuple):
    """The day of a meeting, and the number of each figure then, by the code of its measure."""

    held_on: date
    numbers: Mapping[str, int]


@memoize
def numbers_then(day_state: DayState) -> dict[str, int]:
    """The number of each figure of the briefing on the day of ``day_state``, by its code."""
    return {code: counts_of_plan(code).rows(day_state).height for code in CODES}


def earlier_numbers(figure: Figure, earlier: Sequence[AtMeeting]) -> list[int]:
    """The number of ``figure`` at each of the ``earlier`` meetings, in their order."""
    return [meeting.numbers[figure.measure.code] for meeting in earlier]


def key_to_bars_text(earlier: Sequence[AtMeeting]) -> str:
    """A sentence on the bars beside a figure; empty where there are none."""
    return f"; bars: the last {counted(len(earlier), 'meeting')}, and now" if earlier else ""


def before_text(figure: Figure, earlier: Sequence[AtMeeting]) -> str:
    """The numbers before, in short, as the words of the bars."""
    return f"before: {', '.join(map(str, earlier_numbers(figure, earlier)))}"


def at_meetings_text(figure: Figure, earlier: Sequence[AtMeeting]) -> str:
    """The number at each of the ``earlier`` meetings with its day; empty where there are none."""
    if not earlier:
        return ""
    numbers = zip(earlier_numbers(figure, earlier), earlier, strict=True)
    return f"Before: {listed(f'{number} on {day_text(at.held_on)}' for number, at in numbers)}."
