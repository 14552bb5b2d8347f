"""The rules of the house: who may import whom, read the clock, or look at the environment."""

import ast
from collections.abc import Iterator
from graphlib import TopologicalSorter
from importlib import import_module
from pathlib import Path

import pytest

from tests.source_trees import tree_of

ROOT = Path(__file__).parent.parent
LAYERS = ["data_access", "metrics", "charts", "ui", "pages"]
# Within ui, what may import only itself and what stands before it.
FLOORS_OF_UI = [
    *("streamlit_private", "pages", "measure_pages"),
    *("elements", "exports", "rows"),
    *("middleware", "sign_in", "reads", "page", "forms"),
    "ready_questions",
    *("catch_up", "data_admin", "explore", "meetings", "proposals"),
    *("papers", "serving", "main"),
]
VOCABULARY = "data_access.vocabulary"
ENVIRONMENT_READER = "data_access/store/settings.py"
# The places where a library may be imported: a folder, or one file.
HOMES = {
    "sqlmodel": ["data_access/"],
    "sqlalchemy": ["data_access/"],
    "alembic": ["data_access/"],
    "altair": ["charts/"],
    "vl_convert": ["charts/png_export.py"],
    # What writes papers is loaded in a process of its own.
    "docx": ["ui/papers/word"],
    "typst": ["ui/papers/pdf.py"],
    "streamlit": ["ui/", "pages/", "app.py"],
    "starlette": ["ui/"],
    "pydantic_settings": [ENVIRONMENT_READER],
    "pandas": [],
    # Workbooks are read in a process of their own.
    "pyarrow": ["data_access/intake/reading/workbook_reader.py"],
}
# Pieces of Streamlit that load pandas and pyarrow, which a process would then hold for good; only
# the grids of Catch up are worth it.
MAY_LOAD_PANDAS = "ui/catch_up/grid.py"
LOADS_PANDAS = {
    f"st.{name}"
    for name in (
        "altair_chart",
        "area_chart",
        "bar_chart",
        "data_editor",
        "dataframe",
        "line_chart",
        "map",
        "scatter_chart",
        "table",
    )
}
# Charts are drawn in a process of their own: the app's process never loads Altair.
WITHOUT_ALTAIR = ("charts.registry.", "charts.theme")
# They call Python from a thread of Polars, which waits for the interpreter's lock; whoever holds it
# and asks Polars for something meanwhile waits for that thread, and the server stops for good.
PYTHON_IN_QUERIES = {"map_batches", "map_elements", "map_groups", "map_rows"}
CLOCK_READERS = ["ui/", "data_access/commands/console.py"]
CLOCK = {"date.today", "datetime.today", "datetime.now", "datetime.utcnow", "time.time"}
# Names of functions that tell the moment or the day, whichever module has them.
TELLS_TIME = {"now", "today", "utcnow", "localtime", "gmtime", "ctime", "time_ns"}
# A fixture stops the clock for these tests; the others may read it while they run.
CLOCK_STOPPED = "tests/pages/"
ENVIRONMENT = {"os.environ", "os.getenv"}
# What tells of people before it is rounded: their rows, and counts of these. Whoever else needs a
# figure about people reads releases.
BEFORE_ROUNDING = (
    "data_access.reads.read_release_proofs",
    "metrics.releases.counting.CountedPeriod",
    "metrics.releases.counting.count_period",
    "metrics.releases.make.group_counts",
    "metrics.releases.medians.middles",
    "metrics.releases.stored.counted_from",
    "metrics.releases.stored.make_due",
    "metrics.victims.notices.decisions",
    "metrics.victims.referred_decisions.referred_decisions",
    "metrics.victims.reported_investigations.reports",
    "metrics.victims.right_to_review.requests",
    "metrics.victims.right_to_review.steps",
    "metrics.victims.row_sets.rows_within",
    "metrics.victims.support.outcomes_given",
    "metrics.victims.support.support_ends",
    "metrics.victims.unsought_advice.unsought_advice",
)
MAY_COUNT_PEOPLE = (
    "data_access/",
    *(f"metrics/releases/{name}.py" for name in ("counting", "make", "stored")),
    "metrics/victims/row_sets.py",
    # It has the worker process make releases, and stores them.
    "ui/reads/victims.py",
)
OURS = [
    path.relative_to(ROOT).as_posix()
    for folder in LAYERS
    for path in sorted((ROOT / folder).rglob("*.py"))
] + ["app.py"]
NOT_SERVED = [
    path.relative_to(ROOT).as_posix()
    for folder in ("tests", "benchmarks")
    for path in sorted((ROOT / folder).rglob("*.py"))
]


def imported_names(path: str, tree: ast.Module) -> Iterator[str]:
    """Every module, or name in a module, that a file imports, by its full name."""
    package = path.removesuffix(".py").split("/")[:-1]
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (each.name for each in node.names)
        elif isinstance(node, ast.ImportFrom):
            start = package[: len(package) - node.level + 1] if node.level else []
            module = ".".join([*start, *([node.module] if node.module else [])])
            yield from (f"{module}.{each.name}" for each in node.names)


def may_import(path: str, name: str) -> bool:
    """Whether the file at ``path`` may import ``name``, a module or a name in one."""
    target = name.partition(".")[0]
    if target in HOMES:
        return path.startswith(tuple(HOMES[target]))
    if target in LAYERS:
        return may_import_ours(path, name)
    # The bare name of what is in ui makes a second module, with caches of its own.
    return target not in FLOORS_OF_UI


def may_import_ours(path: str, name: str) -> bool:
    """Whether the file at ``path`` may import ``name`` of a folder of ours."""
    room, target = path.partition("/")[0], name.partition(".")[0]
    if path == "data_access/vocabulary.py":
        return False
    if room in ("metrics", "charts") and target == "data_access":
        return f"{name}.".startswith(f"{VOCABULARY}.")
    if room in ("ui", "pages") and target == "charts":
        return name.startswith(WITHOUT_ALTAIR)
    # Pages read through ui.reads, which keeps what it has read, and know nothing of its rooms.
    if room == "pages" and name.startswith(("data_access.reads", "data_access.store", "ui.reads.")):
        return False
    if room == target == "ui":
        return FLOORS_OF_UI.index(name.split(".")[1]) <= FLOORS_OF_UI.index(floor_of(path))
    return room == "app.py" or LAYERS.index(target) <= LAYERS.index(room)


def floor_of(path: str) -> str:
    """The folder of ui, or the file in it, in which the file at ``path`` is."""
    return path.split("/")[1].removesuffix(".py")


def faults(path: str, source: str) -> list[str]:
    """Imports and calls of the file at ``path`` that its place does not allow."""
    tree = tree_of(source)
    found = [f"imports {name}" for name in imported_names(path, tree) if not may_import(path, name)]
    used = {ast.unparse(node) for node in ast.walk(tree) if isinstance(node, ast.Attribute)}
    if not path.startswith(tuple(CLOCK_READERS)):
        found += [f"reads the clock: {each}" for each in sorted(used & CLOCK)]
    if path != MAY_LOAD_PANDAS:
        found += [f"loads pandas: {each}" for each in sorted(used & LOADS_PANDAS)]
    methods = {node.attr for node in ast.walk(tree) if isinstance(node, ast.Attribute)}
    found += [f"calls Python in a query: {each}" for each in sorted(methods & PYTHON_IN_QUERIES)]
    if not path.startswith(MAY_COUNT_PEOPLE):
        names = {*imported_names(path, tree), *map(full_name, used)}
        found += [f"counts people: {each}" for each in BEFORE_ROUNDING if each in names]
    if path != ENVIRONMENT_READER:
        found += [f"reads the environment: {each}" for each in sorted(used & ENVIRONMENT)]
    return found


def full_name(used: str) -> str:
    """The full name of what counts people, used as an attribute of its module; else as it is."""
    ends = (each for each in BEFORE_ROUNDING if each.endswith(f".{used}"))
    return next(ends, used)


def module_of(path: str) -> str:
    return path.removesuffix(".py").replace("/", ".").removesuffix(".__init__")


def test_no_module_leads_back_to_itself_whether_it_imports_a_value_or_a_type():
    sources = {module_of(path): path for path in OURS}
    leads_to = {
        module: {
            name if name in sources else name.rpartition(".")[0]
            for name in imported_names(path, tree_of((ROOT / path).read_text(encoding="utf-8")))
        }
        - {module}
        for module, path in sources.items()
    }

    # A circle raises CycleError, which names its modules.
    assert set(TopologicalSorter(leads_to).static_order()) >= set(sources)


def test_each_folder_of_ui_and_each_file_that_is_in_none_has_its_floor():
    in_ui = {floor_of(path) for path in OURS if path.startswith("ui/")}

    assert in_ui - {"__init__"} == set(FLOORS_OF_UI)


@pytest.mark.parametrize("path", OURS)
def test_file_keeps_to_the_rules_of_the_house(path):
    assert faults(path, (ROOT / path).read_text(encoding="utf-8")) == []


@pytest.mark.parametrize(
    ("path", "source"),
    [
        ("data_access/reads.py", "from metrics import deadlines"),
        ("data_access/reads.py", "import streamlit as st"),
        ("data_access/reads.py", "from datetime import date\nday = date.today()"),
        ("data_access/reads.py", "import os\nplace = os.environ['STORE_URL']"),
        ("data_access/reads.py", "from pydantic_settings import BaseSettings"),
        ("data_access/store/store.py", "import os\nplace = os.getenv('STORE_URL')"),
        ("data_access/vocabulary.py", "from data_access.tables import Action"),
        ("data_access/starter/__init__.py", "from ...metrics import deadlines"),
        ("metrics/plan/deadlines.py", "from data_access.reads import read_actions"),
        ("metrics/plan/deadlines.py", "from data_access import reads"),
        ("metrics/plan/deadlines.py", "import data_access"),
        ("metrics/plan/deadlines.py", "from charts import theme"),
        ("metrics/plan/deadlines.py", "import altair as alt"),
        ("metrics/plan/deadlines.py", "from datetime import datetime\nnow = datetime.now()"),
        ("metrics/plan/deadlines.py", "def late():\n    import sqlalchemy"),
        ("charts/deadlines.py", "from ui import reads"),
        ("charts/deadlines.py", "from data_access.store import open_store"),
        ("charts/deadlines.py", "from streamlit import cache_data"),
        ("ui/page/figures.py", "from pages import briefing"),
        ("ui/page/figures.py", "import altair"),
        ("ui/exports/chart_worker.py", "import vl_convert"),
        ("ui/exports/chart_worker.py", "from charts.png_export import draw_png"),
        ("ui/papers/paper_worker.py", "import typst"),
        ("ui/papers/paper_worker.py", "from docx import Document"),
        ("ui/page/figures.py", "from charts.deadlines import date_bars"),
        ("ui/page/figures.py", "from ui import main"),
        ("ui/page/figures.py", "from page import room"),
        ("ui/elements/tables.py", "from ui.page import room"),
        ("ui/elements/tables.py", "from ui import page"),
        ("ui/rows/plan.py", "from ui.page.page_view import PageView"),
        ("ui/reads/__init__.py", "def draw():\n    from ui.page.filters import MONTHS"),
        ("ui/page/page_view.py", "from ui.forms.form import draw"),
        ("ui/meetings/minutes.py", "from ui.papers import documents"),
        ("pages/briefing.py", "from serving.server import ready"),
        ("pages/briefing.py", "from data_access.reads import read_actions"),
        ("pages/briefing.py", "from data_access import store"),
        ("pages/briefing.py", "import streamlit as st\nst.dataframe([])"),
        ("ui/catch_up/grid.py", "import pandas"),
        ("ui/rows/plan.py", "names = pl.col('name').map_elements(plain, pl.String)"),
        ("pages/briefing.py", "from ui.reads.store_state import StoreState"),
        ("pages/briefing.py", "from sqlmodel import select"),
        ("pages/briefing.py", "from datetime import date\nday = date.today()"),
        ("pages/data.py", "from metrics.victims.notices import decisions"),
        ("pages/data.py", "from metrics.victims import support\nrows = support.support_ends({})"),
        ("metrics/explore/people.py", "from metrics.victims.row_sets import rows_within"),
        ("metrics/publication/edition.py", "from metrics.releases.counting import CountedPeriod"),
        ("metrics/releases/people.py", "from metrics.releases.make import group_counts"),
        ("ui/papers/public_edition.py", "from data_access.reads import read_release_proofs"),
        ("app.py", "import altair"),
    ],
)
def test_a_planted_fault_is_found(path, source):
    assert len(faults(path, source)) == 1


@pytest.mark.parametrize(
    ("path", "source"),
    [
        ("data_access/reads.py", "from data_access import store\nfrom sqlalchemy import select"),
        ("data_access/commands/console.py", "from datetime import date\nday = date.today()"),
        ("data_access/store/settings.py", "import os\nplace = os.environ.get('STORE_URL')"),
        ("data_access/starter/__init__.py", "from ..tables import Action"),
        ("metrics/plan/deadlines.py", "from data_access.vocabulary import State\nimport polars"),
        ("metrics/plan/deadlines.py", "from data_access import vocabulary"),
        ("metrics/plan/deadlines.py", "from metrics import periods"),
        ("metrics/releases/stored.py", "from metrics.victims.row_sets import rows_within"),
        ("pages/data.py", "from metrics.victims.row_sets import ROW_SETS"),
        ("charts/deadlines.py", "import altair\nfrom metrics import deadlines"),
        ("ui/reads/__init__.py", "import streamlit\nfrom data_access import reads"),
        ("ui/page/figures.py", "from ui.elements import prose\nfrom ui.page import room"),
        ("ui/forms/form.py", "from ui import reads\nfrom ui.page.page_view import PageView"),
        ("ui/page/page_view.py", "from datetime import date\nday = date.today()"),
        ("pages/briefing.py", "from ui import reads\nfrom charts.registry import Chart"),
        ("app.py", "import streamlit as st\nfrom ui import server"),
    ],
)
def test_what_the_rules_allow_is_no_fault(path, source):
    assert faults(path, source) == []


@pytest.mark.parametrize("name", BEFORE_ROUNDING)
def test_what_only_releases_may_count_is_there_under_its_name(name):
    module, _, counts = name.rpartition(".")

    assert hasattr(import_module(module), counts)


Function = (ast.FunctionDef, ast.AsyncFunctionDef)


def run_by_import(tree: ast.Module) -> Iterator[ast.AST]:
    """Every node that runs when a module is imported, and so when its tests are collected."""
    waiting: list[ast.AST] = [tree]
    while waiting:
        node = waiting.pop()
        yield node
        if isinstance(node, (*Function, ast.Lambda)):
            decorators = [] if isinstance(node, ast.Lambda) else node.decorator_list
            defaults = [*node.args.defaults, *node.args.kw_defaults]
            waiting += [*decorators, *(each for each in defaults if each)]
        elif isinstance(node, ast.If) and ast.unparse(node.test) == "__name__ == '__main__'":
            waiting += node.orelse
        else:
            waiting += ast.iter_child_nodes(node)


def tells_time(node: ast.AST) -> bool:
    """Whether ``node`` calls what tells the moment or the day."""
    if not isinstance(node, ast.Call):
        return False
    name = ast.unparse(node.func)
    # ``time(9)`` is a time of the day.
    is_time = name in ("time", "time.time") and not node.args
    return is_time or name.rpartition(".")[2] in TELLS_TIME


def clock_faults(path: str, source: str) -> list[str]:
    """Calls of the test or benchmark at ``path`` by which another hour or day could fail it."""
    tree = tree_of(source)
    nodes = [*ast.walk(tree)]
    if path.startswith(CLOCK_STOPPED):
        return [ast.unparse(node) for node in nodes if tells_time(node)]
    told_by = {
        node.name
        for node in nodes
        if isinstance(node, Function) and any(map(tells_time, ast.walk(node)))
    }
    return [
        ast.unparse(node)
        for node in run_by_import(tree)
        if tells_time(node) or (isinstance(node, ast.Call) and ast.unparse(node.func) in told_by)
    ]


def test_no_test_reads_the_clock_before_it_runs():
    """Midnight may come between the import and the test."""
    found = {path: clock_faults(path, (ROOT / path).read_text("utf-8")) for path in NOT_SERVED}

    assert {path: faults for path, faults in found.items() if faults} == {}


@pytest.mark.parametrize(
    "source",
    [
        "TODAY = date.today()",
        "NOW = datetime.datetime.now(UTC).isoformat()",
        "AT = time.time()",
        "AT = time()",
        "AT = console.now()",
        "if WANTED:\n    DAYS = [date.today() for _ in DAYS]",
        "class Row:\n    at = datetime.now(UTC)",
        "def row(at=datetime.now(UTC)): ...",
        "def row(*, on=date.today()): ...",
        "row = lambda on=date.today(): on",
        "@pytest.mark.parametrize('day', [date.today()])\ndef test(day): ...",
        "def begun():\n    return datetime.now(UTC)\nAT = begun()",
    ],
)
def test_a_clock_read_before_a_test_runs_is_found(source):
    assert len(clock_faults("tests/test_entry.py", source)) == 1


def test_a_test_of_pages_does_not_read_the_clock_at_all():
    source = "def test_page():\n    assert shown() == date.today()"

    assert clock_faults("tests/pages/test_briefing.py", source) == ["date.today()"]
    assert clock_faults("tests/test_entry.py", source) == []


@pytest.mark.parametrize(
    "source",
    [
        "AT = time(9)",
        "def row():\n    return datetime.now(UTC)",
        "at: Any = field(default_factory=date.today)",
        "row = lambda: date.today()",
        "if __name__ == '__main__':\n    main(datetime.now(UTC))",
    ],
)
def test_a_clock_that_is_read_later_is_no_fault(source):
    assert clock_faults("tests/test_entry.py", source) == []
