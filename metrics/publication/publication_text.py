"""Sentences that may be quoted in public, from the numbers of the edition and no others."""

from collections.abc import Sequence

import polars as pl

from metrics.cases.aggregation import AREA
from metrics.disclosure import PUBLISHED_STEP, PUBLISHED_THRESHOLD
from metrics.frames import Row
from metrics.measures.catalogue import MEASURES
from metrics.measures.measure import Family
from metrics.text_format import capitalised, counted, day_text
from metrics.victims.victim_figures import TOGETHER, percentage

# Marks caveats about something beside the figure on its page, which say nothing in a quotation.
OF_ITS_PAGE = ("beside it", "the page Data")
EXACT, ROUNDED = "exact", "rounded"
NOT_TO_BE_QUOTED = (
    "It must not be quoted, and it does not mean zero: it is a small number, or would give one away"
)
EXACT_RULE = (
    "Exact where it does not say “about”",
    "Actions, parts, case action plans, files, escalations, training and other work are neither "
    "victims nor outcomes: their counts are exact, and small ones are shown. Every count of "
    "victims and outcomes is rounded.",
)
RULES = (
    (
        "Quote the whole sentence",
        "A figure may be quoted as its sentence says it: with its rounding, its period, its place "
        "and its source, and never as a number alone.",
    ),
    (
        "Say “about”",
        f"Counts of victims and outcomes are rounded to the nearest {PUBLISHED_STEP}, and shares "
        "and rates of them are worked out from the rounded counts.",
    ),
    EXACT_RULE,
    (
        "Withheld does not mean zero",
        f"Counts of victims and outcomes of 1 to {PUBLISHED_THRESHOLD - 1} are withheld, and "
        "so are as many others as it takes for none of them to be worked out. Never say of one "
        "that there were none, or few.",
    ),
    (
        "Write letters out",
        "CPS, Crown Prosecution Service; OPCC, Office of the Police and Crime Commissioner; ISVA, "
        "independent sexual violence adviser; SARC, sexual assault referral centre.",
    ),
    (
        "Never beside the other pages",
        "Their numbers of victims are exact, and two counts of the same thing can tell what each "
        "of them withholds.",
    ),
)


def all_areas_text(forces: Sequence[str]) -> str:
    """The phrase for the cases of all areas, which names the force where there is only one."""
    return f"all areas of {forces[0]} together" if len(forces) == 1 else TOGETHER


def quotation(row: Row, whose: str = TOGETHER) -> str:
    """The sentence to quote a row of ``edition``; for a withheld row, that nothing may be.

    ``whose``: the words for all areas. Every number in the sentence comes from the row: rounded, or
    part of its period, day or meaning.
    """
    day = day_text(row["as_at"])
    if row["when"] is None:
        return (
            f"{named(row)}: nothing was recorded or sent by {day}, so there is no figure to "
            "quote, and that does not mean zero."
        )
    place = [] if MEASURES[row["code"]].family == Family.PLAN else [row[AREA] or whose]
    sentences = [
        f"{named(row)}: {_claim(row)}",
        capitalised(", ".join([row["when"], *place, *_as_at(row)])),
        *(
            [NOT_TO_BE_QUOTED]
            if row["is_withheld"]
            else [*_rounded(row), f"Source: {row['source']}"]
        ),
    ]
    return " ".join(f"{sentence}." for sentence in sentences)


def is_quotable(row: Row) -> bool:
    """Whether a row of ``edition`` has a figure that may be quoted."""
    return row["when"] is not None and not row["is_withheld"]


def period_and_day(row: Row) -> str:
    """The period of a row of ``edition`` and its as-at day; of what was not sent, the day alone."""
    if row["when"] is None:
        return f"by {day_text(row['as_at'])}"
    return ", ".join([row["when"], *_as_at(row)])


def to_bear_in_mind(row: Row) -> str:
    """A warning of how a quoted figure could be misread; may be empty."""
    sentences = row["caveat"].split(". ")
    kept = [each for each in sentences if not any(words in each for words in OF_ITS_PAGE)]
    return f"{'. '.join(kept).removesuffix('.')}." if kept else ""


def edition_summary_text(edition: pl.DataFrame) -> str:
    """The numbers of figures of all areas that may be quoted, are withheld, or are none."""
    of_all_areas = edition.filter(pl.col(AREA).is_null())
    is_there, is_withheld = pl.col("when").is_not_null(), pl.col("is_withheld").fill_null(False)
    withheld = of_all_areas.filter(is_there, is_withheld).height
    missing = of_all_areas.filter(~is_there).height
    others = [f"{withheld} withheld"] * bool(withheld)
    others += [f"{missing} with nothing recorded"] * bool(missing)
    quotable = of_all_areas.height - withheld - missing
    text = f"{quotable} of {counted(of_all_areas.height, 'figure')} may be quoted"
    return "; ".join([text, *others]) + "."


def named(row: Row) -> str:
    """The title of a measure with its denominator, where the title alone does not say that."""
    title = row["title"].replace(": ", " ")
    return capitalised(f"{MEASURES[row['code']].before_title}{title}")


def figure_text(row: Row) -> str:
    """The figure alone, such as "about 57%", "about 100" or "none", or why there is none."""
    if row["when"] is None:
        return "nothing recorded"
    if row["is_withheld"]:
        return "withheld"
    return "none to count" if row["out_of"] == 0 else _figure(row)


def rounding_text(row: Row) -> str:
    """The precision of a row's counts: "exact" or "rounded"; empty where there is no figure."""
    if row["when"] is None or row["is_withheld"]:
        return ""
    return EXACT if row["is_exact"] else ROUNDED


def _as_at(row: Row) -> list[str]:
    """The day of a figure in words; none where its period is that day."""
    day = day_text(row["as_at"])
    return [] if row["when"] == f"on {day}" else [f"as at {day}"]


def _figure(row: Row) -> str:
    if row["median"] is not None:
        return f"about {row['median']:,}"
    if row["per_100"] is not None:
        return f"about {row['per_100']:,} per 100"
    if not _is_plain(row):
        return _percentage(row)
    if row["out_of"] is None or row["counted"] in (0, row["out_of"]):
        return _number(row)
    return f"{_number(row)} {_of_or_for(row)} {row['out_of']:,}"


def _claim(row: Row) -> str:
    """The numerator and denominator in words."""
    if row["is_withheld"]:
        return "withheld"
    of = _of_whom(row)
    if row["out_of"] == 0:
        return f"nothing to quote, for there were no {of}"
    if row["out_of"] is None:
        return _number(row)
    if row["out_of"] == 1:
        # The words are a plural, each with a tail of its own.
        return _out_of(row, f"the {of}, of which there was 1")
    return _out_of(row, f"{_about(row)}{row['out_of']:,} {of}")


def _out_of(row: Row, out_of: str) -> str:
    if row["median"] is not None:
        return f"about {row['median']:,}, the median of {out_of}"
    if row["per_100"] is not None:
        return f"about {row['per_100']:,} for each 100, {_number(row)} for {out_of}"
    text = f"{_number(row)} {_of_or_for(row)} {out_of}"
    return text if _is_plain(row) else f"{_percentage(row)}, that is {text}"


def _of_or_for(row: Row) -> str:
    """A rate, such as escalations for so many referrals, counts no part of its denominator."""
    return "of" if row["is_part"] or row["counted"] == 0 else "for"


def _of_whom(row: Row) -> str:
    """The denominator in words, with its day."""
    words: str = MEASURES[row["code"]].public_out_of or row["denominator"]
    return words.removeprefix("all ").replace("the as-at day", day_text(row["as_at"]))


def _is_plain(row: Row) -> bool:
    """Whether a share would add nothing to the count: none, all, or no share."""
    return row["share"] is None or row["counted"] in (0, row["out_of"])


def _percentage(row: Row) -> str:
    return f"{_about(row)}{percentage(row['counted'], row['out_of'])}"


def _number(row: Row) -> str:
    """The numerator. "none" and "all" are exact: values near them are withheld, or exact too."""
    if row["counted"] == 0:
        return "none"
    is_all = row["is_part"] and row["counted"] == row["out_of"]
    return "all" if is_all else f"{_about(row)}{row['counted']:,}"


def _about(row: Row) -> str:
    return "" if row["is_exact"] else "about "


def _rounded(row: Row) -> list[str]:
    """The rounding of the numbers in the sentence; empty where it has none."""
    if row["out_of"] == 0 or (row["out_of"] is None and row["counted"] == 0):
        return []
    counts = "counts are exact" if row["is_exact"] else f"counts to the nearest {PUBLISHED_STEP}"
    if row["median"] is not None:
        return [f"The median is rounded to a whole number, {counts}"]
    if row["is_exact"]:
        return ["Counts are exact"]
    return [f"Counts are rounded to the nearest {PUBLISHED_STEP}"]
