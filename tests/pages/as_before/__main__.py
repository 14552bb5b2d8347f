"""Records anew what pages show: python -m tests.pages.as_before [PAGE ...], all without a page."""

import os
import sys

import pytest

from tests.pages.as_before.recorded import RECORD_ANEW

if __name__ == "__main__":
    os.environ[RECORD_ANEW] = "yes"
    chosen = ["-k", " or ".join(f"-{page}-" for page in sys.argv[1:])] if sys.argv[1:] else []
    sys.exit(pytest.main(["tests/pages/test_as_before.py", "-q", *chosen]))
