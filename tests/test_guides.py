"""The guides and the decisions name files and folders that there are."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
GUIDES = ("README.md", "CONTRIBUTING.md", "docs/architecture.md")
DOCUMENTS = [
    path.relative_to(ROOT).as_posix()
    for pattern in ("*.md", "docs/*.md", "docs/decisions/*.md", "data_access/starter/*.md")
    for path in sorted(ROOT.glob(pattern))
]
FOLDERS = ("pages", "ui", "charts", "metrics", "data_access", "tests", "benchmarks", "docs")
# The examples that a reader of the guide is to write.
NOT_YET_WRITTEN = {"pages/parts_without.py", "ui/papers/questions_paper.py"}


def paths_named(guide):
    named = re.findall(r"`([\w./-]+)`", (ROOT / guide).read_text(encoding="utf-8"))
    return {each for each in named if each.split("/")[0] in FOLDERS and "/" in each}


def links_of(guide):
    targets = re.findall(r"\]\(([^)#\s]+)", (ROOT / guide).read_text(encoding="utf-8"))
    return {target for target in targets if "://" not in target}


@pytest.mark.parametrize("document", DOCUMENTS)
def test_every_path_that_a_document_names_is_there(document):
    missing = {each for each in paths_named(document) if not (ROOT / each).exists()}

    assert missing <= NOT_YET_WRITTEN


@pytest.mark.parametrize("guide", GUIDES)
def test_every_link_of_a_guide_leads_to_a_file(guide):
    links = links_of(guide)

    assert links
    missing = {each for each in links if not (ROOT / guide).parent.joinpath(each).exists()}
    assert missing <= NOT_YET_WRITTEN
