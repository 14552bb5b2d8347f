"""Colours and sizes, each named once: the Government Analysis Function's palette, in its order."""

FIRST_COLOUR = "#12436D"
# For marks only: these are too pale for text on white.
SECOND_COLOUR = "#28A197"
THIRD_COLOUR = "#801650"
FOURTH = "#F46A25"
# Late or missed, and nothing else.
LATE = "#8F1D1D"
# Not known, which style.css hatches.
UNKNOWN = "#7A858F"
# The unfilled rest of a bar in FIRST_COLOUR, drawn with an edge.
REST = "#DFE9F3"
INK = "#1B2733"
QUIET = "#46525F"
GRID = "#D5DAE0"
LABEL_SIZE = 13
ROW_HEIGHT = 22
