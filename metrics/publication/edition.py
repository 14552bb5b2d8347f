"""The public edition: every figure of a quarter, and of areas in a year, that may be published.

Of victims and outcomes, counts of 1 to 9 are withheld, and enough others that none of them can be
derived; all shown counts are rounded. Every share is computed from the rounded counts, so that it
reveals no more than they do. Their exact counts, as the pages show them to the office, are never in
an edition. Counts of work are exact: a measure declares whether it is of people.
"""

from collections.abc import Collection, Iterator

import polars as pl

from metrics.cases.aggregation import AREA, NOT_RECORDED
from metrics.cases.case_summary import CaseSummary
from metrics.disclosure import AT_LEAST, PUBLISHED_STEP, PUBLISHED_THRESHOLD, nearest
from metrics.escalations.escalation_summary import EscalationCounts
from metrics.measures.catalogue import MEASURES
from metrics.measures.measure import as_counted
from metrics.measures.work_counts import WorkCount, months_of, work_counts
from metrics.periods import Period
from metrics.suppression.closed_periods import QUARTERS_OF_A_YEAR
from metrics.victims.counted_period import CountedPeriod, Year
from metrics.victims.minimum_group_size import number_in
from metrics.victims.share_parts import MEDIANS, READ_FROM, parts_of
from metrics.victims.victim_figures import is_of_all_areas
from metrics.victims.victim_summary import VictimSummary

COUNTS = pl.Schema(
    {
        "code": pl.String(),
        AREA: pl.String(),
        "as_at": pl.Date(),
        "is_withheld": pl.Boolean(),
        "when": pl.String(),
        "met": pl.Int64(),
        "of": pl.Int64(),
        "left_out": pl.List(pl.Int64()),
        "is_part": pl.Boolean(),
        "median": pl.Float64(),
        "is_exact": pl.Boolean(),
    }
)
MEANINGS = pl.Schema(
    dict.fromkeys(("code", "title", "denominator", "caveat", "source"), pl.String())
)
NOT_WITHHELD, EXACT = False, True
EditionRow = tuple[object, ...]


def edition(
    victims: VictimSummary, cases: CaseSummary, escalations: EscalationCounts
) -> pl.DataFrame:
    """One row per measure, in the order of the catalogue; for victims also one per area.

    ``victims``: of the newest quarter, of the year to it, and of areas in the newest year to March,
    protected with ``PUBLISHED_THRESHOLD``; the other summaries are of the same quarter, as at the
    same day, of all areas. Nulls: a measure without data has only its meaning and the day. Shape:
    as ``as_published`` without the exact columns, and with the meaning in words, as ``MEANINGS``.
    """
    quarter = victims.quarters[-1]
    rows = [
        *_of_others(work_counts(cases, escalations), cases),
        *_of_victims(victims.of(None, 1), quarter, None),
        *_of_the_year(victims),
        *(row for year in victims.years[-1:] for row in _of_areas(victims, year)),
    ]
    published = as_published(pl.DataFrame(rows, COUNTS, orient="row"))
    limits = escalations.day_state.limits
    measures = [as_counted(measure, limits) for measure in MEASURES.values()]
    meanings = [tuple(getattr(each, name) for name in MEANINGS) for each in measures]
    every = pl.DataFrame(meanings, MEANINGS, orient="row")
    return every.join(
        published.drop("met", "of", "left_out"),
        on="code",
        how="left",
        maintain_order="left_right",
    ).with_columns(pl.col("as_at").fill_null(quarter.counted_at))


def without_figures(rows: pl.DataFrame, unavailable: Collection[str]) -> pl.DataFrame:
    """The edition, with the meaning and the day alone of the measures that are not available."""
    meaning = ("code", AREA, "as_at", *MEANINGS)
    of_all = pl.col(AREA).is_null()
    has_figure = ~pl.col("code").is_in(list(unavailable))
    return rows.filter(has_figure | of_all).with_columns(
        pl.when(has_figure).then(pl.exclude(meaning)).name.keep()
    )


def as_published(counts: pl.DataFrame) -> pl.DataFrame:
    """The publishable form of ``counts``.

    Numerator, remainder and each number left out form one table: if one of them is 1 to 9, all are
    withheld, unless the row ``is_exact``. Units: ``counted`` and ``out_of`` are rounded, or exact;
    ``share`` is their quotient, 0 to 1, or ``per_100`` where the numerator is not part of the
    denominator; ``median`` is rounded to a whole number. Nulls: every withheld figure; shares and
    medians of fewer than ten.
    """
    withheld = pl.col("is_withheld") | (_has_few() & ~pl.col("is_exact")) | _is_median_of_few()
    numbers = {"counted": pl.col("met"), "out_of": pl.col("of")}
    shown = counts.with_columns(
        is_withheld=withheld,
        **{
            name: pl.when(~withheld).then(
                pl.when("is_exact").then(number).otherwise(nearest(number, PUBLISHED_STEP))
            )
            for name, number in numbers.items()
        },
    )
    return shown.with_columns(
        pl.when(_is_of_enough()).then(_whole(pl.col("median"))).alias("median"),
        share=pl.when(_is_of_enough(), "is_part").then(pl.col("counted") / pl.col("out_of")),
        per_100=pl.when(_is_of_enough(), ~pl.col("is_part")).then(
            _whole(pl.col("counted") * 100 / pl.col("out_of"))
        ),
    )


def _has_few() -> pl.Expr:
    """Whether a number of the table is 1 to 9: numerator, denominator, rest or one left out."""
    met, of = pl.col("met"), pl.col("of")
    rest = pl.when("is_part").then(of - met)
    table = pl.concat_list(met, of, rest, "left_out")
    few = pl.element().is_between(1, PUBLISHED_THRESHOLD - 1).fill_null(value=False)
    return table.list.eval(few).list.any()


def _is_median_of_few() -> pl.Expr:
    """Whether a row is a median of fewer than ten numbers: what it is of has nothing beside it."""
    return pl.col("met").is_null() & pl.col("of").is_between(1, AT_LEAST - 1)


def _whole(number: pl.Expr) -> pl.Expr:
    """The nearest whole number; halves go up, as for counts."""
    return (number + 0.5).floor().cast(pl.Int64)


def _is_of_enough() -> pl.Expr:
    return pl.col("out_of") >= AT_LEAST


def _of_others(counts: dict[str, WorkCount], cases: CaseSummary) -> Iterator[EditionRow]:
    for code, count in counts.items():
        when, met, of, left_out, is_part, median = count
        table = (met, of, [*left_out], is_part, median)
        is_exact = not MEASURES[code].protected
        yield code, None, cases.as_at, NOT_WITHHELD, when, *table, is_exact


def _of_the_year(victims: VictimSummary) -> Iterator[EditionRow]:
    """The year to the newest quarter, or else the newest year that may be shown; if there is one.

    Of few cases only the year to March is shown.
    """
    of_the_year = victims.of(None, QUARTERS_OF_A_YEAR)
    [*_, newest] = of_the_year.chosen
    if isinstance(newest, Year) and newest.last <= victims.quarters[-1].last:
        yield from _of_victims(of_the_year, newest, None)


def _of_areas(victims: VictimSummary, year: CountedPeriod) -> Iterator[EditionRow]:
    # Cases with no area recorded are in no area's figures, and are never shown by themselves.
    for area in sorted(set().union(*year.areas.values()) - {NOT_RECORDED}):
        yield from _of_victims(victims.of(area, 1), year, area)


def _of_victims(
    victims: VictimSummary, period: CountedPeriod, area: str | None
) -> Iterator[EditionRow]:
    """Every share and median of the period, withheld where its counts are withheld.

    For an area, only those that are counted by area.
    """
    when = months_of(Period(period.first, period.last))
    for code in READ_FROM:
        if area is None or not is_of_all_areas(code):
            met, of, left_out, middle = _read(victims, code)
            is_withheld = of is None or (of == 0 and _is_of_few(period, code, area))
            table = (met, of, left_out, True, middle)
            yield code, area, period.counted_at, is_withheld, when, *table, not EXACT


def _read(
    victims: VictimSummary, code: str
) -> tuple[int | None, int | None, list[int], float | None]:
    """Met, of, the numbers left out, and the median; a median has no met and nothing left out."""
    if code in MEDIANS:
        middle, of = victims.median(code)
        return None, of, [], middle
    share = victims.share(code)
    return share.met, share.of, [share.left_out or 0], None


def _is_of_few(period: CountedPeriod, code: str, area: str | None) -> bool:
    """Whether "none to count" could stand for a group of 1 to 9."""
    number = number_in(period, READ_FROM[code].row_set, parts_of(code), area)
    return number is None or 0 < number < AT_LEAST
