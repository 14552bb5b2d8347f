"""Everything that can be counted is in one group, and is found by other words."""

from collections import Counter

from metrics.explore.quantity_groups import GROUPS, NAMED, OTHER_WORDS, other_words
from metrics.explore.registry import QUANTITIES
from metrics.measures.catalogue import MEASURES


def test_everything_that_can_be_counted_is_in_one_group():
    in_groups = Counter(code for codes in GROUPS.values() for code in codes)

    assert in_groups == dict.fromkeys(QUANTITIES, 1)


def test_a_measure_that_is_not_named_stands_after_the_one_declared_before_it():
    named = {code for codes in NAMED.values() for code in codes}
    declared, listed = [*MEASURES], [code for codes in GROUPS.values() for code in codes]
    stands_after = {code: listed[listed.index(code) - 1] for code in {*listed} - named}

    assert stands_after == {code: declared[declared.index(code) - 1] for code in stands_after}


def test_another_word_stands_for_what_can_be_counted():
    assert {code for codes in OTHER_WORDS.values() for code in codes} <= QUANTITIES.keys()
    assert all(codes for codes in OTHER_WORDS.values())


def test_other_words_are_in_the_order_of_the_list():
    assert other_words("sent_by_post") == ["letters", "post"]
    assert other_words("notices")[:3] == ["letters", "post", "method"]
