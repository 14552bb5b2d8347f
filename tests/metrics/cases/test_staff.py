from collections import defaultdict

from hypothesis import given, settings
from hypothesis import strategies as st

from metrics.cases.staff import TRAINING, training
from tests.builders import AS_AT
from tests.made_up import maybe
from tests.often import often
from tests.oracles_case_answers import added
from tests.tally_builders import tally_frame

NUMBERS = maybe(st.integers(0, 30))
YEARS = st.lists(
    st.fixed_dictionaries(
        {
            "area": maybe(st.sampled_from(["Devon", "Cornwall"])),
            "year": st.integers(2019, 2022),
            "posts": NUMBERS,
            **dict.fromkeys(TRAINING, NUMBERS),
        }
    ),
    max_size=8,
)


def slow_training(rows):
    """By year: posts, then of each figure its sum, its share of posts, and how many lack it."""
    by_year = defaultdict(list)
    for row in rows:
        if row["year"] < AS_AT.year:
            by_year[row["year"]].append(row)
    return [
        (year, added(each["posts"] for each in of_year), *of_figures(of_year))
        for year, of_year in sorted(by_year.items(), reverse=True)
    ]


def of_figures(rows):
    for column in TRAINING:
        both = [
            (row[column], row["posts"])
            for row in rows
            if row[column] is not None and row["posts"] is not None
        ]
        posts = sum(of for _, of in both)
        yield added(row[column] for row in rows)
        yield sum(people for people, _ in both) / posts if posts else None
        yield sum(row[column] is None for row in rows)


@often(200)
@given(YEARS)
def test_people_by_year_are_what_a_slow_count_gives(made):
    years = tally_frame("training_year", *made)

    assert training(years, AS_AT).rows() == slow_training(made)


@given(YEARS)
@settings(max_examples=50)
def test_the_areas_of_a_year_add_up_to_the_whole(made):
    years = tally_frame("training_year", *made)

    by_area = training(years, AS_AT, by_area=True)

    assert by_area["posts"].sum() == training(years, AS_AT)["posts"].sum()
    for area in set(by_area["area"]):
        of_area = [row for row in made if row["area"] == area]
        found = [row[1:] for row in by_area.rows() if row[0] == area]
        assert found == slow_training(of_area)
