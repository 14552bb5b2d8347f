"""What was changed is listed in the words of the form that changed it."""

from datetime import UTC, datetime

from ui.rows.corrections import CALLED_OF_KINDS, correction_rows

CHANGED = {"recorded_at": datetime(2022, 2, 28, 9, tzinfo=UTC), "recorded_by": "Secretary"}


def before(was, **words):
    return correction_rows([CHANGED | {"was": was}], **words)["Before"].to_list()


def test_the_earlier_name_and_series_of_a_kind_of_meeting_are_said_in_the_words_of_its_form():
    was = {"title": "Scrutiny panel", "every": 4, "unit": "weeks", "series_from": "2022-03-02"}

    assert before(was, called=CALLED_OF_KINDS) == [
        "What it is called: Scrutiny panel; Meets every: 4; Weeks or months: weeks; "
        "Counted from: 2 March 2022"
    ]


def test_the_earlier_title_of_an_action_is_what_is_to_be_done():
    assert before({"title": "Review the policy"}) == ["What is to be done: Review the policy"]
