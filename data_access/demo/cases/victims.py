"""Invented notices of decisions, reviews, support and its end."""

import polars as pl

from data_access import vocabulary as words
from data_access.demo.cases.investigations import CHARGED, ENDED_UNSUPPORTED
from data_access.demo.cases.random_columns import Dice
from data_access.demo.cases.timeline import (
    after,
    between,
    cut_off,
    days_before,
    group_on,
    with_numbers,
)

# Working days to tell a victim: with enhanced rights, which are assumed, and without.
ENHANCED_DAYS, OTHER_DAYS = 1, 5
# Requested methods that a call or a visit does not meet.
NO_WAY_TO_TELL = [words.AskedMethod.NO_PREFERENCE, words.AskedMethod.LETTER_BY_POST]
OF_THE_TELLING = ("told_on", "sent_on", "method", "told_by", "isva_present", "right_explained")


def invent_notices(dice: Dice, cases: pl.DataFrame, referrals: pl.DataFrame) -> pl.DataFrame:
    """One row per victim to be told of a decision made up to the last day.

    Some decisions have no row, as if telling the victim was never recorded.
    """
    rows = _with_decision(dice, cases, referrals)
    rows = _with_method(dice, _with_telling(dice, rows))
    ends = {"contact_on": OF_THE_TELLING, "asked_recorded_on": ("asked_method",)}
    return cut_off(_with_wish(dice, rows), "decided_on", ends)


def _with_decision(dice: Dice, cases: pl.DataFrame, referrals: pl.DataFrame) -> pl.DataFrame:
    ended = cases.filter(pl.col("outcome_code").is_in(words.NO_FURTHER_ACTION))
    first = ended.filter(dice.happens(ended, "notice_recorded")).with_columns(number=pl.lit(1))
    second = first.filter(dice.happens(first, "second_victim")).with_columns(number=pl.lit(2))
    by_cps = referrals.filter(decision=words.ReferralDecision.NO_FURTHER_ACTION)["case"]
    rows = pl.concat([first, second]).sort("case", "number")
    return rows.with_columns(
        decided_on="outcome_on",
        decided_by=pl.when(pl.col("case").is_in(by_cps.implode()))
        .then(pl.lit(words.Side.CPS.value))
        .otherwise(pl.lit(words.Side.POLICE.value)),
    )


def _with_telling(dice: Dice, rows: pl.DataFrame) -> pl.DataFrame:
    decided_on = pl.col("decided_on")
    how = dice.words(rows, "telling", group_on(decided_on, pl.col("pattern")))
    rows = rows.with_columns(enhanced=dice.answers(rows, "enhanced"))
    limit = pl.when(~pl.col("enhanced")).then(OTHER_DAYS).otherwise(ENHANCED_DAYS)
    in_time = decided_on.dt.add_business_days(
        (dice.parts(rows) * (limit + 1)).floor().cast(pl.Int64)
    )
    late = after(decided_on.dt.add_business_days(limit), dice.days(rows, "told_late_by"))
    exempt = how == "exempt"
    told_late = (how == "late") | (exempt & dice.happens(rows, "exempt_yet_told"))
    sent_on = after(decided_on, dice.days(rows, "letter_sent"))
    return rows.with_columns(
        told_on=pl.when(how == "in time").then(in_time).when(told_late).then(late),
        sent_on=pl.when(how == "by post").then(sent_on),
        exempt_reason=pl.when(exempt).then(dice.words(rows, "exempt_reason")),
    ).with_columns(contact_on=pl.coalesce("told_on", "sent_on"))


def _with_method(dice: Dice, rows: pl.DataFrame) -> pl.DataFrame:
    rows = rows.with_columns(
        asked_method=dice.words(rows, "asked_method"),
        isva_offered=dice.answers(rows, "isva_offered"),
    )
    asked, told = pl.col("asked_method"), pl.col("told_on").is_not_null()
    can_be_met = asked.is_not_null() & ~asked.is_in(NO_WAY_TO_TELL)
    as_asked = can_be_met & dice.happens(rows, "as_asked")
    drawn = dice.words(rows, "method")
    by_post = pl.lit(words.Method.LETTER_BY_POST.value)
    return rows.with_columns(
        method=pl.when(told)
        .then(pl.when(as_asked).then(asked).otherwise(drawn))
        .when(pl.col("sent_on").is_not_null())
        .then(by_post),
        told_by=pl.when(pl.col("contact_on").is_not_null()).then(dice.words(rows, "told_by")),
        isva_present=pl.when(told & pl.col("isva_offered")).then(
            dice.answers(rows, "isva_present")
        ),
        right_explained=pl.when(told).then(dice.answers(rows, "right_explained")),
    )


def _with_wish(dice: Dice, rows: pl.DataFrame) -> pl.DataFrame:
    when = dice.words(rows, "asked_recorded")
    decided_on, reported_on = pl.col("decided_on"), pl.col("reported_on")
    in_time = days_before(decided_on, dice.days(rows, "asked_before"), not_before=reported_on)
    late = after(pl.coalesce("contact_on", "decided_on"), dice.days(rows, "asked_after"))
    recorded_on = pl.when(when == "before").then(in_time).when(when == "after").then(late)
    return rows.with_columns(
        asked_recorded_on=pl.when(pl.col("asked_method").is_not_null()).then(recorded_on)
    )


def invent_reviews(dice: Dice, notices: pl.DataFrame) -> pl.DataFrame:
    """One row per review requested up to the last day, after one of ``notices``."""
    notified = notices.drop_nulls("told_on")
    rows = notified.filter(dice.happens(notified, "review_asked", _who()))
    rows = rows.with_columns(
        scheme="decided_by", requested_on=after(pl.col("told_on"), dice.days(rows, "review_asked"))
    )
    requested_on = pl.col("requested_on")
    rows = with_numbers(rows, "requested_on")
    acknowledged_on = after(requested_on, dice.days(rows, "review_acknowledged"))
    rows = rows.with_columns(
        acknowledged_on=pl.when(dice.happens(rows, "acknowledged")).then(acknowledged_on),
        decided_on=after(requested_on, dice.days(rows, "review_decided")),
        result=dice.words(rows, "review_result", _support()),
    ).with_columns(decided_on=pl.max_horizontal("acknowledged_on", "decided_on"))
    return cut_off(rows, "requested_on", {"acknowledged_on": (), "decided_on": ("result",)})


def with_stages(dice: Dice, reviews: pl.DataFrame) -> pl.DataFrame:
    """``reviews`` with the stage of each of the CPS, and those that went on to the second stage."""
    by_cps = pl.col("scheme") == words.Side.CPS
    first = reviews.with_columns(
        stage=pl.when(by_cps).then(pl.lit(words.ReviewStage.LOCAL_RESOLUTION.value))
    )
    stands = by_cps & (pl.col("result") == words.ReviewResult.STANDS)
    taken_on = first.filter(stands & dice.happens(first, "independent_review"))
    requested_on = after(pl.col("decided_on"), dice.days(taken_on, "independent_review"))
    second = taken_on.with_columns(
        stage=pl.lit(words.ReviewStage.INDEPENDENT_REVIEW.value),
        requested_on=requested_on,
        acknowledged_on=after(requested_on, dice.days(taken_on, "review_acknowledged")),
        decided_on=after(requested_on, dice.days(taken_on, "review_decided")),
        result=dice.words(taken_on, "review_result", _support()),
    ).with_columns(decided_on=pl.max_horizontal("acknowledged_on", "decided_on"))
    ends = {"acknowledged_on": (), "decided_on": ("result",)}
    known = cut_off(second, "requested_on", ends)
    return with_numbers(pl.concat([first, known]), "requested_on")


def _who() -> pl.Expr:
    unsupported = pl.lit("unsupported")
    return (
        pl.when(_support() == unsupported)
        .then(unsupported)
        .otherwise(pl.col("decided_by") + " supported")
    )


def _support() -> pl.Expr:
    unsupported = pl.col("outcome_code").is_in(words.UNSUPPORTED)
    return pl.when(unsupported).then(pl.lit("unsupported")).otherwise(pl.lit("supported"))


# Days after the report within which support ends "at once" and "soon".
AT_ONCE_DAYS, SOON_DAYS = 14, 60


def invent_support_referrals(dice: Dice, cases: pl.DataFrame) -> pl.DataFrame:
    """One row per offer made up to the last day. Nulls: some days were not recorded."""
    offers = pl.concat(
        cases.with_columns(service=pl.lit(service.value)) for service in words.Service
    )
    service = pl.col("service")
    rows = offers.filter(dice.happens(offers, "offered", service + " " + pl.col("pattern")))
    offered_on = after(pl.col("reported_on"), dice.days(rows, "support_offered"))
    rows = with_numbers(rows.with_columns(offered_on=offered_on), "offered_on")
    accepted_on = after(pl.col("offered_on"), dice.days(rows, "support_accepted"))
    accepted = dice.happens(rows, "accepted", service)
    rows = rows.with_columns(accepted_on=pl.when(accepted).then(accepted_on))
    rows = cut_off(rows, "offered_on", {"accepted_on": ()})
    dated = dice.happens(rows, "offer_dated")
    return rows.with_columns(pl.when(dated).then(pl.col("offered_on", "accepted_on")))


def invent_support_ends(dice: Dice, cases: pl.DataFrame, referrals: pl.DataFrame) -> pl.DataFrame:
    """One row per time that a victim's support ended, up to the last day."""
    rows = with_numbers(
        pl.concat([_for_good(dice, cases), _for_a_time(dice, cases), _after_charge(dice, cases)]),
        "ended_on",
    )
    first_referral = referrals.filter(number=1).select("case", "referred_on")
    rows = rows.join(first_referral, on="case", how="left", maintain_order="left")
    is_abuse = pl.when("domestic_abuse").then(pl.lit("abuse")).otherwise(pl.lit("other"))
    rows = rows.with_columns(
        stage=dice.words(rows, "stage", _how_far()),
        reason=dice.words(rows, "support_end_reason", is_abuse),
        evidenced=dice.answers(rows, "evidenced"),
        mg6dar=dice.answers(rows, "mg6dar"),
    )
    return cut_off(rows, "ended_on", {"resumed_on": ()})


def _for_good(dice: Dice, cases: pl.DataFrame) -> pl.DataFrame:
    rows = cases.filter(kind=ENDED_UNSUPPORTED)
    rows = rows.filter(dice.happens(rows, "support_end_recorded"))
    days, reported_on = dice.days(rows, "end_to_outcome"), pl.col("reported_on")
    return rows.with_columns(
        ended_on=days_before(pl.col("outcome_on"), days, not_before=reported_on),
        resumed_on=pl.lit(None, pl.Date),
    )


def _for_a_time(dice: Dice, cases: pl.DataFrame) -> pl.DataFrame:
    rows = cases.filter(pl.col("kind") != ENDED_UNSUPPORTED)
    rows = rows.filter(dice.happens(rows, "support_pauses"))
    rows = rows.with_columns(
        ended_on=between(pl.col("reported_on"), pl.col("outcome_on"), dice.parts(rows))
    )
    resumed_on = after(pl.col("ended_on"), dice.days(rows, "resumed"))
    return rows.with_columns(resumed_on=pl.when(dice.happens(rows, "resumes")).then(resumed_on))


def _after_charge(dice: Dice, cases: pl.DataFrame) -> pl.DataFrame:
    rows = cases.filter(kind=CHARGED)
    rows = rows.filter(dice.happens(rows, "after_charge"))
    return rows.with_columns(
        ended_on=after(pl.col("outcome_on"), dice.days(rows, "after_charge")),
        resumed_on=pl.lit(None, pl.Date),
    )


def _how_far() -> pl.Expr:
    ended_on = pl.col("ended_on")
    days = (ended_on - pl.col("reported_on")).dt.total_days()
    charged = (pl.col("kind") == CHARGED) & (ended_on > pl.col("outcome_on"))
    return (
        pl.when(charged)
        .then(pl.lit("charged"))
        .when(pl.col("referred_on") <= ended_on)
        .then(pl.lit("referred"))
        .when(days <= AT_ONCE_DAYS)
        .then(pl.lit("at once"))
        .when(days <= SOON_DAYS)
        .then(pl.lit("soon"))
        .otherwise(pl.lit("long"))
    )
