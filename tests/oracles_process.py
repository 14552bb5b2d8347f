"""A slow and simple second implementation of the process figures: rows are dicts, rules are loops.

Nothing here uses Polars or knows how a metric handles a frame.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from statistics import median
from typing import Any

from tests.oracles import is_later
from tests.slow_calendar import is_working_day, working_days_between

Row = dict[str, Any]
Rows = list[Row]
Period = tuple[date, date]

NFA_CODES = ("9", "10", "11", "12", "13", "14", "15", "16", "17", "18", "21")


# Rows as at a day

BEGINS = {
    "investigation": "reported_on",
    "referral": "referred_on",
    "case_plan": "issued_on",
    "case_escalation": "raised_on",
    "notice": "decided_on",
    "support_referral": "offered_on",
    "support_end": "ended_on",
    "review_request": "requested_on",
    "dip_sample": "sampled_on",
}
# By table, the column with the day of filling in, and the columns unknown before that day.
NOT_KNOWN_BEFORE = {
    ("investigation", "outcome_on"): ["outcome_on", "outcome_code"],
    ("referral", "decided_on"): ["decided_on", "decision", "days_with_cps"],
    ("referral", "meeting_on"): ["meeting_on", "both_roles_met"],
    ("early_advice", "given_on"): ["given_on"],
    ("early_advice", "requested_on"): ["requested_on", "sought", "given_on"],
    ("early_advice", "reason_on"): ["reason_on", "not_sought_reason"],
    ("case_plan", "answered_on"): ["answered_on"],
    ("case_plan", "closed_on"): ["closed_on", "closed_reason"],
    ("case_plan", "victim_updated_on"): ["victim_updated_on"],
    ("case_escalation", "resolved_on"): ["resolved_on", "outcome"],
    ("notice", "told_on"): ["told_on", "method", "told_by", "right_explained", "isva_present"],
    ("notice", "sent_on"): ["sent_on", "method", "told_by", "right_explained"],
    ("notice", "asked_recorded_on"): ["asked_recorded_on", "asked_method"],
    ("support_referral", "accepted_on"): ["accepted_on"],
    ("support_end", "resumed_on"): ["resumed_on"],
    ("review_request", "acknowledged_on"): ["acknowledged_on"],
    ("review_request", "decided_on"): ["decided_on", "result"],
}


def known(name: str, rows: Rows, day: date) -> Rows:
    """Rows as they stood on ``day``."""
    found = []
    for row in rows:
        if name in BEGINS and is_later(row[BEGINS[name]], day):
            continue
        stood = dict(row)
        for (table, when), columns in NOT_KNOWN_BEFORE.items():
            if table == name and is_later(row[when], day):
                stood |= dict.fromkeys(columns)
        if name == "case_escalation" and stood["outcome"] is None:
            stood["outcome"] = "open"
        found.append(stood)
    return found


# Case action plans


def is_closed(plan: Row) -> bool:
    """Closed on a day, or for a reason."""
    return plan["closed_on"] is not None or plan["closed_reason"] is not None


def is_open(plan: Row) -> bool:
    """Neither closed nor answered in full."""
    return not is_closed(plan) and plan["answered_on"] is None


def target(plan: Row) -> date | None:
    """The current target, else the first."""
    found: date | None = plan["target_on"] or plan["first_target_on"]
    return found


def age_band(plan: Row, day: date) -> str:
    """The band of days since the plan was issued."""
    age = (day - plan["issued_on"]).days
    if age <= 28:
        return "0-28 days"
    if age <= 56:
        return "29-56 days"
    return "57-90 days" if age <= 90 else "over 90 days"


def count_open(plans: Rows, day: date) -> tuple[int, int]:
    """The numbers of open plans, and of answered plans that are not closed."""
    not_closed = [plan for plan in known("case_plan", plans, day) if not is_closed(plan)]
    answered = sum(plan["answered_on"] is not None for plan in not_closed)
    return len(not_closed) - answered, answered


def open_by_age(plans: Rows, day: date) -> Counter[str]:
    """Plans open by band of age."""
    return Counter(age_band(plan, day) for plan in known("case_plan", plans, day) if is_open(plan))


def open_and_answered(plans: Rows, day: date, band: str) -> tuple[int, int]:
    """The plans of a band of age: open, and answered in full but not closed."""
    return count_open([plan for plan in plans if age_band(plan, day) == band], day)


def open_by_target(plans: Rows, day: date, band: str) -> tuple[int, int, int]:
    """The open plans of a band of age: first target passed, ahead, and none."""
    passed = ahead = none = 0
    for plan in known("case_plan", plans, day):
        if is_open(plan) and age_band(plan, day) == band:
            first = plan["first_target_on"]
            passed += first is not None and first < day
            ahead += first is not None and first >= day
            none += first is None
    return passed, ahead, none


def open_by_side(plans: Rows, day: date) -> Counter[str]:
    """Plans open by who must act."""
    opened = [plan for plan in known("case_plan", plans, day) if is_open(plan)]
    return Counter(plan["must_act"] or "not recorded" for plan in opened)


def answered_in_target(plans: Rows, day: date) -> Row:
    """Met, of, share, and plans without a first target."""
    met = of = no_target = 0
    for plan in known("case_plan", plans, day):
        first, answered = plan["first_target_on"], plan["answered_on"]
        if first is None:
            no_target += 1
        elif first < day:
            of += 1
            met += answered is not None and answered <= first
    return shared(met, of) | {"no_target": no_target}


def closure(plan: Row, day: date, closes_after: int, watched: int) -> str | None:
    """Near or past the day of administrative closure, or neither."""
    due = target(plan)
    if due is None or not is_open(plan):
        return None
    closes_on = due + timedelta(closes_after)
    if day > closes_on:
        return "past"
    return "near" if day >= closes_on - timedelta(watched) else None


def near_closure(plans: Rows, day: date, closes_after: int, watched: int) -> Row:
    """Plans near and past closure, the number open, and plans with no target."""
    opened = [plan for plan in known("case_plan", plans, day) if is_open(plan)]
    found = Counter(closure(plan, day, closes_after, watched) for plan in opened)
    return {
        "near": found["near"],
        "past": found["past"],
        "of": len(opened),
        "no_target": sum(target(plan) is None for plan in opened),
    }


def advised_near_closure(
    tables: Mapping[str, Rows], day: date, closes_after: int, watched: int
) -> Counter[str]:
    """Cases advised and since neither sent nor ended: near, past, and of all."""
    found: Counter[str] = Counter(near=0, past=0, of=0)
    stood = {
        name: known(name, tables[name], day)
        for name in ("investigation", "referral", "early_advice")
    }
    for case in stood["investigation"]:
        days = [row["given_on"] for row in of_case(case, stood["early_advice"]) if row["given_on"]]
        if not days or case["outcome_code"]:
            continue
        if any(row["referred_on"] >= max(days) for row in of_case(case, stood["referral"])):
            continue
        found["of"] += 1
        closes_on = max(days) + timedelta(closes_after)
        if day > closes_on:
            found["past"] += 1
        elif day >= closes_on - timedelta(watched):
            found["near"] += 1
    return found


def closed_by_month(plans: Rows, day: date) -> Counter[tuple[date | None, str]]:
    """Plans closed, by the first day of the month and the reason."""
    return Counter(
        (
            plan["closed_on"] and plan["closed_on"].replace(day=1),
            plan["closed_reason"] or "not recorded",
        )
        for plan in known("case_plan", plans, day)
        if is_closed(plan)
    )


# Early advice


def considered(
    investigations: Rows, referrals: Rows, advice: Rows, period: Period, day: date
) -> Counter[str]:
    """Investigations by neither, sought, reason, other; each reason also under its name."""
    found: Counter[str] = Counter()
    filed = by_case(known("referral", referrals, day))
    said = by_case(known("early_advice", advice, day))
    for case in known("investigation", investigations, day):
        referred = [row["referred_on"] for row in filed[case["case_key"]]]
        events = [each for each in (case["outcome_on"], *referred) if each]
        if not events or not period[0] <= min(events) <= period[1]:
            continue
        found.update(early_advice(said[case["case_key"]], min(events)))
    return found


def early_advice(said: Rows, event_on: date) -> list[str]:
    """The entries about early advice by the day of the event."""
    for row in said:
        requested = row["requested_on"]
        if row["sought"] and (requested is None or requested <= event_on):
            return ["sought"]
    reasons = [
        (row["reason_on"], row["number"], row["not_sought_reason"])
        for row in said
        if row["not_sought_reason"] and row["reason_on"] and row["reason_on"] <= event_on
    ]
    if not reasons:
        return ["neither"]
    reason = max(reasons)[2]
    return ["other" if reason == "other" else "reason", f"because: {reason}"]


def advice_in_time(advice: Rows, days: int, period: Period, day: date) -> Row:
    """Requests of the period answered in time, and how long advice took."""
    met = of = waiting = 0
    took = []
    for row in known("early_advice", advice, day):
        requested, given = row["requested_on"], row["given_on"]
        if requested is None or not period[0] <= requested <= period[1]:
            continue
        if (day - requested).days >= days:
            of += 1
            met += given is not None and (given - requested).days <= days
        if given is None:
            waiting += 1
        else:
            took.append((given - requested).days)
    times = {"median_days": float(median(took)) if took else None}
    return shared(met, of) | times | {"given": len(took), "waiting": waiting}


# Referrals


def referred_in(referrals: Rows, period: Period, day: date) -> Rows:
    """Referrals made in the period."""
    return [
        row
        for row in known("referral", referrals, day)
        if period[0] <= row["referred_on"] <= period[1]
    ]


def decided_in_time(referrals: Rows, days: int, period: Period, day: date) -> Row:
    """Referrals of the period decided in time, out of those old enough."""
    met = of = returned = waiting = 0
    for row in referred_in(referrals, period, day):
        if (day - row["referred_on"]).days < days:
            continue
        of += 1
        if row["decided_on"] is None:
            waiting += 1
        elif (row["decided_on"] - row["referred_on"]).days <= days:
            met += 1
            returned += row["decision"] == "returned to the police"
    return shared(met, of) | {"returned": returned, "waiting": waiting}


def days_with(referrals: Rows, period: Period, day: date) -> Rows:
    """Days with police and with CPS: the number, their quartiles, and the number not recorded."""
    all_known = known("referral", referrals, day)
    found = []
    for side, when, column in (
        ("police", "referred_on", "days_with_police"),
        ("cps", "decided_on", "days_with_cps"),
    ):
        of_period = [
            row[column]
            for row in all_known
            if row[when] is not None and period[0] <= row[when] <= period[1]
        ]
        days = sorted(each for each in of_period if each is not None)
        found.append(
            {
                "side": side,
                "files": len(days),
                "lower": quantile(days, 0.25),
                "median": quantile(days, 0.5),
                "upper": quantile(days, 0.75),
                "not_recorded": len(of_period) - len(days),
            }
        )
    return found


def quantile(ordered: list[int], part: float) -> float | None:
    """The quantile ``part``, interpolated linearly between its two neighbours."""
    if not ordered:
        return None
    place = part * (len(ordered) - 1)
    below = int(place)
    above = min(below + 1, len(ordered) - 1)
    return ordered[below] + (place - below) * (ordered[above] - ordered[below])


def files_accepted(referrals: Rows, period: Period, day: date) -> Row:
    """Files accepted, out of those for which it is recorded."""
    said = [row["file_accepted"] for row in referred_in(referrals, period, day)]
    return shared(said.count(True), said.count(True) + said.count(False)) | {
        "not_recorded": said.count(None)
    }


def returned_by_reason(referrals: Rows, period: Period, day: date) -> Counter[str]:
    """Files not accepted, by reason."""
    return Counter(
        row["return_reason"] or "not recorded"
        for row in referred_in(referrals, period, day)
        if row["file_accepted"] is False
    )


def meeting_before_nfa(
    investigations: Rows, referrals: Rows, days: int, period: Period, day: date
) -> dict[str, Row]:
    """By who decided: decisions with a meeting of both roles, all, and those with one role only."""
    filed = known("referral", referrals, day)
    against = [row for row in filed if row["decision"] == "no further action"]
    filed_in, against_in = by_case(filed), by_case(against)
    found: dict[str, list[str]] = {"police": [], "cps": []}
    for row in against:
        if in_period(row["decided_on"], period):
            found["cps"].append(meeting([row], row["decided_on"], days))
    for case in known("investigation", investigations, day):
        ended = case["outcome_on"]
        if case["outcome_code"] not in NFA_CODES or not in_period(ended, period):
            continue
        before = [row for row in filed_in[case["case_key"]] if row["referred_on"] <= ended]
        by_cps = [
            row
            for row in against_in[case["case_key"]]
            if row["decided_on"] and row["decided_on"] <= ended
        ]
        if before and not by_cps:
            found["police"].append(meeting(before, ended, days))
    return {
        side: shared(met.count("both"), len(met)) | {"one_role": met.count("one")}
        for side, met in found.items()
    }


def meeting(referrals: Rows, decided_on: date, days: int) -> str:
    """The best meeting in the days before: of both roles, of one, or none."""
    best = "none"
    for row in referrals:
        if row["meeting_on"] and 0 <= (decided_on - row["meeting_on"]).days <= days:
            if row["both_roles_met"]:
                return "both"
            best = "one"
    return best


# Escalations


def escalations(of_cases: Rows, day: date) -> Rows:
    """Escalations in cases; an outcome without its day does not count."""
    rows = [{**row} for row in known("case_escalation", of_cases, day)]
    for row in rows:
        if row["resolved_on"] is None:
            row["outcome"] = "open"
    return rows


def escalation_figures(rows: Rows, day: date) -> Row:
    """The figures of escalations."""
    ended = [row["outcome"] for row in rows]
    changed, unchanged = ended.count("changed"), ended.count("unchanged")
    days = [
        working_days_between(row["raised_on"], row["resolved_on"])
        for row in rows
        if row["resolved_on"]
    ]
    unanswered = [row["respond_by_on"] for row in rows if row["resolved_on"] is None]
    return {
        "raised": len(rows),
        "open": len(unanswered),
        "answer_overdue": sum(due is not None and due < day for due in unanswered),
        "changed": changed,
        "unchanged": unchanged,
        "withdrawn": ended.count("withdrawn"),
        "share_changed": changed / (changed + unchanged) if changed + unchanged else None,
        "median_working_days": float(median(days)) if days else None,
    }


def past_point(
    due: date | None,
    still_since: date,
    highest: int | None,
    graces: dict[int, int],
    stale_days: int,
    day: date,
) -> tuple[int, date] | None:
    """The level that should have been reached, and the day it was due; null where it was."""
    reached = None
    if due is None:
        since = still_since + timedelta(stale_days)
        reached = (1, since) if since <= day else None
    else:
        for rung, grace in sorted(graces.items()):
            if working_days_between(due, day) > grace:
                reached = (rung, working_day_past(due, grace))
    if reached and (highest is None or highest < reached[0]):
        return reached
    return None


def missing_since(
    due: date | None, still_since: date, highest: int | None, graces: dict[int, int], stale: int
) -> date:
    """The day from which an escalation was missing: past the lowest rung not reached."""
    if due is None:
        return still_since + timedelta(stale)
    return working_day_past(
        due, min(grace for rung, grace in graces.items() if rung > (highest or 0))
    )


def working_day_past(due: date, grace: int) -> date:
    """The first day on which more than ``grace`` working days lie after ``due``."""
    late = 0
    while late <= grace:
        due += timedelta(1)
        late += is_working_day(due)
    return due


def known_by(day: date | None, known_on: date | None) -> Any:
    """The later of a day and the day on which it was recorded; null for no day."""
    return max(day, known_on or day) if day else None


def actions_past_point(
    actions: Rows, raised: Rows, graces: dict[int, int], stale_days: int, day: date
) -> dict[str, tuple[int, date]]:
    """Open actions past the point, by ref."""
    found = {}
    for action in actions:
        is_owed_a_date = action["time_state"] == "no date agreed" and action["is_followed_up"]
        if action["due_on"] is None and not is_owed_a_date:
            continue
        rungs = [row["rung"] for row in raised if row["subject"] == action["ref"]]
        past = past_point(
            known_by(action["due_on"], action["date_known_on"]),
            known_by(action["moved_on"], action["moved_known_on"]),
            max(rungs, default=None),
            graces,
            stale_days,
            day,
        )
        if action["is_open"] and past:
            found[action["ref"]] = past
    return found


def plans_past_point(
    plans: Rows, raised: Rows, graces: dict[int, int], stale_days: int, day: date
) -> Counter[int]:
    """Open plans past the point, by the rung due."""
    found: Counter[int] = Counter()
    escalated = by_case(known("case_escalation", raised, day))
    for plan in known("case_plan", plans, day):
        if not is_open(plan):
            continue
        rungs = [
            row["rung"]
            for row in escalated[plan["case_key"]]
            if row["about"] == "case action plan" and row["about_number"] == plan["number"]
        ]
        past = past_point(
            target(plan), plan["issued_on"], max(rungs, default=None), graces, stale_days, day
        )
        if past:
            found[past[0]] += 1
    return found


# Shared steps


def shared(met: int, of: int) -> Row:
    """Met, of and the share."""
    return {"met": met, "of": of, "share": met / of if of else None}


def in_period(day: date | None, period: Period) -> bool:
    """Whether a day is recorded and in the period."""
    return day is not None and period[0] <= day <= period[1]


def by_case(rows: Iterable[Row]) -> defaultdict[str, Rows]:
    """The rows of each case."""
    found: defaultdict[str, Rows] = defaultdict(list)
    for row in rows:
        found[row["case_key"]].append(row)
    return found


def of_case(case: Row, rows: Iterable[Row]) -> Rows:
    """The rows of the same case."""
    return [row for row in rows if row["case_key"] == case["case_key"]]
