"""The command that closes months."""

from datetime import date, datetime
from typing import Annotated

import typer

from data_access import schemas, writes
from data_access.commands.console import BY, DAY_FORMATS, cli, now, out, plainly
from data_access.reads import read_snapshot
from data_access.store import Store, open_store, store_url


@cli.command()
def close_months(
    until: Annotated[
        datetime,
        typer.Option(
            formats=DAY_FORMATS,
            metavar="DATE",
            help="Every month that ended by this day is closed.",
        ),
    ],
    first: Annotated[
        datetime | None,
        typer.Option(
            "--from",
            formats=DAY_FORMATS,
            metavar="DATE",
            help="A day of the first month, where none is closed yet; else of the first report.",
        ),
    ] = None,
    by: Annotated[str, typer.Option(help="Who closes them; kept with them.")] = BY,
) -> None:
    """Close every month up to a day, so that its figures are shown. It stays closed."""
    with plainly():
        store = open_store(store_url())
        before = _closed(store)
        entry = writes.validate(
            schemas.MonthsClosed, until=until.date(), first=first.date() if first else None
        )
        writes.record(store, entry, by=by, at=now())
        new = sorted(_closed(store) - before)
        count = "1 month-end" if len(new) == 1 else f"{len(new)} month-ends"
        span = f"{new[0]:%d/%m/%Y}" + (f" to {new[-1]:%d/%m/%Y}" if len(new) > 1 else "")
        out.print(f"{count} closed: {span}.", markup=False)


def _closed(store: Store) -> set[date]:
    return set(read_snapshot(store).tables["closed_month"]["month_end"])
