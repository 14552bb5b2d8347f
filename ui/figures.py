"""How a page shows things: a number and its meaning, a table, a quote, a state, a notice."""

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Literal

import polars as pl
import streamlit as st

from charts import theme
from charts.names import Chart
from data_access.reads import Snapshot
from metrics.headline import Figure, counted_elsewhere
from metrics.kept import kept
from metrics.measure import Measure
from metrics.wording import capitalised, day_in_words
from ui.choices import ACTION, ASKED_OF, ORGANISATION, RECOMMENDATION, RESPONSE, SHOW
from ui.controls import View
from ui.drawings import drawing
from ui.marks import DEMONSTRATION, plain
from ui.tables import Download, table

REPORT = "the inspectorates’ report"
READING_RULES = Path(__file__).with_name("reading-rules.md")
LISTED_BEHIND_A_FIGURE = 8
SHOWN_AT_FIRST = 5
# How the room is shared between two side by side; style.css knows each.
Share = Literal["1-1", "3-2", "2-1", "7-2"]
MARK = {"anchor": "start", "fontSize": theme.LABEL_SIZE, "color": theme.THIRD}

# Where the whole list behind a figure stands: the page, the words of the link, its filters.
RECOMMENDATIONS, PLAN = "../pages/recommendations.py", "../pages/joint_action_plan.py"
PARTS_PAGE: tuple[str, str, dict[str, str]] = (RECOMMENDATIONS, "All parts", {})
# An empty value takes back what was chosen on that page before.
NO_FILTERS = {
    RECOMMENDATIONS: {choice.key: "" for choice in (RECOMMENDATION, ASKED_OF, RESPONSE)},
    PLAN: {choice.key: "" for choice in (ORGANISATION, SHOW, ACTION)},
}
BEHIND = {
    "actions_overdue": (PLAN, "Overdue actions", {"show": "overdue"}),
    "actions_due_soon": (PLAN, "Actions due soon", {"show": "due-soon"}),
    "actions_no_date": (PLAN, "Actions with no date", {"show": "no-date"}),
    "actions_stale": (PLAN, "Actions with nothing new", {"show": "stale"}),
    "actions_due_ahead": (PLAN, "Every action", {}),
    "actions_on_first_date": (PLAN, "Every action", {}),
    "figures_owed": (RECOMMENDATIONS, "Every figure owed", {}),
}


def demonstration_notice(held: Snapshot) -> None:
    """Says on every screen of a demonstration store that nothing in it is real."""
    if held.demonstration_as_at:
        with st.container(key="demonstration"):
            st.markdown(f"{DEMONSTRATION}. Invented progress on a real inspection.")


def lead(*sentences: str) -> None:
    """The page's answer in a sentence or two, large."""
    with st.container(key="lead"):
        st.markdown(" ".join(sentences))


def panel(name: str, heading: str, figures: Sequence[Figure], view: View) -> None:
    """A grey panel with a heading and up to three numbers."""
    with grey_panel(name, heading):
        for figure in figures:
            note = "; ".join(said for said in (figure.last_time, figure.note) if said)
            key = f"{name}-{figure.measure.code}"
            with number(f"{figure.value:,}", figure.measure.title, note, key) as is_open:
                if is_open:
                    _about(figure, view)


@contextmanager
def grey_panel(name: str, heading: str) -> Iterator[None]:
    """Around the numbers of a panel, under its heading."""
    with st.container(key=f"figures-{name}", horizontal=True):
        st.markdown(heading)
        yield


@contextmanager
def number(shown: str, title: str, note: str, key: str) -> Iterator[bool]:
    """A number over its title and a note, all one button: what it means is made once pressed."""
    label = f"**{shown}** {title}" + (f" *{note}*" if note else "")
    opened = st.popover(label, key=f"about-{key}", on_change="rerun", wrap=True)
    with opened:
        yield bool(opened.open)


@contextmanager
def side_by_side(name: str, share: Share = "1-1") -> Iterator[None]:
    """Panels or sections beside each other, one under another where there is no room."""
    with st.container(key=f"side-{share}-{name}", horizontal=True):
        yield


def beside(view: View) -> None:
    """What the figures of one of several inspections leave out, so that nothing late is hidden."""
    if view.standing.inspection:
        elsewhere = counted_elsewhere(view.whole, view.standing.inspection)
        st.caption(
            f"Not counted here: {'; '.join(elsewhere)}. The joint action plan shows them all."
        )


@contextmanager
def fold(label: str, key: str) -> Iterator[bool]:
    """Closed at first; what is in it is made and sent only once a reader opens it."""
    part = st.expander(label, key=f"fold-{key}", on_change="rerun")
    with part:
        yield bool(part.open)


@contextmanager
def section(name: str, heading: str) -> Iterator[None]:
    """A part of a page, with a rule and a heading above it."""
    with st.container(key=f"section-{name}"):
        st.header(heading)
        yield


def words(sentence: str) -> None:
    """A sentence as it stands; nothing for none."""
    if sentence:
        st.markdown(plain(sentence))


def bullets(sentences: Iterable[str], otherwise: str = "Nothing.") -> None:
    """A plain list; ``otherwise``, which may be nothing, where there is nothing to list."""
    said = "\n".join(f"- {plain(sentence)}" for sentence in sentences) or otherwise
    if said:
        st.markdown(said)


def bullets_of_markdown(lines: Iterable[str]) -> None:
    """A plain list of lines that are Markdown already."""
    st.markdown("\n".join(f"- {line}" for line in lines))


def reading_rules() -> None:
    """How the pages are to be read."""
    st.markdown(READING_RULES.read_text(encoding="utf-8"))


def provenance(view: View) -> str:
    """What kind of store is open, in a sentence or two."""
    if view.standing.is_invented:
        return (
            f"**{DEMONSTRATION}.** The inspection, its recommendations and the published response "
            "are real; every meeting, update, date, position, judgement, decision and piece of "
            "evidence after the response is invented."
        )
    if view.standing.tables["inspection"].is_empty():
        return "This store holds no inspection yet."
    return (
        "The inspection, its recommendations and the published response are real; what came after "
        "was recorded here by the office."
    )


def nothing_if_empty(rows: pl.DataFrame, sentence: str) -> None:
    """A plain word in the place of a table without rows."""
    if rows.is_empty():
        st.markdown(sentence)


def first_rows(rows: pl.DataFrame, *, key: str, alt: str, wide: str = "") -> None:
    """A table of the first few rows, and the others to be opened."""
    table(rows.head(SHOWN_AT_FIRST), key=key, alt=alt, wide=wide)
    others = rows.slice(SHOWN_AT_FIRST)
    folded(f"{others.height} more", others, f"{key}-others", alt=f"{alt}: the others")


def folded(
    label: str,
    rows: pl.DataFrame,
    key: str,
    *,
    alt: str,
    wide: str = "",
    numbers: Collection[str] = (),
    download: Download | None = None,
    taken: Callable[[], pl.DataFrame] | None = None,
) -> None:
    """A table, as ``table`` draws it, to be opened by ``label``; nothing where it has no rows."""
    if rows.is_empty():
        return
    with fold(label, key) as is_open:
        if is_open:
            table(
                rows,
                key=key,
                alt=alt,
                wide=wide,
                numbers=numbers,
                download=download,
                taken=taken,
            )


def texts_to_copy(
    texts: Sequence[tuple[str, Callable[[], str]]], label: str, *, otherwise: str
) -> None:
    """Names with what writes a text for each, all to be opened by ``label`` and copied."""
    if not texts:
        words(otherwise)
        return
    with fold(f"{label}: {len(texts)}", "texts") as is_open:
        for name, write in texts if is_open else ():
            st.markdown(f"**{plain(name)}**")
            st.code(write(), language=None, wrap_lines=True)


def published(view: View) -> str:
    """Where the words of the inspection were read: in the answer to it, where that is held."""
    comments, asked = view.held.tables["comment"], view.standing.tables["recommendation"]
    return "the published response" if _is_any_answered(comments, asked) else REPORT


def chart(
    rows: pl.DataFrame,
    name: Chart,
    *,
    headline: str,
    subtitle: str,
    alt: str,
    view: View,
    as_at: date | None = None,
) -> None:
    """A chart of ``rows`` under what it says, what it measures, of whom and when; none of no rows.

    ``alt`` is the chart in words, for who does not see it. ``as_at``: the day it stands on, where
    that is not the day looked at. An invented one bears that in the picture, which may be saved on
    its own.
    """
    st.subheader(headline)
    source(view, f"{subtitle.removesuffix('.')}.", as_at=as_at)
    if rows.is_empty():
        return
    mark = {"title": {"text": DEMONSTRATION, **MARK}} if view.standing.is_invented else {}
    st.vega_lite_chart(
        drawing(name) | mark | {"datasets": {"rows": rows}}, width="stretch", alt=alt
    )


def source(view: View, *sentences: str, as_at: date | None = None) -> None:
    """Where a figure or table comes from, and the day it stands on: the one looked at, if null."""
    mark = [f"{DEMONSTRATION}."] if view.standing.is_invented else []
    st.caption(" ".join([*sentences, f"As at {day_in_words(as_at or view.day)}.", *mark]))


def stop_if_empty(view: View) -> None:
    """Ends the page with a plain word where the store holds no inspection on the day."""
    if view.standing.tables["inspection"].is_empty():
        st.info(
            "There is no inspection in this store yet. Load the published response with: "
            "python -m data_access init"
        )
        st.stop()


def definition(measure: Measure, *more: str) -> None:
    """What a measure is, in full; ``more`` are lines of Markdown about it, before the caveat."""
    lines = (
        f"**Counts:** {measure.numerator}",
        f"**Out of:** {measure.denominator}",
        f"**Left out:** {measure.exclusions}",
        f"**Basis:** {measure.basis}",
        f"**Better:** {measure.better}; target: {measure.target}",
        f"**Source:** {measure.source}",
        *more,
    )
    listed = "\n".join(f"- {line}" for line in lines)
    st.markdown(f"{measure.definition}\n\n{listed}\n\n{measure.caveat}")


def meanings(
    label: str,
    measures: Iterable[Measure],
    key: str,
    about: Callable[[Measure], Sequence[str]] = lambda _: (),
) -> None:
    """What each of ``measures`` is, to be opened by ``label``; nothing is made before.

    ``about``: what more is to be said of one, as lines of Markdown.
    """
    with fold(label, key) as is_open:
        if is_open:
            for measure in measures:
                st.markdown(f"**{capitalised(measure.title)}**")
                definition(measure, *about(measure))


@kept
def _is_any_answered(comments: pl.DataFrame, recommendations: pl.DataFrame) -> bool:
    return not comments.join(
        recommendations, left_on="recommendation", right_on="ref", how="semi"
    ).is_empty()


def _about(figure: Figure, view: View) -> None:
    st.markdown("**About this figure**")
    st.markdown(
        f"**{figure.value:,} of {figure.out_of:,}**, as at {day_in_words(view.day)}. "
        + " ".join(f"{capitalised(note)}." for note in (figure.last_time, figure.note) if note)
    )
    definition(figure.measure)
    if not figure.rows.is_empty():
        st.markdown("**Which they are**\n\n" + "\n".join(_listed(figure.rows)))
        if figure.rows.height > LISTED_BEHIND_A_FIGURE:
            st.caption(f"The first {LISTED_BEHIND_A_FIGURE} of {figure.rows.height}.")
    page, label, filters = BEHIND.get(figure.measure.code, PARTS_PAGE)
    # A figure of one organisation leads to the list of that one.
    whose = {ORGANISATION.key: view.chosen.get(ORGANISATION.key) or ""} if page == PLAN else {}
    parameters = view.parameters(**(NO_FILTERS[page] | whose | filters))
    st.page_link(page, label=label, query_params=parameters)


def _listed(rows: pl.DataFrame) -> list[str]:
    title = "short_title" if "short_title" in rows.columns else "title"
    name = "label" if "label" in rows.columns else "ref"
    return [
        f"- {row[name]}: {plain(row[title])}"
        for row in rows.head(LISTED_BEHIND_A_FIGURE).iter_rows(named=True)
    ]
