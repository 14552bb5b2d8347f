"""One answer to take away, as a table, a workbook and a picture, each made once it is asked for."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from functools import partial

import polars as pl
import streamlit as st

from charts.registry import Chart
from metrics.disclosure import CONFIDENTIAL, NOT_APPLICABLE, NOT_AVAILABLE
from metrics.text_format import day_in_words
from ui.elements.markdown import DEMONSTRATION
from ui.elements.tables import Download, as_csv, marked
from ui.exports.chart_png import Around, picture
from ui.exports.xlsx_export import Sheet, workbook
from ui.page import layout

MARKING = "OFFICIAL-SENSITIVE"
WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
FIGURES, ABOUT = "Figures", "About these figures"
WHAT, IN_WORDS = "What", "In words"
INVENTED = (DEMONSTRATION, "Invented progress and invented cases, to show how the pages work.")
WORKING = (
    "Working figures",
    "For the office: small numbers of victims are withheld, all others are exact. Publish none of "
    "them, and keep them out of any file with figures for publication: two counts of the same "
    "thing can tell what each of them withholds.",
)
MARKS = (
    (CONFIDENTIAL, "Confidential: withheld, since it is a small number or would give one away."),
    (NOT_AVAILABLE, "Not available: nothing was sent or recorded."),
    (NOT_APPLICABLE, "Not applicable: there is no such figure."),
)
WHERE_IT_FAILS = (
    "If the picture cannot be made, its button says that it failed, and no file comes: the table "
    "and the words below say the same."
)


@dataclass(frozen=True)
class Taken:
    """An answer as it is shown, with all that must go with it.

    ``rows``: what is withheld in them bears ``[c]``; of them ``numbers`` are columns of numbers.
    ``facts``: what each thing is called and what is said of it, such as the question, the
    definition, the filters, the cut-off and what is withheld. The day, the source, the marks and
    the kind of figures are added. ``source``: the words that follow "Source:". ``alt``: the chart
    in words. ``notes``: lines below the picture, as what its bars and lines are.
    """

    key: str
    download: Download
    rows: pl.DataFrame
    numbers: Collection[str]
    facts: Sequence[tuple[str, str]]
    headline: str
    subtitle: str
    source: str
    alt: str
    chart: Chart | None = None
    chart_rows: pl.DataFrame = field(default_factory=pl.DataFrame)
    notes: Sequence[str] = ()


def take_away(taken: Taken) -> None:
    """A button a file, that of the picture where there is a chart; nothing where no row is."""
    if taken.rows.is_empty():
        return
    has_chart = taken.chart is not None and not taken.chart_rows.is_empty()
    with st.container(horizontal=True, key=f"take-{taken.key}"):
        for ending, make, mime in (
            ("csv", as_table, "text/csv"),
            ("xlsx", as_workbook, WORKBOOK),
            *([("png", as_picture, "image/png")] if has_chart else []),
        ):
            st.download_button(
                f"Download as {ending.upper()}",
                data=partial(make, taken),
                file_name=f"{taken.download.stem}.{ending}",
                mime=mime,
                on_click="ignore",
                type="tertiary",
                icon=":material/download:",
                key=f"take-{ending}-{taken.key}",
            )
    if has_chart:
        _in_words(taken)


def as_table(taken: Taken) -> bytes:
    """The figures alone, as a CSV."""
    return as_csv(taken.rows, taken.download)


def as_workbook(taken: Taken) -> bytes:
    """The figures, and on a sheet of their own what they are and what is not in them."""
    facts = pl.DataFrame(_facts(taken), {WHAT: pl.String, IN_WORDS: pl.String}, orient="row")
    return workbook(
        taken.headline,
        [
            Sheet(FIGURES, marked(taken.rows, taken.download), taken.subtitle, taken.numbers),
            Sheet(ABOUT, facts, "What the figures are, and what is left out or withheld"),
        ],
        taken.download,
        marking=MARKING,
        mark=_mark(taken),
    )


def as_picture(taken: Taken) -> bytes:
    """The chart, with what it says, measures and rests on, as a PNG. Errors: NotMade."""
    assert taken.chart
    day = f"As at {day_in_words(taken.download.day)}."
    foot = [
        *taken.notes,
        f"Source: {_sentence(taken.source)} {day}",
        f"{MARKING}. Working figures, not for publication.",
    ]
    around = Around(_mark(taken), taken.headline, _sentence(taken.subtitle), foot, taken.alt)
    return picture(taken.chart, taken.chart_rows, around)


def _in_words(taken: Taken) -> None:
    with layout.fold("The picture in words, to copy", f"words-{taken.key}") as is_open:
        if is_open:
            st.code(taken.alt, language=None, wrap_lines=True)
            st.caption(WHERE_IT_FAILS)


def _facts(taken: Taken) -> list[tuple[str, str]]:
    return [
        *([INVENTED] if taken.download.is_invented else []),
        ("Answer", taken.headline),
        *taken.facts,
        ("As at", day_in_words(taken.download.day)),
        ("Source", taken.source),
        WORKING,
        ("Marking", MARKING),
        *MARKS,
    ]


def _mark(taken: Taken) -> str:
    return DEMONSTRATION if taken.download.is_invented else ""


def _sentence(words: str) -> str:
    return f"{words.removesuffix('.')}."
