"""The inspection, its progress, the joint plan, meetings and trace"""

import secrets

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "audit_event",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("who", sa.String(), nullable=False),
        sa.Column("what", sa.String(), nullable=False),
        sa.Column("subject", sa.String(), nullable=False),
        sa.Column("detail", sa.String(), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_audit_event"),
    )
    op.create_table(
        "escalation",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("ref", sa.String(), nullable=False),
        sa.Column("subject", sa.String(), nullable=False),
        sa.Column("route", sa.String(), nullable=False),
        sa.Column("rung", sa.Integer(), nullable=False),
        sa.Column("side", sa.String(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("raised_on", sa.Date(), nullable=False),
        sa.Column("respond_by_on", sa.Date(), nullable=True),
        sa.Column("resolved_on", sa.Date(), nullable=True),
        sa.Column("outcome", sa.String(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("recorded_by", sa.String(), nullable=False),
        sa.CheckConstraint(
            "outcome = 'changed' OR outcome = 'unchanged' OR outcome = 'withdrawn' OR outcome = 'open'",
            name=op.f("ck_escalation_outcome"),
        ),
        sa.CheckConstraint(
            "route = 'formal' OR route = 'informal'", name=op.f("ck_escalation_route")
        ),
        sa.CheckConstraint("side = 'police' OR side = 'cps'", name=op.f("ck_escalation_side")),
        sa.CheckConstraint("rung BETWEEN 1 AND 4", name=op.f("ck_escalation_rung")),
        sa.PrimaryKeyConstraint("id", name="pk_escalation"),
        sa.UniqueConstraint("ref", name="uq_escalation_ref"),
    )
    op.create_table(
        "import_batch",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("file_name", sa.String(), nullable=False),
        sa.Column("sha256", sa.String(), nullable=False),
        sa.Column("table", sa.String(), nullable=False),
        sa.Column("rows", sa.Integer(), nullable=False),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("received_on", sa.Date(), nullable=True),
        sa.Column("imported_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("imported_by", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_import_batch"),
    )
    op.create_table(
        "inspection",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("ref", sa.String(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("short_title", sa.String(), nullable=False),
        sa.Column("bodies", sa.String(), nullable=False),
        sa.Column("published_on", sa.Date(), nullable=False),
        sa.Column("response_due_stated_on", sa.Date(), nullable=True),
        sa.Column("response_due_computed_on", sa.Date(), nullable=True),
        sa.Column("responded_on", sa.Date(), nullable=True),
        sa.Column("date_basis", sa.String(), nullable=True),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("verified", sa.Boolean(), nullable=False),
        sa.CheckConstraint(
            "date_basis = 'stated' OR date_basis = 'not stated; due date used'",
            name=op.f("ck_inspection_date_basis"),
        ),
        sa.PrimaryKeyConstraint("id", name="pk_inspection"),
        sa.UniqueConstraint("ref", name="uq_inspection_ref"),
    )
    op.create_table(
        "meeting",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("ref", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("held_on", sa.Date(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("recorded_by", sa.String(), nullable=False),
        sa.CheckConstraint(
            "kind = 'accountability board' OR kind = 'RaSSO performance meeting'",
            name=op.f("ck_meeting_kind"),
        ),
        sa.PrimaryKeyConstraint("id", name="pk_meeting"),
        sa.UniqueConstraint("ref", name="uq_meeting_ref"),
    )
    op.create_table(
        "organisation",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("ref", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.CheckConstraint(
            "kind = 'police force' OR kind = 'prosecution service' OR kind = 'commissioner' OR kind = 'inspectorate' OR kind = 'government' OR kind = 'national policing body' OR kind = 'support service' OR kind = 'advisory group'",
            name=op.f("ck_organisation_kind"),
        ),
        sa.PrimaryKeyConstraint("id", name="pk_organisation"),
        sa.UniqueConstraint("name", name="uq_organisation_name"),
        sa.UniqueConstraint("ref", name="uq_organisation_ref"),
    )
    op.create_table(
        "setting",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("value", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_setting"),
        sa.UniqueConstraint("key", name="uq_setting_key"),
    )
    op.create_table(
        "store_revision",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("identity", sa.String(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.CheckConstraint("id = 1", name=op.f("ck_store_revision_one_row")),
        sa.PrimaryKeyConstraint("id", name="pk_store_revision"),
    )
    op.create_table(
        "time_limit",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("days", sa.Integer(), nullable=False),
        sa.Column("day_type", sa.String(), nullable=False),
        sa.Column("effective_from", sa.Date(), nullable=False),
        sa.Column("effective_to", sa.Date(), nullable=True),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("verified", sa.Boolean(), nullable=False),
        sa.CheckConstraint(
            "day_type = 'calendar' OR day_type = 'working'", name=op.f("ck_time_limit_day_type")
        ),
        sa.PrimaryKeyConstraint("id", name="pk_time_limit"),
        sa.UniqueConstraint("code", "effective_from", name="uq_time_limit_code"),
    )
    op.create_table(
        "area",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("force", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["force"], ["organisation.ref"], name="fk_area_force"),
        sa.PrimaryKeyConstraint("id", name="pk_area"),
        sa.UniqueConstraint("name", "force", name="uq_area_name"),
    )
    op.create_table(
        "decision",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("meeting", sa.String(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("owner", sa.String(), nullable=True),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("done_on", sa.Date(), nullable=True),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("recorded_by", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["meeting"], ["meeting.ref"], name="fk_decision_meeting"),
        sa.PrimaryKeyConstraint("id", name="pk_decision"),
    )
    op.create_table(
        "finding",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("inspection", sa.String(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("section", sa.String(), nullable=False),
        sa.Column("paragraph", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["inspection"], ["inspection.ref"], name="fk_finding_inspection"),
        sa.PrimaryKeyConstraint("id", name="pk_finding"),
        sa.UniqueConstraint("inspection", "number", name="uq_finding_inspection"),
    )
    op.create_table(
        "recommendation",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("ref", sa.String(), nullable=False),
        sa.Column("inspection", sa.String(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("short_title", sa.String(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("wording", sa.String(), nullable=False),
        sa.Column("section", sa.String(), nullable=False),
        sa.Column("paragraph", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "wording = 'verbatim' OR wording = 'paraphrase' OR wording = 'theme'",
            name=op.f("ck_recommendation_wording"),
        ),
        sa.ForeignKeyConstraint(
            ["inspection"], ["inspection.ref"], name="fk_recommendation_inspection"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_recommendation"),
        sa.UniqueConstraint("inspection", "number", name="uq_recommendation_inspection"),
        sa.UniqueConstraint("ref", name="uq_recommendation_ref"),
    )
    op.create_table(
        "comment",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("recommendation", sa.String(), nullable=False),
        sa.Column("voice", sa.String(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("section", sa.String(), nullable=False),
        sa.Column("paragraph", sa.Integer(), nullable=False),
        sa.Column("effective_on", sa.Date(), nullable=False),
        sa.Column("date_basis", sa.String(), nullable=False),
        sa.CheckConstraint(
            "date_basis = 'stated' OR date_basis = 'not stated; due date used'",
            name=op.f("ck_comment_date_basis"),
        ),
        sa.CheckConstraint(
            "voice = 'force' OR voice = 'cps' OR voice = 'addressee' OR voice = 'opcc' OR voice = 'inspectorate'",
            name=op.f("ck_comment_voice"),
        ),
        sa.ForeignKeyConstraint(
            ["recommendation"], ["recommendation.ref"], name="fk_comment_recommendation"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_comment"),
    )
    op.create_table(
        "requirement",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("ref", sa.String(), nullable=False),
        sa.Column("recommendation", sa.String(), nullable=False),
        sa.Column("part", sa.String(), nullable=False),
        sa.Column("label", sa.String(), nullable=False),
        sa.Column("short_title", sa.String(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("addressee", sa.String(), nullable=False),
        sa.Column("for_force", sa.Boolean(), nullable=False),
        sa.Column("for_cps", sa.Boolean(), nullable=False),
        sa.Column("deadline_kind", sa.String(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("answered", sa.String(), nullable=False),
        sa.Column("silent_on", sa.String(), nullable=True),
        sa.Column("section", sa.String(), nullable=False),
        sa.Column("paragraph", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "answered = 'answered' OR answered = 'partly' OR answered = 'not mentioned'",
            name=op.f("ck_requirement_answered"),
        ),
        sa.CheckConstraint(
            "deadline_kind = 'statutory' OR deadline_kind = 'inspectorate' OR deadline_kind = 'immediate' OR deadline_kind = 'agreed' OR deadline_kind = 'local' OR deadline_kind = 'none'",
            name=op.f("ck_requirement_deadline_kind"),
        ),
        sa.ForeignKeyConstraint(
            ["recommendation"], ["recommendation.ref"], name="fk_requirement_recommendation"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_requirement"),
        sa.UniqueConstraint("recommendation", "part", name="uq_requirement_recommendation"),
        sa.UniqueConstraint("ref", name="uq_requirement_ref"),
    )
    op.create_table(
        "action",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("ref", sa.String(), nullable=False),
        sa.Column("requirement", sa.String(), nullable=True),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("lead_organisation", sa.String(), nullable=False),
        sa.Column("owner_role", sa.String(), nullable=True),
        sa.Column("origin", sa.String(), nullable=False),
        sa.Column("stated_as", sa.String(), nullable=True),
        sa.Column("quote", sa.String(), nullable=True),
        sa.Column("quote_section", sa.String(), nullable=True),
        sa.Column("quote_paragraph", sa.Integer(), nullable=True),
        sa.Column("opened_on", sa.Date(), nullable=False),
        sa.Column("first_due_on", sa.Date(), nullable=True),
        sa.Column("deadline_kind", sa.String(), nullable=False),
        sa.Column("review_on", sa.Date(), nullable=True),
        sa.Column("figure_owed", sa.Boolean(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("recorded_by", sa.String(), nullable=False),
        sa.CheckConstraint(
            "deadline_kind = 'statutory' OR deadline_kind = 'inspectorate' OR deadline_kind = 'immediate' OR deadline_kind = 'agreed' OR deadline_kind = 'local' OR deadline_kind = 'none'",
            name=op.f("ck_action_deadline_kind"),
        ),
        sa.CheckConstraint(
            "origin = 'response' OR origin = 'joint plan' OR origin = 'meeting'",
            name=op.f("ck_action_origin"),
        ),
        sa.CheckConstraint(
            "stated_as = 'in place' OR stated_as = 'done' OR stated_as = 'under way' OR stated_as = 'planned' OR stated_as = 'being considered'",
            name=op.f("ck_action_stated_as"),
        ),
        sa.ForeignKeyConstraint(
            ["lead_organisation"], ["organisation.ref"], name="fk_action_lead_organisation"
        ),
        sa.ForeignKeyConstraint(["requirement"], ["requirement.ref"], name="fk_action_requirement"),
        sa.PrimaryKeyConstraint("id", name="pk_action"),
        sa.UniqueConstraint("ref", name="uq_action_ref"),
    )
    op.create_table(
        "judgement",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("requirement", sa.String(), nullable=False),
        sa.Column("performance", sa.String(), nullable=False),
        sa.Column("plan", sa.String(), nullable=False),
        sa.Column("reasons", sa.String(), nullable=False),
        sa.Column("given_by", sa.String(), nullable=False),
        sa.Column("meeting", sa.String(), nullable=True),
        sa.Column("review_due_on", sa.Date(), nullable=True),
        sa.Column("effective_on", sa.Date(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("recorded_by", sa.String(), nullable=False),
        sa.CheckConstraint(
            "performance = 'not assured' OR performance = 'part-assured' OR performance = 'assured'",
            name=op.f("ck_judgement_performance"),
        ),
        sa.CheckConstraint(
            "plan = 'not assured' OR plan = 'part-assured' OR plan = 'assured'",
            name=op.f("ck_judgement_plan"),
        ),
        sa.ForeignKeyConstraint(["meeting"], ["meeting.ref"], name="fk_judgement_meeting"),
        sa.ForeignKeyConstraint(
            ["requirement"], ["requirement.ref"], name="fk_judgement_requirement"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_judgement"),
    )
    op.create_table(
        "position",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("requirement", sa.String(), nullable=False),
        sa.Column("voice", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("effective_on", sa.Date(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("recorded_by", sa.String(), nullable=False),
        sa.Column("note", sa.String(), nullable=True),
        sa.CheckConstraint(
            "state = 'not started' OR state = 'not being taken forward' OR state = 'waiting on another body' OR state = 'under way' OR state = 'complete' OR state = 'addressed to another body'",
            name=op.f("ck_position_state"),
        ),
        sa.CheckConstraint(
            "voice = 'force' OR voice = 'cps' OR voice = 'addressee' OR voice = 'opcc' OR voice = 'inspectorate'",
            name=op.f("ck_position_voice"),
        ),
        sa.ForeignKeyConstraint(
            ["requirement"], ["requirement.ref"], name="fk_position_requirement"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_position"),
    )
    op.create_table(
        "action_update",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("action", sa.String(), nullable=False),
        sa.Column("effective_on", sa.Date(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("recorded_by", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=True),
        sa.Column("new_due_on", sa.Date(), nullable=True),
        sa.Column("change_reason", sa.String(), nullable=True),
        sa.Column("agreed_by", sa.String(), nullable=True),
        sa.Column("waiting_on", sa.String(), nullable=True),
        sa.Column("note", sa.String(), nullable=True),
        sa.CheckConstraint(
            "change_reason = 'dependency' OR change_reason = 'resourcing' OR change_reason = 'system roll-out' OR change_reason = 'partner' OR change_reason = 'scope' OR change_reason = 'other'",
            name=op.f("ck_action_update_change_reason"),
        ),
        sa.CheckConstraint(
            "state = 'not started' OR state = 'not being taken forward' OR state = 'waiting on another body' OR state = 'under way' OR state = 'complete' OR state = 'addressed to another body'",
            name=op.f("ck_action_update_state"),
        ),
        sa.CheckConstraint(
            "new_due_on IS NULL OR agreed_by IS NOT NULL",
            name=op.f("ck_action_update_date_agreed_by"),
        ),
        sa.ForeignKeyConstraint(["action"], ["action.ref"], name="fk_action_update_action"),
        sa.PrimaryKeyConstraint("id", name="pk_action_update"),
    )
    op.create_table(
        "evidence",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("ref", sa.String(), nullable=False),
        sa.Column("requirement", sa.String(), nullable=True),
        sa.Column("action", sa.String(), nullable=True),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("voice", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("quote", sa.String(), nullable=True),
        sa.Column("quote_section", sa.String(), nullable=True),
        sa.Column("quote_paragraph", sa.Integer(), nullable=True),
        sa.Column("stated_as", sa.String(), nullable=True),
        sa.Column("strength", sa.String(), nullable=True),
        sa.Column("dated_on", sa.Date(), nullable=True),
        sa.Column("expires_on", sa.Date(), nullable=True),
        sa.Column("link", sa.String(), nullable=True),
        sa.Column("figure_owed", sa.Boolean(), nullable=False),
        sa.Column("supplies", sa.String(), nullable=True),
        sa.Column("effective_on", sa.Date(), nullable=False),
        sa.Column("date_basis", sa.String(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("recorded_by", sa.String(), nullable=False),
        sa.CheckConstraint(
            "date_basis = 'stated' OR date_basis = 'not stated; due date used'",
            name=op.f("ck_evidence_date_basis"),
        ),
        sa.CheckConstraint(
            "kind = 'statement' OR kind = 'document' OR kind = 'data' OR kind = 'audit' OR kind = 'victim_voice'",
            name=op.f("ck_evidence_kind"),
        ),
        sa.CheckConstraint(
            "stated_as = 'in place' OR stated_as = 'done' OR stated_as = 'under way' OR stated_as = 'planned' OR stated_as = 'being considered'",
            name=op.f("ck_evidence_stated_as"),
        ),
        sa.CheckConstraint(
            "strength = 'weak' OR strength = 'moderate' OR strength = 'strong'",
            name=op.f("ck_evidence_strength"),
        ),
        sa.CheckConstraint(
            "voice = 'force' OR voice = 'cps' OR voice = 'addressee' OR voice = 'opcc' OR voice = 'inspectorate'",
            name=op.f("ck_evidence_voice"),
        ),
        sa.ForeignKeyConstraint(["action"], ["action.ref"], name="fk_evidence_action"),
        sa.ForeignKeyConstraint(
            ["requirement"], ["requirement.ref"], name="fk_evidence_requirement"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_evidence"),
        sa.UniqueConstraint("ref", name="uq_evidence_ref"),
    )
    op.create_table(
        "ask",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("meeting", sa.String(), nullable=True),
        sa.Column("evidence", sa.String(), nullable=True),
        sa.Column("action", sa.String(), nullable=True),
        sa.Column("of_whom", sa.String(), nullable=False),
        sa.Column("what", sa.String(), nullable=False),
        sa.Column("asked_on", sa.Date(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("answer", sa.String(), nullable=True),
        sa.Column("answered_on", sa.Date(), nullable=True),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("recorded_by", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["action"], ["action.ref"], name="fk_ask_action"),
        sa.ForeignKeyConstraint(["evidence"], ["evidence.ref"], name="fk_ask_evidence"),
        sa.ForeignKeyConstraint(["meeting"], ["meeting.ref"], name="fk_ask_meeting"),
        sa.ForeignKeyConstraint(["of_whom"], ["organisation.ref"], name="fk_ask_of_whom"),
        sa.PrimaryKeyConstraint("id", name="pk_ask"),
    )
    op.execute(
        "INSERT INTO store_revision (id, identity, revision) "
        f"VALUES (1, '{secrets.token_hex(8)}', 0)"
    )


def downgrade() -> None:
    op.drop_table("ask")
    op.drop_table("evidence")
    op.drop_table("action_update")
    op.drop_table("position")
    op.drop_table("judgement")
    op.drop_table("action")
    op.drop_table("requirement")
    op.drop_table("comment")
    op.drop_table("recommendation")
    op.drop_table("finding")
    op.drop_table("decision")
    op.drop_table("area")
    op.drop_table("time_limit")
    op.drop_table("store_revision")
    op.drop_table("setting")
    op.drop_table("organisation")
    op.drop_table("meeting")
    op.drop_table("inspection")
    op.drop_table("import_batch")
    op.drop_table("escalation")
    op.drop_table("audit_event")
