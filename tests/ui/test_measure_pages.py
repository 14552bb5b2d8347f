from collections import Counter

import pytest

from metrics.measures.catalogue import MEASURES
from tests.builders import day_state
from ui.measure_pages import definition_lines, pages_of_measures, pages_with_measures


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


@pytest.mark.parametrize(
    ("code", "lines"),
    [
        (
            "contact_details",
            [
                "**Unit:** a share of all that count",
                "**Evidence for:** 5b",
                "**Stands on the page:** Case action plans",
            ],
        ),
        (
            "actions_overdue",
            [
                "**Unit:** a count",
                "**Evidence for:** no one part",
                "**Stands on the page:** Briefing",
            ],
        ),
    ],
)
def test_a_definition_names_the_parts_it_is_evidence_for_and_its_page(code, lines):
    now = day_state(requirement=[{"ref": "rape-1/5/b", "label": "5b"}])

    assert list(definition_lines(now)(MEASURES[code])) == lines
