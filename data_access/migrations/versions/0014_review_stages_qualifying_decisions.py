"""Qualifying decisions and stages of review"""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None

# What the starter content said of a limit (title, source, verified), and what it says now.
SAID = (
    (
        "early_advice",
        (
            "Early advice given after the police asked for it",
            "Published guidance of the police and the CPS",
            True,
        ),
        (
            "Early advice given after the police asked for it",
            "No source was read; to be checked with CPS South West",
            False,
        ),
    ),
    (
        "cps_decision",
        (
            "CPS decision after the police referred the case",
            "Published guidance of the police and the CPS",
            True,
        ),
        (
            "CPS decision after the police referred the case: an aim of the CPS, and no duty",
            "Published aim of the CPS; met in 75.5% of cases in 2022/23",
            True,
        ),
    ),
    (
        "review_told",
        (
            "Decision told this long ago before it counts in the steps of the Victims’ Right to Review",
            "Victims’ Right to Review schemes of the police and the CPS: three months to ask; counted here as 92 days, the longest that three months can be",
            False,
        ),
        (
            "Decision told this long ago before it counts in the steps of the Victims’ Right to Review",
            "Police scheme: three months to ask, as the Wiltshire Commissioner and Sussex Police publish it; counted here as 92 days, the longest that three months can be. For the CPS scheme no source was read",
            False,
        ),
    ),
    (
        "review_acknowledge",
        (
            "Request under the Victims’ Right to Review acknowledged",
            "Victims’ Right to Review schemes of the police and the CPS",
            True,
        ),
        (
            "Request under the police scheme of the Victims’ Right to Review acknowledged",
            "Police scheme, as the Wiltshire Commissioner and Sussex Police publish it",
            True,
        ),
    ),
    (
        "review_decide",
        (
            "Request under the Victims’ Right to Review decided",
            "Victims’ Right to Review schemes of the police and the CPS",
            True,
        ),
        (
            "Request under the police scheme of the Victims’ Right to Review decided",
            "Police scheme, as Devon and Cornwall Police and the Wiltshire Commissioner publish it; a complex case may take longer",
            True,
        ),
    ),
)
# Limits that came to the starter content: code, the limit beside it, title, days, day type, source.
NEW = (
    (
        "admin_finalise_advice",
        "admin_finalise",
        "Case admin finalised by the CPS (a closure on its system, not a decision) when the police do not send it again after early advice",
        90,
        "calendar",
        "That this is a second road to such a closure: answer of the Attorney General, 17 June 2019; after how many days is general knowledge, to be checked with CPS South West",
    ),
    (
        "review_acknowledge_cps",
        "review_decide",
        "Request under the CPS scheme of the Victims’ Right to Review, local resolution, acknowledged",
        10,
        "working",
        "Proposed for this service: no source for the CPS scheme was read; to be checked with CPS South West",
    ),
    (
        "review_local_resolution",
        "review_decide",
        "Request under the CPS scheme of the Victims’ Right to Review decided by local resolution",
        10,
        "working",
        "Proposed for this service: no source for the CPS scheme was read; to be checked with CPS South West",
    ),
    (
        "review_independent",
        "review_decide",
        "Request under the CPS scheme of the Victims’ Right to Review decided by independent review",
        30,
        "working",
        "Proposed for this service: no source for the CPS scheme was read; to be checked with CPS South West",
    ),
)


def upgrade() -> None:
    with op.batch_alter_table("investigation", schema=None) as batch_op:
        batch_op.add_column(sa.Column("suspect_interviewed", sa.Boolean(), nullable=True))

    with op.batch_alter_table("review_request", schema=None) as batch_op:
        batch_op.add_column(sa.Column("stage", sa.String(), nullable=True))
        batch_op.create_check_constraint(
            batch_op.f("ck_review_request_stage"),
            "stage = 'local resolution' OR stage = 'independent review'",
        )
    for code, before, after in SAID:
        _say(code, before, after)
    for code, beside, title, days, day_type, source in NEW:
        op.execute(
            sa.text(
                "INSERT INTO time_limit "
                "(code, title, days, day_type, effective_from, source, verified) "
                "SELECT :code, :title, :days, :day_type, '2018-01-01', :source, FALSE "
                "WHERE EXISTS (SELECT 1 FROM time_limit WHERE code = :beside) "
                "AND NOT EXISTS (SELECT 1 FROM time_limit WHERE code = :code)"
            ).bindparams(
                code=code, beside=beside, title=title, days=days, day_type=day_type, source=source
            )
        )


def downgrade() -> None:
    for code, before, after in SAID:
        _say(code, after, before)
    with op.batch_alter_table("review_request", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("ck_review_request_stage"), type_="check")
        batch_op.drop_column("stage")

    with op.batch_alter_table("investigation", schema=None) as batch_op:
        batch_op.drop_column("suspect_interviewed")


def _say(code: str, before: tuple[str, str, bool], after: tuple[str, str, bool]) -> None:
    """Change what is said of a limit, where nobody has changed it."""
    was, now = (
        {"title": each[0], "source": each[1], "verified": each[2]} for each in (before, after)
    )
    limits = sa.table(
        "time_limit", *(sa.column(name) for name in ("code", "title", "source", "verified"))
    )
    unchanged = [limits.c.code == code, *(limits.c[name] == value for name, value in was.items())]
    op.execute(limits.update().where(*unchanged).values(now))
