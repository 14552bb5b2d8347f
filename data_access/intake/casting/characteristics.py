"""Reduces answers about a protected characteristic to whether it was asked about."""

import re
from functools import cache
from pathlib import Path

import polars as pl

from data_access.intake.casting.parsers import is_failed_formula
from data_access.intake.models import ValueMeanings
from data_access.intake.table_specs import Column, ColumnKind, folded_heading
from data_access.vocabulary import AskedAs, Characteristic

# Folded, the first of them as a choice is remembered.
NONE = ("none", "nil")
# Of these, "None" is what somebody may answer: no disability, no religion.
ANSWERED_NONE = (Characteristic.DISABILITY.column, Characteristic.RELIGION_BELIEF.column)


def is_none_asked_about(column: Column) -> bool:
    """True for a column of answers in which "None" may be the victim's own account."""
    return column.kind == ColumnKind.VALUE and column.name in ANSWERED_NONE


def none_meaning(column: Column, meanings: ValueMeanings) -> str:
    """The word of AskedAs for "None" in a column of answers.

    It is the victim's own account of a disability or religion unless its source writes it for a
    blank.
    """
    if not is_none_asked_about(column):
        return AskedAs.NOT_RECORDED.value
    return meanings.get((column.name, NONE[0]), AskedAs.OWN_ACCOUNT.value)


def asked_as(answers: pl.Series, none_means: str = AskedAs.NOT_RECORDED.value) -> pl.Series:
    """The way each answer was obtained, as a word of AskedAs; the answers are dropped.

    Nulls: none; an empty cell or a failed formula is "not recorded". ``none_means``: the word for
    "None".
    """
    answers = answers.set(is_failed_formula(answers), None)
    texts = answers.drop_nulls().unique()
    return answers.replace_strict(
        texts,
        pl.Series([_asked(text, none_means) for text in texts], dtype=pl.String),
        default=AskedAs.NOT_RECORDED.value,
        return_dtype=pl.String,
    )


def _asked(answer: str, none_means: str) -> str:
    words = folded_heading(answer)
    if words in NONE:
        return none_means
    meanings = (means for pattern, means in _patterns() if pattern.search(words))
    # Any other text is an answer; its content does not matter.
    return next(meanings, AskedAs.OWN_ACCOUNT.value)


@cache
def _patterns() -> list[tuple[re.Pattern[str], str]]:
    rows = pl.read_csv(Path(__file__).with_name("asked_words.csv"), infer_schema=False)
    return [
        (re.compile(pattern), means) for pattern, means in rows.select("pattern", "means").rows()
    ]
