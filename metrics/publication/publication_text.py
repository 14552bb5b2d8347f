"""What may be said of a figure in public: a sentence of its rounded numbers, and of no others."""

from collections.abc import Mapping, Sequence
from typing import Any

import polars as pl

from metrics.cases.aggregation import AREA
from metrics.disclosure import PUBLISHED_STEP, PUBLISHED_THRESHOLD
from metrics.measures.catalogue import MEASURES
from metrics.measures.measure import Family
from metrics.text_format import capitalised, counted, day_in_words
from metrics.victims.victim_figures import TOGETHER, percentage

Row = Mapping[str, Any]
# A caveat of what stands beside the figure on its page says nothing where it is quoted.
OF_ITS_PAGE = ("beside it", "the page Data")
NOT_TO_BE_QUOTED = (
    "It may not be quoted, and it is not a nought: it is a small number, or would give one away"
)
RULES = (
    (
        "Quote the whole sentence",
        "A figure may be quoted as its sentence says it: rounded, with its period, its place and "
        "its source, and never as a number alone.",
    ),
    (
        "Say “about”",
        f"Counts are rounded to the nearest {PUBLISHED_STEP}, and shares and rates are worked out "
        "from the rounded counts.",
    ),
    (
        "Withheld is not a nought",
        f"Counts of 1 to {PUBLISHED_THRESHOLD - 1} are withheld, with as many others as it takes "
        "that none of them can be worked out. Never say of one that there were none, or few.",
    ),
    (
        "Write letters out",
        "CPS, Crown Prosecution Service; OPCC, Office of the Police and Crime Commissioner; ISVA, "
        "independent sexual violence adviser; SARC, sexual assault referral centre.",
    ),
    (
        "Never beside the other pages",
        "Their numbers are exact, and two counts of the same thing can tell what each of them "
        "withholds.",
    ),
)


def everywhere(forces: Sequence[str]) -> str:
    """Whose cases all areas together are, where one force sent them."""
    return f"all areas of {forces[0]} together" if len(forces) == 1 else TOGETHER


def quotation(row: Row, whose: str = TOGETHER) -> str:
    """What may be said of a row of ``publishing.edition``; of one withheld, that nothing may be.

    ``whose``: the words for all areas. Every number in it is one of the row: rounded, or of its
    period, day or meaning.
    """
    day = day_in_words(row["as_at"])
    if row["when"] is None:
        return (
            f"{named(row)}: nothing was recorded or sent by {day}, so there is no figure to "
            "quote, and that is not a nought."
        )
    place = [] if MEASURES[row["code"]].family == Family.PLAN else [row[AREA] or whose]
    as_at = [] if row["when"] == f"on {day}" else [f"as at {day}"]
    sentences = [
        f"{named(row)}: {_claim(row)}",
        capitalised(", ".join([row["when"], *place, *as_at])),
        *(
            [NOT_TO_BE_QUOTED]
            if row["is_withheld"]
            else [*_rounded(row), f"Source: {row['source']}"]
        ),
    ]
    return " ".join(f"{sentence}." for sentence in sentences)


def to_bear_in_mind(row: Row) -> str:
    """What a reader could get wrong of a figure that is quoted; may be nothing."""
    sentences = row["caveat"].split(". ")
    kept = [each for each in sentences if not any(words in each for words in OF_ITS_PAGE)]
    return f"{'. '.join(kept).removesuffix('.')}." if kept else ""


def edition_summary_text(edition: pl.DataFrame) -> str:
    """How many figures of all areas may be quoted, and how many are withheld or are none."""
    found = edition.filter(pl.col(AREA).is_null())
    is_there, is_withheld = pl.col("when").is_not_null(), pl.col("is_withheld").fill_null(False)
    withheld = found.filter(is_there, is_withheld).height
    missing = found.filter(~is_there).height
    others = [f"{withheld} withheld"] * bool(withheld)
    others += [f"{missing} with nothing recorded"] * bool(missing)
    quotable = found.height - withheld - missing
    said = f"{quotable} of {counted(found.height, 'figure')} may be quoted"
    return "; ".join([said, *others]) + "."


def named(row: Row) -> str:
    """The title of a measure with what it is of, where the title alone does not say."""
    title = row["title"].replace(": ", " ")
    return capitalised(f"{MEASURES[row['code']].before_title}{title}")


def figure_in_words(row: Row) -> str:
    """The figure alone: about 57%, about 100, none; or why there is none."""
    if row["when"] is None:
        return "nothing recorded"
    if row["is_withheld"]:
        return "withheld"
    return "none to count" if row["out_of"] == 0 else _figure(row)


def _figure(row: Row) -> str:
    if row["median"] is not None:
        return f"about {row['median']:,}"
    if row["per_100"] is not None:
        return f"about {row['per_100']:,} per 100"
    return _about(row) if _is_plain(row) else f"about {_percentage(row)}"


def _claim(row: Row) -> str:
    """What is counted out of what."""
    if row["is_withheld"]:
        return "withheld"
    of = _of_whom(row)
    if row["out_of"] == 0:
        return f"nothing to quote, for there were no {of}"
    if row["out_of"] is None:
        return _about(row)
    return _out_of(row, f"about {row['out_of']:,} {of}")


def _out_of(row: Row, out_of: str) -> str:
    if row["median"] is not None:
        return f"about {row['median']:,}, the median of {out_of}"
    if row["per_100"] is not None:
        return f"about {row['per_100']:,} for each 100, {_about(row)} for {out_of}"
    said = f"{_about(row)} of {out_of}"
    return said if _is_plain(row) else f"about {_percentage(row)}, that is {said}"


def _of_whom(row: Row) -> str:
    """What a figure is out of, in words that say their day."""
    words: str = MEASURES[row["code"]].public_out_of or row["denominator"]
    return words.removeprefix("all ").replace("the as-at day", day_in_words(row["as_at"]))


def _is_plain(row: Row) -> bool:
    """Whether a share would say no more than the count: it is none, all, or there is none."""
    return row["share"] is None or row["counted"] in (0, row["out_of"])


def _percentage(row: Row) -> str:
    return percentage(row["counted"], row["out_of"])


def _about(row: Row) -> str:
    """How many, of which a nought is one, and all of them are all: a few more are withheld."""
    if row["counted"] == 0:
        return "none"
    is_all = row["is_part"] and row["counted"] == row["out_of"]
    return "all" if is_all else f"about {row['counted']:,}"


def _rounded(row: Row) -> list[str]:
    """How what is said was rounded; nothing where no number is."""
    if row["out_of"] == 0 or (row["out_of"] is None and row["counted"] == 0):
        return []
    counts = f"to the nearest {PUBLISHED_STEP}"
    if row["median"] is not None:
        return [f"The median is rounded to a whole number, counts {counts}"]
    return [f"Counts are rounded {counts}"]
