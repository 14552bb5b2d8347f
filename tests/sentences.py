"""Sentences of the app that several tests use, so that a new wording is changed here only."""

CORRECTED_ALREADY = "That entry was corrected already. Correct the newest one."
DAMAGED = "The workbook is damaged or cut short. Open it in Excel, save it again and send that."
DUE_TOO_EARLY = "An action cannot be due before the day it was opened."
EVIDENCE_FIRST = (
    "Record the evidence first: for this part the office has seen nothing but statements."
)
EVIDENCE_OF_NOTHING = "Say which part or action the evidence is about."
EXPIRES_TOO_EARLY = "The evidence cannot expire before its own date."
MONTH_END = "Case figures as at 31 January 2022, the last closed month-end."
NAME_TAKEN = "There is a view of that name. Give another, or take that one off the list."
NO_MONTH_END = "No month-end is closed, so no case figure can be shown."
NO_NAME = "Type your name: each entry says who recorded it."
TAKE_OUT = "Take it out of the cells, or delete the column, and send the spreadsheet again."
TIME_TO_ASK_IS_OVER = "Told of the decision, and the time to ask is over"
TOLD_BY_AREA = "What share: victims told in time, by area, April 2020 to March 2021?"
TOLD_IN_ALL = "What share: victims told in time, all areas together, January to December 2021?"
UPDATE_TOO_EARLY = "The update cannot be from before the action was opened."
