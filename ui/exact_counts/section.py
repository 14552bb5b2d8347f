"""The section of *Data* on exact counts: open them, ask for one table at a time, see who looked."""

from collections.abc import Mapping
from functools import partial

import streamlit as st

from data_access import schemas, writes
from data_access.exact_counts_permission import NotInForce, Permission
from data_access.store import StoreProblem
from data_access.vocabulary import Access, Role
from data_access.writes import Refused
from metrics.cases.aggregation import NOT_RECORDED
from metrics.measures.catalogue import MEASURES
from metrics.measures.measure import as_counted
from metrics.periods import Limits, limits_in_force
from metrics.text_format import day_text, listed
from metrics.victims.counted_period import CountedPeriod, Quarter
from metrics.victims.exact_counts import ExactQuestion, count_exactly, shown_lines
from metrics.victims.reporting_periods import quarters_to_show
from metrics.victims.victim_figures import NONE_COUNTED, months_text
from metrics.victims.victim_summary import VICTIM_LIMITS, VictimSummary
from ui import reads
from ui.elements import layout, prose
from ui.elements.markdown import plain
from ui.elements.tables import ROWS_A_PAGE, table
from ui.exact_counts import choices
from ui.exact_counts.opening import (
    ASKED,
    Opening,
    current_opening,
    now,
    open_counts,
    permission_text,
    permission_today,
)
from ui.forms.form_text import NOTHING_ABOUT_A_CASE, with_labels
from ui.page.page_view import PageView
from ui.rows.exact_counts import (
    EXACT,
    MOST_IN_FULL,
    SHOWN,
    area_label,
    exact_rows,
    look_rows,
)
from ui.rows.victims import MARK_IN_WORDS
from ui.sign_in import access_notes, current_person

BY_YEAR_ALONE = "Pages show a single area by whole years, April to March, and never by quarter."
CHANGED_SINCE = "Pages show what was counted once; the rows have changed since."
WHY = "Why you need to see them"
ON_PAPER = '<p class="on-paper">Exact counts are not printed.</p>'


def exact_counts(view: PageView) -> None:
    """Draw the section, or nothing where no permission was ever set and nobody ever looked."""
    looks = view.state.tables["exact_count_look"]
    given, why_not = _permission()
    if given is None and not why_not and looks.is_empty():
        return
    limits = limits_in_force(view.state.tables["time_limit"], VICTIM_LIMITS, view.day)
    with layout.section("exact-counts", "Exact counts", has_controls=True):
        prose.words(why_not)
        if given and not current_person.may(Role.EXACT_COUNTS):
            given = None
        held = current_opening()
        if given and held:
            _ask(view, held, limits)
        elif given:
            _offer_to_open(given)
        st.markdown("**Who has looked**")
        titles = partial(_title_in_full, limits)
        table(
            look_rows(looks, titles),
            key="looks",
            alt="Each look at exact counts, the newest first",
            wide="What",
            a_page=ROWS_A_PAGE,
            empty="Nobody, so far.",
        )


def _permission() -> tuple[Permission | None, str]:
    try:
        return permission_today(), ""
    except NotInForce as why_not:
        return None, str(why_not)


def _title_in_full(limits: Limits, kind: str, code: str) -> str:
    whose = choices.row_sets().get(kind, kind)
    return f"{whose}: {choices.exact_table_title(kind, code, limits)}"


# Opening


def _offer_to_open(given: Permission) -> None:
    st.markdown(
        "What is behind a withheld number can be looked at here, to check a file against the "
        f"system it came from. {permission_text(given)} This is for whoever looks after the data. "
        "A small number can show who a victim is: tell nobody, and do not write it down."
    )
    st.markdown(
        "One table at a time is shown, on this page and in this tab alone; it is in no file, link "
        "or print. Each look is recorded with your name, your reason and what you asked for, and "
        "listed here for everybody who opens this page."
    )
    with st.form("open-exact-counts", enter_to_submit=False):
        by = current_person.ask_writer("Your name, as typed: it is kept with each look", "exact by")
        reason = st.text_input(WHY, key="exact reason")
        st.caption(NOTHING_ABOUT_A_CASE)
        if not st.form_submit_button("Open exact counts"):
            return
        try:
            open_counts(by, reason, given)
        except Refused as refusal:
            st.error(plain(with_labels({"reason": WHY}, str(refusal))))
            return
    st.rerun()


# Asking


def _ask(view: PageView, held: Opening, limits: Limits) -> None:
    """Boxes for one question, and its answer once it was recorded that it was asked."""
    summary = view.state.victim_summary(view.day, None, None)
    if summary is None:
        prose.words(NONE_COUNTED)
        return
    period, question = _question(view, summary, limits)
    state = question, view.state.cases.key
    if st.session_state.get(ASKED) != state:
        st.session_state.pop(ASKED, None)
    if st.button("Show the exact counts", type="primary", key="exact-show"):
        try:
            _record(held, question, period)
        except (StoreProblem, Refused) as problem:
            st.error(plain(f"{problem} Nothing is shown, because the look could not be recorded."))
            return
        st.session_state[ASKED] = state
        st.rerun()
    if ASKED in st.session_state:
        _draw_answer(view, question, period, limits)
    else:
        st.caption("The look is recorded when you press the button, before anything is shown.")


def _question(
    view: PageView, summary: VictimSummary, limits: Limits
) -> tuple[CountedPeriod, ExactQuestion]:
    periods = {
        f"{each.first} {each.MONTHS}": each
        for each in (*reversed(summary.quarters), *reversed(summary.rolling))
    }
    areas = [None, *view.day_state.tables["area"]["name"].sort(), NOT_RECORDED]
    with layout.side_by_side("exact-what"):
        kind = _box("What is counted", choices.row_sets(), "exact kind")
        code = _box("Which figure", choices.counted_by(kind, limits), f"exact by {kind}")
    with layout.side_by_side("exact-whose"):
        months = {key: _period_text(each) for key, each in periods.items()}
        period = periods[_box("Months", months, "exact period")]
        area = _box("Area", {each or "": area_label(each) for each in areas}, "exact area")
    days = quarters_to_show(view.state.tables["closed_month"], view.day)
    quarters = tuple(each for each in days if period.first <= each[0] <= period.last)
    return period, ExactQuestion(kind, code, quarters, area or None)


def _box(label: str, options: Mapping[str, str], key: str) -> str:
    """A box in which something is always chosen; a choice that is gone gives way to the first."""
    if st.session_state.get(key) not in options:
        st.session_state.pop(key, None)
    chosen: str = st.selectbox(
        label, list(options), format_func=lambda each: options.get(each, each), key=key
    )
    return chosen


def _period_text(period: CountedPeriod) -> str:
    length = "quarter" if isinstance(period, Quarter) else "year"
    return f"{months_text([period])}, a {length}"


def _record(held: Opening, question: ExactQuestion, period: CountedPeriod) -> None:
    look = writes.validate(
        schemas.NewExactCountLook,
        first_on=period.first,
        last_on=period.last,
        counted=question.row_set,
        counted_by=question.counted_by,
        area=question.area,
        reason=held.reason,
        allowed_by=held.permission.by,
        allowed_on=held.permission.on,
    )
    writes.record(reads.store(), look, by=held.by, at=now())
    access_notes.note(Access.EXACT_COUNTS_SEEN, f"{question.row_set} by {question.counted_by}")


# Answering


def _draw_answer(
    view: PageView, question: ExactQuestion, period: CountedPeriod, limits: Limits
) -> None:
    """The table, which has no download, and is neither printed nor copied with the page."""
    exact = count_exactly(view.state.cases.tables, view.state.tables["time_limit"], question)
    of_area_in_quarter = question.area is not None and isinstance(period, Quarter)
    shown = None if of_area_in_quarter else shown_lines(question, period)
    rows = exact_rows(exact, shown)
    title = _title_in_full(limits, question.row_set, question.counted_by)
    st.html(ON_PAPER)
    with st.container(key="exact-counts-answer"):
        st.markdown(
            f"**{plain(title)}**  \n{plain(area_label(question.area))}, {months_text([period])}"
        )
        table(rows, key="exact", alt=f"Exact counts: {title}", numbers=(EXACT, SHOWN))
        if len(exact) > MOST_IN_FULL:
            st.caption("Lines that count nobody are left out.")
        if of_area_in_quarter:
            st.caption(BY_YEAR_ALONE)
        elif None in (shown or {}).values():
            st.caption(MARK_IN_WORDS)
        if any(number not in (None, exact[line]) for line, number in (shown or {}).items()):
            st.caption(CHANGED_SINCE)
        st.caption(_meaning(question, limits))


def _meaning(question: ExactQuestion, limits: Limits) -> str:
    """Sentences on the rows, what a share is out of, and the days on which they were counted."""
    days = [day_text(at) for _, at in question.quarters]
    sentences = [choices.definition_text(question.row_set)]
    if question.measure:
        measure = as_counted(MEASURES[question.measure], limits)
        sentences += [
            f"Met: {measure.numerator}. Out of: {measure.denominator}. Left out: "
            f"{measure.exclusions}."
        ]
    sentences += [f"Counted from the rows loaded now, as known on {listed(days)}."]
    return plain(" ".join(sentences))
