from hypothesis import given

from metrics.plan.deadlines import with_progress, with_time_state
from metrics.recommendations import parts as recommendations
from metrics.recommendations.first_positions import with_first_positions
from tests import made_up, oracles
from tests.builders import AS_AT, day_state, frame, recurring
from tests.metrics.parts import FOR_OTHERS, parts_of, said
from tests.often import often

ALL = made_up.stores_with(
    "recommendation", "requirement", "position", "judgement", "evidence", "action", "action_update"
)


# Against the slow way


@often(100)
@given(ALL)
def test_the_summary_of_each_recommendation_is_what_a_slow_reading_gives(rows):
    parts = parts_of(rows)
    actions = with_time_state(
        with_progress(
            frame("action", *rows.get("action", ())),
            frame("action_update", *rows.get("action_update", ())),
            frame("evidence", *rows.get("evidence", ())),
            recurring(),
        ),
        AS_AT,
        14,
        30,
    )
    given_rows = frame("recommendation", *rows["recommendation"])

    found = recommendations.summaries(given_rows, parts, actions).to_dicts()

    assert found == oracles.summaries(given_rows.to_dicts(), parts.to_dicts(), actions.to_dicts())


# Nothing


def test_no_parts_are_silent_and_none_are_counted():
    nothing = parts_of({"requirement": [], "position": [], "judgement": [], "evidence": []})

    assert recommendations.silent_parts(nothing).to_dicts() == []
    assert recommendations.others_text(nothing) == ""


# Silences


def test_parts_not_mentioned_come_before_those_partly_answered_and_local_ones_first():
    parts = parts_of(
        {
            "requirement": [
                {"label": "3b", "answered": "partly", **FOR_OTHERS},
                {"label": "1", "answered": "partly"},
                {"label": "5", "answered": "answered"},
                {"label": "12a", "answered": "not mentioned", **FOR_OTHERS},
                {"label": "5c", "answered": "not mentioned"},
                {"label": "20", "answered": None},
            ],
            "position": [],
            "judgement": [],
            "evidence": [],
        }
    )

    assert recommendations.silent_parts(parts)["label"].to_list() == ["5c", "12a", "1", "3b"]


# A row a recommendation


def test_other_bodies_have_a_line_of_their_own():
    others = [
        FOR_OTHERS | {"label": label, "addressee": body}
        for label, body in (("3b", "Home Office"), ("8", "Government"), ("9", "CPS nationally"))
    ]
    parts = parts_of(
        {
            "requirement": [*others, {}],
            "position": [
                said("addressee", "complete", requirement="P1"),
                said("addressee", "under way", requirement="P2"),
            ],
            "judgement": [],
            "evidence": [],
        }
    )

    assert recommendations.others_text(with_first_positions(parts, frame("stated_position"))) == (
        "3 parts for other bodies. Home Office on 3b: reported complete; "
        "Government on 8: under way; nothing recorded for 9."
    )
    left = {"requirement": "P3", "stated_as": "left to another body"}
    stated = with_first_positions(parts, frame("stated_position", left))
    assert recommendations.others_text(stated) == (
        "3 parts for other bodies. Home Office on 3b: reported complete; "
        "Government on 8: under way; in the answer of 2021: left to another body (9)."
    )


def test_parts_of_which_the_inspectorate_says_nothing_are_counted():
    closed = {"voice": "inspectorate", "state": "complete"}

    told = [
        recommendations.without_inspectorate_text(
            day_state(requirement=parts, position=positions).parts
        )
        for parts, positions in (
            ([{"part": "a"}, {"part": "b"}], [closed]),
            ([{}], [closed]),
            ([{}], []),
        )
    ]

    assert told == [
        "No position of the inspectorate is recorded on 1 of 2 parts.",
        "",
        "No position of the inspectorate is recorded on 1 of 1 part.",
    ]
