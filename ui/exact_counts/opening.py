"""Whether exact counts are open in this browser tab: by whom, why, and until when.

It lives in the session alone: never in the address, and gone with the tab.
"""

from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import streamlit as st

from data_access import schemas, writes
from data_access.exact_counts_permission import NotInForce, Permission, permission
from data_access.store.settings import permission_settings
from metrics.text_format import day_text
from ui.elements.markdown import plain

IDLE = timedelta(hours=1)
LOOKED_AT_EVERY = timedelta(minutes=1)
# Session keys: the opening, why it was closed, and what was asked for last.
OPENING, CLOSED, ASKED = "exact counts", "exact counts closed", "exact counts asked"
DATA = "data"
# Apart from style.css: a rule that looks for a banner would cost each page that has none.
STYLE = Path(__file__).with_name("banner.css")


@dataclass(frozen=True)
class Opening:
    """Exact counts opened at a moment, and last used at another; both are in UTC."""

    by: str
    reason: str
    permission: Permission
    opened_at: datetime
    used_at: datetime


def now() -> datetime:
    """The present moment, in UTC."""
    return datetime.now(UTC)


def permission_today() -> Permission | None:
    """The permission in force; null if the settings name none. Errors: NotInForce."""
    return permission(permission_settings(), now().date())


def open_counts(by: str, reason: str, given: Permission) -> None:
    """Open exact counts in this tab. Errors: Refused, in words for whoever opens them."""
    name = " ".join(writes.writer(by).split())
    checked = writes.validate(
        schemas.ExactCountsOpening, reason=reason, allowed_by=given.by, allowed_on=given.on
    )
    moment = now()
    st.session_state[OPENING] = Opening(name, checked.reason, given, moment, moment)


def close(why: str = "") -> None:
    """Close exact counts in this tab; ``why`` is said once, if nobody closed them."""
    for key in (OPENING, ASKED):
        st.session_state.pop(key, None)
    st.session_state[CLOSED] = why or "Exact counts are closed."


def current_opening() -> Opening | None:
    """The opening in this tab while it holds; one that holds no longer is closed first."""
    held: Opening | None = st.session_state.get(OPENING)
    if held is None:
        return None
    if why := _why_over(held):
        close(why)
        return None
    return held


def begin_run(page: str) -> None:
    """Draw the banner while exact counts are open, or say once that they were closed.

    ``page``: the path of the page that is about to run. Only a run that somebody caused counts as
    use, not one by the clock.
    """
    held = current_opening()
    if held is not None:
        st.session_state[OPENING] = replace(held, used_at=now())
        if page != DATA:
            # Whoever comes back asks again, and that is recorded again.
            st.session_state.pop(ASKED, None)
        _draw_banner(held)
    elif why := st.session_state.pop(CLOSED, ""):
        st.info(plain(why))


def _why_over(held: Opening) -> str:
    """Why an opening holds no longer; empty while it does."""
    try:
        if permission_today() != held.permission:
            return "Exact counts were closed: the permission was withdrawn or changed."
    except NotInForce as ended:
        return f"Exact counts were closed. {ended}"
    if now() - held.used_at >= IDLE:
        return "Exact counts were closed after an hour without use."
    return ""


def _draw_banner(held: Opening) -> None:
    """Draw a line that stays in sight and, below it, what scrolls away with the page."""
    st.html(STYLE)
    with st.container(key="exact-counts-banner", horizontal=True, vertical_alignment="center"):
        st.markdown("**Exact counts of victims are open in this tab**, on the page Data alone.")
        st.button("Close exact counts", key="close-exact-counts", on_click=close)
        _close_in_time()
    with st.container(key="exact-counts-banner-opening"):
        st.markdown(
            f"{plain(held.by)} opened them on {day_text(held.opened_at.date())} at "
            f"{held.opened_at:%H:%M} UTC: “{plain(held.reason)}”. "
            f"{permission_text(held.permission)} Each look is recorded. They close after an hour "
            "without use, and with the tab."
        )


def permission_text(given: Permission) -> str:
    """A sentence: by whose permission, from which day and until when."""
    return f"{plain(given.by)} allowed this on {day_text(given.on)}, until {day_text(given.until)}."


@st.fragment(run_every=LOOKED_AT_EVERY)
def _close_in_time() -> None:
    """Run the page again once the hour is over, so that numbers do not stay on a screen."""
    if OPENING in st.session_state and current_opening() is None:
        st.rerun()
