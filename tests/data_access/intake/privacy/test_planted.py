"""Planted references are found wherever they are hidden, and nothing else is."""

import gzip
import io
import sqlite3
import zipfile
from contextlib import closing

import polars as pl
import pytest
import xlsxwriter

from tests.data_access.intake.privacy.planted import found_in

WORD = "Zebedee Quillfeather"


def zipped(content: bytes) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("inner.txt", content)
    return packed.getvalue()


@pytest.mark.parametrize(
    ("content", "where"),
    [
        (f"told {WORD} on".encode(), ""),
        (f"told {WORD.upper()} on".encode(), ""),
        (f"told {WORD} on".encode("utf-16"), ""),
        (f"told {WORD} on".encode("utf-16-be"), ""),
        (zipped(WORD.encode()), "/inner.txt"),
        (zipped(zipped(WORD.encode())), "/inner.txt/inner.txt"),
        (gzip.compress(WORD.encode()), "/unpacked"),
    ],
    ids="plain capitals utf-16 utf-16-be zip zip-in-zip gzip".split(),
)
def test_a_planted_word_is_found_in_a_file(tmp_path, content, where):
    folder = tmp_path / "deep" / "down"
    folder.mkdir(parents=True)
    (folder / "some.file").write_bytes(content)

    assert found_in([tmp_path], [WORD, "Nobody"]) == [(f"{folder / 'some.file'}{where}", WORD)]


def test_a_planted_word_is_found_in_a_workbook(tmp_path):
    with xlsxwriter.Workbook(tmp_path / "book.xlsx") as book:
        book.add_worksheet().write(0, 0, WORD)

    assert found_in([tmp_path], [WORD]) == [(f"{tmp_path}/book.xlsx/xl/sharedStrings.xml", WORD)]


def test_a_planted_word_is_found_in_a_store_and_a_snapshot(tmp_path):
    with closing(sqlite3.connect(tmp_path / "a.db")) as store, store:
        store.execute("CREATE TABLE t (name)")
        store.execute("INSERT INTO t VALUES (?)", (WORD,))
    pl.DataFrame({"name": [WORD]}).write_ipc(tmp_path / "b.arrow")

    assert found_in([tmp_path / "a.db", tmp_path / "b.arrow"], [WORD]) == [
        (str(tmp_path / "a.db"), WORD),
        (str(tmp_path / "b.arrow"), WORD),
    ]


def test_a_planted_word_is_found_in_the_name_of_a_file(tmp_path):
    (tmp_path / f"{WORD}.csv").write_bytes(b"")

    assert found_in([tmp_path], [WORD]) == [(str(tmp_path / f"{WORD}.csv"), WORD)]


def test_what_was_not_planted_is_not_found(tmp_path):
    (tmp_path / "a.csv").write_text("Zebedee, and a Quillfeather")

    assert found_in([tmp_path], [WORD]) == []
