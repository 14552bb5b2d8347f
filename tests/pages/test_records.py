"""Every page says what is recorded of it in ``records``, a file of plain text for each page.

A wanted change of words is recorded with ``python -m tests.pages.records PAGE``, and read in the
diff.
"""

import difflib
import hashlib
from datetime import UTC, datetime
from functools import cache
from typing import Any
from urllib.parse import parse_qsl

import pytest
from streamlit.config import get_config_options
from typer.main import get_command
from typer.testing import CliRunner

from data_access.__main__ import cli
from tests.kept_stores import CASE_KEY, put_kept
from tests.pages.conftest import PAGES
from tests.pages.records.page_words import words_of
from tests.pages.records.record_files import COMMANDS, is_recording, read_record, write_record
from tests.serving import ROOT
from tests.stopped_clock import stop_clock
from ui.forms import FORMS

NOW = datetime(2026, 11, 27, 12, tzinfo=UTC)
# Pages that say something else where cases are few: the small store is the demonstration otherwise.
OF_FEW_CASES = (
    "case_action_plans",
    "data",
    "escalations",
    "explore",
    "protected_characteristics",
    "publication",
    "recommendations",
    "right_to_review",
    "victim_communication",
    "when_support_ends",
)
PAGES_OF = {"demonstration": PAGES, "starter": PAGES, "small": OF_FEW_CASES}
# Addresses that show something else than the plain page, all of the demonstration.
ELSEWHERE = [
    "briefing?as_at=2021-07-16",
    "briefing?as_at=2021-12-01",
    "briefing?since=2021-11-24",
    "briefing?org=force",
    "recommendations?as_at=2021-12-01",
    "recommendations?rec=5",
    "recommendations?rec=12",
    "recommendations?of=cps&response=accepted",
    "joint_action_plan?as_at=2021-12-01",
    "joint_action_plan?action=A24",
    "joint_action_plan?org=opcc&show=open",
    "case_action_plans?as_at=2021-07-16",
    "case_action_plans?area=Devon&period=3",
    "escalations?area=Plymouth&period=all",
    "victim_communication?as_at=2021-12-01",
    "victim_communication?area=Plymouth",
    "right_to_review?released=2021-10",
    "when_support_ends?released=2021-10",
    "protected_characteristics?released=2021-10",
    "meetings?meeting=board-2022-01-26",
    "find?words=victim",
    "explore?measure=told_in_time&area=Devon",
    "explore?measure=days_to_tell&by=area&in=year-2020-04&chart=bar",
    "explore?measure=notices&by=way+asked+for&by2=way+used&in=year-2020-04&chart=bar",
    "explore?measure=case_plans_open&by=age&by2=area&from=2022-01&to=2022-01&chart=bar",
    "explore?measure=told_in_time&in=year-2020-04&chart=table",
    "explore?measure=cps_decision_in_time&by=period&grain=month&from=2019-04&to=2022-01&chart=xmr",
    "explore?measure=escalations&by=period&by2=side&grain=quarter&from=2019-04&chart=line",
    "explore?measure=actions&by=lead",
    "update?entries=many",
    *(f"update?record={entry}" for entry in sorted(FORMS)),
]
SLOW = pytest.mark.slow
LONGEST = "publication"
# Each store is given another name, by chance.
NAMES_THE_STORE = "store_revision.csv"


def case_of(store, view):
    """A view to compare; ``make quick`` leaves out all but plain pages of the first two stores."""
    is_slow = store == "small" or "?" in view or view == LONGEST
    # A page is recorded by its name between hyphens.
    name = f"{store}-{view.replace('?', '-')}-"
    return pytest.param(store, view, id=name, marks=SLOW if is_slow else ())


CASES = [case_of(store, page) for store, pages in PAGES_OF.items() for page in pages] + [
    case_of("demonstration", view) for view in ELSEWHERE
]
record_of = cache(read_record)


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
    folder = tmp_path_factory.mktemp("records")

    @cache
    def store(kind):
        return put_kept(kind, folder / f"{kind}.db")

    return store


def assert_recorded(page, heading, lines):
    """Fails where the lines are not as recorded; or records them, where that is asked for."""
    if is_recording():
        write_record(page, heading, lines)
        return
    before = record_of(page).get(heading, "").split("\n")
    difference = difflib.unified_diff(before, lines, "as recorded", "as it is", lineterm="", n=1)
    if shown := "\n".join(difference):
        again = f"If this is wanted: python -m tests.pages.records {page}"
        pytest.fail(f"{heading}\n{shown}\n{again}", pytrace=False)


def said(*command, store=""):
    """The output of a command."""
    result = CliRunner().invoke(
        cli, command, prog_name="python -m data_access", env={"STORE_URL": store}
    )
    assert result.exit_code == 0, result.output
    return [line.rstrip() for line in result.output.splitlines()]


def in_short(file):
    """The headings of a file, and what tells its rows from others: not where a store is named."""
    content = file.read_bytes()
    known_by = hashlib.sha256(content).hexdigest()[:12] if file.name != NAMES_THE_STORE else ""
    headings, *rows = content.splitlines()
    return f"{file.name} {known_by} {len(rows)} lines: {headings.decode()}"


@pytest.mark.parametrize(("store", "view"), CASES)
def test_page_says_what_is_recorded(stores, patch, monkeypatch, store, view):
    page, _, address = view.partition("?")
    patch.setenv("STORE_URL", stores(store))
    stop_clock(NOW, monkeypatch)

    assert_recorded(page, f"{store}: {view}", words_of(page, dict(parse_qsl(address))))


@pytest.mark.parametrize("name", ["help"], ids=[f"-{COMMANDS}-help"])
def test_commands_explain_themselves(patch, name):  # noqa: ARG001
    group: Any = get_command(cli)
    commands = [[], *([name] for name in group.commands)]

    lines = [line for command in commands for line in (*said(*command, "--help"), "")]
    assert_recorded(COMMANDS, name, lines[:-1])


@pytest.mark.parametrize("name", ["export"], ids=[f"-{COMMANDS}-export"])
def test_commands_export_the_demonstration(patch, stores, tmp_path, name):  # noqa: ARG001
    said("export", str(tmp_path), "--with-case-rows", store=stores("demonstration"))

    assert_recorded(COMMANDS, name, [in_short(file) for file in sorted(tmp_path.iterdir())])
