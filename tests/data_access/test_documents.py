"""The guides name the commands and options that there are."""

import re
from pathlib import Path

import pytest
import typer
from typer.core import TyperGroup

from data_access.__main__ import cli
from data_access.commands.documents import DocumentKind, document
from ui.papers.paper_command import MAKERS

DOCS = Path(__file__).parents[2] / "docs"
COMMAND = typer.main.get_command(cli)
GUIDES = {name: (DOCS / name).read_text("utf-8") for name in ("operating.md", "importing.md")}


def commands():
    assert isinstance(COMMAND, TyperGroup)
    return COMMAND.commands


def options(command):
    return {option for given in commands()[command].params for option in given.opts}


@pytest.mark.parametrize("command", sorted(commands()))
def test_the_operating_guide_has_every_command(command):
    assert re.search(rf"`{command}[ `]", GUIDES["operating.md"])


def test_the_guide_to_spreadsheets_has_every_option_of_an_import():
    told = set(re.findall(r"--[a-z-]+", GUIDES["importing.md"]))

    assert {option for option in options("import") if option.startswith("--")} <= told


@pytest.mark.parametrize("guide", GUIDES)
def test_no_guide_names_a_command_or_an_option_that_there_is_not(guide):
    every = {option for command in commands() for option in options(command)}

    assert set(re.findall(r"-m data_access ([a-z-]+)", GUIDES[guide])) <= set(commands())
    assert set(re.findall(r"(?<!\w)--[a-z][a-z-]+", GUIDES[guide])) <= every


@pytest.mark.parametrize("kind", DocumentKind)
def test_each_kind_of_document_is_told_in_the_help_and_the_guide(kind):
    assert f"{kind}: " in (document.__doc__ or "")
    assert f"`document {kind} " in GUIDES["operating.md"]


def test_every_document_that_can_be_asked_for_can_be_made():
    assert set(MAKERS) == set(DocumentKind)
