"""Words are looked for as at the day, lead to where they stand, and are kept nowhere."""

import logging
from datetime import UTC, datetime
from urllib.parse import parse_qsl

import pytest

from data_access import maintenance, schemas, starter, writes
from data_access.reads import read_snapshot
from data_access.store import open_store
from tests.pages.opening import opened
from tests.sentences import NOTHING_FOUND
from ui.elements.markdown import html_of

AT = datetime(2022, 2, 28, 12, tzinfo=UTC)
HOSTILE = [
    '"; DROP TABLE action; --',
    "' OR 1=1 --",
    "title:unifi NEAR(a b, 2) ^x* -y",
    '"unbalanced ( " AND OR NOT',
    "<script>alert(1)</script>",
    "**bold** [a](http://b) :red[c] $d$ `e` | f |",
    "nul\0nul",
    "\u202e\ufeff\u0301 😀",
    "x" * 10_000,
    "many words " * 1_000,
    " ".join(f"w{number}" for number in range(2_000)),
]


def looked_for(page, words):
    page.text_input(key="words").set_value(words)
    return page.run()


def answer(page):
    """The sentence, the headings, and each link in order."""
    return (
        page.markdown[2].value,
        [header.value for header in page.header],
        [link.proto.label for link in page.get("page_link")],
    )


def leads_to(link):
    return link.proto.page, dict(parse_qsl(link.proto.query_string, keep_blank_values=True))


def shown(page):
    return [each.proto.body for each in page.get("html") if 'class="found"' in each.proto.body]


@pytest.mark.parametrize("number", starter.read("recommendation")["number"])
def test_requirement_of_a_number_finds_the_recommendation_first(open_page, number):
    page = looked_for(open_page("find"), f"requirement {number}")

    first = page.get("page_link")[0]
    assert first.proto.label.startswith(f"Recommendation **{number}**")
    assert leads_to(first) == (
        "recommendations",
        {"as_at": "2022-02-28", "rec": str(number), "of": "", "response": ""},
    )


def test_what_is_found_is_counted_by_kind_and_leads_to_where_it_stands(open_page):
    page = looked_for(open_page("find"), "unifi")

    assert answer(page) == (
        "**4** found: 2 actions and 2 quotes and pieces of evidence.",
        ["2 actions", "2 quotes and pieces of evidence"],
        [
            "A2. Find out how the **Unifi** system can better capture protected characteristics",
            "A62. Report take-up of the right to review by quarter",
            "A2. Find out how the **Unifi** system can better capture protected characteristics",
            "The force on recommendation 1",
        ],
    )
    assert "<strong>Unifi</strong> are held back until" in shown(page)[0]
    assert leads_to(page.get("page_link")[0]) == (
        "joint-action-plan",
        {"as_at": "2022-02-28", "org": "", "show": "", "action": "A2"},
    )


def test_a_measure_a_decision_and_a_question_lead_to_their_pages(open_page):
    page = open_page("find")
    links = looked_for(page, "told in time cps").get("page_link")
    measure = next(each for each in links if leads_to(each)[0] != "explore")
    decision = looked_for(page, "claimed and not yet evidenced").get("page_link")[-1]
    question = looked_for(page, "risen since").get("page_link")[-1]

    assert leads_to(measure) == ("victim-communication", {"as_at": "2022-02-28"})
    assert [leads_to(each) for each in (decision, question)] == [
        ("meetings", {"as_at": "2022-02-28", "meeting": "board-2021-09-29"}),
        ("meetings", {"as_at": "2022-02-28", "meeting": "board-2021-10-27"}),
    ]


@pytest.mark.parametrize(
    ("words", "before", "after"),
    [
        ("extract from unifi", "2021-12-15", "2022-02-03"),
        ("58 of 96", "2022-01-19", "2022-01-20"),
        ("lived-experience advisers what the board", "2022-01-25", "2022-01-26"),
        ("highest levels of service", "2021-09-09", "2021-09-10"),
    ],
)
def test_what_came_later_is_not_found_before_its_day(open_page, words, before, after):
    assert answer(looked_for(open_page("find", as_at=before), words))[0] == NOTHING_FOUND
    page = looked_for(open_page("find", as_at=after), words)
    assert {leads_to(link)[1]["as_at"] for link in page.get("page_link")} == {after}


@pytest.mark.parametrize("words", HOSTILE)
def test_whatever_is_typed_the_page_works_and_says_a_plain_word(open_page, words):
    page = looked_for(open_page("find"), words)

    assert [error.message for error in page.exception] == []
    assert [error.value for error in page.error] == []
    sentence = answer(page)[0]
    assert sentence == NOTHING_FOUND or " found: " in sentence or "Type one word" in sentence
    assert "<script>" not in "".join(shown(page))


def test_a_word_that_stands_nowhere_is_named(open_page):
    page = looked_for(open_page("find"), "victim's reveiw policy zebra")

    assert answer(page)[0] == NOTHING_FOUND
    assert r"Not found anywhere\: “reveiw” and “zebra”. Check the spelling." in [
        each.value for each in page.markdown
    ]
    assert not [
        each.value
        for each in looked_for(page, "victim policy").markdown
        if each.value.startswith("Nowhere")
    ]


def test_the_view_of_a_question_keeps_nothing_that_was_chosen_on_its_page_before(open_page):
    page = open_page("explore", measure="escalations", by="route", chart="table", area="Devon")
    page.switch_page("../pages/find.py").run()
    links = looked_for(page, "days to tell in each area").get("page_link")
    link = next(each for each in links if leads_to(each)[0] == "explore")

    assert {key for key, value in leads_to(link)[1].items() if not value} == {
        *{"by2", "grain", "chart", "area", "from", "to", "in"},
    }


def test_what_holds_no_word_and_what_holds_too_many_is_said(open_page):
    page = open_page("find")

    assert [each.value for each in looked_for(page, "***").info] == [
        "There is no word in that: type letters or figures."
    ]
    many = " ".join(f"w{number}" for number in range(21))
    assert [each.value for each in looked_for(page, many).info] == [
        "That is a long text: the first 20 words of it are looked for."
    ]


def test_what_is_typed_goes_into_no_address_no_log_and_no_store(own_store, caplog, capfd):
    page = opened("find", as_at="2022-02-28")
    before, address = read_snapshot(open_store(own_store)), dict(page.query_params)
    caplog.set_level(logging.DEBUG)

    for words in ("Quillfeather", "quillfeather victims", '"Quillfeather" <script>'):
        looked_for(page, words)
        assert dict(page.query_params) == address
    page.session_state["copy-link"] = True
    page.run()

    after = read_snapshot(open_store(own_store))
    assert before.revision == after.revision
    assert before.tables["audit_event"].equals(after.tables["audit_event"])
    assert "quillfeather" not in "".join([*(code.value for code in page.code)]).lower()
    assert "quillfeather" not in caplog.text.lower()
    assert "quillfeather" not in "".join(capfd.readouterr()).lower()


def test_the_words_are_still_there_for_who_comes_back(open_page):
    page = looked_for(open_page("find"), "unifi")

    page.switch_page("../pages/update.py").run()
    page.switch_page("../pages/find.py").run()

    assert page.text_input(key="words").value == "unifi"
    assert answer(page)[1] == ["2 actions", "2 quotes and pieces of evidence"]


def test_what_was_blanked_is_found_no_more(own_store):
    store = open_store(own_store)
    decision = schemas.NewDecision(
        meeting="board-2022-01-26", text="Ask Zebedee <b>for</b> **more** figures"
    )
    writes.record(store, decision, by="A writer", at=AT)
    page = looked_for(opened("find"), "zebedee")

    [link] = page.get("page_link")
    assert html_of(link.proto.label) == (
        "Ask <strong>Zebedee</strong> &lt;b&gt;for&lt;/b&gt; &#42;&#42;more&#42;&#42; figures"
    )
    row = read_snapshot(store).tables["decision"]["id"][-1]
    maintenance.redact(store, "decision", row, "text", by="A writer", at=AT)
    assert answer(looked_for(page, "zebedee"))[0] == NOTHING_FOUND
