"""Corrections of meetings and actions: a change that a person made is kept beside those of files"""

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("content_change", schema=None) as batch_op:
        batch_op.alter_column("batch", existing_type=sa.INTEGER(), nullable=True)
        batch_op.add_column(sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=True))
        batch_op.add_column(sa.Column("recorded_by", sa.String(), nullable=True))


def downgrade() -> None:
    op.execute("DELETE FROM content_change WHERE batch IS NULL")
    with op.batch_alter_table("content_change", schema=None) as batch_op:
        batch_op.drop_column("recorded_by")
        batch_op.drop_column("recorded_at")
        batch_op.alter_column("batch", existing_type=sa.INTEGER(), nullable=False)
