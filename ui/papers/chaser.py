"""The chaser: what one organisation is asked for, to be sent to it."""

from collections.abc import Mapping
from datetime import date, timedelta

import polars as pl

from data_access.vocabulary import SPEAKER_NAMES
from data_access.writes.proposals import voice_of
from metrics.day_state import DayState
from metrics.meetings.agenda_topics import escalated
from metrics.meetings.decisions import unanswered
from metrics.meetings.questions_to_ask import ANSWERED_BY, DAYS_TO_REPLY, reply_by_default
from metrics.memoize import memoize
from metrics.plan.action_lists import stale_actions
from metrics.plan.reminders import inspection_reminders, kind_heading, reminder_rows
from metrics.scope import led_by
from metrics.text_format import NOBODY, capitalised, counted, day_text, listed
from ui.elements.markdown import DEMONSTRATION, plain
from ui.exports.downloads import MARKING
from ui.page.filters import ORGANISATION
from ui.page.page_view import PageView
from ui.pages import JOINT_ACTION_PLAN
from ui.papers.paper import Block, Heading, Paper, Section
from ui.papers.paper_blocks import (
    facts_of,
    page_address,
    paragraph,
    paragraph_blocks,
    plain_bullet_blocks,
    table_blocks,
)
from ui.rows.cell_format import TextRow, per_row
from ui.rows.evidence import owed_rows
from ui.rows.meetings import ask_rows

CHASER = "chaser"
ACTIONS, ESCALATIONS, QUESTIONS, FIGURES, DATES = (
    "action",
    "escalation to answer",
    "question",
    "claim without a figure",
    "date of an inspection",
)
NO_CHANGE = (
    "“No change” means no new state, date or evidence: a note or a hand-over alone does not count."
)
NAMES_OF_SEVERAL = {
    ESCALATIONS: "escalations to answer",
    FIGURES: "claims without a figure",
    DATES: "dates of inspections",
}


@memoize
def organisations_to_chase(day_state: DayState) -> dict[str, str]:
    """The name of each organisation that is asked for something on the day, by its ref."""
    return {
        ref: name
        for ref, name in day_state.facts.names.items()
        if any(_counts(day_state, ref).values())
    }


def chaser(view: PageView, organisation: str, reply_by: date | None, base: str) -> Paper:
    """Everything that ``organisation`` is asked for on the day of the view, of all inspections.

    It is one of ``organisations_to_chase``.

    ``reply_by``: null for the default, which the paper then says. ``base``: of the app's address.
    """
    day_state = view.full_state
    name = day_state.facts.names[organisation]
    due = day_text(reply_by or reply_by_default(view.day))
    is_moved = reply_by_default(view.day) != view.day + timedelta(days=DAYS_TO_REPLY)
    first = "the first working day after " if is_moved else ""
    stated = "" if reply_by else f" ({first}{DAYS_TO_REPLY} days from the day of these figures)"
    again = page_address(base, JOINT_ACTION_PLAN)
    return Paper(
        title=f"Updates requested: {name}",
        facts=facts_of(
            view,
            f"{again}?as_at={view.day}&{ORGANISATION.key}={organisation}",
            ("To", name),
            ("About", listed(_inspections(day_state, organisation))),
            ("Reply by", f"{due}{stated}"),
        ),
        marking=MARKING,
        mark=DEMONSTRATION if day_state.is_invented else "",
        file_stem=view.download(f"{CHASER}-{organisation}").stem,
        sections=_sections(day_state, organisation, due),
    )


def _sections(day_state: DayState, organisation: str, due: str) -> tuple[Section, ...]:
    counts = _counts(day_state, organisation)
    numbers = listed(_counted(words, number) for words, number in counts.items() if number)
    lead = f"Please answer by **{due}**: {numbers}."
    has_unchanged = organisation in stale_actions(day_state)["lead_organisation"]
    contents = {
        "What is asked": paragraph_blocks(lead, NO_CHANGE if has_unchanged else ""),
        "Actions": _actions(day_state, organisation),
        "Escalations to answer": plain_bullet_blocks(_escalations(day_state, organisation), ""),
        "Questions not answered": _questions(day_state, organisation),
        "What you claimed without a figure, in your words": _figures(day_state, organisation),
        "Dates of inspections": _dates(day_state, organisation),
        "What you told us you are waiting for": _waiting(day_state, organisation),
    }
    return tuple(Section(heading, tuple(blocks)) for heading, blocks in contents.items() if blocks)


def _counted(words: str, number: int) -> str:
    return counted(number, words, NAMES_OF_SEVERAL.get(words))


def _counts(day_state: DayState, organisation: str) -> dict[str, int]:
    """The number of things of each kind that an organisation is asked for."""
    return {
        ACTIONS: _reminders(day_state, organisation).height,
        ESCALATIONS: len(_escalations(day_state, organisation)),
        QUESTIONS: _asks(day_state, organisation).height,
        FIGURES: _owed(day_state, organisation).height,
        DATES: len(_inspection_lines(day_state, organisation)),
    }


def _reminders(day_state: DayState, organisation: str) -> pl.DataFrame:
    """What is asked of each action, and in whose words it stands where these are another's."""
    of_it = pl.col("lead_organisation") == organisation
    [kind] = day_state.tables["organisation"].filter(ref=organisation)["kind"]
    is_of_others = pl.col("said_by").is_not_null() & (pl.col("said_by") != voice_of(kind))
    speaker = pl.col("said_by").replace_strict(SPEAKER_NAMES, default=None)
    said = day_state.actions.select(
        "ref",
        words=pl.when(is_of_others).then(pl.format("; in the words of the {}", speaker)),
    )
    return (
        reminder_rows(day_state.actions)
        .filter(of_it)
        .join(said, on="ref", how="left", maintain_order="left")
        .with_columns(pl.col("stands") + pl.col("words").fill_null(""))
    )


def _escalations(day_state: DayState, organisation: str) -> list[str]:
    """The open escalations that the other side raised, which this one is to answer."""
    [kind] = day_state.tables["organisation"].filter(ref=organisation)["kind"]
    sides = dict(day_state.tables["escalation"].select("ref", "side").iter_rows())
    return [
        each.text
        for each in escalated(day_state)
        if ANSWERED_BY.get(sides[each.key.removeprefix("escalation ")]) == kind
    ]


def _asks(day_state: DayState, organisation: str) -> pl.DataFrame:
    return unanswered(day_state.tables["ask"]).filter(pl.col("of_whom") == organisation)


def _owed(day_state: DayState, organisation: str) -> pl.DataFrame:
    return day_state.figures_owed.filter(pl.col("lead") == day_state.facts.names[organisation])


def _inspection_lines(day_state: DayState, organisation: str) -> list[str]:
    return inspection_reminders(day_state).get(day_state.facts.names[organisation], [])


def _actions(day_state: DayState, organisation: str) -> list[Block]:
    return [
        block
        for of_kind in _reminders(day_state, organisation).partition_by("kind", maintain_order=True)
        for block in (
            Heading(f"{kind_heading(of_kind['kind'][0])}: {of_kind.height}"),
            # The same is asked of each action of a kind.
            paragraph(plain(of_kind["asked"][0])),
            *table_blocks(
                _reminder_table(of_kind), "Actions, and how each stands", [44, 28, 34], ""
            ),
        )
    ]


@per_row
def _reminder_table(row: Mapping[str, str]) -> TextRow:
    return {
        "Action": f"**{row['ref']}** {plain(row['title'])}",
        "Owner": plain(row["owner_role"] or NOBODY),
        "How it stands": plain(capitalised(row["stands"])),
    }


def _questions(day_state: DayState, organisation: str) -> list[Block]:
    rows = ask_rows(_asks(day_state, organisation), day_state.facts.names, day_state.day)
    if rows.is_empty():
        return []
    return table_blocks(rows.drop("Of whom"), "Each question", [40, 18, 18, 24], "")


def _inspections(day_state: DayState, organisation: str) -> list[str]:
    """The inspections of what is asked of an organisation; all of them where it is tied to none."""
    refs = _reminders(day_state, organisation)["ref"].implode()
    actions = day_state.actions.filter(pl.col("ref").is_in(refs))
    parts = {*actions["requirement"], *_owed(day_state, organisation)["requirement"]}
    lines = " ".join(_inspection_lines(day_state, organisation))
    of_parts = day_state.parts.join(
        day_state.tables["recommendation"].select("inspection", recommendation="ref"),
        on="recommendation",
    )
    asked = {*of_parts.filter(pl.col("ref").is_in(parts - {None}))["inspection"]}
    named = [title for ref, title in day_state.titles.items() if ref in asked or title in lines]
    return named or [*day_state.titles.values()]


def _figures(day_state: DayState, organisation: str) -> list[Block]:
    rows = owed_rows(_owed(day_state, organisation), day_state.labels)
    if rows.is_empty():
        return []
    return table_blocks(rows.drop("By"), "Each claim", [8, 11, 28, 36, 17], "")


def _dates(day_state: DayState, organisation: str) -> list[Block]:
    return plain_bullet_blocks(_inspection_lines(day_state, organisation), "")


def _waiting(day_state: DayState, organisation: str) -> list[Block]:
    waiting = led_by(day_state, organisation).actions.filter(
        "is_open", pl.col("waiting_on").is_not_null()
    )
    return plain_bullet_blocks(
        (f"{row['ref']}, {row['title']}: {row['waiting_on']}" for row in waiting.to_dicts()), ""
    )
