"""Colours and sizes, each named once: the Government Analysis Function's palette, in its order."""

FIRST_COLOUR = "#12436D"
# For marks only: these are too pale for text on white.
SECOND_COLOUR = "#28A197"
THIRD_COLOUR = "#801650"
FOURTH = "#F46A25"
# Late or missed, and nothing else.
LATE = "#CC2F1B"
# Not known, which style.css hatches: its edge, and what is between.
UNKNOWN_EDGE, UNKNOWN = "#5B6672", "#DDE2E7"
# The unfilled rest of a bar in FIRST_COLOUR, drawn with an edge.
REST = "#DFE9F3"
INK = "#1B2733"
QUIET = "#46525F"
GRID = "#D5DAE0"
LABEL_SIZE = 13
ROW_HEIGHT = 22
