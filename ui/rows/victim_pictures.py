"""Rows about victims with bars or dots behind their numbers, which make a table a picture too.

A mark is drawn from what its row says and from nothing else, so it tells no more than that.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence

import polars as pl

from data_access.vocabulary import AskedAs, Characteristic, Side
from metrics.text_format import capitalised
from metrics.victims.categorical import NO_LIMIT
from metrics.victims.characteristics_text import least_asked_first
from metrics.victims.newest_shown import share_a_year_before
from metrics.victims.notices import EXEMPT, LATE_BANDS, NOT_TOLD, VERY_LATE
from metrics.victims.right_to_review_text import OUTSIDE, SCHEMES_OF_STEPS, Step
from metrics.victims.victim_figures import WITHHELD, number_text, percentage_text
from metrics.victims.victim_summary import Share, VictimSummary
from ui.elements.bars import DOT, LATE, PLAIN, bar, dot, hatched
from ui.rows.victims import OUT_OF, word_count_rows

ASKED, BEFORE = "Asked", "A year before"
# Missing values come first.
WAYS_ASKED = (
    AskedAs.NOT_ASKED,
    AskedAs.NOT_RECORDED,
    AskedAs.OWN_ACCOUNT,
    AskedAs.PREFERS_NOT_TO_SAY,
)


def with_bars(
    rows: pl.DataFrame, *columns: str, beside: Collection[str] = (), late: Collection[str] = ()
) -> pl.DataFrame:
    """``rows`` with a bar behind each number of ``columns``, on one scale; withheld ones hatched.

    ``beside``: the first cells of rows that have no bar and do not set the scale; ``late``: of
    those that say that something is late. The rows stay as they are where fewer than two bars would
    be seen, for nothing could be compared.
    """
    names = rows.to_series(0).to_list()
    in_scale = [
        _number_in(cell)
        for column in columns
        for name, cell in zip(names, rows[column], strict=True)
        if name not in beside
    ]
    numbers = [*filter(None, in_scale)]
    if len(numbers) < 2:
        return rows
    longest = max(numbers)
    return rows.with_columns(
        pl.Series(
            column,
            [
                _with_bar(cell, 0 if name in beside else longest, LATE if name in late else PLAIN)
                for name, cell in zip(names, rows[column], strict=True)
            ],
        )
        for column in columns
    )


def step_rows(steps: Mapping[Side, Sequence[Step]]) -> pl.DataFrame:
    """One row per step of a review: a bar for each scheme of the victims who reached it.

    Those outside a scheme stand beside it, without a bar.
    """
    numbers = {
        SCHEMES_OF_STEPS[side]: {step.label: number_text(step.number) for step in of_side}
        for side, of_side in steps.items()
    }
    # The police scheme has every step of the other.
    every = max(steps.values(), key=len)
    rows = [
        {"Step": f"**{step.label}**" if step.is_main else step.label}
        | {scheme: reached.get(step.label, "") for scheme, reached in numbers.items()}
        for step in every
    ]
    return with_bars(pl.DataFrame(rows), *numbers, beside=OUTSIDE.values())


def lateness_rows(summary: VictimSummary) -> pl.DataFrame:
    """One row per band of lateness, with bars of decisions; those without a limit have none.

    Bars of victims who were told late, or not at all, stand out.
    """
    bands = word_count_rows(summary.counts("decisions", "lateness"), "Told", "Decisions")
    late, beside = map(
        _capitalised, ((*LATE_BANDS.values(), VERY_LATE, NOT_TOLD), (EXEMPT, NO_LIMIT))
    )
    return with_bars(bands, "Decisions", beside=beside, late=late)


def asked_rows(
    summary: VictimSummary, sent: tuple[Characteristic, ...] = tuple(Characteristic)
) -> pl.DataFrame:
    """One row per characteristic, the least asked about first: the share, and what is missing.

    The share has a dot, and a ring for that of a year before, if there is a year or quarter before.
    """
    is_picture = any(summary.share(each.column).share is not None for each in sent)
    return pl.DataFrame(
        [
            _asked_row(summary, each, with_dot=is_picture)
            for each in least_asked_first(summary, sent)
        ]
    )


def key_text(asked: pl.DataFrame) -> str:
    """A key to the marks of ``asked_rows``; empty where there are none."""
    if asked.is_empty() or not any(cell.startswith(DOT) for cell in asked[ASKED]):
        return ""
    before = " ○ A year before." if BEFORE in asked.columns else ""
    return f"On a line from 0% to 100%: ● The share asked.{before}"


def _asked_row(
    summary: VictimSummary, asked_about: Characteristic, *, with_dot: bool
) -> dict[str, str]:
    share, counts = summary.share(asked_about.column), summary.counts("reports", asked_about.column)
    before = share_a_year_before(summary, asked_about.column)
    return {
        "Characteristic": capitalised(asked_about),
        ASKED: _asked_cell(share, before) if with_dot else percentage_text(share),
        **({} if before is None else {BEFORE: percentage_text(before)}),
        OUT_OF: number_text(share.of),
        **{capitalised(way): number_text(counts[way]) for way in WAYS_ASKED},
    }


def _asked_cell(share: Share, before: Share | None) -> str:
    if share.is_withheld:
        return hatched(WITHHELD)
    words = percentage_text(share)
    if share.share is None:
        return words
    return dot(words, share.share, before.share if before else None)


def _capitalised(words: Iterable[str]) -> list[str]:
    return [capitalised(word) for word in words]


def _with_bar(cell: str, longest: int, look: str) -> str:
    if cell == WITHHELD:
        return hatched(cell)
    number = _number_in(cell)
    return cell if number is None else bar(number, longest, look)


def _number_in(cell: str) -> int | None:
    """The number that a cell shows; null where it shows none."""
    digits = cell.replace(",", "")
    return int(digits) if digits.isdecimal() else None
