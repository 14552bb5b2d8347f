"""Columns that several measures of cases cannot be counted without.

Where none of the files received has had one, the measure is not available: a column that was never
sent says neither yes nor no. A table alone must have been sent at all. Of columns with a bar
between, one is enough. Columns that every file of a table has are not named.
"""

TOLD_COLUMNS = ("notice.told_on",)
ASKED_COLUMNS = (*TOLD_COLUMNS, "notice.asked_method", "notice.asked_recorded_on")
OUTCOME = ("investigation.outcome_code", "investigation.outcome_on")
PLAN_ANSWERED = ("case_plan.answered_on",)
ADVICE_COLUMNS = ("early_advice.requested_on", "early_advice.not_sought_reason")
STAFF = ("training_year.posts",)
RESULT = ("review_request.decided_on", "review_request.result")
ACKNOWLEDGED = ("review_request.acknowledged_on",)
OFFER_COLUMNS = ("support_referral",)
# Whether the police scheme takes in a decision.
QUALIFYING_COLUMN = "investigation.suspect_interviewed"
STAGE = "review_request.stage"
