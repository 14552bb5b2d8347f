"""Two invented extracts as forces send them: a small force's lists, a middle force's workbook."""

from datetime import date, timedelta
from io import BytesIO

import xlsxwriter

AREAS = ["Areas we police,", "Name,Force", "North Moor,", "Port,", "East Quay,", "As of May 2021.,"]
# Their heading for ours, and their word for ours.
MEANS = {"When it was reported to us": "Reported on", "Patch": "Area"}
WORDS = {
    ("How told", "Teams"): "video",
    ("How told", "Letter"): "letter by hand",
    ("ISVA offered", "U"): "",
    ("Told by", "Liaison"): "SOLO",
}
PLACES = ("North Moor", "Port", "East Quay")


def small_force(*, is_mended: bool = False) -> dict[str, bytes]:
    """The files of a small force by name; ``is_mended``: after what the first try told."""
    return {
        "areas of ours.csv": _lines(*AREAS),
        "crimes 2021.csv": _lines(*_crimes(is_mended)),
        "victims told 2021.csv": _lines(*_telling()),
    }


def _crimes(is_mended: bool) -> list[str]:
    headings = (
        "URN,When it was reported to us,Patch,HO Outcome,Outcome Date,Disability,Religion,,Beat"
    )
    rows = ["Crimes of the year,,,,,,,,", "", headings]
    for number in range(1, 31):
        reported = date(2021, 1, 4) + timedelta(days=11 * number)
        outcome = reported + timedelta(days=40)
        # The second system writes the month first.
        order = "%d/%m/%Y" if is_mended or number % 10 else "%m/%d/%Y"
        rows.append(
            f"MOOR/{number:04d}/21,{reported:%d %b %Y},{PLACES[number % 3]},16 - no support,"
            f"{outcome:{order}},{'None' if number % 2 else 'Yes'},Unknown,,"
        )
    return [*rows, "", '"Source: records system, run by the performance team"', "* provisional"]


def _telling() -> list[str]:
    rows = ["Crime No,Decided By,NFA Date,Victim Informed,How Informed,Informed By,ISVA offered"]
    for number in range(1, 31):
        decided = date(2021, 1, 4) + timedelta(days=11 * number + 40)
        told = decided + timedelta(days=number % 9)
        way = ("Teams", "Letter", "phone")[number % 3]
        rows.append(
            f"MOOR/{number:04d}/21,Police,{decided:%d.%m.%y},{told:%Y-%m-%d},{way},"
            f"{'Liaison' if number % 2 else 'OIC'},{('Y', 'N', 'U')[number % 3]}"
        )
    return [*rows, "End of list,,,,,,"]


def middle_force(*, is_mended: bool = False) -> dict[str, bytes]:
    """The workbook of a middle force: four sheets, of which one is no table."""
    content = BytesIO()
    book = xlsxwriter.Workbook(content, {"in_memory": True, "default_date_format": "dd/mm/yyyy"})
    if not is_mended:
        summary = book.add_worksheet("Summary for the board")
        summary.write_column(0, 0, ["Investigations", "Told late"])
        summary.write_column(0, 1, [40, 7])
    crimes = book.add_worksheet("Crimes")
    crimes.write_row(0, 0, ["Extract for the OPCC, restricted"])
    crimes.write_row(2, 0, ["Crime Number", "Date Recorded", "OC", "OC Date", "DA Flag"])
    plans = book.add_worksheet("Action plans")
    plans.write_row(0, 0, ["Crime Number", "Date Issued", "First Target", "Date Answered"])
    told = book.add_worksheet("NFA letters")
    told.write_row(0, 0, ["Crime Number", "Decided By", "Decision Date", "Date Informed", "Method"])
    for number in range(1, 41):
        reference = f"MID/{number:04d}/21"
        reported = date(2021, 2, 1) + timedelta(days=5 * number)
        ended = reported + timedelta(days=60)
        crimes.write_row(
            2 + number, 0, [reference, reported, 15, ended, "Y" if number % 4 else "N"]
        )
        target = reported + timedelta(days=30)
        plans.write_row(
            number, 0, [reference, reported, target, target + timedelta(number % 5 - 2)]
        )
        told.write_row(
            number, 0, [reference, "police", ended, ended + timedelta(days=number % 7), "in person"]
        )
    crimes.write(44, 0, "Figures are provisional until the year end")
    book.close()
    return {"Return to the OPCC.xlsx": content.getvalue()}


def _lines(*rows: str) -> bytes:
    return "\r\n".join(rows).encode("cp1252")
