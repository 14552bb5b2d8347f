"""Facts that hold between two dates of change."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import cached_property, partial

import polars as pl

from data_access.vocabulary import ActionKind
from metrics.frames import Tables
from metrics.meetings import changes
from metrics.plan import deadlines, dependencies
from metrics.plan.recurrences import with_frequencies, with_occurrences
from metrics.point_in_time import TablesOnDemand, as_at
from metrics.recommendations import positions
from metrics.recommendations.evidence_seen import (
    figures_owed,
    newest_seen,
    seen_evidence,
    with_part_of_action,
)
from metrics.recommendations.first_positions import with_first_positions
from metrics.recommendations.part_time_states import dated_parts
from metrics.status_rules import store_began_on, with_answer_dates
from metrics.text_format import without_shared_words

# The table of rows of actions that are statements: purposes, intentions and the like.
STATEMENT = "statement"
IS_ACTION = pl.col("kind") == ActionKind.ACTION
# Builds a frame when it is needed.
Make = Callable[[], pl.DataFrame]


@dataclass(frozen=True, eq=False)
class DayFacts:
    """Facts that hold from ``since`` until the next date of change. Immutable, so results are
    stored on it.

    ``tables``: as at that day; evidence about an action carries the part that the action belongs
    to. ``inspection``: the only inspection included; null for all. Every frame is built when a page
    first asks for it, and is shared by all the days on which the same facts hold.
    """

    since: date
    tables: Tables
    make_parts: Make
    make_progress: Make
    make_figures_owed: Make
    inspection: str | None = None

    @cached_property
    def parts(self) -> pl.DataFrame:
        """One row per part, with the position of every voice on it."""
        return self.make_parts()

    @cached_property
    def local_parts(self) -> pl.DataFrame:
        """Parts asked of the force or of the CPS Area."""
        return self.parts.filter("is_local")

    @cached_property
    def dated_parts(self) -> pl.DataFrame:
        """One row per part with a date of its own and ``closed_as``, the earliest first."""
        return dated_parts(self.parts)

    @cached_property
    def inspections(self) -> pl.DataFrame:
        """Every inspection, newest first, with the dates of its answer."""
        return with_answer_dates(self.tables)

    @cached_property
    def recurrences(self) -> pl.DataFrame:
        """One row per thing that recurs, with when it was done last and is due next.

        What recurs as an action does so until the action is closed.
        """
        recurrences, frequencies, occurrences, actions = (
            self.tables[name] for name in ("recurrence", "frequency", "occurrence", "action")
        )
        closed = self.progress.filter(~deadlines.IS_OPEN_ACTION)["ref"].implode()
        goes_on = ~pl.col("action").is_in(closed).fill_null(value=False)
        recurring = with_frequencies(recurrences, frequencies, actions).filter(goes_on)
        return with_occurrences(recurring, occurrences)

    @cached_property
    def progress(self) -> pl.DataFrame:
        """One row per action, with the state its updates give it and ``lead``, the name of who
        leads it.
        """
        return self.make_progress()

    @cached_property
    def statements(self) -> pl.DataFrame:
        """Purposes and intentions that were once read as actions, with ``lead``; each keeps its
        history, and counts nowhere as an action.
        """
        names = self.tables["organisation"].select(lead_organisation="ref", lead="name")
        return self.tables[STATEMENT].join(
            names, on="lead_organisation", how="left", maintain_order="left"
        )

    @cached_property
    def figures_owed(self) -> pl.DataFrame:
        """One row per claim of a quantity that still lacks its number."""
        return self.make_figures_owed()

    @cached_property
    def labels(self) -> dict[str, str]:
        """The label of each part by its ref, in the order of the parts."""
        asked = self.tables["requirement"].select("ref", "label", "recommendation")
        labels = asked if self.inspection else _with_inspection(asked, self.tables)
        return dict(labels.select("ref", "label").iter_rows())

    @cached_property
    def newest_seen(self) -> pl.DataFrame:
        """The newest piece of evidence of each part that has any, one row per part."""
        return newest_seen(seen_evidence(self.tables["evidence"], self.since))

    @cached_property
    def date_changes(self) -> pl.DataFrame:
        """One row for each change of an action's agreed date, oldest first."""
        return deadlines.date_changes(self.tables["action"], self.tables["action_update"])

    @cached_property
    def waiting_links(self) -> pl.DataFrame:
        """One row for each thing that an open action waits on, in the order of the actions."""
        return dependencies.waiting_links(
            self.progress.with_columns(is_open=deadlines.IS_OPEN_ACTION)
        )

    @cached_property
    def moves(self) -> pl.DataFrame:
        """One row for each position that differs from the voice's previous one, oldest first."""
        return changes.moves(self.tables["position"])

    @cached_property
    def titles(self) -> dict[str, str]:
        """The short title of each inspection that has recommendations, newest first, by ref."""
        holding = self.tables["recommendation"]["inspection"].implode()
        inspections = self.tables["inspection"].filter(pl.col("ref").is_in(holding))
        newest_first = inspections.sort("published_on", descending=True, maintain_order=True)
        return dict(zip(newest_first["ref"], newest_first["short_title"], strict=True))

    @cached_property
    def inspection_words(self) -> dict[str, list[str]]:
        """The words that tell an inspection from the others that ask for something, by ref.

        Empty where one inspection alone is included, or asks for anything.
        """
        if self.inspection or len(self.titles) < 2:
            return {}
        words = without_shared_words(self.titles.values())
        return {ref: [word] for ref, word in zip(self.titles, words, strict=True)}

    @cached_property
    def is_invented(self) -> bool:
        """True for a demonstration, in which everything after the response is invented."""
        return "demonstration" in self.tables["setting"]["key"]

    @cached_property
    def claims(self) -> int:
        """The number of claims of a quantity without a number, supplied since or not."""
        return int(self.tables["evidence"]["figure_owed"].sum())

    @cached_property
    def names(self) -> dict[str, str]:
        """The name of each organisation, by its ref."""
        return dict(self.tables["organisation"].select("ref", "name").iter_rows())


def day_facts_on(day: date, tables: Tables) -> DayFacts:
    """The facts that hold on ``day``, of all inspections together.

    Where two or more inspections have recommendations, the label of a part names its inspection
    too.
    """
    stood = as_at(tables, day)

    def with_parts(name: str) -> pl.DataFrame:
        # All actions: evidence dated before an action was opened still belongs to the action's
        # part.
        if name == "evidence":
            return with_part_of_action(stood[name], tables["action"])
        if name == "action":
            return stood[name].filter(IS_ACTION)
        return stood["action"].filter(~IS_ACTION) if name == STATEMENT else stood[name]

    facts = TablesOnDemand([*stood, STATEMENT], with_parts)
    return DayFacts(
        since=day,
        tables=facts,
        make_parts=partial(_parts, facts, day),
        make_progress=partial(_progress, facts),
        make_figures_owed=partial(_figures_owed, facts),
    )


def _parts(facts: Tables, day: date) -> pl.DataFrame:
    said = positions.with_voices(
        facts["requirement"], facts["position"], facts["judgement"], facts["evidence"], day
    )
    return _with_inspection(with_first_positions(said, facts["stated_position"]), facts)


def _progress(facts: Tables) -> pl.DataFrame:
    progress = deadlines.with_progress(
        facts["action"],
        facts["action_update"],
        facts["evidence"],
        with_frequencies(facts["recurrence"], facts["frequency"], facts["action"]),
        store_began_on(facts),
    )
    return _with_name(progress, facts, "lead_organisation")


def _figures_owed(facts: Tables) -> pl.DataFrame:
    owed = figures_owed(facts["evidence"], facts["ask"])
    return _with_name(owed, facts, "claimed_by")


def _with_name(rows: pl.DataFrame, facts: Tables, whose: str) -> pl.DataFrame:
    """Adds ``lead``, the name of the organisation whose ref is in the column ``whose``."""
    named = facts["organisation"].select(pl.col("ref").alias(whose), lead="name")
    return rows.join(named, on=whose, how="left", maintain_order="left")


def _with_inspection(parts: pl.DataFrame, facts: Tables) -> pl.DataFrame:
    """Adds the inspection to the labels of parts, where there are parts of several inspections."""
    asking = facts["inspection"].join(
        facts["recommendation"], left_on="ref", right_on="inspection", how="semi"
    )
    if asking.height < 2:
        return parts
    titles = dict(zip(asking["ref"], without_shared_words(asking["short_title"]), strict=True))
    of_which = facts["recommendation"].select(
        recommendation="ref", title=pl.col("inspection").replace_strict(titles)
    )
    return (
        parts.join(of_which, on="recommendation", maintain_order="left")
        .with_columns(label=pl.format("{}, {}", "label", "title"))
        .drop("title")
    )
