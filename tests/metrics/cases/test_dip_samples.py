import pytest

from data_access.vocabulary import DipKind
from metrics.cases.staff import share_in_samples
from tests.builders import AS_AT, day_of
from tests.tally_builders import tally_frame

NOVEMBER, FEBRUARY = day_of("2021-11-30"), day_of("2022-02-28")


def contact_details(samples, as_at, **by):
    return share_in_samples(samples, DipKind.CONTACT_DETAILS, as_at, **by)


def test_samples_of_one_day_are_taken_together_and_the_newest_comes_first():
    samples = tally_frame(
        "dip_sample",
        {"area": "Devon", "sampled": 20, "passed": 14},
        {"area": "Cornwall", "sampled": 5, "passed": 1},
        {"area": "Devon", "sampled_on": AS_AT, "sampled": 10, "passed": 10},
        {"area": "Devon", "sampled_on": "2022-03-01"},
        {"kind": "SARC and ISVA meetings the CPS attended"},
    )

    assert contact_details(samples, AS_AT).rows() == [
        (FEBRUARY, 10, 10, 1.0, "Devon"),
        (NOVEMBER, 15, 25, 0.6, "Cornwall and Devon"),
    ]
    assert contact_details(samples, AS_AT, by_area=True).rows() == [
        ("Cornwall", NOVEMBER, 1, 5, 0.2, "Cornwall"),
        ("Devon", FEBRUARY, 10, 10, 1.0, "Devon"),
        ("Devon", NOVEMBER, 14, 20, 0.7, "Devon"),
    ]


def test_a_sample_of_none_has_no_share_and_no_sample_has_no_row():
    of_none = tally_frame("dip_sample", {"sampled": 0, "passed": 0})

    assert contact_details(of_none, AS_AT).rows() == [(NOVEMBER, 0, 0, None, None)]
    assert contact_details(of_none.clear(), AS_AT).rows() == []
    assert contact_details(of_none, day_of("2021-11-29")).rows() == []


def test_a_sample_of_the_whole_force_is_of_no_area():
    whole = tally_frame("dip_sample", {"area": None}, {"area": "Devon"})

    assert contact_details(whole, AS_AT, by_area=True)["area"].to_list() == ["Devon", None]
    assert contact_details(whole, AS_AT)["sampled_in"].to_list() == [None]


@pytest.mark.parametrize("kind", DipKind)
def test_a_sample_is_read_by_what_it_looked_for(kind):
    other = next(each for each in DipKind if each != kind)
    samples = tally_frame(
        "dip_sample",
        {"kind": kind.value, "sampled": 12, "passed": 9},
        {"kind": other.value, "sampled": 5, "passed": 1},
        {"kind": kind.value, "sampled_on": "2022-03-01"},
    )

    assert share_in_samples(samples, kind, AS_AT).rows() == [(NOVEMBER, 9, 12, 0.75, None)]
