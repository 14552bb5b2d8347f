"""Parts whose answer nobody has judged"""

import sqlalchemy as sa
from alembic import op

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("requirement", schema=None) as batch_op:
        batch_op.alter_column("answered", existing_type=sa.VARCHAR(), nullable=True)


def downgrade() -> None:
    # The earlier version has no word for a part that nobody assessed.
    op.execute("UPDATE requirement SET answered = 'not mentioned' WHERE answered IS NULL")
    with op.batch_alter_table("requirement", schema=None) as batch_op:
        batch_op.alter_column("answered", existing_type=sa.VARCHAR(), nullable=False)
