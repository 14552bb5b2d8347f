"""Records anew what every page shows: python -m tests.pages.as_before"""

import os
import sys

import pytest

from tests.pages.as_before.recorded import RECORD_ANEW

if __name__ == "__main__":
    os.environ[RECORD_ANEW] = "yes"
    sys.exit(pytest.main(["tests/pages/test_as_before.py", "-q"]))
