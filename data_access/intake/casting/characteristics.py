"""Reduces answers about a protected characteristic to whether it was asked about."""

import re
from functools import cache
from pathlib import Path

import polars as pl

from data_access.intake.casting.parsers import is_failed_formula
from data_access.intake.table_specs import ColumnKind, folded_heading
from data_access.vocabulary import AskedAs


def asked_as(answers: pl.Series, kind: ColumnKind) -> pl.Series:
    """The way each answer was obtained, as a word of AskedAs; the answers are dropped.

    Nulls: none; an empty cell or a failed formula is "not recorded". An officer's perception
    (``ColumnKind.PERCEIVED``) is always "not recorded".
    """
    if kind == ColumnKind.PERCEIVED:
        return pl.repeat(AskedAs.NOT_RECORDED.value, len(answers), eager=True).alias(answers.name)
    answers = answers.set(is_failed_formula(answers), None)
    texts = answers.drop_nulls().unique()
    return answers.replace_strict(
        texts,
        pl.Series([_asked(text) for text in texts], dtype=pl.String),
        default=AskedAs.NOT_RECORDED.value,
        return_dtype=pl.String,
    )


def _asked(answer: str) -> str:
    words = folded_heading(answer)
    meanings = (means for pattern, means in _patterns() if pattern.search(words))
    # Any other text is an answer; its content does not matter.
    return next(meanings, AskedAs.OWN_ACCOUNT.value)


@cache
def _patterns() -> list[tuple[re.Pattern[str], str]]:
    rows = pl.read_csv(Path(__file__).with_name("asked_words.csv"), infer_schema=False)
    return [
        (re.compile(pattern), means) for pattern, means in rows.select("pattern", "means").rows()
    ]
