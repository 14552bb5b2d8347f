"""Addresses of the page Explore as a reader, a stale link or an attacker might write them."""

from functools import cache
from random import Random

from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from metrics.explore.registry import QUANTITIES

State = dict[str, str | None]

# Values that no page has ever written.
GARBAGE = [
    "no such word",
    "told_in_time ",
    "TOLD_IN_TIME",
    "x" * 10_000,
    "<script>alert(1)</script>",
    "'; DROP TABLE notice; --",
    "\0",
    "2021-13",
    "0000-00",
    "9999-12",
    "2021-07-16",
    "२०२१-०७",
    "-1",
    "all",
    "None",
]
MONTHS = [f"{year}-{month:02}" for year in range(2018, 2023) for month in range(1, 13)]
AREAS = ["Cornwall and Isles of Scilly", "Devon", "Plymouth", "not recorded", "Torbay"]
EVERY_SPLIT = sorted({"period", "area"}.union(*(each.dimensions for each in QUANTITIES.values())))
RELEASED = ["year-2019-04", "year-2020-04", "2021-04", "2021-10", "2020-05"]
GRAINS, WAYS = ["month", "quarter", "year", "week"], ["bar", "line", "table", "xmr"]
DAYS = ["2022-02-28", "2022-02-15", "2021-12-31", "2021-08-03", "2021-07-16"]


def given_or_not(values: SearchStrategy[str]) -> SearchStrategy[str | None]:
    """Mostly one of ``values``, sometimes nothing or garbage."""
    usual, odd = st.none() | values | values, st.sampled_from(GARBAGE) | st.text(max_size=12)
    return st.integers(0, 7).flatmap(lambda chance: usual if chance else odd)


MEASURES = given_or_not(st.sampled_from([*QUANTITIES]))


@st.composite
def states(draw: st.DrawFn) -> State:
    """A value or none for every parameter, mostly in combinations that are allowed."""
    measure = draw(MEASURES)
    code = measure if measure in QUANTITIES else None
    return {"measure": measure} | draw(others_beside(code))


@cache
def others_beside(code: str | None) -> SearchStrategy[State]:
    """Parameters that fit a measure, or no measure. Made once, since it takes long."""
    its_own = ["period", "area", *(QUANTITIES[code].dimensions if code else ())]
    splits = given_or_not(st.sampled_from(its_own) | st.sampled_from(EVERY_SPLIT))
    months, areas = (given_or_not(st.sampled_from(each)) for each in (MONTHS, AREAS))
    others = {
        "by": splits,
        "by2": splits,
        "from": months,
        "to": months,
        "grain": given_or_not(st.sampled_from(GRAINS)),
        "in": given_or_not(st.sampled_from(RELEASED)),
        "area": areas,
        "chart": given_or_not(st.sampled_from(WAYS)),
    }
    return st.fixed_dictionaries(others)


def sample_state(seed: int) -> dict[str, str]:
    """A random address, mostly of values that exist; the same for the same ``seed``."""
    chance = Random(seed)
    quantity = QUANTITIES[chance.choice([*QUANTITIES])]
    splits = ["period", "area", *quantity.dimensions]
    drawn = {
        "measure": quantity.code,
        "by": chance.choice([None, *splits]),
        "by2": chance.choice([None, None, *splits]),
        "from": chance.choice([None, None, "2020-04", "2021-01", "2021-04"]),
        "to": chance.choice([None, None, "2021-03", "2021-09", "2021-12"]),
        "grain": chance.choice([None, *GRAINS]),
        "in": chance.choice([None, None, *RELEASED]),
        "area": chance.choice([None, None, *AREAS]),
        "chart": chance.choice([None, *WAYS]),
        "as_at": chance.choice([None, *DAYS]),
    }
    return {key: value for key, value in drawn.items() if value}
