"""Parses what a command says of headings and words that are not known."""

from data_access.intake.models import OUTSIDE_LIST, Asked
from data_access.intake.table_specs import folded_heading, table_specs
from data_access.store import StoreProblem

VALUE_MEANS = (
    "Which of our words one of theirs means, under a heading of the file or of ours: "
    f"“{OUTSIDE_LIST}” if it is none; nothing after the last = if nothing is recorded there."
)


def heading_meaning(text: str) -> tuple[Asked, str]:
    """A heading of the file, and our heading or name for its column. Errors: StoreProblem."""
    heading, equals, column = text.rpartition("=")
    if not equals or not heading or not column:
        raise StoreProblem(
            "Write what a heading means as HEADING=column, like “Ref=Crime reference”."
        )
    if not any(spec.column_named(column) for spec in table_specs().values()):
        raise StoreProblem(
            "A meaning was given for a column that there is not. Columns are named by their "
            "headings in a template, like “Reported on”, or as in an export: reported_on."
        )
    return Asked("", heading), column


def value_meaning(text: str) -> tuple[Asked, str]:
    """A heading with one of the sender's words, folded, and ours. Errors: StoreProblem."""
    heading, _, rest = text.partition("=")
    word, equals, means = rest.rpartition("=")
    if not heading or not equals or not folded_heading(word):
        raise StoreProblem(
            "Write what one of their words means as HEADING=THEIRS=ours, like “How "
            "told=Teams=video”."
        )
    return Asked("", heading, folded_heading(word)), means
