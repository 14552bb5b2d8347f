"""Dip samples of each quarter, and trained people of each year."""

from datetime import date

import polars as pl

from data_access import vocabulary as words
from data_access.demo.cases.random_columns import Dice
from data_access.demo.cases.timeline import by_period

FIRST_QUARTER, LAST_QUARTER = date(2019, 4, 1), date(2021, 10, 1)
# A sample is taken in the last month of its quarter, within this many days from the first.
MONTHS_IN, DAYS_TO_SAMPLE = "2mo", 20
YEARS = (2019, 2020, 2021)
# Counts among the people in post.
OF_THE_POSTS = ("ssaidp_completed", "qualified", "accredited")


def invent_dip_samples(dice: Dice, areas: pl.DataFrame) -> pl.DataFrame:
    """One row per sample: an area, a quarter and a kind of sample. A few are missing."""
    quarters = pl.date_range(FIRST_QUARTER, LAST_QUARTER, "3mo", eager=True).alias("quarter")
    kinds = pl.Series("kind", [kind.value for kind in words.DipKind])
    rows = quarters.to_frame().join(areas.select(area="name"), how="cross")
    rows = rows.join(kinds.to_frame(), how="cross").with_row_index("sample")
    rows = rows.filter(dice.happens(rows, "sampled"))
    days = pl.lit((dice.parts(rows) * DAYS_TO_SAMPLE).floor().cast(pl.Int64))
    rows = rows.with_columns(
        sampled_on=pl.col("quarter").dt.offset_by(MONTHS_IN) + pl.duration(days=days),
        sampled=dice.numbers(rows, "sampled", pl.col("kind")),
    )
    each = rows.with_columns(one=pl.int_ranges("sampled")).explode("one")
    passes = dice.happens(each, "passed", by_period(pl.col("sampled_on"), pl.col("kind")))
    passed = each.with_columns(passed=passes).group_by("sample").agg(pl.col("passed").sum())
    return rows.join(passed, on="sample", how="left", maintain_order="left")


def invent_training_years(dice: Dice, areas: pl.DataFrame) -> pl.DataFrame:
    """One row per area and year: people in post, and how many of them are trained."""
    years = pl.Series("year", YEARS).to_frame()
    rows = years.join(areas.select(area="name", posts="weight"), how="cross").with_row_index("row")
    each = rows.with_columns(one=pl.int_ranges("posts")).explode("one")
    year = pl.col("year").cast(pl.String)
    people = each.with_columns(dice.happens(each, what, year).alias(what) for what in OF_THE_POSTS)
    counts = people.group_by("row").agg(pl.col(OF_THE_POSTS).sum())
    rows = rows.join(counts, on="row", how="left", maintain_order="left")
    return rows.with_columns(
        pl.when(dice.happens(rows, "year_counted")).then(pl.col(column)).alias(column)
        for column in OF_THE_POSTS
    )
