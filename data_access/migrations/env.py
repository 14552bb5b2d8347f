"""Runs the migrations on the connection that the store hands over."""

from typing import Any, Literal

from alembic import context
from sqlmodel import AutoString

from data_access.tables import METADATA


def render_item(kind: str, item: Any, _: object) -> str | Literal[False]:
    """A text as a plain one, so that a new migration needs no other import; the rest as usual."""
    return "sa.String()" if kind == "type" and isinstance(item, AutoString) else False


context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=METADATA,
    render_as_batch=True,
    render_item=render_item,
)
with context.begin_transaction():
    context.run_migrations()
