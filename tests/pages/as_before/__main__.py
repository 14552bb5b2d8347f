"""Records anew what pages show: python -m tests.pages.as_before [PAGE ...], all without a page."""

import os
import sys

import pytest

from tests.pages.as_before.recorded import RECORD_ANEW, of_pages

if __name__ == "__main__":
    os.environ[RECORD_ANEW] = "yes"
    sys.exit(pytest.main(["tests/pages/test_as_before.py", "-q", *of_pages(sys.argv[1:])]))
