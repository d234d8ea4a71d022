"""``detect``: propose claims, in a project or straight from files."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from annotator.cli.article_file import ArticleFile, article_file
from annotator.cli.options import add_at_least, add_json, run_on_targets
from annotator.cli.output import (
    DONE,
    FAILED,
    PARTLY,
    one_line,
    print_fault,
    print_json,
    print_notices,
)
from annotator.domain.claim import Candidate
from annotator.domain.errors import ArticleRefused, DetectionFailed
from annotator.services.candidates import keep_candidates, undetected_articles
from annotator.services.detection_in_process import detect_in_process
from annotator.services.project import Project

if TYPE_CHECKING:
    from annotator.cli.options import Subparsers

_DESCRIPTION = """\
Propose claims with the language model.

In a project: for every article that has no candidates yet (--again: for every
article); claims that a person touched stay as they are.

For files: prints each candidate. With --json start and end count the code
points of the file read as UTF-8 with its newlines and byte order mark as they
are, and quote is text[start:end] of that. For an HTML file they count in the
article text that was taken out of the page ("offsets_in": "extracted text").
"""


def add_detect(subparsers: Subparsers) -> None:
    """Declare ``detect``."""
    parser = subparsers.add_parser(
        "detect",
        help="propose claims, in a project or straight from files",
        description=_DESCRIPTION,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument(
        "targets", nargs="+", type=Path, metavar="PROJECT|FILE", help="one project, or files"
    )
    parser.add_argument("--again", action="store_true", help="detect in every article again")
    add_at_least(parser, "for files: least check-worthiness (0 to 1) to print")
    add_json(parser)
    parser.set_defaults(run=_run)


def _run(arguments: argparse.Namespace) -> int:
    return run_on_targets(arguments, _detect_project, _detect_files)


def _detect_project(arguments: argparse.Namespace, project: Project) -> int:
    articles = project.articles() if arguments.again else undetected_articles(project)
    by_text = {article.text_id: article for article in articles}
    texts = [(text_id, project.text(article)) for text_id, article in by_text.items()]
    titles = {text_id: article.metadata.title for text_id, article in by_text.items()}
    failed: dict[int, DetectionFailed] = {}
    told: set[str] = set()
    found = detect_in_process(texts, titles, failed)
    for number, (text_id, detector, candidates) in enumerate(found, start=1):
        article = by_text[text_id]
        print_notices(article.metadata.title, detector, told)
        keep_candidates(project, text_id, detector, candidates)
        if arguments.json:
            print_json({"article_id": article.uuid, "candidates": len(candidates)})
        else:
            print(
                f"{number} of {len(texts)}: {one_line(article.metadata.title, 60)}:"
                f" {len(candidates)} candidates"
            )
    if not texts and not arguments.json:
        print("Every article has its candidates already.")
    _print_failed(failed, titles)
    if failed:
        return PARTLY if len(texts) > len(failed) else FAILED
    return DONE


def _detect_files(arguments: argparse.Namespace) -> int:
    files: dict[int, ArticleFile] = {}
    refused = 0
    for number, path in enumerate(arguments.targets):
        try:
            files[number] = article_file(path)
        except ArticleRefused as error:
            print_fault(error)
            refused += 1
    texts = [(number, file.article.text) for number, file in files.items()]
    titles = {number: file.article.metadata.title for number, file in files.items()}
    failed: dict[int, DetectionFailed] = {}
    told: set[str] = set()
    for number, detector, candidates in detect_in_process(texts, titles, failed):
        print_notices(str(files[number].path), detector, told)
        for candidate in candidates:
            if candidate.check_worthiness >= arguments.at_least:
                _print_candidate(arguments.json, files[number], candidate)
    _print_failed(failed, {number: str(file.path) for number, file in files.items()})
    if refused or failed:
        return PARTLY if len(files) > len(failed) else FAILED
    return DONE


def _print_failed(failed: dict[int, DetectionFailed], names: dict[int, str]) -> None:
    for number, error in failed.items():
        print(f"{one_line(names[number], 500)}:", file=sys.stderr)
        print_fault(error)


def _print_candidate(as_json: bool, file: ArticleFile, candidate: Candidate) -> None:
    quote = file.quote(candidate.span)
    if not as_json:
        kinds = " ".join(candidate.kinds)
        print(f"{candidate.check_worthiness:.2f}  {kinds:<22.22}  {one_line(quote)}")
        return
    start, end = file.place(candidate.span)
    print_json(
        {
            "article": str(file.path),
            "start": start,
            "end": end,
            "quote": quote,
            "kinds": [kind.value for kind in candidate.kinds],
            "check_worthiness": candidate.check_worthiness,
            "cues": list(candidate.cues),
            "offsets_in": file.offsets_in,
        }
    )
