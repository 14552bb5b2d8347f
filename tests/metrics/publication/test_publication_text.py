"""Quotations of figures in public: whole sentences, with published numbers only."""

import re
from datetime import date

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from metrics.measures.catalogue import MEASURES
from metrics.publication.edition import COUNTS, as_published
from metrics.publication.publication_text import (
    OF_ITS_PAGE,
    all_areas_text,
    edition_summary_text,
    figure_text,
    named,
    quotation,
    rounding_text,
    to_bear_in_mind,
)
from metrics.victims.victim_figures import percentage
from tests.often import often

AT = date(2022, 1, 31)
QUARTER, ON_THE_DAY = "October 2021 to December 2021", "on 31 January 2022"
TITLE, DECISIONS = "victims told in time", "decisions whose limit has passed"
NOTICES = "Notices, as the force sent them"
WHEN_AND_WHERE = f"{QUARTER}, all areas together, as at 31 January 2022."
ROUNDED = f"Counts are rounded to the nearest 5. Source: {NOTICES}."
NOT_QUOTED = (
    "It must not be quoted, and it does not mean zero: it is a small number, or would give one "
    "away."
)
NUMBER = re.compile(r"\d[\d,]*")


MEANING = {
    "title": TITLE,
    "denominator": DECISIONS,
    "caveat": "A letter is sent, not told.",
    "source": NOTICES,
}
EXACT: dict[str, object] = {
    "code": "told_in_time",
    "area": None,
    "as_at": AT,
    "is_withheld": False,
    "when": QUARTER,
    "left_out": [],
    "is_part": True,
    "median": None,
    "is_exact": False,
}


def only_row(met=None, of=None, **details):
    """A row of an edition, from exact numbers."""
    exact = EXACT | {"met": met, "of": of} | details
    counts = pl.DataFrame([{name: exact[name] for name in COUNTS}], COUNTS)
    meaning = {name: details.get(name, words) for name, words in MEANING.items()}
    return as_published(counts).row(0, named=True) | meaning


@pytest.mark.parametrize(
    ("row", "sentence", "figure"),
    [
        (
            only_row(231, 403),
            "Victims told in time: about 57%, that is about 230 of about 405 decisions whose "
            f"limit has passed. {WHEN_AND_WHERE} {ROUNDED}",
            "about 57%",
        ),
        (
            only_row(0, 42),
            "Victims told in time: none of about 40 decisions whose limit has passed. "
            f"{WHEN_AND_WHERE} {ROUNDED}",
            "none",
        ),
        (
            only_row(42, 42),
            "Victims told in time: all of about 40 decisions whose limit has passed. "
            f"{WHEN_AND_WHERE} {ROUNDED}",
            "all",
        ),
        (
            only_row(1, 1, is_exact=True),
            "Victims told in time: all of the decisions whose limit has passed, of which there "
            f"was 1. {WHEN_AND_WHERE} Counts are exact. Source: {NOTICES}.",
            "all",
        ),
        (
            only_row(1693, title="case action plans open"),
            f"Case action plans open: about 1,695. {WHEN_AND_WHERE} {ROUNDED}",
            "about 1,695",
        ),
        (
            only_row(0, title="escalations open"),
            f"Escalations open: none. {WHEN_AND_WHERE} Source: {NOTICES}.",
            "none",
        ),
        (
            only_row(None, 42, title="median days to tell", median=14.5),
            "Median days to tell: about 15, the median of about 40 decisions whose limit has "
            f"passed. {WHEN_AND_WHERE} The median is rounded to a whole number, counts to the "
            f"nearest 5. Source: {NOTICES}.",
            "about 15",
        ),
        (
            only_row(13, 62, title="escalations for each 100 referrals", is_part=False),
            "Escalations for each 100 referrals: about 25 for each 100, about 15 for about 60 "
            f"decisions whose limit has passed. {WHEN_AND_WHERE} {ROUNDED}",
            "about 25 per 100",
        ),
        (
            only_row(7, 42),
            f"Victims told in time: withheld. {WHEN_AND_WHERE} {NOT_QUOTED}",
            "withheld",
        ),
        (
            only_row(of=None, is_withheld=True, area="Plymouth"),
            "Victims told in time: withheld. October 2021 to December 2021, Plymouth, as at "
            f"31 January 2022. {NOT_QUOTED}",
            "withheld",
        ),
        (
            only_row(0, 0, denominator="all decisions whose limit has passed"),
            "Victims told in time: nothing to quote, for there were no decisions whose limit has "
            f"passed. {WHEN_AND_WHERE} Source: {NOTICES}.",
            "none to count",
        ),
        (
            only_row(when=None),
            "Victims told in time: nothing was recorded or sent by 31 January 2022, so there is "
            "no figure to quote, and that does not mean zero.",
            "nothing recorded",
        ),
        (
            only_row(
                24,
                71,
                code="actions_no_date",
                title="no date agreed",
                denominator="all actions opened by the as-at day",
                when=ON_THE_DAY,
                is_exact=True,
            ),
            "Joint actions, no date agreed: 34%, that is 24 of 71 actions opened by 31 January "
            f"2022. On 31 January 2022. Counts are exact. Source: {NOTICES}.",
            "34%",
        ),
        (
            only_row(3, 8, title="escalations that changed something", is_exact=True),
            "Escalations that changed something: 3 of 8 decisions whose limit has passed. "
            f"{WHEN_AND_WHERE} Counts are exact. Source: {NOTICES}.",
            "3 of 8",
        ),
        (
            only_row(1, 7, title="escalations for each 100", is_part=False, is_exact=True),
            "Escalations for each 100: 1 for 7 decisions whose limit has passed. "
            f"{WHEN_AND_WHERE} Counts are exact. Source: {NOTICES}.",
            "1 for 7",
        ),
        (
            only_row(None, 9, title="median days", median=14.5, is_exact=True),
            f"Median days: withheld. {WHEN_AND_WHERE} {NOT_QUOTED}",
            "withheld",
        ),
    ],
)
def test_each_kind_of_figure_is_said_in_a_whole_sentence(row, sentence, figure):
    assert quotation(row) == sentence
    assert figure_text(row) == figure


def test_how_a_figure_is_counted_is_said_where_there_is_one():
    assert rounding_text(only_row(231, 403)) == "rounded"
    assert rounding_text(only_row(3, 403, is_exact=True)) == "exact"
    assert rounding_text(only_row(3, 403)) == ""
    assert rounding_text(only_row(when=None, is_exact=True)) == ""


def test_all_areas_together_are_those_of_the_force_where_there_is_one():
    assert all_areas_text(["Devon and Cornwall Police"]) == (
        "all areas of Devon and Cornwall Police together"
    )
    assert all_areas_text(["North", "South"]) == all_areas_text([]) == "all areas together"
    said = quotation(only_row(231, 403), all_areas_text(["Devon and Cornwall Police"]))
    assert f"{QUARTER}, all areas of Devon and Cornwall Police together, as at" in said
    assert "Devon and Cornwall Police" not in quotation(only_row(231, 403, area="Devon"), "of")


def test_what_is_said_of_its_page_alone_is_not_borne_along():
    both = "The victim may have been told. The page tells more; the page Data tells how many."

    assert to_bear_in_mind(only_row(caveat=both)) == "The victim may have been told."
    assert to_bear_in_mind(only_row(caveat="How late is shown beside it.")) == ""
    assert to_bear_in_mind(only_row(caveat="One. Two.")) == "One. Two."


def test_how_many_may_be_quoted_is_of_all_areas_and_says_what_may_not():
    rows = [
        only_row(231, 403),
        only_row(7, 42),
        only_row(when=None),
        only_row(231, 403, area="Devon"),
    ]

    assert edition_summary_text(pl.DataFrame(rows[:1])) == "1 of 1 figure may be quoted."
    assert edition_summary_text(pl.DataFrame(rows, infer_schema_length=None)) == (
        "1 of 3 figures may be quoted; 1 withheld; 1 with nothing recorded."
    )


def test_plans_of_a_quarter_are_not_said_to_be_of_a_month():
    closed = only_row(
        20, 61, code="case_plans_admin_finalised", title="closed administratively", denominator=""
    )

    assert quotation(closed).startswith(
        "Case action plans closed administratively: about 33%, that is about 20 of about 60 plans "
        "closed. October 2021 to December 2021, all areas together"
    )


def test_no_title_stands_alone_that_says_nothing_of_what_it_counts():
    alone = {named({"code": code, "title": each.title}) for code, each in MEASURES.items()}

    assert len(alone) == len(MEASURES)
    assert not [title for title in alone if title.startswith(("Told ", "Asked ", "Overdue", "Due"))]


def test_no_caveat_of_a_quoted_measure_speaks_of_what_stands_beside_it():
    left = [to_bear_in_mind({"caveat": each.caveat}) for each in MEASURES.values()]

    assert not [each for each in left if any(words in each for words in OF_ITS_PAGE)]


NUMBERS = st.integers(0, 3000)


@often(100)
@given(
    met=st.none() | NUMBERS,
    rest=st.none() | NUMBERS,
    is_part=st.booleans(),
    median=st.none() | st.floats(0, 400),
    left_out=st.lists(NUMBERS, max_size=2),
    area=st.sampled_from([None, "Devon"]),
    is_withheld=st.booleans(),
)
def test_no_sentence_holds_a_number_that_is_not_published(
    met, rest, is_part, median, left_out, area, is_withheld
):
    of = None if rest is None else rest + (met or 0)
    met = None if median is not None else met
    # A measure with a denominator counts something here: none of its numbers is 0.
    met = 0 if met is median is None and of is not None else met
    row = only_row(
        met,
        of,
        is_part=is_part,
        median=median,
        left_out=left_out,
        area=area,
        is_withheld=is_withheld or met is of is None,
    )

    said = quotation(row).replace(QUARTER, "").replace("31 January 2022", "")
    found = {int(number.replace(",", "")) for number in NUMBER.findall(said)}
    shown = {row[name] for name in ("counted", "out_of", "median", "per_100")} - {None}
    words = {5, 100}
    if row["share"] is not None:
        words.add(int(NUMBER.findall(percentage(row["counted"], row["out_of"]))[0]))
    assert found <= shown | words
    assert found <= {5} or not row["is_withheld"]
