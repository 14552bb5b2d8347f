"""Measures of victims put plainly, a question each; days of limits are of the calendar here.

A page reads them from counts that were protected once.
"""

from collections.abc import Iterator
from datetime import date

from benchmarks.asking import (
    EVERY,
    Beside,
    Median,
    Question,
    Says,
    Share,
    alike,
    has,
    one_of,
    up_to,
    within,
    yes,
)
from data_access.vocabulary import (
    NO_FURTHER_ACTION,
    UNSUPPORTED,
    AskedAs,
    AskedMethod,
    Characteristic,
    ReviewResult,
    Service,
    Side,
    SupportEndReason,
)

Asked = Iterator[tuple[str, Question]]


def victim_questions(first: date, last: date) -> dict[str, Question]:
    """Every protected share and median of the days from ``first`` to ``last``, put plainly."""
    return {
        **dict(_of_telling(first, last)),
        **dict(_of_reviews(first, last)),
        **dict(_of_support_ends(within("ended_on", first, last))),
        **dict(_of_reports(within("reported_on", first, last))),
        "outcome_16_rate": Question(
            "investigation",
            within("outcome_on", first, last),
            (Share(one_of("outcome_code", UNSUPPORTED[1:])),),
        ),
    }


def _of_telling(first: date, last: date) -> Asked:
    decided = within("decided_on", first, last)
    told, sent, asked = has("told_on"), has("sent_on"), has("asked_method")
    passed = ~has("exempt_reason") & up_to("decided_on", last, -1)
    in_time = up_to("told_on", "decided_on", 1).known
    before = asked & up_to("asked_recorded_on", "told_on")
    wished = told & before & ~one_of("asked_method", [AskedMethod.NO_PREFERENCE]) & has("method")
    outcome = (Beside("investigation", ("outcome_code",)),)
    shares = {
        "told_in_time": Share(in_time, passed),
        "told_late": Share(told & ~in_time, passed),
        "not_yet_told": Share(~told & ~sent, passed),
        "sent_by_post": Share(~told & sent, passed),
        **{
            f"told_in_time_{side}": Share(in_time, passed & one_of("decided_by", [side]))
            for side in Side
        },
        "exempt_from_telling": Share(has("exempt_reason")),
        "told_as_asked": Share(alike("method", "asked_method"), wished),
        "preference_recorded": Share(before, told),
        **{
            code: Share(yes(code), has(code))
            for code in ("isva_offered", "isva_present", "right_explained")
        },
    }
    yield from ((code, Question("notice", decided, (share,))) for code, share in shares.items())
    ended = one_of("outcome_code", UNSUPPORTED)
    share = Share(in_time, passed & ended)
    yield "told_in_time_support_ended", Question("notice", decided, (share,), beside=outcome)
    yield (
        "days_to_tell",
        Question("notice", decided, (Median("told_on", "decided_on", of_work=True),)),
    )
    notice = (Beside("notice", ("decided_on",)),)
    against = within("outcome_on", first, last) & one_of("outcome_code", NO_FURTHER_ACTION)
    share = Share(~has("decided_on"))
    yield "no_record_of_telling", Question("investigation", against, (share,), beside=notice)


def _of_reviews(first: date, last: date) -> Asked:
    told, requested = within("told_on", first, last), within("requested_on", first, last)
    asked = (Beside("review_request", ("requested_on",)),)
    stands, overturned = (
        Share(one_of("result", [result]), has("result"))
        for result in (ReviewResult.STANDS, ReviewResult.OVERTURNED)
    )
    for side in Side:
        decided_by, scheme = one_of("decided_by", [side]), one_of("scheme", [side])
        yield (
            f"review_right_told_{side}",
            Question("notice", told & decided_by, (Share(yes("right_explained")),)),
        )
        yield (
            f"review_take_up_{side}",
            Question("notice", told & decided_by, (Share(has("requested_on")),), beside=asked),
        )
        for code, share in {
            "acknowledged": Share(up_to("acknowledged_on", "requested_on", 14).known),
            "decided": Share(up_to("decided_on", "requested_on", 42).known),
            "stands": stands,
            "overturned": overturned,
        }.items():
            yield f"review_{code}_{side}", Question("review_request", requested & scheme, (share,))


def _of_support_ends(ended: Says) -> Asked:
    no_reason = [SupportEndReason.NOT_ASKED, SupportEndReason.NOT_RECORDED]
    case = (Beside("investigation", ("reported_on", "domestic_abuse")),)
    mg6dar = Share(yes("mg6dar"), yes("domestic_abuse").known & has("mg6dar"))
    for code, share, beside in (
        ("support_end_stage_recorded", Share(has("stage")), ()),
        ("support_end_reason_recorded", Share(~one_of("reason", no_reason)), ()),
        ("support_ended_early", Share(up_to("ended_on", "reported_on", 30)), case),
        ("support_end_evidenced", Share(yes("evidenced"), has("evidenced")), ()),
        ("support_resumed", Share(has("resumed_on")), ()),
        ("mg6dar_received", mg6dar, case),
    ):
        yield code, Question("support_end", ended, (share,), beside=beside)


def _of_reports(reported: Says) -> Asked:
    offered, accepted = has("offered_on"), has("accepted_on")
    columns = ("offered_on", "accepted_on")
    for code, service, share in (
        ("support_offered", EVERY, Share(offered)),
        ("support_accepted", EVERY, Share(accepted, offered)),
        ("sarc_offered", one_of("service", [Service.SARC]), Share(offered)),
        ("isva_referral_offered", one_of("service", [Service.ISVA]), Share(offered)),
        ("days_to_offer", EVERY, Median("offered_on", "reported_on")),
    ):
        beside = (Beside("support_referral", columns, service),)
        yield code, Question("investigation", reported, (share,), beside=beside)
    was_asked = [AskedAs.OWN_ACCOUNT, AskedAs.PREFERS_NOT_TO_SAY]
    for each in Characteristic:
        share = Share(one_of(each.column, was_asked))
        yield each.column, Question("investigation", reported, (share,))
