"""A planted reference, name and answer are looked for wherever an import could have left them."""

import logging
from datetime import UTC, date, datetime

import polars as pl
import pytest

from data_access.intake.import_files import import_files
from data_access.intake.models import Options, Upload
from data_access.intake.privacy.case_key import make_key
from data_access.intake.validation.errors import errors_as_csv
from data_access.maintenance import backup, export, export_cases
from data_access.reads import read_snapshot, read_tallies
from tests.data_access.intake.privacy.planted import found_in

AT = datetime(2022, 1, 31, 9, tzinfo=UTC)
REFERENCE, NAME, ANSWER = "97531/21", "Quillfeather", "Ruritanian"
PLANTED = [REFERENCE, "CR-97531-21", "cr/97531/21", NAME, "Zebedee", ANSWER]
NAMED = f"Zebedee {NAME} CR-97531-21.csv"
GOOD = [
    f"Extract about Zebedee {NAME},,,",
    "Crime Ref,Date Reported,OC,Ethnicity (16+1)",
    f"CR/{REFERENCE},16/07/2021,16,{ANSWER}",
    "CR/97532/21,17/07/2021,,Declined",
]
SHIFTED = [*GOOD, f"{NAME},CR/{REFERENCE},Zebedee {NAME},16", f",{NAME},{ANSWER},"]
WITH_NAMES = [
    f"{line},{more}" for line, more in zip(GOOD, ["", "Victim", NAME, "Zebedee"], strict=True)
]
TWICE = [*GOOD, GOOD[2].replace("16/07/2021", f"Zebedee {NAME}")]


@pytest.fixture
def key(tmp_path):
    return make_key(tmp_path / "apart" / "case.key")


def brought(store, key, lines, name=NAMED):
    options = Options(source="Unifi", received_on=date(2022, 1, 30))
    upload = Upload(name, "\r\n".join(lines).encode())
    return import_files(store, [upload], options, key=key, accepts_no_sign_in=True, by="a", at=AT)


def everything_written(store, folder, report, caplog):
    """The store's file and its log, a backup, exports, snapshots, the report, the program's log."""
    folder.mkdir()
    backup(store, folder / "backup.db")
    export(store, folder / "export")
    export_cases(store, folder / "export", by="a", at=AT)
    for snapshot in (read_snapshot(store), read_tallies(store)):
        for name, frame in snapshot.tables.items():
            frame.write_ipc(folder / f"{name}.arrow")
    (folder / "report.csv").write_bytes(errors_as_csv(report.errors))
    sheets = [(each.file, each.sheet, each.columns, each.notices) for each in report.sheets]
    (folder / "sheets.txt").write_text(f"{sheets}")
    (folder / "log.txt").write_text(caplog.text)
    return [folder, *store.path.parent.glob("*.db*")]


def test_the_planted_words_are_in_the_file_that_is_brought(tmp_path):
    (tmp_path / NAMED).write_text("\r\n".join(SHIFTED))

    assert {word for _, word in found_in([tmp_path], PLANTED)} == {*PLANTED}


def test_nothing_of_a_file_that_went_in_is_kept_but_what_names_nobody(
    file_store, key, tmp_path, caplog
):
    caplog.set_level(logging.DEBUG)

    report = brought(file_store, key, GOOD)

    assert report.errors.to_dicts() == []
    assert report.loaded
    written = everything_written(file_store, tmp_path / "out", report, caplog)
    assert found_in(written, [*PLANTED, key.secret.hex(), key.secret.hex()[:16]]) == []
    cases = read_tallies(file_store).tables["investigation"]
    assert cases.select("case_key", "race_asked").rows() == [
        (key.case_keys("force", pl.Series([f"CR/{REFERENCE}"]))[0], "own account"),
        (key.case_keys("force", pl.Series(["CR/97532/21"]))[0], "prefers not to say"),
    ]


@pytest.mark.parametrize("lines", [SHIFTED, WITH_NAMES, TWICE], ids=["shifted", "names", "twice"])
def test_nothing_of_a_file_that_was_refused_is_kept_or_repeated(
    file_store, key, tmp_path, caplog, lines
):
    caplog.set_level(logging.DEBUG)

    report = brought(file_store, key, lines)

    assert not report.loaded
    written = everything_written(file_store, tmp_path / "out", report, caplog)
    assert found_in(written, [*PLANTED, key.secret.hex(), key.secret.hex()[:16]]) == []
    assert read_tallies(file_store).tables["investigation"].is_empty()


def test_with_store_and_backup_but_not_the_key_no_reference_can_be_tried(file_store, key, tmp_path):
    brought(file_store, key, GOOD)
    backup(file_store, tmp_path / "backup.db")
    another = make_key(tmp_path / "elsewhere" / "case.key")
    tried = another.case_keys("force", pl.Series([f"CR/{REFERENCE}", "CR/97532/21"])).to_list()

    places = [tmp_path / "backup.db", *file_store.path.parent.glob("office.db*")]
    assert found_in(places, [*tried, another.fingerprint]) == []
    assert {word for _, word in found_in(places, [key.fingerprint])} == {key.fingerprint}
