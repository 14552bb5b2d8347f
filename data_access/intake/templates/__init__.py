"""Spreadsheets to fill in: for each table a workbook with notes and drop-downs."""

from contextlib import ExitStack
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

import polars as pl
from xlsxwriter import Workbook

from data_access.intake.table_specs import TableSpec, table_specs
from data_access.intake.templates.workbook import (
    LISTS,
    NOTES,
    add_sheets,
    choices,
    table_descriptions,
)
from data_access.reads import Snapshot
from data_access.store import StoreProblem, atomic_file, owner_only
from data_access.vocabulary import OrganisationKind

# The sheets of a template that have no rows; an import skips them.
NOTES_SHEETS = (NOTES, LISTS)
# The earliest day that a zip can store, so that a template always has the same bytes.
# The name of an area may begin like a formula or a link, and stays a text.
OPTIONS = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
MADE_AT = datetime(1980, 1, 1, tzinfo=UTC)


def template_workbook(spec: TableSpec, areas: list[str], forces: list[str]) -> bytes:
    """The workbook for one table: an empty sheet, notes, and lists where needed.

    ``areas`` and ``forces``: the names to choose from; if there are none, any may be typed.
    """
    content = BytesIO()
    book = Workbook(content, OPTIONS)
    book.set_properties({"title": table_descriptions()[spec.table].title, "created": MADE_AT})
    add_sheets(book, spec, {column: choices(column, areas, forces) for column in spec.template})
    book.close()
    return content.getvalue()


def every_file(areas: list[str], forces: list[str]) -> dict[str, bytes]:
    """All templates by file name."""
    return {
        f"{table}.xlsx": template_workbook(spec, areas, forces)
        for table, spec in table_specs().items()
    }


def as_zip(areas: list[str], forces: list[str]) -> bytes:
    """All templates in one zip file."""
    content = BytesIO()
    with ZipFile(content, "w", ZIP_DEFLATED) as archive:
        for name, file in every_file(areas, forces).items():
            entry = ZipInfo(name, MADE_AT.timetuple()[:6])
            # With the mark of Windows, which stores no permissions, unpacking removes none.
            entry.create_system = 0
            archive.writestr(entry, file, ZIP_DEFLATED)
    return content.getvalue()


def write_all(folder: Path, areas: list[str], forces: list[str]) -> list[Path]:
    """Writes all templates into ``folder``, or none, and returns their paths.

    Errors: StoreProblem if the folder is not writable, or has a different file of one of the names,
    which may have been filled in.
    """
    contents = {folder / name: content for name, content in every_file(areas, forces).items()}
    try:
        owner_only.make_folder(folder)
        _refuse_to_replace(contents)
        _write(contents)
    except OSError as problem:
        reason = (problem.strerror or "unknown reason").lower()
        raise StoreProblem(
            f"{folder} is not a folder that can be written to: {reason}. No template was made; "
            "choose another folder."
        ) from problem
    return list(contents)


def areas_and_forces(snapshot: Snapshot) -> tuple[list[str], list[str]]:
    """The distinct names of the areas and police forces of a store."""
    areas, bodies = snapshot.tables["area"], snapshot.tables["organisation"]
    forces = bodies.filter(pl.col("kind") == OrganisationKind.POLICE_FORCE)
    return _names(areas), _names(forces)


def _refuse_to_replace(contents: dict[Path, bytes]) -> None:
    for path, content in contents.items():
        if path.exists() and path.read_bytes() != content:
            raise StoreProblem(
                f"{path.parent} holds {path.name} already, and somebody may have filled it in. "
                "No template was made; choose another folder."
            )


def _write(contents: dict[Path, bytes]) -> None:
    with ExitStack() as unfinished:
        making = {path: unfinished.enter_context(atomic_file.unfinished(path)) for path in contents}
        for path, content in contents.items():
            owner_only.write_file(making[path], content)
        for path in contents:
            making[path].replace(path)


def _names(rows: pl.DataFrame) -> list[str]:
    return rows["name"].unique(maintain_order=True).to_list()
