"""What the limit of no recent change counts"""

import sqlalchemy as sa
from alembic import op

revision = "0027"
down_revision = "0026"
branch_labels = None
depends_on = None

# What the starter content called the limit, and what it calls it now.
BEFORE = "An item without an update for this many days is stale; one without a date then counts as past the escalation point"
AFTER = "An action with no new state, date or evidence for this many days has had no recent change; one without a date then counts as past the escalation point"


def upgrade() -> None:
    _call(BEFORE, AFTER)


def downgrade() -> None:
    _call(AFTER, BEFORE)


def _call(before: str, after: str) -> None:
    """Change the title of the limit, where nobody has changed it."""
    limits = sa.table("time_limit", sa.column("code"), sa.column("title"))
    unchanged = (limits.c.code == "stale", limits.c.title == before)
    op.execute(limits.update().where(*unchanged).values(title=after))
