"""What holds for every test: no screen, no network, no real settings, no stray log message."""

from __future__ import annotations

import itertools
import logging
import os
import socket
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from _pytest.logging import LogCaptureHandler
from hypothesis import settings

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

settings.register_profile("desk", deadline=None, max_examples=60, print_blob=True)
settings.register_profile("ci", parent=settings.get_profile("desk"), derandomize=True)
settings.load_profile("ci" if os.environ.get("CI") else "desk")

_LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1", ""})
_home_numbers = itertools.count()


@pytest.fixture(scope="session", autouse=True)
def _session_folders(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Folders that stand in for the person's own, so that no test reads or writes those."""
    base = tmp_path_factory.mktemp("person")
    runtime = base / "runtime"
    runtime.mkdir(mode=0o700)
    with pytest.MonkeyPatch.context() as patch:
        for variable, folder in (
            ("HOME", "home"),
            ("USERPROFILE", "home"),
            ("APPDATA", "home/roaming"),
            ("LOCALAPPDATA", "home/local"),
            ("XDG_CONFIG_HOME", "home/config"),
            ("XDG_DATA_HOME", "home/data"),
            ("XDG_STATE_HOME", "home/state"),
            ("XDG_CACHE_HOME", "home/cache"),
            ("XDG_RUNTIME_DIR", "runtime"),
        ):
            patch.setenv(variable, str(base / folder))
        (base / "home").mkdir()
        yield base


@pytest.fixture(autouse=True)
def _program_folder(_session_folders: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each test starts as on the first day: the program's own folder does not exist yet."""
    folder = _session_folders / f"program-{next(_home_numbers)}"
    monkeypatch.setenv("FACT_ANNOTATOR_HOME", str(folder))


def _refusal(address: Any) -> str | None:
    if not isinstance(address, tuple):
        return None
    return None if str(address[0]) in _LOOPBACK else f"a connection to {address!r}"


@pytest.fixture(autouse=True)
def network_attempts(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """Refuse every connection that leaves the machine, and fail the test that tried one.

    The list holds the attempts so far; a test that expects one empties it.
    """
    attempts: list[str] = []

    def guard(name: str, address_at: int) -> None:
        original = getattr(socket.socket, name)

        def guarded(self: socket.socket, *args: Any) -> Any:
            refusal = _refusal(args[address_at])
            if refusal:
                attempts.append(refusal)
                raise OSError(f"tests have no network: {refusal}")
            return original(self, *args)

        monkeypatch.setattr(socket.socket, name, guarded)

    guard("connect", 0)
    guard("connect_ex", 0)
    guard("sendto", -1)
    look_up = socket.getaddrinfo

    def guarded_look_up(host: Any, *args: Any, **options: Any) -> Any:
        name = host.decode() if isinstance(host, bytes) else host or ""
        if name not in _LOOPBACK:
            attempts.append(f"a look-up of {name!r}")
            raise OSError(f"tests have no network: {attempts[-1]}")
        return look_up(host, *args, **options)

    monkeypatch.setattr(socket, "getaddrinfo", guarded_look_up)
    yield attempts
    if attempts:
        pytest.fail("the test reached for the network: " + "; ".join(attempts))


class _UnexpectedMessages(logging.Handler):
    """Collects warnings and errors that no ``caplog.at_level`` of just that level announced."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.messages: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        capturing = (h for h in logging.getLogger().handlers if isinstance(h, LogCaptureHandler))
        if not any(handler.level == record.levelno for handler in capturing):
            self.messages.append(f"{record.levelname} {record.name}: {record.getMessage()}")


@pytest.fixture(autouse=True)
def unexpected_log_messages() -> Iterator[list[str]]:
    """Fail a test in which something logs a warning or worse.

    A test that expects a message says so: ``with caplog.at_level(logging.WARNING): ...`` lets
    warnings pass (errors need ``logging.ERROR``). The list holds the messages so far; a test of
    messages from other threads or later moments empties it.
    """
    handler = _UnexpectedMessages()
    logging.getLogger().addHandler(handler)
    yield handler.messages
    logging.getLogger().removeHandler(handler)
    if handler.messages:
        pytest.fail("unexpected log messages: " + "; ".join(handler.messages))
