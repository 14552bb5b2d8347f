"""The Data page: what is loaded, and files looked at, loaded, refused and withdrawn."""

import re
import shutil
from datetime import date

import pytest
import streamlit as st

from data_access import maintenance, reads
from data_access.intake.table_specs import table_specs
from data_access.store import open_store, sqlite_url
from tests.pages.conftest import everything_said
from tests.pages.opening import closed_keys, opened
from tests.sentences import (
    DOWNLOAD_FAULTS,
    NAME_OF_ENTRY,
    NAME_OF_IMPORT,
    NEVER_MIX,
    NO_FILE_RECEIVED,
    NO_NAME,
    NOT_SHOWN_AFTER,
)
from tests.shown_tables import tables_of
from ui.forms.form_text import NOTHING_ABOUT_A_CASE
from ui.reads import case_states

BY = "OPCC policy officer"
HEADINGS = "Crime reference,Reported on,Domestic abuse,Outcome code,Outcome on"
GOOD = [f"77/{number:04d}/21,{number:02d}/07/2021,yes,16,03/11/2021" for number in range(1, 13)]
BAD = [*GOOD, "77/0013/21,31/02/2021,Jane Doe,16,03/11/2021", "77/0014/21,,no,99,"]


@pytest.fixture
def office(starter_file, tmp_path, monkeypatch):
    """An office's own store with starter content, for which it takes files of cases."""
    file = tmp_path / "office.db"
    shutil.copy(starter_file, file)
    url = sqlite_url(file)
    monkeypatch.setenv("STORE_URL", url.render_as_string())
    monkeypatch.setenv("CASE_KEY", "0123456789abcdef" * 4)
    monkeypatch.setenv("ACCEPT_NO_SIGN_IN", "yes")
    return url


def data_page(**address):
    return opened("data", **address)


def csv(rows, headings=HEADINGS, name="July.csv"):
    return (name, "\n".join([headings, *rows]).encode(), "text/csv")


def looked_at(page, *files):
    page.file_uploader[0].set_value(files)
    return page.run()


def field(page, label):
    fields = [*page.text_input, *page.selectbox, *page.multiselect]
    return next(each for each in fields if each.label == label)


def pressed(page, label):
    button = next(each for each in page.button if each.label == label)
    return button.click().run()


def loaded(page, by=BY):
    field(page, NAME_OF_IMPORT).input(by)
    return pressed(page, "Load")


def labels(page):
    return [each.label for each in page.button]


def words_of(elements):
    return [each.value.replace("\\", "") for each in elements]


def shown(page, heading):
    """The one table of the page with a column of that heading, as plain rows; opens its folds."""
    found = [each.value for each in tables_of(page) if heading in each.value.columns]
    if not found:
        for fold in closed_keys(page):
            page.session_state[fold] = True
        found = [each.value for each in tables_of(page.run()) if heading in each.value.columns]
    assert len(found) == 1, f"{len(found)} tables have {heading}"
    return found[0].to_dict("records")


def tables(url):
    return reads.read_snapshot(open_store(url)).tables


def cases(url):
    return reads.read_tallies(open_store(url)).tables["investigation"]


def faultless(url):
    return maintenance.faults(open_store(url)) == []


def test_on_the_day_before_a_file_came_nothing_of_it_is_said(open_page):
    page = open_page("data", as_at="2022-02-27")

    said = everything_said(page)
    assert NO_FILE_RECEIVED in said
    assert "28 February 2022" not in said.replace("\u00a0", " ")
    assert NOT_SHOWN_AFTER.format("27 February 2022") in words_of(page.caption)


def test_every_template_is_offered_and_any_one_of_them(open_page):
    page = open_page("data", "starter")
    box = field(page, "Template")

    assert box.options[:3] == ["Organisation", "Area", "Inspection"]
    assert len(box.options) == len(table_specs())
    page = box.set_value("notice").run()
    assert [button.proto.label for button in page.get("download_button")] == [
        "Download notice.xlsx"
    ]


def test_a_good_file_is_looked_at_loaded_counted_and_withdrawn_again(office):
    page = looked_at(data_page(), csv(GOOD))

    assert words_of(page.error) == []
    assert shown(page, "Columns read") == [
        {
            "Table": "Investigations",
            "Rows": "12",
            "New": "–",
            "Changed": "–",
            "The same": "–",
            "Columns read": "5",
            "Not read": "–",
        }
    ]
    assert [(row["Column"], row["Read as"]) for row in shown(page, "Read as")] == [
        ("A", "Crime reference"),
        ("B", "Reported on"),
        ("C", "Domestic abuse"),
        ("D", "Outcome code"),
        ("E", "Outcome on"),
    ]
    assert "No fault was found. Nothing is kept until you load it." in everything_said(page)
    assert tables(office)["import_batch"].is_empty()

    field(page, "From whom").input("Niche")
    page = loaded(page.run())

    assert words_of(page.success) == [
        "Loaded: 12 new rows, 0 changed, 0 as they were. Look next at [what is loaded]"
        "(#what-is-loaded), then at the [month-ends](#closed-month-ends) to close."
    ]
    assert cases(office).height == 12
    assert shown(page, "Age")[0]["Rows"] == "about 10"
    history = shown(page, "Batch")
    assert [(row["Table"], row["From whom"], row["Rows"], row["New"]) for row in history] == [
        ("Investigations", "Niche", "about 10", "about 10")
    ]
    assert history[0]["Loaded by"].startswith(BY)
    assert [len(each.value) for each in page.file_uploader] == [0]

    field(page, "Batches").set_value([1])
    field(page, "Your name, as typed: it is kept with the withdrawal").input(BY)
    page = pressed(page, "Withdraw")
    assert words_of(page.success) == [
        "Batch 1 is withdrawn: investigation, 12 rows taken out, 0 put back as they were."
    ]
    assert cases(office).is_empty()
    assert "Withdraw" not in labels(page)
    assert shown(page, "Batch")[0]["Withdrawn"].endswith(BY)
    assert faultless(office)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("31/02/2022", "31/02/2022 is not a day. Write it like 16/07/2021."),
        ("", "Give the day that the file came, like 16/07/2021."),
    ],
)
def test_a_file_without_the_day_that_it_came_is_not_loaded(office, words, said):
    page = looked_at(data_page(), csv(GOOD))
    at_first = field(page, "Received").value
    assert "Load" in labels(page)
    page = field(page, "Received").input(words).run()

    assert f":red[{said}]" in words_of(page.markdown)
    assert field(page, "Received").value == words
    assert "Load" not in labels(page)
    assert cases(office).is_empty()

    page = field(page, "Received").input(at_first).run()
    assert "Load" in labels(page)


def test_a_bad_file_lists_its_faults_offers_no_load_and_shows_nothing_of_its_content(office):
    page = looked_at(data_page(), csv(BAD))

    assert words_of(page.error) == [
        "4 faults: nothing can be loaded yet, and nothing was kept. Mend the file where it was "
        "made, then upload it again."
    ]
    found = [
        (row["Rows"], row["Column"], row["What is wrong"], row["Found"])
        for row in shown(page, "What to do")
    ]
    assert found == [
        ("14", "Reported on, column B", "not a date", "text, 10 characters"),
        ("14", "Domestic abuse, column C", "not yes or no", "text, 8 characters"),
        ("15", "Reported on, column B", "nothing stands here", "–"),
        ("15", "Outcome code, column D", "not one of the words", "99"),
    ]
    assert "Load" not in labels(page)
    assert DOWNLOAD_FAULTS in [button.proto.label for button in page.get("download_button")]
    assert not re.search("Jane|Doe|77/00", everything_said(page))
    assert tables(office)["import_batch"].is_empty()


@pytest.mark.usefixtures("office")
def test_many_faults_of_a_kind_are_one_line_with_their_rows():
    rows = [f"77/{number:04d}/21,soon,yes,," for number in range(1, 41)]
    page = looked_at(data_page(), csv(rows))

    (kind,) = shown(page, "What to do")
    assert (kind["What is wrong"], kind["Rows"], kind["How often"]) == (
        "not a date",
        "2 to 41",
        "40",
    )


def test_an_unknown_heading_is_asked_for_and_remembered_for_its_source(office):
    rows = ["77/0001/21,01/07/2021,yes", "Source: Unifi,,"]
    file = csv(rows, "Crime reference,Reported on,**X** :red[y]")
    page = data_page()
    field(page, "From whom").input("Niche")
    page = looked_at(page.run(), file)

    asked = r"Column C, “\*\*X\*\* \:red\[y\]”, means"
    box = field(page, asked)
    assert box.value == ""
    assert "Domestic abuse" in box.options
    assert "Reported on" not in box.options
    assert shown(page, "Columns read")[0]["Not read"] == "C"
    assert "Left out: column C, “**X** :red[y]”." in words_of(page.markdown)
    remark = "1 row not read, below the table, taken for remarks: row 3."
    assert remark in words_of(page.info)
    page = box.set_value("domestic_abuse").run()
    assert "Left out" not in everything_said(page)
    page = loaded(page)
    assert remark in words_of(page.success)[0]
    assert cases(office)["domestic_abuse"].to_list() == [True]

    page = data_page()
    field(page, "From whom").input("Niche")
    page = looked_at(page.run(), file)
    assert asked not in [each.label for each in page.selectbox]
    assert shown(page, "Columns read")[0]["Not read"] == "–"


@pytest.mark.usefixtures("office")
def test_of_very_many_unknown_headings_the_first_are_asked_for_and_all_are_named():
    headings = ",".join(["Crime reference,Reported on", *(f"Flag {n}" for n in range(1, 61))])
    page = looked_at(data_page(), csv([f"77/0001/21,01/07/2021{',1' * 60}"], headings))

    asked = [each.label for each in page.selectbox if "means" in each.label]
    assert len(asked) == 40
    assert asked[-1] == "Column AP, “Flag 40”, means"
    (left_out,) = (each for each in words_of(page.markdown) if each.startswith("Left out"))
    assert left_out.endswith("; column BJ, “Flag 60”.")
    assert shown(page, "Columns read")[0]["Not read"].endswith("BG, BH, BI, BJ")


@pytest.mark.usefixtures("office")
def test_a_heading_that_names_people_is_refused_and_not_asked_for():
    page = looked_at(data_page(), csv([f"{row},Jane Doe" for row in GOOD], f"{HEADINGS},Name"))

    assert [row["What is wrong"] for row in shown(page, "What to do")] == [
        "its heading is that of a name"
    ]
    assert [each.label for each in page.selectbox if "means" in each.label] == []
    assert "Load" not in labels(page)


def test_what_nobody_accepted_is_said_before_a_file_of_cases_can_be_loaded(office, monkeypatch):
    monkeypatch.delenv("ACCEPT_NO_SIGN_IN")
    page = data_page()
    assert [said for said in words_of(page.info) if "nobody signs in" in said]

    page = looked_at(page, csv(GOOD))

    (refusal,) = words_of(page.error)
    assert refusal.startswith("Nobody signs in to this app yet")
    assert "Load" not in labels(page)
    assert tables(office)["import_batch"].is_empty()


@pytest.mark.usefixtures("office")
def test_the_demonstration_takes_no_file_of_cases(store_for, monkeypatch):
    monkeypatch.setenv("STORE_URL", store_for("demonstration"))
    page = looked_at(data_page(), csv(GOOD))

    assert NEVER_MIX in words_of(page.info)[0]
    assert "Load" not in labels(page)


def test_a_file_about_an_inspection_needs_nobody_to_accept_anything(office, monkeypatch):
    monkeypatch.delenv("ACCEPT_NO_SIGN_IN")
    row = ["accountability board,26/01/2022"]
    page = loaded(looked_at(data_page(), csv(row, "Kind,Held on", "meetings.csv")))

    assert words_of(page.success)[0].startswith("Loaded: 1 new row, 0 changed")
    assert tables(office)["meeting"]["held_on"].to_list() == [date(2022, 1, 26)]


@pytest.mark.usefixtures("office")
def test_two_files_are_told_apart_and_go_in_together_or_not_at_all():
    good, bad = csv(GOOD, name="Pendragon.csv"), csv(["x,y"], "Kind,Held on", "Anguish May.csv")
    page = looked_at(data_page(), good, bad)

    assert [row["File"] for row in shown(page, "Columns read")] == [
        "Anguish May.csv",
        "Pendragon.csv",
    ]
    assert {row["File"] for row in shown(page, "What to do")} == {"Anguish May.csv"}
    assert "Load" not in labels(page)


def test_the_next_month_is_closed_once_and_the_one_after_it_is_offered(office):
    page = loaded(looked_at(data_page(), csv(GOOD)))
    assert words_of(page.caption).count(NOTHING_ABOUT_A_CASE) == 2
    page = pressed(page, "Review")
    assert words_of(page.error) == [NO_NAME]
    assert tables(office)["closed_month"].is_empty()

    field(page, NAME_OF_ENTRY).input(BY)
    page = pressed(pressed(page, "Review"), "Save")

    assert words_of(page.success) == ["31 July 2021 is closed."]
    assert tables(office)["closed_month"].select("month_end", "closed_by").rows() == [
        (date(2021, 7, 31), BY)
    ]
    said = everything_said(page)
    assert "1 month-end closed, 31 July 2021." in said.replace("\\", "")
    assert "Next: **31 August 2021**." in said
    due = "Once this month-end is closed"
    assert [row[due].replace("\u00a0", " ") for row in shown(page, due)] == [
        "31 October 2021",
        "30 November 2021",
    ]


def test_every_month_up_to_a_chosen_one_is_closed_in_one_step(office):
    page = loaded(looked_at(data_page(), csv(GOOD)))
    first, until = (
        field(page, "The first month-end to close"),
        field(page, "Close every month-end up to"),
    )
    ends = ["31 July 2021", "31 August 2021", "30 September 2021", "31 October 2021"]
    assert (first.options[:4], until.options[:4]) == (ends, ends)

    until.set_value("2021-07-31")
    first.set_value("2021-09-30")
    field(page, NAME_OF_ENTRY).input(BY)
    page = pressed(page, "Review")
    assert words_of(page.error) == [
        "The first month is after the last: choose an earlier first month, or a later last one."
    ]

    field(page, "Close every month-end up to").set_value("2021-10-31")
    page = pressed(pressed(page, "Review"), "Save")
    assert words_of(page.success) == [
        "Every month-end from 30 September 2021 to 31 October 2021 is closed."
    ]
    assert tables(office)["closed_month"]["month_end"].to_list() == [
        date(2021, 9, 30),
        date(2021, 10, 31),
    ]
    # Whoever closes it has waited until the quarter was released.
    assert {*tables(office)["release"]["first"]} == {date(2021, 7, 1)}
    assert shown(page, "Released")[0]["Period"] == "July to September 2021"


def test_a_file_on_which_others_stand_is_not_withdrawn(office):
    loaded(looked_at(data_page(), csv(GOOD)))
    notice = csv(["77/0001/21,police,03/11/2021"], "Crime reference,Decided by,Decided on")
    page = loaded(looked_at(data_page(), notice))

    page = pressed(page, "Withdraw")
    assert words_of(page.error) == ["Choose at least one file."]
    field(page, "Batches").set_value([1])
    field(page, "Your name, as typed: it is kept with the withdrawal").input(BY)
    page = pressed(page, "Withdraw")

    assert words_of(page.error) == [
        "Nothing was changed: rows of batches 2 are of cases that no other batch brought. "
        "Withdraw those first, or together with it."
    ]
    assert cases(office).height == 12


def test_a_name_that_could_lead_to_somebody_is_refused_in_plain_words(office):
    page = loaded(looked_at(data_page(), csv(GOOD)), by="Ring 01392 550123")

    (refusal,) = words_of(page.error)
    assert refusal.endswith("there is a telephone number in it.")
    assert tables(office)["import_batch"].is_empty()


def test_cases_are_read_once_for_all_days_between_two_files(open_page, monkeypatch):
    asked = []

    def counted(store, day):
        asked.append(day)
        return reads.read_tallies(store, day)

    monkeypatch.setattr(case_states, "newest_tallies", counted)
    st.cache_resource.clear()
    for day in ("2022-02-28", "2022-02-27", "2022-01-31", "2021-09-30", "2022-02-28"):
        open_page("data", as_at=day)

    assert asked == [date(2022, 2, 28), date.min]


@pytest.mark.usefixtures("own_store")
def test_a_period_is_withdrawn_with_a_reason_and_is_shown_nowhere_from_then_on():
    withdrawn = "July to September 2021"
    page = field(data_page(), "Period to withdraw").set_value(withdrawn).run()
    assert (
        f"**{withdrawn}** is then shown nowhere, on no page and for no day, and every pack that "
        "quotes it says that it is withdrawn. It is never released again, nor is what still waits "
        "of it. The quarter is seen in its year, April to March, once that is released."
    ) in words_of(page.markdown)

    field(page, NAME_OF_ENTRY).input(BY)
    page = pressed(page, "Review")
    assert words_of(page.error) == ["Why it is withdrawn: write something."]
    field(page, "Why it is withdrawn").input("The file of notices was of 2020")
    page = pressed(pressed(page, "Review"), "Save")

    assert [said for said in words_of(page.success) if said.startswith(withdrawn)]
    assert withdrawn not in [row["Period"] for row in shown(page, "Released")]
    assert [(row["Period"], row["By"], row["Reason"]) for row in shown(page, "Reason")] == [
        (withdrawn, BY, "The file of notices was of 2020")
    ]
    assert withdrawn not in field(page, "Period to withdraw").options
    earlier = shown(opened("data", as_at="2021-12-01"), "Released")
    assert withdrawn not in [row["Period"] for row in earlier]


def test_a_reader_may_see_releases_and_withdraw_none(open_page, monkeypatch):
    monkeypatch.setattr("ui.sign_in.current_person.may", lambda *_: False)

    page = open_page("data")

    assert shown(page, "Released")
    assert "Period to withdraw" not in [each.label for each in page.selectbox]
