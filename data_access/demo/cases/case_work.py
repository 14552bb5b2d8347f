"""Early advice, case action plans, escalations, dip samples and training, all invented."""

from datetime import date

import polars as pl

from data_access import vocabulary as words
from data_access.demo.cases.random_columns import Dice
from data_access.demo.cases.timeline import after, between, cut_off, group_on, with_numbers

# Advice is sought within this share of the time until it is needed.
ASKED_WITHIN_PART = 0.6
FIRST_QUARTER, LAST_QUARTER = date(2019, 4, 1), date(2021, 10, 1)
# A sample is taken in the last month of its quarter, within this many days from the first.
MONTHS_IN, DAYS_TO_SAMPLE = "2mo", 20
YEARS = (2019, 2020, 2021)
# Counts among the people in post.
OF_THE_POSTS = ("ssaidp_completed", "qualified", "accredited")


def invent_early_advice(dice: Dice, cases: pl.DataFrame, referrals: pl.DataFrame) -> pl.DataFrame:
    """One row per case known on the last day: advice sought, the reason why not, or neither."""
    first = referrals.filter(number=1).select("case", "referred_on")
    cases = cases.join(first, on="case", how="left", maintain_order="left").with_columns(
        needed_by=pl.min_horizontal("referred_on", "outcome_on"), number=pl.lit(1)
    )
    advice = dice.words(cases, "advice", group_on(pl.col("needed_by")))
    rows = [
        _sought(dice, cases.filter(advice == "sought")),
        _not_sought(dice, cases.filter(advice == "reason")),
        cases.filter(advice == "neither").with_columns(sought=False, known_from="needed_by"),
    ]
    return cut_off(pl.concat(rows, how="diagonal").sort("case"), "known_from", {"given_on": ()})


def _sought(dice: Dice, cases: pl.DataFrame) -> pl.DataFrame:
    part = dice.parts(cases) * ASKED_WITHIN_PART
    rows = cases.with_columns(
        sought=True, requested_on=between(pl.col("reported_on"), pl.col("needed_by"), part)
    )
    given_on = after(pl.col("requested_on"), dice.days(rows, "advice_given"))
    return rows.with_columns(
        given_on=pl.when(dice.happens(rows, "given")).then(given_on), known_from="requested_on"
    )


def _not_sought(dice: Dice, cases: pl.DataFrame) -> pl.DataFrame:
    in_time = after(pl.col("reported_on"), dice.days(cases, "reason_recorded"))
    late = after(pl.col("needed_by"), dice.days(cases, "late_reason"))
    reason_on = (
        pl.when(dice.happens(cases, "reason_late"))
        .then(late)
        .otherwise(pl.min_horizontal(in_time, "needed_by"))
    )
    return cases.with_columns(
        sought=False,
        not_sought_reason=dice.words(cases, "not_sought_reason", pl.col("kind")),
        reason_on=pl.when(dice.happens(cases, "reason_dated")).then(reason_on),
    ).with_columns(known_from=pl.coalesce("reason_on", "needed_by"))


# Plans are sent within this share of the time that a case is with the CPS.
SENT_WITHIN_PART = 0.6


def invent_plans(dice: Dice, referrals: pl.DataFrame) -> pl.DataFrame:
    """One row per plan sent up to the last day, with the facts known by then.

    Targets and reviews may lie after that day, as they do in a real list.
    """
    rows = referrals.select("case", "case_key", "referred_on", "decided_on")
    rows = rows.with_columns(one=pl.int_ranges(dice.numbers(rows, "plans"))).explode("one")
    part = dice.parts(rows) * SENT_WITHIN_PART
    rows = rows.with_columns(issued_on=between(pl.col("referred_on"), pl.col("decided_on"), part))
    rows = _with_end(dice, _with_answer(dice, _with_targets(dice, with_numbers(rows, "issued_on"))))
    ends = {"answered_on": (), "closed_on": ("closed_reason",), "victim_updated_on": ()}
    return cut_off(rows, "issued_on", ends)


def _with_targets(dice: Dice, rows: pl.DataFrame) -> pl.DataFrame:
    issued_on = pl.col("issued_on")
    moved = dice.happens(rows, "target_moved")
    moved_by = dice.days(rows, "target_moved_by")
    rows = rows.with_columns(
        first_target_on=after(issued_on, dice.numbers(rows, "first_target")),
        review_on=after(issued_on, dice.numbers(rows, "review")),
        must_act=dice.words(rows, "must_act"),
    )
    first = pl.col("first_target_on")
    return rows.with_columns(target_on=pl.when(moved).then(after(first, moved_by)).otherwise(first))


def _with_answer(dice: Dice, rows: pl.DataFrame) -> pl.DataFrame:
    issued_on, first = pl.col("issued_on"), pl.col("first_target_on")
    how = dice.words(rows, "plan_answered")
    untargeted = after(issued_on, dice.days(rows, "plan_answer"))
    in_time = between(issued_on, first, dice.parts(rows))
    late = after(first, dice.days(rows, "plan_late_by"))
    answered_on = (
        pl.when(how == "in time")
        .then(pl.coalesce(in_time, untargeted))
        .when(how == "late")
        .then(pl.coalesce(late, untargeted))
    )
    return rows.with_columns(answered=how, answered_on=answered_on)


def _with_end(dice: Dice, rows: pl.DataFrame) -> pl.DataFrame:
    reason = dice.words(rows, "plan_ended", pl.col("answered"))
    due_on = pl.coalesce("target_on", "issued_on")
    checked_on = after(pl.col("answered_on"), dice.days(rows, "plan_checked"))
    finalised_on = after(due_on, dice.days(rows, "admin_finalised"))
    dropped_on = after(pl.col("issued_on"), dice.days(rows, "plan_dropped"))
    updated_on = after(due_on, dice.days(rows, "victim_update"))
    return rows.with_columns(
        closed_reason=reason,
        closed_on=pl.when(reason == "admin finalised")
        .then(finalised_on)
        .when(reason.is_not_null())
        .then(pl.coalesce(checked_on, dropped_on)),
        victim_updated_on=pl.when(dice.happens(rows, "victim_updated")).then(updated_on),
    )


# Advice that takes longer than this may be escalated.
ADVICE_DAYS = 21


def invent_escalations(
    dice: Dice, referrals: pl.DataFrame, advice: pl.DataFrame, plans: pl.DataFrame
) -> pl.DataFrame:
    """One row per escalation of the given rows raised up to the last day, with its result."""
    reasons = pl.concat(
        [
            _late_plans(plans),
            _returned(referrals),
            _late_advice(advice),
            _decided_against(referrals),
        ]
    )
    rows = reasons.filter(dice.happens(reasons, "escalated", pl.col("about")))
    raised_on = after(pl.col("since"), dice.days(rows, "escalation_raised"))
    rows = with_numbers(rows.with_columns(raised_on=raised_on), "raised_on")
    raised_on = pl.col("raised_on")
    rows = rows.with_columns(
        route=dice.words(rows, "route"),
        rung=dice.numbers(rows, "rung"),
        side=dice.words(rows, "side"),
        respond_by_on=after(raised_on, dice.numbers(rows, "respond_by")),
        resolved_on=after(raised_on, dice.days(rows, "escalation_resolved")),
        outcome=dice.words(rows, "escalation_outcome"),
    )
    rows = cut_off(rows, "raised_on", {"resolved_on": ("outcome",)})
    return rows.with_columns(pl.col("outcome").fill_null(words.EscalationOutcome.OPEN))


def _late_plans(plans: pl.DataFrame) -> pl.DataFrame:
    due_on = pl.col("first_target_on")
    late = pl.col("answered_on").is_null() | (pl.col("answered_on") > due_on)
    return _reason(plans.filter(late), words.EscalationSubject.CASE_PLAN, due_on)


def _returned(referrals: pl.DataFrame) -> pl.DataFrame:
    return _reason(
        referrals.filter(~pl.col("file_accepted")),
        words.EscalationSubject.REFERRAL,
        pl.col("referred_on"),
    )


def _late_advice(advice: pl.DataFrame) -> pl.DataFrame:
    asked_on, given_on = pl.col("requested_on"), pl.col("given_on")
    late = given_on.is_null() | ((given_on - asked_on).dt.total_days() > ADVICE_DAYS)
    due_on = asked_on + pl.duration(days=ADVICE_DAYS)
    return _reason(advice.filter(late), words.EscalationSubject.EARLY_ADVICE, due_on)


def _decided_against(referrals: pl.DataFrame) -> pl.DataFrame:
    against = referrals.filter(decision=words.ReferralDecision.NO_FURTHER_ACTION)
    return _reason(against, words.EscalationSubject.DECISION, pl.col("decided_on"))


def _reason(rows: pl.DataFrame, about: words.EscalationSubject, since: pl.Expr) -> pl.DataFrame:
    return rows.select(
        "case",
        "case_key",
        about=pl.lit(about.value),
        about_number=pl.col("number").cast(pl.Int64),
        since=since,
    ).drop_nulls("since")


def invent_dip_samples(dice: Dice, areas: pl.DataFrame) -> pl.DataFrame:
    """One row per sample: an area, a quarter and a kind of sample. A few are missing."""
    quarters = pl.date_range(FIRST_QUARTER, LAST_QUARTER, "3mo", eager=True).alias("quarter")
    kinds = pl.Series("kind", [kind.value for kind in words.DipKind])
    rows = quarters.to_frame().join(areas.select(area="name"), how="cross")
    rows = rows.join(kinds.to_frame(), how="cross").with_row_index("sample")
    rows = rows.filter(dice.happens(rows, "sampled"))
    days = pl.lit((dice.parts(rows) * DAYS_TO_SAMPLE).floor().cast(pl.Int64))
    rows = rows.with_columns(
        sampled_on=pl.col("quarter").dt.offset_by(MONTHS_IN) + pl.duration(days=days),
        sampled=dice.numbers(rows, "sampled", pl.col("kind")),
    )
    each = rows.with_columns(one=pl.int_ranges("sampled")).explode("one")
    passes = dice.happens(each, "passed", group_on(pl.col("sampled_on"), pl.col("kind")))
    passed = each.with_columns(passed=passes).group_by("sample").agg(pl.col("passed").sum())
    return rows.join(passed, on="sample", how="left", maintain_order="left")


def invent_training_years(dice: Dice, areas: pl.DataFrame) -> pl.DataFrame:
    """One row per area and year: people in post, and how many of them are trained."""
    years = pl.Series("year", YEARS).to_frame()
    rows = years.join(areas.select(area="name", posts="weight"), how="cross").with_row_index("row")
    each = rows.with_columns(one=pl.int_ranges("posts")).explode("one")
    year = pl.col("year").cast(pl.String)
    people = each.with_columns(dice.happens(each, what, year).alias(what) for what in OF_THE_POSTS)
    counts = people.group_by("row").agg(pl.col(OF_THE_POSTS).sum())
    rows = rows.join(counts, on="row", how="left", maintain_order="left")
    return rows.with_columns(
        pl.when(dice.happens(rows, "year_counted")).then(pl.col(column)).alias(column)
        for column in OF_THE_POSTS
    )
