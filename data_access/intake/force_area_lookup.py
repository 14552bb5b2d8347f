"""Forces and areas as files name them, and which force a row without one is of."""

from collections.abc import Mapping
from dataclasses import dataclass

import polars as pl

from data_access.intake import validation_errors
from data_access.intake.parsers import emptied
from data_access.intake.table_specs import folded
from data_access.vocabulary import OrganisationKind


@dataclass(frozen=True)
class Places:
    """The forces and areas of the store, by every way of writing them, folded.

    ``own``: the force that a row without one is of; null where there is none or several.
    ``areas``: by force and folded name, the name as the store holds it.
    """

    forces: Mapping[str, str]
    areas: Mapping[tuple[str, str], str]
    own: str | None


def places_in(organisations: pl.DataFrame, areas: pl.DataFrame) -> Places:
    """The places that ``organisations`` and ``areas`` hold."""
    forces = organisations.filter(pl.col("kind") == OrganisationKind.POLICE_FORCE)
    refs = forces["ref"].to_list()
    return Places(
        forces={
            folded(written): ref
            for ref, name in forces.select("ref", "name").iter_rows()
            for written in (ref, name)
        },
        areas={
            (force, folded(name)): name for name, force in areas.select("name", "force").iter_rows()
        },
        own=refs[0] if len(refs) == 1 else None,
    )


def with_force(
    cells: pl.Series | None, rows: pl.Series, places: Places
) -> tuple[pl.Series, pl.DataFrame]:
    """The force of each row, and a fault for each that names none of the store's."""
    if cells is None:
        cells = pl.repeat(None, len(rows), dtype=pl.String, eager=True)
    written = emptied(cells)
    texts = written.unique().to_list()
    meant = [places.own if text is None else places.forces.get(folded(text)) for text in texts]
    force = _looked_up(written, texts, meant).alias("force")
    return force, validation_errors.of_rows(
        rows.filter(force.is_null()),
        "Force",
        "no such force",
        "Name a police force of this store, or load it with the template “organisation”.",
    )


def with_area(
    cells: pl.Series, force: pl.Series, rows: pl.Series, places: Places
) -> tuple[pl.Series, pl.DataFrame]:
    """The area of each row, null where none is named, and a fault for each unknown one."""
    written = emptied(cells)
    area = pl.repeat(None, len(cells), dtype=pl.String, eager=True)
    texts = written.drop_nulls().unique().to_list()
    for of in force.drop_nulls().unique():
        meant = [places.areas.get((of, folded(text))) for text in texts]
        area = _looked_up(written, texts, meant).zip_with(force.eq_missing(of), area)
    return area.alias("area"), validation_errors.of_rows(
        rows.filter(written.is_not_null() & area.is_null() & force.is_not_null()),
        "Area",
        "no such area",
        "Name an area of the force, or load it with the template “area”.",
    )


def _looked_up(written: pl.Series, texts: list[str | None], meant: list[str | None]) -> pl.Series:
    if not texts:
        return pl.repeat(None, len(written), dtype=pl.String, eager=True)
    return written.replace_strict(
        pl.Series(texts, dtype=pl.String),
        pl.Series(meant, dtype=pl.String),
        default=None,
        return_dtype=pl.String,
    )
