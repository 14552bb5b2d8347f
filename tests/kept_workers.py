"""Processes for what the app hands to another process, kept from call to call.

A process takes longer to load its libraries than a small file to read or a paper to write.
"""

import pickle
from typing import Any

from data_access.worker import UNLIMITED, Worker, WorkerEnded, WorkerLimits


class KeptWorker:
    """A process for calls one after another; after a call that ended it, another one."""

    def __init__(self) -> None:
        self._worker: Worker | None = None

    def call(self, function: str, *arguments: object, limits: WorkerLimits = UNLIMITED) -> Any:
        """Like ``data_access.worker.call``, but for the process."""
        self._worker = self._worker or Worker()
        try:
            return self._worker.call(function, *arguments, limits=limits)
        except WorkerEnded:
            self.close()
            raise

    def close(self) -> None:
        if self._worker:
            self._worker.close()
            self._worker = None


class RemembersAnswers:
    """Stands for ``Worker`` where the same is asked again and again, such as for a picture."""

    answers: dict[bytes, Any] = {}  # noqa: RUF012 - shared by all

    def __init__(self) -> None:
        self._worker = KeptWorker()

    def call(self, function: str, *arguments: object, limits: WorkerLimits = UNLIMITED) -> Any:
        """What was answered when the same was asked before; else what a process answers."""
        asked = pickle.dumps((function, arguments))
        if asked not in self.answers:
            self.answers[asked] = self._worker.call(function, *arguments, limits=limits)
        return self.answers[asked]

    def close(self) -> None:
        self._worker.close()
