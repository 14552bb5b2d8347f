"""A source's own words are asked about once, given a meaning, and known the next time."""

import pytest

from data_access.intake.models import UnknownValue
from data_access.reads import read_snapshot, read_tallies
from data_access.writes import Refused
from tests.data_access.intake.office import (
    OTHER,
    REFERENCE,
    bring,
    cases,
    counts,
    lines,
    nothing_changes,
)

HEADINGS = "Crime Ref,Decided by,NFA Date,Date Told,Method,ISVA offered"


def notices(*rows: str):
    return lines(HEADINGS, *rows, name="notice.csv")


SENT = notices(
    f"{REFERENCE},police,03/11/2021,05/11/2021,Teams,U",
    f"{OTHER},police,03/11/2021,05/11/2021,teams.,yes",
)
MEANS = {("method", "teams"): "video", ("isva_offered", "u"): ""}


def questions(report):
    return [each for sheet in report.sheets for each in sheet.unknown_values]


def test_unknown_words_are_asked_about_with_their_column_and_cells(starter_store):
    bring(starter_store, cases("16/07/2021", "17/07/2021"))

    report = nothing_changes(starter_store, SENT)

    assert questions(report) == [
        UnknownValue("method", "How told", "E", "Teams", 2),
        UnknownValue("isva_offered", "ISVA offered", "F", "U", 1),
    ]
    assert report.errors["rule"].unique().sort().to_list() == [
        "not one of the words",
        "not yes or no",
    ]


def test_a_word_given_a_meaning_is_read_by_it_and_known_the_next_time(starter_store):
    bring(starter_store, cases("16/07/2021", "17/07/2021"))

    first = bring(starter_store, SENT, value_meanings=MEANS)
    again = bring(starter_store, SENT)

    assert (counts(first), counts(again)) == ({"notice": (2, 0, 0)}, {"notice": (0, 0, 2)})
    assert questions(again) == []
    told = read_tallies(starter_store).tables["notice"]
    assert told.select("method", "isva_offered").rows() == [("video", None), ("video", True)]
    kept = read_snapshot(starter_store).tables["value_choice"]
    assert sorted(kept.select("source", "table", "column", "value", "means").rows()) == [
        ("Unifi", "notice", "isva_offered", "u", ""),
        ("Unifi", "notice", "method", "teams", "video"),
    ]


def test_a_meaning_holds_for_its_source_alone_and_may_be_given_anew(starter_store):
    bring(starter_store, cases("16/07/2021", "17/07/2021"))
    bring(starter_store, SENT, value_meanings=MEANS)

    elsewhere = nothing_changes(starter_store, SENT, source="Niche")
    anew = bring(starter_store, SENT, value_meanings={("method", "teams"): "telephone"})

    assert len(questions(elsewhere)) == 2
    assert counts(anew) == {"notice": (0, 2, 0)}
    assert bring(starter_store, SENT).rows_changed == 0


def test_a_meaning_that_is_no_word_of_the_column_is_a_fault(starter_store):
    bring(starter_store, cases("16/07/2021", "17/07/2021"))

    report = nothing_changes(starter_store, SENT, value_meanings={("method", "teams"): "pigeon"})

    assert "not one of the words" in report.errors["rule"].to_list()


@pytest.mark.parametrize("value", ["01392 496000", "j.doe@example.org", "Jane Doe"])
def test_a_word_that_may_identify_somebody_is_neither_asked_about_nor_kept(starter_store, value):
    bring(starter_store, cases("16/07/2021"))
    sent = notices(f"{REFERENCE},police,03/11/2021,05/11/2021,{value},")

    assert questions(nothing_changes(starter_store, sent)) == []
    with pytest.raises(Refused, match="given a meaning"):
        bring(starter_store, sent, value_meanings={("method", value): "video"})


def test_a_column_of_many_words_is_not_asked_about(starter_store):
    words = [f"word {chr(97 + n // 26)}{chr(97 + n % 26)}" for n in range(21)]
    rows = [f"50/{n}/21,16/07/2021,{word}" for n, word in enumerate(words)]

    report = nothing_changes(starter_store, lines("Crime Ref,Date Reported,DA", *rows))

    assert questions(report) == []


def test_an_answer_in_a_column_of_how_it_was_asked_is_never_shown(starter_store):
    rows = [f"{REFERENCE},16/07/2021,Ruritanian", f"{OTHER},16/07/2021,Y"]

    report = nothing_changes(starter_store, lines("Crime Ref,Date Reported,Race: asked", *rows))

    assert [each.value for each in questions(report)] == ["Y"]


ASKED = "Crime Ref,Date Reported,Disability,Religion,Ethnicity"
NONE = lines(ASKED, f"{REFERENCE},16/07/2021,None,none,None", f"{OTHER},16/07/2021,,Yes,")


def asked_in(store):
    columns = ("disability_asked", "religion_belief_asked", "race_asked")
    return read_tallies(store).tables["investigation"].select(columns).rows()


def test_none_is_the_victims_own_account_of_disability_and_religion_and_it_is_said(starter_store):
    report = bring(starter_store, NONE)

    assert asked_in(starter_store)[0] == ("own account", "own account", "not recorded")
    assert [each[:4] for each in report.sheets[0].none_answers] == [
        ("disability_asked", "Disability", "C", 1),
        ("religion_belief_asked", "Religion or belief", "D", 1),
    ]
    assert report.sheets[0].notices == (
        "“None” in column C, Disability, counts as the victim’s own account.",
        "“None” in column D, Religion or belief, counts as the victim’s own account.",
    )


def test_where_the_source_writes_none_for_a_blank_it_is_said_once_and_remembered(starter_store):
    means = {("disability_asked", "none"): "not recorded"}

    first = bring(starter_store, NONE, value_meanings=means)
    again = bring(starter_store, NONE)

    assert asked_in(starter_store)[0] == ("not recorded", "own account", "not recorded")
    assert again.rows_changed == 0
    for report in (first, again):
        assert [each.is_confirmed for each in report.sheets[0].none_answers] == [True, False]
        assert report.sheets[0].notices[0] == (
            "“None” in column C, Disability, counts as not recorded: its source writes it for a "
            "blank."
        )
