"""One worker process that was started, and our end of its pipe."""

from __future__ import annotations

import multiprocessing
from collections.abc import Callable
from dataclasses import dataclass
from multiprocessing.connection import Connection
from multiprocessing.context import SpawnProcess

from annotator.domain.claim import DetectorVersion

WorkerTarget = Callable[[Connection], None]
"""What the process runs, with its end of the pipe."""


@dataclass(slots=True)
class WorkerProcess:
    """A worker process.

    Attributes:
        version: None until the worker has loaded the language model.
        cancelled: it was killed on purpose; what it may still say is not wanted.
        unable: it said that it cannot load any model and is ending by itself.
        asked_to_make_way: its comparison was asked to rest.
    """

    process: SpawnProcess
    connection: Connection
    version: DetectorVersion | None = None
    cancelled: bool = False
    unable: bool = False
    asked_to_make_way: bool = False

    def cancel(self) -> None:
        """Kill it on purpose; it is still to be dropped."""
        self.cancelled = True
        self.process.kill()

    def drop(self) -> None:
        """Kill it, wait for its end and close our end of the pipe."""
        self.process.kill()
        self.process.join()
        self.connection.close()


def start_worker(target: WorkerTarget) -> WorkerProcess:
    """Start a process that runs ``target``; it ends with this one.

    Raises:
        OSError: there is no memory or no room for another process.
    """
    context = multiprocessing.get_context("spawn")
    ours, theirs = context.Pipe()
    process = context.Process(target=target, args=(theirs,), name="detector", daemon=True)
    try:
        process.start()
    except OSError:
        ours.close()
        raise
    finally:
        theirs.close()
    return WorkerProcess(process, ours)
