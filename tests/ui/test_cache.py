"""What is kept between runs says with which write it is forgotten, or that it is with none."""

import pytest

from tests.serving import ROOT
from ui import cache
from ui.cache import Write, forget, remembered


@pytest.fixture(autouse=True)
def of_this_test_alone(monkeypatch):
    """Lets nothing be forgotten but what the test keeps."""
    monkeypatch.setattr(cache, "_FORGET", {write: [] for write in Write})


def counting(most, until):
    """Something that is kept, and what it has been asked."""
    asked = []

    @remembered(most, until=until)
    def twice(number, _unread=None):
        asked.append(number)
        return 2 * number

    # What another test asked is kept too.
    twice.clear()
    return twice, asked


@pytest.mark.parametrize(
    ("until", "written", "asked_anew"),
    [
        (Write.OF_ANYTHING, Write.OF_ANYTHING, True),
        (Write.OF_ANYTHING, Write.OF_CASES, False),
        (Write.OF_CASES, Write.OF_CASES, True),
        (Write.OF_CASES, Write.OF_ANYTHING, False),
        (None, Write.OF_ANYTHING, False),
        (None, Write.OF_CASES, False),
    ],
)
def test_what_is_kept_is_forgotten_with_its_own_kind_of_write_alone(until, written, asked_anew):
    twice, asked = counting(2, until)
    assert (twice(4), twice(4, "another"), asked) == (8, 8, [4])

    forget(written)

    assert (twice(4), asked) == (8, [4, 4] if asked_anew else [4])


def test_the_oldest_result_gives_way_where_as_many_are_kept_as_may_be():
    twice, asked = counting(2, None)

    for number in (1, 2, 3, 3, 2, 1):
        twice(number)

    assert asked == [1, 2, 3, 1]


def test_nothing_in_the_app_is_kept_between_runs_by_another_way():
    files = [*(ROOT / "ui").rglob("*.py"), *(ROOT / "pages").glob("*.py"), ROOT / "app.py"]
    keep = [file.name for file in files if "st.cache_" in file.read_text(encoding="utf-8")]

    assert keep == ["cache.py"]
