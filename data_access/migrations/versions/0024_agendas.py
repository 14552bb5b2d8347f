"""Agendas: what the office says of each item, and agendas as they were frozen"""

import sqlalchemy as sa
from alembic import op

revision = "0024"
down_revision = "0023"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "agenda_entry",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("meeting", sa.String(), nullable=False),
        sa.Column("item", sa.String(), nullable=True),
        sa.Column("text", sa.String(), nullable=True),
        sa.Column("place", sa.Integer(), nullable=True),
        sa.Column("speaker", sa.String(), nullable=True),
        sa.Column("minutes", sa.Integer(), nullable=True),
        sa.Column("left_out", sa.String(), nullable=True),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("recorded_by", sa.String(), nullable=False),
        sa.CheckConstraint("place >= 1", name=op.f("ck_agenda_entry_place")),
        sa.CheckConstraint("minutes >= 1", name=op.f("ck_agenda_entry_minutes")),
        sa.CheckConstraint(
            "item IS NOT NULL OR text IS NOT NULL", name=op.f("ck_agenda_entry_item_or_text")
        ),
        sa.ForeignKeyConstraint(["meeting"], ["meeting.ref"], name=op.f("fk_agenda_entry_meeting")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_agenda_entry")),
    )
    op.create_table(
        "frozen_agenda",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("meeting", sa.String(), nullable=False),
        sa.Column("planned_on", sa.Date(), nullable=False),
        sa.Column("as_at", sa.Date(), nullable=False),
        sa.Column("sha256", sa.String(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("recorded_by", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["meeting"], ["meeting.ref"], name=op.f("fk_frozen_agenda_meeting")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_frozen_agenda")),
    )
    op.create_table(
        "frozen_item",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("agenda", sa.Integer(), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("item", sa.String(), nullable=False),
        sa.Column("topic", sa.String(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("speaker", sa.String(), nullable=True),
        sa.Column("minutes", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["agenda"], ["frozen_agenda.id"], name=op.f("fk_frozen_item_agenda")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_frozen_item")),
    )


def downgrade() -> None:
    op.drop_table("frozen_item")
    op.drop_table("frozen_agenda")
    op.drop_table("agenda_entry")
