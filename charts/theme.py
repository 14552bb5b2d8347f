"""Colours and sizes, each named once: the Government Analysis Function's palette, in its order."""

FIRST = "#12436D"
# For marks only: against white these are too pale for text.
SECOND = "#28A197"
THIRD = "#801650"
FOURTH = "#F46A25"
# The rest of a bar of FIRST, within an edge of it: what is not there, beside what is.
REST = "#DFE9F3"
INK = "#1B2733"
QUIET = "#46525F"
GRID = "#D5DAE0"
LABEL_SIZE = 13
ROW_HEIGHT = 22
