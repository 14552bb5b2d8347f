"""Why a figure is not available: the columns and tables that no file received has had."""

from collections.abc import Sequence

from data_access.intake.table_specs import table_specs
from metrics.text_format import capitalised, listed
from ui.rows.data_coverage import table_title

NOT_AVAILABLE = "not available"


def never_sent_text(lacking: Sequence[str]) -> str:
    """What was never sent, such as "no file has had “Told on” (Notices of NFA decisions)".

    ``lacking``: as ``ColumnsSent.lacks`` gives it; empty text if nothing is.
    """
    tables = [each for each in lacking if "." not in each]
    columns = [each for each in lacking if "." in each and each.partition(".")[0] not in tables]
    never = [
        *([f"no file has come of {listed(map(table_title, tables))}"] if tables else []),
        *([f"no file has had {listed(map(_column_text, columns))}"] if columns else []),
    ]
    return "; ".join(never)


def not_available_text(title: str, lacking: Sequence[str]) -> str:
    """A sentence on a figure that is not available, and why."""
    return f"{capitalised(title)}: {NOT_AVAILABLE}, since {never_sent_text(lacking)}."


def _column_text(need: str) -> str:
    table, _, columns = need.partition(".")
    headings = [f"“{table_specs()[table].heading_of(name)}”" for name in columns.split("|")]
    return f"{' or '.join(headings)} ({table_title(table)})"
