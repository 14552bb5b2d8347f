"""Two invented extracts as case systems send them: one of the police, and one of the CPS."""

from datetime import date, timedelta
from io import BytesIO

import xlsxwriter

CASES = 24
# The boxes that a reader changes by hand, by the beginning of their labels; all others stand.
CHANGED_OF_POLICE = {"“Lapsed” in column F": "withdrawn"}
CHANGED_OF_CPS = {"“MS Teams” in column E": "video", "“Referred back” in column D": "returned"}


def police_extract() -> dict[str, bytes]:
    """The crimes and action plans of a police case system by name of file, as CSV."""
    crimes = ["Occurrence Number,Date Reported,HO Outcome,Outcome Recorded Date,DA Flag,Beat Code"]
    plans = [
        "Occurrence Number,CAP Issued,Target Date,Revised Target,Owner,CAP Closure Reason,"
        "CAP Closed,Team"
    ]
    for number in range(1, CASES + 1):
        reported, issued = _reported(number), _reported(number) + timedelta(days=40)
        outcome = "," if number % 4 else f"16,{reported + timedelta(days=30):%d/%m/%Y}"
        abuse = ("Y", "N", "Unknown")[number % 3]
        crimes.append(f"{_reference(number)},{reported:%d/%m/%Y},{outcome},{abuse},B{number % 4}")
        reason = ("", "Admin finalised by CPS", "Lapsed", "Superseded")[number % 4]
        closed = f"{issued + timedelta(days=90):%d/%m/%Y}" if reason else ""
        revised = f"{issued + timedelta(days=35):%d/%m/%Y}" if number % 2 else ""
        plans.append(
            f"{_reference(number)},{issued:%d/%m/%Y},{issued + timedelta(days=21):%d/%m/%Y},"
            f"{revised},{('Police', 'CPS')[number % 2]},{reason},{closed},RASSO {number % 3}"
        )
    return {
        "Occurrences.csv": "\r\n".join(crimes).encode("cp1252"),
        "Case action plans.csv": "\r\n".join(plans).encode("cp1252"),
    }


def cps_extract() -> dict[str, bytes]:
    """The workbook of a CPS case system, about the same cases: decisions, plans and letters."""
    content = BytesIO()
    book = xlsxwriter.Workbook(content, {"in_memory": True, "default_date_format": "dd/mm/yyyy"})
    decisions = book.add_worksheet("Decisions")
    decisions.write_row(
        0,
        0,
        [
            *("URN", "Submitted to CPS", "CPS Decision Date", "Charging Decision Made"),
            *("File Accepted First Time", "Triage Reason", "Reviewing Unit"),
        ],
    )
    plans = book.add_worksheet("Action plans")
    plans.write_row(0, 0, ["URN", "Plan Date", "Target Date", "Revised Target", "Owner"])
    letters = book.add_worksheet("Letters")
    letters.write_row(
        0,
        0,
        [
            *("URN", "Decided By", "NFA Date", "Victim Informed", "Method of Contact"),
            *("Informed By", "CMS Ref Type"),
        ],
    )
    for number in range(1, CASES + 1):
        reference, referred = _reference(number), _reported(number) + timedelta(days=100)
        decided = referred + timedelta(days=30)
        decision = ("NFA - evidential", "Charge authorised", "Referred back")[number % 3]
        is_accepted = number % 4 == 0
        reason = ("", "Disclosure schedules incomplete", "Not on the system")[number % 3]
        decisions.write_row(number, 0, [reference, referred, decided, decision])
        decisions.write_row(
            number, 4, ["Yes" if is_accepted else "No", "" if is_accepted else reason, "SW RASSO"]
        )
        # A plan of the CPS on a later day than that of the police is one more.
        plans.write_row(number, 0, [reference, referred, referred + timedelta(days=14)])
        plans.write_row(number, 3, [referred + timedelta(days=28), ("CPS", "Police")[number % 2]])
        ways = ("MS Teams", "Phone call by officer")
        letters.write_row(number, 0, [reference, "CPS", decided, decided + timedelta(days=2)])
        letters.write_row(
            number, 4, [ways[number % 2], ("SOLO team", "Witness Care")[number % 2], "A"]
        )
    book.close()
    return {"CPS South West.xlsx": content.getvalue()}


def _reference(number: int) -> str:
    return f"DC/{number:04d}/21"


def _reported(number: int) -> date:
    return date(2021, 1, 4) + timedelta(days=3 * number)
