import pytest
from hypothesis import given, settings

from metrics.day_state import LIMITS_IN_USE, day_state_on
from metrics.recommendations.measure_evidence import differences_of_day
from tests import made_up
from tests.builders import AS_AT, day_state, tables


def figures_of(found):
    """Everything a page reads of a day state, as plain rows."""
    return {
        "parts": found.parts.to_dicts(),
        "actions": found.actions.to_dicts(),
        "figures_owed": found.figures_owed.to_dicts(),
        "recommendations": found.recommendations.to_dicts(),
        "inspections": found.inspections.to_dicts(),
        "differences": differences_of_day(found).to_dicts(),
        "claims": found.claims,
    }


@pytest.mark.often
@settings(max_examples=25)
@given(made_up.STORES, made_up.DAYS)
def test_a_store_looked_at_as_at_a_day_stands_where_it_stood_on_that_day(rows, day):
    store = tables(**rows)
    then = day_state_on(day, store)

    assert figures_of(day_state_on(day, then.tables)) == figures_of(then)


@pytest.mark.often
@settings(max_examples=25)
@given(made_up.STORES)
def test_there_is_one_row_for_each_part_action_and_recommendation_known(rows):
    found = day_state_on(AS_AT, tables(**rows))

    for name, shown in (
        ("requirement", found.parts),
        ("action", found.actions),
        ("inspection", found.inspections),
    ):
        assert sorted(shown["ref"]) == sorted(found.tables[name]["ref"])
    assert sorted(found.recommendations["ref"]) == sorted(found.tables["recommendation"]["ref"])


def test_the_limits_in_force_on_the_day_decide_what_is_due_soon_and_stale():
    action = {"opened_on": "2022-02-18", "first_due_on": "2022-03-08"}
    limits = [{"days": 7}, {"code": "stale", "days": 10}]

    usual, tighter = (
        found.actions.select("time_state", "is_stale").row(0)
        for found in (day_state(action=[action]), day_state(action=[action], time_limit=limits))
    )

    assert (usual, tighter) == (("due soon", False), ("on time", True))


def test_without_a_limit_in_force_nothing_is_due_soon_and_nothing_is_stale():
    actions = [
        {"opened_on": "2021-01-01", "first_due_on": due_on}
        for due_on in ("2022-02-27", "2022-02-28", "2022-03-01")
    ]
    not_yet = [{"effective_from": "2022-03-01"}, {"code": "stale", "effective_from": "2022-03-01"}]

    found = day_state(action=actions, time_limit=not_yet)

    assert found.limits == dict.fromkeys(LIMITS_IN_USE)
    assert found.actions["time_state"].to_list() == ["overdue", "on time", "on time"]
    assert found.actions["is_stale"].to_list() == [False, False, False]


def test_a_claim_counts_as_one_whether_supplied_or_not():
    claim = {"figure_owed": True, "kind": "statement"}
    found = day_state(evidence=[claim, claim, {"supplies": "E1"}])

    assert (found.claims, found.figures_owed["ref"].to_list()) == (2, ["E2"])


def test_the_body_that_claims_a_figure_is_named_where_it_is_an_organisation():
    claim = {"figure_owed": True, "kind": "statement"}
    found = day_state(
        organisation=[{"ref": "force", "name": "Devon and Cornwall Police"}],
        evidence=[claim, claim | {"voice": "addressee"}],
    )

    assert found.figures_owed["lead"].to_list() == ["Devon and Cornwall Police", None]
