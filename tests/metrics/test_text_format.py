import pytest

from metrics.text_format import (
    without_shared_words,
)


@pytest.mark.parametrize(
    ("titles", "apart"),
    [
        (["Rape, phase one", "Rape, phase two"], ["phase one", "phase two"]),
        (["Rape, phase one", "Custody"], ["Rape, phase one", "Custody"]),
        (["Rape", "Rape, phase two"], ["Rape", "Rape, phase two"]),
        (["Same, same", "Same, same"], ["same", "same"]),
        (["A, b, c", "A, b, d", "A, e, c"], ["b, c", "b, d", "e, c"]),
        ([], []),
    ],
)
def test_titles_are_told_apart_by_what_they_do_not_share(titles, apart):
    assert without_shared_words(titles) == apart
