"""The day at which the demonstration stands still, and who is said to have made it."""

from datetime import date

AS_AT = date(2022, 2, 28)
RECORDED_BY = "demonstration"
