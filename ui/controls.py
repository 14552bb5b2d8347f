"""What a reader can choose, and the address that keeps it: the day, and a page's own filters.

A choice lives in the address under its key, written as a value and not as its label; it goes
along from page to page. Streamlit's own binding writes labels into the address and drops a bad
value without a word, so it is not used here.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from urllib.parse import urlencode

import polars as pl
import streamlit as st

from data_access.reads import Snapshot
from metrics.changes import last_board
from metrics.standing import Standing
from metrics.wording import day_in_words
from ui import reads
from ui.choices import ASKED, ASKED_OF, ORGANISATION, RESPONSE, SHOW, SHOWN, SINCE, Choice
from ui.tables import Download

EARLIEST = date(2010, 1, 1)
LONGEST_ECHO = 40


@dataclass(frozen=True)
class View:
    """What the reader is looking at: where everything stands on a day, and what was chosen."""

    standing: Standing
    held: Snapshot
    chosen: dict[str, str | None] = field(default_factory=dict)

    @property
    def day(self) -> date:
        return self.standing.day

    def parameters(self, **others: str | int) -> dict[str, str]:
        """The address of this view on any page, with ``others`` beside the day."""
        return {"as_at": self.day.isoformat()} | {key: str(value) for key, value in others.items()}

    def download(self, name: str) -> Download:
        """What a table taken from this view is called and marked with."""
        return Download(name, self.day, self.standing.is_invented)


def inspection_title(standing: Standing) -> str:
    """The newest inspection that has recommendations; the product's name where there is none."""
    with_content = standing.inspections.filter(
        pl.col("ref").is_in(standing.recommendations["inspection"].implode())
    )
    return next(iter(with_content["short_title"]), "RaSSO Oversight")


def header(title: str | Callable[[Standing], str], *choices: Choice) -> View:
    """The page's title, the day and the page's own filters; what they come to is returned.

    A value in the address that cannot be used is named in one notice, with what is shown instead.
    """
    refused: list[str] = []
    held = reads.snapshot()
    with st.container(key="header"):
        heading, *places = st.columns(
            [2.2, 1.15, *(1.3 for _ in choices)], vertical_alignment="bottom"
        )
        with places[0]:
            standing = reads.standing(held, _as_at(held, refused))
        with heading:
            st.title(title if isinstance(title, str) else title(standing))
            st.markdown(f"As at {day_in_words(standing.day)}")
        chosen = {}
        for place, choice in zip(places[1:], choices, strict=True):
            with place:
                chosen[choice.key] = _choose(choice, choice.options(standing), refused)
    if refused:
        st.warning(" ".join(refused))
    return View(standing, held, chosen)


def since(view: View) -> date | None:
    """The day changes are counted from: the one chosen, else the last board; null before any."""
    chosen = view.chosen.get(SINCE.key)
    return (
        date.fromisoformat(chosen)
        if chosen
        else last_board(view.standing.tables["meeting"], view.day)
    )


def copy_link(view: View) -> None:
    """The whole address of the view, every default written out, so that it stays what it is."""
    chosen = {key: value for key, value in view.chosen.items() if value}
    counted_from = since(view)
    if SINCE.key in view.chosen and counted_from:
        chosen[SINCE.key] = counted_from.isoformat()
    with (
        st.container(key="copy-link"),
        st.popover("Copy link to this view", type="tertiary", icon=":material/link:"),
    ):
        st.caption(f"Shows this view as at {day_in_words(view.day)}, on any day it is opened.")
        address = f"{(st.context.url or '').split('?')[0]}?{urlencode(view.parameters() | chosen)}"
        st.code(address, language=None, wrap_lines=True)


def filtered_parts(view: View) -> pl.DataFrame:
    """The parts that the reader's choices leave."""
    wanted = []
    asked_of, answer = view.chosen[ASKED_OF.key], view.chosen[RESPONSE.key]
    if asked_of:
        wanted.append(ASKED[asked_of][1])
    if answer:
        wanted.append(pl.col("answered") == answer.replace("-", " "))
    return view.standing.parts.filter(*wanted)


def filtered_actions(view: View) -> pl.DataFrame:
    """The actions that the reader's choices leave: overdue first, then by their date."""
    wanted = []
    lead, shown = view.chosen[ORGANISATION.key], view.chosen[SHOW.key]
    if lead:
        wanted.append(pl.col("lead_organisation") == lead)
    if shown:
        wanted.append(SHOWN[shown][1])
    return view.standing.actions.filter(*wanted).sort(
        ~pl.col("is_open"), "due_on", "id", nulls_last=True
    )


def open_recommendation(view: View) -> None:
    """A link to each recommendation's own page, as at the same day."""
    with st.container(horizontal=True, key="links-recommendations"):
        st.markdown("Open a recommendation:")
        for number in view.standing.recommendations["number"]:
            st.page_link(
                "../pages/recommendations.py",
                label=str(number),
                query_params=view.parameters(rec=number),
            )


def _as_at(held: Snapshot, refused: list[str]) -> date:
    newest = reads.today(held)
    published = held.tables["inspection"]["published_on"]
    earliest = min(published, default=EARLIEST)
    given = st.query_params.get("as_at")
    day, fault = _day(given, earliest, newest) if given else (None, "")
    if fault:
        refused.append(f"{fault} Showing the newest day instead, {day_in_words(newest)}.")
    _keep("as_at", day if given else st.session_state.get("as_at"))
    chosen = st.date_input(
        "As at another day",
        value=None,
        min_value=earliest,
        max_value=newest,
        format="DD/MM/YYYY",
        key="as_at",
        on_change=_write_address,
        args=("as_at",),
        persist_state="session",
    )
    return chosen or newest


def _day(given: str, earliest: date, newest: date) -> tuple[date | None, str]:
    try:
        day = date.fromisoformat(given)
    except ValueError:
        return None, f"“{_echo(given)}” in the address is not a day; write one like 2022-02-28."
    if day < earliest:
        return None, (
            f"{day_in_words(day)} is before the first inspection was published, "
            f"{day_in_words(earliest)}."
        )
    if day > newest:
        return None, f"{day_in_words(day)} has not come yet."
    return day, ""


def _choose(choice: Choice, options: dict[str, str], refused: list[str]) -> str | None:
    given = st.query_params.get(choice.key)
    if given and given not in options:
        refused.append(
            f"“{_echo(given)}” in the address is no choice under “{choice.label}” on this day. "
            f"Showing {choice.nothing_chosen.lower()} instead."
        )
    wanted = st.session_state.get(choice.key) if given is None else given
    _keep(choice.key, wanted if wanted in options else None)
    return st.selectbox(
        choice.label,
        list(options),
        index=None,
        format_func=lambda value: options.get(value, value),
        placeholder=choice.nothing_chosen,
        key=choice.key,
        on_change=_write_address,
        args=(choice.key,),
        persist_state="session",
    )


def _keep(key: str, value: date | str | None) -> None:
    """Address and widget say the same before the widget is drawn."""
    st.session_state[key] = value
    _write_address(key)


def _write_address(key: str) -> None:
    value = st.session_state[key]
    text = value.isoformat() if isinstance(value, date) else value
    if text is None:
        st.query_params.pop(key, None)
    elif st.query_params.get(key) != text:
        st.query_params[key] = text


def _echo(given: str) -> str:
    """What stood in the address, short and harmless."""
    return re.sub(r"[^\w .:/+-]", "", given)[:LONGEST_ECHO]
