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

    Adds ``force_stated``, ``cps_stated``, ``opcc_stated`` and ``stated_on``. Nulls: the voice says
    nothing of the part, or there is no response yet.
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


def admissions(parts: pl.DataFrame, stated: pl.DataFrame) -> pl.DataFrame:
    """What a body said itself that it does not do, and has recorded nothing of since.

    ``parts``: of a day. Shape: ref, label, short_title, voice, stated_as, stated_on, quote; in the
    order of the parts.
    """
    said = stated.filter(pl.col("stated_as") == FirstPosition.SAID_NOT_DONE).select(
        "voice", "stated_as", "quote", ref="requirement", stated_on="effective_on"
    )
    silent = pl.any_horizontal(
        (pl.col("voice") == voice) & pl.col(f"{voice}_state").is_null() for voice in SPEAKERS
    )
    return (
        parts.join(said, on="ref", maintain_order="left")
        .filter(silent)
        .select(
            "ref",
            "label",
            "short_title",
            "voice",
            "stated_as",
            pl.coalesce("stated_on_right", "stated_on").alias("stated_on"),
            "quote",
        )
    )


def own_word(voice: Voice) -> pl.Expr:
    """The words of ``voice`` itself in the response on each part with first positions.

    Null where there is no response, and for an inspectorate, which is not asked for one.
    """
    if voice == Voice.INSPECTORATE:
        return pl.lit(None, dtype=pl.String)
    is_answered = pl.col("stated_on").is_not_null()
    silent = pl.when(is_answered).then(pl.lit(NO_WORD_OF_ITS_OWN))
    return pl.coalesce(f"{voice}_stated", silent) if voice in SPEAKERS else silent


def with_least_advanced(recommendations: pl.DataFrame, parts: pl.DataFrame) -> pl.DataFrame:
    """Each recommendation with the first position of each voice on its least advanced part.

    Counted are the parts asked of the voice, of the force all where none is asked of it; of these,
    the ones on which it has recorded nothing since. Adds, for force and CPS, ``<voice>_stated``,
    ``<voice>_unsaid`` and ``<voice>_unrecorded`` (counts of these parts on which the answer says
    nothing of it, and of all), and ``stated_on``, the day of the answer. Nulls: no such part is
    answered. A part of which nothing is said is counted, and tells nothing of the others.
    """
    asks_force = pl.col("for_force").any().over("recommendation")
    counted_parts = {Voice.FORCE: pl.col("for_force") | ~asks_force, Voice.CPS: pl.col("for_cps")}
    with_words = recommendations.join(
        parts.group_by("recommendation").agg(stated_on=pl.col("stated_on").max()),
        left_on="ref",
        right_on="recommendation",
        how="left",
        maintain_order="left",
    )
    for voice, is_counted in counted_parts.items():
        unrecorded = parts.filter(
            is_counted, pl.col(f"{voice}_state").is_null(), pl.col("stated_on").is_not_null()
        )
        with_words = with_words.join(
            _least_advanced(unrecorded, voice),
            left_on="ref",
            right_on="recommendation",
            how="left",
            maintain_order="left",
        )
    return with_words


def _least_advanced(parts: pl.DataFrame, voice: Voice) -> pl.DataFrame:
    """The least advanced first position of a voice by recommendation, as above."""
    word = pl.col(f"{voice}_stated")
    place = word.replace_strict(
        {each.value: number for number, each in enumerate(FirstPosition)}, return_dtype=pl.Int64
    )
    is_said = word.is_not_null() & (word != FirstPosition.NOT_MENTIONED)
    return parts.group_by("recommendation").agg(
        pl.coalesce(
            word.filter(is_said).sort_by(place.filter(is_said)).first(),
            word.drop_nulls().first(),
        ),
        (~is_said).sum().cast(pl.Int64).alias(f"{voice}_unsaid"),
        pl.len().cast(pl.Int64).alias(f"{voice}_unrecorded"),
    )


def in_the_answer(word: str, stated_on: date) -> str:
    """A first position in words: "in the answer of 2021: in place"."""
    return f"in the answer of {stated_on.year}: {word}"


def in_short(row: Mapping[str, Any], voice: Voice) -> str:
    """The first positions of a voice on a recommendation, as ``with_least_advanced`` adds them.

    Empty where the response says nothing of it.
    """
    word, unsaid, parts = (row[f"{voice}_{name}"] for name in ("stated", "unsaid", "unrecorded"))
    if word is None:
        return ""
    words = in_the_answer(word, row["stated_on"])
    if unsaid in (0, parts):
        return words
    silent = "not mentioned" if voice == Voice.FORCE else "with no statement of its own"
    return f"{words}; {unsaid} of {parts} parts {silent}"


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
