"""The last stage for what is published and promised: rows of a file into the store.

Row by row, for each must keep to the rules that a form keeps to; such files are short, but for
updates of actions: of those all that was said before is read once, and all are written at once.
"""

from data_access.intake.content.content_rows import WHOLE_ROW, Fault
from data_access.intake.content.load import put_in
from data_access.intake.content.outcome import Result
from data_access.intake.content.rollback import withdraw_content
from data_access.intake.content.row_rules import unfinished_content

__all__ = [
    "WHOLE_ROW",
    "Fault",
    "Result",
    "put_in",
    "unfinished_content",
    "withdraw_content",
]
