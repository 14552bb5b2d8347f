"""Every page shows what it showed when it was recorded, but for what is wanted otherwise.

The record is in ``as_before``, a file for each page: ``xzcat tests/pages/as_before/find.txt.xz``.
A new column of a template or an export is left out (``as_before/new_columns.py``), and so is a new
measure where it is offered (``as_before/new_measures.py``). Any other difference that is wanted
goes into ``as_before/wanted.toml``, or, where there are many, the page is recorded anew with
``python -m tests.pages.as_before PAGE``, after the differences were read.
"""

import difflib
import hashlib
import os
import re
import subprocess
import sys
from collections import defaultdict
from functools import cache
from itertools import product
from typing import Any
from urllib.parse import parse_qsl

import pytest
from streamlit.config import get_config_options
from typer.main import get_command
from typer.testing import CliRunner

from data_access.__main__ import cli
from tests.kept_stores import CASE_KEY, put_kept
from tests.pages.as_before.new_columns import csv_as_recorded, templates_as_recorded
from tests.pages.as_before.new_measures import measures_as_recorded
from tests.pages.as_before.recorded import (
    RECORD_ANEW,
    Texts,
    expected,
    of_pages,
    read_record,
    read_wanted,
    write_record,
)
from tests.pages.as_before.rendering import rendered
from tests.pages.conftest import PAGES
from tests.serving import ROOT
from ui.forms import FORMS

STORES = ("demonstration", "starter", "small")
PUBLISHED, RESPONSE, MIDWAY, LAST, LATER = DAYS = (
    "2021-07-16",
    "2021-09-10",
    "2021-12-01",
    "2022-02-28",
    "2026-11-27",
)
# Compared in ``make quick`` too, and in ``make test``; the others in ``make thorough`` alone.
OFTEN = {("demonstration", LAST), ("starter", LATER)}
SOMETIMES = {("small", LAST), ("starter", RESPONSE)}
# Of a day in the middle, the pages that show most of how things stood on it.
MIDWAY_PAGES = ("briefing", "joint_action_plan", "recommendations", "victim_communication")
LONGEST = "publication"
SLOW = pytest.mark.slow
# Choices of a reader besides the day, on the last day of the demonstration.
CHOSEN = [
    "briefing?since=2021-11-24",
    "briefing?org=force",
    "recommendations?rec=1",
    "recommendations?of=cps&response=accepted",
    "joint_action_plan?action=A2",
    "joint_action_plan?action=A24",
    "joint_action_plan?show=overdue",
    "joint_action_plan?org=opcc&show=open",
    "case_action_plans?area=Devon&period=3",
    "escalations?area=Plymouth&period=all",
    "victim_communication?area=Plymouth",
    "right_to_review?quarters=all",
    "when_support_ends?quarters=1",
    "protected_characteristics?quarters=all",
    "meetings?meeting=board-2022-01-26",
    "find?words=victim",
    "explore?measure=told_in_time&by=area",
    "explore?measure=told_in_time&area=Devon&area2=Plymouth",
    "explore?measure=days_to_tell&by=area&from=2020-04&to=2021-03&chart=bar",
    "explore?measure=support_ending&by=stage&by2=early&from=2021-01&to=2021-12&chart=bar",
    "explore?measure=case_plans_open&by=age&by2=area&from=2022-01&to=2022-01&chart=bar",
    "explore?measure=told_in_time&from=2021-01&to=2021-12&chart=table&from2=2020-01&to2=2020-12",
    "explore?measure=cps_decision_in_time&by=period&grain=month&from=2019-04&to=2022-01&chart=xmr",
    "explore?measure=escalations&by=period&by2=side&grain=quarter&from=2019-04&chart=line",
    "explore?measure=actions&by=lead",
    "explore?measure=told_in_time&by=area&also=days_to_tell;case_plans_open&area=Devon",
    "explore?measure=notices&by=method&by2=before_after&day=2021-07-16&with=Devon;Plymouth",
    *(f"update?record={entry}" for entry in sorted(FORMS)),
]
TEMPLATES = "data"
HELP = "commands"
# Each store is given another name, by chance.
NAMES_THE_STORE = "store_revision.csv"


def how_often(store, page, day):
    """The marks of one page: which runs of the tests look at it."""
    if (store, day) in OFTEN:
        return SLOW if page == LONGEST else ()
    if page in MIDWAY_PAGES and (store, day) == ("demonstration", MIDWAY):
        return SLOW
    if page != LONGEST and (store, day) in SOMETIMES:
        return SLOW
    return SLOW, pytest.mark.thorough


CASES = [
    pytest.param(
        store,
        f"{page}?as_at={day}",
        id=f"{store}-{page}-{day}",
        marks=how_often(store, page, day),
    )
    for store, page, day in product(STORES, PAGES, DAYS)
] + [
    pytest.param(
        "demonstration",
        f"{choice}&as_at={LAST}",
        # As the others: a page is recorded by its name between hyphens.
        id=f"demonstration-{choice.replace('?', '-')}",
        marks=SLOW,
    )
    for choice in CHOSEN
]
record_of = cache(read_record)
is_recording = bool(os.environ.get(RECORD_ANEW))


@pytest.fixture(scope="module")
def patch():
    """An environment of its own: nothing that is set on this machine is seen on a page."""
    with pytest.MonkeyPatch.context() as patch:
        # Settings of the app that pages show lie in its folder.
        patch.chdir(ROOT)
        get_config_options(force_reparse=True)
        patch.setenv("CASE_KEY", CASE_KEY)
        patch.setenv("ACCEPT_NO_SIGN_IN", "")
        for name, value in {"COLUMNS": "100", "TERMINAL_WIDTH": "100", "TERM": "dumb"}.items():
            patch.setenv(name, value)
        yield patch


@pytest.fixture(scope="module")
def stores(tmp_path_factory):
    """The address of a store by kind, all written at the same moment. Do not write."""
    folder = tmp_path_factory.mktemp("as_before")

    @cache
    def store(kind):
        return put_kept(kind, folder / f"{kind}.db")

    return store


@pytest.fixture(scope="module")
def assert_as_before():
    """Fails where a text is not as recorded; or keeps all of them, where it is recorded anew."""
    recorded: defaultdict[str, Texts] = defaultdict(dict)

    def check(store, heading, text):
        if is_recording:
            recorded[store][heading] = text
        elif text != (before := expected(store, heading, record_of(store))):
            lines = difflib.unified_diff(
                before.splitlines(), text.splitlines(), "as recorded", "as it is", lineterm="", n=2
            )
            pytest.fail("\n".join([f"{store}: {heading}", *lines]), pytrace=False)

    yield check
    for store, texts in recorded.items():
        write_record(store, texts)


def said(*command, store=""):
    """The output of a command."""
    result = CliRunner().invoke(
        cli, command, prog_name="python -m data_access", env={"STORE_URL": store}
    )
    assert result.exit_code == 0, result.output
    return "\n".join(line.rstrip() for line in result.output.splitlines())


def in_short(file, headings):
    """The headings of a file, and what tells its rows from others: not where a store is named.

    Only the columns under ``headings``; all of them where it is None.
    """
    content = file.read_bytes()
    if headings is not None:
        content = csv_as_recorded(content, headings)
    known_by = hashlib.sha256(content).hexdigest() if file.name != NAMES_THE_STORE else ""
    return f"{file.name} {known_by} {content.splitlines()[0].decode()}"


@pytest.mark.parametrize(("store", "heading"), CASES)
def test_page_shows_what_it_showed(stores, patch, assert_as_before, monkeypatch, store, heading):
    page, address = heading.split("?")
    patch.setenv("STORE_URL", stores(store))

    text = rendered(page, dict(parse_qsl(address)), monkeypatch)
    if not is_recording:
        before = expected(store, heading, record_of(store))
        text = measures_as_recorded(text, before)
        if page == TEMPLATES:
            text = templates_as_recorded(text, before)
    assert_as_before(store, heading, text)


@SLOW
def test_a_page_is_recorded_with_every_choice_on_it():
    """With some of them only, the others would go from its file."""
    command = [sys.executable, "-m", "pytest", "--collect-only", "-q", __file__]
    page = "recommendations"

    collected = subprocess.run(
        [*command, *of_pages([page])], cwd=ROOT, check=True, capture_output=True, text=True
    )
    taken = re.findall(r"test_page_shows_what_it_showed\[(.+)\]", collected.stdout)
    assert taken == [str(case.id) for case in CASES if str(case.values[1]).startswith(f"{page}?")]


def test_commands_explain_themselves_as_they_did(patch, assert_as_before):  # noqa: ARG001
    group: Any = get_command(cli)
    commands = [[], *([name] for name in group.commands)]

    assert_as_before(HELP, "help", "\n\n".join(said(*command, "--help") for command in commands))


def test_commands_export_of_the_demonstration_what_they_did(stores, assert_as_before, tmp_path):
    said("export", str(tmp_path), "--with-case-rows", store=stores("demonstration"))

    before = "" if is_recording else expected(HELP, "export", record_of(HELP))
    recorded = {
        name: headings.split(",")
        for name, _, headings in (line.split(" ", maxsplit=2) for line in before.splitlines())
    }
    files = sorted(tmp_path.iterdir())
    assert_as_before(
        HELP, "export", "\n".join(in_short(file, recorded.get(file.name)) for file in files)
    )


def test_each_wanted_difference_is_one():
    """Applied in turn, each still finds what it replaces somewhere."""
    idle = [
        wanted
        for place, wanted in enumerate(read_wanted())
        if not any(
            wanted.is_of(store, heading)
            and wanted.old in expected(store, heading, record_of(store), place)
            for store in [*STORES, HELP]
            for heading in record_of(store)
        )
    ]
    assert idle == []
