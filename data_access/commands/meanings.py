"""Parses what a command says of headings and words that are not known."""

from data_access.intake.casting.characteristics import NONE
from data_access.intake.casting.parsers import choices_of
from data_access.intake.casting.value_questions import WORDED
from data_access.intake.table_specs import Column, folded_heading, table_specs
from data_access.store import StoreProblem
from data_access.vocabulary import AskedAs

VALUE_MEANS = (
    "Which of our words one of theirs means; nothing after the last = where it means that nothing "
    "is recorded."
)


def heading_meaning(text: str) -> tuple[str, str]:
    """A heading and the name of its column. Errors: StoreProblem."""
    heading, equals, column = text.rpartition("=")
    if not equals or not heading or not column:
        raise StoreProblem(
            "Write what a heading means as HEADING=column, like “Ref=Crime reference”."
        )
    return heading, _column(column).name


def value_meaning(text: str) -> tuple[tuple[str, str], str]:
    """A column's name with one of the sender's words, folded, and ours. Errors: StoreProblem."""
    column, _, rest = text.partition("=")
    value, equals, means = rest.rpartition("=")
    if not column or not equals or not folded_heading(value):
        raise StoreProblem(
            "Write what one of their words means as COLUMN=THEIRS=ours, like “How "
            "told=Teams=video”."
        )
    found = _column(column)
    is_none = found.words == AskedAs.__name__ and folded_heading(value) in NONE
    if found.kind not in WORDED:
        raise StoreProblem(
            f"“{found.heading}” is no column of words: mend the cells in the spreadsheet."
        )
    if means and means not in choices_of(found):
        raise StoreProblem(
            f"A word was given a meaning that “{found.heading}” does not have. These are: "
            f"{', '.join(choices_of(found))}."
        )
    return (found.name, NONE[0] if is_none else folded_heading(value)), means


def _column(text: str) -> Column:
    """The column of a template of that heading, or of that name in an export."""
    columns = [column for spec in table_specs().values() for column in spec.template]
    named = [column for column in columns if column.name == text.strip()]
    headed = [
        column
        for column in columns
        if folded_heading(text) in (folded_heading(column.heading), _before_colon(column))
    ]
    if not named and not headed:
        raise StoreProblem(
            "A meaning was given for a column that there is not. Columns are named by their "
            "headings in a template, like “Reported on”, or as in an export: reported_on."
        )
    return [*named, *headed][0]


def _before_colon(column: Column) -> str:
    """The heading of a column of answers: "Disability" for "Disability: asked"."""
    return folded_heading(column.heading.partition(":")[0])
