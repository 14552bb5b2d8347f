"""Outcomes at meetings and minutes"""

import sqlalchemy as sa
from alembic import op

revision = "0022"
down_revision = "0021"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "meeting_closing",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("meeting", sa.String(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("recorded_by", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["meeting"], ["meeting.ref"], name=op.f("fk_meeting_closing_meeting")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_meeting_closing")),
        sa.UniqueConstraint("meeting", name=op.f("uq_meeting_closing_meeting")),
    )
    op.create_table(
        "meeting_outcome",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("meeting", sa.String(), nullable=False),
        sa.Column("item", sa.String(), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("table", sa.String(), nullable=True),
        sa.Column("row", sa.Integer(), nullable=True),
        sa.Column("said", sa.String(), nullable=True),
        sa.Column("takes_back", sa.Integer(), nullable=True),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("recorded_by", sa.String(), nullable=False),
        sa.CheckConstraint(
            "(kind = 'taken back') = (takes_back IS NOT NULL)",
            name=op.f("ck_meeting_outcome_takes_back"),
        ),
        sa.CheckConstraint(
            "kind = 'update' OR kind = 'new date' OR kind = 'new action' OR kind = 'escalation' OR kind = 'question' OR kind = 'decision' OR kind = 'judgement' OR kind = 'no change' OR kind = 'not reached' OR kind = 'taken back'",
            name=op.f("ck_meeting_outcome_kind"),
        ),
        sa.CheckConstraint(
            '("table" IS NULL) = ("row" IS NULL)', name=op.f("ck_meeting_outcome_table_with_row")
        ),
        sa.ForeignKeyConstraint(
            ["meeting"], ["meeting.ref"], name=op.f("fk_meeting_outcome_meeting")
        ),
        sa.ForeignKeyConstraint(
            ["takes_back"], ["meeting_outcome.id"], name=op.f("fk_meeting_outcome_takes_back")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_meeting_outcome")),
        sa.UniqueConstraint("takes_back", name=op.f("uq_meeting_outcome_takes_back")),
    )
    op.create_table(
        "minutes_approval",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("meeting", sa.String(), nullable=False),
        sa.Column("approved_by_meeting", sa.String(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("entries", sa.String(), nullable=False),
        sa.Column("sha256", sa.String(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("recorded_by", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["approved_by_meeting"],
            ["meeting.ref"],
            name=op.f("fk_minutes_approval_approved_by_meeting"),
        ),
        sa.ForeignKeyConstraint(
            ["meeting"], ["meeting.ref"], name=op.f("fk_minutes_approval_meeting")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_minutes_approval")),
        sa.UniqueConstraint("meeting", name=op.f("uq_minutes_approval_meeting")),
    )
    op.create_table(
        "minutes_version",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("meeting", sa.String(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("recorded_by", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["meeting"], ["meeting.ref"], name=op.f("fk_minutes_version_meeting")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_minutes_version")),
    )


def downgrade() -> None:
    op.drop_table("minutes_version")
    op.drop_table("minutes_approval")
    op.drop_table("meeting_outcome")
    op.drop_table("meeting_closing")
