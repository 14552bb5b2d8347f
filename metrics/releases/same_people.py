"""Which words of different dimensions count the same people, as a reader who knows them knows."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import cache

from data_access.vocabulary import AskedMethod, Service
from metrics.cases.aggregation import NOT_RECORDED
from metrics.releases.medians import TELLING_OF, median_tables
from metrics.releases.tables import listed
from metrics.victims.categorical import BETWEEN, Timeliness
from metrics.victims.notices import (
    EXEMPT,
    LATE_BANDS,
    NOT_TOLD,
    VERY_LATE,
    WITHIN,
    AsAsked,
    NoticeStatus,
)
from metrics.victims.reported_investigations import SupportOffer
from metrics.victims.right_to_review import (
    CPS_STAGE_UNKNOWN,
    OUTSIDE_POLICE_SCHEME,
    STAGES,
    ReviewStatus,
)
from metrics.victims.row_sets import ROW_SETS

# The words of each dimension that stand for the same people.
Block = Mapping[str, Sequence[str]]
# What the two parts of each word of a crossed dimension say.
CROSSED: Mapping[str, tuple[str, str]] = {
    "decided_by_and_told": ("decided_by", "told"),
    "support_ended_and_told": ("support_ended", "told"),
    "asked_and_used": ("asked_method", "method"),
    "qualifying_and_told_of_right": ("qualifying", "told_of_right"),
    "qualifying_and_review": ("qualifying", "review"),
    "stage_and_result": ("review_stage", "result"),
    "stage_and_acknowledged": ("review_stage", "acknowledged"),
    "stage_and_decided": ("review_stage", "decided"),
    "stage_and_reason": ("stage", "reason"),
    "stage_and_early": ("stage", "early"),
    "abuse_and_mg6dar": ("domestic_abuse", "mg6dar"),
}
WHOLE = (*OUTSIDE_POLICE_SCHEME, CPS_STAGE_UNKNOWN)
UNTOLD = (
    NoticeStatus.NOT_YET,
    NoticeStatus.BY_POST,
    NoticeStatus.NO_RECORD,
    NoticeStatus.TO_BE_TOLD,
)
# Row sets of which a page of work counts gives the exact number, in periods that a reader chooses.
EXACT_IN_ALL = ("unsought_advice",)
# Row sets of cases with an outcome or a referral, of which a page of work counts tells the number.
AMONG_FIRST_EVENTS = ("decisions", "outcomes", "unsought_advice")
# When a table is released every limit has passed, and there was one: a reader knows these are none.
PAST = (NoticeStatus.TOLD_BEFORE_LIMIT, NoticeStatus.TO_BE_TOLD, NoticeStatus.NO_LIMIT)
NOT_REACHED = tuple(word for word in UNTOLD if word != NoticeStatus.BY_POST)


def _ending(dimension: str, word: str) -> tuple[str, ...]:
    words = ROW_SETS["decisions"].words[dimension]
    return tuple(each for each in words if each.split(BETWEEN)[-1] == word)


@cache
def alike(row_set: str, dimension: str) -> tuple[tuple[str, ...], ...]:
    """The words of a dimension, those together that no table and nothing here tells apart.

    Only their sum matters to a reader.
    """
    tables, _ = listed()
    of_tables = [*tables.values(), *median_tables(row_set).values()]
    sets = [
        {*words}
        for table in of_tables
        if (table.row_set, table.dimension) == (row_set, dimension)
        for words in table.groups.values()
    ]
    sides = (side for pair in fewer(row_set) for side in pair)
    sets += [{*block[dimension]} for block in (*blocks(row_set), *sides) if dimension in block]
    together: dict[tuple[object, ...], list[str]] = defaultdict(list)
    for word in ROW_SETS[row_set].words[dimension]:
        is_apart = any(dimension in each for each in TELLING_OF.values())
        key = word if is_apart else is_past(row_set, dimension, word)
        together[key, *(word in each for each in sets)].append(word)
    return tuple(tuple(words) for words in together.values())


@cache
def blocks(row_set: str) -> tuple[Block, ...]:
    """The blocks of ``row_set``: the sums over the words of each dimension of one are equal."""
    more = {"decisions": _of_decisions, "review_requests": _of_requests}
    return (*_of_parts(row_set), *(more[row_set]() if row_set in more else ()))


def _of_parts(row_set: str) -> Iterator[Block]:
    """Each word of a part that dimensions share, such as the stage at which support ended."""
    by_part: dict[str, dict[str, dict[str, list[str]]]] = defaultdict(
        lambda: defaultdict(lambda: defaultdict(list))
    )
    for dimension, words in ROW_SETS[row_set].words.items():
        for word in words:
            for place, part in enumerate(CROSSED.get(dimension, (dimension,))):
                is_whole = word in WHOLE or dimension not in CROSSED
                value = word if is_whole else word.split(BETWEEN)[place]
                by_part[part][value][dimension].append(word)
    for values in by_part.values():
        yield from (dict(of_value) for of_value in values.values() if len(of_value) > 1)


def _of_decisions() -> Iterator[Block]:
    of_telling = ("told_by", "isva_present", "right_explained")
    yield {
        "told": (NoticeStatus.EXEMPT,),
        "as_asked": (AsAsked.EXEMPT,),
        "lateness": (EXEMPT,),
        "asked_and_used": _ending("asked_and_used", EXEMPT),
        **dict.fromkeys(of_telling, (EXEMPT,)),
    }
    yield {"told": UNTOLD, "as_asked": (AsAsked.NOT_TOLD,), "lateness": (NOT_TOLD,)}
    yield {
        "told": NOT_REACHED,
        "asked_and_used": _ending("asked_and_used", NOT_TOLD),
        **dict.fromkeys(of_telling, (NOT_TOLD,)),
    }
    yield {"told": (NoticeStatus.LATE,), "lateness": (*LATE_BANDS.values(), VERY_LATE)}
    yield {
        "told": (NoticeStatus.IN_TIME, NoticeStatus.TOLD_BEFORE_LIMIT),
        "lateness": (WITHIN,),
    }


def _of_requests() -> Iterator[Block]:
    for stage in STAGES:
        yield {
            "stage_and_result": (f"{stage}{BETWEEN}{ReviewStatus.WAITING}",),
            "stage_and_decided": (f"{stage}{BETWEEN}{Timeliness.OVERDUE}",),
        }


def is_past(row_set: str, dimension: str, word: str) -> bool:
    """Whether nobody can be counted under ``word`` once every limit has passed."""
    of_limits = dimension in ("told", "lateness", "decided_by_and_told", "support_ended_and_told")
    return row_set == "decisions" and of_limits and word.rsplit(BETWEEN, maxsplit=1)[-1] in PAST


@cache
def fewer(row_set: str) -> tuple[tuple[Block, Block], ...]:
    """Pairs of blocks: the sum over all words of the first is at most that of the second."""
    if row_set == "reports":
        return (*_of_offers(),)
    return (*_of_wishes(),) if row_set == "decisions" else ()


def _of_offers() -> Iterator[tuple[Block, Block]]:
    offered = (SupportOffer.ACCEPTED.value, SupportOffer.OFFERED.value)
    services = [service.value.lower() for service in Service]
    for words in (offered, offered[:1]):
        for service in services:
            yield {service: words}, {"any_service": words}
        yield {"any_service": words}, dict.fromkeys(services, words)


def _of_wishes() -> Iterator[tuple[Block, Block]]:
    """A victim told as asked had asked for that way, and so on."""
    pairs = [tuple(word.split(BETWEEN)) for word in ROW_SETS["decisions"].words["asked_and_used"]]
    ways = {each.value for each in AskedMethod} - {AskedMethod.NO_PREFERENCE.value}
    told = [pair for pair in pairs if pair[1] not in (NOT_TOLD, EXEMPT)]
    wished = [pair for pair in told if pair[0] in ways and pair[1] != NOT_RECORDED]
    of_words = {
        AsAsked.AS_ASKED: [pair for pair in wished if pair[0] == pair[1]],
        AsAsked.OTHERWISE: [pair for pair in wished if pair[0] != pair[1]],
        AsAsked.WAY_UNKNOWN: [pair for pair in told if pair[0] in ways and pair[1] == NOT_RECORDED],
        AsAsked.NO_PREFERENCE: [pair for pair in told if pair[0] == AskedMethod.NO_PREFERENCE],
        AsAsked.NOT_RECORDED: [pair for pair in told if pair[0] == NOT_RECORDED],
    }
    for word, of in of_words.items():
        yield {"as_asked": (word,)}, {"asked_and_used": [BETWEEN.join(pair) for pair in of]}
