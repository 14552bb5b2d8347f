"""Findings in a PDF of an independent checker of PDF/UA: outloud, run as a command.

It tests what veraPDF tests, and besides whether what is there makes sense. It reads a PDF with two
libraries that neither write one here nor check one elsewhere. It is asked for in
requirements-documents.in alone, since one of them may be used but not passed on under our licence.
"""

import json
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path
from typing import Any

CHECKER = "outloud"
SECONDS = 120
COUNTS = ("error", "warning")
# What it reports and is none, each with why.
NO_FAULTS = {
    "TAG-002": "the head of a table that stands again overleaf is decoration, as it was read once",
    "FIG-012": "the description of a chart is its numbers, in a sentence that says of what",
    "PAG-001": "rows that end several pages may say the same, such as a period; pdf_structure "
    "looks whether heads and feet are decoration",
    "ORD-001": "of words of which some are bold it takes the bold ones for the last",
}


def faults_in(pdf: Path) -> list[str]:
    """The checker's findings in a PDF, in its words; empty for none. Errors: RuntimeError."""
    skipped = [f"--skip={rule}" for rule in NO_FAULTS]
    command = [sys.executable, "-m", f"{CHECKER}.cli", str(pdf), "--json=-", *skipped]
    done = subprocess.run(command, capture_output=True, text=True, timeout=SECONDS, check=False)
    try:
        (result,) = json.loads(done.stdout)["results"]
    except ValueError as problem:
        raise RuntimeError(f"{CHECKER} did not answer: {done.stderr}") from problem
    return in_words(result)


def needs_checker() -> str:
    """A sentence on how to get the checker; empty where it is there."""
    if find_spec(CHECKER):
        return ""
    return (
        f"{CHECKER} is not installed: .venv/bin/python -m pip install -r requirements-documents.txt"
    )


def in_words(result: dict[str, Any]) -> list[str]:
    """The faults of a result; that something of the PDF was not looked at is one too."""
    unread = [f"{CHECKER} could not read it: {result['error']}"] if result["error"] else []
    not_looked_for = [
        f"{CHECKER} could not look for {rule['rule']}: {rule['reason']}"
        for rule in result["rules"]
        if rule["status"] == "crashed"
    ]
    found = [
        f"{each['rule']} on page {each['page']}: {each['message']}"
        for each in result["findings"]
        if each["severity"] in COUNTS
    ]
    return [*unread, *not_looked_for, *found]
