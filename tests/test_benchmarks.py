"""Comparison of two working copies, and the pictures that the documents show."""

import re
from functools import partial

import pytest

from benchmarks.ab_compare import in_turns
from benchmarks.hostile_files import KINDS, hostile_files
from benchmarks.results import Ratio, head, row
from benchmarks.screenshots import MEETING_MODE, PACK, shots
from data_access.intake.reading.reader import NotReadable, read_sheets
from tests.serving import ROOT

DOCUMENTS = ["README.md", "docs/explore.md"]


def test_each_working_copy_is_measured_first_every_other_time():
    order: list[str] = []

    def act(name: str) -> str:
        order.append(name)
        return name

    before, after = in_turns([partial(act, "before"), partial(act, "after")], 3)

    assert order == ["before", "after", "after", "before", "before", "after"]
    assert (before, after) == (["before"] * 3, ["after"] * 3)


def test_a_ratio_says_how_sure_it_is_where_there_are_enough_measurements():
    few = Ratio("Start", [100.0, 120.0, 110.0], [121.0, 99.0, 132.0])
    many = Ratio("Memory", [200.0] * 6, [150.0] * 6, unit="MB")

    assert f"{head(Ratio)}\n{row(few)}\n{row(many)}".splitlines() == [
        "| What | Before | After | After / before | 95% range | n |",
        "| --- | ---: | ---: | ---: | ---: | ---: |",
        "| Start | 110 ms | 121 ms | 1.10 | – | 3 |",
        "| Memory | 200 MB | 150 MB | 0.75 | 0.75 to 0.75 | 6 |",
    ]


def test_every_picture_that_a_document_shows_is_retaken_and_no_other_is_kept():
    shown = [
        name
        for document in DOCUMENTS
        for name in re.findall(r"pictures/([^)]+)\.png", (ROOT / document).read_text("utf-8"))
    ]
    kept = [file.stem for file in (ROOT / "docs/pictures").glob("*.png")]

    assert (
        sorted([PACK, MEETING_MODE, *(shot.name for shot in shots())])
        == sorted(shown)
        == sorted(kept)
    )


def test_hostile_files_are_of_every_kind_and_the_same_kinds_and_names_from_a_seed():
    first, again = ([*hostile_files(len(KINDS), seed=7)] for _ in range(2))

    assert [file.kind for file in first] == [*KINDS]
    assert [file.name for file in first] == [file.name for file in again]


@pytest.mark.slow
@pytest.mark.thorough
@pytest.mark.parametrize("seed", range(5))
def test_a_hostile_file_is_read_or_refused_in_a_sentence(seed):
    for file in hostile_files(len(KINDS), seed):
        assert answer_to(file).endswith("."), file.kind


def answer_to(file):
    """Why the file is refused, or that it is read."""
    try:
        read_sheets(file.content)
    except NotReadable as refusal:
        return str(refusal)
    return "It is read."
