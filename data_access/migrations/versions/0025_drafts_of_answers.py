"""Drafts of answers to inspections"""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0025"
down_revision = "0024"
branch_labels = None
depends_on = None

SPEAKERS = "voice = 'force' OR voice = 'cps' OR voice = 'opcc'"
MENTIONED = (
    "stated_as = 'left to another body' OR stated_as = 'being considered' "
    "OR stated_as = 'planned' OR stated_as = 'under way' OR stated_as = 'in place' "
    "OR stated_as = 'done'"
)


def upgrade() -> None:
    _make_statements()
    op.create_table(
        "draft_remark",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("requirement", sa.String(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        *_stamp(),
        sa.ForeignKeyConstraint(
            ["requirement"], ["requirement.ref"], name=op.f("fk_draft_remark_requirement")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_draft_remark")),
    )
    op.create_table(
        "draft_approval",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("inspection", sa.String(), nullable=False),
        sa.Column("voice", sa.String(), nullable=False),
        sa.Column("statement", sa.Integer(), nullable=False),
        sa.Column("approved_by", sa.String(), nullable=False),
        sa.Column("source", sa.String(), nullable=True),
        *_stamp(),
        sa.CheckConstraint(SPEAKERS, name=op.f("ck_draft_approval_voice")),
        *_of_inspection_and_statement("draft_approval"),
    )
    op.create_table(
        "draft_publication",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("inspection", sa.String(), nullable=False),
        sa.Column("statement", sa.Integer(), nullable=False),
        *_stamp(),
        *_of_inspection_and_statement("draft_publication"),
        sa.UniqueConstraint("inspection", name=op.f("uq_draft_publication_inspection")),
    )
    _allow_first_positions(
        f"stated_as = 'not mentioned' OR stated_as = 'not being taken forward' OR {MENTIONED}"
    )


def downgrade() -> None:
    _allow_first_positions(f"stated_as = 'not mentioned' OR {MENTIONED}")
    for table in ("draft_publication", "draft_approval", "draft_remark", "draft_statement"):
        op.drop_table(table)


def _make_statements() -> None:
    op.create_table(
        "draft_statement",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("inspection", sa.String(), nullable=False),
        sa.Column("requirement", sa.String(), nullable=True),
        sa.Column("voice", sa.String(), nullable=False),
        sa.Column("stance", sa.String(), nullable=True),
        sa.Column("comment", sa.String(), nullable=True),
        sa.Column("action", sa.String(), nullable=True),
        sa.Column("stated_as", sa.String(), nullable=True),
        sa.Column("lead_organisation", sa.String(), nullable=True),
        sa.Column("owner_role", sa.String(), nullable=True),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("measure", sa.String(), nullable=True),
        sa.Column("evidence", sa.String(), nullable=True),
        sa.Column("link", sa.String(), nullable=True),
        sa.Column("figure_owed", sa.Boolean(), nullable=False),
        sa.Column("reason", sa.String(), nullable=True),
        sa.Column("closing", sa.String(), nullable=True),
        *_stamp(),
        sa.CheckConstraint(SPEAKERS, name=op.f("ck_draft_statement_voice")),
        sa.CheckConstraint(
            "stance = 'accepted' OR stance = 'partly accepted' OR stance = 'not accepted'",
            name=op.f("ck_draft_statement_stance"),
        ),
        sa.CheckConstraint(
            "stated_as = 'in place' OR stated_as = 'done' OR stated_as = 'under way' "
            "OR stated_as = 'planned' OR stated_as = 'being considered'",
            name=op.f("ck_draft_statement_stated_as"),
        ),
        sa.ForeignKeyConstraint(
            ["inspection"], ["inspection.ref"], name=op.f("fk_draft_statement_inspection")
        ),
        sa.ForeignKeyConstraint(
            ["requirement"], ["requirement.ref"], name=op.f("fk_draft_statement_requirement")
        ),
        sa.ForeignKeyConstraint(
            ["lead_organisation"],
            ["organisation.ref"],
            name=op.f("fk_draft_statement_lead_organisation"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_draft_statement")),
    )


def _stamp() -> tuple[sa.Column[Any], ...]:
    return (
        sa.Column("effective_on", sa.Date(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("recorded_by", sa.String(), nullable=False),
    )


def _of_inspection_and_statement(table: str) -> tuple[sa.Constraint, ...]:
    return (
        sa.ForeignKeyConstraint(
            ["inspection"], ["inspection.ref"], name=op.f(f"fk_{table}_inspection")
        ),
        sa.ForeignKeyConstraint(
            ["statement"], ["draft_statement.id"], name=op.f(f"fk_{table}_statement")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}")),
    )


def _allow_first_positions(positions: str) -> None:
    with op.batch_alter_table("stated_position", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("ck_stated_position_stated_as"), type_="check")
        batch_op.create_check_constraint(batch_op.f("ck_stated_position_stated_as"), positions)
