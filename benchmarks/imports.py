"""What an import costs beside the least that it could: a plain read and a bulk insert."""

from datetime import UTC, date, datetime
from functools import partial
from pathlib import Path

import numpy as np
import polars as pl

from benchmarks.inside import seconds
from data_access import upkeep
from data_access.bulk import insert_rows
from data_access.intake.importing import import_files
from data_access.intake.incoming import Options, Upload
from data_access.intake.privacy.pseudonyms import CaseKey
from data_access.reads import read_tallies
from data_access.store import Store, sqlite_url
from data_access.tables import Area, ImportBatch

AT = datetime(2022, 2, 28, 12, 0, tzinfo=UTC)
AREAS = ("Cornwall and Isles of Scilly", "Devon", "Plymouth")
SEED = 7


def investigations_file(cases: int) -> bytes:
    """A file of ``cases`` investigations, as a crime system might give it: always the same."""
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


def import_seconds(content: bytes, folder: Path) -> tuple[float, float]:
    """Seconds of an import, and of the plain way to the same rows, one after the other."""
    store = _office(folder / "import.db")
    ours = seconds(partial(_import, store, Upload("investigations.csv", content)))
    rows = read_tallies(store).tables["investigation"].with_columns(batch=pl.lit(1))
    plain = seconds(partial(_read_and_insert, _office(folder / "plain.db"), content, rows))
    for file in folder.iterdir():
        file.unlink()
    return ours, plain


def import_file(path: Path, upload: Upload) -> None:
    """Imports a file into an office's store that is made at ``path``."""
    _import(_office(path), upload)


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
        raise RuntimeError(f"The import was refused: {report.faults.head(3)}")


def _read_and_insert(store: Store, content: bytes, rows: pl.DataFrame) -> None:
    """Reads the file with no question asked, and inserts rows that were made ready before."""
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
    store = upkeep.begin(sqlite_url(path), AT)
    with store.writing("bench", "prepare", "areas", at=AT) as session:
        session.add_all(Area(name=name, force="force") for name in AREAS)
    return store
