"""Runs a function in a Python process of its own, which may be limited in time and memory.

What the function loads and fills goes with its process: a drawing library, a JavaScript engine,
the cells of a workbook. It is given by name, so that this process need not import it.
"""

import io
import math
import os
import pickle
import sys
import time
import traceback
from contextlib import closing, suppress
from pathlib import Path
from pkgutil import resolve_name
from subprocess import PIPE, Popen
from threading import Timer
from typing import Any, NamedTuple

if sys.platform != "win32":
    import resource

ROOT = Path(__file__).parent.parent


class WorkerLimits(NamedTuple):
    """Of one call: seconds on the clock and of the processor, and bytes of memory.

    Nulls: no limit. Windows knows neither of the last two; there the clock alone ends a process.
    """

    seconds: float | None = None
    memory: int | None = None


UNLIMITED = WorkerLimits()


class WorkerFailed(Exception):
    """The function raised, and its traceback is the message; or its process cannot be started."""


class WorkerEnded(WorkerFailed):
    """The process ended before it had answered, as it does at a limit."""


def call(function: str, *arguments: object, limits: WorkerLimits = UNLIMITED) -> Any:
    """What the function called ``package.module:name`` returns.

    Errors: WorkerFailed if it raises; WorkerEnded where the process ends first.
    """
    with closing(Worker()) as worker:
        return worker.call(function, *arguments, limits=limits)


class Worker:
    """A process that answers one call after another, until one of them ends it."""

    def __init__(self) -> None:
        command = [sys.executable, "-m", __name__]
        try:
            self._process = Popen(command, stdin=PIPE, stdout=PIPE, cwd=ROOT)
        except OSError as problem:
            raise WorkerFailed(f"No other process can be started: {problem}") from problem
        assert self._process.stdin
        assert self._process.stdout
        self._calls, self._answers = self._process.stdin, self._process.stdout

    def close(self) -> None:
        """End the process."""
        self._process.kill()
        with suppress(OSError):
            self._calls.close()
        self._answers.close()
        self._process.wait()

    def call(self, function: str, *arguments: object, limits: WorkerLimits = UNLIMITED) -> Any:
        """As ``call``, without starting a process."""
        clock = Timer(limits.seconds or 0, self._process.kill)
        if limits.seconds:
            clock.start()
        try:
            _send((function, arguments, limits), self._calls)
            is_answer, answer = pickle.load(self._answers)
        except (EOFError, OSError, pickle.UnpicklingError) as problem:
            raise WorkerEnded(
                f"{function} ended without an answer: at a limit of time or memory, or broken."
            ) from problem
        finally:
            clock.cancel()
        if not is_answer:
            raise WorkerFailed(answer)
        return answer


class _Pickler(pickle.Pickler):
    """Sends a frame as a stream, out of which it is copied.

    A frame that is unpickled keeps the bytes it came in. A thread of Polars that frees them waits
    for Python, and whoever waits in Python for that thread then waits for ever.
    """

    def reducer_override(self, value: object) -> Any:
        polars = sys.modules.get("polars")
        if polars is None or not isinstance(value, polars.DataFrame):
            return NotImplemented
        stream = io.BytesIO()
        value.write_ipc_stream(stream)
        return polars.read_ipc_stream, (stream.getvalue(),)


def _send(value: object, to: Any) -> None:
    _Pickler(to, pickle.HIGHEST_PROTOCOL).dump(value)
    to.flush()


def main() -> None:
    """Answer calls until no more come."""
    answers = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    # What a library prints must not be taken for an answer.
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    with suppress(EOFError):
        while True:
            function, arguments, limits = pickle.load(sys.stdin.buffer)
            _hold_to(limits)
            _send(_answer(function, arguments), answers)


def _answer(function: str, arguments: tuple[object, ...]) -> tuple[bool, object]:
    try:
        return True, resolve_name(function)(*arguments)
    except MemoryError:
        raise
    except Exception:
        return False, traceback.format_exc()


def _hold_to(limits: WorkerLimits) -> None:
    if sys.platform == "win32":
        return
    # Arrow's usual allocator reserves a gigabyte of addresses, which would count as memory.
    os.putenv("ARROW_DEFAULT_MEMORY_POOL", "system")
    # The memory of a process that breaks down is not written to a file: it may hold names.
    most: dict[int, float | None] = {
        resource.RLIMIT_CORE: 0,
        resource.RLIMIT_CPU: limits.seconds and time.process_time() + limits.seconds,
        resource.RLIMIT_AS: limits.memory,
    }
    for kind, limit in most.items():
        if limit is not None:
            _, hard = resource.getrlimit(kind)
            # macOS does not limit memory; nothing can be raised above what an administrator set.
            with suppress(OSError, ValueError):
                resource.setrlimit(kind, (math.ceil(limit), hard))


if __name__ == "__main__":
    main()
