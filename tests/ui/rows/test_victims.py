"""Tables of victims: what is withheld says so on the page, and is [c] in a file."""

import polars as pl

from tests.victim_builders import TOLD, summary_of
from ui.elements.bars import hatched, square
from ui.elements.csv_download import without_marks
from ui.rows.victims import (
    MARKED,
    crossed_rows,
    in_file,
    mark_text,
    newest_shown_rows,
    period_rows,
    share_rows,
    withheld_in_full_text,
    without_numbers,
    without_withheld,
    word_count_rows,
)

SHOWN = {"told": TOLD}
SECRET = {"told": TOLD | {"told late": None}}
LATE = {"told_late": "Late", "told_in_time_cps": "CPS"}


def test_shares_stand_with_their_numbers_and_a_withheld_one_with_none():
    rows = share_rows(summary_of(SHOWN), ("told_late", "told_in_time_cps"))

    assert rows.to_dicts() == [
        {
            "Measure": "Victims told late",
            "Share": "20%",
            "Counted": "20",
            "Out of": "100",
            "Left out": "6",
        },
        {
            "Measure": "Victims told in time, CPS decisions",
            "Share": "none",
            "Counted": "0",
            "Out of": "0",
            "Left out": "0",
        },
    ]
    withheld = share_rows(summary_of(SECRET), ("told_late",))
    assert withheld.row(0)[1:] == ("withheld: small number", "withheld", "withheld", "withheld")
    assert in_file(withheld).row(0) == ("Victims told late", "[c]", "[c]", "[c]", "[c]")
    assert in_file(rows).row(1)[1:] == ("[z]", "0", "0", "0")


def test_rows_of_one_area_and_of_all_in_one_table_say_whose_they_are_and_of_which_months():
    crossed = {"decided_by_and_told": {"cps; told in time": 30, "cps; told late": 10}}
    summary = summary_of(crossed, area="Devon", areas=[{"Devon": SHOWN}])

    rows = share_rows(summary, ("told_late", "told_in_time_cps"))

    assert rows.rows() == [
        ("Victims told late", "Devon alone, April 2021 to March 2022", "20%", "20", "100", "6"),
        (
            "Victims told in time, CPS decisions",
            "All areas together, October to December 2021",
            "75%",
            "30",
            "40",
            "0",
        ),
    ]
    assert rows.columns[1] == "Cases of"
    assert "Cases of" not in share_rows(summary, ("told_late",)).columns


def test_a_file_says_whose_its_rows_are_where_they_do_not():
    rows = word_count_rows({"report": None}, "Stage", "Times")

    assert in_file(rows, "all areas together, July to September 2021").to_dicts() == [
        {
            "Stage": "Report",
            "Times": "[c]",
            "Cases of": "All areas together, July to September 2021",
        }
    ]


def test_quarters_come_newest_first_in_full_or_in_short():
    summary = summary_of(SECRET, SHOWN)
    rows = period_rows(summary, summary.quarters, tuple(LATE.items()))

    assert rows.rows() == [
        ("October to December 2021", "20% (20 of 100)", "none"),
        ("July to September 2021", "withheld", "none"),
    ]
    assert without_numbers(rows).row(0) == ("October to December 2021", "20%", "none")
    assert in_file(rows).row(1) == ("July to September 2021", "[c]", "[z]")


def test_where_the_chosen_quarters_are_withheld_the_newest_shown_stands_beside():
    rows = newest_shown_rows(summary_of(SHOWN, SECRET), {"told_late": "Late"})

    assert rows.rows() == [("Late", "withheld", "20% (20 of 100), July to September 2021")]
    same = newest_shown_rows(summary_of(SECRET, SHOWN, span=1), {"told_late": "Late"})
    assert same.rows() == [("Late", "20% (20 of 100)", "these quarters")]
    hidden = newest_shown_rows(summary_of(SECRET), {"told_late": "Late"})
    assert hidden.row(0)[2] == "withheld wherever there were any"
    assert in_file(hidden).row(0) == ("Late", "[c]", "[c]")


def test_where_there_was_nobody_to_count_the_newest_shown_is_none_and_not_applicable_in_a_file():
    rows = newest_shown_rows(summary_of(SHOWN), {"told_in_time_cps": "CPS"})

    assert rows.rows() == [("CPS", "none", "none")]
    assert in_file(rows).row(0) == ("CPS", "[z]", "[z]")


def test_a_way_used_as_asked_is_bold_and_noughts_alone_are_left_out():
    counts = {
        "video; video": 7,
        "video; telephone": None,
        "video; e-mail": 0,
        "telephone; video": 0,
        "telephone; telephone": None,
        "telephone; e-mail": 0,
        "e-mail; video": 0,
        "e-mail; telephone": 0,
        "e-mail; e-mail": 0,
    }
    ways = ("video", "telephone", "e-mail")

    rows = crossed_rows(counts, ways, ways, "Asked for")

    assert without_marks(in_file(rows)).rows() == [
        ("Video", "7"),
        ("Telephone", "0"),
    ]
    assert rows.to_dicts() == [
        {"Asked for": "Video", "Video": f"**{square(7, 7)}**"},
        {"Asked for": "Telephone", "Video": square(0, 7)},
    ]


def test_a_row_or_column_withheld_in_full_is_named_and_not_drawn():
    counts = {
        "video; video": 7,
        "video; telephone": None,
        "telephone; video": None,
        "telephone; telephone": None,
    }
    ways = ("video", "telephone")

    assert without_marks(crossed_rows(counts, ways, ways, "Asked for")).rows() == [("Video", "7")]
    assert withheld_in_full_text(counts, ways, ways) == (
        "Withheld in full: Telephone. Withheld in every row: Telephone."
    )
    assert withheld_in_full_text(counts | {"telephone; telephone": 0}, ways, ways) == ""


def test_a_column_is_named_where_only_rows_of_noughts_have_a_number_of_it():
    counts = {
        "video; video": 7,
        "video; telephone": None,
        "telephone; video": 0,
        "telephone; telephone": 0,
    }

    text = withheld_in_full_text(counts, ("video", "telephone"), ("video", "telephone"))

    assert text == "Withheld in every row: Telephone."


def test_all_that_is_withheld_among_squares_is_hatched_alike():
    ways = ("video", "telephone")
    counts = {"video; video": 7, "video; telephone": None, "telephone; video": None}

    rows = crossed_rows(counts | {"telephone; telephone": 28}, ways, ways, "Asked for")

    assert rows.rows() == [
        ("Video", f"**{square(7, 28)}**", hatched(MARKED)),
        ("Telephone", hatched(MARKED), f"**{square(28, 28)}**"),
    ]


def test_a_table_withheld_in_full_is_said_to_be():
    ways = ("video", "telephone")
    pairs = ("video; video", "video; telephone", "telephone; video", "telephone; telephone")

    assert crossed_rows(dict.fromkeys(pairs), ways, ways, "Asked for").is_empty()
    text = withheld_in_full_text(dict.fromkeys(pairs), ways, ways)
    assert text == "Withheld in full: Video; Telephone."
    assert withheld_in_full_text(dict.fromkeys(pairs, 0), ways, ways) == ""


def test_rows_and_columns_of_which_all_is_withheld_are_named_and_not_drawn():
    rows = pl.DataFrame(
        {
            "Measure": ["Late", "By post", "**Asked**"],
            "Cases of": ["Devon", "All", "All"],
            "Share": ["20%", "withheld: small number", "Withheld wherever there were any"],
            "Counted": ["20", "withheld", ""],
            "Left out": ["withheld", "withheld", ""],
        }
    )

    shown, note = without_withheld(rows)

    assert shown.to_dicts() == [
        {"Measure": "Late", "Cases of": "Devon", "Share": "20%", "Counted": "20"}
    ]
    assert note == "Withheld in full: By post; Asked. Withheld in every row: Left out."


def test_a_table_of_which_all_is_withheld_has_no_row_left():
    rows = word_count_rows({"report": None, "statement": None}, "Stage", "Times")

    shown, note = without_withheld(rows)

    assert shown.is_empty()
    assert note == "Withheld in full: Report; Statement."


def test_what_is_shown_stays_as_it_is():
    rows = word_count_rows({"report": 0, "statement": 7}, "Stage", "Times")

    shown, note = without_withheld(rows)

    assert shown.equals(rows)
    assert note == ""


def test_quarters_before_the_first_with_anybody_are_not_drawn():
    rows = pl.DataFrame(
        {
            "Quarter": ["October", "July", "April", "January"],
            "Told late": ["0", "12", "0", "0"],
            "Exempt": ["0", "withheld", "0", "none"],
        }
    )

    shown, note = without_withheld(rows)

    assert shown["Quarter"].to_list() == ["October", "July"]
    assert note == ""


def test_a_file_has_a_mark_in_each_cell_of_what_is_withheld_in_full():
    counts = {
        "video; video": 7,
        "video; telephone": None,
        "video; e-mail": 0,
        "telephone; video": None,
        "telephone; telephone": None,
        "telephone; e-mail": 0,
    }
    ways = ("video", "telephone", "e-mail")

    rows = crossed_rows(counts, ways[:2], ways, "Asked for", with_withheld=True)

    assert without_marks(in_file(rows)).rows() == [
        ("Video", "7", "[c]"),
        ("Telephone", "[c]", "[c]"),
    ]


def test_what_the_mark_means_is_said_of_rows_that_show_it_and_of_no_others():
    ways = ("video", "telephone")
    shown = {"video; video": 7, "video; telephone": 0, "telephone; video": 12}
    all_shown, one_hidden = (
        crossed_rows(shown | {"telephone; telephone": number}, ways, ways, "Asked for")
        for number in (40, None)
    )

    assert mark_text(all_shown) == "The area of each square shows its number."
    assert mark_text(one_hidden) == (
        r"The area of each square shows its number. \[c\] is withheld: it is a small number, or "
        "would give one away."
    )
    assert mark_text(pl.DataFrame({"Told": ["7"]})) == ""
