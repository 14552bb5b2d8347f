"""The command ``import`` on whatever may be sent: plain words, code 1, the store as it was."""

import csv
import io
import re
import subprocess
import sys
from datetime import UTC, date, datetime

import polars as pl
import pytest
from rich.console import Console
from typer.testing import CliRunner

from data_access.__main__ import cli
from data_access.commands import files as commands
from data_access.reads import read_snapshot, read_tallies
from data_access.tables import ValueChoice
from tests.data_access.intake.office import KEY, REFERENCE, cases, everything
from tests.data_access.intake.privacy.planted import found_in
from tests.data_access.intake.reading.spreadsheets import compound, parts_of, xlsx_of, zipped
from tests.engines import FILE, SERVER, seldom_on_a_server
from tests.often import rounds
from tests.sentences import NO_NAME
from tests.serving import ROOT, environment

NAME, OTHER_NAME, PLANTED_REFERENCE = "Quillfeather", "Zebedee", "97531/21"
NOW = datetime(2021, 11, 8, 9, tzinfo=UTC)
PLANTED = [NAME, OTHER_NAME, PLANTED_REFERENCE, "97531-21"]
NAMED = f"{OTHER_NAME} {NAME} CR-97531-21"
HEADINGS = ["Crime Ref", "Date Reported", "OC"]
ROW = [f"CR/{PLANTED_REFERENCE}", "16/07/2021", "16"]
BOOK = xlsx_of([f"About {OTHER_NAME} {NAME}"], HEADINGS, ROW, ROW)
NAMES = [f"{OTHER_NAME} {NAME}{letter}" for letter in "abcdefghijkl"]


def csv_of(*rows):
    return "\n".join(",".join(row) for row in rows).encode()


def with_column(heading, cells):
    rows = ([f"CR/{97531 + n}/21", "16/07/2021", "", cell] for n, cell in enumerate(cells))
    return csv_of([*HEADINGS, heading], *rows)


# The highest memory that the kernel noted since the program began: getrusage would begin with that
# of the process that started it.
MEASURED = """
import sys
from pathlib import Path
from data_access.__main__ import cli
try:
    cli(sys.argv[1:])
finally:
    print(int(Path("/proc/self/status").read_text().split("VmHWM:")[1].split()[0]) // 1024)
"""
# Megabytes: a small machine has four times as many.
BEARABLE = 1_000
# The bad file, and what is said of it.
BAD = {
    "empty": ("csv", b"", "The file is empty"),
    "headings only": ("csv", csv_of(HEADINGS), "no rows below them"),
    "cut short": ("xlsx", BOOK[: len(BOOK) // 2], "damaged or cut short"),
    "encrypted": ("xlsx", compound("EncryptedPackage"), "password"),
    "macro": ("xlsm", zipped(parts_of(BOOK) | {"xl/vbaProject.bin": b"x"}), "holds macros"),
    "no spreadsheet": ("xlsx", b"%PDF-1.7\n" + BOOK, "is no spreadsheet"),
    "zip bomb": ("xlsx", zipped(parts_of(BOOK) | {"a": bytes(101_000_000)}), "500 MB unpacked"),
    "NUL": ("csv", csv_of(HEADINGS, ROW) + b"\0", "nor readable text"),
    "a quotation mark": ("csv", csv_of(HEADINGS, ['"' + ROW[0], *ROW[1:]]), "quotation mark"),
    "formula errors": (
        "xlsx",
        xlsx_of(HEADINGS, *[["#REF!", "#VALUE!", "#DIV/0!"]] * 50),
        "rows 2 to 51, Reported on, column B: a formula that failed",
    ),
    "a heading twice": ("csv", csv_of([*HEADINGS, "OC"], [*ROW, NAME]), "bear the same heading"),
    "no headings": ("csv", csv_of(ROW, [NAME, OTHER_NAME, "16"]), "cannot be read"),
    "no known heading": ("csv", csv_of([NAME, OTHER_NAME], ["1", "2"]), "cannot be read"),
    "two tables": (
        "csv",
        csv_of(HEADINGS, ROW, ["", "", ""], HEADINGS, [f"CR/{PLANTED_REFERENCE}", NAME, "16"]),
        "If a second table starts there",
    ),
    "two columns of one meaning": (
        "csv",
        csv_of([*HEADINGS, "Outcome"], [*ROW, "15"]),
        "Columns C and D both mean “Outcome code”",
    ),
    "names": ("csv", with_column("Column four", NAMES), "look like names"),
    "a heading of names": ("csv", with_column("Victim name", NAMES), "that of a name"),
    "births": (
        "csv",
        with_column("Column four", [f"0{n}/02/198{n}" for n in range(1, 9)]),
        "look like dates of birth",
    ),
    "free text": (
        "csv",
        with_column(
            "Column four",
            [f"{name} rang and asked for the officer in the case to call" for name in NAMES],
        ),
        "free text",
    ),
    "a column shifted": (
        "csv",
        csv_of(HEADINGS, *[[f"50/{n}/21", name, "16/07/2021"] for n, name in enumerate(NAMES)]),
        "look like names",
    ),
    "a reference twice": ("csv", csv_of(HEADINGS, ROW, ROW), "one row twice"),
    "an unknown case": (
        "csv",
        csv_of(["Crime Ref", "Decided by", "NFA Date"], [ROW[0], "police", "03/11/2021"]),
        "no such case",
    ),
}


@pytest.fixture
def run(starter_store, monkeypatch):
    monkeypatch.setenv("STORE_URL", starter_store.url.render_as_string(hide_password=False))
    monkeypatch.setenv("CASE_KEY", KEY.secret.hex())
    monkeypatch.setenv("ACCEPT_NO_SIGN_IN", "yes")
    return lambda *words: CliRunner().invoke(cli, [str(word) for word in words])


def assert_plain(result, says):
    assert isinstance(result.exception, SystemExit)
    assert result.exit_code == 1
    assert says in result.stderr
    assert re.search("Traceback|Error:|polars|sqlalchemy|Errno", result.output) is None


@pytest.mark.slow
@seldom_on_a_server
def test_a_bad_file_is_refused_in_plain_words_and_gives_nothing_of_it_away(
    starter_store, run, tmp_path, subtests
):
    before = everything(starter_store)
    for bad, (ending, content, says) in BAD.items():
        with subtests.test(bad):
            file = tmp_path / f"{NAMED}.{ending}"
            file.write_bytes(content)

            result = run("import", file, "--report", tmp_path / "report.csv")

            assert_plain(result, says)
            assert "Nothing was loaded." in result.stderr
            assert everything(starter_store) == before
            (tmp_path / "said.txt").write_text(result.output)
            file.unlink()
            assert found_in([tmp_path], PLANTED) == []


def test_every_fault_of_ten_thousand_is_in_the_report_and_the_screen_stays_short(
    starter_store, run, tmp_path
):
    file = tmp_path / "investigation.csv"
    file.write_bytes(csv_of(HEADINGS, *[[f"50/{n}/21", "soon", "16"] for n in range(10_000)]))
    before = everything(starter_store)

    result = run("import", file, "--report", tmp_path / "report.csv")

    assert_plain(result, "rows 2 to 10001, Reported on, column B: not a date (text, 4 characters)")
    assert result.output.count("\n") < 45
    assert everything(starter_store) == before
    rows = list(csv.DictReader(io.StringIO((tmp_path / "report.csv").read_text("utf-8-sig"))))
    assert [(row["Row"], row["Column"], row["What is wrong"], row["Found"]) for row in rows] == [
        (f"{number}", "Reported on, column B", "not a date", "text, 4 characters")
        for number in range(2, 10_002)
    ]


@pytest.mark.parametrize("there", [True, False], ids=["a folder", "missing"])
def test_what_is_no_file_is_named_by_its_place_and_not_by_its_name(
    starter_store, run, tmp_path, there
):
    if there:
        (tmp_path / f"{NAMED}.csv").mkdir()
    (tmp_path / "cases.csv").write_bytes(cases("16/07/2021").content)
    before = everything(starter_store)

    result = run("import", tmp_path / "cases.csv", tmp_path / f"{NAMED}.csv")

    assert_plain(result, "File 2, ....csv, cannot be read.")
    assert everything(starter_store) == before


def test_a_report_that_cannot_be_written_is_said(starter_store, run, tmp_path):
    file = tmp_path / "cases.csv"
    file.write_bytes(cases("soon").content)
    before = everything(starter_store)

    result = run("import", file, "--report", tmp_path / "no" / "report.csv")

    assert_plain(result, "The report cannot be written to")
    assert everything(starter_store) == before


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["--table", "victim"], "There is no table victim. These are: organisation, area,"),
        (["--by", "x" * 81], NO_NAME),
    ],
)
def test_what_is_said_wrongly_of_a_file_is_refused(starter_store, run, tmp_path, words, says):
    (tmp_path / "cases.csv").write_bytes(cases("16/07/2021").content)
    before = everything(starter_store)

    assert_plain(run("import", tmp_path / "cases.csv", *words), says)

    assert everything(starter_store) == before


def test_cases_are_refused_on_the_command_line_until_it_is_accepted(
    starter_store, run, tmp_path, monkeypatch
):
    monkeypatch.setenv("ACCEPT_NO_SIGN_IN", "no")
    (tmp_path / "cases.csv").write_bytes(cases("16/07/2021").content)
    before = everything(starter_store)

    assert_plain(run("import", tmp_path / "cases.csv"), "ACCEPT_NO_SIGN_IN=yes")

    assert everything(starter_store) == before


def test_what_was_loaded_is_said_and_in_the_last_line_the_columns_that_were_left_out(
    starter_store, run, tmp_path
):
    file = tmp_path / "investigations 2021.csv"
    headings = [*HEADINGS, "Beat", "Review Method"]
    file.write_bytes(csv_of(headings, [REFERENCE, "16/07/2021", "", "B1", "9"]))

    result = run("import", file, "--source", "Unifi", "--by", "A", "--received", "20/07/2021")

    assert result.exit_code == 0, result.output
    assert result.stdout == (
        "investigations 2021.csv: 1 row for investigation; 1 new, 0 changed, 0 the same.\n"
        "Loaded: 1 row new or changed.\nLeft out: column D; column E, “Review Method”.\n"
    )
    assert result.stderr == ""
    batch = read_snapshot(starter_store).tables["import_batch"]
    assert batch.select("source", "imported_by", "received_on").rows() == [
        ("Unifi", "A", date(2021, 7, 20))
    ]


def test_a_heading_that_may_name_somebody_is_left_out_by_its_letter_alone(run, tmp_path):
    file = tmp_path / "investigations 2021.csv"
    file.write_bytes(
        csv_of([*HEADINGS, "Flag of Quillfeather"], [REFERENCE, "16/07/2021", "", "B1"])
    )

    result = run("import", file)

    assert result.stdout.splitlines()[-1] == "Left out: column D."
    assert result.stderr == ""


def test_a_word_of_theirs_is_a_fault_until_the_page_was_told_what_it_means(
    starter_store, run, tmp_path
):
    (tmp_path / "cases.csv").write_bytes(cases("16/07/2021").content)
    told = tmp_path / "notices.csv"
    headings = ["Crime Ref", "Decided by", "NFA Date", "Date Told", "Method"]
    told.write_bytes(csv_of(headings, [REFERENCE, "police", "03/11/2021", "05/11/2021", "Teams"]))
    both = ("import", tmp_path / "cases.csv", told, "--source", "Unifi")

    asked = run(*both)
    with starter_store.writing("A", "import", "notice", at=NOW) as session:
        meaning = ValueChoice(
            source="Unifi",
            table="notice",
            column="method",
            value="teams",
            means="video",
            confirmed_at=NOW,
            confirmed_by="A",
        )
        session.add(meaning)
    loaded = run(*both)

    assert_plain(asked, "Load the file on the page Data: it asks what each of them means")
    assert "Teams" not in asked.output
    assert loaded.exit_code == 0, loaded.output
    assert read_tallies(starter_store).tables["notice"]["method"].to_list() == ["video"]


def test_on_a_terminal_the_names_and_the_headings_are_said_whole(run, tmp_path, monkeypatch):
    screen = io.StringIO()
    for console in ("out", "trouble"):
        monkeypatch.setattr(
            commands,
            console,
            Console(file=screen, force_terminal=True, soft_wrap=True, highlight=False),
        )
    sent = tmp_path / f"{NAME} July.csv"
    sent.write_bytes(csv_of([*HEADINGS, "DA", "Beat of the call"], [*ROW, "maybe", "B1"]))

    run("import", sent)

    assert f"{NAME} July.csv, row 2, Domestic abuse, column D: not yes or no" in screen.getvalue()
    assert screen.getvalue().splitlines()[-1] == "Left out: column E, “Beat of the call”."


@pytest.mark.parametrize("engine", [FILE], indirect=True)
def test_withdraw_purge_and_scrub_say_what_they_did(run, tmp_path):
    (tmp_path / "cases.csv").write_bytes(cases("16/07/2021").content)
    run("import", tmp_path / "cases.csv")

    withdrawn = run("withdraw", "1")
    again = run("withdraw", "1")
    purged = run("purge", "--before", "01/01/2016")
    scrubbed = run("scrub")

    assert withdrawn.stdout == (
        "Batch 1 is withdrawn: investigation, 1 rows taken out, 0 put back as they were.\n"
    )
    assert_plain(again, "Batch 1 was withdrawn before. Nothing was changed.")
    assert purged.stdout.startswith("0 cases removed; 0 older ones kept, open.\n")
    assert scrubbed.stdout == "The file holds nothing of what was removed.\n"


@pytest.mark.slow
@pytest.mark.parametrize(
    "engine", [FILE, pytest.param(SERVER, marks=pytest.mark.thorough)], indirect=True
)
def test_100_megabytes_are_loaded_in_a_bearable_memory(starter_store, tmp_path):
    file = tmp_path / "investigation.csv"
    team = pl.lit("Department of Administration, Records, Section 12")
    rows = rounds(260_000)
    cases = pl.select(case=pl.int_range(1_000_000, 1_000_000 + rows))
    cases.select(
        pl.format("50/{}/2021", "case").alias("Crime Ref"),
        pl.lit("16/07/2021").alias("Date Reported"),
        *(team.alias(f"Column {number}") for number in range(2_030_000 // rows)),
    ).write_csv(file)
    assert file.stat().st_size > 100_000_000

    ended = subprocess.run(
        [sys.executable, "-c", MEASURED, "import", str(file)],
        cwd=ROOT,
        env=environment(
            STORE_URL=starter_store.url.render_as_string(hide_password=False),
            CASE_KEY=KEY.secret.hex(),
            ACCEPT_NO_SIGN_IN="yes",
        ),
        capture_output=True,
        text=True,
        check=True,
    )

    said, megabytes = ended.stdout.strip().rsplit("\n", 1)
    assert f"Loaded: {rows:,} rows new or changed.\nLeft out: column C; column D;" in said
    assert int(megabytes) < BEARABLE
