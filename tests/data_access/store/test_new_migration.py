"""``make migration`` writes what the declared tables need beyond the migrations before it."""

from ast import dump, parse
from collections.abc import Iterator

import pytest
from sqlalchemy import CheckConstraint, Column, DateTime, ForeignKey, Integer, Table
from sqlmodel.sql.sqltypes import AutoString

from data_access.migrations.__main__ import write_migration
from data_access.store import head_version
from data_access.tables import METADATA

WRITTEN = '''"""A new table"""

import sqlalchemy as sa
from alembic import op

revision = "{new}"
down_revision = "{newest}"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "new_table",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("inspection", sa.String(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("id > 0", name=op.f("ck_new_table_positive")),
        sa.ForeignKeyConstraint(
            ["inspection"], ["inspection.ref"], name=op.f("fk_new_table_inspection")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_new_table")),
    )


def downgrade() -> None:
    op.drop_table("new_table")
'''


@pytest.fixture
def new_table() -> Iterator[None]:
    """One table more than the migrations make."""
    table = Table(
        "new_table",
        METADATA,
        Column("id", Integer, primary_key=True),
        Column("inspection", AutoString, ForeignKey("inspection.ref"), nullable=False),
        Column("recorded_at", DateTime(timezone=True)),
        CheckConstraint("id > 0", name="positive"),
    )
    yield
    METADATA.remove(table)


@pytest.mark.usefixtures("new_table")
def test_a_table_that_no_migration_makes_is_written_after_the_newest(own_migrations):
    newest = head_version() or ""
    new = f"{int(newest) + 1:04}"

    file = write_migration("A new table")

    assert file == own_migrations / f"versions/{new}_a_new_table.py"
    # A long text may be broken elsewhere.
    expected = WRITTEN.format(new=new, newest=newest)
    assert dump(parse(file.read_text("utf-8"))) == dump(parse(expected))
