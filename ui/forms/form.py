"""A form: its subject, its fields, the check before saving, and conflicts with another's save."""

from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime
from typing import Any, Literal, TypeVar

import polars as pl
import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from data_access import writes
from data_access.schemas import Entry
from data_access.writes import FieldError, Invalid, Refused
from metrics.text_format import capitalised, day_text, listed
from ui import reads
from ui.elements.day_box import day_box
from ui.elements.markdown import plain
from ui.elements.tables import table
from ui.forms.form_text import about_to_save, with_labels, wrong_days
from ui.forms.proposals import Again, end_again, writing
from ui.forms.save_confirmation import Saved, run_anew, same_values, say_beside_form
from ui.page.page_view import PageView
from ui.sign_in import current_person

ValueLabels = Mapping[str, str]
NewEntry = TypeVar("NewEntry", bound=Entry)
REQUIRED, OPTIONAL = "Choose one (required)", "Choose one, or leave empty"
# What stays filled in for the next entry: the writer's name, and the meeting it was said at.
WRITER, KEPT = "writer", {"meeting": "kept meeting"}
# The values outlive a run that draws no form, such as one that cannot read the store.
WHILE_ON_THE_PAGE: Literal["page"] = "page"


class Form:
    """A form being filled in. Each field has the name of the entry's field that it fills.

    A field keeps its value until the form is saved, even while the lists of other fields change.
    ``place``: the part of the page that confirms the save, if there are several.
    ``starts_as``: the first value of each field by its name; else empty, or the view's day.
    ``once_saved``: what to do before the page is drawn anew; null for nothing.
    ``again``: the returned proposal with which it begins; null for none.
    ``newest``: the newest entry on its subject, so that saving notices one that the writer has not
    seen; null where it need not.
    """

    def __init__(
        self,
        name: str,
        view: PageView,
        place: str = "",
        *,
        starts_as: Mapping[str, Any] | None = None,
        once_saved: Callable[[], None] | None = None,
        again: Again | None = None,
        newest: int | None = None,
    ) -> None:
        self.again = again or Again()
        # A new key after each save gives an empty form; a refused save keeps what was typed.
        written_anew = f"-again-{self.again.number}" if self.again.number else ""
        self.key = f"{name}{written_anew}-{st.session_state.get('saves', 0)}"
        self.view = view
        self.newest, self._seen = newest, f"{name} seen"
        self.place = place
        self.starts_as = {**(starts_as or {}), **self.again.fields}
        self.once_saved = once_saved
        self.values: dict[str, Any] = {}
        self.labels: dict[str, str] = {}
        self.options: dict[str, ValueLabels] = {}
        self.no_longer_offered: list[str] = []
        self.past_days: list[str] = []
        self.days_to_come: list[str] = []
        self.not_days: dict[str, FieldError] = {}
        self.error_places: dict[str, DeltaGenerator] = {}
        self.joint_lines: dict[tuple[str, ...], Callable[..., str]] = {}

    def drawn(self) -> DeltaGenerator:
        return st.form(self.key, enter_to_submit=False)

    def select(
        self, field: str, label: str, options: ValueLabels, *, optional: bool = False
    ) -> None:
        key = self._named(field, label)
        chosen = st.session_state.get(key)
        if chosen is not None and chosen not in options:
            # Another writer's save removed this option: saving must not drop the choice silently.
            self.no_longer_offered.append(label)
        self.options[field] = options
        self.values[field] = st.selectbox(
            label,
            list(options),
            index=self._place_at_first(field, options),
            format_func=lambda value: options.get(value, value),
            placeholder=OPTIONAL if optional else REQUIRED,
            key=key,
            persist_state=WHILE_ON_THE_PAGE,
        )
        self.error_places[field] = st.empty()

    def category(
        self,
        field: str,
        label: str,
        words: Any,
        names: Mapping[Any, str] | None = None,
        *,
        optional: bool = False,
    ) -> None:
        """Ask for one of ``words``; ``names`` has those that read otherwise on the screen."""
        called = {word: word.replace("_", " ") for word in words} | dict(names or {})
        options = {word: capitalised(called[word]) for word in words}
        self.select(field, label, options, optional=optional)

    def day(self, field: str, label: str) -> None:
        """Ask for the day of something that has happened."""
        self.past_days.append(field)
        self._day(field, label, self.starts_as.get(field, self.view.day))

    def day_to_come(self, field: str, label: str) -> None:
        """Ask for the day of something that is planned: today, or later."""
        self.days_to_come.append(field)
        self._day(field, label, self.starts_as.get(field))

    def optional_day(self, field: str, label: str, *, happened: bool = False) -> None:
        if happened:
            self.past_days.append(field)
        self._day(field, label, self.starts_as.get(field))

    def text(self, field: str, label: str) -> None:
        self._text(st.text_input, field, label)

    def long_text(self, field: str, label: str) -> None:
        self._text(st.text_area, field, label)

    def number(self, field: str, label: str) -> None:
        """Ask for a whole number, in words beside the box if it is not allowed."""
        # Every number is in reach: one out of reach would be stored otherwise than it is shown.
        self.values[field] = st.number_input(
            label,
            value=self.starts_as.get(field),
            step=1,
            key=self._named(field, label),
            persist_state=WHILE_ON_THE_PAGE,
        )
        self.error_places[field] = st.empty()

    def say_together(self, fields: tuple[str, ...], words: Callable[..., str]) -> None:
        """Show the values of ``fields`` in one line of the check, as ``words`` says them."""
        self.joint_lines[fields] = words

    def checkbox(self, field: str, label: str) -> None:
        at_first, key = bool(self.starts_as.get(field)), self._named(field, label)
        self.values[field] = st.checkbox(label, at_first, key, persist_state=WHILE_ON_THE_PAGE)

    def save(
        self,
        kind: type[NewEntry],
        saved: str,
        /,
        was: Mapping[str, Any] | None = None,
        **known: Any,
    ) -> None:
        """Draw the buttons: one shows the values to check, the other records the entry.

        ``known``: values of the entry that have no field. ``was``: what each field had before.
        """
        was_there = self.is_begun
        if self.newest is not None:
            known["seen"] = st.session_state.get(self._seen)
            st.session_state[self._seen] = self.newest
        by = current_person.ask_writer(
            "Your name, as typed: it is kept with the entry",
            self._writer,
            value=st.session_state.get(WRITER, ""),
            persist_state=WHILE_ON_THE_PAGE,
        )
        self.error_places["by"] = st.empty()
        way, checked = writing(), st.session_state.get(self._checked)
        checking = st.form_submit_button("Review", type="secondary" if checked else "primary")
        place = st.container()
        saving = checked is not None and st.form_submit_button(way.button, type="primary")
        if not self.place:
            with place:
                say_beside_form(self.key, was_there=was_there, is_used=checking or saving)
        if not (checking or saving):
            return
        try:
            new, store = self._entry(kind, known), reads.store()
            is_final = saving and same_values(new, checked)
            to, at = store if is_final else store.trial(), datetime.now(UTC)
            number = way.write(to, new, by=by, at=at, **self.again.write_arguments)
            if is_final:
                del st.session_state[self._checked]
                if self.once_saved:
                    self.once_saved()
                end_again()
                self._keep_for_the_next(by)
                lines = tuple(self._lines(was or {}))
                run_anew(Saved(self.place, way.done or saved, number, lines))
        except Refused as refusal:
            self._say_refused(refusal, place.error)
            return
        st.session_state[self._checked] = new
        with place:
            self._show_check(was or {}, changed_since=saving)
        if checked is None:
            st.form_submit_button(way.button, type="primary")

    @property
    def is_begun(self) -> bool:
        """Return whether the form has been on the screen since the last save."""
        return self._writer in st.session_state

    @property
    def _writer(self) -> str:
        return f"{self.key} written by"

    @property
    def _checked(self) -> str:
        return f"{self.key} checked"

    def _entry(self, kind: type[NewEntry], known: Mapping[str, Any]) -> NewEntry:
        if self.no_longer_offered:
            raise Refused(
                f"What you chose under {listed(self.no_longer_offered)} was settled meanwhile. "
                "Choose again, then review it."
            )
        # What was planned and has passed stays so, whatever else is changed of it.
        to_come = [
            field for field in self.days_to_come if self.values[field] != self.starts_as.get(field)
        ]
        wrong = self.not_days | wrong_days(
            self.values, self.past_days, to_come, self.view.state.today
        )
        try:
            new = writes.validate(kind, **known, **self.values)
        except Invalid as invalid:
            others = [error for error in invalid.errors if error.field not in wrong]
            raise Invalid([*wrong.values(), *others]) from invalid
        if wrong:
            raise Invalid([*wrong.values()])
        return new

    def _say_refused(self, refusal: Refused, say: Callable[[str], object]) -> None:
        """Say why the entry cannot be recorded, and beside each box what is wrong with it."""
        say(plain(with_labels(self.labels, str(refusal))))
        for field, reason in refusal.reasons.items():
            if field in self.error_places:
                self.error_places[field].markdown(f":red[{plain(reason)}]")

    def _show_check(self, was: Mapping[str, Any], *, changed_since: bool) -> None:
        """Show the values to be saved, field by field, with the value that each replaces."""
        heading = about_to_save(changed_since=changed_since, doing=writing().heading)
        st.markdown("\n".join([f"**{heading}:**", *self._lines(was)]))

    def _lines(self, was: Mapping[str, Any]) -> list[str]:
        """A line of each field that has a value or had one, with the value that it replaces."""
        given = {
            name: value for name, value in self.values.items() if value not in (None, "", False)
        }
        sentences = [
            f"- {words(*map(given.pop, fields))}"
            for fields, words in self.joint_lines.items()
            if given.keys() >= set(fields)
        ]
        # A box that began empty leaves what was there as it is.
        emptied = [
            f"- {self.labels[field]}: empty{self._before(field, was)}"
            for field, value in self.values.items()
            if value in (None, "") and was.get(field) and was[field] == self.starts_as.get(field)
        ]
        filled = [
            f"- {self.labels[field]}: {self._value_text(field, value)}{self._before(field, was)}"
            for field, value in given.items()
        ]
        return [*sentences, *filled, *emptied]

    def _keep_for_the_next(self, by: str) -> None:
        """Keep the writer's name, and the meeting, for the next entry."""
        kept = {key: self.values[field] for field, key in KEPT.items() if self.values.get(field)}
        st.session_state.update({WRITER: by, **kept})

    def _value_text(self, field: str, value: Any) -> str:
        """A value as the form shows it: a choice by its label."""
        if isinstance(value, date):
            return day_text(value)
        chosen = self.options.get(field, {}).get(str(value), str(value))
        return "yes" if value is True else plain(chosen)

    def _before(self, field: str, was: Mapping[str, Any]) -> str:
        before = was.get(field)
        is_replaced = before not in (None, self.values[field])
        return f", was {self._value_text(field, before)}" if is_replaced else ""

    def _day(self, field: str, label: str, at_first: date | None) -> None:
        key = self._named(field, label)
        self.values[field], fault = day_box(label, at_first, key, WHILE_ON_THE_PAGE)
        if fault:
            self.not_days[field] = FieldError(field, fault)
        self.error_places[field] = st.empty()

    def _text(self, box: Callable[..., str], field: str, label: str) -> None:
        self.values[field] = box(
            label,
            value=self.starts_as.get(field) or "",
            key=self._named(field, label),
            persist_state=WHILE_ON_THE_PAGE,
        )
        self.error_places[field] = st.empty()

    def _place_at_first(self, field: str, options: ValueLabels) -> int | None:
        kept = st.session_state.get(KEPT[field]) if field in KEPT else None
        at_first = str(self.starts_as.get(field, kept))
        return list(options).index(at_first) if at_first in options else None

    def _named(self, field: str, label: str) -> str:
        self.labels[field] = label
        return f"{self.key} {label}"


def subject(label: str, options: ValueLabels) -> str | None:
    chosen = st.selectbox(
        label,
        list(options),
        index=None,
        format_func=lambda value: options.get(value, value),
        placeholder="Choose one",
        persist_state="session",
        key=_subject(label),
    )
    # A page older than these options sends back the label of a choice, not its value.
    return chosen if chosen in options else None


def chosen_subject(label: str) -> str | None:
    """The choice under ``label``, even if it is no longer among the options."""
    return st.session_state.get(_subject(label))


def _subject(label: str) -> str:
    return f"subject-{label}"


def show_records(view: PageView, *tables: pl.DataFrame) -> None:
    """Show the records up to the day of the view."""
    st.markdown("**Current position**")
    say_that_later_is_not_shown(view)
    shown = [table for table in tables if not table.is_empty()]
    for place, rows in enumerate(shown):
        table(rows, key=f"now-{place}", alt="What is recorded now", a_page=5)
    if not shown:
        st.markdown("Nothing is recorded yet.")


def say_that_later_is_not_shown(view: PageView) -> None:
    """Warn a writer whose view is of a past day that later records are not shown."""
    if view.day < view.state.today:
        st.caption(
            f"As at {day_text(view.day)}: entries that count from a later day are kept, but not "
            "shown here. Clear the day above to see them."
        )


def newest_id(table: str, is_it: pl.Expr) -> int:
    return max(reads.store_state().tables[table].filter(is_it)["id"], default=0)


def newest_correction(table: str, row: int) -> int:
    """The newest entry that corrects a row in its place; 0 for none."""
    return newest_id("content_change", (pl.col("table") == table) & (pl.col("row") == row))


def titles(rows: pl.DataFrame, name: str = "ref", title: str = "title") -> dict[str, str]:
    """The label of each row in a list of choices, by its ref."""
    named = zip(rows["ref"], rows[name], rows[title], strict=True)
    return {ref: f"{called}. {text}" for ref, called, text in named}
