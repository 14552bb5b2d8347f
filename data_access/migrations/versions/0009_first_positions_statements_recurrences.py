"""First positions, statements that are no actions, recurrences

A store that holds the starter content gets what was read anew in the response: rows that came to
it, and corrections of rows that nobody has changed since.
"""

from itertools import count
from pathlib import Path

import sqlalchemy as sa
from alembic import op

from data_access.migrations.frozen_content import (
    LOADED_BY,
    add_rows,
    holds_the_starter_content,
    read,
    read_row,
    rows_of,
    table_of,
    values_of,
)

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

# The starter content as it was when this migration was written.
CONTENT = Path(__file__).parents[1] / "starter_0009"


def upgrade() -> None:
    _make_tables()
    with op.batch_alter_table("action", schema=None) as batch_op:
        batch_op.add_column(sa.Column("kind", sa.String(), nullable=True))
        batch_op.add_column(sa.Column("said_by", sa.String(), nullable=True))
        batch_op.add_column(sa.Column("time_stated", sa.String(), nullable=True))
        batch_op.add_column(sa.Column("latest_on", sa.Date(), nullable=True))
    op.execute("UPDATE action SET kind = 'action'")
    with op.batch_alter_table("action", schema=None) as batch_op:
        batch_op.alter_column("kind", existing_type=sa.String(), nullable=False)
        batch_op.create_check_constraint(
            batch_op.f("ck_action_kind"),
            "kind = 'action' OR kind = 'purpose' OR kind = 'intention' OR kind = 'support'",
        )
        batch_op.create_check_constraint(
            batch_op.f("ck_action_said_by"),
            "said_by = 'force' OR said_by = 'cps' OR said_by = 'addressee' "
            "OR said_by = 'opcc' OR said_by = 'inspectorate'",
        )
    if holds_the_starter_content():
        _add_content()


def downgrade() -> None:
    op.drop_table("occurrence")
    op.drop_table("recurrence")
    op.drop_table("stated_position")
    with op.batch_alter_table("action", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("ck_action_said_by"), type_="check")
        batch_op.drop_constraint(batch_op.f("ck_action_kind"), type_="check")
        for name in ("latest_on", "time_stated", "said_by", "kind"):
            batch_op.drop_column(name)


def _make_tables() -> None:
    op.create_table(
        "stated_position",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("requirement", sa.String(), nullable=False),
        sa.Column("voice", sa.String(), nullable=False),
        sa.Column("stated_as", sa.String(), nullable=False),
        sa.Column("quote", sa.String(), nullable=True),
        sa.Column("quote_section", sa.String(), nullable=True),
        sa.Column("quote_paragraph", sa.Integer(), nullable=True),
        sa.Column("effective_on", sa.Date(), nullable=False),
        sa.Column("date_basis", sa.String(), nullable=False),
        sa.CheckConstraint(
            "voice = 'force' OR voice = 'cps' OR voice = 'addressee' "
            "OR voice = 'opcc' OR voice = 'inspectorate'",
            name=op.f("ck_stated_position_voice"),
        ),
        sa.CheckConstraint(
            "stated_as = 'not mentioned' OR stated_as = 'left to another body' "
            "OR stated_as = 'being considered' OR stated_as = 'planned' "
            "OR stated_as = 'under way' OR stated_as = 'in place' OR stated_as = 'done'",
            name=op.f("ck_stated_position_stated_as"),
        ),
        sa.CheckConstraint(
            "date_basis = 'stated' OR date_basis = 'not stated; due date used'",
            name=op.f("ck_stated_position_date_basis"),
        ),
        sa.CheckConstraint(
            "(stated_as = 'not mentioned') = (quote IS NULL)",
            name=op.f("ck_stated_position_quoted"),
        ),
        sa.ForeignKeyConstraint(
            ["requirement"], ["requirement.ref"], name=op.f("fk_stated_position_requirement")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_stated_position")),
        sa.UniqueConstraint("requirement", "voice", name=op.f("uq_stated_position_requirement")),
    )
    op.create_table(
        "recurrence",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("ref", sa.String(), nullable=False),
        sa.Column("requirement", sa.String(), nullable=False),
        sa.Column("action", sa.String(), nullable=True),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("said_by", sa.String(), nullable=False),
        sa.Column("time_stated", sa.String(), nullable=False),
        sa.Column("times_a_year", sa.Integer(), nullable=True),
        sa.Column("quote", sa.String(), nullable=False),
        sa.Column("quote_section", sa.String(), nullable=False),
        sa.Column("quote_paragraph", sa.Integer(), nullable=False),
        sa.Column("effective_on", sa.Date(), nullable=False),
        sa.CheckConstraint(
            "said_by = 'force' OR said_by = 'cps' OR said_by = 'addressee' "
            "OR said_by = 'opcc' OR said_by = 'inspectorate'",
            name=op.f("ck_recurrence_said_by"),
        ),
        sa.CheckConstraint(
            "times_a_year BETWEEN 1 AND 366", name=op.f("ck_recurrence_times_a_year")
        ),
        sa.ForeignKeyConstraint(
            ["requirement"], ["requirement.ref"], name=op.f("fk_recurrence_requirement")
        ),
        sa.ForeignKeyConstraint(["action"], ["action.ref"], name=op.f("fk_recurrence_action")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_recurrence")),
        sa.UniqueConstraint("ref", name=op.f("uq_recurrence_ref")),
    )
    op.create_table(
        "occurrence",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("recurrence", sa.String(), nullable=False),
        sa.Column("done_on", sa.Date(), nullable=False),
        sa.Column("next_due_on", sa.Date(), nullable=True),
        sa.Column("note", sa.String(), nullable=True),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("recorded_by", sa.String(), nullable=False),
        sa.Column("corrects", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["recurrence"], ["recurrence.ref"], name=op.f("fk_occurrence_recurrence")
        ),
        sa.ForeignKeyConstraint(
            ["corrects"], ["occurrence.id"], name=op.f("fk_occurrence_corrects")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_occurrence")),
    )


def _add_content() -> None:
    for name in ("organisation", "stated_position", "recurrence"):
        add_rows(CONTENT, name)
    refs = _add_actions()
    changes = list(rows_of(CONTENT, "changes"))
    tables = {name: table_of(name) for name in {row["table"] for row in changes}}
    for row in changes:
        table = tables[row["table"]]
        column = table.columns[row["column"]]
        was, now = (read(column, row[name]) for name in ("was", "now"))
        op.execute(
            table.update()
            .where(table.columns.ref == row["ref"], column.is_not_distinct_from(was))
            .values({column: refs.get(now, now)})
        )


def _add_actions() -> dict[str, str]:
    """Adds the actions that came since; returns the refs of those given another, by the first."""
    table = table_of("action")
    # As if it had been loaded with the rest.
    moment = op.get_bind().scalar(
        sa.select(table.columns.recorded_at).where(table.columns.ref == "A1")
    )
    given = {"recorded_at": moment, "recorded_by": LOADED_BY}
    titles, refs = values_of(table, "title"), values_of(table, "ref")
    renamed = {}
    for row in rows_of(CONTENT, "action"):
        if row["title"] in titles:
            continue
        # An office may have given such a ref to an action of its own.
        free = (f"P{number}" for number in count(1))
        ref = row["ref"] if row["ref"] not in refs else next(f for f in free if f not in refs)
        renamed[row["ref"]] = ref
        refs.add(ref)
        op.execute(table.insert().values({**read_row(table, row), **given, "ref": ref}))
    return renamed
