"""Errors for refused entries, in sentences for the writer."""

from collections.abc import Mapping
from typing import Any, NamedTuple, TypeVar

from pydantic import ValidationError

from data_access.schemas import Entry
from data_access.text_types import LONGEST_TEXT

NewEntry = TypeVar("NewEntry", bound=Entry)
CHOOSE = "choose one from the list"
# The advice on each error, by pydantic's name.
MESSAGES = {
    "string_too_short": "write something",
    "string_too_long": "write at most {max_length} characters",
    "missing": "fill this in",
    "string_type": "fill this in",
    "int_type": "fill this in",
    "date_type": "give a day",
    "enum": CHOOSE,
    "greater_than_equal": CHOOSE,
    "less_than_equal": CHOOSE,
    "string_pattern_mismatch": CHOOSE,
    "extra_forbidden": "this is not something that can be recorded",
}


class Refused(Exception):
    """Raised if nothing was recorded; a sentence tells the writer why.

    ``field``: the field to mend, where the refusal is about one.
    """

    def __init__(self, sentence: str, *, field: str = "") -> None:
        super().__init__(sentence)
        self.field = field

    @property
    def reasons(self) -> dict[str, str]:
        """The faults by field, for display beside each."""
        return {self.field: str(self)} if self.field else {}


class Overtaken(Refused):
    """Raised if somebody else recorded on the same subject since the writer looked."""


class SeveralRefused(Refused):
    """Raised if any of several entries was refused; ``refusals`` has each by its place, from 0."""

    def __init__(self, refusals: Mapping[int, Refused]) -> None:
        super().__init__(" ".join(map(str, refusals.values())))
        self.refusals = refusals


class FieldError(NamedTuple):
    """The advice on one field of an entry; ``field`` is empty for the entry as a whole.

    ``beside``: the field beside which the advice is shown, if it is about the entry as a whole.
    """

    field: str
    message: str
    beside: str = ""

    @property
    def sentence(self) -> str:
        """The field's name for readers, and what to do."""
        field = self.field.replace("_", " ")
        return _as_sentence(f"{field}: {self.message}" if field else self.message)

    @property
    def todo(self) -> str:
        """The advice without the field's name, for display beside the field."""
        return _as_sentence(self.message)


class Invalid(Refused):
    """Raised if an entry breaks its own rules; ``errors`` has one item for each."""

    def __init__(self, errors: list[FieldError]) -> None:
        super().__init__(" ".join(error.sentence for error in errors))
        self.errors = errors

    @property
    def reasons(self) -> dict[str, str]:
        """The faults by field."""
        return {error.beside or error.field: error.todo for error in self.errors}


def validate(kind: type[NewEntry], /, **values: Any) -> NewEntry:
    """Makes a valid entry of ``kind``. Errors: Invalid, with each field and what to do."""
    try:
        return kind(**values)
    except ValidationError as problem:
        raise Invalid([_field_error(error) for error in problem.errors()]) from problem


def _field_error(error: Mapping[str, Any]) -> FieldError:
    message = MESSAGES.get(error["type"], "").format_map(
        {"max_length": LONGEST_TEXT} | error.get("ctx", {})
    )
    field = " ".join(str(part) for part in error["loc"])
    said = message or str(error["msg"]).removeprefix("Value error, ")
    return FieldError(field, said, error.get("ctx", {}).get("field", ""))


def _as_sentence(words: str) -> str:
    return (words[0].upper() + words[1:]).rstrip(".") + "."
