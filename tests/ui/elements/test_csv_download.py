"""Downloads of a table contain it in plain words."""

from datetime import date

import polars as pl

from ui.elements.csv_download import Download, download_as_csv, without_marks
from ui.elements.markdown import plain, quiet
from ui.elements.state_badges import badge


def test_a_taken_table_holds_the_words_without_their_marks():
    shown = pl.DataFrame(
        {
            "State": [badge("under way"), quiet("nothing recorded"), "**14 days late**", None],
            "Text": [plain("a_b *c*: [d]"), "31\u00a0March\u00a02022", "–", "1 of 2"],
        }
    )

    assert without_marks(shown).to_dict(as_series=False) == {
        "State": ["under way", "nothing recorded", "14 days late", None],
        "Text": ["a_b *c*: [d]", "31 March 2022", "–", "1 of 2"],
    }


def test_a_cell_that_a_spreadsheet_would_run_is_quoted():
    typed = pl.DataFrame({"Note": ["=1+1", "+44", "-1", "@x", "fine = so"]})

    assert download_as_csv(
        typed, Download("notes", date(2022, 2, 28), is_invented=False)
    ).decode() == (
        "\ufeffNote,As at\n"
        + "".join(f"{cell},2022-02-28\n" for cell in ["'=1+1", "'+44", "'-1", "'@x", "fine = so"])
    )


def test_whatever_mark_somebody_typed_stands_in_a_file_as_it_was_typed():
    typed = r"A & B: \`*_{}[]<>#+!|~$ and &amp;"

    assert without_marks(pl.DataFrame({"What": [plain(typed)]}))["What"].to_list() == [typed]
