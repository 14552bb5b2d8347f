"""Forms about parts: positions, judgements and evidence."""

import polars as pl

from data_access import schemas
from data_access.vocabulary import (
    STATES_OF_ACTIONS,
    Assurance,
    EvidenceKind,
    ProposalKind,
    State,
    Strength,
    Voice,
)
from metrics.plan.deadlines import in_order
from metrics.recommendations.positions import VOICES, state_word
from metrics.text_format import capitalised
from ui.forms.actions import FROM_WHICH_DAY, SOURCE
from ui.forms.form import Form, newest_id, show_records, subject, titles
from ui.forms.proposals import own_rows, sent_again, voice
from ui.page.filters import MEETING
from ui.page.page_view import PageView
from ui.rows.recommendations import judgement_rows, position_rows


def position(view: PageView) -> None:
    day_state = view.day_state
    part = subject("Which part?", titles(day_state.parts, "label", "short_title"))
    voice = subject("Whose position?", {word: capitalised(VOICES[word]) for word in Voice})
    if part is None or voice is None:
        return
    is_it = (pl.col("requirement") == part) & (pl.col("voice") == voice)
    positions = in_order(day_state.tables["position"].filter(is_it)).reverse()
    show_records(
        view, position_rows(positions.with_columns(label=pl.lit(day_state.labels.get(part))))
    )
    form = Form(f"position-{part}-{voice}", view, newest=newest_id("position", is_it))
    with form.drawn():
        ask_of_position(form, voice)
        form.save(
            schemas.NewPosition,
            "The position is recorded.",
            requirement=part,
            voice=voice,
        )


def ask_of_position(form: Form, voice: str) -> None:
    """Draw the fields of a new or corrected position of ``voice``, in its own words."""
    states = State if voice == Voice.INSPECTORATE else STATES_OF_ACTIONS
    words = {state: state_word(state, Voice(voice)) for state in states}
    form.day("effective_on", FROM_WHICH_DAY)
    form.category("state", "What it says", states, words)
    form.long_text("note", "In its words")
    form.text("source", SOURCE)


def judgement(view: PageView) -> None:
    day_state = view.day_state
    part = subject("Which part was judged?", titles(day_state.parts, "label", "short_title"))
    if part is None:
        return
    judgements = in_order(
        day_state.tables["judgement"].filter(pl.col("requirement") == part)
    ).reverse()
    show_records(
        view, judgement_rows(judgements.with_columns(label=pl.lit(day_state.labels.get(part))))
    )
    form = Form(f"judgement-{part}", view)
    with form.drawn():
        ask_of_judgement(form, view)
        form.save(
            schemas.NewJudgement,
            "The judgement is recorded.",
            requirement=part,
        )


def ask_of_judgement(form: Form, view: PageView) -> None:
    """Draw the fields of a new or corrected judgement."""
    form.category("performance", "How it is done now", Assurance)
    form.category("plan", "The plan for it", Assurance)
    form.long_text("reasons", "Why")
    form.text("given_by", "Who judged: a role or meeting")
    form.select("meeting", "At which meeting", MEETING.options(view.day_state), optional=True)
    form.day("effective_on", FROM_WHICH_DAY)
    form.optional_day("review_due_on", "To be judged again by")


def evidence(view: PageView) -> None:
    day_state, own_voice = view.day_state, voice(view)
    speakers = [own_voice] if own_voice else list(Voice)
    form = Form(
        "evidence",
        view,
        starts_as={"voice": own_voice} if own_voice else None,
        again=sent_again(view, ProposalKind.EVIDENCE),
    )
    with form.drawn():
        ask_of_evidence(form, speakers)
        if own_voice is None:
            form.select(
                "requirement",
                "About which part",
                titles(day_state.parts, "label", "short_title"),
                optional=True,
            )
        form.select(
            "action",
            "About which action",
            titles(own_rows(day_state.actions, "lead_organisation")),
            optional=own_voice is None,
        )
        form.select(
            "supplies",
            "Gives the figure that was claimed in",
            titles(own_rows(day_state.figures_owed, "claimed_by", view=view)),
            optional=True,
        )
        form.save(schemas.NewEvidence, "The evidence is recorded.")


def ask_of_evidence(form: Form, speakers: list[Voice]) -> None:
    """Draw the fields of new or corrected evidence, but what it is about."""
    form.text("title", "What the evidence says or shows")
    form.category("voice", "Who says or gives it", speakers, VOICES)
    form.category("kind", "Kind", EvidenceKind)
    form.category("strength", "Strength", Strength, optional=True)
    form.day("effective_on", "Effective date")
    form.optional_day("dated_on", "Document date")
    form.optional_day("expires_on", "Valid until")
    form.text("link", "Where it is kept (a web address)")
