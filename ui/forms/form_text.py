"""Texts of every form: what must not be typed, and a refusal in the words of a form."""

import re
from collections.abc import Iterable, Mapping
from datetime import date

import streamlit as st

from data_access.writes import FieldError
from metrics.text_format import capitalised, day_text

NOTHING_ABOUT_A_CASE = (
    "Write nothing about a case: no name, reference, address, telephone number or e-mail."
)


def warn() -> None:
    """Warn the writer what must not be typed into a form."""
    st.warning(NOTHING_ABOUT_A_CASE)


def about_to_save(*, changed_since: bool, doing: str = "You are about to save") -> str:
    """The heading of what a save will write; ``changed_since``: it was checked, and is new."""
    return f"You changed the entry after that. {doing} now" if changed_since else doing


def with_labels(labels: Mapping[str, str], refusal: str) -> str:
    """A refusal with the form's label for each field: "New date: ..." for "New due on: ..."."""
    called = {
        capitalised(field.replace("_", " ")): label.rstrip("?") for field, label in labels.items()
    }
    at_the_start_of_a_sentence = rf"(?:^|(?<=\. ))({'|'.join(called)}):"
    return re.sub(at_the_start_of_a_sentence, lambda match: f"{called[match[1]]}:", refusal)


def wrong_days(
    values: Mapping[str, date | None], past: Iterable[str], to_come: Iterable[str], today: date
) -> dict[str, FieldError]:
    """The faults of days that have not come yet, or have passed already, by field."""
    return {
        field: FieldError(field, f"this is after today, {day_text(today)}")
        for field in past
        if (values[field] or date.min) > today
    } | {
        field: FieldError(field, f"this is before today, {day_text(today)}")
        for field in to_come
        if (values[field] or date.max) < today
    }
