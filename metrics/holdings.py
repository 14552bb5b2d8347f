"""What the office has been sent about cases: which tables, from whom, how far, with what gaps."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

import polars as pl

from data_access.vocabulary import NO_FURTHER_ACTION, UNSUPPORTED, AskedAs, Characteristic
from metrics.wording import counted, day_in_words

Tables = Mapping[str, pl.DataFrame]

# Below this a count could lead to a person, even one of rows.
SMALLEST_SHOWN = 5
WITHHELD = "withheld: small number"


@dataclass(frozen=True)
class Holding:
    """One table of cases: what a reader calls it, and the day that places a row in a month."""

    title: str
    day: pl.Expr | None


HOLDINGS = {
    "investigation": Holding("Investigations", pl.col("reported_on")),
    "referral": Holding("Referrals to the CPS", pl.col("referred_on")),
    "early_advice": Holding("Early advice", pl.coalesce("requested_on", "reason_on")),
    "case_plan": Holding("Case action plans", pl.col("issued_on")),
    "case_escalation": Holding("Escalations in cases", pl.col("raised_on")),
    "notice": Holding("Notices of NFA decisions", pl.col("decided_on")),
    "support_referral": Holding("Referrals to support", pl.col("offered_on")),
    "support_end": Holding("Support ended", pl.col("ended_on")),
    "review_request": Holding("Review requests", pl.col("requested_on")),
    "dip_sample": Holding("Samples", pl.col("sampled_on")),
    "training_year": Holding("Training years", None),
}
# Tables of which every month should have something; the others come now and then.
MONTHLY = (
    "investigation",
    "referral",
    "early_advice",
    "case_plan",
    "notice",
    "support_referral",
    "support_end",
)


@dataclass(frozen=True)
class Silence:
    """Something that a row should say and does not. ``of``: the rows that should."""

    table: str
    words: str
    of: pl.Expr
    is_silent: pl.Expr


EVERY_ROW = pl.lit(value=True)
SILENCES = (
    Silence("investigation", "no area", EVERY_ROW, pl.col("area").is_null()),
    Silence(
        "investigation",
        "an outcome without its day",
        pl.col("outcome_code").is_not_null(),
        pl.col("outcome_on").is_null(),
    ),
    Silence(
        "investigation",
        "an NFA outcome without a notice",
        pl.col("outcome_code").is_in(NO_FURTHER_ACTION),
        ~pl.col("has_notice"),
    ),
    Silence(
        "investigation",
        "outcome 14 or 16 without when and why support ended",
        pl.col("outcome_code").is_in(UNSUPPORTED),
        ~pl.col("has_support_end"),
    ),
    Silence(
        "investigation",
        "none of the nine characteristics asked about, or not recorded",
        EVERY_ROW,
        pl.all_horizontal(
            pl.col(each.column).is_in([AskedAs.NOT_ASKED, AskedAs.NOT_RECORDED])
            for each in Characteristic
        ),
    ),
    Silence(
        "early_advice",
        "neither sought nor a reason",
        EVERY_ROW,
        ~pl.col("sought").fill_null(value=False) & pl.col("not_sought_reason").is_null(),
    ),
    Silence("case_plan", "no target", EVERY_ROW, pl.col("first_target_on").is_null()),
    Silence(
        "notice",
        "neither told, sent nor exempt",
        EVERY_ROW,
        pl.all_horizontal(pl.col("told_on", "sent_on", "exempt_reason").is_null()),
    ),
    Silence("notice", "no wish recorded", EVERY_ROW, pl.col("asked_method").is_null()),
    Silence("referral", "no word whether accepted", EVERY_ROW, pl.col("file_accepted").is_null()),
)


LOADED = pl.Schema(
    {
        "title": pl.String(),
        "rows": pl.Int64(),
        "sources": pl.String(),
        "first_on": pl.Date(),
        "last_on": pl.Date(),
        "received_on": pl.Date(),
        "days_old": pl.Int64(),
    }
)


def loaded(tables: Tables, batches: pl.DataFrame, day: date) -> pl.DataFrame:
    """A row a table that holds anything: what, how much, from whom, how far, how old.

    Shape: title, rows, sources, first_on and last_on (null where rows bear no day), received_on,
    days_old. ``batches``: those received by ``day``; withdrawn ones are passed over.
    """
    rows = [
        _holding(name, frame, batches, day)
        for name, frame in tables.items()
        if not frame.is_empty()
    ]
    return pl.DataFrame(rows, LOADED)


GAPS = pl.Schema({"title": pl.String(), "force": pl.String(), "months": pl.List(pl.Date())})


def gaps(tables: Tables, until: date) -> pl.DataFrame:
    """A row a table and force with months in which nothing stands: title, force, months.

    From the table's first month to the last month that ended before ``until``. ``months``: the
    first day of each, oldest first.
    """
    found = [
        {"title": HOLDINGS[name].title, "force": force, "months": months}
        for name in MONTHLY
        for (force,), rows in tables[name].group_by("force", maintain_order=True)
        if (months := _empty_months(_days(name, rows), until))
    ]
    return pl.DataFrame(found, GAPS)


SILENT = pl.Schema(
    {"title": pl.String(), "words": pl.String(), "silent": pl.Int64(), "out_of": pl.Int64()}
)


def silences(tables: Tables) -> pl.DataFrame:
    """A row a thing that rows should say and some do not: title, words, silent, out_of."""
    case = ["force", "case_key"]
    followed = {
        **tables,
        "investigation": tables["investigation"].with_columns(
            pl.struct(case)
            .is_in(tables[name].select(pl.struct(case)).to_series().implode())
            .alias(f"has_{name}")
            for name in ("notice", "support_end")
        ),
    }
    rows = []
    for each in SILENCES:
        of = followed[each.table].filter(each.of)
        silent = of.filter(each.is_silent).height
        rows.append((HOLDINGS[each.table].title, each.words, silent, of.height))
    found = pl.DataFrame(rows, SILENT, orient="row")
    return found.filter(pl.col("silent") > 0).sort("silent", descending=True, maintain_order=True)


def in_words(loaded: pl.DataFrame, day: date) -> str:
    """What was loaded by ``day``, in a sentence or two. Markdown: bold numbers."""
    if loaded.is_empty():
        return "No file about cases has been received."
    newest = loaded["received_on"].max()
    said = f"**{counted(loaded.height, 'table')}** loaded"
    cases = loaded.filter(pl.col("title") == HOLDINGS["investigation"].title)
    for row in cases.iter_rows(named=True):
        said += (
            f", with **{shown(row['rows'])}** investigations reported from "
            f"{day_in_words(row['first_on'])} to {day_in_words(row['last_on'])}"
        )
    if isinstance(newest, date):
        days = (day - newest).days
        age = f"**{counted(days, 'day')}** ago" if days else "**today**"
        said += f". The newest file came on {day_in_words(newest)}, {age}"
    return f"{said}."


def received_by(batches: pl.DataFrame, day: date) -> pl.DataFrame:
    """The files that had come by the end of ``day``; of one withdrawn later, that is not said."""
    came = batches.filter(pl.coalesce("received_on", pl.col("imported_at").dt.date()) <= day)
    later = pl.col("withdrawn_at").dt.date() > day
    return came.with_columns(
        pl.when(~later.fill_null(value=False)).then(pl.col("withdrawn_at", "withdrawn_by"))
    )


def closed_by(months: pl.DataFrame, day: date) -> pl.DataFrame:
    """The month-ends that had passed by ``day`` and are closed, oldest first."""
    return months.filter(pl.col("month_end") <= day).sort("month_end")


def months_in_words(closed: pl.DataFrame) -> str:
    """How far case figures may be shown."""
    if closed.is_empty():
        return "No month-end is closed, so no case figure can be shown."
    first, last = closed["month_end"][0], closed["month_end"][-1]
    return (
        f"{counted(closed.height, 'month-end')} closed, from {day_in_words(first)} to "
        f"{day_in_words(last)}. Case figures go back to a closed month-end, never to a day between "
        "two of them: the difference could give one case away."
    )


def shown(count: int) -> str:
    """A count of rows of cases as it may be shown; 1 to 4 is withheld."""
    return WITHHELD if 0 < count < SMALLEST_SHOWN else f"{count:,}"


def next_month_end(closed: pl.DataFrame, tables: Tables, day: date) -> date | None:
    """The month-end that may be closed next: the one after the last, once it has passed.

    Where none is closed yet, the first month with a report; null where there is nothing to close.
    """
    last = closed["month_end"].max()
    reported = tables["investigation"]["reported_on"].min()
    if isinstance(last, date):
        following = month_end(last + timedelta(days=1))
    elif isinstance(reported, date):
        following = month_end(reported)
    else:
        return None
    return following if following < day else None


def month_end(day: date) -> date:
    """The last day of the month of ``day``."""
    next_month = (day.replace(day=1) + timedelta(days=31)).replace(day=1)
    return next_month - timedelta(days=1)


def _holding(name: str, rows: pl.DataFrame, batches: pl.DataFrame, day: date) -> dict[str, object]:
    came_in = batches.filter(pl.col("table") == name, pl.col("withdrawn_at").is_null())
    days = _days(name, rows)
    received_on = came_in["received_on"].max()
    return {
        "title": HOLDINGS[name].title,
        "rows": rows.height,
        "sources": ", ".join(came_in["source"].unique(maintain_order=True)),
        "first_on": days.min(),
        "last_on": days.max(),
        "received_on": received_on,
        "days_old": (day - received_on).days if isinstance(received_on, date) else None,
    }


def _days(name: str, rows: pl.DataFrame) -> pl.Series:
    day = HOLDINGS[name].day
    if day is None:
        return pl.Series("day", [], dtype=pl.Date)
    return rows.select(day.alias("day"))["day"].drop_nulls()


def _empty_months(days: pl.Series, until: date) -> list[date]:
    first = days.min()
    if not isinstance(first, date):
        return []
    last = until.replace(day=1) - timedelta(days=1)
    months = pl.date_range(first.replace(day=1), last, "1mo", eager=True)
    return months.filter(~months.is_in(days.dt.month_start().unique().implode())).to_list()
