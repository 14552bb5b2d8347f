"""The quantities of Explore by group, and the other words that readers look for them by."""

import csv
from collections.abc import Mapping, Sequence
from functools import cache
from itertools import pairwise
from pathlib import Path

from metrics.measures.catalogue import MEASURES

# In the order of the list, which goes from the victims to the plan. A measure that is not named
# stands after the one that its page has before it.
NAMED: Mapping[str, Sequence[str]] = {
    "Telling victims": (
        "told_in_time",
        "told_late",
        "not_yet_told",
        "no_record_of_telling",
        "sent_by_post",
        "days_to_tell",
        "notices",
        "told_as_asked",
        "preference_recorded",
        "isva_offered",
        "isva_present",
        "right_explained",
        "told_by_solo",
        "told_in_time_police",
        "told_in_time_cps",
        "told_in_time_support_ended",
        "exempt_from_telling",
    ),
    "Right to review": (
        "right_to_review",
        "reviews",
        *(
            f"{code}_{scheme}"
            for scheme in ("police", "cps")
            for code in (
                "review_right_told",
                "review_take_up",
                "review_stands",
                "review_overturned",
                "review_acknowledged",
                "review_decided",
            )
        ),
        "review_stands_independent",
        "review_overturned_independent",
        "review_decided_independent",
        "review_understood",
    ),
    "When support ends": (
        "support_ending",
        "support_ended_early",
        "support_end_stage_recorded",
        "support_end_evidenced",
    ),
    "Reports, support and outcomes": (
        "investigations",
        "outcomes",
        "support_offered",
        "support_accepted",
        "sarc_offered",
        "isva_referral_offered",
        "days_to_offer",
        "support_meetings_attended",
    ),
    "Protected characteristics": ("age_asked",),
    "Case action plans": ("case_plans_open", "case_plans_closed", "case_plans_admin_finalised"),
    "Early advice and files": (
        "early_advice",
        "early_advice_considered",
        "early_advice_neither",
        "early_advice_in_time",
        "early_advice_days",
        "early_advice_near_closure",
        "advice_not_sought",
        "referrals",
        "files_accepted",
        "cps_decision_in_time",
        "days_with_police",
        "days_with_cps",
        "meeting_before_nfa",
        "nfa_after_referral",
        "contact_details",
    ),
    "Escalations": ("escalations", "escalations_open", "past_point_plans", "past_point_actions"),
    "Training": ("ssaidp_completed",),
    "Joint plan and recommendations": (
        "actions",
        "actions_overdue",
        "actions_due_soon",
        "actions_stale",
        "actions_on_first_date",
        "parts_reported_complete",
        "figures_owed",
    ),
}


def _in_groups(named: Mapping[str, Sequence[str]]) -> dict[str, list[str]]:
    """Every quantity by group: those ``named``, and each other measure after the one before it.

    A measure that is neither named nor after another of its page is in no group.
    """
    groups = {group: [*codes] for group, codes in named.items()}
    group_of = {code: group for group, codes in named.items() for code in codes}
    for before, measure in pairwise(MEASURES.values()):
        if measure.code in group_of or measure.not_in_explore or measure.page != before.page:
            continue
        if group := group_of.get(before.code):
            group_of[measure.code] = group
            groups[group].insert(groups[group].index(before.code) + 1, measure.code)
    return groups


GROUPS: Mapping[str, Sequence[str]] = _in_groups(NAMED)

# The quantities that a reader may mean by another word for them, by that word.
with Path(__file__).with_name("other_words.csv").open(encoding="utf-8", newline="") as _file:
    OTHER_WORDS: Mapping[str, Sequence[str]] = {
        row["words"]: row["means"].split(";") for row in csv.DictReader(_file)
    }


def other_words(code: str) -> list[str]:
    """The other words that the quantity is found by, in the order of the list."""
    return _words_by_code().get(code, [])


@cache
def _words_by_code() -> dict[str, list[str]]:
    words: dict[str, list[str]] = {}
    for word, codes in OTHER_WORDS.items():
        for code in codes:
            words.setdefault(code, []).append(word)
    return words
