"""``import``: bring files and folders into a project."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from annotator.cli.options import add_json, add_project, add_reviewer, opened_project
from annotator.cli.output import DONE, FAILED, PARTLY, print_fault, print_json
from annotator.services.articles import import_articles
from annotator.services.reading import read_for_import

if TYPE_CHECKING:
    from annotator.cli.options import Subparsers


def add_import(subparsers: Subparsers) -> None:
    """Declare ``import``."""
    parser = subparsers.add_parser(
        "import",
        help="bring files and folders into a project",
        description="Bring text, Markdown and HTML files, or folders of them, into a project. "
        "The project is created when it is not there. An article that the project has already "
        "is not taken twice.",
    )
    add_project(parser)
    parser.add_argument("files", nargs="+", type=Path, metavar="FILE", help="file or folder")
    parser.add_argument(
        "--encoding", metavar="CODEC", help="read all files in this encoding; otherwise detected"
    )
    add_reviewer(parser)
    add_json(parser)
    parser.set_defaults(run=_run)


def _run(arguments: argparse.Namespace) -> int:
    reading = read_for_import(arguments.files, encoding=arguments.encoding)
    for skipped in reading.skipped:
        print(f"fact-annotator: {skipped}", file=sys.stderr)
    for refused in reading.refused:
        print_fault(refused.error)
    incoming = [prepared.article for prepared in reading.prepared]
    if not incoming:
        return FAILED
    with opened_project(arguments.project, arguments.reviewer, create=True) as project:
        result = import_articles(project, incoming)
        seen = set(result.known)
        for article_id, read in zip(result.article_ids, incoming, strict=True):
            article = project.article(article_id)
            known = article_id in seen
            seen.add(article_id)
            if arguments.json:
                print_json(
                    {
                        "article_id": article.uuid,
                        "source_name": read.source.name,
                        "title": article.metadata.title,
                        "encoding": read.source.encoding,
                        "length": article.length,
                        "known": known,
                    }
                )
            else:
                note = "in the project already" if known else f"{article.length} characters"
                print(
                    f"{read.source.name}: “{article.metadata.title}”"
                    f" ({note}, {read.source.encoding})"
                )
    return PARTLY if reading.refused else DONE
