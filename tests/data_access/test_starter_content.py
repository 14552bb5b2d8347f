"""The starter content, held against the published response it was read from."""

import re
from datetime import date, timedelta

import polars as pl
import pytest

from data_access import vocabulary as words
from data_access.starter import FOLDER, LATER
from data_access.tables import METADATA
from tests.data_access import response_document as document
from tests.data_access.response_document import folded, paragraphs, sentences

TABLES = [
    "organisation",
    "time_limit",
    "inspection",
    "finding",
    "recommendation",
    "requirement",
    "comment",
    "stated_position",
    "action",
    "recurrence",
    "evidence",
]
FILLED_BY_THE_LOADER = {"id", "recorded_at", "recorded_by"}
# Columns of inspections that people fill, or that only later inspections have.
FILLED_SINCE = {"answer_owed", "none_published_by", "answer_recorded_at", "answer_recorded_by"}
LATER_FILES = [f"later/{name}" for name in LATER]
ANSWER_SECTIONS = ("3", "4")
# A sentence is answered for when at least this share of its words lies in quotes.
LEAST_SHARE_QUOTED = 0.5
PASSED_OVER_REASONS = {
    "courtesy",
    "restates the recommendation",
    "describes the report",
    "general remark",
    "heading",
}
JOINT_WITH_CPS = ["4a", "5", "5a", "5b", "5c", "5d", "6a", "6b"]
FOR_FORCE_OR_CPS = ["1", "2a", "2b", "3a", *JOINT_WITH_CPS, "7a", "7b", "12b"]
FOR_OTHERS = ["3b", "4b", "8", "9", "10", "11", "12a", "13"]
ANSWER_WITHIN_DAYS = 56


def starter_frame(name: str) -> pl.DataFrame:
    return pl.read_csv(FOLDER / f"{name}.csv", infer_schema=False)


def quoted_rows() -> pl.DataFrame:
    columns = ["ref", "title", "quote", "quote_section", "quote_paragraph"]
    return pl.concat(starter_frame(name).select(columns) for name in ("action", "evidence"))


def requirements_by_label() -> dict[str, dict[str, str]]:
    return {row["label"]: row for row in starter_frame("requirement").iter_rows(named=True)}


def paragraph_of(section: str, paragraph: str) -> str:
    return paragraphs()[section, int(paragraph)]


def without_our_words(text: str) -> list[str]:
    """The text outside square brackets, which hold words that are not the document's."""
    return [part.strip() for part in re.split(r"\[[^]]*\]", text) if part.strip()]


def quotes_of(sentence: document.Sentence) -> list[str]:
    """The quotes of the paragraph that ``sentence`` stands in."""
    here = quoted_rows().filter(
        quote_section=sentence.section, quote_paragraph=str(sentence.paragraph)
    )
    return here["quote"].to_list()


def share_quoted(sentence: document.Sentence, quotes: list[str]) -> float:
    """The share of the words of ``sentence`` that lie in ``quotes``."""
    text = paragraphs()[sentence.section, sentence.paragraph]
    start = text.index(sentence.text)
    spans = [(text.index(quote), text.index(quote) + len(quote)) for quote in quotes]
    # A quote may stop before a comma or a full stop, so a word is its letters only.
    places = [
        (start + word.start(), start + word.end()) for word in re.finditer(r"\w+", sentence.text)
    ]
    inside = [any(a <= first and last <= b for a, b in spans) for first, last in places]
    return sum(inside) / len(inside)


def passed_over() -> dict[tuple[str, int, str], str]:
    return {
        (row["section"], int(row["paragraph"]), row["sentence"]): row["reason"]
        for row in starter_frame("passed_over").iter_rows(named=True)
    }


# Shape


@pytest.mark.parametrize("name", TABLES)
def test_each_file_has_the_columns_of_its_table(name):
    expected = set(METADATA.tables[name].columns.keys()) - FILLED_BY_THE_LOADER - FILLED_SINCE

    assert set(starter_frame(name).columns) == expected


@pytest.mark.parametrize("name", [*LATER_FILES, "published_fact"])
def test_files_of_what_came_later_have_the_columns_of_their_table(name):
    columns = set(METADATA.tables[name.removeprefix("later/")].columns.keys())
    found = set(starter_frame(name).columns)

    assert columns - FILLED_BY_THE_LOADER - FILLED_SINCE <= found <= columns


@pytest.mark.parametrize(("name", "letter"), [("action", "A"), ("action", "P"), ("evidence", "E")])
def test_refs_of_actions_and_evidence_count_in_the_order_of_the_document(name, letter):
    """P is for what is in place, which came to the actions later."""
    rows = starter_frame(name).filter(pl.col("ref").str.starts_with(letter))
    places = [
        (int(section), int(paragraph), paragraph_of(section, paragraph).index(quote))
        for section, paragraph, quote in rows.select(
            "quote_section", "quote_paragraph", "quote"
        ).iter_rows()
    ]

    assert rows["ref"].to_list() == [f"{letter}{n}" for n in range(1, rows.height + 1)]
    assert places == sorted(places)


# The inspections, what they found and what they ask


def test_answer_is_due_in_56_days_beginning_with_the_day_of_publication():
    for row in starter_frame("inspection").iter_rows(named=True):
        published_on = date.fromisoformat(row["published_on"])
        last_day = published_on + timedelta(days=ANSWER_WITHIN_DAYS - 1)

        assert row["response_due_computed_on"] == last_day.isoformat()


def test_later_inspections_are_held_with_only_the_words_that_were_found():
    asked = starter_frame("later/recommendation")

    assert set(asked["wording"]) == {words.Wording.PARAPHRASE}
    assert starter_frame("later/requirement")["ref"].to_list() == asked["ref"].to_list()


def test_a_published_fact_has_a_source_and_counts_from_the_last_day_that_its_date_can_mean():
    facts = starter_frame("published_fact")
    recommendations = set(starter_frame("recommendation")["ref"])

    assert facts.select("text", "dated", "source").null_count().sum_horizontal().item() == 0
    assert set(facts["recommendation"].drop_nulls()) <= recommendations
    for row in facts.iter_rows(named=True):
        counts_from = date.fromisoformat(row["effective_on"])
        written = (f"{counts_from.day} {counts_from:%B %Y}", f"{counts_from:%B %Y}", "2022")
        assert row["dated"] in written, row["ref"]
        if row["dated"] != written[0]:
            next_day = counts_from + timedelta(days=1)
            assert next_day.day == 1, row["ref"]


def test_findings_are_copied_word_for_word():
    bullets = [text for (section, _), text in paragraphs().items() if section == "1"]
    document_words = "".join(bullets).replace("• ", "").replace(" ", "")

    for text in starter_frame("finding")["text"]:
        assert text.replace(" ", "") in document_words


def test_recommendations_1_to_7_are_verbatim_and_the_others_are_not():
    wording = starter_frame("recommendation")["wording"].to_list()

    assert wording[:7] == [words.Wording.VERBATIM] * 7
    assert words.Wording.VERBATIM not in wording[7:]


@pytest.mark.parametrize("name", ["recommendation", "requirement"])
def test_what_is_asked_stands_where_it_is_said_to_stand(name):
    for row in starter_frame(name).iter_rows(named=True):
        place = paragraph_of(row["section"], row["paragraph"])
        if row["ref"] == "rape-1/5":  # goes on in the paragraph of its four points
            place = f"{place} {paragraph_of('2', '7')}"
        place = re.sub(r"https://\S+ ", "", place)
        is_verbatim = row.get("wording") == words.Wording.VERBATIM
        for part in [row["text"]] if is_verbatim else without_our_words(row["text"]):
            assert part in place, row["ref"]


def test_the_parts_are_exactly_those_of_the_recommendations():
    labels = starter_frame("requirement")["label"].to_list()

    assert sorted(labels) == sorted(FOR_FORCE_OR_CPS + FOR_OTHERS)


def test_ref_and_label_of_a_part_follow_from_its_recommendation():
    for row in starter_frame("requirement").iter_rows(named=True):
        number = row["recommendation"].removeprefix("rape-1/")
        letter = "" if row["part"] == "main" else row["part"]
        stands_alone = row["part"] == "main" and number != "5"

        assert row["label"] == f"{number}{letter}"
        assert row["ref"] == f"rape-1/{number}" + ("" if stands_alone else f"/{row['part']}")


def test_15_parts_are_for_the_force_or_the_cps_area():
    asked = {
        label
        for label, row in requirements_by_label().items()
        if "true" in (row["for_force"], row["for_cps"])
    }
    joint = {label for label, row in requirements_by_label().items() if row["for_cps"] == "true"}

    assert asked == set(FOR_FORCE_OR_CPS)
    assert joint == set(JOINT_WITH_CPS)


def test_only_parts_1_and_4a_are_immediate_and_no_part_has_a_date():
    parts = requirements_by_label()

    assert {
        label: row["deadline_kind"]
        for label, row in parts.items()
        if row["deadline_kind"] != words.DeadlineKind.NONE
    } == {"1": words.DeadlineKind.IMMEDIATE, "4a": words.DeadlineKind.IMMEDIATE}
    assert {row["due_on"] for row in parts.values()} == {None}


# Statements and silences of the response


def test_a_part_names_a_silence_unless_it_is_answered():
    for row in requirements_by_label().values():
        assert (row["silent_on"] is None) == (row["answered"] == words.Answered.ANSWERED)


def test_what_is_quoted_for_a_part_that_is_not_mentioned_says_nothing_of_it():
    """But for two quotes on the force's own capacity, which the response gives under 11."""
    not_mentioned = [
        row["ref"]
        for row in requirements_by_label().values()
        if row["answered"] == words.Answered.NOT_MENTIONED
    ]
    spoken_of = pl.concat(
        starter_frame(name).select("ref", "requirement", "stated_as")
        for name in ("action", "evidence")
    ).filter(pl.col("requirement").is_in(not_mentioned), pl.col("stated_as").is_not_null())

    assert set(spoken_of.select("ref", "requirement").iter_rows()) == {
        ("A49", "rape-1/11"),
        ("E46", "rape-1/11"),
    }


def test_every_other_part_has_an_action_or_a_statement():
    spoken_of = {
        ref for name in ("action", "evidence") for ref in starter_frame(name)["requirement"]
    }
    unspoken = {row["label"] for row in requirements_by_label().values()} - {
        row["label"] for row in requirements_by_label().values() if row["ref"] in spoken_of
    }

    assert unspoken == {"3b", "5b", "5c"}


@pytest.mark.parametrize("name", ["stated_position", "recurrence"])
def test_words_for_a_position_or_a_recurrence_stand_where_they_are_said_to_stand(name):
    for row in starter_frame(name).drop_nulls("quote").iter_rows(named=True):
        place = paragraph_of(row["quote_section"], row["quote_paragraph"])
        assert place.count(row["quote"]) == 1, row["quote"]


def test_who_speaks_is_told_by_the_section():
    spoken_by = {"3": words.Voice.FORCE, "4": words.Voice.OPCC}
    said = [
        *starter_frame("stated_position")
        .drop_nulls("quote")
        .select("quote_section", "voice")
        .rows(),
        *starter_frame("action").select("quote_section", "said_by").rows(),
        *starter_frame("evidence").select("quote_section", "voice").rows(),
        *starter_frame("comment").select("section", "voice").rows(),
    ]

    assert all(spoken_by[section] == voice for section, voice in said)


def test_purposes_intentions_and_support_are_statements_and_say_no_state():
    statements = starter_frame("action").filter(pl.col("kind") != words.ActionKind.ACTION)

    assert dict(statements.group_by("kind", maintain_order=True).agg("ref").rows()) == {
        words.ActionKind.INTENTION: ["A1", "A48", "A55"],
        words.ActionKind.PURPOSE: ["A11", "A24", "A27", "A30", "A32", "A33"],
        words.ActionKind.SUPPORT: ["A47"],
    }
    assert statements["stated_as"].null_count() == statements.height


def test_a_time_in_words_is_quoted_and_has_the_latest_day_it_can_mean():
    timed = starter_frame("action").drop_nulls("time_stated")

    assert timed.select("ref", "time_stated", "latest_on").rows() == [
        ("A5", "in 2022", "2022-12-31"),
        ("A29", "in the Autumn", "2021-12-21"),
    ]
    assert all(time in quote for time, quote in timed.select("time_stated", "quote").rows())


def test_what_recurs_is_said_or_asked_for_in_words_of_the_document():
    recurrences = starter_frame("recurrence")

    often = recurrences.drop_nulls("times_a_year").select("requirement", "times_a_year")
    assert often.rows() == [("rape-1/2/a", "2"), ("rape-1/12/b", "1")]
    assert all(time in quote for time, quote in recurrences.select("time_stated", "quote").rows())


def test_every_recommendation_is_commented_on():
    assert set(starter_frame("comment")["recommendation"]) == set(
        starter_frame("recommendation")["ref"]
    )


def test_comments_are_word_for_word():
    for row in starter_frame("comment").iter_rows(named=True):
        assert row["text"] in paragraph_of(row["section"], row["paragraph"])


def test_a_paragraph_gives_a_recommendation_one_comment_at_most():
    places = starter_frame("comment").select("recommendation", "section", "paragraph")

    assert places.is_unique().all()


def test_no_promise_has_a_date_that_nobody_gave():
    dates = starter_frame("action").select("opened_on", "first_due_on", "deadline_kind").unique()

    assert dates.rows() == [("2021-09-10", None, words.DeadlineKind.NONE)]


def test_each_quote_occurs_once_in_the_paragraph_it_names():
    for row in quoted_rows().iter_rows(named=True):
        place = paragraph_of(row["quote_section"], row["quote_paragraph"])

        assert row["quote"] == folded(row["quote"])
        assert place.count(row["quote"]) == 1, row["ref"]


def test_no_title_is_given_twice():
    assert quoted_rows()["title"].is_unique().all()


@pytest.mark.parametrize("section", ANSWER_SECTIONS)
def test_every_sentence_is_quoted_or_passed_over_and_never_both(section):
    passed = passed_over()
    unread, both = [], []
    for sentence in sentences(section):
        share = share_quoted(sentence, quotes_of(sentence))
        if tuple(sentence) in passed:
            both += [sentence] if share else []
        elif share < LEAST_SHARE_QUOTED:
            unread.append((round(share, 2), sentence))

    assert (unread, both) == ([], [])


def test_a_short_quote_does_not_answer_for_a_long_sentence():
    uptake = next(each for each in sentences("3") if "considerable uptake" in each.text)

    assert 0 < share_quoted(uptake, ["a streamlined process and"]) < LEAST_SHARE_QUOTED


def test_sentences_passed_over_are_the_documents_own_and_have_a_known_reason():
    passed = passed_over()
    known = {tuple(each) for section in ANSWER_SECTIONS for each in sentences(section)}

    assert set(passed) <= known
    assert set(passed.values()) <= PASSED_OVER_REASONS
    assert len(passed) == starter_frame("passed_over").height


def test_owners_are_named_in_the_document():
    """Each is spelt as in the quoted paragraph, or stands for an abbreviation or an I there."""
    stands_for = {
        "Strategic Safeguarding Improvement Hub": "SSIH",
        "Professionalising Investigation Programme (PIP) working group": "PIP working group",
        "RaSSO Portfolio": "(RaSSO) Portfolio",
        "Performance and Analysis Department and Criminal Justice Unit": (
            "Performance and Analysis Department alongside the Criminal Justice Unit"
        ),
        "Police and Crime Commissioner": "I look forward",
    }
    rows = starter_frame("action").drop_nulls("owner_role")
    for row in rows.iter_rows(named=True):
        place = paragraph_of(row["quote_section"], row["quote_paragraph"])
        assert stands_for.get(row["owner_role"], row["owner_role"]) in place, row["ref"]


@pytest.mark.parametrize(
    "claim",
    [
        "measurable uplift",
        "considerable uptake",
        "considerable time",
        "rarely evoked",
        "well embedded",
        "significant number",
        "Extensive communications",
        "many of these processes",
        "many of these matters",
    ],
)
def test_a_claim_of_size_without_a_number_owes_a_figure(claim):
    owing = starter_frame("evidence").filter(figure_owed="true")

    assert owing["quote"].str.contains(claim, literal=True).any()


# Titles and terms


def test_every_body_system_and_paper_of_the_response_has_its_place():
    missing = []
    for term, pattern, where in starter_frame("terms").iter_rows():
        frame = starter_frame(where)
        rows = frame.select(pl.concat_str(frame.columns, separator="\n", ignore_nulls=True))
        if not rows.to_series().str.contains(pattern, literal=True).any():
            missing.append((term, where))

    assert missing == []
