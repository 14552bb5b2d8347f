"""First positions: what the published response says of each part, older than anything recorded."""

from collections.abc import Mapping
from datetime import date
from typing import Any

import polars as pl

from data_access.vocabulary import SPEAKERS, FirstPosition, Voice
from metrics.memoize import memoize
from metrics.text_format import counted, listed

NO_WORD_OF_ITS_OWN = "no statement of its own in the answer"
DAYS_A_YEAR = 365.25
# The ages in days from which months, and years, tell an age better than days.
MONTHS_FROM, YEARS_FROM = 60, 730


def with_first_positions(parts: pl.DataFrame, stated: pl.DataFrame) -> pl.DataFrame:
    """Each part with what the response says of it.

    Adds ``force_stated``, ``opcc_stated`` and ``stated_on``. Nulls: the voice says nothing of the
    part, or there is no response yet.
    """
    said = stated.group_by("requirement").agg(
        *(
            pl.col("stated_as").filter(pl.col("voice") == voice).first().alias(f"{voice}_stated")
            for voice in SPEAKERS
        ),
        stated_on=pl.col("effective_on").max(),
    )
    return parts.join(
        said, left_on="ref", right_on="requirement", how="left", maintain_order="left"
    )


def own_word(voice: Voice) -> pl.Expr:
    """What ``voice`` itself says in the response about each part with first positions.

    Null where there is no response, and for an inspectorate, which is not asked for one.
    """
    if voice == Voice.INSPECTORATE:
        return pl.lit(None, dtype=pl.String)
    is_answered = pl.col("stated_on").is_not_null()
    silent = pl.when(is_answered).then(pl.lit(NO_WORD_OF_ITS_OWN))
    return pl.coalesce(f"{voice}_stated", silent) if voice in SPEAKERS else silent


def with_least_advanced(recommendations: pl.DataFrame, parts: pl.DataFrame) -> pl.DataFrame:
    """Each recommendation with the first position of the part that was least advanced.

    Counted are the parts asked of the force, or all where none is; of these, the ones on which the
    force has recorded nothing since. Adds ``force_stated``,
    ``not_mentioned`` and ``of_parts`` (counts of these parts, and of all left) and ``stated_on``.
    A part that the response does not mention is counted, and tells nothing of the others.
    """
    word = pl.col("force_stated")
    place = word.replace_strict(
        {each.value: number for number, each in enumerate(FirstPosition)}, return_dtype=pl.Int64
    )
    is_said = word != FirstPosition.NOT_MENTIONED
    asks_force = pl.col("for_force").any().over("recommendation")
    of_parts = (
        parts.filter(pl.col("for_force") | ~asks_force)
        .filter(pl.col("force_state").is_null(), word.is_not_null())
        .group_by("recommendation")
        .agg(
            force_stated=pl.coalesce(
                word.filter(is_said).sort_by(place.filter(is_said)).first(), word.first()
            ),
            not_mentioned=(~is_said).sum().cast(pl.Int64),
            of_parts=pl.len().cast(pl.Int64),
            stated_on=pl.col("stated_on").max(),
        )
    )
    return recommendations.join(
        of_parts, left_on="ref", right_on="recommendation", how="left", maintain_order="left"
    )


def in_the_answer(word: str, stated_on: date) -> str:
    """A first position in words: "in the answer of 2021: in place"."""
    return f"in the answer of {stated_on.year}: {word}"


def in_short(row: Mapping[str, Any]) -> str:
    """The first positions of the parts of a recommendation, as ``with_least_advanced`` adds them.

    Empty where the response says nothing of them.
    """
    if row["force_stated"] is None:
        return ""
    words = in_the_answer(row["force_stated"], row["stated_on"])
    is_all = row["not_mentioned"] in (0, row["of_parts"])
    silent = f"; {row['not_mentioned']} of {row['of_parts']} parts not mentioned"
    return words if is_all else f"{words}{silent}"


def age_text(days: int) -> str:
    """An age in the largest unit that tells it well: "45 days", "11 months", "5 years"."""
    if days < MONTHS_FROM:
        return counted(days, "day")
    if days < YEARS_FROM:
        return counted(int(days / (DAYS_A_YEAR / 12)), "month")
    return counted(int(days / DAYS_A_YEAR), "year")


@memoize
def ages_of_answers(parts: pl.DataFrame, day: date) -> str:
    """The ages of the answers that first positions come from, in a sentence; empty for none."""
    answers = parts["stated_on"].drop_nulls().unique().sort()
    ages = [f"the answer of {on.year} is {age_text((day - on).days)} old" for on in answers]
    if not ages:
        return ""
    return (
        f"“In the answer” is what the published answer said, where nothing was recorded since: "
        f"{listed(ages)}."
    )
