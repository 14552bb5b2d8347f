"""Each ready question leads to its answer, and none is offered that the store cannot answer."""

import re
from urllib.parse import parse_qsl, urlencode

import pytest

from metrics.search.ready_questions import EXPLORE, ready_questions
from tests.pages.conftest import PAGES, headline_of
from tests.serving import ROOT
from tests.shown_tables import tables_of

BY_QUESTION = {each.question: each for each in ready_questions()}
VIEWS = sorted({(each.page, urlencode(each.address)) for each in ready_questions()})
# What the starter content answers, before any meeting, pack or file of cases.
OF_A_FRESH_STORE = {
    "briefing",
    "answer",
    "recommendations",
    "joint_action_plan",
    "escalations",
    "about_the_data",
    "publication",
}


def offered_on(open_page, kind):
    """Every question that Find offers before anything is typed."""
    labels = [link.proto.label for link in open_page("find", kind).get("page_link")]
    said = {re.sub(r"\\(.)", r"\1", label).partition(": ")[2] for label in labels}
    return {question for question in said if question in BY_QUESTION}


@pytest.mark.parametrize(("name", "address"), VIEWS)
def test_its_view_opens_with_nothing_refused_and_an_answer(open_page, name, address):
    page = open_page(name, folded=True, **dict(parse_qsl(address)))

    if address:
        assert [each.value for each in page.warning] == []
    if name == EXPLORE:
        said, rows = headline_of(page), tables_of(page)[0].value
        assert not page.info
        assert re.search(r"\d", f"{said} {rows.to_csv(index=False)}")
        assert not (rows == "not released").any(axis=1).all()


def test_all_are_offered_on_the_demonstration_but_of_packs_given_out(open_page):
    (missing,) = {*BY_QUESTION} - offered_on(open_page, "demonstration")

    assert BY_QUESTION[missing].needs == ["sealed_document"]


def test_a_fresh_store_offers_what_it_can_answer(open_page):
    offered = [BY_QUESTION[each] for each in offered_on(open_page, "starter")]

    assert {each.page for each in offered if each.page != EXPLORE} == OF_A_FRESH_STORE
    assert {each.address["measure"] for each in offered if each.page == EXPLORE} == {
        "actions",
        "actions_overdue",
        "parts_evidence_seen",
    }


@pytest.mark.parametrize(
    ("typed", "question"),
    [
        ("overdue actions of the CPS", "Which joint actions are overdue, by how long, whose"),
        ("when do victims withdraw", "When does a victim’s support end?"),
        ("why do files come back", "What is the quality of files, and why do they come back?"),
        ("is ethnicity recorded", "Which protected characteristics are asked about?"),
        ("show me the open case plans please", "How old are the open case action plans?"),
        ("how long does the CPS take", "Does the CPS decide within 28 days?"),
        ("escalations by route last quarter", "Are escalations formal or informal, on each side?"),
        ("what can I tell the press", "What can be said in public without identifying anyone?"),
        ("how many victims have not been told", "How many victims have not been told"),
    ],
)
def test_find_leads_from_an_office_s_words_to_the_question(open_page, typed, question):
    page = open_page("find")
    page.text_input(key="words").set_value(typed)
    page.run()

    first = page.get("page_link")[0].proto
    ready = next(each for each in ready_questions() if each.question.startswith(question))
    chosen = {key: value for key, value in parse_qsl(first.query_string) if key != "as_at"}
    assert question in first.label.replace("**", "")
    assert chosen == ready.address


def test_one_chosen_on_explore_makes_its_choices_and_clears_the_others(open_page):
    page = open_page(EXPLORE, measure="escalations", by="route", chart="table", area="Devon")
    page.selectbox(key="ready-question").select("Are case action plans piling up?")
    page.run()

    assert dict(page.query_params) == {
        "measure": "case_plans_open",
        "by": "period",
        "grain": "month",
    }
    assert page.selectbox(key="ready-question").value is None


def test_the_paper_names_every_question_that_a_page_of_its_own_answers():
    lines = (ROOT / "docs/questions.md").read_text(encoding="utf-8").splitlines()
    rows = [line.strip("| ").split(" | ") for line in lines if line.startswith("| ")]
    elsewhere = {"Explore", "Find", "page"}

    assert {(row[0], row[1]) for row in rows if row[1] not in elsewhere} == {
        (each.question, PAGES[each.page]) for each in ready_questions() if each.page != EXPLORE
    }
