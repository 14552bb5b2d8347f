"""Case tallies, imports"""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
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
        sa.Column("batch", sa.Integer(), nullable=False),
        sa.Column("table", sa.String(), nullable=False),
        sa.Column("row", sa.Integer(), nullable=False),
        sa.Column("was", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(
            ["batch"], ["import_batch.id"], name=op.f("fk_content_change_batch")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_content_change")),
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
        sa.CheckConstraint(
            "result = 'original decision stands' OR result = 'overturned' OR result = 'outside the scheme'",
            name=op.f("ck_review_request_result"),
        ),
        sa.CheckConstraint(
            "scheme = 'police' OR scheme = 'cps'", name=op.f("ck_review_request_scheme")
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
    op.add_column(
        "import_batch", sa.Column("rows_new", sa.Integer(), server_default="0", nullable=False)
    )
    op.add_column(
        "import_batch", sa.Column("rows_changed", sa.Integer(), server_default="0", nullable=False)
    )
    op.add_column(
        "import_batch", sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True)
    )
    op.add_column("import_batch", sa.Column("withdrawn_by", sa.String(), nullable=True))


def downgrade() -> None:
    op.drop_column("import_batch", "withdrawn_by")
    op.drop_column("import_batch", "withdrawn_at")
    op.drop_column("import_batch", "rows_changed")
    op.drop_column("import_batch", "rows_new")

    op.drop_table("training_year")
    op.drop_table("support_referral")
    op.drop_table("support_end")
    op.drop_table("review_request")
    op.drop_table("referral")
    op.drop_table("notice")
    op.drop_table("investigation")
    op.drop_table("early_advice")
    op.drop_table("dip_sample")
    op.drop_table("content_change")
    op.drop_table("case_plan")
    op.drop_table("case_escalation")
    op.drop_table("heading_choice")
    op.drop_table("closed_month")
