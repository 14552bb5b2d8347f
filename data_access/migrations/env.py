"""Runs the migrations on the connection that the store hands over."""

from typing import Any, Literal

from alembic import context
from sqlalchemy.types import TypeDecorator

from data_access.tables import METADATA


def render_item(kind: str, item: Any, _: object) -> str | Literal[False]:
    """Names SQLAlchemy's own type in place of SQLModel's, which a new migration does not import."""
    is_of_sqlmodel = kind == "type" and isinstance(item, TypeDecorator)
    return f"sa.{item.impl_instance!r}" if is_of_sqlmodel else False


context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=METADATA,
    render_as_batch=True,
    render_item=render_item,
)
with context.begin_transaction():
    context.run_migrations()
