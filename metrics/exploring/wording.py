"""A question and its answer in words."""

from collections.abc import Mapping, Sequence

from metrics.exploring.cells import Cell
from metrics.exploring.question import Question
from metrics.exploring.spans import day_named, period_named, span_in_words
from metrics.exploring.subject import AREA, PERIOD, Family, Kind, Subject
from metrics.measure import as_counted
from metrics.periods import Limit
from metrics.trends import amount_in_words
from metrics.victims.figures import NOBODY, SMALL, TOGETHER, percentage
from metrics.wording import capitalised, counted, listed

Limits = Mapping[str, Limit | None]
ASKED = {
    Kind.COUNT: "How many",
    Kind.SHARE: "What share",
    Kind.MEDIAN: "How long",
    Kind.RATE: "How often",
}
NOTHING_COUNTED = {
    Family.VICTIMS: (
        "Nothing is counted in this time. Victims are counted by whole quarters, single areas by "
        "whole years, April to March, once the month-end after each is closed."
    ),
    Family.CASES: "Nothing is counted in this time: no month-end in it is closed.",
    Family.PLAN: "Nothing stood in the joint action plan in this time.",
}
RUNG = "rung"
NAMES = {"cps": "CPS"}
NO_PERIOD = "at no time"


def title_of(subject: Subject, limits: Limits) -> str:
    """What the subject is called, in the words of the limit in force."""
    measure = subject.measure
    return as_counted(measure, limits).title if measure else subject.title


def question_in_words(question: Question, limits: Limits) -> str:
    """The question being answered, as a reader would ask it."""
    subject, title = question.subject, title_of(question.subject, limits)
    asked = ASKED[subject.kind]
    what = f"{asked}: {title}" if subject.measure else f"{asked} {title}"
    splits = [each for each in question.splits if not (each == PERIOD and subject.on_the_day)]
    by = listed(_split_in_words(question, each) for each in splits)
    places = [] if AREA in question.splits else [where(question)]
    said = [f"{what} by {by}" if by else what, *places, when(question)]
    return f"{', '.join(said)}?"


def where(question: Question) -> str:
    """In Plymouth; in each area; all areas together."""
    if question.area:
        return f"in {question.area}"
    return "in each area" if AREA in question.splits else TOGETHER


def when(question: Question) -> str:
    """April 2021 to March 2022; on 31 March 2022; at the end of each month, ..."""
    if not question.periods:
        return NO_PERIOD
    if not question.subject.on_the_day:
        return span_in_words(question.periods)
    if question.is_by_period:
        return f"at the end of each {question.grain}, {span_in_words(question.periods)}"
    return f"on {day_named(question.periods[-1])}"


def place_in_words(question: Question, split: str, cell: Cell) -> str:
    """What ``cell`` is of, of one of the splits: a period, an area, or a word."""
    if split == PERIOD:
        is_of_day = question.subject.on_the_day
        return day_named(cell.period) if is_of_day else period_named(cell.period, question.grain)
    if split == AREA:
        return capitalised(cell.area or "")
    word = cell.words[question.dimensions.index(split)]
    return f"Rung {word}" if split == RUNG else NAMES.get(word, capitalised(word))


def number_in_words(subject: Subject, cell: Cell, *, in_full: bool = True) -> str:
    """61% (40 of 66); 40; 4 working days, of 12; that it is withheld, or of none."""
    if cell.is_withheld:
        return SMALL
    if cell.value is None:
        return NOBODY
    if subject.kind == Kind.SHARE:
        share = percentage(cell.met or 0, cell.of or 0)
        return f"{share} ({cell.met:,} of {cell.of:,})" if in_full else share
    said = amount_in_words(cell.value, subject.unit if subject.kind != Kind.COUNT else "")
    if subject.kind == Kind.COUNT:
        said = f"{cell.value:,.0f}"
    if not in_full or cell.of is None:
        return said
    return f"{said}, of {cell.of:,}"


def headline(question: Question, cells: Sequence[Cell], limits: Limits) -> str:
    """What the answer says, in a sentence: which group is largest, or how many are withheld.

    Areas are never ranked: of them it says how many there are.
    """
    subject, title = question.subject, capitalised(title_of(question.subject, limits))
    if not cells:
        return NOTHING_COUNTED[subject.family]
    if not question.splits:
        return f"{title}: {number_in_words(subject, cells[0])}."
    said = [_most(question, cells)] if _can_say_most(question, cells) else []
    splits = listed(_split_in_words(question, each) for each in question.splits)
    return "; ".join([f"{title}, by {splits}", *said, *withheld_in_words(cells)]) + "."


def withheld_in_words(cells: Sequence[Cell]) -> list[str]:
    """3 of 24 figures withheld; nothing where none is."""
    hidden = sum(cell.is_withheld for cell in cells)
    return [f"{hidden:,} of {counted(len(cells), 'figure')} {SMALL}"] if hidden else []


def _can_say_most(question: Question, cells: Sequence[Cell]) -> bool:
    """Of words alone, where none is withheld and there is anything to count."""
    is_of_words = len(question.splits) == 1 and bool(question.dimensions)
    is_known = not any(cell.is_withheld for cell in cells) and any(cell.value for cell in cells)
    return is_of_words and is_known and question.subject.kind == Kind.COUNT


def _most(question: Question, cells: Sequence[Cell]) -> str:
    largest = max(cells, key=lambda cell: cell.value or 0)
    place = place_in_words(question, question.splits[0], largest)
    return f"most: {place}, {number_in_words(question.subject, largest)}"


def _split_in_words(question: Question, split: str) -> str:
    return question.grain.value if split == PERIOD else question.subject.label(split)
