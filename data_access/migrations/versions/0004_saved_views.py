"""Saved views"""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "saved_view",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("page", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=True),
        sa.Column("parameters", sa.String(), nullable=True),
        sa.Column("takes_off", sa.Integer(), nullable=True),
        sa.Column("effective_on", sa.Date(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("recorded_by", sa.String(), nullable=False),
        sa.CheckConstraint(
            "(takes_off IS NULL AND name IS NOT NULL AND parameters IS NOT NULL) "
            "OR (takes_off IS NOT NULL AND name IS NULL AND parameters IS NULL)",
            name=op.f("ck_saved_view_kept_or_taken_off"),
        ),
        sa.ForeignKeyConstraint(
            ["takes_off"], ["saved_view.id"], name=op.f("fk_saved_view_takes_off")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_saved_view")),
        sa.UniqueConstraint("takes_off", name=op.f("uq_saved_view_takes_off")),
    )


def downgrade() -> None:
    op.drop_table("saved_view")
