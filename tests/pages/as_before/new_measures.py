"""Leaves out of a comparison what a measure that came after the record changes by itself.

Each box of *Explore* offers it, and tests hold the boxes against the registry. A pack that says one
figure more has another reference; ``tests/pages/test_documents.py`` reads what packs say.
"""

import re

from metrics.explore.quantity_groups import GROUPS

OFFERED = re.compile(rf"^ *options: (?:{'|'.join(map(re.escape, GROUPS))}): .*\n", re.MULTILINE)
REFERENCE = re.compile(r"(?<=Its reference is \*\*)[0-9A-F]{8}(?=\*\*)")


def measures_as_recorded(text: str, recorded: str) -> str:
    """The text of a page, less what is offered since, with the reference of the pack as recorded.

    What was offered already stays compared, in its order.
    """
    offered = set(OFFERED.findall(recorded))
    if offered:
        text = OFFERED.sub(lambda now: now[0] if now[0] in offered else "", text)
    before = REFERENCE.search(recorded)
    return REFERENCE.sub(before[0], text) if before else text
