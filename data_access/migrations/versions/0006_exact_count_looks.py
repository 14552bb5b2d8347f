"""Exact count looks"""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "exact_count_look",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("first_on", sa.Date(), nullable=False),
        sa.Column("last_on", sa.Date(), nullable=False),
        sa.Column("counted", sa.String(), nullable=False),
        sa.Column("counted_by", sa.String(), nullable=False),
        sa.Column("area", sa.String(), nullable=True),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("allowed_by", sa.String(), nullable=False),
        sa.Column("allowed_on", sa.Date(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("recorded_by", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_exact_count_look")),
    )


def downgrade() -> None:
    op.drop_table("exact_count_look")
