"""The guards of conftest.py bite."""

from __future__ import annotations

import logging
import os
import socket
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

RESERVED_ADDRESS = ("192.0.2.1", 9)  # RFC 5737: never routed.


@pytest.mark.parametrize("kind", ["connect", "connect_ex", "sendto"])
def test_no_connection_leaves_the_machine(kind: str, network_attempts: list[str]) -> None:
    payload = [b"x"] if kind == "sendto" else []
    with socket.socket(type=socket.SOCK_DGRAM) as end, pytest.raises(OSError, match="no network"):
        getattr(end, kind)(*payload, RESERVED_ADDRESS)
    assert len(network_attempts) == 1
    network_attempts.clear()


def test_no_name_is_looked_up(network_attempts: list[str]) -> None:
    with pytest.raises(OSError, match="no network"):
        socket.create_connection(("fact-annotator.example", 80))
    assert len(network_attempts) == 1
    network_attempts.clear()


def test_the_machine_may_talk_to_itself() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        socket.create_connection(server.getsockname()).close()


def test_a_swallowed_attempt_still_fails_the_test(pytester: pytest.Pytester) -> None:
    _with_conftest(pytester)
    pytester.makepyfile(
        f"""
        import socket
        def test_it():
            try:
                socket.create_connection({RESERVED_ADDRESS!r})
            except OSError:
                pass
        """
    )
    pytester.runpytest_inprocess("-p", "no:cacheprovider").assert_outcomes(passed=1, errors=1)


def test_a_stray_log_message_fails_the_test(
    pytester: pytest.Pytester, unexpected_log_messages: list[str]
) -> None:
    _with_conftest(pytester)
    pytester.makepyfile(
        """
        import logging
        def test_stray():
            logging.getLogger("annotator").warning("stray")
        def test_louder_than_announced(caplog):
            with caplog.at_level(logging.WARNING):
                logging.getLogger("annotator").error("worse")
        """
    )
    result = pytester.runpytest_inprocess("-p", "no:cacheprovider")
    result.assert_outcomes(passed=2, errors=2)
    assert len(unexpected_log_messages) == 2
    unexpected_log_messages.clear()


def test_an_announced_log_message_passes(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.WARNING):
        logging.getLogger("annotator").warning("announced")
    assert "announced" in caplog.text


def test_the_persons_own_folders_are_out_of_reach(tmp_path_factory: pytest.TempPathFactory) -> None:
    base = tmp_path_factory.getbasetemp()
    assert Path.home().is_relative_to(base)
    assert Path(os.environ["FACT_ANNOTATOR_HOME"]).is_relative_to(base)
    assert not Path(os.environ["FACT_ANNOTATOR_HOME"]).exists()


@given(st.integers(1, 65535))
def test_generated_examples_may_talk_to_the_machine_too(port: int) -> None:
    with socket.socket(type=socket.SOCK_DGRAM) as end:
        end.connect(("127.0.0.1", port))
        assert end.getpeername() == ("127.0.0.1", port)


def _with_conftest(pytester: pytest.Pytester) -> None:
    pytester.makeconftest(Path(__file__).with_name("conftest.py").read_text(encoding="utf-8"))
