"""Sentences that may be said in public, from the numbers of the edition and no others."""

from collections.abc import Sequence

from metrics.measures.measure import Family, Measure, MeasureKind, Span
from metrics.measures.work_counts import WorkCount
from metrics.publication.edition import EditionRow
from metrics.releases.people import Median, Share
from metrics.text_format import capitalised, day_text, exact_percentage, measured
from metrics.victims.victim_figures import FEW, ROUNDED, TOGETHER, about_share_text

# Marks caveats about something beside the figure on its page, which say nothing in a quotation.
OF_ITS_PAGE = ("beside it", "the page Data")
RULES = (
    (
        "Say the whole sentence",
        "With its “about”, its period, its place and its source: a number alone misleads.",
    ),
    (f"“{capitalised(FEW)}” may be none", f"{ROUNDED} Counts of work are exact."),
    (
        "Write letters out",
        "CPS, Crown Prosecution Service; OPCC, Office of the Police and Crime Commissioner; ISVA, "
        "independent sexual violence adviser; SARC, sexual assault referral centre.",
    ),
)
NOBODY_CHARGED = "victims whose case ended without charge"
# What is asked most, first: what a figure is out of, and what is said of it; where one has no
# figure, the next stands in for it.
ASKED_FIRST = {
    "told_in_time": (NOBODY_CHARGED, "were told in time"),
    "told_late": (NOBODY_CHARGED, "were told late"),
    "not_known_to_be_told": (NOBODY_CHARGED, "are not known to have been told"),
    "told_as_asked": ("victims whose wish was recorded", "were told as they asked"),
    "review_right_told_police": (
        "victims entitled to a police review",
        "are known to have been told",
    ),
    "meeting_before_nfa": (
        "decisions to take no further action after a referral",
        "followed a police-CPS meeting within 28 days",
    ),
    "support_offered": ("investigations", "had support offered by a SARC or ISVA"),
    "support_end_evidenced": (
        "ends of victims’ support with an entry either way",
        "have the victim’s decision evidenced",
    ),
    "cps_decision_in_time": ("referrals", "had a decision of the CPS within 28 days"),
    "case_plans_answered_in_target": (
        "case action plans",
        "were answered in full by their first target",
    ),
    "parts_evidence_seen": ("parts of recommendations", "have evidence that the OPCC has seen"),
    "actions_overdue": ("open joint actions with a date", "are overdue"),
    "parts_reported_complete": ("parts of recommendations", "are reported complete"),
    "figures_owed": (
        "claims of a quantity that the answer made without a number",
        "have none recorded since",
    ),
}
READY = 10
# Out of fewer, a share of work says less than its counts.
ENOUGH = 10


def ready_to_be_said(rows: Sequence[EditionRow]) -> Sequence[EditionRow]:
    """Up to ten of ``rows``, an edition, of what is asked most: each of all areas, and a year."""
    first = {row.measure.code: row for row in reversed(rows) if row.area is None}
    return [first[code] for code in ASKED_FIRST if code in first][:READY]


def in_brief(row: EditionRow) -> str:
    """A row of ``ready_to_be_said`` in one sentence: its figure, out of what, and of when."""
    of_whom, said = ASKED_FIRST[row.measure.code]
    figure, number = figure_text(row), row.number
    if number.of is None or number.of == 1:
        return f"{named(row.measure)}: {_claim(row, of_whom)}, {row.when}."
    match number:
        case Share(of=of) if number.value is not None:
            counted = f"{figure} of some {of:,} {of_whom}"
        case WorkCount(of=of):
            counted = f"{figure} of {of:,} {of_whom}"
        case _:
            counted = f"{figure} {of_whom}"
    return f"{capitalised(counted)} {said}, {row.when}."


def base_text(whose: str) -> str:
    """What holds for each sentence in brief: whose cases. ``whose``: all areas."""
    return f"Cases of {whose}. “Every sentence” says each base and source in full."


def all_areas_text(forces: Sequence[str]) -> str:
    """The phrase for the cases of all areas, which names the force where there is only one."""
    return f"all areas of {forces[0]} together" if len(forces) == 1 else TOGETHER


def quotation(row: EditionRow, whose: str = TOGETHER) -> str:
    """The sentence to say of a row: its figure, period, place and source.

    ``whose``: the words for all areas.
    """
    day = f"on {day_text(row.as_at)}"
    # A release stands, so its own months say enough.
    is_dated = row.measure.protected or row.when == day
    when = row.when if is_dated else f"{row.when}, as at {day_text(row.as_at)}"
    # A sample says where it was taken.
    is_placed = row.measure.family == Family.PLAN or row.measure.basis.span == Span.SAMPLE
    place = [] if is_placed else [row.area or whose]
    sentences = [
        f"{named(row.measure)}: {_claim(row, _of_whom(row))}{row.left_out}",
        capitalised(", ".join([when, *place])),
        f"Source: {row.measure.source}",
    ]
    return " ".join(f"{sentence}." for sentence in sentences)


def to_bear_in_mind(measure: Measure) -> str:
    """A warning of how a quoted figure could be misread; may be empty."""
    sentences = measure.caveat.split(". ")
    kept = [each for each in sentences if not any(words in each for words in OF_ITS_PAGE)]
    return f"{'. '.join(kept).removesuffix('.')}." if any(kept) else ""


def named(measure: Measure) -> str:
    """The title of a measure with its denominator, where the title alone does not say that."""
    return capitalised(f"{measure.before_title}{measure.title.replace(': ', ' ')}")


def figure_text(row: EditionRow) -> str:
    """The figure alone, such as "about 57%", "fewer than 5 of about 60", "100" or "none"."""
    match row.number:
        case Share() as share:
            return about_share_text(share).partition(", some ")[0]
        case Median(value, _):
            return measured(value, _unit(row.measure))
        case count if count.median is not None:
            return measured(count.median, _unit(row.measure))
        case count if row.measure.kind == MeasureKind.RATE:
            return f"{per_100_text(count)} per 100"
        case count:
            return percentage_text(count) or _number(count)


def per_100_text(count: WorkCount) -> str:
    """A rate, as its page has it. Errors: ZeroDivisionError of nothing."""
    assert count.met is not None
    assert count.of is not None
    return f"{count.met * 100 / count.of:.1f}"


def percentage_text(count: WorkCount) -> str:
    """The share of an exact count; empty where it would add nothing, or there is none."""
    met, of = count.met or 0, count.of or 0
    return exact_percentage(met, of) if of >= ENOUGH and 0 < met < of else ""


def _claim(row: EditionRow, of: str) -> str:
    """The figure with what it counts. ``of``: the denominator in words."""
    match row.number:
        case Share(of=None):
            return f"{FEW} {of} in all"
        case Share() as share:
            return f"{about_share_text(share)} {of}"
        case Median(_, number):
            return f"{figure_text(row)}, the median of about {number:,} {of}"
        case WorkCount(of=None) as count:
            return _number(count)
        case count:
            # The words are a plural, each with a tail of its own.
            out_of = f"the {of}, of which there was 1" if count.of == 1 else f"{count.of:,} {of}"
            return f"{_of_work(row, count)} {out_of}"


def _of_work(row: EditionRow, count: WorkCount) -> str:
    figure = figure_text(row)
    if count.median is not None:
        return f"{figure}, the median of"
    if row.measure.kind == MeasureKind.RATE:
        return f"{figure}, that is {count.met:,} for"
    return f"{figure}, {count.met:,} of" if percentage_text(count) else f"{figure} of"


def _of_whom(row: EditionRow) -> str:
    """The denominator in words, with its day."""
    words = row.measure.public_out_of or row.measure.denominator
    return words.removeprefix("all ").replace("the as-at day", day_text(row.as_at))


def _unit(measure: Measure) -> str:
    return measure.unit.removesuffix("s")


def _number(count: WorkCount) -> str:
    if not count.met:
        return "none"
    return "all" if count.met == count.of else f"{count.met:,}"
