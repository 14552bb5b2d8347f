"""Counted quarters"""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "counted_quarter",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("quarter", sa.Date(), nullable=False),
        sa.Column("row_set", sa.String(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("counted_at", sa.Date(), nullable=False),
        sa.Column("batch", sa.Integer(), nullable=True),
        sa.Column("reason", sa.String(), nullable=True),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("recorded_by", sa.String(), nullable=False),
        sa.CheckConstraint(
            "(revision = 0) = (reason IS NULL)", name=op.f("ck_counted_quarter_reason")
        ),
        sa.ForeignKeyConstraint(
            ["batch"], ["import_batch.id"], name=op.f("fk_counted_quarter_batch")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_counted_quarter")),
        sa.UniqueConstraint(
            "quarter", "row_set", "revision", name=op.f("uq_counted_quarter_quarter")
        ),
    )
    op.create_table(
        "quarter_text",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("counted_quarter", sa.Integer(), nullable=False),
        sa.Column("counts", sa.String(), nullable=False),
        sa.Column("numbers", sa.String(), nullable=False),
        sa.Column("shown", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["counted_quarter"],
            ["counted_quarter.id"],
            name=op.f("fk_quarter_text_counted_quarter"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_quarter_text")),
        sa.UniqueConstraint("counted_quarter", name=op.f("uq_quarter_text_counted_quarter")),
    )


def downgrade() -> None:
    op.drop_table("quarter_text")
    op.drop_table("counted_quarter")
