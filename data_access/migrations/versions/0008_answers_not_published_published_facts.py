"""Answers not published, published facts"""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "published_fact",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("ref", sa.String(), nullable=False),
        sa.Column("recommendation", sa.String(), nullable=True),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("dated", sa.String(), nullable=False),
        sa.Column("effective_on", sa.Date(), nullable=False),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("verified", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["recommendation"],
            ["recommendation.ref"],
            name=op.f("fk_published_fact_recommendation"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_published_fact")),
        sa.UniqueConstraint("ref", name=op.f("uq_published_fact_ref")),
    )
    with op.batch_alter_table("inspection", schema=None) as batch_op:
        batch_op.add_column(sa.Column("answer_owed", sa.Boolean(), nullable=True))
        batch_op.add_column(sa.Column("none_published_by", sa.Date(), nullable=True))
        batch_op.add_column(
            sa.Column("answer_recorded_at", sa.DateTime(timezone=True), nullable=True)
        )
        batch_op.add_column(sa.Column("answer_recorded_by", sa.String(), nullable=True))


def downgrade() -> None:
    with op.batch_alter_table("inspection", schema=None) as batch_op:
        batch_op.drop_column("answer_recorded_by")
        batch_op.drop_column("answer_recorded_at")
        batch_op.drop_column("none_published_by")
        batch_op.drop_column("answer_owed")

    op.drop_table("published_fact")
