"""Forms that draft the answer to an inspection: comments, remarks, approvals, publication."""

from collections.abc import Mapping

import streamlit as st

from data_access import schemas
from data_access.vocabulary import SPEAKER_NAMES, Stance, StatedAs, Voice
from data_access.writes import proposals
from metrics.frames import Row
from metrics.recommendations.answer_draft import AnswerDraft, Rule
from metrics.recommendations.answer_draft_text import overtaken_text, stated_as_text
from ui.elements.markdown import plain
from ui.forms.form import Form
from ui.page.page_view import PageView

# Where on the page a save is confirmed.
PLACE = "answer"
COMPARED = "I have compared the two: what I typed is to stand"


def statement(view: PageView, draft: AnswerDraft, part: str, voice: Voice) -> None:
    """Draw the form for what a body says of a part; it begins with what that said last."""
    said = draft.said(part, voice)
    form = Form(f"answer-{part}-{voice}", view, PLACE)
    seen = _begin(form, said, _usual(view, voice))
    with form.drawn():
        form.category("stance", "Is it accepted?", Stance, optional=True)
        form.long_text("comment", "The comment, as the answer will print it")
        form.text("action", "The action in a few words, as the plan will call it")
        form.category(
            "stated_as",
            "Is it taken or proposed?",
            StatedAs,
            {word: stated_as_text(word) for word in StatedAs},
            optional=True,
        )
        form.select("lead_organisation", "Who leads it", view.day_state.facts.names, optional=True)
        form.text("owner_role", "Which role answers for it")
        form.optional_day("due_on", "By when")
        form.text("measure", "How it will be measured")
        form.text("evidence", "What shows it")
        form.text("link", "Where that is kept (a web address)")
        form.checkbox("figure_owed", "What shows it claims a quantity, and gives no number")
        form.long_text("reason", "Or else: why no action is taken or proposed")
        form.save(
            schemas.NewDraftStatement,
            f"The {SPEAKER_NAMES[voice]}’s comment is saved, as a new version of the draft.",
            was=said,
            requirement=part,
            voice=voice,
            effective_on=view.state.today,
            seen=seen,
        )


def opening(view: PageView, draft: AnswerDraft, inspection: str, voice: Voice) -> None:
    """Draw the form for what a body says before and after its comments."""
    said = draft.said(None, voice)
    form = Form(f"answer-{inspection}-{voice}", view, PLACE)
    seen = _begin(form, said, {})
    with form.drawn():
        form.long_text("comment", "At the beginning")
        form.long_text("closing", "At the end")
        form.save(
            schemas.NewDraftOpening,
            "The words are saved, as a new version of the draft.",
            was=said,
            inspection=inspection,
            voice=voice,
            effective_on=view.state.today,
            seen=seen,
        )


def remark(view: PageView, part: str) -> None:
    """Draw the form for a remark on the draft of a part."""
    form = Form(f"remark-{part}", view, PLACE)
    with form.drawn():
        form.long_text("text", "A remark for those who write it; it is never published")
        form.save(
            schemas.NewDraftRemark,
            "The remark is saved.",
            requirement=part,
            effective_on=view.state.today,
        )


def approval(view: PageView, draft: AnswerDraft, inspection: str, voice: Voice) -> None:
    """Draw the form for the approval of all that a body says now."""
    newest = max(draft.versions.filter(voice=voice.value)["id"])
    form = Form(f"approval-{inspection}-{voice}-{newest}", view, PLACE)
    with form.drawn():
        form.text("approved_by", "Who approved it: a role or meeting")
        form.text("source", "Where that is said: a letter, minutes")
        form.day("effective_on", "Approved on")
        form.save(
            schemas.NewDraftApproval,
            f"The approval of the {SPEAKER_NAMES[voice]} is recorded.",
            inspection=inspection,
            voice=voice,
            seen=newest,
        )


def invitation(view: PageView, inspection: str) -> None:
    """Draw the form for the invitation of the chief officer to comment."""
    form = Form(f"invitation-{inspection}", view, PLACE)
    with form.drawn():
        form.day("effective_on", "Sent on")
        form.optional_day("comment_by", "Comments asked for by")
        form.text("source", "Where that is said: a letter")
        form.save(schemas.NewDraftInvitation, "The invitation is recorded.", inspection=inspection)


def publication(view: PageView, draft: AnswerDraft, inspection: str) -> None:
    """Draw the form that publishes the draft."""
    form = Form(f"publication-{inspection}-{draft.newest_id}", view, PLACE)
    with form.drawn():
        form.day("responded_on", "Published on")
        if not draft.lacking(Rule.HOUSE).is_empty():
            form.long_text("waived_because", "Why the house rules that are not met are waived")
        form.save(
            schemas.DraftPublished,
            "The answer is published. Its actions stand on the joint action plan, and its first "
            "positions and evidence under Recommendations.",
            inspection=inspection,
            seen=draft.newest_id,
        )


def _usual(view: PageView, voice: Voice) -> Mapping[str, str]:
    """The organisation that usually leads what a body says: the first of its kind."""
    organisations = view.state.tables["organisation"].select("ref", "kind").iter_rows()
    leads = (ref for ref, kind in organisations if proposals.voice_of(kind) == voice)
    return {"lead_organisation": next(leads, "")}


def _begin(form: Form, said: Row | None, usual: Mapping[str, str]) -> int:
    """Fill the form with what it began with, and return the version that its writer has seen.

    A form keeps what was typed while others save, so it may be older than what stands above it: the
    newest version is seen once the writer has compared the two.
    """
    key = f"{form.key} began with"
    if not form.is_begun:
        st.session_state[key] = said
    began: Row | None = st.session_state.get(key)
    form.starts_as = {**(began or usual)}
    seen, newest = (row["id"] if row else 0 for row in (began, said))
    if said is None or seen == newest:
        return int(seen)
    st.warning(plain(overtaken_text(said)))
    return int(newest if st.checkbox(COMPARED, key=f"{key} {newest}") else seen)
