"""The columns and the density that a reader chooses for a long table.

They stand in the address alone, so that they hold on their page and in its links only.
"""

import re
from collections.abc import Collection, Sequence
from functools import partial
from typing import NamedTuple

import polars as pl
import streamlit as st

from metrics.text_format import listed
from ui.elements import composition
from ui.elements.markdown import plain
from ui.elements.pop_ups import draw_control
from ui.elements.tables import ChosenRows, TableLook
from ui.page import url_state

# The key of the density in the address, for all such tables of a page, and its value.
ROWS, DENSE = "rows", "dense"
DENSITIES = {False: "Roomy", True: "Dense"}
# The key of a table's columns in the address is this and the table's own key.
COLUMNS = "columns-"
BETWEEN = "."
# A table with at least this many columns or rows has a control.
WIDE, LONG = 6, 16
DOWNLOADS = "Downloads have every column."


class _Offer(NamedTuple):
    """The offer of a control: the columns of a table, the first ``naming`` of which always stay.

    ``usual``: the columns shown until a reader chooses.
    """

    key: str
    columns: Sequence[str]
    naming: int
    usual: list[str]

    @property
    def boxes(self) -> dict[str, str]:
        """The column of each box to tick, by its key."""
        can_go = self.columns[self.naming :]
        return {f"column-{self.key}-{name_in_address(name)}": name for name in can_go}


def choose_columns(rows: pl.DataFrame, key: str, naming: int = 1) -> pl.DataFrame | ChosenRows:
    """Draw the control of the table ``key``, and return its rows as they were chosen.

    ``naming``: so many columns at the beginning name a row, and always stay. A table of few columns
    and rows has no control.
    """
    if rows.width < WIDE and rows.height < LONG:
        return rows
    return chosen_look(key, rows.columns, naming=naming).of(rows)


def chosen_look(
    key: str, columns: Sequence[str], at_first: Collection[str] | None = None, naming: int = 1
) -> TableLook:
    """Draw the control of the table ``key``, and return what is chosen of its ``columns``.

    ``at_first``: those shown until a reader chooses; null for all. A value in the address that is
    none is named and taken out of it.
    """
    refused: list[str] = []
    usual = [name for name in columns if at_first is None or name in at_first]
    shown = _columns_of_address(key, columns, naming, refused) or usual
    is_dense = _density_of_address(refused)
    _draw_control(_Offer(key, columns, naming, usual), shown, is_dense=is_dense)
    if refused:
        composition.send()
        st.warning(" ".join(refused))
    return TableLook(shown, is_dense, note_text(usual, shown))


def in_address(tables: Collection[str] = ()) -> dict[str, str]:
    """The choices for tables in the address; for each of ``tables`` empty if there are none."""
    given = st.query_params.to_dict()
    chosen = {key: given[key] for key in given if key == ROWS or key.startswith(COLUMNS)}
    nothing = dict.fromkeys((ROWS, *(COLUMNS + key for key in tables)), "") if tables else {}
    return nothing | {key: value for key, value in chosen.items() if value}


def name_in_address(heading: str) -> str:
    """A heading of a column as it stands in an address: “Answer due” as answer-due."""
    return re.sub(r"[\W_]+", "-", _words(heading).lower().replace("’", "")).strip("-")


def as_written(shown: Sequence[str]) -> str:
    """Headings of columns as the value of an address."""
    return BETWEEN.join(name_in_address(heading) for heading in shown)


def as_read(given: str, columns: Sequence[str], naming: int = 1) -> tuple[list[str], list[str]]:
    """The ``columns`` that the value of an address names, in their order, and its other words.

    The first ``naming`` are among them in any case.
    """
    names = {name_in_address(heading): heading for heading in columns}
    asked = [each for each in given.split(BETWEEN) if each]
    wanted = {*columns[:naming], *(names[each] for each in asked if each in names)}
    unknown = list(dict.fromkeys(each for each in asked if each not in names))
    return [heading for heading in columns if heading in wanted], unknown


def note_text(usual: Sequence[str], shown: Sequence[str]) -> str:
    """A sentence: which columns a reader hid or added, and where all are; empty for none."""
    hidden = [_words(name) for name in usual if name not in shown]
    added = [_words(name) for name in shown if name not in usual]
    said = [
        f"{verb} {listed(f'“{name}”' for name in names)}."
        for verb, names in (("Hidden here:", hidden), ("Added here:", added))
        if names
    ]
    return " ".join([*said, DOWNLOADS]) if said else ""


def _words(heading: str) -> str:
    """A heading without its second line, which is no part of its name."""
    return heading.partition("\n")[0]


def _columns_of_address(
    key: str, columns: Sequence[str], naming: int, refused: list[str]
) -> list[str]:
    """The columns that the address names for a table; none where it names none or a wrong one."""
    given = st.query_params.get(COLUMNS + key)
    if not given:
        return []
    shown, unknown = as_read(given, columns, naming)
    if unknown:
        bad = listed(f"“{url_state.safe_text(each)}”" for each in unknown)
        verb = "is not a column" if len(unknown) == 1 else "are not columns"
        refused.append(
            f"{bad} in the address {verb} of the table below. Showing its columns as at first."
        )
        url_state.put({COLUMNS + key: None})
        return []
    return shown


def _density_of_address(refused: list[str]) -> bool:
    given = st.query_params.get(ROWS)
    if given and given != DENSE:
        refused.append(
            f"“{url_state.safe_text(given)}” in the address is not a way to set rows; “{DENSE}” "
            "is. Showing them roomy instead."
        )
        url_state.put({ROWS: None})
    return given == DENSE


def _draw_control(offer: _Offer, shown: Sequence[str], *, is_dense: bool) -> None:
    """Draw the closed control; what it holds is made once it is opened."""
    draw = partial(_draw_choices, offer, shown, is_dense=is_dense)
    draw_control(f"columns-{offer.key}", "Columns and rows", "view_column", draw)


def _draw_choices(offer: _Offer, shown: Sequence[str], *, is_dense: bool) -> None:
    density = f"density-{offer.key}"
    st.session_state[density] = is_dense
    st.session_state.update({box: name in shown for box, name in offer.boxes.items()})
    naming = [f"“{plain(_words(name))}”" for name in offer.columns[: offer.naming]]
    stays = "always stays" if len(naming) == 1 else "always stay"
    st.caption(f"**Columns.** {listed(naming)} {stays}. {DOWNLOADS}")
    for box, name in offer.boxes.items():
        st.checkbox(plain(_words(name)), key=box, on_change=_write_columns, args=(offer,))
    st.radio(
        "Rows",
        list(DENSITIES),
        format_func=DENSITIES.__getitem__,
        horizontal=True,
        key=density,
        on_change=_write_density,
        args=(density,),
    )


def _write_columns(offer: _Offer) -> None:
    shown = [
        *offer.columns[: offer.naming],
        *(name for box, name in offer.boxes.items() if st.session_state[box]),
    ]
    url_state.put({COLUMNS + offer.key: None if shown == offer.usual else as_written(shown)})


def _write_density(density: str) -> None:
    url_state.put({ROWS: DENSE if st.session_state[density] else None})
