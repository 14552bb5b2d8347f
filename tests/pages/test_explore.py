"""Any question, answered from what may be shown; its address is the question."""

from urllib.parse import parse_qsl, urlsplit

import pytest

from tests.pages.filters import choose, filter_of
from tests.shown_tables import tables_of
from ui.explore.explore_controls import WHY_GONE
from ui.exports import downloads

GARBAGE = ("<script>alert(1)</script>", "'; DROP TABLE case_plan; --", "x" * 10_000, "\0", "🙂 0 %")
KEYS = (
    *("measure", "by", "by2", "from", "to", "in", "grain", "area", "chart"),
    *("from2", "to2", "in2", "area2"),
)
NOT_LISTED = "cannot be shown: it is not on the list of what is released about people."
ONE_PERIOD = (
    "has no effect on figures about people: they are of one released quarter or year, and never of "
    "months that a reader chooses."
)


def rows_of(page, place=0):
    """A table of the page, as rows of words: first that of the answer."""
    return tables_of(page)[place].value.to_dict("records")


def warnings(page):
    """What the page warns of: first why choices that stand in boxes are not allowed."""
    return [each.value for each in page.warning]


def linked(page):
    """The address that *Copy link* gives."""
    [address] = [each.value for each in page.code if "://" in each.value or "?" in each.value]
    return dict(parse_qsl(urlsplit(address).query))


def test_what_is_not_on_the_list_is_refused_with_the_one_reason(open_page):
    page = open_page("explore", folded=True, measure="support_ending", by="stage", by2="reason")

    assert warnings(page) == [f"“reason” under “And by” {NOT_LISTED}"]
    assert [row["Stage"] for row in rows_of(page)][:2] == ["Report", "Statement"]


def test_an_old_link_to_months_about_people_opens_with_a_sentence_and_an_answer(open_page):
    months = {"from": "2021-01", "to": "2021-12"}
    page = open_page("explore", folded=True, measure="told_in_time", by="outcome", **months)

    assert warnings(page) == [
        f"“outcome” under “Split by” {NOT_LISTED} “2021-01” under “From” "
        f"{ONE_PERIOD} “2021-12” under “To” {ONE_PERIOD}"
    ]
    again = open_page("explore", measure="told_in_time", by="outcome", **months)
    assert linked(again)["in"] == "year-2020-04"
    assert len(rows_of(page)) == 1


def chosen(page):
    """The parameters of the address after a choice, except the day."""
    return {key: value for key, value in page.query_params.items() if key != "as_at"}


def test_another_measure_is_split_as_the_one_before_where_it_can_be(open_page):
    page = open_page("explore", measure="told_in_time", by="period", grain="year", chart="table")

    page.selectbox(key="measure").set_value("days_to_tell").run()

    assert chosen(page) == {"measure": "days_to_tell", "by": "period", "grain": "year"}
    assert warnings(page) == []


def test_what_another_measure_cannot_be_split_by_is_forgotten_without_a_word(open_page):
    page = open_page("explore", measure="support_ending", by="stage", by2="kind of reason")

    page.selectbox(key="measure").set_value("case_plans_open").run()

    assert chosen(page) == {"measure": "case_plans_open"}
    assert warnings(page) == []


def test_what_another_measure_cannot_be_split_by_is_said_once(open_page):
    asked = {"measure": "support_ending", "by": "stage", "by2": "kind of reason"}
    page = open_page("explore", folded=True, **asked)

    page.selectbox(key="measure").set_value("case_plans_open").run()

    let_go = (
        "No longer split by stage and kind of reason: your last choice cannot be split by that."
    )
    assert let_go in [each.value for each in page.caption]
    page.run()
    assert let_go not in [each.value for each in page.caption]


def test_a_choice_that_is_not_allowed_stands_in_its_box_until_it_is(open_page):
    page = open_page("explore", measure="referrals", by="file_accepted", by2="return_reason")
    page.run()

    assert filter_of(page, "by2").value == "return_reason"
    assert chosen(page)["by2"] == "return_reason"
    assert warnings(page)[0].startswith("“Why the file came back” cannot be shown beside it")
    assert "by2" not in linked(page)

    choose(page, "by", "period")
    assert chosen(page) == {"measure": "referrals", "by": "period", "by2": "return_reason"}
    assert warnings(page) == []


def test_a_box_in_which_nothing_can_be_chosen_says_why(open_page):
    page = open_page("explore", measure="told_in_time", by="area", area="Devon")
    boxes = {key: filter_of(page, key) for key in ("area", "by2", "in")}

    assert {key: box.disabled for key, box in boxes.items()} == {
        "area": True,
        "by2": False,
        "in": False,
    }
    assert boxes["area"].value == "Devon"
    assert warnings(page) == ["“Devon” has no effect: every area has a row of its own."]


def test_a_box_of_months_closed_over_a_month_says_why_and_the_month_stays_in_the_address(open_page):
    page = open_page("explore", measure="case_plans_open", **{"from": "2022-01"})
    box = filter_of(page, "from")

    assert (box.disabled, box.value, box.placeholder) == (True, None, "Counted on one day")
    assert chosen(page)["from"] == "2022-01"


def test_who_takes_the_first_split_away_is_asked_nothing_of_the_second(open_page):
    page = open_page("explore", measure="support_ending", by="stage", by2="kind of reason")

    choose(page, "by", None)

    assert chosen(page) == {"measure": "support_ending"}
    assert warnings(page) == []


def test_a_choice_of_an_old_link_that_has_no_box_any_more_is_named_and_left_out(open_page):
    gone = {"also": "actions", "day": "2021-12-31"}
    page = open_page("explore", folded=True, measure="case_plans_open", by="age", **gone)

    assert warnings(page) == [
        f"“actions” under “In one table with” {WHY_GONE}. "
        f"“2021-12-31” under “Before and after” {WHY_GONE}."
    ]
    assert chosen(page) == {"measure": "case_plans_open", "by": "age"}


def test_what_is_split_by_first_is_not_asked_for_twice(open_page):
    page = open_page("explore", measure="case_plans_open", by="age", by2="area")

    choose(page, "by", "area")

    assert chosen(page) == {"measure": "case_plans_open", "by": "area"}
    assert warnings(page) == []


@pytest.mark.parametrize("given", GARBAGE)
def test_whatever_stands_in_the_address_there_is_a_plain_word_and_a_working_page(open_page, given):
    page = open_page("explore", folded=True, **dict.fromkeys(KEYS, given))

    assert [each.value for each in page.exception] == []
    assert ["<script" not in each and len(each) < 2_000 for each in warnings(page)] == [True]
    [row] = rows_of(page)
    assert [*row] == ["Share", "Counted", "Out of"]
    assert {int(row[name].replace(",", "")) % 5 for name in ("Counted", "Out of")} == {0}


def test_the_link_to_a_view_writes_all_of_it_and_opens_the_same(open_page):
    asked = {"measure": "escalations", "by": "period", "by2": "side"}
    page = open_page("explore", **asked)

    assert linked(page) == asked | {
        "as_at": "2022-02-28",
        "from": "2019-04",
        "to": "2021-12",
        "grain": "quarter",
        "chart": "line",
    }
    again = open_page("explore", **linked(page))
    assert (linked(again), rows_of(again)) == (linked(page), rows_of(page))
    assert warnings(again) == []


def test_an_answer_is_taken_away_only_on_the_click_and_says_what_it_is(open_page, monkeypatch):
    made: list[object] = []
    for maker in ("as_table", "as_workbook", "as_picture"):
        monkeypatch.setattr(downloads, maker, made.append)
    page = open_page("explore", measure="told_in_time", by="area")

    assert [button.proto.label for button in page.get("download_button")] == [
        "Download as CSV",
        "Download as XLSX",
        "Download as PNG",
    ]
    assert made == []


def test_views_that_were_kept_are_links_and_what_is_no_more_is_refused_in_words(open_page):
    page = open_page("explore", chart="table")
    links = {link.proto.label: link.proto.query_string for link in page.get("page_link")}

    assert [*links] == [
        "Case action plans open, by age",
        "Told in time, area by area",
        "Told in time, quarter by quarter",
    ]
    stale = open_page("explore", folded=True, measure="notices", by="enhanced", by2="")
    assert warnings(stale) == [f"“enhanced” under “Split by” {NOT_LISTED}"]
    assert rows_of(stale) == [{"Number": rows_of(stale)[0]["Number"]}]
