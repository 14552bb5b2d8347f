"""First positions: what the published response says of each part, older than anything recorded."""

from collections import Counter
from collections.abc import Sequence
from datetime import date

import polars as pl

from data_access.vocabulary import SPEAKERS, FirstPosition, Voice
from metrics.frames import Row
from metrics.memoize import memoize
from metrics.status_rules import ASKED_LOCALLY
from metrics.text_format import counted, listed

NO_WORD = "no statement of its own"
NO_WORD_OF_ITS_OWN = f"{NO_WORD} in the answer"
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


def in_the_answer(word: str, stated_on: date) -> str:
    """A first position in words: "in the answer of 2021: in place"."""
    return f"in the answer of {stated_on.year}: {word}"


def in_short(parts: Sequence[Row], voice: Voice) -> str:
    """What the response says of those ``parts`` on which ``voice`` has recorded nothing since.

    Counted are the parts asked of it, of the force all where none is. Where there are several, how
    many it speaks of in which word. Empty where there is no response to any.
    """
    asked = [part for part in parts if part[ASKED_LOCALLY[voice]]]
    if voice == Voice.FORCE:
        asked = asked or [*parts]
    left = [part for part in asked if part["stated_on"] and not part[f"{voice}_state"]]
    counts = Counter(part[f"{voice}_stated"] for part in left)
    if {*counts} <= {None}:
        return NO_WORD_OF_ITS_OWN if counts else ""
    words = [word for word in FirstPosition if word in counts]
    said = [f"{counts[word]} {word}" for word in words] if len(left) > 1 else words
    silent = [f"{counts[None]} with {NO_WORD}"] if counts[None] else []
    return in_the_answer(listed([*said, *silent]), max(part["stated_on"] for part in left))


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
