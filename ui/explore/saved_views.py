"""Views of a page that are saved under a name, for every reader."""

import polars as pl
import streamlit as st

from data_access import schemas
from data_access.schemas.office import parameters_in, query_string
from data_access.vocabulary import Role
from metrics.text_format import day_text
from ui.elements import layout
from ui.elements.markdown import plain
from ui.forms.form import Form
from ui.forms.form_text import NOTHING_ABOUT_A_CASE
from ui.forms.save_confirmation import say_what_was_saved
from ui.page.page_view import PageView
from ui.sign_in import current_person

VIEWS = "views"


def saved_links(view: PageView, page: str) -> None:
    """Draw a link to each view of ``page`` saved by the day of the view, and a form to remove one.

    ``page``: its file without the ending. Each link empties the choices that its saved view does
    not name, and opens as at the day of the present view. The page refuses values that no longer
    exist.
    """
    say_what_was_saved(VIEWS)
    nothing = dict.fromkeys(view.chosen, "")
    saved = views_on_list(view.day_state.tables["saved_view"], page)
    if saved.is_empty():
        st.markdown(f"No view of this page had been kept by {day_text(view.day)}.")
    else:
        with st.container(horizontal=True, key="links-views"):
            for name, text in saved.select("name", "parameters").iter_rows():
                chosen = view.parameters() | nothing | parameters_in(text)
                st.page_link(f"../pages/{page}.py", label=plain(name), query_params=chosen)
    _offer_to_take_off(view, page)


def save_form(view: PageView, page: str) -> None:
    """Draw a form that saves the choices of ``page``, without the day, under a name."""
    if not current_person.may(Role.RECORDER):
        return
    today = view.state.today
    chosen = {key: value or "" for key, value in view.chosen.items()}
    with layout.fold("Keep this view under a name", "keep-view") as is_open:
        if not is_open:
            return
        form = Form(f"keep-view-{page}", view, VIEWS)
        with form.drawn():
            form.text("name", "What the view is to be called")
            st.caption(f"Everyone who opens this page will see the name. {NOTHING_ABOUT_A_CASE}")
            form.save(
                schemas.NewSavedView,
                f"The view is kept: it is on the list from {day_text(today)} on.",
                page=page,
                parameters=query_string(chosen),
                effective_on=today,
            )


def _offer_to_take_off(view: PageView, page: str) -> None:
    """Draw a form that removes a view from the list; only on the newest day."""
    if view.day != view.state.today or not current_person.may(Role.RECORDER):
        return
    on_list = views_on_list(view.state.tables["saved_view"], page)
    names = {str(row): name for row, name in on_list.select("id", "name").iter_rows()}
    if not names:
        return
    today = view.state.today
    with layout.fold("Take a view off the list", "take-view-off") as is_open:
        if not is_open:
            return
        form = Form(f"take-view-off-{page}", view, VIEWS)
        with form.drawn():
            form.select("view", "To be taken off the list", names)
            st.caption("On earlier days it stays on the list, as it was.")
            form.save(
                schemas.ViewTakenOff,
                f"The view is off the list from {day_text(today)} on.",
                effective_on=today,
            )


def views_on_list(views: pl.DataFrame, page: str) -> pl.DataFrame:
    """The saved views on the list of ``page``, by name. ``views``: every row as at a day."""
    is_off = pl.col("id").is_in(views["takes_off"].drop_nulls().implode())
    of_page = views.filter(pl.col("page") == page, pl.col("takes_off").is_null(), ~is_off)
    return of_page.sort(pl.col("name").str.to_lowercase(), "id")
