"""The views that a question in plain words leads to, and what of it is not understood."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from data_access.full_text_index import WORD, folded_word, words_in
from metrics.asking.explore_choices import ExploreChoices, explore_choices, quantities_named
from metrics.asking.lexicon import Lexicon, Names, lexicon
from metrics.asking.question import (
    NotChosen,
    Reading,
    first_of,
    notes,
    question_words,
    read_question,
)
from metrics.asking.spelling import words_meant
from metrics.asking.synonyms import Kind
from metrics.day_facts import DayFacts
from metrics.explore.choices import CHART
from metrics.explore.comparison import OTHERS
from metrics.explore.query import KEYS, SEVERAL
from metrics.explore.query_text import query_text, title_of
from metrics.explore.registry import QUANTITIES
from metrics.explore.several_measures import ALSO
from metrics.memoize import memoize
from metrics.periods import Limit
from metrics.text_format import capitalised, counted, listed
from ui.page.figures import BEHIND, NO_FILTERS, PLAN
from ui.page.filters import AREA, ORGANISATION, SHOW
from ui.page.page_view import PageView
from ui.pages import JOINT_ACTION_PLAN, PAGES

BY_FILE = {each.file: each for each in PAGES}
EXPLORE = BY_FILE["explore"]
# Pages that can be asked of one area.
OF_AN_AREA = (
    "case_action_plans",
    "escalations",
    "victim_communication",
    "right_to_review",
    "when_support_ends",
    "protected_characteristics",
)
# The lists of the joint plan: all actions, or those whose date is in a certain state.
SHOWS = {"actions": ""} | {
    code: shown.get(SHOW.key, "") for code, (page, _, shown) in BEHIND.items() if page == PLAN
}
# An empty value clears what was chosen on Explore before.
NOTHING_CHOSEN = dict.fromkeys((*KEYS, ALSO, CHART, *OTHERS), "")
ON_THE_PLAN = "cannot be chosen on the joint action plan"
ONE_LEAD = "is a second lead, and one at a time can be chosen"
NO_LEAD = "leads no action on this day"
ON_A_PAGE = "cannot be chosen on that page"
LONGEST_WORD, MOST_NAMED = 40, 12


class QuestionLink(NamedTuple):
    """A view: its page as a link names it, what it shows in words, and its parameters."""

    page: str
    label: str
    parameters: dict[str, str]


class QuestionAnswer(NamedTuple):
    """The views that a question leads to, sentences about it, and its choices on Explore.

    ``is_mostly_understood``: whether no more of its words are not understood than are. ``meant``:
    the question without errors of one letter, as it may have been meant; empty without any. Where
    only that names what is counted, the question leads to no view but to the pages it names.
    """

    links: Sequence[QuestionLink]
    text: str
    explored: ExploreChoices | None
    is_mostly_understood: bool
    meant: str


def answer_question(view: PageView, typed: str) -> QuestionAnswer:
    """The links that answer the question, as at the view's day. No figure is read for it."""
    words, known = question_words(typed, words_in), _lexicon_on(view)
    reading = read_question(words, known, view.day)
    others = words_meant(words, known, view.day)
    meant = read_question([others.get(each, each) for each in words], known, view.day)
    explored, may_be_wrong = None, _may_count_another(reading, meant)
    if _asks_for_actions(reading) and not may_be_wrong:
        link, not_chosen = _plan_link(view, reading)
        links = [link]
    else:
        if _asks_for_a_count(reading) and not may_be_wrong:
            explored = explore_choices(reading, view.state.explore_coverage(view.day))
        pages = _page_links(view, reading)
        links = [*([_explore_link(view, explored)] if explored else []), *pages]
        not_chosen = [*explored.not_chosen] if explored else _not_on_page(reading, pages)
    understood = sum(len(words_in(each.words)) for each in reading.found)
    return QuestionAnswer(
        links,
        " ".join(_sentences(reading, explored, not_chosen)),
        explored,
        understood >= len(reading.not_understood),
        _with_others(typed, others),
    )


def _with_others(typed: str, others: Mapping[str, str]) -> str:
    """The question with other words for some of its own; empty where there are none."""

    def other(match: re.Match[str]) -> str:
        meant = others.get(folded_word(match[0]), match[0])
        return capitalised(meant) if match[0][0].isupper() else meant

    return WORD.sub(other, typed) if others else ""


def _lexicon_on(view: PageView) -> Lexicon:
    # Days with equal facts share the words, unless a limit named in a title differs.
    facts = view.full_state.facts
    return _lexicon(facts, tuple(view.full_state.limits.items()))


@memoize
def _lexicon(facts: DayFacts, limits: tuple[tuple[str, Limit | None], ...]) -> Lexicon:
    organisations = facts.tables["organisation"].select("ref", "name", "kind").rows()
    names = Names(
        areas=facts.tables["area"]["name"].unique().sort().to_list(),
        organisations={ref: name for ref, name, _ in organisations},
        kinds={kind: ref for ref, _, kind in reversed(organisations)},
        pages={each.file: each.title for each in PAGES},
    )
    return lexicon(names, dict(limits), words_in)


def _asks_for_actions(reading: Reading) -> bool:
    """Whether the question asks for a list of actions, which the joint plan has."""
    is_counted = any(each.span or each.of(Kind.GRAIN) for each in reading.found)
    is_split = any(each.of(Kind.SPLIT) and not each.of(Kind.QUANTITY) for each in reading.found)
    if is_counted or is_split:
        return False
    codes, _ = quantities_named(reading.found)
    named = [each for each in reading.found if each.of(Kind.QUANTITY)]
    return codes.keys() <= SHOWS.keys() if named else bool(first_of(reading.found, Kind.SHOW))


def _may_count_another(reading: Reading, meant: Reading) -> bool:
    """Whether the question names nothing that is counted, and ``meant`` something that the splits
    and categories of the question would not lead to.
    """
    if first_of(reading.found, Kind.QUANTITY) or not first_of(meant.found, Kind.QUANTITY):
        return False
    return _counts(reading) != _counts(meant)


def _counts(reading: Reading) -> str:
    """The code of what the question leads to first; empty for a list of actions."""
    codes, _ = quantities_named(reading.found)
    return "" if _asks_for_actions(reading) else next(iter(codes), "")


def _asks_for_a_count(reading: Reading) -> bool:
    return any(
        each.of(Kind.QUANTITY)
        or ((each.of(Kind.SPLIT) or each.of(Kind.CATEGORY)) and not each.of(Kind.PAGE))
        for each in reading.found
    )


def _plan_link(view: PageView, reading: Reading) -> tuple[QuestionLink, list[NotChosen]]:
    codes, _ = quantities_named(reading.found)
    shown = first_of(reading.found, Kind.SHOW) or next(filter(None, map(SHOWS.get, codes)), None)
    lead = first_of(reading.found, Kind.ORGANISATION)
    leads = ORGANISATION.options(view.full_state)
    not_chosen = [
        *reading.left_out,
        *(
            NotChosen(each.words, ONE_LEAD)
            for each in reading.found
            if lead in leads and each.of(Kind.ORGANISATION) not in {(), (lead,)}
        ),
        *(
            NotChosen(each.words, NO_LEAD if each.of(Kind.ORGANISATION) else ON_THE_PLAN)
            for each in reading.found
            if each.of(Kind.AREA) or (each.of(Kind.ORGANISATION) and lead not in leads)
        ),
    ]
    chosen = {
        **({ORGANISATION.key: lead} if lead in leads else {}),
        **({SHOW.key: shown} if shown else {}),
    }
    words = [
        *([leads[lead]] if lead in leads else []),
        *([SHOW.options(view.full_state)[shown]] if shown else []),
    ]
    label = f"{JOINT_ACTION_PLAN.title}: {', '.join(words) or 'every action'}"
    parameters = view.parameters(**(NO_FILTERS[PLAN] | chosen))
    return QuestionLink(JOINT_ACTION_PLAN.path, label, parameters), not_chosen


def _explore_link(view: PageView, explored: ExploreChoices) -> QuestionLink:
    limits, beside = view.day_state.limits, explored.values.get(ALSO)
    label = query_text(explored.query, limits)
    codes = beside.split(SEVERAL) if beside else []
    titles = [title_of(QUANTITIES[code], limits) for code in codes]
    also = f" In one table with {listed(titles)}." if titles else ""
    parameters = view.parameters(**(NOTHING_CHOSEN | dict(explored.values)))
    return QuestionLink(EXPLORE.path, f"{label}{also}", parameters)


def _page_links(view: PageView, reading: Reading) -> list[QuestionLink]:
    """Each page that is named, of the area that is named where it can be."""
    area = first_of(reading.found, Kind.AREA)
    files = dict.fromkeys(file for each in reading.found for file in each.of(Kind.PAGE))
    links = []
    for file in files:
        page = BY_FILE[file]
        chosen = {AREA.key: area or ""} if file in OF_AN_AREA else {}
        label = ", ".join(filter(None, [page.title, *chosen.values()]))
        links.append(QuestionLink(page.path, label, view.parameters(**chosen)))
    return links


def _not_on_page(reading: Reading, pages: Sequence[QuestionLink]) -> list[NotChosen]:
    """The words understood that no linked page can show; without a page, those left out."""
    if not pages:
        return [*reading.left_out]
    has_area = any(each.parameters.get(AREA.key) for each in pages)
    return [
        *reading.left_out,
        *(
            NotChosen(each.words, ON_A_PAGE)
            for each in reading.found
            if not each.of(Kind.PAGE) and not (has_area and each.of(Kind.AREA))
        ),
    ]


def _sentences(
    reading: Reading, explored: ExploreChoices | None, not_chosen: Sequence[NotChosen]
) -> Iterator[str]:
    yield from (f"{note}." for note in notes(reading.found).values())
    if explored:
        for words, titles in explored.also_found.items():
            yield f"“{_short(words)}” is also said of: {'; '.join(titles)}."
    for each in not_chosen:
        yield f"Not chosen: “{_short(each.words)}” {each.why}."
    if unknown := reading.not_understood:
        named = [f"“{_short(word)}”" for word in unknown[:MOST_NAMED]]
        if others := len(unknown) - MOST_NAMED:
            named += [f"{counted(others, 'other word')}"] if others > 0 else []
        yield f"Not understood: {listed(named)}."


def _short(words: str) -> str:
    return f"{words[:LONGEST_WORD]}…" if len(words) > LONGEST_WORD else words
