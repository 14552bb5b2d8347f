"""What is proposed is shown field by field."""

from data_access.writes.proposals import KINDS
from ui.rows.proposals import CALLED, IN_THE_HEADING

# Set by the app, or of the words of a response, for which no contributor is asked.
ASKED_OF_NOBODY = {
    "seen",
    "corrects",
    "figure_owed",
    "stated_as",
    "quote",
    "quote_section",
    "quote_paragraph",
}


def test_every_field_that_can_be_proposed_has_words_for_who_decides():
    fields = {field for schema in KINDS.values() for field in schema.model_fields}

    assert CALLED.keys() | IN_THE_HEADING == fields - ASKED_OF_NOBODY
