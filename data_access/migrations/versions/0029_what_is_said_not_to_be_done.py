"""What a body says itself not to do; actions claim no figures"""

import sqlalchemy as sa
from alembic import op

revision = "0029"
down_revision = "0028"
branch_labels = None
depends_on = None

POSITIONS = (
    "not mentioned",
    "not being taken forward",
    "left to another body",
    "being considered",
    "planned",
    "under way",
    "in place",
    "done",
)
SAID_NOT_DONE = "said not done"
CONSTRAINT = "ck_stated_position_stated_as"
# The positions of the starter content that were read otherwise, with the words of the answer.
READ_AGAIN = (
    ("rape-1/3/a", "under way", "As a force we do not currently collect this data.", 16),
    (
        "rape-1/11",
        "left to another body",
        "It is recognised that there is a lack of structure and resource with adequate capacity "
        "and capability across the Force to deliver a dedicated and consistent response to rape "
        "investigations.",
        33,
    ),
)


def upgrade() -> None:
    before, after = (
        _one_of(words) for words in (POSITIONS, (*POSITIONS[:1], SAID_NOT_DONE, *POSITIONS[1:]))
    )
    connection = op.get_bind()
    if connection.dialect.name == "sqlite":
        _make_again(connection, before, after)
    else:
        op.drop_constraint(op.f(CONSTRAINT), "stated_position", type_="check")
        op.create_check_constraint(op.f(CONSTRAINT), "stated_position", after)
    for requirement, read_as, quote, paragraph in READ_AGAIN:
        connection.execute(
            sa.text(
                "UPDATE stated_position SET stated_as = :said, quote = :quote, "
                "quote_paragraph = :paragraph WHERE requirement = :requirement "
                "AND voice = 'force' AND stated_as = :read_as"
            ),
            {
                "said": SAID_NOT_DONE,
                "quote": quote,
                "paragraph": paragraph,
                "requirement": requirement,
                "read_as": read_as,
            },
        )
    op.drop_column("action", "figure_owed")


def _one_of(words: tuple[str, ...]) -> str:
    return " OR ".join(f"stated_as = '{word}'" for word in words)


def _make_again(connection: sa.Connection, before: str, after: str) -> None:
    """Make the table again, since SQLite changes no rule of a table that is there."""
    made_by = connection.execute(
        sa.text("SELECT sql FROM sqlite_master WHERE name = 'stated_position'")
    ).scalar_one()
    if before not in made_by:
        raise RuntimeError("The table stated_position is not the one of version 0028.")
    made_again = made_by.replace(before, after).replace("stated_position", "stated_again", 1)
    connection.execute(sa.text(made_again))
    connection.execute(sa.text("INSERT INTO stated_again SELECT * FROM stated_position"))
    op.drop_table("stated_position")
    op.rename_table("stated_again", "stated_position")
