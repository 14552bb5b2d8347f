"""Invented investigations and their referrals to the CPS."""

from datetime import date

import polars as pl

from data_access import vocabulary as words
from data_access.demo.cases.random_columns import Dice
from data_access.demo.cases.timeline import after, between, cut_off, days_before, with_numbers

# Race is asked about more often in two steps.
AUTUMN = date(2021, 10, 1)
AFTER_AUTUMN = date(2021, 12, 1)
# Two of the kinds of case with levels of their own.
ENDED_UNSUPPORTED = "unsupported"
CHARGED = "charged"
NO_SUSPECT = [words.Outcome.UNSUPPORTED_NO_SUSPECT, words.Outcome.NO_SUSPECT]


def invent_cases(dice: Dice, areas: pl.DataFrame, count: int) -> pl.DataFrame:
    """One row per case, the earliest first; its outcome may be after the last day.

    Shape: ``case`` numbers the rows; ``pattern`` and ``kind`` select the levels of the case.
    """
    cases = pl.DataFrame({"case_key": dice.keys(count)})
    cases = cases.with_columns(
        reported_on=_reported_on(dice, cases),
        place=dice.places(cases, areas["weight"].to_list()),
        domestic_abuse=dice.answers(cases, "domestic_abuse"),
    ).sort("reported_on", maintain_order=True)
    cases = cases.with_columns(
        areas["name"].gather(cases["place"]).alias("area"),
        areas["pattern"].gather(cases["place"]).alias("pattern"),
    ).drop("place")
    return _with_outcome(dice, cases).with_row_index("case")


def investigations(dice: Dice, cases: pl.DataFrame) -> pl.DataFrame:
    """The rows of the table: outcomes up to the last day, and the asking of characteristics."""
    rows = cut_off(cases, "reported_on", {"outcome_on": ("outcome_code",)})
    without_area = dice.happens(rows, "area_missing")
    asked = {
        each.column: dice.words(rows, each.column, _asking(pl.col("reported_on")))
        for each in words.Characteristic
    }
    return rows.with_columns(
        area=pl.when(without_area).then(None).otherwise(pl.col("area")), **asked
    )


def with_interviews(dice: Dice, rows: pl.DataFrame) -> pl.DataFrame:
    """``rows`` of the table, with whether a suspect was interviewed under caution."""
    has_no_suspect = pl.col("outcome_code").is_in(NO_SUSPECT)
    case = (
        pl.when(has_no_suspect)
        .then(pl.lit("no suspect"))
        .when(pl.col("outcome_code").is_null())
        .then(pl.lit("open"))
        .otherwise("kind")
    )
    return rows.with_columns(suspect_interviewed=dice.answers(rows, "suspect_interviewed", case))


def _reported_on(dice: Dice, cases: pl.DataFrame) -> pl.Expr:
    month = dice.words(cases, "reported_month").str.to_date("%Y-%m")
    days = (dice.parts(cases) * month.dt.days_in_month()).floor().cast(pl.Int64)
    return pl.lit(month) + pl.duration(days=pl.lit(days))


def _with_outcome(dice: Dice, cases: pl.DataFrame) -> pl.DataFrame:
    is_abuse = pl.col("domestic_abuse").fill_null(False)
    pattern = pl.col("pattern")
    group = pl.when(is_abuse).then(pattern + " abuse").otherwise(pattern)
    cases = cases.with_columns(kind=dice.words(cases, "kind", group))
    kind = pl.col("kind")
    return cases.with_columns(
        outcome_code=dice.words(cases, "outcome", kind),
        outcome_on=after(pl.col("reported_on"), dice.days(cases, "outcome", kind)),
    )


def _asking(reported_on: pl.Expr) -> pl.Expr:
    return (
        pl.when(reported_on < AUTUMN)
        .then(pl.lit("before"))
        .when(reported_on < AFTER_AUTUMN)
        .then(pl.lit("autumn"))
        .otherwise(pl.lit("after"))
    )


CAUTIONS = [
    words.Outcome.YOUTH_CAUTION,
    words.Outcome.YOUTH_CAUTION_OTHER_OFFENCE,
    words.Outcome.ADULT_CAUTION,
    words.Outcome.ADULT_CAUTION_OTHER_OFFENCE,
    words.Outcome.COMMUNITY_RESOLUTION,
]
# An earlier referral is between these shares of the time from the report to the last one.
EARLIEST_PART, LATEST_PART = 0.4, 0.8
# With fewer days than this before the last referral there is no earlier one.
ROOM_DAYS = 30


def invent_referrals(dice: Dice, cases: pl.DataFrame) -> pl.DataFrame:
    """One row per referral, in order of day; days may be after the last day."""
    last = _last_referrals(dice, cases)
    rows = with_numbers(pl.concat([_earlier_referrals(dice, last), last]), "referred_on")
    rows = _with_meeting(dice, _with_days(dice, rows))
    rows = rows.with_columns(file_accepted=dice.answers(rows, "file_accepted", pl.col("decision")))
    return rows.with_columns(
        return_reason=pl.when(~pl.col("file_accepted")).then(dice.words(rows, "return_reason"))
    )


def known_referrals(referrals: pl.DataFrame) -> pl.DataFrame:
    """The rows of the table: the facts of ``referrals`` known on the last day."""
    ends = {"decided_on": ("decision", "days_with_cps"), "meeting_on": ("both_roles_met",)}
    return cut_off(referrals, "referred_on", ends)


def _last_referrals(dice: Dice, cases: pl.DataFrame) -> pl.DataFrame:
    sort = _sort_of_case(otherwise=pl.col("kind"))
    rows = cases.filter(dice.happens(cases, "referred", sort))
    sort = _sort_of_case(
        otherwise=pl.when(kind=CHARGED).then(pl.col("kind")).otherwise(pl.lit("ended"))
    )
    reported_on = pl.col("reported_on")
    to_outcome, with_cps = dice.days(rows, "decision_to_outcome"), dice.days(rows, "with_cps")
    return rows.with_columns(
        decision=dice.words(rows, "decision", sort),
        decided_on=days_before(pl.col("outcome_on"), to_outcome, not_before=reported_on),
    ).with_columns(referred_on=days_before(pl.col("decided_on"), with_cps, not_before=reported_on))


def _sort_of_case(otherwise: pl.Expr) -> pl.Expr:
    code = pl.col("outcome_code")
    return (
        pl.when(code == words.Outcome.NOT_IN_PUBLIC_INTEREST_CPS)
        .then(pl.lit("public interest"))
        .when(code.is_in(CAUTIONS))
        .then(pl.lit("caution"))
        .otherwise(otherwise)
    )


def _earlier_referrals(dice: Dice, last: pl.DataFrame) -> pl.DataFrame:
    days_before = (pl.col("referred_on") - pl.col("reported_on")).dt.total_days()
    rows = last.filter(dice.happens(last, "referred_again") & (days_before >= ROOM_DAYS))
    part = EARLIEST_PART + dice.parts(rows) * (LATEST_PART - EARLIEST_PART)
    with_cps = dice.days(rows, "with_cps")
    earlier = rows.with_columns(
        decision=dice.words(rows, "decision", pl.lit("again")),
        referred_on=between(pl.col("reported_on"), pl.col("referred_on"), part),
        again_on=pl.col("referred_on"),
    )
    return earlier.with_columns(
        decided_on=pl.min_horizontal(after(pl.col("referred_on"), with_cps), "again_on")
    ).select(last.columns)


def _with_days(dice: Dice, rows: pl.DataFrame) -> pl.DataFrame:
    # Between two referrals the file is with the police again.
    came_on = pl.coalesce(pl.col("decided_on").shift(1).over("case"), "reported_on")
    spent = {
        "days_with_police": pl.col("referred_on") - came_on,
        "days_with_cps": pl.col("decided_on") - pl.col("referred_on"),
    }
    return rows.with_columns(
        pl.when(~dice.happens(rows, "days_missing")).then(time.dt.total_days()).alias(name)
        for name, time in spent.items()
    )


def _with_meeting(dice: Dice, rows: pl.DataFrame) -> pl.DataFrame:
    met = dice.happens(rows, "met", pl.col("decision"))
    days = dice.days(rows, "before_meeting")
    meeting_on = days_before(pl.col("decided_on"), days, not_before=pl.col("referred_on"))
    return rows.with_columns(
        meeting_on=pl.when(met).then(meeting_on),
        both_roles_met=pl.when(met).then(dice.answers(rows, "both_roles_met")),
    )
