"""Corrections of decisions and questions"""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("ask", schema=None) as batch_op:
        batch_op.add_column(sa.Column("corrects", sa.Integer(), nullable=True))
        batch_op.create_foreign_key(batch_op.f("fk_ask_corrects"), "ask", ["corrects"], ["id"])

    with op.batch_alter_table("decision", schema=None) as batch_op:
        batch_op.add_column(sa.Column("corrects", sa.Integer(), nullable=True))
        batch_op.create_foreign_key(
            batch_op.f("fk_decision_corrects"), "decision", ["corrects"], ["id"]
        )


def downgrade() -> None:
    with op.batch_alter_table("decision", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("fk_decision_corrects"), type_="foreignkey")
        batch_op.drop_column("corrects")

    with op.batch_alter_table("ask", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("fk_ask_corrects"), type_="foreignkey")
        batch_op.drop_column("corrects")
