"""Joint actions have levels of their own, with limits of their own"""

import datetime

import sqlalchemy as sa
from alembic import op

revision = "0030"
down_revision = "0029"
branch_labels = None
depends_on = None

LEVELS = ((1, "its owner", 5), (2, "the head of unit", 10), (3, "the chief officer", 20))


def upgrade() -> None:
    limits = sa.table(
        "time_limit",
        *(sa.column(name) for name in ("code", "title", "days", "day_type")),
        sa.column("effective_from", sa.Date()),
        *(sa.column(name) for name in ("source", "verified")),
    )
    # A new store gets them with the starter content.
    is_new = op.get_bind().execute(sa.select(sa.func.count()).select_from(limits)).scalar_one() == 0
    if is_new:
        return
    op.bulk_insert(
        limits,
        [
            {
                "code": f"action_grace_{level}",
                "title": f"Days late before a delay of a joint action should be with {who}",
                "days": days,
                "day_type": "working",
                "effective_from": datetime.date(2018, 1, 1),
                "source": "Proposed for this service; to be agreed with the force and the CPS",
                "verified": False,
            }
            for level, who, days in LEVELS
        ],
    )
