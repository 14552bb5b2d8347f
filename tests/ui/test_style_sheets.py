"""The style sheets stay few rules on our own HTML, with few hooks on Streamlit's."""

import re
from pathlib import Path

import pytest
import streamlit

from tests.serving import ROOT

SHEETS = {path.name: path.read_text(encoding="utf-8") for path in (ROOT / "ui").rglob("*.css")}
RULES = re.sub(r"/\*.*?\*/|url\([^)]*\)", "", "\n".join(SHEETS.values()), flags=re.DOTALL)
SOURCE = "\n".join(
    path.read_text(encoding="utf-8")
    for folder in ("ui", "pages")
    for path in (ROOT / folder).rglob("*.py")
)
MOST_LINES, LONGEST_LINE, MOST_HOOKS = 350, 140, 20
# Of the libraries that Streamlit is made with; they change with each of its versions.
GENERATED = re.compile(
    r"st-emotion|\bcss-\w{5,}|\.e[0-9a-z]{7,}\d\b|baseweb|\.st-[a-z]{2}\b|react-aria"
)
# Names that a class or a key is put together from.
BEGINNINGS = r"(section|side-\d-\d|side|links|figures)-"


def test_the_style_sheets_are_short():
    lines = [line for sheet in SHEETS.values() for line in sheet.splitlines()]

    assert len(lines) < MOST_LINES
    assert [line for line in lines if len(line) > LONGEST_LINE] == []


def test_the_style_sheets_have_few_hooks_on_what_streamlit_draws_and_none_on_a_generated_name():
    assert RULES.count("data-testid") <= MOST_HOOKS
    assert GENERATED.findall(RULES) == []


@pytest.mark.parametrize("name", sorted(set(re.findall(r"\.(?!st[A-Z])([a-z][\w-]*)", RULES))))
def test_a_class_that_is_styled_is_drawn(name):
    drawn = re.sub(BEGINNINGS, "", name.removeprefix("st-key-"), count=1)

    assert re.search(rf"\b{drawn}\b", SOURCE)


def test_streamlit_still_has_each_class_that_is_styled():
    scripts = (Path(streamlit.__file__).parent / "static").rglob("*.js")
    drawn = "".join(script.read_text(encoding="utf-8") for script in scripts)

    assert {name for name in re.findall(r"\.(st[A-Z]\w*)", RULES) if name not in drawn} == set()


def test_a_class_that_is_drawn_is_styled():
    drawn = {name for names in re.findall(r'class="([\w -]+)"', SOURCE) for name in names.split()}

    assert {name for name in drawn if not re.search(rf"\.{name}\b", RULES)} == set()
