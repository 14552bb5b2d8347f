"""The words of a small force of three areas, and questions read by them."""

from data_access.full_text_index import words_in
from metrics.asking.explore_choices import explore_choices
from metrics.asking.lexicon import Names, lexicon
from metrics.asking.question import question_words, read_question
from metrics.day_state import limits_on
from tests.builders import AS_AT, tables
from tests.metrics.explore.questions import COVERAGE, TODAY

NAMES = Names(
    areas=["Cornwall", "Devon", "Plymouth"],
    organisations={"force": "Devon and Cornwall Police", "cps": "CPS South West"},
    kinds={"police force": "force", "prosecution service": "cps"},
    pages={"meetings": "Meetings", "escalations": "Escalations"},
)
LIMITS = limits_on(AS_AT, tables())
LEXICON = lexicon(NAMES, LIMITS, words_in)


def read(text):
    """The reading of a question, as at 28 February 2022."""
    return read_question(question_words(text, words_in), LEXICON, TODAY)


def chosen(text):
    """The choices on Explore that a question becomes; null for none."""
    return explore_choices(read(text), COVERAGE)
