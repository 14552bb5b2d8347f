"""The finding on support that ended: stages in their order, and what police and CPS can change."""

from metrics.finding import Finding, Line, Look, Piece
from metrics.victims.support_text import TOO_FEW, ends_finding
from tests.released import summary_of, year

KINDS = {
    "what police and CPS can change": 60,
    "fear of court or of somebody": 70,
    "the victim’s own life or another reason": 105,
    "never wanted an investigation": 30,
    "reported by someone else": 20,
    "not contactable or declined to say": None,
    "not asked or not recorded": 35,
}
STAGES = {
    "report": 60,
    "statement": 80,
    "investigation": 170,
    "with the CPS or after charge": None,
    "not recorded": 200,
}


def lines(longest, *bars):
    return [Line(name, [Piece(look, number, words)], longest) for name, look, number, words in bars]


def test_stages_come_in_the_order_of_a_case_and_a_missing_record_is_never_the_most_frequent():
    both = summary_of(year(2020, {"kind of reason": KINDS, "stage": STAGES}))

    assert ends_finding(both, has_stages=True) == Finding(
        "Victims no longer supported a case about 320 times, most often in the investigation",
        lines(
            200,
            ("Report", Look.OTHER, 60, "60"),
            ("Statement", Look.OTHER, 80, "80"),
            ("Investigation", Look.OTHER, 170, "170"),
            ("With the CPS or after charge", Look.OTHER, 0, "fewer than 5"),
            ("Not recorded", Look.UNKNOWN, 200, "200"),
        ),
        "All areas together, April 2020 to March 2021. Each number is rounded by itself.",
        ask="Chief Constable and CPS: about 60 ended for reasons you can change and about 70 from "
        "fear. What will you do about each?",
    )


def test_without_stages_the_kinds_of_reasons_are_drawn_and_without_those_nothing():
    few = dict.fromkeys(KINDS) | {"not asked or not recorded": 35}

    finding = ends_finding(summary_of(year(2020, {"kind of reason": KINDS})), has_stages=True)
    assert finding.headline == (
        "Victims no longer supported a case about 320 times; most often: the victim’s own life or "
        "another reason"
    )
    assert [line.name for line in finding.lines][::6] == [
        "What police and CPS can change",
        "Not asked or not recorded",
    ]
    small = ends_finding(summary_of(year(2020, {"kind of reason": few})), has_stages=True)
    assert (small.headline, small.ask) == (
        "Victims no longer supported a case about 35 times",
        "",
    )
    assert ends_finding(summary_of(year(2020, {})), has_stages=True) == Finding(TOO_FEW)
