"""Superseded parts"""

from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None

BEFORE = (
    "state = 'not started' OR state = 'not being taken forward' "
    "OR state = 'waiting on another body' OR state = 'under way' OR state = 'complete' "
)
LAST = "OR state = 'addressed to another body'"


def upgrade() -> None:
    _allow(f"{BEFORE}OR state = 'superseded' {LAST}")


def downgrade() -> None:
    _allow(f"{BEFORE}{LAST}")


def _allow(states: str) -> None:
    with op.batch_alter_table("position", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("ck_position_state"), type_="check")
        batch_op.create_check_constraint(batch_op.f("ck_position_state"), states)
