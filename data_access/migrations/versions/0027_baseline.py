"""Baseline: the tables of a store, and the rows with which each begins"""

import secrets

import sqlalchemy as sa
from alembic import op

# Stores of this version were made before this file, so it keeps their number.
revision = "0027"
down_revision = None
branch_labels = None
depends_on = None

# The kinds of meetings of a new store, and whether each is a board.
KINDS = {"accountability board": True, "RaSSO performance meeting": False}


def upgrade() -> None:
    op.create_table(
        "access_event",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("subject", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("what", sa.String(), nullable=False),
        sa.Column("done_to", sa.String(), nullable=True),
        sa.Column("view", sa.String(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_access_event")),
    )
    op.create_table(
        "audit_event",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("who", sa.String(), nullable=False),
        sa.Column("what", sa.String(), nullable=False),
        sa.Column("subject", sa.String(), nullable=False),
        sa.Column("detail", sa.String(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_audit_event")),
    )
    op.create_table(
        "closed_month",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("month_end", sa.Date(), nullable=False),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("closed_by", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_closed_month")),
        sa.UniqueConstraint("month_end", name=op.f("uq_closed_month_month_end")),
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
        sa.CheckConstraint(
            "side = 'police' OR side = 'cps' OR side = 'opcc'", name=op.f("ck_escalation_side")
        ),
        sa.CheckConstraint("rung BETWEEN 1 AND 4", name=op.f("ck_escalation_rung")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_escalation")),
        sa.UniqueConstraint("ref", name=op.f("uq_escalation_ref")),
    )
    op.create_table(
        "exact_count_look",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("first_on", sa.Date(), nullable=False),
        sa.Column("last_on", sa.Date(), nullable=False),
        sa.Column("counted", sa.String(), nullable=False),
        sa.Column("counted_by", sa.String(), nullable=False),
        sa.Column("area", sa.String(), nullable=True),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("allowed_by", sa.String(), nullable=False),
        sa.Column("allowed_on", sa.Date(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("recorded_by", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_exact_count_look")),
    )
    op.create_table(
        "heading_choice",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("table", sa.String(), nullable=False),
        sa.Column("heading", sa.String(), nullable=False),
        sa.Column("column", sa.String(), nullable=False),
        sa.Column("confirmed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("confirmed_by", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_heading_choice")),
        sa.UniqueConstraint("source", "table", "heading", name=op.f("uq_heading_choice_source")),
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
        sa.Column("rows_new", sa.Integer(), server_default="0", nullable=False),
        sa.Column("rows_changed", sa.Integer(), server_default="0", nullable=False),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("withdrawn_by", sa.String(), nullable=True),
        sa.Column("columns", sa.String(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_import_batch")),
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
        sa.Column("answer_owed", sa.Boolean(), nullable=True),
        sa.Column("none_published_by", sa.Date(), nullable=True),
        sa.Column("answer_recorded_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("answer_recorded_by", sa.String(), nullable=True),
        sa.CheckConstraint(
            "date_basis = 'stated' OR date_basis = 'not stated; due date used'",
            name=op.f("ck_inspection_date_basis"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_inspection")),
        sa.UniqueConstraint("ref", name=op.f("uq_inspection_ref")),
    )
    kinds = op.create_table(
        "meeting_kind",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("ref", sa.String(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("is_board", sa.Boolean(), nullable=False),
        sa.Column("chair", sa.String(), nullable=True),
        sa.Column("members", sa.String(), nullable=True),
        sa.Column("every", sa.Integer(), nullable=True),
        sa.Column("unit", sa.String(), nullable=True),
        sa.Column("nth", sa.String(), nullable=True),
        sa.Column("weekday", sa.String(), nullable=True),
        sa.Column("series_from", sa.Date(), nullable=True),
        sa.Column("retired_on", sa.Date(), nullable=True),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("recorded_by", sa.String(), nullable=True),
        sa.CheckConstraint(
            "nth = 'first' OR nth = 'second' OR nth = 'third' OR nth = 'fourth' OR nth = 'last'",
            name=op.f("ck_meeting_kind_nth"),
        ),
        sa.CheckConstraint("unit = 'weeks' OR unit = 'months'", name=op.f("ck_meeting_kind_unit")),
        sa.CheckConstraint(
            "weekday = 'Monday' OR weekday = 'Tuesday' OR weekday = 'Wednesday' OR weekday = 'Thursday' OR weekday = 'Friday' OR weekday = 'Saturday' OR weekday = 'Sunday'",
            name=op.f("ck_meeting_kind_weekday"),
        ),
        sa.CheckConstraint(
            "(every IS NULL) = (unit IS NULL)", name=op.f("ck_meeting_kind_every_with_unit")
        ),
        sa.CheckConstraint("every >= 1", name=op.f("ck_meeting_kind_every")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_meeting_kind")),
        sa.UniqueConstraint("ref", name=op.f("uq_meeting_kind_ref")),
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
        sa.PrimaryKeyConstraint("id", name=op.f("pk_organisation")),
        sa.UniqueConstraint("name", name=op.f("uq_organisation_name")),
        sa.UniqueConstraint("ref", name=op.f("uq_organisation_ref")),
    )
    op.create_table(
        "saved_view",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("page", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=True),
        sa.Column("parameters", sa.String(), nullable=True),
        sa.Column("takes_off", sa.Integer(), nullable=True),
        sa.Column("effective_on", sa.Date(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("recorded_by", sa.String(), nullable=False),
        sa.CheckConstraint(
            "(takes_off IS NULL AND name IS NOT NULL AND parameters IS NOT NULL) OR (takes_off IS NOT NULL AND name IS NULL AND parameters IS NULL)",
            name=op.f("ck_saved_view_kept_or_taken_off"),
        ),
        sa.ForeignKeyConstraint(
            ["takes_off"], ["saved_view.id"], name=op.f("fk_saved_view_takes_off")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_saved_view")),
        sa.UniqueConstraint("takes_off", name=op.f("uq_saved_view_takes_off")),
    )
    op.create_table(
        "setting",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("value", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_setting")),
        sa.UniqueConstraint("key", name=op.f("uq_setting_key")),
    )
    op.create_table(
        "sign_in_session",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("subject", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("roles", sa.String(), nullable=False),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ends_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ended_by", sa.String(), nullable=True),
        sa.Column("organisation", sa.String(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sign_in_session")),
        sa.UniqueConstraint("key", name=op.f("uq_sign_in_session_key")),
    )
    revisions = op.create_table(
        "store_revision",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("identity", sa.String(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.CheckConstraint("id = 1", name=op.f("ck_store_revision_one_row")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_store_revision")),
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
        sa.PrimaryKeyConstraint("id", name=op.f("pk_time_limit")),
        sa.UniqueConstraint("code", "effective_from", name=op.f("uq_time_limit_code")),
    )
    op.create_table(
        "value_choice",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("table", sa.String(), nullable=False),
        sa.Column("column", sa.String(), nullable=False),
        sa.Column("value", sa.String(), nullable=False),
        sa.Column("means", sa.String(), nullable=False),
        sa.Column("confirmed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("confirmed_by", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_value_choice")),
        sa.UniqueConstraint(
            "source", "table", "column", "value", name=op.f("uq_value_choice_source")
        ),
    )
    op.create_table(
        "area",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("force", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["force"], ["organisation.ref"], name=op.f("fk_area_force")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_area")),
        sa.UniqueConstraint("name", "force", name=op.f("uq_area_name")),
    )
    op.create_table(
        "case_escalation",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("batch", sa.Integer(), nullable=False),
        sa.Column("force", sa.String(), nullable=False),
        sa.Column("case_key", sa.String(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("about", sa.String(), nullable=False),
        sa.Column("about_number", sa.Integer(), nullable=False),
        sa.Column("route", sa.String(), nullable=False),
        sa.Column("rung", sa.Integer(), nullable=False),
        sa.Column("side", sa.String(), nullable=False),
        sa.Column("raised_on", sa.Date(), nullable=False),
        sa.Column("respond_by_on", sa.Date(), nullable=True),
        sa.Column("resolved_on", sa.Date(), nullable=True),
        sa.Column("outcome", sa.String(), nullable=False),
        sa.CheckConstraint(
            "about = 'case action plan' OR about = 'referral' OR about = 'early advice' OR about = 'decision'",
            name=op.f("ck_case_escalation_about"),
        ),
        sa.CheckConstraint(
            "outcome = 'changed' OR outcome = 'unchanged' OR outcome = 'withdrawn' OR outcome = 'open'",
            name=op.f("ck_case_escalation_outcome"),
        ),
        sa.CheckConstraint(
            "route = 'formal' OR route = 'informal'", name=op.f("ck_case_escalation_route")
        ),
        sa.CheckConstraint("side = 'police' OR side = 'cps'", name=op.f("ck_case_escalation_side")),
        sa.CheckConstraint("length(case_key) = 32", name=op.f("ck_case_escalation_case_key")),
        sa.CheckConstraint("rung BETWEEN 1 AND 4", name=op.f("ck_case_escalation_rung")),
        sa.ForeignKeyConstraint(
            ["batch"], ["import_batch.id"], name=op.f("fk_case_escalation_batch")
        ),
        sa.ForeignKeyConstraint(
            ["force"], ["organisation.ref"], name=op.f("fk_case_escalation_force")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_case_escalation")),
        sa.UniqueConstraint(
            "case_key", "number", "force", "batch", name=op.f("uq_case_escalation_case_key")
        ),
    )
    op.create_table(
        "case_plan",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("batch", sa.Integer(), nullable=False),
        sa.Column("force", sa.String(), nullable=False),
        sa.Column("case_key", sa.String(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("issued_on", sa.Date(), nullable=False),
        sa.Column("first_target_on", sa.Date(), nullable=True),
        sa.Column("target_on", sa.Date(), nullable=True),
        sa.Column("review_on", sa.Date(), nullable=True),
        sa.Column("must_act", sa.String(), nullable=True),
        sa.Column("answered_on", sa.Date(), nullable=True),
        sa.Column("closed_on", sa.Date(), nullable=True),
        sa.Column("closed_reason", sa.String(), nullable=True),
        sa.Column("victim_updated_on", sa.Date(), nullable=True),
        sa.CheckConstraint(
            "closed_reason = 'answered' OR closed_reason = 'decided' OR closed_reason = 'withdrawn' OR closed_reason = 'admin finalised'",
            name=op.f("ck_case_plan_closed_reason"),
        ),
        sa.CheckConstraint(
            "must_act = 'police' OR must_act = 'cps'", name=op.f("ck_case_plan_must_act")
        ),
        sa.CheckConstraint("length(case_key) = 32", name=op.f("ck_case_plan_case_key")),
        sa.ForeignKeyConstraint(["batch"], ["import_batch.id"], name=op.f("fk_case_plan_batch")),
        sa.ForeignKeyConstraint(["force"], ["organisation.ref"], name=op.f("fk_case_plan_force")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_case_plan")),
        sa.UniqueConstraint(
            "case_key", "number", "force", "batch", name=op.f("uq_case_plan_case_key")
        ),
    )
    op.create_table(
        "content_change",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("batch", sa.Integer(), nullable=True),
        sa.Column("table", sa.String(), nullable=False),
        sa.Column("row", sa.Integer(), nullable=False),
        sa.Column("was", sa.String(), nullable=True),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("recorded_by", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(
            ["batch"], ["import_batch.id"], name=op.f("fk_content_change_batch")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_content_change")),
    )
    op.create_table(
        "counted_quarter",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("quarter", sa.Date(), nullable=False),
        sa.Column("row_set", sa.String(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("counted_at", sa.Date(), nullable=False),
        sa.Column("batch", sa.Integer(), nullable=True),
        sa.Column("reason", sa.String(), nullable=True),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("recorded_by", sa.String(), nullable=False),
        sa.CheckConstraint(
            "(revision = 0) = (reason IS NULL)", name=op.f("ck_counted_quarter_reason")
        ),
        sa.ForeignKeyConstraint(
            ["batch"], ["import_batch.id"], name=op.f("fk_counted_quarter_batch")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_counted_quarter")),
        sa.UniqueConstraint(
            "quarter", "row_set", "revision", name=op.f("uq_counted_quarter_quarter")
        ),
    )
    op.create_table(
        "dip_sample",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("batch", sa.Integer(), nullable=False),
        sa.Column("force", sa.String(), nullable=False),
        sa.Column("area", sa.String(), nullable=True),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("sampled_on", sa.Date(), nullable=False),
        sa.Column("sampled", sa.Integer(), nullable=False),
        sa.Column("passed", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "kind = 'contact details in letters' OR kind = 'investigators who can explain the right to review' OR kind = 'SARC and ISVA meetings the CPS attended'",
            name=op.f("ck_dip_sample_kind"),
        ),
        sa.CheckConstraint("passed BETWEEN 0 AND sampled", name=op.f("ck_dip_sample_passed")),
        sa.ForeignKeyConstraint(["batch"], ["import_batch.id"], name=op.f("fk_dip_sample_batch")),
        sa.ForeignKeyConstraint(["force"], ["organisation.ref"], name=op.f("fk_dip_sample_force")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_dip_sample")),
    )
    op.create_table(
        "early_advice",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("batch", sa.Integer(), nullable=False),
        sa.Column("force", sa.String(), nullable=False),
        sa.Column("case_key", sa.String(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("sought", sa.Boolean(), nullable=True),
        sa.Column("not_sought_reason", sa.String(), nullable=True),
        sa.Column("reason_on", sa.Date(), nullable=True),
        sa.Column("requested_on", sa.Date(), nullable=True),
        sa.Column("given_on", sa.Date(), nullable=True),
        sa.CheckConstraint(
            "not_sought_reason = 'victim does not support' OR not_sought_reason = 'no suspect identified' OR not_sought_reason = 'evidence clear' OR not_sought_reason = 'urgent charging decision' OR not_sought_reason = 'other'",
            name=op.f("ck_early_advice_not_sought_reason"),
        ),
        sa.CheckConstraint("length(case_key) = 32", name=op.f("ck_early_advice_case_key")),
        sa.ForeignKeyConstraint(["batch"], ["import_batch.id"], name=op.f("fk_early_advice_batch")),
        sa.ForeignKeyConstraint(
            ["force"], ["organisation.ref"], name=op.f("fk_early_advice_force")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_early_advice")),
        sa.UniqueConstraint(
            "case_key", "number", "force", "batch", name=op.f("uq_early_advice_case_key")
        ),
    )
    op.create_table(
        "finding",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("inspection", sa.String(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("section", sa.String(), nullable=False),
        sa.Column("paragraph", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["inspection"], ["inspection.ref"], name=op.f("fk_finding_inspection")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_finding")),
        sa.UniqueConstraint("inspection", "number", name=op.f("uq_finding_inspection")),
    )
    op.create_table(
        "investigation",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("batch", sa.Integer(), nullable=False),
        sa.Column("force", sa.String(), nullable=False),
        sa.Column("area", sa.String(), nullable=True),
        sa.Column("case_key", sa.String(), nullable=False),
        sa.Column("reported_on", sa.Date(), nullable=False),
        sa.Column("domestic_abuse", sa.Boolean(), nullable=True),
        sa.Column("outcome_code", sa.String(), nullable=True),
        sa.Column("outcome_on", sa.Date(), nullable=True),
        sa.Column("age_asked", sa.String(), nullable=False),
        sa.Column("disability_asked", sa.String(), nullable=False),
        sa.Column("gender_reassignment_asked", sa.String(), nullable=False),
        sa.Column("marriage_civil_partnership_asked", sa.String(), nullable=False),
        sa.Column("pregnancy_maternity_asked", sa.String(), nullable=False),
        sa.Column("race_asked", sa.String(), nullable=False),
        sa.Column("religion_belief_asked", sa.String(), nullable=False),
        sa.Column("sex_asked", sa.String(), nullable=False),
        sa.Column("sexual_orientation_asked", sa.String(), nullable=False),
        sa.Column("suspect_interviewed", sa.Boolean(), nullable=True),
        sa.CheckConstraint(
            "age_asked = 'own account' OR age_asked = 'prefers not to say' OR age_asked = 'not asked' OR age_asked = 'not recorded'",
            name=op.f("ck_investigation_age_asked"),
        ),
        sa.CheckConstraint(
            "disability_asked = 'own account' OR disability_asked = 'prefers not to say' OR disability_asked = 'not asked' OR disability_asked = 'not recorded'",
            name=op.f("ck_investigation_disability_asked"),
        ),
        sa.CheckConstraint(
            "gender_reassignment_asked = 'own account' OR gender_reassignment_asked = 'prefers not to say' OR gender_reassignment_asked = 'not asked' OR gender_reassignment_asked = 'not recorded'",
            name=op.f("ck_investigation_gender_reassignment_asked"),
        ),
        sa.CheckConstraint(
            "marriage_civil_partnership_asked = 'own account' OR marriage_civil_partnership_asked = 'prefers not to say' OR marriage_civil_partnership_asked = 'not asked' OR marriage_civil_partnership_asked = 'not recorded'",
            name=op.f("ck_investigation_marriage_civil_partnership_asked"),
        ),
        sa.CheckConstraint(
            "outcome_code = '1' OR outcome_code = '1A' OR outcome_code = '2' OR outcome_code = '2A' OR outcome_code = '3' OR outcome_code = '3A' OR outcome_code = '4' OR outcome_code = '5' OR outcome_code = '6' OR outcome_code = '7' OR outcome_code = '8' OR outcome_code = '9' OR outcome_code = '10' OR outcome_code = '11' OR outcome_code = '12' OR outcome_code = '13' OR outcome_code = '14' OR outcome_code = '15' OR outcome_code = '16' OR outcome_code = '17' OR outcome_code = '18' OR outcome_code = '19' OR outcome_code = '20' OR outcome_code = '21' OR outcome_code = '22'",
            name=op.f("ck_investigation_outcome_code"),
        ),
        sa.CheckConstraint(
            "pregnancy_maternity_asked = 'own account' OR pregnancy_maternity_asked = 'prefers not to say' OR pregnancy_maternity_asked = 'not asked' OR pregnancy_maternity_asked = 'not recorded'",
            name=op.f("ck_investigation_pregnancy_maternity_asked"),
        ),
        sa.CheckConstraint(
            "race_asked = 'own account' OR race_asked = 'prefers not to say' OR race_asked = 'not asked' OR race_asked = 'not recorded'",
            name=op.f("ck_investigation_race_asked"),
        ),
        sa.CheckConstraint(
            "religion_belief_asked = 'own account' OR religion_belief_asked = 'prefers not to say' OR religion_belief_asked = 'not asked' OR religion_belief_asked = 'not recorded'",
            name=op.f("ck_investigation_religion_belief_asked"),
        ),
        sa.CheckConstraint(
            "sex_asked = 'own account' OR sex_asked = 'prefers not to say' OR sex_asked = 'not asked' OR sex_asked = 'not recorded'",
            name=op.f("ck_investigation_sex_asked"),
        ),
        sa.CheckConstraint(
            "sexual_orientation_asked = 'own account' OR sexual_orientation_asked = 'prefers not to say' OR sexual_orientation_asked = 'not asked' OR sexual_orientation_asked = 'not recorded'",
            name=op.f("ck_investigation_sexual_orientation_asked"),
        ),
        sa.CheckConstraint("length(case_key) = 32", name=op.f("ck_investigation_case_key")),
        sa.ForeignKeyConstraint(
            ["batch"], ["import_batch.id"], name=op.f("fk_investigation_batch")
        ),
        sa.ForeignKeyConstraint(
            ["force"], ["organisation.ref"], name=op.f("fk_investigation_force")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_investigation")),
        sa.UniqueConstraint("case_key", "force", "batch", name=op.f("uq_investigation_case_key")),
    )
    op.create_table(
        "meeting",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("ref", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("held_on", sa.Date(), nullable=True),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("recorded_by", sa.String(), nullable=False),
        sa.Column("planned_on", sa.Date(), nullable=True),
        sa.Column("chair", sa.String(), nullable=True),
        sa.Column("members", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(["kind"], ["meeting_kind.ref"], name=op.f("fk_meeting_kind")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_meeting")),
        sa.UniqueConstraint("ref", name=op.f("uq_meeting_ref")),
    )
    op.create_table(
        "notice",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("batch", sa.Integer(), nullable=False),
        sa.Column("force", sa.String(), nullable=False),
        sa.Column("case_key", sa.String(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("decided_by", sa.String(), nullable=False),
        sa.Column("decided_on", sa.Date(), nullable=False),
        sa.Column("told_on", sa.Date(), nullable=True),
        sa.Column("sent_on", sa.Date(), nullable=True),
        sa.Column("method", sa.String(), nullable=True),
        sa.Column("asked_method", sa.String(), nullable=True),
        sa.Column("asked_recorded_on", sa.Date(), nullable=True),
        sa.Column("told_by", sa.String(), nullable=True),
        sa.Column("isva_offered", sa.Boolean(), nullable=True),
        sa.Column("isva_present", sa.Boolean(), nullable=True),
        sa.Column("right_explained", sa.Boolean(), nullable=True),
        sa.Column("exempt_reason", sa.String(), nullable=True),
        sa.Column("enhanced", sa.Boolean(), nullable=True),
        sa.CheckConstraint(
            "asked_method = 'face to face' OR asked_method = 'video' OR asked_method = 'telephone' OR asked_method = 'letter by hand' OR asked_method = 'letter by post' OR asked_method = 'e-mail' OR asked_method = 'no preference'",
            name=op.f("ck_notice_asked_method"),
        ),
        sa.CheckConstraint(
            "decided_by = 'police' OR decided_by = 'cps'", name=op.f("ck_notice_decided_by")
        ),
        sa.CheckConstraint(
            "exempt_reason = 'asked not to be told' OR exempt_reason = 'not contactable' OR exempt_reason = 'risk to safety' OR exempt_reason = 'victim has died' OR exempt_reason = 'other'",
            name=op.f("ck_notice_exempt_reason"),
        ),
        sa.CheckConstraint(
            "method = 'face to face' OR method = 'video' OR method = 'telephone' OR method = 'letter by hand' OR method = 'letter by post' OR method = 'e-mail'",
            name=op.f("ck_notice_method"),
        ),
        sa.CheckConstraint(
            "told_by = 'SOLO' OR told_by = 'OIC' OR told_by = 'DI' OR told_by = 'ISVA' OR told_by = 'other'",
            name=op.f("ck_notice_told_by"),
        ),
        sa.CheckConstraint("length(case_key) = 32", name=op.f("ck_notice_case_key")),
        sa.ForeignKeyConstraint(["batch"], ["import_batch.id"], name=op.f("fk_notice_batch")),
        sa.ForeignKeyConstraint(["force"], ["organisation.ref"], name=op.f("fk_notice_force")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_notice")),
        sa.UniqueConstraint(
            "case_key", "number", "force", "batch", name=op.f("uq_notice_case_key")
        ),
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
            ["inspection"], ["inspection.ref"], name=op.f("fk_recommendation_inspection")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_recommendation")),
        sa.UniqueConstraint("inspection", "number", name=op.f("uq_recommendation_inspection")),
        sa.UniqueConstraint("ref", name=op.f("uq_recommendation_ref")),
    )
    op.create_table(
        "referral",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("batch", sa.Integer(), nullable=False),
        sa.Column("force", sa.String(), nullable=False),
        sa.Column("case_key", sa.String(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("referred_on", sa.Date(), nullable=False),
        sa.Column("decided_on", sa.Date(), nullable=True),
        sa.Column("decision", sa.String(), nullable=True),
        sa.Column("days_with_police", sa.Integer(), nullable=True),
        sa.Column("days_with_cps", sa.Integer(), nullable=True),
        sa.Column("meeting_on", sa.Date(), nullable=True),
        sa.Column("both_roles_met", sa.Boolean(), nullable=True),
        sa.Column("file_accepted", sa.Boolean(), nullable=True),
        sa.Column("return_reason", sa.String(), nullable=True),
        sa.CheckConstraint(
            "decision = 'charge' OR decision = 'no further action' OR decision = 'out of court disposal' OR decision = 'returned to the police'",
            name=op.f("ck_referral_decision"),
        ),
        sa.CheckConstraint(
            "return_reason = 'evidence missing' OR return_reason = 'disclosure' OR return_reason = 'victim personal statement' OR return_reason = 'digital evidence' OR return_reason = 'form incomplete' OR return_reason = 'support details missing' OR return_reason = 'other'",
            name=op.f("ck_referral_return_reason"),
        ),
        sa.CheckConstraint("length(case_key) = 32", name=op.f("ck_referral_case_key")),
        sa.ForeignKeyConstraint(["batch"], ["import_batch.id"], name=op.f("fk_referral_batch")),
        sa.ForeignKeyConstraint(["force"], ["organisation.ref"], name=op.f("fk_referral_force")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_referral")),
        sa.UniqueConstraint(
            "case_key", "number", "force", "batch", name=op.f("uq_referral_case_key")
        ),
    )
    op.create_table(
        "review_request",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("batch", sa.Integer(), nullable=False),
        sa.Column("force", sa.String(), nullable=False),
        sa.Column("case_key", sa.String(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("scheme", sa.String(), nullable=False),
        sa.Column("requested_on", sa.Date(), nullable=False),
        sa.Column("acknowledged_on", sa.Date(), nullable=True),
        sa.Column("decided_on", sa.Date(), nullable=True),
        sa.Column("result", sa.String(), nullable=True),
        sa.Column("stage", sa.String(), nullable=True),
        sa.CheckConstraint(
            "result = 'original decision stands' OR result = 'overturned' OR result = 'outside the scheme'",
            name=op.f("ck_review_request_result"),
        ),
        sa.CheckConstraint(
            "scheme = 'police' OR scheme = 'cps'", name=op.f("ck_review_request_scheme")
        ),
        sa.CheckConstraint(
            "stage = 'local resolution' OR stage = 'independent review'",
            name=op.f("ck_review_request_stage"),
        ),
        sa.CheckConstraint("length(case_key) = 32", name=op.f("ck_review_request_case_key")),
        sa.ForeignKeyConstraint(
            ["batch"], ["import_batch.id"], name=op.f("fk_review_request_batch")
        ),
        sa.ForeignKeyConstraint(
            ["force"], ["organisation.ref"], name=op.f("fk_review_request_force")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_review_request")),
        sa.UniqueConstraint(
            "case_key", "number", "force", "batch", name=op.f("uq_review_request_case_key")
        ),
    )
    op.create_table(
        "support_end",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("batch", sa.Integer(), nullable=False),
        sa.Column("force", sa.String(), nullable=False),
        sa.Column("case_key", sa.String(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("ended_on", sa.Date(), nullable=False),
        sa.Column("stage", sa.String(), nullable=True),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("evidenced", sa.Boolean(), nullable=True),
        sa.Column("resumed_on", sa.Date(), nullable=True),
        sa.Column("mg6dar", sa.Boolean(), nullable=True),
        sa.CheckConstraint(
            "reason = 'length of the investigation' OR reason = 'fear of court' OR reason = 'well-being' OR reason = 'fear of the suspect or others' OR reason = 'phone or personal records' OR reason = 'no confidence in the outcome' OR reason = 'relationship with the suspect' OR reason = 'wants to move on' OR reason = 'other' OR reason = 'never wanted an investigation' OR reason = 'reported by someone else' OR reason = 'not asked' OR reason = 'declined to say' OR reason = 'not contactable' OR reason = 'not recorded'",
            name=op.f("ck_support_end_reason"),
        ),
        sa.CheckConstraint(
            "stage = 'report' OR stage = 'statement' OR stage = 'investigation' OR stage = 'with the CPS' OR stage = 'after charge'",
            name=op.f("ck_support_end_stage"),
        ),
        sa.CheckConstraint("length(case_key) = 32", name=op.f("ck_support_end_case_key")),
        sa.ForeignKeyConstraint(["batch"], ["import_batch.id"], name=op.f("fk_support_end_batch")),
        sa.ForeignKeyConstraint(["force"], ["organisation.ref"], name=op.f("fk_support_end_force")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_support_end")),
        sa.UniqueConstraint(
            "case_key", "number", "force", "batch", name=op.f("uq_support_end_case_key")
        ),
    )
    op.create_table(
        "support_referral",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("batch", sa.Integer(), nullable=False),
        sa.Column("force", sa.String(), nullable=False),
        sa.Column("case_key", sa.String(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("service", sa.String(), nullable=False),
        sa.Column("offered_on", sa.Date(), nullable=True),
        sa.Column("accepted_on", sa.Date(), nullable=True),
        sa.CheckConstraint(
            "service = 'SARC' OR service = 'ISVA'", name=op.f("ck_support_referral_service")
        ),
        sa.CheckConstraint("length(case_key) = 32", name=op.f("ck_support_referral_case_key")),
        sa.ForeignKeyConstraint(
            ["batch"], ["import_batch.id"], name=op.f("fk_support_referral_batch")
        ),
        sa.ForeignKeyConstraint(
            ["force"], ["organisation.ref"], name=op.f("fk_support_referral_force")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_support_referral")),
        sa.UniqueConstraint(
            "case_key", "number", "force", "batch", name=op.f("uq_support_referral_case_key")
        ),
    )
    op.create_table(
        "training_year",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("batch", sa.Integer(), nullable=False),
        sa.Column("force", sa.String(), nullable=False),
        sa.Column("area", sa.String(), nullable=True),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("ssaidp_completed", sa.Integer(), nullable=True),
        sa.Column("qualified", sa.Integer(), nullable=True),
        sa.Column("accredited", sa.Integer(), nullable=True),
        sa.Column("posts", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["batch"], ["import_batch.id"], name=op.f("fk_training_year_batch")
        ),
        sa.ForeignKeyConstraint(
            ["force"], ["organisation.ref"], name=op.f("fk_training_year_force")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_training_year")),
    )
    op.create_table(
        "agenda_entry",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("meeting", sa.String(), nullable=False),
        sa.Column("item", sa.String(), nullable=True),
        sa.Column("text", sa.String(), nullable=True),
        sa.Column("place", sa.Integer(), nullable=True),
        sa.Column("speaker", sa.String(), nullable=True),
        sa.Column("minutes", sa.Integer(), nullable=True),
        sa.Column("left_out", sa.String(), nullable=True),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("recorded_by", sa.String(), nullable=False),
        sa.CheckConstraint(
            "item IS NOT NULL OR text IS NOT NULL", name=op.f("ck_agenda_entry_item_or_text")
        ),
        sa.CheckConstraint("minutes >= 1", name=op.f("ck_agenda_entry_minutes")),
        sa.CheckConstraint("place >= 1", name=op.f("ck_agenda_entry_place")),
        sa.ForeignKeyConstraint(["meeting"], ["meeting.ref"], name=op.f("fk_agenda_entry_meeting")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_agenda_entry")),
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
            ["recommendation"], ["recommendation.ref"], name=op.f("fk_comment_recommendation")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_comment")),
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
        sa.Column("corrects", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["corrects"], ["decision.id"], name=op.f("fk_decision_corrects")),
        sa.ForeignKeyConstraint(["meeting"], ["meeting.ref"], name=op.f("fk_decision_meeting")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_decision")),
    )
    op.create_table(
        "frozen_agenda",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("meeting", sa.String(), nullable=False),
        sa.Column("planned_on", sa.Date(), nullable=False),
        sa.Column("as_at", sa.Date(), nullable=False),
        sa.Column("sha256", sa.String(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("recorded_by", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["meeting"], ["meeting.ref"], name=op.f("fk_frozen_agenda_meeting")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_frozen_agenda")),
    )
    op.create_table(
        "meeting_closing",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("meeting", sa.String(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("recorded_by", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["meeting"], ["meeting.ref"], name=op.f("fk_meeting_closing_meeting")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_meeting_closing")),
        sa.UniqueConstraint("meeting", name=op.f("uq_meeting_closing_meeting")),
    )
    op.create_table(
        "meeting_outcome",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("meeting", sa.String(), nullable=False),
        sa.Column("item", sa.String(), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("table", sa.String(), nullable=True),
        sa.Column("row", sa.Integer(), nullable=True),
        sa.Column("said", sa.String(), nullable=True),
        sa.Column("takes_back", sa.Integer(), nullable=True),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("recorded_by", sa.String(), nullable=False),
        sa.CheckConstraint(
            "(kind = 'taken back') = (takes_back IS NOT NULL)",
            name=op.f("ck_meeting_outcome_takes_back"),
        ),
        sa.CheckConstraint(
            "kind = 'update' OR kind = 'new date' OR kind = 'new action' OR kind = 'escalation' OR kind = 'question' OR kind = 'decision' OR kind = 'judgement' OR kind = 'no change' OR kind = 'not reached' OR kind = 'taken back'",
            name=op.f("ck_meeting_outcome_kind"),
        ),
        sa.CheckConstraint(
            '("table" IS NULL) = ("row" IS NULL)', name=op.f("ck_meeting_outcome_table_with_row")
        ),
        sa.ForeignKeyConstraint(
            ["meeting"], ["meeting.ref"], name=op.f("fk_meeting_outcome_meeting")
        ),
        sa.ForeignKeyConstraint(
            ["takes_back"], ["meeting_outcome.id"], name=op.f("fk_meeting_outcome_takes_back")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_meeting_outcome")),
        sa.UniqueConstraint("takes_back", name=op.f("uq_meeting_outcome_takes_back")),
    )
    op.create_table(
        "minutes_approval",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("meeting", sa.String(), nullable=False),
        sa.Column("approved_by_meeting", sa.String(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("entries", sa.String(), nullable=False),
        sa.Column("sha256", sa.String(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("recorded_by", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["approved_by_meeting"],
            ["meeting.ref"],
            name=op.f("fk_minutes_approval_approved_by_meeting"),
        ),
        sa.ForeignKeyConstraint(
            ["meeting"], ["meeting.ref"], name=op.f("fk_minutes_approval_meeting")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_minutes_approval")),
        sa.UniqueConstraint("meeting", name=op.f("uq_minutes_approval_meeting")),
    )
    op.create_table(
        "minutes_version",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("meeting", sa.String(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("recorded_by", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["meeting"], ["meeting.ref"], name=op.f("fk_minutes_version_meeting")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_minutes_version")),
    )
    op.create_table(
        "published_fact",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("ref", sa.String(), nullable=False),
        sa.Column("recommendation", sa.String(), nullable=True),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("dated", sa.String(), nullable=False),
        sa.Column("effective_on", sa.Date(), nullable=False),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("verified", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["recommendation"],
            ["recommendation.ref"],
            name=op.f("fk_published_fact_recommendation"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_published_fact")),
        sa.UniqueConstraint("ref", name=op.f("uq_published_fact_ref")),
    )
    op.create_table(
        "quarter_text",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("counted_quarter", sa.Integer(), nullable=False),
        sa.Column("counts", sa.String(), nullable=False),
        sa.Column("numbers", sa.String(), nullable=False),
        sa.Column("shown", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["counted_quarter"],
            ["counted_quarter.id"],
            name=op.f("fk_quarter_text_counted_quarter"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_quarter_text")),
        sa.UniqueConstraint("counted_quarter", name=op.f("uq_quarter_text_counted_quarter")),
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
        sa.Column("answered", sa.String(), nullable=True),
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
            ["recommendation"], ["recommendation.ref"], name=op.f("fk_requirement_recommendation")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_requirement")),
        sa.UniqueConstraint("recommendation", "part", name=op.f("uq_requirement_recommendation")),
        sa.UniqueConstraint("ref", name=op.f("uq_requirement_ref")),
    )
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
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("said_by", sa.String(), nullable=True),
        sa.Column("time_stated", sa.String(), nullable=True),
        sa.Column("latest_on", sa.Date(), nullable=True),
        sa.CheckConstraint(
            "deadline_kind = 'statutory' OR deadline_kind = 'inspectorate' OR deadline_kind = 'immediate' OR deadline_kind = 'agreed' OR deadline_kind = 'local' OR deadline_kind = 'none'",
            name=op.f("ck_action_deadline_kind"),
        ),
        sa.CheckConstraint(
            "kind = 'action' OR kind = 'purpose' OR kind = 'intention' OR kind = 'support'",
            name=op.f("ck_action_kind"),
        ),
        sa.CheckConstraint(
            "origin = 'response' OR origin = 'joint plan' OR origin = 'meeting'",
            name=op.f("ck_action_origin"),
        ),
        sa.CheckConstraint(
            "said_by = 'force' OR said_by = 'cps' OR said_by = 'addressee' OR said_by = 'opcc' OR said_by = 'inspectorate'",
            name=op.f("ck_action_said_by"),
        ),
        sa.CheckConstraint(
            "stated_as = 'in place' OR stated_as = 'done' OR stated_as = 'under way' OR stated_as = 'planned' OR stated_as = 'being considered'",
            name=op.f("ck_action_stated_as"),
        ),
        sa.ForeignKeyConstraint(
            ["lead_organisation"], ["organisation.ref"], name=op.f("fk_action_lead_organisation")
        ),
        sa.ForeignKeyConstraint(
            ["requirement"], ["requirement.ref"], name=op.f("fk_action_requirement")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_action")),
        sa.UniqueConstraint("ref", name=op.f("uq_action_ref")),
    )
    op.create_table(
        "draft_remark",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("requirement", sa.String(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("effective_on", sa.Date(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("recorded_by", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["requirement"], ["requirement.ref"], name=op.f("fk_draft_remark_requirement")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_draft_remark")),
    )
    op.create_table(
        "draft_statement",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("inspection", sa.String(), nullable=False),
        sa.Column("requirement", sa.String(), nullable=True),
        sa.Column("voice", sa.String(), nullable=False),
        sa.Column("stance", sa.String(), nullable=True),
        sa.Column("comment", sa.String(), nullable=True),
        sa.Column("action", sa.String(), nullable=True),
        sa.Column("stated_as", sa.String(), nullable=True),
        sa.Column("lead_organisation", sa.String(), nullable=True),
        sa.Column("owner_role", sa.String(), nullable=True),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("measure", sa.String(), nullable=True),
        sa.Column("evidence", sa.String(), nullable=True),
        sa.Column("link", sa.String(), nullable=True),
        sa.Column("figure_owed", sa.Boolean(), nullable=False),
        sa.Column("reason", sa.String(), nullable=True),
        sa.Column("closing", sa.String(), nullable=True),
        sa.Column("effective_on", sa.Date(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("recorded_by", sa.String(), nullable=False),
        sa.CheckConstraint(
            "stance = 'accepted' OR stance = 'partly accepted' OR stance = 'not accepted'",
            name=op.f("ck_draft_statement_stance"),
        ),
        sa.CheckConstraint(
            "stated_as = 'in place' OR stated_as = 'done' OR stated_as = 'under way' OR stated_as = 'planned' OR stated_as = 'being considered'",
            name=op.f("ck_draft_statement_stated_as"),
        ),
        sa.CheckConstraint(
            "voice = 'force' OR voice = 'cps' OR voice = 'opcc'",
            name=op.f("ck_draft_statement_voice"),
        ),
        sa.ForeignKeyConstraint(
            ["inspection"], ["inspection.ref"], name=op.f("fk_draft_statement_inspection")
        ),
        sa.ForeignKeyConstraint(
            ["lead_organisation"],
            ["organisation.ref"],
            name=op.f("fk_draft_statement_lead_organisation"),
        ),
        sa.ForeignKeyConstraint(
            ["requirement"], ["requirement.ref"], name=op.f("fk_draft_statement_requirement")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_draft_statement")),
    )
    op.create_table(
        "frozen_item",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("agenda", sa.Integer(), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("item", sa.String(), nullable=False),
        sa.Column("topic", sa.String(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("speaker", sa.String(), nullable=True),
        sa.Column("minutes", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["agenda"], ["frozen_agenda.id"], name=op.f("fk_frozen_item_agenda")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_frozen_item")),
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
        sa.ForeignKeyConstraint(["meeting"], ["meeting.ref"], name=op.f("fk_judgement_meeting")),
        sa.ForeignKeyConstraint(
            ["requirement"], ["requirement.ref"], name=op.f("fk_judgement_requirement")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_judgement")),
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
        sa.Column("corrects", sa.Integer(), nullable=True),
        sa.Column("source", sa.String(), nullable=True),
        sa.CheckConstraint(
            "state = 'not started' OR state = 'not being taken forward' OR state = 'waiting on another body' OR state = 'under way' OR state = 'complete' OR state = 'superseded' OR state = 'addressed to another body'",
            name=op.f("ck_position_state"),
        ),
        sa.CheckConstraint(
            "voice = 'force' OR voice = 'cps' OR voice = 'addressee' OR voice = 'opcc' OR voice = 'inspectorate'",
            name=op.f("ck_position_voice"),
        ),
        sa.ForeignKeyConstraint(["corrects"], ["position.id"], name=op.f("fk_position_corrects")),
        sa.ForeignKeyConstraint(
            ["requirement"], ["requirement.ref"], name=op.f("fk_position_requirement")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_position")),
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
            "(stated_as = 'not mentioned') = (quote IS NULL)",
            name=op.f("ck_stated_position_quoted"),
        ),
        sa.CheckConstraint(
            "date_basis = 'stated' OR date_basis = 'not stated; due date used'",
            name=op.f("ck_stated_position_date_basis"),
        ),
        sa.CheckConstraint(
            "stated_as = 'not mentioned' OR stated_as = 'not being taken forward' OR stated_as = 'left to another body' OR stated_as = 'being considered' OR stated_as = 'planned' OR stated_as = 'under way' OR stated_as = 'in place' OR stated_as = 'done'",
            name=op.f("ck_stated_position_stated_as"),
        ),
        sa.CheckConstraint(
            "voice = 'force' OR voice = 'cps' OR voice = 'addressee' OR voice = 'opcc' OR voice = 'inspectorate'",
            name=op.f("ck_stated_position_voice"),
        ),
        sa.ForeignKeyConstraint(
            ["requirement"], ["requirement.ref"], name=op.f("fk_stated_position_requirement")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_stated_position")),
        sa.UniqueConstraint("requirement", "voice", name=op.f("uq_stated_position_requirement")),
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
        sa.Column("new_review_on", sa.Date(), nullable=True),
        sa.Column("corrects", sa.Integer(), nullable=True),
        sa.Column("new_lead", sa.String(), nullable=True),
        sa.Column("new_owner", sa.String(), nullable=True),
        sa.Column("handed_over_by", sa.String(), nullable=True),
        sa.Column("source", sa.String(), nullable=True),
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
        sa.ForeignKeyConstraint(["action"], ["action.ref"], name=op.f("fk_action_update_action")),
        sa.ForeignKeyConstraint(
            ["corrects"], ["action_update.id"], name=op.f("fk_action_update_corrects")
        ),
        sa.ForeignKeyConstraint(
            ["new_lead"], ["organisation.ref"], name=op.f("fk_action_update_new_lead")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_action_update")),
    )
    op.create_table(
        "draft_approval",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("inspection", sa.String(), nullable=False),
        sa.Column("voice", sa.String(), nullable=False),
        sa.Column("statement", sa.Integer(), nullable=False),
        sa.Column("approved_by", sa.String(), nullable=False),
        sa.Column("source", sa.String(), nullable=True),
        sa.Column("effective_on", sa.Date(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("recorded_by", sa.String(), nullable=False),
        sa.CheckConstraint(
            "voice = 'force' OR voice = 'cps' OR voice = 'opcc'",
            name=op.f("ck_draft_approval_voice"),
        ),
        sa.ForeignKeyConstraint(
            ["inspection"], ["inspection.ref"], name=op.f("fk_draft_approval_inspection")
        ),
        sa.ForeignKeyConstraint(
            ["statement"], ["draft_statement.id"], name=op.f("fk_draft_approval_statement")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_draft_approval")),
    )
    op.create_table(
        "draft_publication",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("inspection", sa.String(), nullable=False),
        sa.Column("statement", sa.Integer(), nullable=False),
        sa.Column("effective_on", sa.Date(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("recorded_by", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["inspection"], ["inspection.ref"], name=op.f("fk_draft_publication_inspection")
        ),
        sa.ForeignKeyConstraint(
            ["statement"], ["draft_statement.id"], name=op.f("fk_draft_publication_statement")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_draft_publication")),
        sa.UniqueConstraint("inspection", name=op.f("uq_draft_publication_inspection")),
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
        sa.ForeignKeyConstraint(["action"], ["action.ref"], name=op.f("fk_evidence_action")),
        sa.ForeignKeyConstraint(
            ["requirement"], ["requirement.ref"], name=op.f("fk_evidence_requirement")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_evidence")),
        sa.UniqueConstraint("ref", name=op.f("uq_evidence_ref")),
    )
    op.create_table(
        "recurrence",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("ref", sa.String(), nullable=False),
        sa.Column("requirement", sa.String(), nullable=True),
        sa.Column("action", sa.String(), nullable=True),
        sa.Column("title", sa.String(), nullable=True),
        sa.Column("said_by", sa.String(), nullable=True),
        sa.Column("time_stated", sa.String(), nullable=True),
        sa.Column("times_a_year", sa.Integer(), nullable=True),
        sa.Column("quote", sa.String(), nullable=True),
        sa.Column("quote_section", sa.String(), nullable=True),
        sa.Column("quote_paragraph", sa.Integer(), nullable=True),
        sa.Column("effective_on", sa.Date(), nullable=False),
        sa.CheckConstraint(
            "said_by = 'force' OR said_by = 'cps' OR said_by = 'addressee' OR said_by = 'opcc' OR said_by = 'inspectorate'",
            name=op.f("ck_recurrence_said_by"),
        ),
        sa.CheckConstraint(
            "times_a_year BETWEEN 1 AND 366", name=op.f("ck_recurrence_times_a_year")
        ),
        sa.ForeignKeyConstraint(["action"], ["action.ref"], name=op.f("fk_recurrence_action")),
        sa.ForeignKeyConstraint(
            ["requirement"], ["requirement.ref"], name=op.f("fk_recurrence_requirement")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_recurrence")),
        sa.UniqueConstraint("ref", name=op.f("uq_recurrence_ref")),
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
        sa.Column("corrects", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["action"], ["action.ref"], name=op.f("fk_ask_action")),
        sa.ForeignKeyConstraint(["corrects"], ["ask.id"], name=op.f("fk_ask_corrects")),
        sa.ForeignKeyConstraint(["evidence"], ["evidence.ref"], name=op.f("fk_ask_evidence")),
        sa.ForeignKeyConstraint(["meeting"], ["meeting.ref"], name=op.f("fk_ask_meeting")),
        sa.ForeignKeyConstraint(["of_whom"], ["organisation.ref"], name=op.f("fk_ask_of_whom")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_ask")),
    )
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
        sa.CheckConstraint(
            "unit = 'days' OR unit = 'weeks' OR unit = 'months' OR unit = 'years'",
            name=op.f("ck_frequency_unit"),
        ),
        sa.CheckConstraint(
            "(every IS NULL) = (unit IS NULL)", name=op.f("ck_frequency_every_with_unit")
        ),
        sa.CheckConstraint("every >= 1", name=op.f("ck_frequency_every")),
        sa.ForeignKeyConstraint(
            ["recurrence"], ["recurrence.ref"], name=op.f("fk_frequency_recurrence")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_frequency")),
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
            ["corrects"], ["occurrence.id"], name=op.f("fk_occurrence_corrects")
        ),
        sa.ForeignKeyConstraint(
            ["recurrence"], ["recurrence.ref"], name=op.f("fk_occurrence_recurrence")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_occurrence")),
    )
    op.create_table(
        "proposal",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("organisation", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("action", sa.String(), nullable=True),
        sa.Column("ask", sa.Integer(), nullable=True),
        sa.Column("seen", sa.Integer(), nullable=True),
        sa.Column("fields", sa.String(), nullable=False),
        sa.Column("follows", sa.Integer(), nullable=True),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("recorded_by", sa.String(), nullable=False),
        sa.Column("decision", sa.String(), nullable=True),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("decided_by", sa.String(), nullable=True),
        sa.Column("reason", sa.String(), nullable=True),
        sa.Column("recorded_row", sa.Integer(), nullable=True),
        sa.CheckConstraint(
            "decision <> 'accepted' OR recorded_row IS NOT NULL", name=op.f("ck_proposal_recorded")
        ),
        sa.CheckConstraint(
            "decision <> 'returned' OR reason IS NOT NULL", name=op.f("ck_proposal_returned_why")
        ),
        sa.CheckConstraint(
            "decision = 'accepted' OR decision = 'returned' OR decision = 'withdrawn'",
            name=op.f("ck_proposal_decision"),
        ),
        sa.CheckConstraint(
            "kind = 'action-update' OR kind = 'evidence' OR kind = 'answer'",
            name=op.f("ck_proposal_kind"),
        ),
        sa.CheckConstraint(
            "(decision IS NULL) = (decided_at IS NULL)", name=op.f("ck_proposal_decided_at")
        ),
        sa.CheckConstraint(
            "(decision IS NULL) = (decided_by IS NULL)", name=op.f("ck_proposal_decided_by")
        ),
        sa.ForeignKeyConstraint(["action"], ["action.ref"], name=op.f("fk_proposal_action")),
        sa.ForeignKeyConstraint(["ask"], ["ask.id"], name=op.f("fk_proposal_ask")),
        sa.ForeignKeyConstraint(["follows"], ["proposal.id"], name=op.f("fk_proposal_follows")),
        sa.ForeignKeyConstraint(
            ["organisation"], ["organisation.ref"], name=op.f("fk_proposal_organisation")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_proposal")),
        sa.UniqueConstraint("follows", name=op.f("uq_proposal_follows")),
    )
    op.bulk_insert(
        kinds,
        [{"ref": kind, "title": kind, "is_board": is_board} for kind, is_board in KINDS.items()],
    )
    op.bulk_insert(revisions, [{"id": 1, "identity": secrets.token_hex(8), "revision": 0}])
