"""The glossary that pages show is that of the documents, without the marks of a text file."""

import re
from urllib.parse import unquote_plus

from tests.serving import ROOT
from ui.page.glossary import glossary, linked, with_entries, words_by_key

TEXT = re.sub(
    r"## The machinery\n.*?(?=\n## )",
    "",
    (ROOT / "docs/glossary.md").read_text(encoding="utf-8"),
    flags=re.DOTALL,
)


def test_every_row_of_the_document_is_an_entry_under_a_key_of_its_own():
    rows = [line for line in TEXT.splitlines() if line.startswith("| ")]
    heads = [line for line in rows if line.startswith("| word |")]

    assert [part.heading for part in glossary()] == [
        line.removeprefix("## ") for line in TEXT.splitlines() if line.startswith("## ")
    ]
    assert len(words_by_key()) == len(rows) - len(heads)
    assert [key for key in words_by_key() if f"| {key}" not in TEXT] == []


def test_an_entry_has_its_words_and_no_marks():
    assert words_by_key()["time in words"] == (
        "time in words",
        "A time that was stated and is no date, such as “in the autumn”, with the latest day that "
        "it can mean.",
    )
    assert [each for each in words_by_key().values() if set("*`|") & set("".join(each))] == []
    assert all(each.meaning for each in words_by_key().values())


def test_every_link_of_a_page_to_a_word_leads_to_an_entry():
    rules = (ROOT / "ui/elements/reading-rules.md").read_text(encoding="utf-8")
    asked_for = [
        unquote_plus(each) for each in re.findall(r"about-the-data\?word=([^)]+)\)", rules)
    ]

    assert len(asked_for) == 8
    assert {*asked_for} <= words_by_key().keys()
    assert (
        linked("Counts are rounded.", "rounded")
        == "Counts are [rounded](about-the-data?word=rounded)."
    )


def test_a_text_leads_to_each_entry_where_it_first_stands_and_to_none_twice():
    linked_before = {"position"}
    text = "Positions of a notice on the as-at day.\n\n- **Left out:** As-at days and a notice."

    assert with_entries(text, linked_before) == (
        "Positions of a [notice](about-the-data?word=notice) on the "
        "[as-at day](about-the-data?word=as-at+day).\n\n"
        "- **Left out:** As-at days and a notice."
    )
    assert linked_before == {"position", "notice", "as-at day"}


def test_a_longer_entry_is_led_to_before_a_shorter_one_within_it():
    assert with_entries("Case action plans, by limits.", set()) == (
        "[Case action plans](about-the-data?word=case+action+plan), by "
        "[limits](about-the-data?word=limit)."
    )
