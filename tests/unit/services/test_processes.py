from __future__ import annotations

import os
import subprocess
import sys

from annotator.services.processes import (
    ProcessEntry,
    _of_ps,
    descendants,
    running_processes,
)


def test_descendants_are_children_and_theirs_parents_first() -> None:
    table = [ProcessEntry(*row, 0) for row in ((5, 4), (2, 1), (3, 2), (4, 2), (9, 8), (1, 0))]
    assert [entry.pid for entry in descendants(2, table)] == [3, 4, 5]
    assert descendants(9, table) == ()


def test_numbers_that_were_given_again_make_no_endless_circle() -> None:
    table = [ProcessEntry(1, 2, 0), ProcessEntry(2, 1, 0), ProcessEntry(0, 0, 0)]
    assert [entry.pid for entry in descendants(1, table)] == [2]
    assert descendants(0, table) == ()


def test_this_process_and_its_child_are_seen_until_the_child_ends() -> None:
    child = subprocess.Popen(
        [sys.executable, "-c", "print(1, flush=True); input()"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    )
    with child:
        assert child.stdout is not None
        child.stdout.readline()
        family = descendants(os.getpid(), running_processes())
        (seen,) = (entry for entry in family if entry.pid == child.pid)
        assert 1_000_000 < seen.memory < 1_000_000_000
    assert child.pid not in {entry.pid for entry in running_processes()}


def test_the_table_of_ps_is_read() -> None:
    assert _of_ps("    1     0   1200\n  77     1  34000\n\n") == (
        ProcessEntry(1, 0, 1_228_800),
        ProcessEntry(77, 1, 34_816_000),
    )
