"""The kinds of meetings that an office keeps, and who chairs a meeting and comes to it"""

import sqlalchemy as sa
from alembic import op

revision = "0023"
down_revision = "0022"
branch_labels = None
depends_on = None

# The kinds that there were, and whether each is a board.
KINDS = {"accountability board": True, "RaSSO performance meeting": False}
EITHER = " OR ".join(f"kind = '{kind}'" for kind in KINDS)


def upgrade() -> None:
    kinds = op.create_table(
        "meeting_kind",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("ref", sa.String(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("is_board", sa.Boolean(), nullable=False),
        sa.Column("chair", sa.String(), nullable=True),
        sa.Column("members", sa.String(), nullable=True),
        sa.Column("every", sa.Integer(), nullable=True),
        sa.Column("unit", sa.String(), nullable=True),
        sa.Column("nth", sa.String(), nullable=True),
        sa.Column("weekday", sa.String(), nullable=True),
        sa.Column("series_from", sa.Date(), nullable=True),
        sa.Column("retired_on", sa.Date(), nullable=True),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("recorded_by", sa.String(), nullable=True),
        sa.CheckConstraint("every >= 1", name=op.f("ck_meeting_kind_every")),
        sa.CheckConstraint(
            "(every IS NULL) = (unit IS NULL)", name=op.f("ck_meeting_kind_every_with_unit")
        ),
        sa.CheckConstraint("unit = 'weeks' OR unit = 'months'", name=op.f("ck_meeting_kind_unit")),
        sa.CheckConstraint(
            "nth = 'first' OR nth = 'second' OR nth = 'third' OR nth = 'fourth' OR nth = 'last'",
            name=op.f("ck_meeting_kind_nth"),
        ),
        sa.CheckConstraint(
            "weekday = 'Monday' OR weekday = 'Tuesday' OR weekday = 'Wednesday' OR "
            "weekday = 'Thursday' OR weekday = 'Friday' OR weekday = 'Saturday' OR "
            "weekday = 'Sunday'",
            name=op.f("ck_meeting_kind_weekday"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_meeting_kind")),
        sa.UniqueConstraint("ref", name=op.f("uq_meeting_kind_ref")),
    )
    op.bulk_insert(
        kinds,
        [{"ref": kind, "title": kind, "is_board": is_board} for kind, is_board in KINDS.items()],
    )
    with op.batch_alter_table("meeting", schema=None) as batch_op:
        batch_op.drop_constraint(op.f("ck_meeting_kind"), type_="check")
        batch_op.add_column(sa.Column("chair", sa.String(), nullable=True))
        batch_op.add_column(sa.Column("members", sa.String(), nullable=True))
        batch_op.create_foreign_key(op.f("fk_meeting_kind"), "meeting_kind", ["kind"], ["ref"])


def downgrade() -> None:
    # The earlier version has no word for another kind than these two.
    known = ", ".join(f"'{kind}'" for kind in KINDS)
    op.execute(f"UPDATE meeting SET kind = 'RaSSO performance meeting' WHERE kind NOT IN ({known})")
    with op.batch_alter_table("meeting", schema=None) as batch_op:
        batch_op.drop_constraint(op.f("fk_meeting_kind"), type_="foreignkey")
        batch_op.drop_column("members")
        batch_op.drop_column("chair")
        batch_op.create_check_constraint(op.f("ck_meeting_kind"), EITHER)
    op.drop_table("meeting_kind")
