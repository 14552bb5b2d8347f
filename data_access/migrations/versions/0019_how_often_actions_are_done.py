"""How often actions are to be done, as agreed later; a recurrence of which the response says nothing"""

import sqlalchemy as sa
from alembic import op

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None

# What only the words of the response, or of the inspectorate, give.
OF_THE_RESPONSE: dict[str, sa.String | sa.Integer] = {
    "requirement": sa.String(),
    "title": sa.String(),
    "said_by": sa.String(),
    "time_stated": sa.String(),
    "quote": sa.String(),
    "quote_section": sa.String(),
    "quote_paragraph": sa.Integer(),
}


def upgrade() -> None:
    with op.batch_alter_table("recurrence", schema=None) as batch_op:
        for name, kind in OF_THE_RESPONSE.items():
            batch_op.alter_column(name, existing_type=kind, nullable=True)
    op.create_table(
        "frequency",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("recurrence", sa.String(), nullable=False),
        sa.Column("every", sa.Integer(), nullable=True),
        sa.Column("unit", sa.String(), nullable=True),
        sa.Column("agreed_by", sa.String(), nullable=False),
        sa.Column("effective_on", sa.Date(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("recorded_by", sa.String(), nullable=False),
        sa.CheckConstraint("every >= 1", name=op.f("ck_frequency_every")),
        sa.CheckConstraint(
            "unit = 'days' OR unit = 'weeks' OR unit = 'months' OR unit = 'years'",
            name=op.f("ck_frequency_unit"),
        ),
        sa.CheckConstraint(
            "(every IS NULL) = (unit IS NULL)", name=op.f("ck_frequency_every_with_unit")
        ),
        sa.ForeignKeyConstraint(
            ["recurrence"], ["recurrence.ref"], name=op.f("fk_frequency_recurrence")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_frequency")),
    )


def downgrade() -> None:
    op.drop_table("frequency")
    agreed_later = "SELECT ref FROM recurrence WHERE quote IS NULL"
    op.execute(f"DELETE FROM occurrence WHERE recurrence IN ({agreed_later})")
    op.execute("DELETE FROM recurrence WHERE quote IS NULL")
    with op.batch_alter_table("recurrence", schema=None) as batch_op:
        for name, kind in OF_THE_RESPONSE.items():
            batch_op.alter_column(name, existing_type=kind, nullable=False)
