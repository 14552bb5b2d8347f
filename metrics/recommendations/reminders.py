"""Reminders about inspections: parts past or near their date, and answers to be published."""

from typing import TYPE_CHECKING

from data_access.vocabulary import OrganisationKind
from metrics.meetings.attention import ASKED_FOR, answers_not_held, pressing_answers
from metrics.memoize import memoize
from metrics.recommendations.inspections import awaited_text
from metrics.recommendations.part_dates import part_date_text, pressing_parts

if TYPE_CHECKING:
    from metrics.day_state import DayState
    from metrics.frames import Row

ASKED_OF_PART = "Please say where it stands."


@memoize
def inspection_reminders(day_state: "DayState") -> dict[str, list[str]]:
    """Lines of text for each body to be asked, by its name: parts first, the longest past first.

    The force and the CPS Area are named as organisations, other bodies as the part names them; an
    answer is asked of the Commissioner's office.
    """
    lines: dict[str, list[str]] = {}
    for row in pressing_parts(day_state).to_dicts():
        for body in _bodies(day_state, row):
            line = f"{row['label']}, {row['short_title']}: {part_date_text(row)}. {ASKED_OF_PART}"
            lines.setdefault(body, []).append(line)
    for line in _answers(day_state):
        lines.setdefault(_named(day_state, OrganisationKind.COMMISSIONER, "OPCC"), []).append(line)
    return lines


def _answers(day_state: "DayState") -> list[str]:
    pressing = [awaited_text(row) for row in pressing_answers(day_state).to_dicts()]
    not_held = [
        f"{row['short_title']}: {row['clock']}. Please {ASKED_FOR}."
        for row in answers_not_held(day_state).to_dicts()
    ]
    return pressing + not_held


def _bodies(day_state: "DayState", part: "Row") -> list[str]:
    local = [
        (part["for_force"], OrganisationKind.POLICE_FORCE, "the force"),
        (part["for_cps"], OrganisationKind.PROSECUTION_SERVICE, "the CPS Area"),
    ]
    names = [_named(day_state, kind, otherwise) for is_asked, kind, otherwise in local if is_asked]
    return names or [part["addressee"]]


def _named(day_state: "DayState", kind: OrganisationKind, otherwise: str) -> str:
    """The name of the store's first organisation of a kind."""
    organisations = day_state.tables["organisation"]
    return next(iter(organisations.filter(kind=kind.value)["name"]), otherwise)
