from collections import Counter

from metrics.measures.catalogue import MEASURES
from ui.measure_pages import pages_of_measures, pages_with_measures


def test_every_measure_stands_on_one_page():
    stands = Counter(code for place in pages_with_measures() for code in place.codes)

    assert stands == Counter(dict.fromkeys(MEASURES, 1))


def test_pages_come_in_their_order_whatever_is_asked_first():
    asked = ["told_in_time", "escalations_open", "actions_overdue", "case_plans_open"]

    assert [place.title for place in pages_of_measures(asked)] == [
        "Briefing",
        "Case action plans",
        "Escalations",
        "Victim communication",
    ]
    assert pages_of_measures([]) == []
