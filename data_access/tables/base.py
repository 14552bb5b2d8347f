"""Base classes of the tables, and columns that several of them share."""

from collections.abc import Iterable
from enum import StrEnum
from typing import Any, ClassVar

from sqlalchemy import CheckConstraint, MetaData, String
from sqlalchemy.orm import registry
from sqlmodel import Field, SQLModel

METADATA = MetaData(
    naming_convention={
        "uq": "uq_%(table_name)s_%(column_0_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "pk": "pk_%(table_name)s",
    }
)


class Table(SQLModel, registry=registry(metadata=METADATA)):
    """The base class. Its own registry, unlike the shared one, survives reloading of a module."""

    metadata: ClassVar[MetaData] = METADATA


class Numbered(Table):
    """A row with a number that grows in the order of recording."""

    id: int | None = Field(default=None, primary_key=True)


class Referenced(Numbered):
    """A row that others refer to by its ``ref``."""

    ref: str = Field(unique=True)


def ref_of(table: str, *, optional: bool = False) -> Any:
    """A column that refers to the ``ref`` of another table."""
    if optional:
        return Field(default=None, foreign_key=f"{table}.ref", index=False)
    return Field(foreign_key=f"{table}.ref", index=False)


def word(*, optional: bool = False) -> Any:
    """A text column for a word of the vocabulary; ``only`` limits it to one vocabulary."""
    return Field(default=None, sa_type=String) if optional else Field(sa_type=String)


def only(column: str, kind: Iterable[StrEnum]) -> CheckConstraint:
    """Allows only words of ``kind``, with OR because IN (...) takes SQLite three times as long."""
    return CheckConstraint(" OR ".join(f"{column} = '{each.value}'" for each in kind), name=column)
