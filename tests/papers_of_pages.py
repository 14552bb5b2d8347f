"""The documents that a page hands out, of what is chosen on it."""

from dataclasses import replace
from datetime import date

import polars as pl

from data_access.vocabulary import DocumentFormat, meeting_stem
from metrics.recommendations.answer_draft import answer_draft
from metrics.scope import of_inspection
from ui import reads
from ui.page.filters import INSPECTION_TO_ANSWER, MEETING, RECOMMENDATION, SINCE
from ui.page.meeting import meeting_of, next_meetings, planned_on_day
from ui.page.page_view import PageView
from ui.pages import ANSWER, MEETINGS, RECOMMENDATIONS
from ui.papers.agenda import agenda_paper
from ui.papers.answer_paper import answer_paper
from ui.papers.briefing_view import briefing_view
from ui.papers.minutes import minutes_paper
from ui.papers.paper import Paper
from ui.papers.paper_blocks import page_address
from ui.papers.paper_worker import written
from ui.papers.recommendation_history import recommendation_paper

ADDRESS = "https://rasso.example.org/"


def written_of(
    kind: str, of: str, as_format: str, on: date | None, address: str = ADDRESS
) -> bytes:
    """The file of an agenda, minutes or history, of a meeting or recommendation on a day."""
    view = briefing_view(reads.store_state(), on, None)
    make = {"agenda": agenda_of, "minutes": minutes_of, "recommendation": history_of}[kind]
    return written(make(view, of, address), DocumentFormat(as_format))


def agenda_of(view: PageView, meeting: str, address: str) -> Paper:
    """Of a meeting held or planned, or of the next of a kind, such as ``board``."""
    seen, found = _on_meetings(view, meeting)
    return agenda_paper(seen, found, page_address(address, MEETINGS))


def minutes_of(view: PageView, meeting: str, address: str) -> Paper:
    seen, found = _on_meetings(view, meeting)
    return minutes_paper(seen, found, page_address(address, MEETINGS))


def _on_meetings(view, ref):
    held = view.full_state.tables["meeting"].filter(pl.col("ref") == ref).to_dicts()
    known = [meeting_of(row, view.state.tables["meeting_kind"]) for row in held]
    known += [each for each in planned_on_day(view) if each.ref == ref]
    known += [each for each in next_meetings(view) if meeting_stem(each.kind) == ref]
    chosen = ref if held else None
    on_page = replace(
        view,
        day_state=view.full_state,
        chosen={MEETING.key: chosen},
        in_full={MEETING.key: chosen} if chosen else {},
    )
    return on_page, known[0]


def history_of(view: PageView, recommendation: str, address: str) -> Paper:
    """``recommendation``: its number, or its reference where several inspections have it."""
    refs = view.day_state.recommendations.select("ref", pl.col("number").cast(pl.String)).rows()
    options = RECOMMENDATION.options(view.day_state)
    [chosen] = [
        option
        for option, names in zip(options, refs, strict=True)
        if recommendation in (option, *names)
    ]
    of_one = {RECOMMENDATION.key: chosen}
    in_full = {key: value for key, value in view.in_full.items() if key != SINCE.key}
    on_page = replace(view, chosen={**view.chosen, **of_one}, in_full=in_full | of_one)
    return recommendation_paper(on_page, page_address(address, RECOMMENDATIONS))


def answer_of(view: PageView, inspection: str, address: str) -> Paper:
    row = view.full_state.inspections.row(by_predicate=pl.col("ref") == inspection, named=True)
    several = len(view.full_state.titles) > 1
    state = of_inspection(view.full_state, inspection) if several else view.full_state
    on_page = replace(
        view, day_state=state, chosen={}, in_full={INSPECTION_TO_ANSWER.key: inspection}
    )
    draft = answer_draft(state.tables, state.parts, inspection, view.day)
    return answer_paper(on_page, draft, row, page_address(address, ANSWER))
