"""Later inspections, and what was published since

A store that holds the starter content gets what came to it: two inspections and some facts.
"""

from pathlib import Path

from alembic import op

from data_access.migrations.frozen_content import (
    add_rows,
    holds_the_starter_content,
    rows_of,
    table_of,
)

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None

# The starter content as it was when this migration was written.
CONTENT = Path(__file__).parents[1] / "starter_0015"
TABLES = ("inspection", "recommendation", "requirement", "published_fact")


def upgrade() -> None:
    if holds_the_starter_content():
        for name in TABLES:
            add_rows(CONTENT, name)


def downgrade() -> None:
    for name in reversed(TABLES):
        table = table_of(name)
        refs = [row["ref"] for row in rows_of(CONTENT, name)]
        op.execute(table.delete().where(table.columns.ref.in_(refs)))
