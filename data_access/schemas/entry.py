"""The model that every entry is based on, and an error that several of them raise."""

from datetime import date
from typing import Any

from pydantic import BaseModel, ConfigDict, field_validator
from pydantic_core import PydanticCustomError

# A day outside these years is a slip of the keyboard: 0022 for 2022.
FIRST_DAY, LAST_DAY = date(2000, 1, 1), date(2099, 12, 31)


class Entry(BaseModel):
    """An entry to record."""

    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True)

    @field_validator("*")
    @classmethod
    def _day_of_this_century(cls, value: Any) -> Any:
        if isinstance(value, date) and not FIRST_DAY <= value <= LAST_DAY:
            raise ValueError("give a day from 2000 to 2099")
        return value


def contradiction(field: str, sentence: str) -> PydanticCustomError:
    """The error of a ``field`` that contradicts another one of its entry."""
    return PydanticCustomError("contradiction", sentence, {"field": field})
