"""The findings of the Briefing: what was said and shown, who was told, what was due and raised.

Each is a sentence, the picture that shows it, and its base. ``docs/status-rules.md`` tells readers
how they are chosen.
"""

from collections.abc import Collection, Mapping

import polars as pl

from data_access.vocabulary import FirstPosition, Voice
from metrics.day_state import DayState
from metrics.escalations.counts import Level
from metrics.escalations.escalation_summary import EscalationSummary, count_ladders
from metrics.finding import Finding, Line, Look, Piece, Topic
from metrics.memoize import memoize
from metrics.plan.action_lists import not_followed_up
from metrics.recommendations.answer_draft_text import of_answer
from metrics.recommendations.measure_evidence import differences_of_day
from metrics.recommendations.part_dates import part_dates_text
from metrics.recommendations.statutory_dates import pressing_answers
from metrics.releases.people import PeopleSummary, ReleasedPeriod, Share
from metrics.status_rules import Difference
from metrics.text_format import capitalised, counted, day_text, is_or_are, listed
from metrics.trends.trend_text import Grain, period_text
from metrics.victims.notices import NoticeStatus
from metrics.victims.victim_figures import (
    TELLS_WHO_WAS_TOLD,
    about_text,
    extent_text,
    nothing_finding,
    percentage_text,
)

MOST_LEVELS = 1
# What the answer said of a part, in the words of the first finding.
STATED = {
    "In place": [FirstPosition.IN_PLACE, FirstPosition.DONE],
    "To come": [FirstPosition.UNDER_WAY, FirstPosition.PLANNED, FirstPosition.CONSIDERED],
    "Not done": [FirstPosition.SAID_NOT_DONE, FirstPosition.NOT_TAKEN_FORWARD],
}


def findings(
    day_state: DayState, escalations: EscalationSummary, people: PeopleSummary | None
) -> list[Finding]:
    """The three findings of a day.

    A statutory answer that is late or due soon takes the place of what was due and raised.
    """
    pressing = pressing_answers(day_state).to_dicts()
    return [
        said_and_shown(day_state),
        of_victims(people, has_files=escalations.counted is not None),
        of_answer(pressing[0], day_state.day) if pressing else due_and_raised(escalations),
    ]


@memoize
def said_and_shown(day_state: DayState) -> Finding:
    """The parts said complete, evidenced and closed; before anything is recorded, the answer's."""
    parts = day_state.local_parts
    is_recorded = pl.any_horizontal(pl.col(f"{voice}_state").is_not_null() for voice in Voice)
    if parts.filter(is_recorded).is_empty():
        return _of_the_answer(day_state)
    said, shown, closed = (
        parts.filter(name).height for name in ("reported_complete", "evidence_seen", "closed")
    )
    return Finding(
        f"{said} of {counted(parts.height, 'part')} {is_or_are(said)} said complete; {shown} shown",
        _squares({"Said": said, "Shown": shown, "Closed": closed}, parts.height),
        topic=Topic.SAID_AND_SHOWN,
        is_of_squares=True,
    )


@memoize
def contradictions(day_state: DayState) -> Finding:
    """What contradicts that parts are said complete, or where bodies disagree, in squares.

    Where nothing does, what is said and shown.
    """
    found, parts = differences_of_day(day_state), day_state.local_parts
    said = {*parts.filter("reported_complete")["ref"]}
    not_shown, missed = (
        said & {*found.filter(kind=kind.value)["ref"]}
        for kind in (Difference.NOT_EVIDENCED, Difference.MEASURED_OTHERWISE)
    )
    disagree, against = {*found.filter(kind=Difference.BODIES.value)["ref"]}, not_shown | missed
    if not (disagree or against):
        return said_and_shown(day_state)
    labels = parts.filter(pl.col("ref").is_in(not_shown))["label"]
    squares = [
        ("Miss a target only", Look.MISSED, len(missed - not_shown)),
        ("Both", Look.MISSED, len(missed & not_shown)),
        ("Lack evidence only", Look.UNKNOWN, len(not_shown - missed)),
        ("Neither", Look.DONE, len(said - against)),
    ]
    bodies = f"Bodies disagree on {len(disagree) or 'none'}"
    return Finding(
        f"{len(against)} of {counted(len(said), 'part')} said complete "
        f"{_lacks(len(against), not_shown, missed)}"
        if against
        else f"In {counted(len(disagree), 'part')} bodies disagree",
        [_row(name, look, number, len(said)) for name, look, number in squares if number]
        if against
        else [_row("Bodies disagree", Look.OTHER, len(disagree), parts.height)],
        f"{bodies} of {counted(parts.height, 'part')} asked of force or CPS. "
        f"{part_dates_text(day_state)}".strip(),
        ask=f"Chief Constable: what shows that {listed(labels)} {is_or_are(labels.len())} complete?"
        if not_shown
        else "",
        is_of_squares=True,
    )


def _lacks(number: int, not_shown: Collection[str], missed: Collection[str]) -> str:
    lack, miss = ("lacks", "misses") if number == 1 else ("lack", "miss")
    clauses = (f"{lack} evidence" * bool(not_shown), f"{miss} a target" * bool(missed))
    return " or ".join(filter(None, clauses))


def _of_the_answer(day_state: DayState) -> Finding:
    parts = day_state.local_parts
    stated = parts.select(pl.coalesce("force_stated", "cps_stated").alias("stated"))["stated"]
    numbers = {name: int(stated.is_in(words).sum()) for name, words in STATED.items()}
    in_place, not_said = numbers["In place"], parts.height - sum(numbers.values())
    return Finding(
        f"{_answers(day_state)} said that {in_place} of {counted(parts.height, 'part')} "
        f"{'was' if in_place == 1 else 'were'} in place; no evidence is recorded here yet",
        _squares(numbers | {"Not said": not_said, "Shown": 0}, parts.height, Look.OTHER)
        if parts.height
        else [],
        "Each square: a part for the force or CPS.",
        is_of_squares=True,
        topic=Topic.SAID_AND_SHOWN,
    )


def _answers(day_state: DayState) -> str:
    """The published answers with their years, which are seldom that of the day."""
    answered = day_state.inspections["answered_on"].drop_nulls()
    years = listed(str(year) for year in answered.dt.year().unique().sort())
    if not years:
        return "The answer"
    return f"The {'answer' if answered.len() == 1 else 'answers'} of {years}"


def _squares(numbers: Mapping[str, int], full: int, look: Look = Look.DONE) -> list[Line]:
    return [_row(name, look, number, full) for name, number in numbers.items()]


def _row(name: str, look: Look, number: int, full: int) -> Line:
    return Line(name, [Piece(look, number, f"{number}")], full)


def of_victims(people: PeopleSummary | None, *, has_files: bool) -> Finding:
    """Who is not known to have been told of a decision to charge nobody, of the area of people."""
    of = people.seen("told") if people else None
    in_time, unknown = (
        of.share(code) if of else None for code in ("told_in_time", "not_known_to_be_told")
    )
    if of is None or in_time is None or unknown is None:
        nothing = nothing_finding(TELLS_WHO_WAS_TOLD, has_files=has_files)
        return nothing._replace(topic=Topic.VICTIMS)
    late = Share((of.counts("told") or {}).get(NoticeStatus.LATE), in_time.of, False)
    shares = {
        "in time": (Look.DONE, in_time),
        "late": (Look.MISSED, late),
        "not known": (Look.UNKNOWN, unknown),
    }
    pieces = [
        Piece(look, share.met, f"{percentage_text(share)} {words}")
        for words, (look, share) in shares.items()
        if share.met
    ]
    alone = f", {extent_text(of)}" if of.area else ""
    return Finding(
        _told_headline(late, unknown, of.chosen),
        [Line("", pieces, sum(piece.number for piece in pieces))] if pieces else [],
        f"Of {about_text(unknown.of)} victims{alone}.",
        ask=f"Chief Constable and CPS: for {about_text(unknown.met)} decisions nothing recorded "
        "says that the victim was told. Who will check each, and by when?",
        topic=Topic.VICTIMS,
    )


def _told_headline(late: Share, unknown: Share, period: ReleasedPeriod) -> str:
    """In the order of the picture: who was told late, then who is not known to have been told."""
    when = capitalised(period_text(period.first, Grain.YEAR if period.is_year else Grain.QUARTER))
    untold, of_what = "known to be told", "that nobody will be charged"
    if unknown.value is None:
        return f"{when}, victims not {untold} {of_what}: {percentage_text(unknown)}"
    if late.value is None:
        return f"{when}, about {percentage_text(unknown)} of victims are not {untold} {of_what}"
    return (
        f"{when}, about {percentage_text(late)} of victims were told late {of_what}; "
        f"{percentage_text(unknown)} are not {untold}"
    )


@memoize
def due_and_raised(summary: EscalationSummary, at_most: int = MOST_LEVELS) -> Finding:
    """What should have been raised and was not: case plans at the highest level, else actions.

    ``at_most``: the number of levels in the picture, the highest of those due first.
    """
    levels = count_ladders(summary.counted) if summary.counted else []
    due = [each for each in levels if each.plans or at_most > MOST_LEVELS][:at_most]
    top = next((each for each in due if each.plans), None)
    if top is None or summary.counted is None:
        return _of_actions(summary)
    longest = max(max(each.plans, each.about_plans) for each in due)
    raised = f"{top.about_plans}" if top.about_plans else "none"
    every = sum(each.plans for each in levels)
    return Finding(
        f"{counted(top.plans, 'case plan')} should have reached the {top.level.police} and did "
        f"not; {raised} did",
        [
            Line(name, [Piece(look, number, f"{number} {words}")], longest)
            for each in due
            for name, look, number, words in (
                (_level(each.level, at_most), Look.MISSED, each.plans, "due, not raised"),
                ("", Look.DONE, each.about_plans, "raised"),
            )
        ],
        f"All levels, not raised: {every}, {day_text(summary.counted.as_at)}.",
        ask=f"Chief Constable: by when will {counted(top.plans, 'plan')} be with the "
        f"{top.level.police}?",
        topic=Topic.RAISED,
    )


def _level(level: Level, at_most: int) -> str:
    return f"Level {level.rung}, {level.police}" if at_most > 1 else ""


def _of_actions(summary: EscalationSummary) -> Finding:
    """The joint actions alone; those of which nothing is recorded here lead where there are any."""
    base = f"Joint actions as at {day_text(summary.day_state.day)}."
    untouched = not_followed_up(summary.day_state).height
    if untouched:
        still_open = summary.day_state.actions.filter("is_open").height
        of_them = "all" if untouched == still_open else f"{untouched} of"
        actions = counted(still_open, "open joint action")
        is_any = summary.day_state.tables["escalation"].height
        escalated = "" if is_any else "no escalation is recorded here: "
        return Finding(
            capitalised(f"{escalated}{of_them} {actions} stand as the answer left them"),
            topic=Topic.RAISED,
        )
    return Finding(_actions_not_raised(summary), [], base, topic=Topic.RAISED)


def _actions_not_raised(summary: EscalationSummary) -> str:
    actions = summary.past_actions.height
    if not actions:
        return "No joint action with a record here should have been escalated and is not"
    are = is_or_are(actions)
    return f"{counted(actions, 'joint action')} should have been escalated and {are} not"
