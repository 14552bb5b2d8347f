import pytest

from metrics.victims.support import support_ends
from tests.builders import AS_AT
from tests.made_up_cases import OF_VICTIMS, STARTER_LIMITS, case_frame

REPORTED = {"reported_on": "2021-07-16"}


def tables_of(**made):
    return {name: case_frame(name, made.get(name, [])) for name in OF_VICTIMS}


def end_of(cases=(REPORTED,), limits=STARTER_LIMITS, **end):
    tables = tables_of(investigation=list(cases), support_end=[end])
    return support_ends(tables, limits, AS_AT).row(0, named=True)


@pytest.mark.parametrize(("ended_on", "early"), [("2021-08-15", "yes"), ("2021-08-16", "no")])
def test_support_that_ends_within_the_limit_of_the_report_ends_early(ended_on, early):
    assert end_of(ended_on=ended_on)["early"] == early


def test_whether_support_ended_early_is_not_known_without_a_report_or_a_limit():
    assert end_of(cases=())["early"] == "not recorded"
    assert end_of(limits=STARTER_LIMITS.clear())["early"] == "not recorded"


@pytest.mark.parametrize(("resumed_on", "resumed"), [("2022-02-28", "yes"), ("2022-03-01", "no")])
def test_support_that_resumes_after_the_day_has_not_resumed_on_it(resumed_on, resumed):
    assert end_of(resumed_on=resumed_on)["resumed"] == resumed
