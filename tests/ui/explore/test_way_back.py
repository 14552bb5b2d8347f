"""The way back on Explore: the questions that were asked, up to the one that is shown."""

from ui.explore.explore_controls import asked_up_to


def asked(*questions):
    """What is kept once questions were asked, each with a number that tells when."""
    kept: dict[str, dict[str, str]] = {}
    for number, question in enumerate(questions):
        kept = asked_up_to(question, {"number": str(number)}, kept)
    return {question: address["number"] for question, address in kept.items()}


def test_each_other_question_is_kept_in_its_order():
    assert list(asked("all", "by area", "Devon").items()) == [
        ("all", "0"),
        ("by area", "1"),
        ("Devon", "2"),
    ]


def test_a_question_that_is_come_back_to_is_the_last_and_leads_to_the_one_before_it():
    assert asked("all", "by area", "Devon", "by area") == {"all": "0", "by area": "3"}
    assert asked("all", "by area", "Devon", "all") == {"all": "3"}


def test_a_question_shown_in_another_way_is_the_same_question():
    assert asked("all", "by area", "by area") == {"all": "0", "by area": "2"}
