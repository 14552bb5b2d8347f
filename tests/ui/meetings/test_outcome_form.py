"""Each kind of outcome can be chosen in Meeting mode, and the guide says by which key."""

import re
from pathlib import Path

from data_access.vocabulary import SAID_OF_THE_ITEM, OutcomeKind
from data_access.writes.meeting_outcomes import MADE_AS
from ui.meetings.outcome_form import LINES

GUIDE = Path(__file__).parents[3] / "docs" / "meetings.md"
ROW = re.compile(r"^\| (\d) \| ([^|]+) \|", re.MULTILINE)


def test_every_kind_of_outcome_is_either_an_entry_or_said_of_the_item_and_can_be_chosen():
    entries, alone = set(MADE_AS), set(SAID_OF_THE_ITEM)

    assert entries & alone == set()
    assert entries | alone == set(LINES) == set(OutcomeKind) - {OutcomeKind.TAKEN_BACK}


def test_the_guide_lists_each_outcome_in_its_order_with_its_number_key():
    told = [(key, words) for key, words in ROW.findall(GUIDE.read_text("utf-8"))]
    offered = [(line.key, str(kind)) for kind, line in LINES.items()]

    assert [key for key, _ in offered] == sorted({key for key, _ in offered})
    assert [(key, words.split(" of the ")[0]) for key, words in told] == offered
