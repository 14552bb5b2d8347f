"""A function runs in a process of its own, and no longer or larger than it may."""

import os
import sys
import time
from contextlib import closing
from functools import partial
from io import BytesIO
from subprocess import PIPE, Popen

import polars as pl
import pytest
from polars.testing import assert_frame_equal

from data_access.worker import ROOT, Worker, WorkerEnded, WorkerFailed, WorkerLimits, _send, call
from tests.looked_at import WRITTEN, write_while_others_look

HERE = "tests.data_access.test_worker"
GIGABYTE = 1_000_000_000


def fill(megabytes: int) -> int:
    return len(bytes(megabytes * 1_000_000))


def spin() -> None:
    while True:
        pass


def say(text: str) -> str:
    print(text, flush=True)
    return text


def say_and_spin() -> None:
    print("started", flush=True)
    spin()


def give_up() -> None:
    os.abort()


def send_while_others_look() -> int:
    return write_while_others_look(partial(_send, to=BytesIO()))


def test_a_frame_is_sent_while_others_look_at_it():
    sent = call(f"{HERE}:send_while_others_look", limits=WorkerLimits(seconds=30))

    assert sent == WRITTEN


def test_a_function_is_answered_from_another_process():
    assert call("os:getpid") != os.getpid()
    assert call("builtins:sorted", [2, 3, 1]) == [1, 2, 3]


def test_a_worker_that_yields_lets_other_processes_go_first():
    own = os.getpriority(os.PRIO_PROCESS, 0)

    assert call("os:getpriority", os.PRIO_PROCESS, 0, limits=WorkerLimits(yields=True)) > own
    assert call("os:getpriority", os.PRIO_PROCESS, 0) == own


def test_a_frame_comes_through_as_it_was():
    frame = pl.DataFrame(
        {"day": [None, 1], "word": ["a", None], "place": ["x", "y"]},
        schema_overrides={"day": pl.Date, "place": pl.Categorical},
    )

    (answer,) = call("builtins:list", (frame,))

    assert_frame_equal(answer, frame, categorical_as_str=True)
    assert answer.schema == frame.schema


def test_what_a_function_prints_is_not_taken_for_its_answer(capfd):
    assert call(f"{HERE}:say", "words") == "words"

    assert capfd.readouterr().err == "words\n"


def test_what_a_function_raises_comes_with_where_it_was_raised():
    with pytest.raises(WorkerFailed, match=r"Traceback[\s\S]*ValueError: invalid literal") as fault:
        call("builtins:int", "one")

    assert not isinstance(fault.value, WorkerEnded)


def test_a_process_that_cannot_be_started_is_told(monkeypatch):
    monkeypatch.setattr("sys.executable", "no such program")

    with pytest.raises(WorkerFailed, match="No other process can be started"):
        call("os:getpid")


def test_a_worker_answers_one_call_after_another():
    with closing(Worker()) as process:
        assert process.call("os:getpid") == process.call("os:getpid")
        with pytest.raises(WorkerFailed, match="ValueError"):
            process.call("builtins:int", "one")
        assert process.call("builtins:int", "1") == 1


@pytest.mark.parametrize("function", [f"{HERE}:spin", f"{HERE}:give_up"])
def test_a_process_that_ends_before_it_answers_is_told(function):
    with pytest.raises(WorkerEnded, match="ended without an answer"):
        call(function, limits=WorkerLimits(seconds=1))


def test_a_function_that_sleeps_is_ended_by_the_clock():
    started = time.perf_counter()

    with pytest.raises(WorkerEnded):
        call("time:sleep", 60, limits=WorkerLimits(seconds=0.5))

    assert time.perf_counter() - started < 20


def test_a_worker_ends_with_the_process_that_started_it():
    program = f"from data_access.worker import call; call('{HERE}:say_and_spin')"
    with Popen([sys.executable, "-c", program], cwd=ROOT, stderr=PIPE) as parent:
        assert parent.stderr
        assert parent.stderr.readline() == b"started\n"

        parent.kill()

        # The worker writes to the same pipe, which has no end while the worker has none.
        assert parent.stderr.read() == b""


def test_a_function_that_asks_for_too_much_memory_is_ended():
    assert call(f"{HERE}:fill", 100, limits=WorkerLimits(memory=GIGABYTE)) == 100_000_000
    with pytest.raises(WorkerEnded):
        call(f"{HERE}:fill", 1100, limits=WorkerLimits(memory=GIGABYTE))
