"""Sentences on the inspections of a day, and facts published since about them."""

from typing import TYPE_CHECKING

import polars as pl

from data_access.vocabulary import DAYS_TO_ANSWER
from metrics.frames import Row
from metrics.memoize import memoize
from metrics.text_format import day_text

if TYPE_CHECKING:
    from metrics.day_state import DayState

LAW = (
    f"The Commissioner must publish the answer within {DAYS_TO_ANSWER} days, counting the day of "
    "publication as the first, and send a copy to the Secretary of State and to the inspectorate "
    "(Police Act 1996, section 55)."
)


def awaited_text(row: Row) -> str:
    """An answer that is awaited, and its days left; ``row``: as ``with_clock`` gives them."""
    due_on = day_text(row["answer_due_on"])
    return f"{row['short_title']}: answer due {due_on}, {row['clock']}."


@memoize
def published_facts(day_state: "DayState") -> pl.DataFrame:
    """The facts published since about the recommendations of a day, the newest first.

    Facts about no recommendation are included. Adds ``number``, the label of the recommendation in
    words (null for none).
    """
    named = day_state.facts.inspection_words
    labels = {
        row["ref"]: ", ".join([str(row["number"]), *named.get(row["inspection"], [])])
        for row in day_state.tables["recommendation"].to_dicts()
    }
    recommendation = pl.col("recommendation")
    return (
        day_state.tables["published_fact"]
        .filter(recommendation.is_null() | recommendation.is_in(list(labels)))
        .with_columns(
            number=recommendation.replace_strict(labels, default=None, return_dtype=pl.String)
        )
        .sort("effective_on", "id", descending=True)
    )


@memoize
def days_differ_text(day_state: "DayState") -> str:
    """Why the day stated for an answer is one later than the law’s; empty where none is.

    A sentence for each inspection of which that is so.
    """
    is_one_later = pl.col("response_due_stated_on") == pl.col("answer_due_on").dt.offset_by("1d")
    return " ".join(
        f"{day_text(row['response_due_stated_on'])}, as stated for {row['short_title']}, does not "
        f"count the day of publication; by law {day_text(row['published_on'])} is the first of the "
        f"{DAYS_TO_ANSWER} days, and {day_text(row['answer_due_on'])} the last."
        for row in day_state.inspections.filter(is_one_later).iter_rows(named=True)
    )
