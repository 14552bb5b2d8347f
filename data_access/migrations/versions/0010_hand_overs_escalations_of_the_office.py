"""Hand-overs, escalations of the office"""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("action_update", schema=None) as batch_op:
        batch_op.add_column(sa.Column("new_lead", sa.String(), nullable=True))
        batch_op.add_column(sa.Column("new_owner", sa.String(), nullable=True))
        batch_op.add_column(sa.Column("handed_over_by", sa.String(), nullable=True))
        batch_op.create_foreign_key(
            batch_op.f("fk_action_update_new_lead"), "organisation", ["new_lead"], ["ref"]
        )
    with op.batch_alter_table("escalation", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("ck_escalation_side"), type_="check")
        batch_op.create_check_constraint(
            batch_op.f("ck_escalation_side"), "side = 'police' OR side = 'cps' OR side = 'opcc'"
        )


def downgrade() -> None:
    with op.batch_alter_table("escalation", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("ck_escalation_side"), type_="check")
        batch_op.create_check_constraint(
            batch_op.f("ck_escalation_side"), "side = 'police' OR side = 'cps'"
        )
    with op.batch_alter_table("action_update", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("fk_action_update_new_lead"), type_="foreignkey")
        batch_op.drop_column("handed_over_by")
        batch_op.drop_column("new_owner")
        batch_op.drop_column("new_lead")
