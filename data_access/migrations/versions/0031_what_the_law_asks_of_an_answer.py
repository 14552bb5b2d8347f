"""The invitation of the chief officer to comment; the reason for waiving house rules"""

import sqlalchemy as sa
from alembic import op

revision = "0031"
down_revision = "0030"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "draft_invitation",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("inspection", sa.String(), nullable=False),
        sa.Column("comment_by", sa.Date(), nullable=False),
        sa.Column("source", sa.String(), nullable=True),
        sa.Column("effective_on", sa.Date(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("recorded_by", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["inspection"], ["inspection.ref"], name=op.f("fk_draft_invitation_inspection")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_draft_invitation")),
    )
    op.add_column("draft_publication", sa.Column("waived_because", sa.String(), nullable=True))
