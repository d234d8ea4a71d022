"""``compare`` links passages of files and speaks of them in the files' own offsets."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from annotator.cli import compare_command
from annotator.domain.article import IncomingArticle
from annotator.domain.claim import (
    RULE_SCORER,
    RULE_SCORER_NOTICE,
    RULES_ONLY,
    Candidate,
    ClaimKind,
    DetectorVersion,
)
from annotator.domain.errors import DetectionFailed
from annotator.domain.link import (
    ConflictLevel,
    Difference,
    DifferenceField,
    ProposedLink,
    Relation,
)
from annotator.domain.span import Span
from annotator.nlp.comparison.compared import ComparedArticle
from annotator.services.comparison_in_process import ArticleComparison, compare_in_process
from tests.made_projects import SENTENCE

Command = Callable[..., Any]

NAME = "sentences"
MODEL = "none"
"""What the detector calls itself."""

FIRST = "\ufeffTram stops\r\n\r\nThe tram stopped 😱 at 9. Two people fell.\r\n"
SECOND = "Tram halted\n\nThe tram halted at 10. Three people fell.\n"


def _detect(
    texts: Sequence[tuple[int, str]],
    titles: Mapping[int, str],
    failed: dict[int, DetectionFailed],
) -> list[tuple[int, DetectorVersion, tuple[Candidate, ...]]]:
    found = []
    for number, text in texts:
        if "owl" in text:
            failed[number] = DetectionFailed("The detector stumbled.", "All is as it was.")
            continue
        body = text.index("\n\n") + 2
        candidates = [
            Candidate(
                Span(body + match.start(), body + match.end()),
                (ClaimKind.EVENT,),
                0.9 if "fell" in match.group() else 0.3,
                (),
            )
            for match in SENTENCE.finditer(text[body:])
        ]
        found.append((number, DetectorVersion(NAME, "1", MODEL), tuple(candidates)))
    return found


def _compare(articles: Sequence[ComparedArticle]) -> list[ProposedLink]:
    """The last claims of the first two articles conflict in their first word; nothing else."""
    links = []
    a, b = articles[0].claims, articles[1].claims
    one, other = a[-1], b[-1]
    difference = Difference(
        DifferenceField.NUMBER,
        ConflictLevel.HARD,
        Span(one.span.start, one.span.start + 3),
        Span(other.span.start, other.span.start + 5),
        "two",
        "three",
    )
    links.append(ProposedLink(one.id, other.id, 0.9, True, Relation.CONFLICT, "", (difference,)))
    if len(a) > 1 and len(b) > 1:
        links.append(ProposedLink(a[0].id, b[0].id, 0.2, False, Relation.SAME, "", ()))
    return links


@pytest.fixture(autouse=True)
def _without_model(monkeypatch: pytest.MonkeyPatch) -> None:
    def compare(articles: Sequence[IncomingArticle], threshold: float) -> ArticleComparison:
        return compare_in_process(articles, threshold, _detect, _compare)

    monkeypatch.setattr(compare_command, "compare_in_process", compare)


@pytest.fixture
def files(tmp_path: Path) -> list[Path]:
    """One file with a byte order mark and Windows newlines, one without."""
    paths = [tmp_path / "one.txt", tmp_path / "two.txt"]
    paths[0].write_bytes(FIRST.encode())
    paths[1].write_bytes(SECOND.encode())
    return paths


def test_every_offset_counts_in_the_file_as_it_is(command: Command, files: list[Path]) -> None:
    result = command("compare", *files, "--json")
    assert result.code == 0
    conflict, other = result.objects
    assert (conflict["relation"], conflict["drawn"], conflict["score"]) == ("conflict", True, 0.9)
    assert (other["relation"], other["drawn"], other["differences"]) == ("same", False, [])
    texts = {}
    for path in files:
        with path.open(encoding="utf-8", newline="") as file:
            texts[str(path)] = file.read()
    for found in result.objects:
        for side in (found["a"], found["b"]):
            assert texts[side["article"]][side["start"] : side["end"]] == side["quote"]
    assert other["a"]["quote"] == "The tram stopped 😱 at 9."
    (difference,) = conflict["differences"]
    assert (difference["field"], difference["level"]) == ("number", "hard")
    assert (difference["a_value"], difference["b_value"]) == ("two", "three")
    for side, words in (("a", "Two"), ("b", "Three")):
        start, end = difference[side]
        assert texts[conflict[side]["article"]][start:end] == words


def test_people_read_conflicts_with_their_values(command: Command, files: list[Path]) -> None:
    result = command("compare", *files)
    assert result.code == 0
    assert "≠ conflict (number: two / three)" in result.out
    assert "Three people fell." in result.out
    # What is not drawn is not printed for people.
    assert "stopped" not in result.out
    assert result.out.endswith("2 articles: 1 link, a conflict.\n")


def test_a_tension_is_called_soft(
    command: Command, files: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    def soft(articles: Sequence[ComparedArticle]) -> list[ProposedLink]:
        link, *_ = _compare(articles)
        (difference,) = link.differences
        return [replace(link, differences=(replace(difference, level=ConflictLevel.SOFT),))]

    def compare(articles: Sequence[IncomingArticle], threshold: float) -> ArticleComparison:
        return compare_in_process(articles, threshold, _detect, soft)

    monkeypatch.setattr(compare_command, "compare_in_process", compare)
    assert "≠ conflict, soft (number: two / three)" in command("compare", *files).out


@pytest.mark.parametrize(
    ("links", "conflicts", "words"),
    [
        (0, 0, "0 links, no conflict"),
        (1, 0, "1 link, no conflict"),
        (1, 1, "1 link, a conflict"),
        (3, 1, "3 links, 1 of them a conflict"),
        (3, 2, "3 links, 2 of them conflicts"),
    ],
)
def test_links_are_counted_in_words(links: int, conflicts: int, words: str) -> None:
    assert compare_command._counted(links, conflicts) == words


def test_only_claims_worth_checking_can_be_compared(command: Command, files: list[Path]) -> None:
    found = command("compare", *files, "--json", "--at-least", "0.5").objects
    assert [link["relation"] for link in found] == ["conflict"]


def test_one_file_is_wrong_usage(command: Command, files: list[Path]) -> None:
    result = command("compare", files[0])
    assert (result.code, result.out) == (2, "")
    assert "two or more" in result.err


def test_a_refused_file_leaves_the_others_compared(
    command: Command, files: list[Path], tmp_path: Path
) -> None:
    empty = tmp_path / "empty.txt"
    empty.write_text("", "utf-8")
    result = command("compare", *files, empty, "--json")
    assert result.code == 3
    assert len(result.objects) == 2
    assert "empty.txt" in result.err
    assert command("compare", files[0], empty).code == 1


def test_an_article_whose_claims_are_not_found_is_told(
    command: Command, files: list[Path], tmp_path: Path
) -> None:
    owls = tmp_path / "owls.txt"
    owls.write_text("Birds\n\nSeven owls were counted.\n", "utf-8")
    result = command("compare", *files, owls, "--json")
    assert result.code == 3
    assert len(result.objects) == 2
    assert str(owls) in result.err


def test_it_is_said_when_fixed_rules_stand_in(
    command: Command, files: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert command("compare", *files).err == ""
    monkeypatch.setattr(sys.modules[__name__], "NAME", RULE_SCORER)
    assert RULE_SCORER_NOTICE in command("compare", *files, "--json").err


def test_the_language_of_an_article_that_no_model_reads_is_said(
    command: Command, files: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys.modules[__name__], "MODEL", f"{RULES_ONLY}Swedish")
    monkeypatch.setattr(sys.modules[__name__], "NAME", RULE_SCORER)
    told = command("compare", *files, "--json").err
    assert f"{files[0]}: Not English (Swedish): marked by rules only" in told
    assert RULE_SCORER_NOTICE not in told
