"""Releases of figures about people"""

import sqlalchemy as sa
from alembic import op

revision = "0028"
down_revision = "0027"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "release_withdrawal",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("first", sa.Date(), nullable=False),
        sa.Column("months", sa.Integer(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("recorded_by", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_release_withdrawal")),
        sa.UniqueConstraint("first", "months", name=op.f("uq_release_withdrawal_first")),
    )
    op.create_table(
        "release",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("row_set", sa.String(), nullable=False),
        sa.Column("first", sa.Date(), nullable=False),
        sa.Column("months", sa.Integer(), nullable=False),
        sa.Column("counted_at", sa.Date(), nullable=False),
        sa.Column("batch", sa.Integer(), nullable=True),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("recorded_by", sa.String(), nullable=False),
        sa.CheckConstraint("months = 3 OR months = 12", name=op.f("ck_release_months")),
        sa.ForeignKeyConstraint(["batch"], ["import_batch.id"], name=op.f("fk_release_batch")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_release")),
        sa.UniqueConstraint("row_set", "first", "months", name=op.f("uq_release_row_set")),
    )
    op.create_table(
        "release_proof",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("release", sa.Integer(), nullable=False),
        sa.Column("counts", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["release"], ["release.id"], name=op.f("fk_release_proof_release")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_release_proof")),
        sa.UniqueConstraint("release", name=op.f("uq_release_proof_release")),
    )
    op.create_table(
        "released_count",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("release", sa.Integer(), nullable=False),
        sa.Column("table", sa.String(), nullable=False),
        sa.Column("area", sa.String(), nullable=True),
        sa.Column("category", sa.String(), nullable=False),
        sa.Column("shown", sa.Integer(), nullable=True),
        sa.CheckConstraint(
            "shown IS NULL OR category = 'median' OR (shown >= 5 AND shown / 5 * 5 = shown)",
            name=op.f("ck_released_count_shown"),
        ),
        sa.ForeignKeyConstraint(
            ["release"], ["release.id"], name=op.f("fk_released_count_release")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_released_count")),
    )
    op.create_index("ix_released_count_release", "released_count", ["release"])
    # That a quarter was counted stays in the audit, where counting recorded it.
    op.drop_table("quarter_text")
    op.drop_table("counted_quarter")
    _move_looks_to_audit()
    op.drop_table("exact_count_look")


def _move_looks_to_audit() -> None:
    moment = sa.DateTime(timezone=True)
    names = ("counted", "counted_by", "area", "reason", "allowed_by", "recorded_by")
    looks = sa.table(
        "exact_count_look",
        sa.column("id"),
        *(sa.column(name, sa.Date()) for name in ("first_on", "last_on", "allowed_on")),
        *(sa.column(name, sa.String()) for name in names),
        sa.column("recorded_at", moment),
    )
    texts = (sa.column(name, sa.String()) for name in ("who", "what", "subject", "detail"))
    audit = sa.table("audit_event", sa.column("at", moment), *texts)
    events = [
        {
            "at": look.recorded_at,
            "who": look.recorded_by,
            "what": "looked at an exact count",
            "subject": f"{look.counted} by {look.counted_by}, {look.first_on} to {look.last_on}, "
            f"{look.area or 'all areas'}",
            "detail": f"{look.reason} (allowed by {look.allowed_by} on {look.allowed_on})",
        }
        for look in op.get_bind().execute(sa.select(looks).order_by(looks.c.id))
    ]
    op.bulk_insert(audit, events)
