"""What became of the rows of a file of content."""

from enum import StrEnum, auto
from typing import NamedTuple

from data_access.intake.content.content_rows import Fault


class Came(StrEnum):
    """What a row meant for the store."""

    NEW = auto()
    CHANGED = auto()
    UNCHANGED = auto()


class Result(NamedTuple):
    """How many rows were new, changed and the same, and every fault of the others."""

    new: int
    changed: int
    unchanged: int
    faults: list[Fault]
