"""Times an import against the least it could cost: a plain read and a bulk insert."""

import os
import subprocess
from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime
from functools import partial
from pathlib import Path
from time import perf_counter

import numpy as np
import polars as pl
from sqlalchemy import Connection

from benchmarks.app_server import python_of
from benchmarks.in_process import seconds
from data_access import maintenance
from data_access.bulk_insert import insert_rows
from data_access.columnar_read import read_columns
from data_access.intake.import_files import import_files
from data_access.intake.models import Options, Upload
from data_access.intake.privacy.case_key import CaseKey
from data_access.intake.table_specs import TableSpec, table_specs
from data_access.reads import read_table, read_tallies, schema_of
from data_access.store import Store, sqlite_url
from data_access.tables import METADATA, TALLY_NAMES, Area, ImportBatch
from tests.serving import ROOT, environment

AT = datetime(2022, 2, 28, 12, 0, tzinfo=UTC)
AREAS = ("Cornwall and Isles of Scilly", "Devon", "Plymouth")
SEED = 7
# The limit keeps each file under ten million cells.
ROWS_OF_A_FILE = 400_000
PLACES = ("organisation", "area")
ANSWERS = {True: "Yes", False: "No"}
KILOBYTES = 1024


def investigations_file(cases: int) -> bytes:
    """A CSV of ``cases`` investigations as a crime system might export it; always the same."""
    random = np.random.Generator(np.random.PCG64(SEED))
    reported = pl.Series(random.integers(0, 1000, cases)).cast(pl.Int32)
    days = pl.DataFrame({"reported": reported, "later": random.integers(1, 60, cases)})
    outcomes = np.array(["", "1", "14", "15", "16", "18"])
    answers = np.array(["White - British", "Not stated", "Declined", ""])
    return (
        days.with_columns(reported_on=pl.lit(date(2019, 4, 1)) + pl.duration(days="reported"))
        .select(
            pl.format("50/{}/21", pl.int_range(100_000, 100_000 + cases)).alias("Crime Ref"),
            pl.Series(random.choice(AREAS, cases)).alias("LPA"),
            pl.col("reported_on").dt.strftime("%d/%m/%Y").alias("Date Reported"),
            pl.Series(random.choice(["Y", "N", "n/a"], cases)).alias("DA"),
            pl.Series(random.choice(outcomes, cases)).alias("OC"),
            (pl.col("reported_on") + pl.duration(days="later"))
            .dt.strftime("%d/%m/%Y")
            .alias("Outcome Date"),
            pl.Series(random.choice(answers, cases)).alias("Ethnicity (16+1)"),
            pl.Series(random.choice(["F", "M", ""], cases)).alias("Sex"),
        )
        .with_columns(pl.when(pl.col("OC") != "").then("Outcome Date").alias("Outcome Date"))
        .write_csv()
        .encode()
    )


def files_of_an_office(cases: int, folder: Path) -> list[Path]:
    """Files that load ``cases`` investigations into an empty store, in this order."""
    contents = {
        "organisation.csv": "Reference,Name,Kind\nforce,The force,police force\n",
        "area.csv": "\n".join(["Name,Force", *(f"{area},force" for area in AREAS)]),
        "investigations.csv": investigations_file(cases).decode(),
    }
    for name, content in contents.items():
        (folder / name).write_text(content, encoding="utf-8")
    return [folder / name for name in contents]


def import_seconds(content: bytes, folder: Path) -> tuple[float, float]:
    """Seconds of an import, and of a plain read and bulk insert of the same rows."""
    store = _office(folder / "import.db")
    ours = seconds(partial(_import, store, Upload("investigations.csv", content)))
    rows = read_tallies(store).tables["investigation"].with_columns(batch=pl.lit(1))
    plain = seconds(partial(_read_and_insert, _office(folder / "plain.db"), content, rows))
    for file in folder.iterdir():
        file.unlink()
    return ours, plain


def _import(store: Store, upload: Upload) -> None:
    report = import_files(
        store,
        [upload],
        Options(source="Unifi", received_on=AT.date()),
        key=CaseKey(bytes(32)),
        accepts_no_sign_in=True,
        by="bench",
        at=AT,
    )
    if not report.loaded:
        raise RuntimeError(f"The import was refused: {report.errors.head(3)}")


def _read_and_insert(store: Store, content: bytes, rows: pl.DataFrame) -> None:
    """Read the file without validating it, and insert prepared rows."""
    pl.read_csv(content, infer_schema=False)
    with store.writing("bench", "insert", "investigation", at=AT) as session:
        batch = ImportBatch(
            file_name="plain",
            sha256="plain",
            table="investigation",
            rows=rows.height,
            source="plain",
            imported_at=AT,
            imported_by="bench",
        )
        session.add(batch)
        session.flush()
        insert_rows(session.connection(), "investigation", rows)


def _office(path: Path) -> Store:
    store = maintenance.begin(sqlite_url(path), AT)
    with store.writing("bench", "prepare", "areas", at=AT) as session:
        session.add_all(Area(name=name, force="force") for name in AREAS)
    return store


def files_from_store(store: Store, folder: Path) -> list[Path]:
    """Files in the layout of the templates with the cases of ``store``."""
    with store.reading() as connection:
        place_tables = {name: [read_table(connection, name)] for name in PLACES}
        keys = pl.concat(rows.select("case_key") for rows in _parts(connection, "investigation"))
        references = keys.unique().select(
            "case_key", case_reference=pl.format("50/{}/21", pl.int_range(pl.len()))
        )
        return [
            _written(rows, table_specs()[name], references, folder / f"{name}-{place}.csv")
            for name in (*PLACES, *TALLY_NAMES)
            for place, rows in enumerate(
                place_tables.get(name) or _parts(connection, name), start=1
            )
        ]


def _parts(connection: Connection, name: str) -> Iterator[pl.DataFrame]:
    table = METADATA.tables[name]
    return read_columns(connection, table, schema_of(table), at_once=ROWS_OF_A_FILE)


def _written(rows: pl.DataFrame, spec: TableSpec, references: pl.DataFrame, file: Path) -> Path:
    if "case_key" in rows.columns:
        rows = rows.join(references, on="case_key", maintain_order="left").drop("case_key")
    answers = pl.col(pl.Boolean).replace_strict(ANSWERS, return_dtype=pl.String)
    headings = {column.name: column.heading for column in spec.template}
    rows.with_columns(answers).select(
        pl.col(name).alias(heading) for name, heading in headings.items() if name in rows.columns
    ).write_csv(file, date_format="%d/%m/%Y")
    return file


def import_by_command(
    files: Sequence[Path], store_url: str, root: Path = ROOT
) -> tuple[float, float]:
    """Seconds and peak megabytes of the import command on a new store.

    The command is that of the working copy at ``root``, in a process of its own.
    """
    settings = environment(STORE_URL=store_url, CASE_KEY=bytes(32).hex(), ACCEPT_NO_SIGN_IN="yes")
    command = [python_of(root), "-m", "data_access"]
    subprocess.run(
        [*command, "init", "--empty"], cwd=root, env=settings, check=True, capture_output=True
    )
    started = perf_counter()
    process = subprocess.Popen(
        [*command, "import", *map(str, files)], cwd=root, env=settings, stdout=subprocess.DEVNULL
    )
    _, status, used = os.wait4(process.pid, 0)
    elapsed = perf_counter() - started
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise RuntimeError("The import was refused.")
    return elapsed, used.ru_maxrss / KILOBYTES
