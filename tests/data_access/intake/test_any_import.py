"""Whatever a file holds: it goes in whole, or every fault is said and nothing of it is kept."""

import csv
import hashlib
import io
from contextlib import suppress

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from data_access.intake.models import Upload
from data_access.intake.table_specs import table_specs
from data_access.intake.validation.errors import errors_as_csv
from data_access.store import StoreProblem, open_store, sqlite_url
from data_access.writes import Refused
from tests.data_access.intake.office import EVERYTHING, bring, everything, lines, template
from tests.data_access.intake.reading.spreadsheets import xlsx_of
from tests.data_access.stores import file_of
from tests.often import rounds

pytestmark = pytest.mark.slow

PLANTED = ("Quillfeather", "Zebedee", "97531/21", "QQ 12 34 56 C")
TABLES = sorted(table_specs())
BOOK = xlsx_of(["Crime Ref", "Date Reported"], ["CR/97531/21", "Zebedee"])
OLD_BOOK = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
STARTS = [b"", b"PK\x03\x04", BOOK[: len(BOOK) // 2], BOOK, OLD_BOOK, b"\xff\xfe"]
any_text = st.text(st.characters(exclude_categories=["Cs"]), max_size=30)
odd_cell = st.one_of(
    any_text,
    st.sampled_from([*PLANTED, "Zebedee Quillfeather, 12 Acacia Avenue", "01392 496 000"]),
    st.sampled_from(["#REF!", "#N/A", "=1+1", "-", "n/a", "NULL", '"', "'", "\t", "\r\n", "\x00"]),
    st.sampled_from(["31/02/2022", "16/07/2021", "07/16/2021", "99999999999", "1e9", "-1", "٣"]),
    st.sampled_from(["NaN", "inf", "9" * 400, "yes", "16", "force", "Plymouth", "1.5", "0"]),
    st.builds(lambda text, times: text * times, any_text, st.integers(2, 400)),
)


@pytest.fixture(scope="module")
def loaded(starter_file, tmp_path_factory):
    """A store with rows of every table, which are only looked at, and its file byte for byte."""
    path = tmp_path_factory.mktemp("any") / "office.db"
    path.write_bytes(starter_file.read_bytes())
    store = open_store(sqlite_url(path))
    uploads = [template(table, *rows) for table, rows in EVERYTHING.items()]
    assert bring(store, *uploads).loaded
    return store, bytes_of(store)


@pytest.fixture(scope="module")
def growing(loaded, tmp_path_factory):
    """A store with rows of every table, into which more goes."""
    path = tmp_path_factory.mktemp("growing") / "office.db"
    path.write_bytes(file_of(loaded[0]).read_bytes())
    return open_store(sqlite_url(path))


def mark_of(store):
    return hashlib.sha256(repr(everything(store)).encode()).hexdigest()


def bytes_of(store):
    """The file of the store, and what is written to it but lies beside it still."""
    beside = store.path.with_name(f"{store.path.name}-wal")
    return store.path.read_bytes(), beside.read_bytes() if beside.exists() else b""


def many(examples):
    """The number of examples in ``make thorough``, however slowly they are made."""
    return settings(
        max_examples=rounds(examples, examples // 10), suppress_health_check=list(HealthCheck)
    )


def file_of_table(table):
    """A valid file, row for row: its headings and what stands below them."""
    return list(csv.reader(io.StringIO(exported(table))))


def exported(table):
    headings = {column.name: column.heading for column in table_specs()[table].template}
    rows = io.StringIO()
    writer = csv.writer(rows)
    writer.writerow(headings.values())
    for row in EVERYTHING[table]:
        writer.writerow([as_written(row.get(name)) for name in headings])
    return rows.getvalue()


def as_written(value):
    if isinstance(value, bool):
        return "yes" if value else "no"
    return "" if value is None else value


def written(rows, separator, ending):
    content = io.StringIO(newline="")
    csv.writer(content, delimiter=separator, lineterminator=ending).writerows(rows)
    return content.getvalue()


@st.composite
def mutated(draw):
    """A valid file of some table with cells, rows or columns of it changed."""
    table = draw(st.sampled_from(TABLES))
    rows = file_of_table(table)
    rows += [list(rows[-1]) for _ in range(draw(st.integers(0, 3)))]
    width = len(rows[0])
    for _ in range(draw(st.integers(0, 5))):
        row = draw(st.integers(0, len(rows) - 1))
        rows[row][draw(st.integers(0, width - 1))] = draw(odd_cell)
    if draw(st.booleans()):
        at = draw(st.integers(0, width - 1))
        rows = [rows[0], *([*row[:at], draw(odd_cell), *row[at:]] for row in rows[1:])]
    above = draw(st.lists(st.lists(odd_cell, max_size=3), max_size=2))
    text = written(
        above + rows, draw(st.sampled_from(",;\t|")), draw(st.sampled_from(["\n", "\r\n", "\r"]))
    )
    return Upload(
        f"{table}.csv", text.encode(draw(st.sampled_from(["utf-8", "utf-8-sig", "utf-16"])))
    )


def assert_nothing_is_given_away(report):
    said = errors_as_csv(report.errors).decode().casefold()
    assert [word for word in PLANTED if word.casefold() in said] == []


def assert_only_looked_at(loaded, upload):
    """It is loaded or refused in words, and nothing of it is kept."""
    store, before = loaded
    with suppress(StoreProblem, Refused):
        report = bring(store, upload, dry_run=True)
        assert report.sheets
        assert_nothing_is_given_away(report)
    assert bytes_of(store) == before


def test_the_files_are_valid_before_they_are_changed(loaded):
    files = [lines(exported(table), name=f"{table}.csv") for table in TABLES]

    report = bring(loaded[0], *files, dry_run=True)

    assert report.errors.to_dicts() == []
    assert sorted(sheet.table for sheet in report.sheets) == TABLES
    assert report.rows_changed == 0


@many(600)
@given(mutated())
def test_a_valid_file_with_cells_changed_or_shifted(loaded, upload):
    assert_only_looked_at(loaded, upload)


@many(200)
@given(st.sampled_from(TABLES), st.lists(st.lists(odd_cell, max_size=20), min_size=1, max_size=8))
def test_headings_of_a_table_and_any_cells_below_them(loaded, table, cells):
    headings = file_of_table(table)[0]
    rows = [headings, *(row[: len(headings)] for row in cells)]

    assert_only_looked_at(loaded, Upload("a.csv", written(rows, ",", "\n").encode()))


@many(300)
@given(st.one_of(any_text, st.lists(st.lists(any_text)).map(lambda rows: written(rows, ",", "\n"))))
def test_any_text(loaded, text):
    assert_only_looked_at(loaded, Upload(f"{text}.csv", text.encode()))


@many(300)
@given(st.sampled_from(STARTS), st.binary(max_size=200))
def test_any_bytes(loaded, start, content):
    assert_only_looked_at(loaded, Upload("a.xlsx", start + content))


@many(250)
@given(mutated())
def test_what_goes_in_changes_nothing_when_it_comes_again(growing, upload):
    before = mark_of(growing)
    try:
        report = bring(growing, upload)
    except (StoreProblem, Refused):
        assert mark_of(growing) == before
        return
    assert_nothing_is_given_away(report)
    if report.loaded:
        assert bring(growing, upload).rows_changed == 0
    else:
        assert mark_of(growing) == before
