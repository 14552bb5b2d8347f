"""Everything that pages show protected can be asked for exactly, each thing under its own title."""

import pytest

from metrics.periods import Limit
from metrics.victims.allowed_tables import ALLOWED_TABLES
from metrics.victims.share_parts import codes_of, parts_of
from metrics.victims.victim_summary import VICTIM_LIMITS
from ui.exact_counts import choices

LIMITS = {code: Limit(5, verified=True) for code in VICTIM_LIMITS}


def test_every_row_set_has_a_title_and_says_what_is_counted():
    assert choices.row_sets().keys() == ALLOWED_TABLES.keys()
    assert len({*choices.row_sets().values()}) == len(ALLOWED_TABLES)
    assert all(choices.definition_text(kind).endswith(".") for kind in ALLOWED_TABLES)


@pytest.mark.parametrize("kind", ALLOWED_TABLES)
def test_every_table_and_measure_of_a_row_set_can_be_chosen(kind):
    titles = choices.counted_by(kind, LIMITS)

    assert [*titles] == [*map(parts_of, codes_of(kind)), *ALLOWED_TABLES[kind].dimensions]
    assert len({*titles.values()}) == len(titles)


def test_what_no_longer_exists_keeps_its_words_in_the_list_of_looks():
    assert choices.exact_table_title("decisions", "told_of_old", LIMITS) == "Told of old"
    assert choices.exact_table_title("letters", "sent", LIMITS) == "Sent"
