"""The documents that the office hands out say what the pages say on the same day, and no more."""

import re
from datetime import date

import polars as pl
import pytest

from metrics.meetings.questions_to_ask import reply_by_default
from metrics.plan.action_lists import stale_actions
from metrics.text_format import day_text
from metrics.victims.victim_figures import OPENING
from tests.pages.conftest import figures_of, html_of, read_out_of
from tests.papers_of_pages import written_of
from tests.shown_tables import tables_of
from tests.ui.papers.paper_files import docx_text, pdf_alternatives, pdf_tags, pdf_text, squeezed
from ui import reads
from ui.papers.paper import text_of, words_of
from ui.papers.paper_command import document

ADDRESS = "https://rasso.example.org/"
DAY = date(2022, 2, 28)
READERS = {"docx": docx_text, "pdf": pdf_text}
# What a page says of its own controls.
OF_CONTROLS = (
    "Demonstration: not real. Invented progress",
    "OFFICIAL-SENSITIVE",
    "As at 28 February 2022",
    "Source: ",
)


@pytest.fixture(scope="module")
def files(store_for):
    """The briefing pack of the demonstration in each format."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("STORE_URL", store_for("demonstration"))
        answers = {each: document("pack", each, DAY, None, None, None, ADDRESS) for each in READERS}
    assert [answer.fault for answer in answers.values()] == ["", ""]
    return {each: answer.content for each, answer in answers.items()}


@pytest.fixture(scope="module")
def texts(files):
    """What each file says, without white space."""
    return {each: READERS[each](content) for each, content in files.items()}


def squeezed_words(marked):
    """The words of a page's Markdown, without its marks and white space."""
    return squeezed(text_of(words_of(marked)))


def assert_all_in(said, texts):
    for text in texts.values():
        assert [each for each in said if squeezed_words(each) not in text] == []


def test_every_number_and_table_of_the_briefing_is_in_the_pack(open_page, texts):
    page = open_page("briefing")
    shown = figures_of(page)

    assert len(shown) == 6
    assert_all_in([f"{number}{title}" for number, title, *_ in shown], texts)
    assert_all_in([figure.note for figure in shown if figure.note], texts)

    cells = [
        cell
        for table in tables_of(page)
        for row in (table.value.columns, *table.value.itertuples(index=False))
        for cell in row
    ]

    assert len(cells) > 140
    for text in texts.values():
        assert [cell for cell in cells if squeezed(cell) not in text] == []


def test_every_sentence_of_the_briefing_is_in_the_pack(open_page, texts):
    page = open_page("briefing", folded=True)
    lines = [
        re.sub(r"^(?:- |1\. )|; bars: .*$", "", line)
        for each in (*page.markdown, *page.caption)
        for line in each.value.split("\n")
        if line and not line.startswith(OF_CONTROLS)
    ]

    # The bars beside the figures are the page's alone.
    # Only the list of what needs attention is shortened on the page.
    assert sum("…" in line for line in lines) < 6
    assert_all_in([line for line in lines if "…" not in line], texts)


def test_late_and_undated_actions_and_their_chart_are_in_the_pack_as_on_their_page(
    open_page, texts, files
):
    page = open_page("joint_action_plan")
    tables = {table.alt: table.value for table in tables_of(page)}

    for row in tables["Overdue actions, the longest first"].itertuples(index=False):
        assert_all_in([cell.split("…")[0] for cell in row], texts)
    (heard,) = read_out_of(page)
    (dates,) = (each for each in pdf_alternatives(files["pdf"]) if heard.startswith(each))
    assert "A37" in dates


def test_a_pack_is_tagged_and_has_a_picture_for_each_chart(files):
    tags = pdf_tags(files["pdf"])

    assert tags.count("Figure") == 3
    assert tags.count("Table") >= 8
    assert all(alternative for alternative in pdf_alternatives(files["pdf"]))


def test_a_pack_names_its_day_meeting_link_and_that_it_is_invented(texts):
    for text in texts.values():
        for said in (
            "Briefing pack: Rape inspection, phase one",
            "As at: 28 February 2022",
            "Compared with: Accountability board, 26 January 2022",
            f"To see it again: {ADDRESS}?as_at=2022-02-28&inspection=rape-1&since=2022-01-26",
            "Demonstration: not real",
        ):
            assert squeezed(said) in text


@pytest.mark.parametrize(
    ("on", "inspection", "fault"),
    [
        (date(2030, 1, 1), None, "1 January 2030 has not come yet."),
        (DAY, "rape-9", "There is no inspection rape-9 on 28 February 2022. There is: rape-1."),
    ],
)
def test_a_pack_of_what_is_not_there_is_refused_in_words(
    store_for, monkeypatch, on, inspection, fault
):
    monkeypatch.setenv("STORE_URL", store_for("demonstration"))

    answer = document("pack", "pdf", on, inspection, None, None, ADDRESS)

    assert (answer.content, answer.fault) == (b"", fault)


@pytest.mark.parametrize("kind", ["empty", "starter"])
def test_a_pack_of_a_store_with_no_meeting_or_nothing_says_so(store_for, monkeypatch, kind):
    monkeypatch.setenv("STORE_URL", store_for(kind))
    answer = document("pack", "docx", None, None, None, None, ADDRESS)
    text = docx_text(answer.content)

    assert answer.fault == ""
    assert squeezed("Compared with: no earlier meeting") in text
    nothing = {
        "empty": "This store holds no inspection yet.",
        "starter": "No board is recorded before this day, so there are no changes to show.",
    }
    assert squeezed(nothing[kind]) in text


@pytest.mark.parametrize("as_format", READERS)
def test_a_chaser_asks_one_organisation_for_all_that_its_reminder_asks(
    store_for, open_page, monkeypatch, as_format
):
    monkeypatch.setenv("STORE_URL", store_for("demonstration"))
    answer = document("chaser", as_format, DAY, None, "cps", None, ADDRESS)
    text = READERS[as_format](answer.content)
    texts = [each.value for each in open_page("joint_action_plan").code]

    (reminder,) = (each for each in texts if ", CPS South West: 6 updates requested" in each)
    lines = [line.removeprefix("- ") for line in reminder.splitlines() if line.startswith("- ")]
    assert len(lines) > 5
    for line in lines:
        title, asked = line.partition(" (")[0].replace(", ", " ", 1), line.rpartition(". ")[2]
        assert squeezed(title) in text
        # Once for all actions of a kind.
        assert text.count(squeezed(asked)) == 1
    for said in (
        "Updates requested: CPS South West",
        "Reply by: 14 March 2022 (14 days from the day of these figures)",
        f"Please answer by 14 March 2022: {len(lines)} actions",
        "1 escalation to answer and 2 questions",
        # The police raised it, so the CPS is asked, whoever leads the action.
        "X4 about A37, level 2, raised by the police on 21 February 2022",
        "How many domestic abuse retraction forms have been received? 24 November 2021",
        "A60, Local review of the escalation pathway: the police list of informal escalations",
        f"{ADDRESS}joint-action-plan?as_at=2022-02-28&org=cps",
    ):
        assert squeezed(said) in text


@pytest.mark.parametrize("as_format", READERS)
def test_an_action_with_a_note_since_its_last_change_is_never_said_to_have_had_no_update(
    store_for, monkeypatch, as_format, texts
):
    monkeypatch.setenv("STORE_URL", store_for("demonstration"))
    unmoved = stale_actions(reads.store_state().day_state(DAY))
    noted = unmoved.filter(pl.col("updated_on") > pl.col("moved_on"))
    stands = {
        ref: squeezed(
            f"no change for {days} days (the update of {day_text(updated_on)} changed nothing)"
        )
        for ref, days, updated_on in noted.select("ref", "days_still", "updated_on").iter_rows()
    }
    meeting = written_of("agenda", "performance", as_format, DAY)
    chasers = [
        document("chaser", as_format, DAY, None, each, None, ADDRESS).content
        for each in noted["lead_organisation"].unique()
    ]
    agenda, *asked = map(READERS[as_format], (meeting, *chasers))

    assert len(stands) > 3
    assert [ref for ref, said in stands.items() if said not in agenda] == []
    assert [ref for ref, said in stands.items() if said not in "".join(asked)] == []
    for text in (agenda, *asked, texts[as_format]):
        for wrong in ("no update for", "recent update", "days without an update"):
            assert squeezed(wrong) not in text
    for text in asked:
        assert squeezed("“No change” means no new state, date or evidence") in text


@pytest.mark.parametrize(
    ("on", "organisation", "reply_by", "fault"),
    [
        (DAY, "nobody", None, "There is no organisation nobody. Something is asked of: "),
        (DAY, None, None, "Say which organisation. Something is asked of: "),
        (DAY, "cps", date(2022, 2, 27), "27 February 2022 is before 28 February 2022."),
        (date(2021, 7, 16), "cps", None, "Nothing is asked of CPS South West on 16 July 2021. "),
    ],
)
def test_a_chaser_that_cannot_be_sent_is_refused_in_words(
    store_for, monkeypatch, on, organisation, reply_by, fault
):
    monkeypatch.setenv("STORE_URL", store_for("demonstration"))
    answer = document("chaser", "pdf", on, None, organisation, reply_by, ADDRESS)

    assert answer.content == b""
    assert answer.fault.startswith(fault)


def test_the_page_offers_each_document_and_makes_none_before_it_is_taken(open_page, monkeypatch):
    def refuse(*_):
        raise AssertionError("A document was made that nobody took.")

    monkeypatch.setattr("ui.papers.documents.written", refuse)
    page = open_page("briefing")
    page.selectbox(key="chaser-to-2022-02-28").select("cps").run()

    assert not page.exception
    labels = [button.proto.label for button in page.get("download_button")]
    assert [label for label in labels if label.endswith(("(Word)", "(PDF)"))] == [
        "Briefing pack (Word)",
        "Briefing pack (PDF)",
        "Chaser to CPS South West (Word)",
        "Chaser to CPS South West (PDF)",
    ]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("31/02/2022", "31/02/2022 is not a day. Write it like 16/07/2021."),
        ("27/02/2022", "This is before 28 February 2022."),
    ],
)
def test_a_chaser_is_not_offered_with_a_day_that_cannot_be(open_page, words, said):
    page = open_page("briefing")
    page.selectbox(key="chaser-to-2022-02-28").select("cps").run()
    page.text_input(key="chaser-by-2022-02-28").input(words).run()

    assert f":red[{said}]" in [each.value for each in page.markdown]
    labels = [button.proto.label for button in page.get("download_button")]
    assert [label for label in labels if label.startswith("Chaser")] == []


def test_what_the_page_of_victims_says_first_is_in_the_pack(open_page, texts):
    page = open_page("victim_communication", folded=True)
    shown = "\n".join(html_of(page))
    (share,) = re.findall(r"(\d+%) are not known to be told", shown)
    (in_time,) = re.findall(r"(\d+%) in time", shown)

    said = [OPENING, f"Not known to be told: about {share}", f"in time: about {in_time}"]
    assert_all_in(said, texts)


@pytest.mark.parametrize(
    ("day", "reply_by"),
    [
        (date(2022, 2, 28), date(2022, 3, 14)),
        # A Sunday; the Monday after Easter.
        (date(2026, 11, 29), date(2026, 12, 14)),
        (date(2022, 4, 4), date(2022, 4, 19)),
    ],
)
def test_a_chaser_asks_for_an_answer_by_a_working_day(day, reply_by):
    assert reply_by_default(day) == reply_by


def test_a_chaser_says_that_its_day_is_the_first_working_day(store_for, monkeypatch):
    monkeypatch.setenv("STORE_URL", store_for("demonstration"))
    answer = document("chaser", "docx", date(2022, 2, 27), None, "cps", None, ADDRESS)

    said = "14 March 2022 (the first working day after 14 days from the day of these figures)"
    assert squeezed(said) in READERS["docx"](answer.content)
