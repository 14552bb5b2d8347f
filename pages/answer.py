"""What have we said to each recommendation, what is missing, and how many days are left?"""

from functools import partial

import polars as pl
import streamlit as st

from data_access.vocabulary import SPEAKER_NAMES, Role, Voice
from metrics.frames import Row
from metrics.recommendations import answer_draft_text as text
from metrics.recommendations.answer_draft import AnswerDraft, answer_draft
from metrics.recommendations.inspections import LAW, days_differ_text
from metrics.text_format import day_text
from ui.elements import layout, prose
from ui.elements.markdown import plain, quoted
from ui.elements.tables import closed_table, table
from ui.forms import answers as forms
from ui.forms import form_text
from ui.forms.save_confirmation import say_what_was_saved
from ui.page import findings, page_view, provenance
from ui.page.filters import INSPECTION_TO_ANSWER, PART_OF_ANSWER, SPEAKER
from ui.page.page_view import PageView
from ui.pages import JOINT_ACTION_PLAN, RECOMMENDATIONS
from ui.papers.answer_paper import ABOUT_ANSWER, ANSWER_STEM, answer_paper
from ui.papers.documents import offer
from ui.rows import answers as rows
from ui.rows.inspections import clock_rows
from ui.sign_in import current_person


def _draw_inspections(view: PageView) -> None:
    """Draw which inspections are answered, and what there is to answer."""
    inspections = view.full_state.inspections
    awaited = inspections.filter(pl.col("answer_state").is_in(text.TO_ANSWER))
    first = next(awaited.sort("answer_due_on").iter_rows(named=True), None)
    without = awaited.filter(~pl.col("ref").is_in([*view.full_state.titles]))
    not_held = text.recommendations_not_held_text(without)
    findings.draw_finding(
        text.of_answer(first, view.day, not_held) if first else text.none_awaited(inspections)
    )
    with layout.section("inspections", "Inspections, and the answer to each"):
        table(clock_rows(view.full_state), key="inspections", alt="Every inspection, newest first")
    with layout.fold("What the law asks", "law") as is_open:
        if is_open:
            prose.markdown(" ".join(filter(None, [LAW, days_differ_text(view.full_state)])))


def _draw_answer(view: PageView, draft: AnswerDraft, inspection: Row) -> None:
    """Draw the whole answer: what is missing, who approved what, what is said of each part."""
    for rule, heading in rows.ASKED_BY.items():
        missing = rows.missing_rows(draft, rule)
        if missing.height and not draft.is_closed:
            with layout.section(f"missing-{rule.name.lower()}", heading):
                closed_table(missing, key=f"missing-{rule.name.lower()}", alt=f"{heading}, missing")
    with layout.section("said", "What is said of each part"):
        closed_table(
            rows.statement_rows(draft, view.day_state.facts.names),
            key="said",
            alt="What each body says of each part",
            wide="Action, or why none",
        )
        _draw_links(view)
    with layout.section("approved", "Who approved what"):
        table(rows.approval_rows(draft.approvals), key="approved", alt="Approvals of each body")
        prose.nothing_if_empty(draft.approvals, text.NOTHING_IS_DRAFTED)
    with layout.section("invited", "Invited to comment", has_controls=True):
        prose.words(text.invitation_text(draft))
        if not (draft.invitation or draft.is_closed) and _may_write(view):
            forms.invitation(view, inspection["ref"])
    _draw_publication(view, draft, inspection)
    with layout.fold(f"Every version: {draft.version}", "versions") as is_open:
        if is_open:
            _draw_versions(view, draft.versions)


def _draw_publication(view: PageView, draft: AnswerDraft, inspection: Row) -> None:
    with layout.section("publication", "Publication", has_controls=True):
        if draft.is_closed:
            prose.words(text.FOLLOWS if draft.published_on else text.ANSWERED_OTHERWISE)
            prose.words(text.waived_text(draft))
            link = view.parameters()
            st.page_link(JOINT_ACTION_PLAN.path, label="The plan that follows", query_params=link)
            st.page_link(RECOMMENDATIONS.path, label="What each body said", query_params=link)
        elif why := text.why_not_published(draft):
            prose.markdown(why)
        elif _may_write(view):
            prose.words(text.waiving_text(draft))
            prose.markdown(text.WHAT_PUBLISHING_DOES)
            forms.publication(view, draft, inspection["ref"])


def _draw_part(view: PageView, draft: AnswerDraft, part: Row, voice: Voice | None) -> None:
    """Draw one part: what it asks, what each body says of it, the form, remarks and versions."""
    with layout.section("part", f"{part['label']}. {part['short_title']}", has_controls=True):
        prose.markdown(f"Asked of {plain(part['addressee'])}: {quoted(part['text'])}")
        asked = draft.asked.filter(pl.col("requirement") == part["ref"])["voice"].to_list()
        spoken = draft.newest.filter(pl.col("requirement") == part["ref"])["voice"].to_list()
        for each in SPEAKER_NAMES:
            if each in (*asked, *spoken):
                _draw_statement(view, draft, part["ref"], each, is_asked=each in asked)
    if not draft.is_closed and _may_write(view):
        with layout.section("write", "Write", has_controls=True):
            form_text.warn()
            if voice:
                prose.subheading(f"The {SPEAKER_NAMES[voice]}’s comment")
                forms.statement(view, draft, part["ref"], voice)
            else:
                prose.markdown("Choose above who says it, to write what is said of this part.")
    remarks = draft.remarks.filter(pl.col("requirement") == part["ref"])
    with layout.fold(f"Remarks for those who write it: {remarks.height}", "remarks") as is_open:
        if is_open:
            for row in remarks.iter_rows(named=True):
                prose.markdown(
                    f"{plain(row['text'])} ({plain(row['recorded_by'])}, "
                    f"{day_text(row['effective_on'])})"
                )
            if not draft.is_closed and _may_write(view):
                forms.remark(view, part["ref"])
    versions = draft.versions.filter(pl.col("requirement") == part["ref"])
    with layout.fold(f"Versions of this part: {versions.height}", "versions") as is_open:
        if is_open:
            _draw_versions(view, versions)


def _draw_speaker(view: PageView, draft: AnswerDraft, inspection: str, voice: Voice) -> None:
    """Draw what one body says before and after its comments, and its approval."""
    name = SPEAKER_NAMES[voice]
    with layout.section("speaker", f"The {name}: beginning and end", has_controls=True):
        _draw_statement(view, draft, None, voice, is_asked=False)
        if not draft.is_closed and _may_write(view):
            form_text.warn()
            forms.opening(view, draft, inspection, voice)
    with layout.section("approval", f"The {name}: approval", has_controls=True):
        own = draft.approvals.filter(pl.col("voice") == voice)
        table(rows.approval_rows(own), key="approval", alt="The approval")
        prose.nothing_if_empty(own, text.NOTHING_IS_DRAFTED)
        waits = draft.missing.filter(pl.col("requirement").is_null(), pl.col("voice") == voice)
        if waits.height and not draft.is_closed and _may_write(view):
            forms.approval(view, draft, inspection, voice)


def _draw_statement(
    view: PageView, draft: AnswerDraft, part: str | None, voice: Voice, *, is_asked: bool
) -> None:
    said = draft.said(part, voice)
    if part:
        prose.subheading(SPEAKER_NAMES[voice])
    if said is None:
        prose.markdown(text.NOTHING_SAID)
        return
    names = view.day_state.facts.names
    prose.bullets_of_markdown(rows.statement_lines(said, draft, names, is_asked=is_asked))
    prose.caption(text.version_text(said, draft))


def _draw_versions(view: PageView, versions: pl.DataFrame) -> None:
    table(
        rows.version_rows(versions.reverse(), view.day_state.labels, view.day_state.facts.names),
        key="versions",
        alt="Versions, the newest first",
        wide="Comment",
    )
    prose.nothing_if_empty(versions, text.NOTHING_IS_DRAFTED)


def _draw_links(view: PageView) -> None:
    with layout.row("links-parts"):
        prose.markdown("Open a part:")
        for ref, label in view.day_state.labels.items():
            st.page_link("../pages/answer.py", label=label, query_params=view.parameters(part=ref))


def _may_write(view: PageView) -> bool:
    return view.day == view.state.today and current_person.may(Role.RECORDER)


def _draw_other(view: PageView, inspection: Row | None) -> None:
    """Draw what there is to answer, and of an inspection that is answered, where to read it."""
    if inspection is None:
        _draw_inspections(view)
        return
    findings.draw_finding(text.of_answer(inspection, view.day, text.NOT_DRAFTED_HERE))
    st.page_link(RECOMMENDATIONS.path, label="What each body said", query_params=view.parameters())


# Read
view = page_view.header("Answer to an inspection", INSPECTION_TO_ANSWER)
provenance.stop_if_empty(view)

# Compute
chosen = view.in_full.get(INSPECTION_TO_ANSWER.key)
found = view.full_state.inspections.filter(pl.col("ref") == (chosen or "")).to_dicts()
inspection = found[0] if found else None
draft = (
    answer_draft(view.day_state.tables, view.day_state.parts, inspection["ref"], view.day)
    if inspection
    else None
)

# Draw
if not (inspection and draft and text.is_drafted_here(draft, inspection)):
    page_view.offer_nothing_within(text.NO_DRAFT_SHOWN, PART_OF_ANSWER, SPEAKER)
    _draw_other(view, inspection)
else:
    findings.draw_finding(text.of_answer(inspection, view.day, text.standing_text(draft)))
    view = page_view.choose_within(view, "answer", PART_OF_ANSWER, SPEAKER)
    say_what_was_saved(forms.PLACE)
    part, speaker = view.chosen[PART_OF_ANSWER.key], view.chosen[SPEAKER.key]
    voice = Voice(speaker) if speaker else None
    if part:
        row = view.day_state.parts.row(by_predicate=pl.col("ref") == part, named=True)
        _draw_part(view, draft, row, voice)
    elif voice:
        _draw_speaker(view, draft, inspection["ref"], voice)
    else:
        _draw_answer(view, draft, inspection)
    with layout.fold("Document to hand out", "documents") as is_open:
        if is_open:
            prose.markdown(ABOUT_ANSWER)
            make = partial(answer_paper, view, draft, inspection, st.context.url or "")
            offer("Answer", view.download(f"{ANSWER_STEM}-{inspection['ref']}").stem, make)
page_view.copy_link(view)
provenance.source(view, "Source: the inspectorates’ report, and what was drafted here.")
