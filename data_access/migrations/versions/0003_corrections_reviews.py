"""Corrections, reviews"""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("action_update", schema=None) as batch_op:
        batch_op.add_column(sa.Column("new_review_on", sa.Date(), nullable=True))
        batch_op.add_column(sa.Column("corrects", sa.Integer(), nullable=True))
        batch_op.create_foreign_key(
            batch_op.f("fk_action_update_corrects"), "action_update", ["corrects"], ["id"]
        )

    with op.batch_alter_table("position", schema=None) as batch_op:
        batch_op.add_column(sa.Column("corrects", sa.Integer(), nullable=True))
        batch_op.create_foreign_key(
            batch_op.f("fk_position_corrects"), "position", ["corrects"], ["id"]
        )
    # A store that holds the starter content gets the limit that came to it since.
    op.execute(
        "INSERT INTO time_limit (code, title, days, day_type, effective_from, source, verified) "
        "SELECT 'due_ahead', 'A date is looked ahead to when it falls within this many days', 30, 'calendar', '2018-01-01', "
        "'Proposed for this service; to be agreed with the office', FALSE "
        "WHERE EXISTS (SELECT 1 FROM time_limit WHERE code = 'due_soon') "
        "AND NOT EXISTS (SELECT 1 FROM time_limit WHERE code = 'due_ahead')"
    )


def downgrade() -> None:
    with op.batch_alter_table("position", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("fk_position_corrects"), type_="foreignkey")
        batch_op.drop_column("corrects")

    with op.batch_alter_table("action_update", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("fk_action_update_corrects"), type_="foreignkey")
        batch_op.drop_column("corrects")
        batch_op.drop_column("new_review_on")
