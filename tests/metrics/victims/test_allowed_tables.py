import pytest

from metrics.victims.allowed_tables import ALLOWED_TABLES, AllowedTables, why_not_allowed


@pytest.mark.parametrize("kind", ALLOWED_TABLES)
def test_each_dimension_of_the_list_can_be_asked_for(kind):
    assert [why_not_allowed(kind, [each]) for each in ALLOWED_TABLES[kind].dimensions] == [
        None
    ] * len(ALLOWED_TABLES[kind].dimensions)


@pytest.mark.parametrize("kind", ALLOWED_TABLES)
def test_no_dimension_is_on_the_list_twice(kind):
    dimensions = ALLOWED_TABLES[kind].dimensions

    assert sorted(set(dimensions)) == sorted(dimensions)


@pytest.mark.parametrize(
    ("asked", "said"),
    [(["stage", "evidenced"], "stage and evidenced"), (["eye_colour"], "eye colour")],
)
def test_what_is_not_on_the_list_is_refused_with_the_reason_and_what_there_is(asked, said):
    assert why_not_allowed("support_ends", asked) == (
        f"These counts cannot be split by {said}: they are protected for one dimension at a time, "
        "and any other table could give a withheld number away. Choose one of these, with area "
        "and period: stage, reason, early, evidenced, resumed, domestic abuse, mg6dar, stage and "
        "reason, stage and early and abuse and mg6dar."
    )


def test_crossed_dimensions_come_last():
    count_tables = AllowedTables(single=("stage", "reason"), crossed=("stage_and_reason",))

    assert count_tables.dimensions == ("stage", "reason", "stage_and_reason")
