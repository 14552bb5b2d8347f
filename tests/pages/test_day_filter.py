"""The day at the head of a page is typed: what is no day to show is refused in words."""

import pytest

from tests.pages.filters import choose, day_typed, type_day

SHOWN = "Still showing 28 February 2022."


@pytest.fixture
def plan(open_page):
    return open_page("joint_action_plan", folded=True)


@pytest.mark.parametrize(
    ("typed", "address"),
    [
        ("31/01/2022", "2022-01-31"),
        (" 31.1.2022 ", "2022-01-31"),
        ("31 January 2022", "2022-01-31"),
        ("2022-01-31", "2022-01-31"),
    ],
)
def test_a_day_is_written_as_people_do(plan, typed, address):
    page = type_day(plan, typed)

    assert page.query_params["as_at"] == address
    assert "As at 31 January 2022" in [each.value for each in page.markdown]
    assert day_typed(page) == "31/01/2022"
    assert [each.value for each in page.warning] == []


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        ("31/02/2022", "31/02/2022 is not a day. Write it like 16/07/2021."),
        ("02/28/2022", "02/28/2022 is not a day. Write it like 16/07/2021."),
        ("yesterday", "yesterday is not a day. Write it like 16/07/2021."),
        (
            "15/07/2021",
            "15 July 2021 is before the first inspection was published, 16 July 2021.",
        ),
        ("01/03/2022", "1 March 2022 has not come yet."),
    ],
)
def test_what_is_no_day_to_show_is_refused_in_words_and_stays_in_its_box(plan, typed, why):
    page = type_day(plan, typed)

    assert [each.value for each in page.warning] == [f"{why} {SHOWN}"]
    assert "as_at" not in page.query_params
    assert day_typed(page) == typed

    # Another choice leaves it as it is; a day, or nothing, takes its place.
    choose(page, "show", "overdue")
    assert (day_typed(page), len(page.warning)) == (typed, 1)
    type_day(page, "")
    assert (day_typed(page), len(page.warning)) == ("", 0)


def test_a_refused_day_is_forgotten_on_another_page(plan):
    page = type_day(plan, "31/02/2022")

    page.switch_page("../pages/escalations.py").run()

    assert day_typed(page) == ""
    assert [each.value for each in page.warning] == []


@pytest.mark.parametrize("typed", ["**bold**", "<b>1</b>", "[a](https://b.c)"])
def test_what_is_typed_is_shown_as_it_is_and_never_read_as_markdown(plan, typed):
    page = type_day(plan, typed)

    [said] = [each.value for each in page.warning]
    assert typed not in said
    assert day_typed(page) == typed
