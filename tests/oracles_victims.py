"""A slow and simple second implementation of the victim figures: rows are dicts, rules are loops.

Nothing here uses Polars or knows how a metric handles a frame. First come the facts of each
decision, request or case; then their categories; then each measure, from the facts and not the
categories.
"""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from tests.oracles_process import NFA_CODES, Row, Rows, early_advice, known, of_case
from tests.slow_calendar import working_days_after, working_days_between

Tables = dict[str, Rows]
NINE = [
    "age_asked",
    "disability_asked",
    "gender_reassignment_asked",
    "marriage_civil_partnership_asked",
    "pregnancy_maternity_asked",
    "race_asked",
    "religion_belief_asked",
    "sex_asked",
    "sexual_orientation_asked",
]


# Limits


def last_day(limits: Rows, code: str, day: date | None) -> date | None:
    """The last day of the limit in force on ``day``."""
    if day is None:
        return None
    found = None
    for row in sorted(limits, key=lambda each: each["effective_from"]):
        ends_on = row["effective_to"] or date.max
        if row["code"] == code and row["effective_from"] <= day <= ends_on:
            found = row
    if found is None:
        return None
    if found["day_type"] == "working":
        return working_days_after(day, found["days"])[-1]
    return day + timedelta(found["days"])


# Facts of each row


def as_known(tables: Tables, day: date) -> Tables:
    """Every table as it stood on ``day``."""
    return {name: known(name, rows, day) for name, rows in tables.items()}


def outcome_of(row: Row, stood: Tables) -> str | None:
    """The outcome of the case of a row; null where there is no investigation."""
    found: list[str | None] = [
        case["outcome_code"] for case in of_case(row, stood["investigation"])
    ]
    return found[0] if found else None


def was_interviewed(row: Row, stood: Tables) -> bool:
    """Whether a suspect is recorded as interviewed in the case of a row."""
    return any(case["suspect_interviewed"] for case in of_case(row, stood["investigation"]))


def decisions(tables: Tables, limits: Rows, day: date) -> Rows:
    """The facts of each decision that a victim should be told of."""
    stood = as_known(tables, day)
    found = [
        row | {"has_notice": True, "outcome": outcome_of(row, stood)} for row in stood["notice"]
    ]
    for case in stood["investigation"]:
        if case["outcome_code"] in NFA_CODES and not of_case(case, stood["notice"]):
            by = "cps" if decided_by_cps(case, stood["referral"]) else "police"
            nothing = dict.fromkeys(
                "told_on sent_on method asked_method asked_recorded_on told_by isva_offered "
                "isva_present right_explained exempt_reason enhanced".split()
            )
            facts = {"area": case["area"], "decided_by": by, "decided_on": case["outcome_on"]}
            found.append(nothing | facts | {"has_notice": False, "outcome": case["outcome_code"]})
    for row in found:
        code = "notice_nfa" if row["enhanced"] is False else "notice_nfa_enhanced"
        row["limit_on"] = last_day(limits, code, row["decided_on"])
        row["passed"] = row["limit_on"] is not None and row["limit_on"] < day
        if row["decided_on"] is None:
            row["passed"] = True
    return found


def decided_by_cps(case: Row, referrals: Rows) -> bool:
    """Whether the CPS had decided to take no further action by the day of the outcome."""
    days = [
        row["decided_on"]
        for row in of_case(case, referrals)
        if row["decision"] == "no further action" and row["decided_on"]
    ]
    return any(case["outcome_on"] is None or day <= case["outcome_on"] for day in days)


def review_steps(tables: Tables, limits: Rows, day: date) -> Rows:
    """The facts of each decision whose time for a request is over; ``request`` is null for none."""
    stood = as_known(tables, day)
    notices = [dict(row) for row in stood["notice"]]
    for row in notices:
        row["request"] = None
        row["outcome"] = outcome_of(row, stood)
        row["interviewed"] = was_interviewed(row, stood)
    first = [row for row in stood["review_request"] if row["stage"] != "independent review"]
    for request in sorted(first, key=lambda each: (each["requested_on"], each["number"])):
        about = decision_about(request, notices)
        free = [
            row
            for row in of_case(request, notices)
            if (row["decided_by"], row["decided_on"]) == (request["scheme"], about)
            and row["request"] is None
        ]
        free.sort(key=lambda row: (row["told_on"] or date.max, row["number"]))
        if free:
            free[0]["request"] = request
    found = []
    for row in notices:
        until = last_day(limits, "review_told", row["told_on"])
        if until is not None and until <= day:
            found.append(row | {"ask_by": until})
    return found


def decision_about(request: Row, notices: Rows) -> date | None:
    """The day of the newest decision of the same case and scheme by the day of a request."""
    days = [
        row["decided_on"]
        for row in of_case(request, notices)
        if row["decided_by"] == request["scheme"] and row["decided_on"] <= request["requested_on"]
    ]
    return max(days, default=None)


LIMITS_OF_STAGE: dict[str, tuple[str | None, str]] = {
    "police": ("review_acknowledge", "review_decide"),
    "cps, local resolution": ("review_acknowledge_cps", "review_local_resolution"),
    "cps, independent review": (None, "review_independent"),
    "cps": (None, "review_independent"),
}


def stage_of(request: Row) -> str:
    """The scheme of a request with its stage; the scheme alone where that is not recorded."""
    if request["scheme"] == "police" or not request["stage"]:
        return str(request["scheme"])
    return f"cps, {request['stage']}"


def review_requests(tables: Tables, limits: Rows, day: date) -> Rows:
    """The facts of each request for a review whose limits have all passed."""
    stood = as_known(tables, day)
    found = []
    for row in stood["review_request"]:
        acknowledge, decide = LIMITS_OF_STAGE[stage_of(row)]
        found.append(
            row
            | {
                "matched": decision_about(row, stood["notice"]) is not None,
                "acknowledge_by": acknowledge
                and last_day(limits, acknowledge, row["requested_on"]),
                "decide_by": last_day(limits, decide, row["requested_on"]),
            }
        )
    for row in found:
        due = [each for each in (row["acknowledge_by"], row["decide_by"]) if each]
        row["due_on"] = max(due, default=row["requested_on"])
    return [row for row in found if row["due_on"] < day]


def support_ends(tables: Tables, limits: Rows, day: date) -> Rows:
    """The facts of each end of support."""
    stood = as_known(tables, day)
    found = []
    for row in stood["support_end"]:
        cases = of_case(row, stood["investigation"])
        reported = cases[0]["reported_on"] if cases else None
        until = last_day(limits, "support_end_early", reported)
        early = None if until is None else row["ended_on"] <= until
        abuse = cases[0]["domestic_abuse"] if cases else None
        found.append(row | {"early": early, "domestic_abuse": abuse})
    return found


def outcomes(tables: Tables, _: Rows, day: date) -> Rows:
    """Investigations with an outcome."""
    return [
        case
        for case in known("investigation", tables["investigation"], day)
        if case["outcome_code"]
    ]


def support_offers(tables: Tables, _: Rows, day: date) -> Rows:
    """The offers to each investigation's victim: rows under ``offers``."""
    stood = as_known(tables, day)
    return [
        case | {"offers": of_case(case, stood["support_referral"])}
        for case in stood["investigation"]
    ]


def referred_decisions(tables: Tables, limits: Rows, day: date) -> Rows:
    """Decisions to take no further action after a referral, each with its meeting."""
    stood = as_known(tables, day)
    found = [
        {**row, "by": "cps", "on": row["decided_on"], "meetings": [row]}
        for row in stood["referral"]
        if row["decision"] == "no further action" and row["decided_on"]
    ]
    for case in stood["investigation"]:
        ended = case["outcome_on"]
        if case["outcome_code"] not in NFA_CODES or ended is None:
            continue
        filed = of_case(case, stood["referral"])
        before = [row for row in filed if row["referred_on"] <= ended]
        if before and not decided_by_cps(case, stood["referral"]):
            found.append({**case, "by": "police", "on": ended, "meetings": before})
    for row in found:
        row["met"] = best_meeting(row["meetings"], row["on"], limits)
    return found


def best_meeting(referrals: Rows, decided_on: date, limits: Rows) -> str:
    """The best meeting in the time before a decision."""
    if last_day(limits, "meeting_before_nfa", decided_on) is None:
        return "no limit in force"
    best = "no meeting in that time"
    for row in referrals:
        until = last_day(limits, "meeting_before_nfa", row["meeting_on"])
        if until and row["meeting_on"] <= decided_on <= until:
            if row["both_roles_met"]:
                return "a meeting of both"
            best = "a meeting, not known to be of both"
    return best


def unsought_advice(tables: Tables, _: Rows, day: date) -> Rows:
    """Investigations in which advice was not sought, for a reason that is not "other"."""
    stood = as_known(tables, day)
    found = []
    for case in stood["investigation"]:
        referred = [row["referred_on"] for row in of_case(case, stood["referral"])]
        events = [each for each in (case["outcome_on"], *referred) if each]
        if not events or min(events) > day:
            continue
        said = early_advice(of_case(case, stood["early_advice"]), min(events))
        if said[0] == "reason":
            found.append({**case, "on": min(events), "why": said[1].removeprefix("because: ")})
    return found


FACTS: dict[str, Callable[[Tables, Rows, date], Rows]] = {
    "decisions": decisions,
    "review_steps": review_steps,
    "review_requests": review_requests,
    "support_ends": support_ends,
    "outcomes": outcomes,
    "reports": support_offers,
    "referred_decisions": referred_decisions,
    "unsought_advice": unsought_advice,
}


# Categories


def answer(said: bool | None) -> str:
    """ "yes", "no" or "not recorded"."""
    if said is None:
        return "not recorded"
    return "yes" if said else "no"


def month(day: date | None) -> date | None:
    """The first of the month."""
    return None if day is None else day.replace(day=1)


def placed(row: Row, day: date | None) -> Row:
    """The area and month of a row."""
    return {"area": row["area"] or "not recorded", "month": month(day)}


def support_ended(row: Row) -> bool | None:
    """Whether the case ended because the victim did not support it."""
    return None if row["outcome"] is None else row["outcome"] in ("14", "16")


def told(row: Row) -> str:  # noqa: PLR0911 (one way out a word)
    """The category of a decision by whether the victim was told."""
    if row["exempt_reason"]:
        return "exempt"
    if row["passed"] and not row["has_notice"]:
        return "no record of telling"
    if row["limit_on"] is None:
        return "no limit in force"
    if row["told_on"]:
        if row["told_on"] > row["limit_on"]:
            return "told late"
        return "told in time" if row["passed"] else "told, limit not passed"
    if not row["passed"]:
        return "still to be told, limit not passed"
    return "sent by post, not known to be told" if row["sent_on"] else "not yet told"


def of_telling(row: Row, column: str, said: str) -> str:
    """The given category of the telling, or that there was none."""
    if row["exempt_reason"]:
        return "exempt"
    if row[column] is None and not row["told_on"] and not row["sent_on"]:
        return "not told"
    return said


def lateness(row: Row) -> str:
    """The band of working days by which a victim was told late."""
    if row["exempt_reason"]:
        return "exempt"
    if row["told_on"] is None:
        return "not told"
    if row["limit_on"] is None:
        return "no limit in force"
    if row["told_on"] <= row["limit_on"]:
        return "within the limit"
    late = working_days_between(row["limit_on"], row["told_on"])
    for last, band in ((5, "up to 5"), (10, "6-10"), (20, "11-20")):
        if late <= last:
            return f"{band} working days late"
    return "over 20 working days late"


def preference(row: Row) -> str:
    """When it was recorded how the victim wished to be told."""
    contact = row["told_on"] or row["sent_on"]
    if row["asked_method"] is None:
        return "not recorded"
    if row["asked_recorded_on"] is None:
        return "recorded, day not known"
    late = contact is not None and row["asked_recorded_on"] > contact
    return "recorded afterwards" if late else "recorded beforehand"


def as_asked(row: Row) -> str:  # noqa: PLR0911 (one way out a word)
    """Whether the victim was told in the way asked for."""
    if row["exempt_reason"]:
        return "exempt"
    if row["told_on"] is None:
        return "not told"
    if row["asked_method"] is None:
        return "not recorded"
    if row["asked_recorded_on"] is None:
        return "asked, day not known"
    if row["asked_recorded_on"] > row["told_on"]:
        return "asked afterwards"
    if row["asked_method"] == "no preference":
        return "no preference"
    if row["method"] is None:
        return "way of telling not recorded"
    return "as asked" if row["method"] == row["asked_method"] else "otherwise"


def decision_words(row: Row, _: date) -> Row:
    """The categories of a decision."""
    ended, method = answer(support_ended(row)), row["method"] or "not recorded"
    method = of_telling(row, "method", method)
    asked = row["asked_method"] or "not recorded"
    rights = {True: "enhanced rights", False: "no enhanced rights", None: "not recorded"}
    days = None
    if row["told_on"] and row["decided_on"] and not row["exempt_reason"]:
        days = working_days_between(row["decided_on"], row["told_on"])
    return placed(row, row["decided_on"]) | {
        "decided_by": row["decided_by"],
        "told": told(row),
        "decided_by_and_told": f"{row['decided_by']}; {told(row)}",
        "method": method,
        "asked_method": asked,
        "asked_and_used": f"{asked}; {method}",
        "as_asked": as_asked(row),
        "preference": preference(row),
        "told_by": of_telling(row, "told_by", row["told_by"] or "not recorded"),
        "isva_offered": answer(row["isva_offered"]),
        "isva_present": of_telling(row, "isva_present", answer(row["isva_present"])),
        "right_explained": of_telling(row, "right_explained", answer(row["right_explained"])),
        "enhanced": rights[row["enhanced"]],
        "lateness": lateness(row),
        "support_ended": ended,
        "support_ended_and_told": f"{ended}; {told(row)}",
        "exempt_reason": row["exempt_reason"] or "not exempt",
        "days_to_tell": days,
    }


def review(request: Row | None) -> str:
    """The progress of a request."""
    if request is None:
        return "no review asked for"
    if request["decided_on"] is None:
        return "review asked for, not decided"
    return request["result"] or "reviewed, result not recorded"


def outside_police_scheme(row: Row) -> str:
    """Why a police decision is outside its scheme; empty where it is not."""
    if row["decided_by"] != "police":
        return ""
    if support_ended(row):
        return "support had ended"
    if row["outcome"] == "18" or not row["interviewed"]:
        return "no suspect recorded as identified and interviewed"
    return ""


def step_words(row: Row, _: date) -> Row:
    """The categories of a review step."""
    scheme, right = row["decided_by"], answer(row["right_explained"])
    crossed = {
        "qualifying_and_told_of_right": f"{scheme}; {right}",
        "qualifying_and_review": f"{scheme}; {review(row['request'])}",
    }
    if why := outside_police_scheme(row):
        crossed = dict.fromkeys(crossed, f"police; {why}")
    return (
        placed(row, row["ask_by"])
        | {
            "scheme": scheme,
            "told_of_right": right,
            "review": review(row["request"]),
            "support_ended": answer(support_ended(row)),
            "qualifying": answer(row["interviewed"] and row["outcome"] != "18"),
        }
        | crossed
    )


def timely(done_on: date | None, due_on: date | None, day: date) -> str:
    """The timeliness of an event that is due, on a day."""
    if due_on is None:
        return "no limit in force"
    if done_on and done_on > due_on:
        return "done late"
    passed = due_on < day
    if done_on:
        return "done in time" if passed else "done, limit not passed"
    return "not done, limit passed" if passed else "not done, limit not passed"


def request_words(row: Row, day: date) -> Row:
    """The categories of a request."""
    acknowledged = timely(row["acknowledged_on"], row["acknowledge_by"], day)
    decided = timely(row["decided_on"], row["decide_by"], day)
    days = row["decided_on"] and working_days_between(row["requested_on"], row["decided_on"])
    stage = stage_of(row)
    crossed = {
        "stage_and_result": f"{stage}; {review(row)}",
        "stage_and_acknowledged": f"{stage}; {acknowledged}",
        "stage_and_decided": f"{stage}; {decided}",
    }
    if stage == "cps":
        crossed = dict.fromkeys(crossed, "cps; stage not recorded")
    return (
        placed(row, row["due_on"])
        | {"scheme": row["scheme"], "after_a_decision": "yes" if row["matched"] else "no"}
        | crossed
        | {"days_to_decide": days}
    )


def end_words(row: Row, _: date) -> Row:
    """The categories of an end of support."""
    stage, early, abuse, form = (
        row["stage"] or "not recorded",
        answer(row["early"]),
        answer(row["domestic_abuse"]),
        answer(row["mg6dar"]),
    )
    return placed(row, row["ended_on"]) | {
        "stage": stage,
        "reason": row["reason"],
        "stage_and_reason": f"{stage}; {row['reason']}",
        "stage_and_early": f"{stage}; {early}",
        "early": early,
        "evidenced": answer(row["evidenced"]),
        "resumed": "no" if row["resumed_on"] is None else "yes",
        "domestic_abuse": abuse,
        "mg6dar": form,
        "abuse_and_mg6dar": f"{abuse}; {form}",
    }


OUTCOME_WORDS = {
    "1": "1: charged or summonsed",
    "1A": "1: charged or summonsed",
    "14": "14: victim does not support, no suspect identified",
    "15": "15: evidential difficulties, victim supports, suspect identified",
    "16": "16: victim does not support, suspect identified",
    "18": "18: investigation complete, no suspect identified",
    "20": "20: action by another body",
    "21": "21: further investigation not in the public interest",
    "22": "22: diversion or educational activity",
}


def outcome_words(row: Row, _: date) -> Row:
    """The category of an outcome."""
    said = OUTCOME_WORDS.get(row["outcome_code"], "another outcome")
    abuse = answer(row["domestic_abuse"])
    return placed(row, row["outcome_on"]) | {"outcome": said, "domestic_abuse": abuse}


def offer(offers: Rows, services: tuple[str, ...]) -> str:
    """The furthest that the offers of some services went."""
    said = [row["accepted_on"] is not None for row in offers if row["service"] in services]
    if not said:
        return "no offer recorded"
    return "offered and accepted" if any(said) else "offered, not known to be accepted"


def offer_words(row: Row, _: date) -> Row:
    """The categories of an investigation by the offers to its victim."""
    days = [each["offered_on"] for each in row["offers"] if each["offered_on"]]
    on = row["reported_on"]
    waited = max(0, (min(days) - on).days) if days and on else None
    return placed(row, row["reported_on"]) | {
        "any_service": offer(row["offers"], ("SARC", "ISVA")),
        "sarc": offer(row["offers"], ("SARC",)),
        "isva": offer(row["offers"], ("ISVA",)),
        "days_to_offer": waited,
    }


def characteristic_words(row: Row, _: date) -> Row:
    """The categories of an investigation by how each characteristic was asked about."""
    return placed(row, row["reported_on"]) | {column: row[column] for column in NINE}


def report_words(row: Row, day: date) -> Row:
    """All categories of an investigation, with the number for the median."""
    offered = offer_words(row, day)
    waited = {"days_to_offer": offered.pop("days_to_offer")}
    abuse = {"domestic_abuse": answer(row["domestic_abuse"])}
    return offered | characteristic_words(row, day) | abuse | waited


IN_WORDS: dict[str, Callable[[Row, date], Row]] = {
    "decisions": decision_words,
    "review_steps": step_words,
    "review_requests": request_words,
    "support_ends": end_words,
    "outcomes": outcome_words,
    "reports": report_words,
    "referred_decisions": lambda row, _: (
        placed(row, row["on"]) | {"decided_by": row["by"], "meeting": row["met"]}
    ),
    "unsought_advice": lambda row, _: placed(row, row["on"]) | {"why": row["why"]},
}


def rows_of(row_set: str, tables: Tables, limits: Rows, day: date) -> Rows:
    """Every row of a row set, with its categories."""
    return [IN_WORDS[row_set](row, day) for row in FACTS[row_set](tables, limits, day)]


# Measures, from facts

Condition = Callable[[Row], Any]


def everybody(_: Row) -> bool:
    """No row is left out."""
    return True


def must_be_told(row: Row) -> bool:
    """The limit has passed, and nothing exempts."""
    return bool(row["passed"]) and not row["exempt_reason"]


def in_time(row: Row) -> bool:
    """Told on or before the last day."""
    told_on = row["told_on"]
    return told_on is not None and told_on <= row["limit_on"]


def untold(row: Row) -> bool:
    """There is a notice, and no day of telling."""
    return row["has_notice"] and row["told_on"] is None


def asked_before(row: Row) -> bool:
    """Told, and asked on or before that day."""
    return (
        not row["exempt_reason"]
        and row["told_on"] is not None
        and row["asked_method"] is not None
        and row["asked_recorded_on"] is not None
        and row["asked_recorded_on"] <= row["told_on"]
    )


def wished(row: Row) -> bool:
    """Asked before for one way."""
    return asked_before(row) and row["asked_method"] != "no preference"


def in_scheme(side: str) -> Condition:
    """A decision of one scheme, where the victim is not outside it."""
    return lambda row: row["decided_by"] == side and not outside_police_scheme(row)


def done_by(done: str, due: str) -> Condition:
    """Done by the day it was due."""
    return lambda row: row[done] is not None and row[done] <= row[due]


def due_of(stage: str, due: str, day: date) -> Condition:
    """Requests of one stage that were due before the day."""
    return lambda row: stage_of(row) == stage and row[due] is not None and row[due] < day


def result_of(stage: str, *results: str) -> Condition:
    """Reviews of one stage that were decided with one of some results."""
    return lambda row: (
        stage_of(row) == stage and row["decided_on"] is not None and row["result"] in results
    )


def offered(*services: str) -> Condition:
    """An offer of one of some services."""
    return lambda row: any(each["service"] in services for each in row["offers"])


def measures(day: date) -> dict[str, tuple[str, Condition, Condition]]:
    """By code: the row set, the condition to be met, and that of the denominator."""
    found: dict[str, tuple[str, Condition, Condition]] = {
        "told_in_time": ("decisions", in_time, must_be_told),
        "told_late": (
            "decisions",
            lambda row: row["told_on"] and row["told_on"] > row["limit_on"],
            must_be_told,
        ),
        "not_yet_told": (
            "decisions",
            lambda row: untold(row) and row["sent_on"] is None,
            must_be_told,
        ),
        "sent_by_post": ("decisions", lambda row: untold(row) and row["sent_on"], must_be_told),
        "not_known_to_be_told": ("decisions", lambda row: row["told_on"] is None, must_be_told),
        "no_record_of_telling": ("decisions", lambda row: not row["has_notice"], must_be_told),
        "told_in_time_support_ended": (
            "decisions",
            in_time,
            lambda row: must_be_told(row) and row["outcome"] in ("14", "16"),
        ),
        "exempt_from_telling": (
            "decisions",
            lambda row: row["exempt_reason"] is not None,
            everybody,
        ),
        "told_as_asked": ("decisions", lambda row: row["method"] == row["asked_method"], wished),
        "preference_recorded": (
            "decisions",
            asked_before,
            lambda row: row["told_on"] is not None and not row["exempt_reason"],
        ),
        "support_end_stage_recorded": (
            "support_ends",
            lambda row: row["stage"] is not None,
            everybody,
        ),
        "support_end_reason_recorded": (
            "support_ends",
            lambda row: row["reason"] not in ("not asked", "not recorded"),
            everybody,
        ),
        "support_resumed": (
            "support_ends",
            lambda row: row["resumed_on"] is not None,
            everybody,
        ),
        "mg6dar_received": (
            "support_ends",
            lambda row: row["mg6dar"],
            lambda row: row["domestic_abuse"] and row["mg6dar"] is not None,
        ),
        "outcome_16_rate": (
            "outcomes",
            lambda row: row["outcome_code"] == "16",
            everybody,
        ),
        "support_offered": ("reports", offered("SARC", "ISVA"), everybody),
        "sarc_offered": ("reports", offered("SARC"), everybody),
        "isva_referral_offered": ("reports", offered("ISVA"), everybody),
        "support_accepted": (
            "reports",
            lambda row: any(each["accepted_on"] for each in row["offers"]),
            offered("SARC", "ISVA"),
        ),
    }
    found["meeting_before_nfa"] = (
        "referred_decisions",
        lambda row: row["met"] == "a meeting of both",
        lambda row: row["met"] != "no limit in force",
    )
    found["isva_offered"] = answered("decisions", "isva_offered")
    for code in ("isva_present", "right_explained"):
        found[code] = answered_unless_exempt(code)
    found["told_by_solo"] = (
        "decisions",
        lambda row: row["told_by"] == "SOLO",
        lambda row: row["told_by"] is not None and not row["exempt_reason"],
    )
    found["support_end_evidenced"] = answered("support_ends", "evidenced")
    found["support_ended_early"] = answered("support_ends", "early")
    for column in NINE:
        found[column] = ("reports", asked_about(column), everybody)
    for side in ("police", "cps"):
        found |= of_side(side)
    for code, stage in (
        ("police", "police"),
        ("cps", "cps, local resolution"),
        ("independent", "cps, independent review"),
    ):
        found |= of_stage(code, stage, day)
    del found["review_acknowledged_independent"]
    return found


def asked_about(column: str) -> Condition:
    """The victim was asked about one characteristic."""
    return lambda row: row[column] in ("own account", "prefers not to say")


def answered(row_set: str, column: str) -> tuple[str, Condition, Condition]:
    """Yes, out of yes and no."""
    return row_set, lambda row: row[column], lambda row: row[column] is not None


def answered_unless_exempt(column: str) -> tuple[str, Condition, Condition]:
    """Yes, out of yes and no, among decisions that are not exempt."""
    return (
        "decisions",
        lambda row: row[column],
        lambda row: row[column] is not None and not row["exempt_reason"],
    )


def of_side(side: str) -> dict[str, tuple[str, Condition, Condition]]:
    """The measures of police or CPS decisions alone."""
    return {
        f"told_in_time_{side}": (
            "decisions",
            in_time,
            lambda row: must_be_told(row) and row["decided_by"] == side,
        ),
        f"review_right_told_{side}": (
            "review_steps",
            lambda row: row["right_explained"],
            in_scheme(side),
        ),
        f"review_take_up_{side}": (
            "review_steps",
            lambda row: row["request"] is not None,
            in_scheme(side),
        ),
    }


def of_stage(code: str, stage: str, day: date) -> dict[str, tuple[str, Condition, Condition]]:
    """The measures of requests under the police scheme, or at one stage of the CPS scheme."""
    stands, overturned = "original decision stands", "overturned"
    requests, with_result = "review_requests", result_of(stage, stands, overturned)
    return {
        f"review_stands_{code}": (requests, result_of(stage, stands), with_result),
        f"review_overturned_{code}": (requests, result_of(stage, overturned), with_result),
        f"review_acknowledged_{code}": (
            requests,
            done_by("acknowledged_on", "acknowledge_by"),
            due_of(stage, "acknowledge_by", day),
        ),
        f"review_decided_{code}": (
            requests,
            done_by("decided_on", "decide_by"),
            due_of(stage, "decide_by", day),
        ),
    }


def shares(tables: Tables, limits: Rows, day: date) -> dict[str, tuple[int, int]]:
    """Met and of, by code."""
    facts = {row_set: find(tables, limits, day) for row_set, find in FACTS.items()}
    found = {}
    for code, (row_set, is_met, is_of) in measures(day).items():
        of = [row for row in facts[row_set] if is_of(row)]
        found[code] = sum(bool(is_met(row)) for row in of), len(of)
    return found
