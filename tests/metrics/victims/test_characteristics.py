import pytest

from data_access.vocabulary import AskedAs, Characteristic
from metrics.victims.characteristics import DIMENSIONS, characteristics
from metrics.victims.share_definitions import met_of
from tests.builders import AS_AT, day_of
from tests.made_up_cases import case_frame


@pytest.mark.parametrize(
    ("asked_as", "met"),
    [
        (AskedAs.OWN_ACCOUNT, 1),
        (AskedAs.PREFERS_NOT_TO_SAY, 1),
        (AskedAs.NOT_ASKED, 0),
        (AskedAs.NOT_RECORDED, 0),
    ],
)
@pytest.mark.parametrize("each", Characteristic)
def test_a_characteristic_was_asked_about_where_the_victim_answered_or_declined(
    each, asked_as, met
):
    case = case_frame("investigation", [{each.column: asked_as.value}])
    frames = {"reports": characteristics({"investigation": case}, AS_AT)}

    found = {name: met_of(name, frames).met for name in DIMENSIONS}

    assert found == {name: met if name == each.column else 0 for name in DIMENSIONS}


def test_an_investigation_is_one_row_in_the_month_of_its_report():
    cases = case_frame(
        "investigation",
        [{"reported_on": "2022-02-28"}, {"case": 2, "reported_on": "2022-03-01"}],
    )

    found = characteristics({"investigation": cases}, AS_AT)

    assert found.rows() == [("Devon", day_of("2022-02-01"), *["not recorded"] * 9)]
