"""The command that makes a document to hand out."""

from datetime import date, datetime
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

import typer

from data_access.commands.console import DAY_FORMATS, cli, out, plainly
from data_access.store import StoreProblem, owner_only, store_url
from data_access.vocabulary import DocumentFormat
from data_access.word_template import put_template, read_at_most, remove_template
from data_access.worker import WorkerFailed, call

# Of a layer above, which reads the store as the pages do, so it is only named here.
MAKE = "ui.papers.paper_command:document"
CHECK = "ui.papers.paper_worker:refusal_of"


class DocumentKind(StrEnum):
    """The documents that can be made."""

    PACK = "pack"
    CHASER = "chaser"
    PUBLIC = "public"


def _day_option(what: str) -> Any:
    return typer.Option(formats=DAY_FORMATS, metavar="DAY", help=what)


@cli.command()
def document(
    kind: Annotated[DocumentKind, typer.Argument(metavar="KIND", help="Which one; see above.")],
    file: Annotated[Path, typer.Option("--out", metavar="FILE", help="A new file.")],
    as_format: Annotated[
        DocumentFormat, typer.Option("--format", help="Word or PDF.")
    ] = DocumentFormat.PDF,
    on: Annotated[datetime | None, _day_option("As at this day; else the newest.")] = None,
    inspection: Annotated[
        str | None, typer.Option(help="Of this inspection alone, by its reference.")
    ] = None,
    organisation: Annotated[
        str | None, typer.Option(help="Whom a chaser is for, by its reference.")
    ] = None,
    reply_by: Annotated[datetime | None, _day_option("When a chaser asks for an answer.")] = None,
    address: Annotated[str, typer.Option(help="Of the app, for the link in it.")] = "",
) -> None:
    """Make a document to hand out, as Word or as a PDF that screen readers can follow.

    pack: the briefing pack. chaser: what one organisation is asked for.
    public: what may be said in public, and nothing else.
    """
    with plainly():
        about = (inspection, organisation, _day(reply_by), address)
        _make(file, kind.value, as_format.value, _day(on), *about)


@cli.command()
def template(
    file: Annotated[
        Path | None, typer.Argument(metavar="FILE", help="A Word document (.docx).")
    ] = None,
    remove: Annotated[bool, typer.Option("--remove", help="Use no template from now on.")] = False,
) -> None:
    """Keep the office's own Word template, in which documents are then written.

    Its styles, header, footer and logo are used. The document goes where the paragraph
    {{ content }} stands. It must hold no macros, and be at most 10 MB.
    """
    with plainly():
        url = store_url()
        if remove:
            was = remove_template(url)
            out.print("The template is removed." if was else "There was no template.")
            return
        if file is None:
            raise StoreProblem("Name the template, or give --remove.")
        content = read_at_most(file)
        try:
            refusal = call(CHECK, content)
        except WorkerFailed as problem:
            raise StoreProblem(f"{file} was not kept: {_last_line(problem)}") from problem
        if refusal:
            raise StoreProblem(f"{file} was not kept. {refusal}")
        out.print(f"The template is kept: {put_template(url, content)}", markup=False)


def _make(file: Path, *request: date | str | None) -> None:
    """Writes the document to a new file. ``request``: the arguments of ``MAKE``, in their order."""
    _refuse_if_there(file)
    try:
        content, fault = call(MAKE, *request)
    except WorkerFailed as problem:
        raise StoreProblem(f"The document was not made: {_last_line(problem)}") from problem
    if fault:
        raise StoreProblem(fault)
    _write(file, content)
    out.print(f"Made: {file}", markup=False)


def _day(given: datetime | None) -> date | None:
    return given.date() if given else None


def _refuse_if_there(file: Path) -> None:
    if file.exists():
        raise StoreProblem(f"{file} is there already and was left as it is. Choose a new name.")


def _write(file: Path, content: bytes) -> None:
    try:
        owner_only.make_file(file)
        owner_only.write_file(file, content)
    except FileExistsError:
        _refuse_if_there(file)
    except OSError as problem:
        raise StoreProblem(f"{file} cannot be written to. Choose another place.") from problem


def _last_line(problem: WorkerFailed) -> str:
    return str(problem).strip().splitlines()[-1]
