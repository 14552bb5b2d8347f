"""Proposals of contributors"""

import sqlalchemy as sa
from alembic import op

revision = "0021"
down_revision = "0020"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "proposal",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("organisation", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("action", sa.String(), nullable=True),
        sa.Column("ask", sa.Integer(), nullable=True),
        sa.Column("seen", sa.Integer(), nullable=True),
        sa.Column("fields", sa.String(), nullable=False),
        sa.Column("follows", sa.Integer(), nullable=True),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("recorded_by", sa.String(), nullable=False),
        sa.Column("decision", sa.String(), nullable=True),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("decided_by", sa.String(), nullable=True),
        sa.Column("reason", sa.String(), nullable=True),
        sa.Column("recorded_row", sa.Integer(), nullable=True),
        sa.CheckConstraint(
            "decision <> 'accepted' OR recorded_row IS NOT NULL", name=op.f("ck_proposal_recorded")
        ),
        sa.CheckConstraint(
            "decision <> 'returned' OR reason IS NOT NULL", name=op.f("ck_proposal_returned_why")
        ),
        sa.CheckConstraint(
            "decision = 'accepted' OR decision = 'returned' OR decision = 'withdrawn'",
            name=op.f("ck_proposal_decision"),
        ),
        sa.CheckConstraint(
            "kind = 'action-update' OR kind = 'evidence' OR kind = 'answer'",
            name=op.f("ck_proposal_kind"),
        ),
        sa.CheckConstraint(
            "(decision IS NULL) = (decided_at IS NULL)", name=op.f("ck_proposal_decided_at")
        ),
        sa.CheckConstraint(
            "(decision IS NULL) = (decided_by IS NULL)", name=op.f("ck_proposal_decided_by")
        ),
        sa.ForeignKeyConstraint(["action"], ["action.ref"], name=op.f("fk_proposal_action")),
        sa.ForeignKeyConstraint(["ask"], ["ask.id"], name=op.f("fk_proposal_ask")),
        sa.ForeignKeyConstraint(["follows"], ["proposal.id"], name=op.f("fk_proposal_follows")),
        sa.ForeignKeyConstraint(
            ["organisation"], ["organisation.ref"], name=op.f("fk_proposal_organisation")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_proposal")),
        sa.UniqueConstraint("follows", name=op.f("uq_proposal_follows")),
    )
    with op.batch_alter_table("sign_in_session", schema=None) as batch_op:
        batch_op.add_column(sa.Column("organisation", sa.String(), nullable=True))


def downgrade() -> None:
    with op.batch_alter_table("sign_in_session", schema=None) as batch_op:
        batch_op.drop_column("organisation")

    op.drop_table("proposal")
