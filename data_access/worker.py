"""Runs a function in a separate Python process, with optional limits of time and memory.

The memory of the function (a drawing library, a JavaScript engine, the cells of a workbook) is
freed with its process. The function is given by name, so that this process need not import it.
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
from threading import Thread, Timer
from typing import Any, NamedTuple

if sys.platform != "win32":
    import resource

ROOT = Path(__file__).parent.parent
# Out of 19: a worker that yields gets a tenth of a processor that others want too.
NICENESS = 10
LOOKS_FOR_PARENT_SECONDS = 1


class WorkerLimits(NamedTuple):
    """The limits of one call: seconds of time and of the processor, and bytes of memory.

    Nulls: no limit. ``yields``: other processes that want the processor go first, from this call
    until the worker ends. On Windows only the time is limited.
    """

    seconds: float | None = None
    memory: int | None = None
    yields: bool = False


UNLIMITED = WorkerLimits()


class WorkerFailed(Exception):
    """Raised if the function raises (then with its traceback) or its process fails to start."""


class WorkerEnded(WorkerFailed):
    """Raised if the process ended before it answered, as at a limit."""


def call(function: str, *arguments: object, limits: WorkerLimits = UNLIMITED) -> Any:
    """Calls the function ``package.module:name`` in a new process, and returns its result.

    Errors: WorkerFailed if it raises; WorkerEnded if the process ends first.
    """
    with closing(Worker()) as worker:
        return worker.call(function, *arguments, limits=limits)


class Worker:
    """A process for calls one after another, until a call ends it."""

    def __init__(self) -> None:
        command = [sys.executable, "-m", __name__, str(os.getpid())]
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
        """Like the function ``call``, but in this worker's process."""
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
    """Pickles a frame as an Arrow stream, from which it is copied.

    A frame unpickled by default keeps the bytes it came in. A Polars thread that frees them waits
    for the GIL, which is a deadlock if Python code waits for that thread. Nor can a frame be
    written at which another thread looks: Polars locks it, and waits for the GIL. So a copy is
    written, which shares the rows and which nobody else has.
    """

    def reducer_override(self, value: object) -> Any:
        polars = sys.modules.get("polars")
        if polars is None or not isinstance(value, polars.DataFrame):
            return NotImplemented
        stream = io.BytesIO()
        value.clone().write_ipc_stream(stream)
        return polars.read_ipc_stream, (stream.getvalue(),)


def _send(value: object, to: Any) -> None:
    _Pickler(to, pickle.HIGHEST_PROTOCOL).dump(value)
    to.flush()


def main() -> None:
    """Answer calls until no more come."""
    Thread(target=_end_with, args=[int(sys.argv[1])], daemon=True).start()
    answers = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    # The output of a library must not be mistaken for an answer.
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    with suppress(EOFError):
        while True:
            function, arguments, limits = pickle.load(sys.stdin.buffer)
            _hold_to(limits)
            _send(_answer(function, arguments), answers)


def _end_with(parent: int) -> None:
    """End this process soon after ``parent`` has, whatever it is working on."""
    # On Windows a process keeps the number of a parent that has ended.
    while os.getppid() == parent:
        time.sleep(LOOKS_FOR_PARENT_SECONDS)
    os._exit(1)


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
    # Arrow's default allocator reserves a gigabyte of addresses, which would count as memory.
    os.putenv("ARROW_DEFAULT_MEMORY_POOL", "system")
    if limits.yields:
        os.setpriority(os.PRIO_PROCESS, 0, NICENESS)
    # No core dump of a crashed process is written, because it may contain names.
    most: dict[int, float | None] = {
        resource.RLIMIT_CORE: 0,
        resource.RLIMIT_CPU: limits.seconds and time.process_time() + limits.seconds,
        resource.RLIMIT_AS: limits.memory,
    }
    for kind, limit in most.items():
        if limit is not None:
            _, hard = resource.getrlimit(kind)
            # macOS does not limit memory, and no limit can exceed the administrator's.
            with suppress(OSError, ValueError):
                resource.setrlimit(kind, (math.ceil(limit), hard))


if __name__ == "__main__":
    main()
