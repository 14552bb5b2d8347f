from metrics.victims.reported_investigations import reports
from tests.builders import AS_AT, day_of
from tests.made_up_cases import OF_VICTIMS, case_frame

REPORTED = {"reported_on": "2021-07-16"}


def tables_of(**made):
    return {name: case_frame(name, made.get(name, [])) for name in OF_VICTIMS}


def test_an_offer_accepted_after_the_day_is_not_known_to_be_accepted():
    offer = {"offered_on": "2021-07-20", "accepted_on": "2022-03-01"}
    tables = tables_of(investigation=[REPORTED], support_referral=[offer])

    assert reports(tables, AS_AT)["isva"].to_list() == ["offered, not known to be accepted"]


def test_an_investigation_is_one_row_in_the_month_of_its_report():
    cases = [{"reported_on": "2022-02-28"}, {"case": 2, "reported_on": "2022-03-01"}]

    found = reports(tables_of(investigation=cases), AS_AT)

    none = ["no offer recorded"] * 3
    assert found.rows() == [("Devon", day_of("2022-02-01"), *none, *["not recorded"] * 10, None)]
