"""Dates of actions: first agreed and current, overdue, due soon, changed."""

from datetime import date

import polars as pl

from data_access.vocabulary import CLOSED_STATES, Origin, State, StatedAs, TimeState
from metrics.memoize import memoize
from metrics.status_rules import late_days

# Columns that only the steps of ``with_progress`` need.
INTERMEDIATE = (
    "first_new_due_on",
    "last_new_due_on",
    "last_new_review_on",
    "update_moved_on",
    "update_known_on",
    "new_date_known_on",
    "evidence_on",
    "evidence_known_on",
    "new_lead",
    "new_owner",
    "handed_over",
)
# A new lead may not have said yet who answers for it.
HANDS_OVER = pl.col("new_lead").is_not_null() | pl.col("new_owner").is_not_null()
IS_OPEN_ACTION = ~pl.col("state").is_in(CLOSED_STATES).fill_null(value=False)
# Said to be in place, and nothing recorded since says that it is not.
IS_IN_PLACE = pl.col("stated_as").is_in([StatedAs.IN_PLACE, StatedAs.DONE]) & (
    pl.col("state").is_null() | (pl.col("state") == State.UNDER_WAY)
)


def in_order(rows: pl.DataFrame) -> pl.DataFrame:
    """Entries by the day they took effect; on the same day, in the order of recording."""
    return rows.sort("effective_on", "id")


def with_progress(
    actions: pl.DataFrame,
    updates: pl.DataFrame,
    evidence: pl.DataFrame,
    recurrences: pl.DataFrame,
    began_on: date | None = None,
) -> pl.DataFrame:
    """Each action with the state and dates that its updates have given it.

    ``recurrences``: as ``with_frequencies`` gives them. ``began_on``: the day on which the store
    began; actions of a response were recorded then.

    Adds ``state`` (null: nothing recorded), ``waiting_on``, ``last_word``, ``updated_on``,
    ``moved_on`` (the last day with a new state, date or evidence, else the day it was opened),
    ``moved_known_on`` and ``date_known_on`` (the days on which that, and the current date, were
    recorded here; null where that is not known),
    ``first_agreed_on`` (kept for ever), ``due_on`` (current), ``date_changes`` (count),
    ``closed_on``, ``newest_update`` (an id, 0 for none), ``recurs`` (how often, in the words of
    whoever said so; null for what is done once) and ``is_followed_up`` (false where nothing was
    recorded of an action of the response since). Gives ``review_on`` as last agreed, and
    ``lead_organisation`` and ``owner_role`` as last handed over.
    """
    known_on = (
        pl.when(pl.col("origin") == Origin.RESPONSE)
        .then(pl.lit(began_on, pl.Date))
        .otherwise(pl.col("recorded_at").dt.date())
    )
    moved_on = pl.max_horizontal("opened_on", "update_moved_on", "evidence_on")
    return (
        actions.pipe(_with, _latest(marked_updates(updates, actions)))
        .pipe(_with, _newest_evidence(evidence))
        .pipe(_with, _how_often(recurrences))
        .with_columns(
            first_agreed_on=pl.coalesce("first_due_on", "first_new_due_on"),
            due_on=pl.coalesce("last_new_due_on", "first_due_on"),
            date_known_on=pl.coalesce("new_date_known_on", known_on),
            review_on=pl.coalesce("last_new_review_on", "review_on"),
            date_changes=pl.col("date_changes").fill_null(0).cast(pl.Int64),
            moved_on=moved_on,
            moved_known_on=_known_of_newest(moved_on, known_on),
            newest_update=pl.col("newest_update").fill_null(0),
            closed_on=pl.when(pl.col("state").is_in(CLOSED_STATES)).then("closed_on"),
            lead_organisation=pl.coalesce("new_lead", "lead_organisation"),
            owner_role=pl.when("handed_over").then("new_owner").otherwise("owner_role"),
        )
        .with_columns(
            is_followed_up=(pl.col("origin") != Origin.RESPONSE)
            | pl.col("updated_on").is_not_null()
            | (pl.col("moved_on") > pl.col("opened_on"))
        )
        .drop(INTERMEDIATE)
    )


def _known_of_newest(moved_on: pl.Expr, known_on: pl.Expr) -> pl.Expr:
    """The day of recording what moved an action on ``moved_on``; else of the action itself."""
    return (
        pl.when(pl.col("evidence_on") == moved_on)
        .then("evidence_known_on")
        .when(pl.col("update_moved_on") == moved_on)
        .then("update_known_on")
        .otherwise(known_on)
    )


def with_time_state(
    actions: pl.DataFrame, as_at: date, due_soon_days: int | None, stale_days: int | None
) -> pl.DataFrame:
    """Each action with its time state on ``as_at``. Due on the day itself is not overdue.

    Adds ``is_open``, ``time_state``, ``days_overdue`` and ``days_overdue_on_first`` (null where
    not overdue), ``days_later`` (current date less the first agreed; null without a date),
    ``days_past_words`` since the latest day that a time in words can mean (null: not past, a
    date was agreed, or it recurs), ``days_open`` since it was opened, ``days_still`` since it is
    known to have moved, and ``is_stale``: open, followed up once, and still for ``stale_days`` or
    more. Nulls: without such a limit nothing is due soon, or stale. An action with no date may
    recur, have a time in words, or be in place and need none; only the others have none agreed.
    """
    state = pl.col("state")
    still_since = pl.max_horizontal("moved_on", "moved_known_on")
    days_still = (pl.lit(as_at) - still_since).dt.total_days()
    late, past_words = late_days("due_on", as_at), late_days("latest_on", as_at)
    has_no_date, days_left = pl.col("due_on").is_null(), _days_left(as_at)
    is_once = pl.col("recurs").is_null()
    never = pl.lit(value=False)
    is_near = never if due_soon_days is None else days_left <= due_soon_days
    is_still = never if stale_days is None else days_still >= stale_days
    return actions.with_columns(
        is_open=IS_OPEN_ACTION,
        time_state=pl.when(state == State.COMPLETE)
        .then(pl.lit(TimeState.COMPLETE.value))
        .when(state == State.NOT_TAKEN_FORWARD)
        .then(pl.lit(TimeState.NOT_TAKEN_FORWARD.value))
        .when(has_no_date)
        .then(_without_date())
        .when(late.is_not_null())
        .then(pl.lit(TimeState.OVERDUE.value))
        .when(is_near)
        .then(pl.lit(TimeState.DUE_SOON.value))
        .otherwise(pl.lit(TimeState.ON_TIME.value)),
        days_overdue=pl.when(IS_OPEN_ACTION).then(late),
        days_overdue_on_first=pl.when(IS_OPEN_ACTION).then(late_days("first_agreed_on", as_at)),
        days_later=(pl.col("due_on") - pl.col("first_agreed_on")).dt.total_days(),
        days_past_words=pl.when(IS_OPEN_ACTION & has_no_date & is_once).then(past_words),
        days_open=(pl.lit(as_at) - pl.col("opened_on")).dt.total_days(),
        days_still=days_still,
        is_stale=IS_OPEN_ACTION & is_still & pl.col("is_followed_up"),
    )


def due_within(actions: pl.DataFrame, as_at: date, days: int) -> pl.DataFrame:
    """Open actions due on ``as_at`` or in the ``days`` after it, the nearest first.

    ``actions``: as ``with_time_state`` gives them. Nulls: an action with no date is never due.
    """
    is_near = _days_left(as_at).is_between(0, days)
    return actions.filter("is_open", is_near).sort("due_on", maintain_order=True)


def date_changes(actions: pl.DataFrame, updates: pl.DataFrame) -> pl.DataFrame:
    """Changes of agreed dates, oldest first; a first date is no change.

    Shape: action, title, lead_organisation (who led it then), effective_on, recorded_at, was, now,
    change_reason, agreed_by, after_passed (true where the old date had gone by when it was
    changed).
    """
    named = actions.select("lead_organisation", "title", action="ref")
    return (
        _with_date_before(updates, actions)
        .filter(pl.col("new_due_on") != pl.col("was"))
        .join(named, on="action", maintain_order="left")
        .select(
            "action",
            "title",
            pl.coalesce("lead", "lead_organisation").alias("lead_organisation"),
            "effective_on",
            "recorded_at",
            "was",
            pl.col("new_due_on").alias("now"),
            "change_reason",
            "agreed_by",
            after_passed=pl.col("effective_on") > pl.col("was"),
        )
    )


@memoize
def _with_date_before(updates: pl.DataFrame, actions: pl.DataFrame) -> pl.DataFrame:
    """Updates in order, with ``was``, the date agreed before each; null where there was none.

    Adds ``lead`` too, to whom the action was handed over by then; null where to nobody.
    An entry recorded late may repeat the date already agreed: that is not a change.
    """
    first = actions.select("first_due_on", action="ref")
    date_before = pl.col("new_due_on").forward_fill().shift().over("action")
    return (
        in_order(updates)
        .join(first, on="action", how="left", maintain_order="left")
        .with_columns(
            was=pl.coalesce(date_before, "first_due_on"),
            lead=pl.col("new_lead").forward_fill().over("action"),
        )
    )


@memoize
def marked_updates(updates: pl.DataFrame, actions: pl.DataFrame) -> pl.DataFrame:
    """Updates in order, each marked ``new_state``, ``new_date`` and ``moved`` (either).

    ``changes_date``: the new date replaces another.
    """
    state_before = pl.col("state").forward_fill().shift().over("action")
    new_state = pl.col("state").is_not_null() & pl.col("state").ne_missing(state_before)
    new_date = pl.col("new_due_on").is_not_null() & pl.col("new_due_on").ne_missing(pl.col("was"))
    return _with_date_before(updates, actions).with_columns(
        new_state=new_state,
        new_date=new_date,
        changes_date=new_date & pl.col("was").is_not_null(),
        moved=new_date | new_state,
    )


def _latest(marked: pl.DataFrame) -> pl.DataFrame:
    """One row per action: the newest state, date and note of its marked updates."""
    new_due_on, effective_on = pl.col("new_due_on"), pl.col("effective_on")
    recorded_on = pl.col("recorded_at").dt.date()
    says_state, says_waiting = pl.col("state").is_not_null(), pl.col("waiting_on").is_not_null()
    return marked.group_by("action").agg(
        pl.col("state").drop_nulls().last(),
        pl.col("waiting_on").filter(says_state | says_waiting).last(),
        pl.col("note").drop_nulls().last().alias("last_word"),
        effective_on.last().alias("updated_on"),
        effective_on.filter("moved").last().alias("update_moved_on"),
        recorded_on.filter("moved").last().alias("update_known_on"),
        recorded_on.filter("new_date").last().alias("new_date_known_on"),
        effective_on.filter("new_state", pl.col("state").is_in(CLOSED_STATES))
        .last()
        .alias("closed_on"),
        new_due_on.drop_nulls().first().alias("first_new_due_on"),
        new_due_on.drop_nulls().last().alias("last_new_due_on"),
        pl.col("new_review_on").drop_nulls().last().alias("last_new_review_on"),
        pl.col("changes_date").sum().alias("date_changes"),
        pl.col("new_lead").drop_nulls().last(),
        pl.col("new_owner").filter(HANDS_OVER).last(),
        HANDS_OVER.any().alias("handed_over"),
        pl.col("id").max().alias("newest_update"),
    )


def _without_date() -> pl.Expr:
    """The time state of an open action with no date."""
    return (
        pl.when(pl.col("recurs").is_not_null())
        .then(pl.lit(TimeState.RECURS.value))
        .when(pl.col("time_stated").is_not_null())
        .then(pl.lit(TimeState.TIME_STATED.value))
        .when(IS_IN_PLACE)
        .then(pl.lit(TimeState.IN_PLACE.value))
        .otherwise(pl.lit(TimeState.NO_DATE.value))
    )


def _how_often(recurrences: pl.DataFrame) -> pl.DataFrame:
    """One row per action that recurs: how often, in the words of whoever said so."""
    of_an_action = recurrences.filter(pl.col("action").is_not_null()).sort("id")
    how_often = pl.coalesce("agreed_often", "time_stated")
    return of_an_action.group_by("action").agg(recurs=how_often.first())


def _newest_evidence(evidence: pl.DataFrame) -> pl.DataFrame:
    """One row per action with evidence: the day of its newest piece, and of recording it."""
    of_an_action = in_order(evidence.filter(pl.col("action").is_not_null()))
    return of_an_action.group_by("action").agg(
        evidence_on=pl.col("effective_on").last(),
        evidence_known_on=pl.col("recorded_at").last().dt.date(),
    )


def _with(actions: pl.DataFrame, of_actions: pl.DataFrame) -> pl.DataFrame:
    """Adds to each action the columns of its row in ``of_actions``; null where it has none."""
    return actions.join(
        of_actions, left_on="ref", right_on="action", how="left", maintain_order="left"
    )


def _days_left(as_at: date) -> pl.Expr:
    return (pl.col("due_on") - pl.lit(as_at)).dt.total_days()
