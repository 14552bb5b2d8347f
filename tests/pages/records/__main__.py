"""Records what pages say: python -m tests.pages.records [PAGE ...], all of them without a page."""

import os
import sys

import pytest

from tests.pages.records.record_files import HERE, RECORD, file_of, of_pages

if __name__ == "__main__":
    pages = sys.argv[1:]
    for file in map(file_of, pages) if pages else HERE.glob("*.txt"):
        file.unlink(missing_ok=True)
    os.environ[RECORD] = "yes"
    options = ["-q", "-n", "2", "--dist", "worksteal", *of_pages(pages)]
    sys.exit(pytest.main(["tests/pages/test_records.py", *options]))
