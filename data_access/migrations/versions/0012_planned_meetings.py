"""Planned meetings"""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("meeting", schema=None) as batch_op:
        batch_op.add_column(sa.Column("planned_on", sa.Date(), nullable=True))
        batch_op.alter_column("held_on", existing_type=sa.DATE(), nullable=True)


def downgrade() -> None:
    with op.batch_alter_table("meeting", schema=None) as batch_op:
        batch_op.alter_column("held_on", existing_type=sa.DATE(), nullable=False)
        batch_op.drop_column("planned_on")
