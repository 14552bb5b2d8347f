from data_access.vocabulary import Voice
from metrics.recommendations.positions import state_word


def test_a_state_is_said_in_the_words_of_its_voice():
    assert [state_word(state, Voice.OPCC) for state in ("complete", "under way", None)] == [
        "evidence seen",
        "under way",
        "nothing recorded",
    ]
