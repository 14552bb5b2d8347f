"""Whether a protected characteristic was asked about, out of a column of answers."""

import re
from functools import cache
from pathlib import Path

import polars as pl

from data_access.intake.parsers import failed_formulas
from data_access.intake.table_specs import Kind, folded
from data_access.vocabulary import AskedAs


def as_asked(values: pl.Series, kind: Kind) -> pl.Series:
    """How each answer was come by, a word of AskedAs; the answers themselves go no further.

    Nulls: none; an empty cell, or a formula that failed, is not recorded. What an officer
    perceived (``Kind.PERCEIVED``) is not recorded, whatever stands there.
    """
    if kind == Kind.PERCEIVED:
        return pl.repeat(AskedAs.NOT_RECORDED.value, len(values), eager=True).alias(values.name)
    values = values.set(failed_formulas(values), None)
    answers = values.drop_nulls().unique()
    return values.replace_strict(
        answers,
        pl.Series([_asked(answer) for answer in answers], dtype=pl.String),
        default=AskedAs.NOT_RECORDED.value,
        return_dtype=pl.String,
    )


def _asked(answer: str) -> str:
    words = folded(answer)
    found = (means for pattern, means in _patterns() if pattern.search(words))
    # Whatever else stands there was an answer, and is not looked at further.
    return next(found, AskedAs.OWN_ACCOUNT.value)


@cache
def _patterns() -> list[tuple[re.Pattern[str], str]]:
    rows = pl.read_csv(Path(__file__).with_name("asked_words.csv"), infer_schema=False)
    return [
        (re.compile(pattern), means) for pattern, means in rows.select("pattern", "means").rows()
    ]
