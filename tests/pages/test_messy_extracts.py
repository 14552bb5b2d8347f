"""Two messy extracts load in two tries at most, by the page and by the command, none dropped."""

import io

import pytest
from rich.console import Console
from typer.testing import CliRunner

from data_access import reads
from data_access.__main__ import cli
from data_access.commands import files as commands
from data_access.store import open_store
from tests.messy_extracts import MEANS, WORDS, middle_force, small_force
from tests.pages.conftest import everything_said, figures_of, html_of
from tests.pages.opening import opened, opened_whole
from tests.pages.test_data import (
    data_page,
    field,
    labels,
    loaded,
    looked_at,
    office,
    pressed,
    shown,
    words_of,
)
from tests.sentences import NAME_OF_ENTRY

__all__ = ["office"]
FINDING = 'class="finding of-page"'
pytestmark = pytest.mark.slow
OFFICE = "A. Writer"


def upload(page, contents):
    types = {"csv": "text/csv", "xlsx": "application/octet-stream"}
    return looked_at(
        page,
        *((name, content, types[name.rpartition(".")[2]]) for name, content in contents.items()),
    )


def from_whom(page, source):
    field(page, "From whom").input(source)
    return page.run()


def answered(page, means=MEANS, words=WORDS):
    """The page with every heading and word given its meaning."""
    for heading, meaning in means.items():
        box = next(each for each in page.selectbox if f"“{heading}”, means" in each.label)
        (column,) = (each for each in box.options if each == meaning)
        box.select(column)
    page = page.run()
    for (column, theirs), ours in words.items():
        box = next(
            each
            for each in page.selectbox
            if each.label.startswith(f"“{theirs}” in column") and f", {column} (" in each.label
        )
        box.set_value(ours)
    return page.run()


def tallies(url):
    return reads.read_tallies(open_store(url)).tables


def faults_of(page):
    """Each kind of fault, in the order of the page."""
    faults = [
        (row["File"], row["Column"], row["What is wrong"]) for row in shown(page, "What to do")
    ]
    return [*dict.fromkeys(faults)]


def test_a_small_forces_lists_load_at_the_second_try_on_the_page(office):
    page = answered(upload(from_whom(data_page(), "Moor"), small_force()))

    assert faults_of(page) == [
        ("crimes 2021.csv", "Outcome on, column E", "not a date"),
        ("crimes 2021.csv", "Outcome on, column E", "outcome before the report"),
    ]
    assert field(page, "“None” in column F, Disability (15 cells), means").value == "own account"

    page = upload(from_whom(data_page(), "Moor"), small_force(is_mended=True))
    page = loaded(answered(page))

    assert "Loaded: 63 new rows" in words_of(page.success)[0]
    for said in (
        "areas of ours.csv: 1 row not read, above the headings: row 1.",
        "areas of ours.csv: 1 row not read, below the table, taken for remarks: row 6.",
        "crimes 2021.csv: 1 row not read, above the headings: row 1.",
        "crimes 2021.csv: 2 rows not read, below the table, taken for remarks: rows 35 and 36.",
        "victims told 2021.csv: 1 row not read, below the table, taken for remarks: row 32.",
        "crimes 2021.csv: “None” in column F, Disability, counts as the victim’s own account.",
    ):
        assert said in words_of(page.success)[0]
    tables = tallies(office)
    assert tables["investigation"]["area"].value_counts().sort("area").rows() == [
        ("East Quay", 10),
        ("North Moor", 10),
        ("Port", 10),
    ]
    assert set(tables["notice"]["method"]) == {"video", "letter by hand", "telephone"}
    assert tables["notice"]["isva_offered"].null_count() == 10

    page = upload(from_whom(data_page(), "Moor"), small_force(is_mended=True))
    assert "No fault was found." in everything_said(page)
    assert [each.label for each in page.selectbox if "means" in each.label] == [
        "Column I, “Beat”, means"
    ]


def test_a_middle_forces_workbook_loads_at_the_second_try_on_the_page(office):
    page = upload(from_whom(data_page(), "Mid"), middle_force())

    [fault] = shown(page, "What to do")
    assert (fault["File"], fault["What is wrong"]) == (
        "Return to the OPCC.xlsx Summary for the board",
        "cannot be read",
    )
    assert "Put the headings of the template" in fault["What to do"]
    assert "Load" not in labels(page)

    page = loaded(upload(from_whom(data_page(), "Mid"), middle_force(is_mended=True)))

    assert "Loaded: 120 new rows" in words_of(page.success)[0]
    remark = "1 row not read, below the table, taken for remarks: row 45."
    assert f"Return to the OPCC.xlsx Crimes: {remark}" in words_of(page.success)[0]
    tables = tallies(office)
    assert [tables[name].height for name in ("investigation", "case_plan", "notice")] == [40] * 3


class Terminal:
    """The commands as somebody gives them on a terminal."""

    def __init__(self, folder, monkeypatch):
        self.folder = folder
        self.monkeypatch = monkeypatch

    def give(self, contents, *words):
        paths = []
        for name, content in contents.items():
            paths.append(self.folder / name)
            paths[-1].write_bytes(content)
        screen = io.StringIO()
        for console in ("out", "trouble"):
            seen = Console(file=screen, force_terminal=True, soft_wrap=True, highlight=False)
            self.monkeypatch.setattr(commands, console, seen)
        result = CliRunner().invoke(cli, ["import", *map(str, paths), *words])
        return result.exit_code, screen.getvalue()


@pytest.fixture
def terminal(tmp_path, monkeypatch):
    folder = tmp_path / "desk"
    folder.mkdir()
    return Terminal(folder, monkeypatch)


@pytest.fixture
def middle_office(office):
    """The office of the middle force, with its months closed."""
    page = loaded(upload(from_whom(data_page(), "Mid"), middle_force(is_mended=True)))
    field(page, "Close every month-end up to").set_value("2021-12-31")
    field(page, NAME_OF_ENTRY).input(OFFICE)
    page = pressed(pressed(page, "Review"), "Save")
    assert words_of(page.success) == [
        "Every month-end from 28 February 2021 to 31 December 2021 is closed."
    ]
    return office


NOT_AVAILABLE = "not available"
# Figures and sentences that need what the middle force never sent, by page.
NEVER_SENT = {
    "victim_communication": [
        "no file has had “How the victim asked to be told” and “Asked, recorded on” (Notices of "
        "NFA decisions)",
        "Told by a sexual offences liaison officer: not available, since no file has had “Told "
        "by” (Notices of NFA decisions).",
    ],
    "protected_characteristics": [
        "Asked about: age: not available, since no file has had “Age: asked” (Investigations)."
    ],
    "case_action_plans": [
        "Early advice considered: not available, since no file of Early advice has come.",
        "Who must act: not available, since no file has had “Who must act” (Case action plans).",
    ],
    "right_to_review": ["Told of the right to review, police scheme: not available, since"],
    "when_support_ends": ["no file of Support for a case ended has come"],
}


@pytest.mark.usefixtures("middle_office")
def test_what_was_never_sent_is_not_available_on_its_page_and_never_none(subtests):
    for name, sentences in NEVER_SENT.items():
        with subtests.test(name):
            page = opened_whole(name, {})

            said = everything_said(page).replace("\\", "")
            assert [words for words in sentences if words not in said] == []
            shown_as = {title: number for number, title, *_ in figures_of(page)}
            for title in (
                "told in the way they asked for",
                "right to review explained at the telling",
            ):
                assert shown_as.get(title, NOT_AVAILABLE) == NOT_AVAILABLE
            assert [title for number, title, *_ in figures_of(page) if number == "0%"] == []


@pytest.mark.usefixtures("middle_office")
def test_what_was_never_sent_is_not_available_in_explore():
    never = opened("explore", measure="preference_recorded")
    sent = opened("explore", measure="told_in_time")

    assert words_of(never.info) == [
        "Asked beforehand how they wished to be told: not available, since no file has had “How "
        "the victim asked to be told” and “Asked, recorded on” (Notices of NFA decisions)."
    ]
    assert FINDING not in "".join(html_of(never))
    assert words_of(sent.info) == []
    assert FINDING in "".join(html_of(sent))


@pytest.mark.usefixtures("middle_office")
def test_the_data_page_lists_what_was_never_sent_and_counts_none_of_it_as_silent():
    page = opened("data")
    page.session_state["fold-never-sent"] = page.session_state["fold-silences"] = True
    page.run()

    assert shown(page, "Never sent")[0]["Table"] == "Investigations"
    never = {row["Table"]: row["Never sent"].replace("\\", "") for row in shown(page, "Never sent")}
    assert never["Investigations"].startswith("Area, Age: asked, Disability: asked")
    assert "Told by" in never["Notices of NFA decisions"]
    assert "Told on" not in never["Notices of NFA decisions"]
    silent = [row["What is not there"] for row in shown(page, "What is not there")]
    assert "no area" not in silent
    assert "no wish recorded" not in silent
