"""Memory that the C library retains is released, where the library retains any."""

import subprocess
import sys

import pytest

from tests.serving import ROOT
from ui.serving import malloc_tuning

# Small pieces taken by threads that end, and then let go: what the library keeps is measured.
TAKES_AND_LETS_GO = """
import sys, threading
from pathlib import Path
from ui.serving import malloc_tuning

def megabytes():
    return int(Path("/proc/self/statm").read_text().split()[1]) * 4096 / 1e6

def take(into):
    into.extend(bytes(2_000) for _ in range(5_000))

if sys.argv[1] == "few":
    malloc_tuning.keep_few_arenas()
pieces = [[] for _ in range(12)]
threads = [threading.Thread(target=take, args=(each,)) for each in pieces]
for thread in threads: thread.start()
for thread in threads: thread.join()
last = [each.pop() for each in pieces]
pieces.clear()
if sys.argv[1] == "few":
    malloc_tuning.give_back()
print(megabytes())
"""


@pytest.fixture
def no_library():
    malloc_tuning._library.cache_clear()
    yield
    malloc_tuning._library.cache_clear()


def megabytes_left(how):
    done = subprocess.run(
        [sys.executable, "-c", TAKES_AND_LETS_GO, how],
        cwd=ROOT,
        check=True,
        capture_output=True,
        text=True,
    )
    return float(done.stdout)


@pytest.mark.skipif(
    malloc_tuning._library() is None, reason="Another C library gives back by itself."
)
def test_what_threads_let_go_of_goes_back_to_the_system():
    assert megabytes_left("few") < megabytes_left("many") - 10


@pytest.mark.usefixtures("no_library")
def test_where_the_library_is_another_nothing_is_asked_of_it(monkeypatch):
    monkeypatch.setattr(sys, "platform", "win32")

    malloc_tuning.keep_few_arenas()
    malloc_tuning.give_back()

    assert malloc_tuning._library() is None
