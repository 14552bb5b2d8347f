"""Tables of victims that are pictures too: a bar tells what its cell says, and nothing more."""

import polars as pl
import pytest

from data_access.vocabulary import Characteristic, Side
from metrics.victims.right_to_review_text import steps_of
from metrics.victims.support_text import by_size
from tests.sentences import TIME_TO_ASK_IS_OVER
from tests.victim_builders import summary_of
from ui.elements.bars import LATE, bar, dot, hatched
from ui.elements.csv_download import without_marks
from ui.rows.victim_pictures import asked_rows, key_text, lateness_rows, step_rows, with_bars
from ui.rows.victims import in_file, mark_text, without_withheld, word_count_rows

HIDDEN = hatched("withheld")


def test_a_bar_is_as_long_as_its_number_and_all_columns_have_one_scale():
    steps = pl.DataFrame(
        {"Step": ["Told", "Asked"], "Police": ["1,000", "500"], "CPS": ["250", ""]}
    )

    assert with_bars(steps, "Police", "CPS").rows() == [
        ("Told", bar(1000, 1000), bar(250, 1000)),
        ("Asked", bar(500, 1000), ""),
    ]


def test_a_row_beside_the_others_has_no_bar_and_sets_no_scale():
    steps = pl.DataFrame({"Step": ["Told", "Asked", "Outside"], "Victims": ["100", "5", "700"]})

    assert with_bars(steps, "Victims", beside=["Outside"]).rows() == [
        ("Told", bar(100, 100)),
        ("Asked", bar(5, 100)),
        ("Outside", ":bar-0[700]"),
    ]


@pytest.mark.parametrize("hidden", [1, 4, 5, 900])
def test_neither_the_order_nor_a_bar_depends_on_a_withheld_number(hidden):
    counts = {"report": hidden, "statement": 20, "investigation": 30, "after charge": hidden}
    # As protected counts are read: what is withheld is null.
    shown = {word: None if number == hidden else number for word, number in counts.items()}

    rows = with_bars(word_count_rows(by_size(shown), "Stage", "Times"), "Times")

    assert rows.rows() == [
        ("Investigation", bar(30, 30)),
        ("Statement", bar(20, 30)),
        ("Report", HIDDEN),
        ("After charge", HIDDEN),
    ]


def test_what_is_withheld_stays_in_a_picture_is_explained_below_and_marked_in_its_file():
    counts = {"report": 12, "statement": 7, "charge": None}
    rows = with_bars(word_count_rows(counts, "Stage", "Times"), "Times")

    assert without_withheld(rows) == (rows, "")
    assert mark_text(rows) == (
        "Hatched is withheld: it is a small number, or would give one away. Its length means "
        "nothing."
    )
    assert without_marks(in_file(rows)).rows() == [
        ("Report", "12"),
        ("Statement", "7"),
        ("Charge", "[c]"),
    ]


@pytest.mark.parametrize("numbers", [["withheld", "withheld"], ["0", "9"], ["0", "0"]])
def test_where_no_two_bars_can_be_compared_a_table_is_no_picture(numbers):
    rows = pl.DataFrame({"Stage": ["Report", "Statement"], "Times": numbers})

    assert with_bars(rows, "Times") is rows


def test_the_steps_of_both_schemes_stand_side_by_side_and_those_outside_have_no_bar():
    ended = {"police; support had ended": 70}
    summary = summary_of(
        {
            "qualifying_and_told_of_right": {"police; yes": 15, "police; no": 25, "cps; yes": 12}
            | ended,
            "qualifying_and_review": {
                "police; no review asked for": 40,
                "cps; no review asked for": 12,
            }
            | ended,
        }
    )

    rows = step_rows({side: steps_of(summary, side) for side in Side})

    assert rows.columns == [
        "Step",
        "Police scheme: qualifying decisions",
        "CPS scheme: local resolution",
    ]
    assert rows.rows() == [
        (f"**{TIME_TO_ASK_IS_OVER}**", bar(40, 40), bar(12, 40)),
        ("**Told of the right to review**", bar(15, 40), bar(12, 40)),
        ("**Asked for a review**", bar(0, 40), bar(0, 40)),
        ("**Decided**", bar(0, 40), bar(0, 40)),
        ("Original decision stands", bar(0, 40), bar(0, 40)),
        ("Overturned", bar(0, 40), bar(0, 40)),
        ("Beside: support had ended, outside the scheme", ":bar-0[70]", ""),
        ("Beside: no suspect recorded as interviewed, outside the scheme", ":bar-0[0]", ""),
    ]
    of_cps = step_rows({Side.CPS: steps_of(summary, Side.CPS)})
    assert of_cps.row(0) == (f"**{TIME_TO_ASK_IS_OVER}**", bar(12, 12))


NINE = {
    "race_asked": {
        "own account": 40,
        "prefers not to say": 10,
        "not asked": 30,
        "not recorded": 20,
    },
    "sex_asked": {"own account": 30, "not asked": 70},
    "age_asked": {"own account": 95, "not asked": None},
}


def test_each_of_the_nine_is_a_row_the_least_asked_first_and_what_is_missing_before_what_was_said():
    rows = asked_rows(summary_of(NINE))

    assert rows["Characteristic"].to_list() == [
        "Sex",
        "Race",
        "Age",
        "Disability",
        "Gender reassignment",
        "Marriage and civil partnership",
        "Pregnancy and maternity",
        "Religion or belief",
        "Sexual orientation",
    ]
    assert rows.row(1, named=True) == {
        "Characteristic": "Race",
        "Asked": dot("50%", 0.5),
        "Out of": "100",
        "Not asked": "30",
        "Not recorded": "20",
        "Own account": "40",
        "Prefers not to say": "10",
    }
    assert rows.row(2) == ("Age", HIDDEN, "withheld", "withheld", "0", "95", "0")
    assert rows.row(3)[:3] == ("Disability", "none", "0")
    assert key_text(rows) == "On a line from 0% to 100%: ● The share asked."


def test_beside_the_share_asked_stands_that_of_a_year_before_if_there_is_one():
    newer, older = (
        {"race_asked": {"own account": number, "not asked": 100 - number}} for number in (40, 30)
    )
    summary = summary_of({}, area="Devon", areas=[{"Devon": older}, {"Devon": newer}])

    rows = asked_rows(summary.of("Devon", 4))

    assert rows.row(0)[:4] == ("Race", dot("40%", 0.4, 0.3), "30%", "100")
    assert key_text(rows) == "On a line from 0% to 100%: ● The share asked. ○ A year before."
    assert "A year before" not in asked_rows(summary.of("Devon", None)).columns


def test_where_no_share_is_shown_the_nine_have_no_dots():
    rows = asked_rows(summary_of({"age_asked": NINE["age_asked"]}), (Characteristic.AGE,))

    assert rows["Asked"].to_list() == ["withheld: small number"]
    assert key_text(rows) == ""
    assert key_text(asked_rows(summary_of({}), ())) == ""


def test_what_was_late_or_not_told_has_a_look_of_its_own_and_what_has_no_limit_no_bar():
    bands = {
        "within the limit": 40,
        "up to 5 working days late": 10,
        "over 20 working days late": None,
        "not told": 8,
        "exempt": 90,
    }

    assert lateness_rows(summary_of({"lateness": bands})).rows() == [
        ("Within the limit", bar(40, 40)),
        ("Up to 5 working days late", bar(10, 40, LATE)),
        ("6-10 working days late", bar(0, 40, LATE)),
        ("11-20 working days late", bar(0, 40, LATE)),
        ("Over 20 working days late", HIDDEN),
        ("Not told", bar(8, 40, LATE)),
        ("Exempt", ":bar-0[90]"),
        ("No limit in force", ":bar-0[0]"),
    ]
