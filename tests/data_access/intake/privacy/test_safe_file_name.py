"""A file's name is kept as far as it can name nobody."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data_access.intake.privacy.safe_file_name import safe_file_name

ORDINARY = ["notices", "Outcomes", "support_referral", "early advice", "monthly return Q1 v2 final"]


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("Smith_notices_2021.xlsx", "..._notices_2021.xlsx"),
        ("Jane Smith notices.csv", "... notices.csv"),
        ("O'Brien return.xlsx", "... return.xlsx"),
        ("notices for SMITH (CR-1234567-21).ods", "notices for ...).ods"),
        ("50_1234_21.xls", "....xls"),
        ("5021001234 notices.xls", "... notices.xls"),
        ("1-2-3-4-5.csv", "....csv"),
        ("outcomes 2021.2034.xlsx", "outcomes 2021.2034.xlsx"),
        ("notices 2021-07-16.xlsx", "notices 2021-....xlsx"),
        ("notices 12-03-1985.csv", "notices ....csv"),
        ("/home/jane.smith/notices.csv", "notices.csv"),
        ("C:\\Users\\Jane Smith\\notices.csv", "notices.csv"),
        ("notices\nSmith.csv", "notices....csv"),
        ("notices.jane", "notices...."),
        ("notices.csv.exe", "notices..."),
        ("", "..."),
    ],
)
def test_what_could_name_somebody_is_left_out_of_a_file_name(name, kept):
    assert safe_file_name(name) == kept


@pytest.mark.parametrize("name", ORDINARY)
@pytest.mark.parametrize("ending", [".xlsx", ".CSV", ""])
def test_an_ordinary_file_name_is_kept_whole(name, ending):
    assert safe_file_name(f"{name}{ending}") == f"{name}{ending}"


@given(
    st.sampled_from(ORDINARY),
    st.sampled_from([" ", "_", "-", ".", " - ", "("]),
    st.sampled_from(["Quillfeather", "quill4feather", "ÅSA", "0123456", "50AB1234521", "077"]),
    st.booleans(),
)
def test_a_planted_word_never_stays_in_a_file_name(name, between, planted, first):
    parts = [planted, name] if first else [name, planted]

    assert planted not in safe_file_name(f"{between.join(parts)}.csv")


@given(st.text(max_size=40))
def test_a_safe_name_is_safe_whatever_it_was_and_stays_as_it_is(name):
    once = safe_file_name(name)

    assert safe_file_name(once) == once
    assert once
    assert once.isprintable()
