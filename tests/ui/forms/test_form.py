import pytest

from tests.sentences import ASK_WHO_AGREED
from ui.forms.form_text import with_labels

LABELS = {
    "effective_on": "Effective date",
    "new_due_on": "New date",
    "kind": "Which meeting",
    "note": "In your words",
}


@pytest.mark.parametrize(
    ("refusal", "said"),
    [
        ("New due on: give a day.", "New date: give a day."),
        ("Effective on: give a day.", "Effective date: give a day."),
        (
            "Kind: choose one from the list. Note: this looks like a name.",
            "Which meeting: choose one from the list. In your words: this looks like a name.",
        ),
        (ASK_WHO_AGREED, ASK_WHO_AGREED),
        ("Seen: fill this in.", "Seen: fill this in."),
        ("It was said of a kind: nothing.", "It was said of a kind: nothing."),
    ],
)
def test_a_refusal_names_each_field_as_the_form_does(refusal, said):
    assert with_labels(LABELS, refusal) == said
