"""Documents given out"""

import sqlalchemy as sa
from alembic import op

revision = "0026"
down_revision = "0025"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "sealed_document",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("ref", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("reference", sa.String(), nullable=False),
        sa.Column("sha256", sa.String(), nullable=False),
        sa.Column("as_at", sa.Date(), nullable=False),
        sa.Column("inspection", sa.String(), nullable=True),
        sa.Column("compared_on", sa.Date(), nullable=True),
        sa.Column("meeting", sa.String(), nullable=True),
        sa.Column("given_to", sa.String(), nullable=True),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("recorded_by", sa.String(), nullable=False),
        sa.CheckConstraint("kind = 'briefing pack'", name=op.f("ck_sealed_document_kind")),
        sa.ForeignKeyConstraint(
            ["inspection"], ["inspection.ref"], name=op.f("fk_sealed_document_inspection")
        ),
        sa.ForeignKeyConstraint(
            ["meeting"], ["meeting.ref"], name=op.f("fk_sealed_document_meeting")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sealed_document")),
        sa.UniqueConstraint("ref", name=op.f("uq_sealed_document_ref")),
    )
    op.create_table(
        "sealed_content",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("document", sa.String(), nullable=False),
        sa.Column("content", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["document"], ["sealed_document.ref"], name=op.f("fk_sealed_content_document")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sealed_content")),
        sa.UniqueConstraint("document", name=op.f("uq_sealed_content_document")),
    )


def downgrade() -> None:
    op.drop_table("sealed_content")
    op.drop_table("sealed_document")
