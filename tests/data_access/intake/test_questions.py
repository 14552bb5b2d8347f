"""A source's own headings and words are asked about at once, and known the next time."""

from datetime import date

import pytest

from data_access.intake.models import OUTSIDE_LIST, Asked
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
    wording,
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
    """Each question, with its guess."""
    return [
        (each.letter, each.heading, each.column, each.word, each.cells, each.guess)
        for each in report.questions
    ]


def test_unknown_words_are_asked_about_with_their_column_and_cells(starter_store):
    bring(starter_store, cases("16/07/2021", "17/07/2021"))

    report = nothing_changes(starter_store, SENT)

    assert questions(report) == [
        ("E", "Method", "How told", "Teams", 2, OUTSIDE_LIST),
        ("F", "ISVA offered", "ISVA offered", "U", 1, OUTSIDE_LIST),
    ]
    assert report.errors["rule"].unique().sort().to_list() == [
        "not one of the words",
        "not yes or no",
    ]


def test_a_word_given_a_meaning_is_read_by_it_and_known_the_next_time(starter_store):
    bring(starter_store, cases("16/07/2021", "17/07/2021"))

    first = bring(starter_store, SENT, answers=wording(MEANS))
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
    bring(starter_store, SENT, answers=wording(MEANS))

    elsewhere = nothing_changes(starter_store, SENT, source="Niche")
    anew = bring(starter_store, SENT, answers=wording({("method", "teams"): "telephone"}))

    assert len(questions(elsewhere)) == 2
    assert counts(anew) == {"notice": (0, 2, 0)}
    assert bring(starter_store, SENT).rows_changed == 0


def test_a_heading_means_the_column_of_its_own_table(starter_store):
    # Of several tables only one has the word in its column “Stage”.
    sent = lines(
        "Crime Ref,VRR Scheme,VRR Date,Stage",
        f"{REFERENCE},cps,01/12/2021,first look",
        name="reviews.csv",
    )
    means = wording({("Stage", "first look"): "local resolution"})

    bring(starter_store, cases("16/07/2021"), sent, answers=means)

    assert read_tallies(starter_store).tables["review_request"]["stage"].to_list() == [
        "local resolution"
    ]


@pytest.mark.parametrize(
    ("table", "headings", "row", "column", "kept"),
    [
        ("notice", "Decided by,NFA Date,Informed By", "police,03/11/2021,", "told_by", "other"),
        ("case_plan", "Plan Date,Who must act", "04/10/2021,", "must_act", None),
        ("support_end", "Date Ended,Reason", "02/09/2021,", "reason", "other"),
    ],
)
def test_a_word_outside_the_list_is_kept_as_other_or_left_empty(
    starter_store, table, headings, row, column, kept
):
    sent = lines(f"Crime Ref,{headings}", f"{REFERENCE},{row}Witness care", name=f"{table}.csv")
    means = wording({(column, "witness care"): OUTSIDE_LIST})

    bring(starter_store, cases("16/07/2021"), sent, answers=means)

    assert read_tallies(starter_store).tables[table][column].to_list() == [kept]


def test_where_a_column_must_be_filled_and_has_no_other_no_word_is_outside_the_list(starter_store):
    sent = lines("Crime Ref,Decided by,NFA Date", f"{REFERENCE},A court,03/11/2021")

    (question,) = nothing_changes(starter_store, cases("16/07/2021"), sent).questions

    assert (list(question.choices), question.guess) == (["police", "cps"], None)


PLANS = lines(
    "Crime Ref,CAP Issued,Action With,Flag,Review Date,Victim",
    f"{REFERENCE},04/10/2021,Police OIC,1,04/11/2021,x",
    f"{OTHER},05/10/2021,Nobody yet,2,05/11/2021,y",
    name="plans.csv",
)


def test_headings_and_the_words_of_a_column_that_is_only_likely_are_asked_about_at_once(
    starter_store,
):
    bring(starter_store, cases("16/07/2021", "17/07/2021"))

    report = nothing_changes(starter_store, PLANS, table="case_plan")

    # The heading that names people is refused, and not asked about.
    assert questions(report) == [
        ("B", "CAP Issued", "", "", 0, "issued_on"),
        ("C", "Action With", "", "", 0, "must_act"),
        ("C", "Action With", "Who must act", "Nobody yet", 1, OUTSIDE_LIST),
        ("C", "Action With", "Who must act", "Police OIC", 1, "police"),
        ("D", "Flag", "", "", 0, ""),
    ]


def test_guesses_are_taken_where_they_are_asked_for_and_never_else(starter_store):
    bring(starter_store, cases("16/07/2021"))
    sent = lines(
        "Crime Ref,Review Date,CAP Issued,Action With",
        f"{REFERENCE},01/11/2021,04/10/2021,Police OIC",
        name="plans.csv",
    )

    refused = nothing_changes(starter_store, sent, table="case_plan")
    bring(starter_store, sent, table="case_plan", takes_guesses=True)

    assert refused.errors["rule"].to_list() == ["a column is missing"]
    plans = read_tallies(starter_store).tables["case_plan"]
    assert plans.select("issued_on", "must_act").rows() == [(date(2021, 10, 4), "police")]


def test_a_rank_and_a_name_is_not_asked_about(starter_store):
    sent = notices(f"{REFERENCE},police,03/11/2021,05/11/2021,DS Quillfeather,")

    assert nothing_changes(starter_store, cases("16/07/2021"), sent).questions == []


def test_what_is_left_out_is_remembered_as_the_likeliest_answer(starter_store):
    sent = lines("Crime Ref,Date Reported,Incident DA", f"{REFERENCE},16/07/2021,yes")
    asked = Asked("investigation", "Incident DA")

    (before,) = bring(starter_store, sent, dry_run=True).questions
    bring(starter_store, sent, answers={asked: ""})
    (after,) = bring(starter_store, sent, dry_run=True).questions

    assert (before.asked, after.asked) == (asked, asked)
    assert (before.guess, after.guess) == ("domestic_abuse", "")


@pytest.mark.parametrize("value", ["01392 496000", "j.doe@example.org", "Jane Doe"])
def test_a_word_that_may_identify_somebody_is_neither_asked_about_nor_kept(starter_store, value):
    bring(starter_store, cases("16/07/2021"))
    sent = notices(f"{REFERENCE},police,03/11/2021,05/11/2021,{value},")

    assert questions(nothing_changes(starter_store, sent)) == []
    with pytest.raises(Refused, match="given a meaning"):
        bring(starter_store, sent, answers=wording({("method", value): "video"}))


def test_a_column_of_many_words_is_not_asked_about(starter_store):
    words = [f"word {chr(97 + n // 26)}{chr(97 + n % 26)}" for n in range(21)]
    rows = [f"50/{n}/21,16/07/2021,{word}" for n, word in enumerate(words)]

    report = nothing_changes(starter_store, lines("Crime Ref,Date Reported,DA", *rows))

    assert questions(report) == []


def test_an_answer_in_a_column_of_how_it_was_asked_is_never_shown(starter_store):
    rows = [f"{REFERENCE},16/07/2021,Ruritanian", f"{OTHER},16/07/2021,Y"]

    report = nothing_changes(starter_store, lines("Crime Ref,Date Reported,Race: asked", *rows))

    assert [each.word for each in report.questions] == ["Y"]


ASKED = "Crime Ref,Date Reported,Disability,Religion,Ethnicity"
NONE = lines(ASKED, f"{REFERENCE},16/07/2021,None,none,None", f"{OTHER},16/07/2021,,Yes,")


def asked_in(store):
    columns = ("disability_asked", "religion_belief_asked", "race_asked")
    return read_tallies(store).tables["investigation"].select(columns).rows()


def test_none_is_the_victims_own_account_of_disability_and_religion_and_it_is_said(starter_store):
    report = bring(starter_store, NONE)

    assert asked_in(starter_store)[0] == ("own account", "own account", "not recorded")
    assert questions(report) == [
        ("C", "Disability", "Disability", "None", 1, "own account"),
        ("D", "Religion", "Religion or belief", "None", 1, "own account"),
    ]
    assert report.sheets[0].notices == (
        "“None” in column C, Disability, counts as the victim’s own account.",
        "“None” in column D, Religion or belief, counts as the victim’s own account.",
    )


def test_where_the_source_writes_none_for_a_blank_it_is_said_once_and_remembered(starter_store):
    means = {("disability_asked", "none"): "not recorded"}

    first = bring(starter_store, NONE, answers=wording(means))
    again = bring(starter_store, NONE)

    assert asked_in(starter_store)[0] == ("not recorded", "own account", "not recorded")
    assert again.rows_changed == 0
    for report in (first, again):
        assert [each.column for each in report.questions] == ["Religion or belief"]
        assert report.sheets[0].notices[0] == (
            "“None” in column C, Disability, counts as not recorded: its source writes it for a "
            "blank."
        )
