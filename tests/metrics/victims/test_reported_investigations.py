import pytest

from data_access.vocabulary import AskedAs, Characteristic
from metrics.victims.reported_investigations import ASKED_WORDS, OFFER_WORDS, reports
from tests.builders import AS_AT, day_of
from tests.made_up_cases import OF_VICTIMS, case_frame
from tests.victim_counts import met_of

REPORTED = {"reported_on": "2021-07-16"}


def tables_of(**made):
    return {name: case_frame(name, made.get(name, [])) for name in OF_VICTIMS}


def test_an_investigation_counts_once_however_many_offers_there_were():
    offers = [
        {"number": 1, "service": "SARC", "offered_on": "2021-07-20"},
        {"number": 2, "service": "SARC", "offered_on": "2021-07-17", "accepted_on": "2021-07-18"},
        {"number": 3, "service": "ISVA", "offered_on": None},
    ]
    tables = tables_of(investigation=[REPORTED, {"case": 2, **REPORTED}], support_referral=offers)

    month = day_of("2021-07-01")
    accepted, offered, none = (
        "offered and accepted",
        "offered, not known to be accepted",
        "no offer recorded",
    )
    found = reports(tables, AS_AT).select("area", "month", *OFFER_WORDS, "days_to_offer")
    assert found.rows() == [
        ("Devon", month, accepted, accepted, offered, 1),
        ("Cornwall", month, none, none, none, None),
    ]


def test_an_offer_accepted_after_the_day_is_not_known_to_be_accepted():
    offer = {"offered_on": "2021-07-20", "accepted_on": "2022-03-01"}
    tables = tables_of(investigation=[REPORTED], support_referral=[offer])

    assert reports(tables, AS_AT)["isva"].to_list() == ["offered, not known to be accepted"]


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
    tables = tables_of(investigation=[{each.column: asked_as.value}])
    frames = {"reports": reports(tables, AS_AT)}

    found = {name: met_of(name, frames).met for name in ASKED_WORDS}

    assert found == {name: met if name == each.column else 0 for name in ASKED_WORDS}


def test_an_investigation_is_one_row_in_the_month_of_its_report():
    cases = [{"reported_on": "2022-02-28"}, {"case": 2, "reported_on": "2022-03-01"}]

    found = reports(tables_of(investigation=cases), AS_AT)

    none = ["no offer recorded"] * 3
    assert found.rows() == [("Devon", day_of("2022-02-01"), *none, *["not recorded"] * 10, None)]
