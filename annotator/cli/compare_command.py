"""``compare``: what articles say of the same facts, in a project or straight from files."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from annotator.cli.article_file import ArticleFile, article_file
from annotator.cli.options import add_at_least, add_json, run_on_targets, tell_of_unread
from annotator.cli.output import (
    DONE,
    FAILED,
    PARTLY,
    USAGE,
    one_line,
    print_fault,
    print_json,
    print_notices,
)
from annotator.domain.errors import ArticleRefused
from annotator.domain.link import ConflictLevel, Difference, ProposedLink, Relation, level_of
from annotator.domain.span import Span
from annotator.services.comparison_in_process import (
    ArticleComparison,
    compare_in_process,
    compare_project,
)
from annotator.services.project import Project

if TYPE_CHECKING:
    from annotator.cli.options import Subparsers

_DESCRIPTION = """\
Link the claims that state the same fact in several articles.

In a project: in every event whose articles or claims changed since they were
compared (--again: in all), as the window does; what reviewers said of links
stays. ``matrix`` writes what was found.

For files: finds their claims first. Without --json: the links, conflicts
first. With --json: one object a line for each link, and for the best three
counterparts per article that are not drawn.
start and end count the code points of the file read as UTF-8 with its newlines
and byte order mark as they are, and quote is text[start:end] of that; for an
HTML file they count in the article text that was taken out of the page
("offsets_in": "extracted text").
"""

_GLYPHS = {
    Relation.CONFLICT: "≠",
    Relation.NEAR_COPY: "≈",
    Relation.SAME: "=",
    Relation.PARTIAL: "~",
}


def add_compare(subparsers: Subparsers) -> None:
    """Declare ``compare``."""
    parser = subparsers.add_parser(
        "compare",
        help="link the claims of a project or of files and say where they conflict",
        description=_DESCRIPTION,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument(
        "targets",
        nargs="+",
        type=Path,
        metavar="PROJECT|FILE",
        help="one project, or two or more articles",
    )
    parser.add_argument("--again", action="store_true", help="in a project: compare everything")
    add_at_least(parser, "for files: least check-worthiness (0 to 1) of the claims compared")
    add_json(parser)
    parser.set_defaults(run=_run)


def _run(arguments: argparse.Namespace) -> int:
    return run_on_targets(arguments, _compare_project, _compare_files)


def _compare_project(arguments: argparse.Namespace, project: Project) -> int:
    articles = {article.text_id: article for article in project.articles()}
    unread = tell_of_unread(project)
    events = 0
    for event in compare_project(project, again=arguments.again):
        events += 1
        drawn = [link for link in event.links if link.drawn]
        conflicts = sum(link.relation is Relation.CONFLICT for link in drawn)
        about = [articles[text_id] for text_id in event.text_ids]
        if arguments.json:
            ids = [article.uuid for article in about]
            print_json({"article_ids": ids, "links": len(drawn), "conflicts": conflicts})
        elif len(about) > 1:
            print(
                f"{one_line(about[0].metadata.title, 60)} and {len(about) - 1} more:"
                f" {_counted(len(drawn), conflicts)}"
            )
        else:
            print(f"{one_line(about[0].metadata.title, 60)}: no other article is about this event")
    if not (events or arguments.json):
        few = len(articles) < 2
        print("There are no two articles to compare." if few else "Everything is compared already.")
    return PARTLY if unread else DONE


def _compare_files(arguments: argparse.Namespace) -> int:
    if len(arguments.targets) < 2:
        print("fact-annotator: give two or more files to compare.", file=sys.stderr)
        return USAGE
    files: list[ArticleFile] = []
    for path in arguments.targets:
        try:
            files.append(article_file(path))
        except ArticleRefused as error:
            print_fault(error)
    if len(files) < 2:
        return FAILED
    found = compare_in_process([file.article for file in files], arguments.at_least)
    told: set[str] = set()
    for place, detector in found.detectors.items():
        print_notices(str(files[place].path), detector, told)
    for place, problem in found.failed.items():
        print(f"{one_line(str(files[place].path), 500)}:", file=sys.stderr)
        print_fault(problem)
    if arguments.json:
        for link in found.links:
            print_json(_values(link, found, files))
    else:
        _print_links(found, files)
    return PARTLY if found.failed or len(files) < len(arguments.targets) else DONE


def _values(
    link: ProposedLink, found: ArticleComparison, files: list[ArticleFile]
) -> dict[str, Any]:
    (a, a_span), (b, b_span) = found.claims[link.a], found.claims[link.b]
    return {
        "a": _side(files[a], a_span),
        "b": _side(files[b], b_span),
        "score": link.score,
        "drawn": link.drawn,
        "relation": link.relation.value,
        "reason": link.reason,
        "differences": [_difference(one, files[a], files[b]) for one in link.differences],
    }


def _side(file: ArticleFile, span: Span) -> dict[str, Any]:
    start, end = file.place(span)
    return {
        "article": str(file.path),
        "start": start,
        "end": end,
        "quote": file.quote(span),
        "offsets_in": file.offsets_in,
    }


def _difference(one: Difference, a: ArticleFile, b: ArticleFile) -> dict[str, Any]:
    return {
        "field": one.field.value,
        "level": one.level.value,
        "a": list(a.place(one.a)),
        "b": list(b.place(one.b)),
        "a_value": one.a_value,
        "b_value": one.b_value,
    }


def _print_links(found: ArticleComparison, files: list[ArticleFile]) -> None:
    drawn = [link for link in found.links if link.drawn]
    order = list(_GLYPHS)
    for link in sorted(drawn, key=lambda link: order.index(link.relation)):
        told = "; ".join(
            f"{one.field.value}: {one_line(one.a_value, 40)} / {one_line(one.b_value, 40)}"
            for one in link.differences
        )
        why = told or link.reason
        soft = ", soft" if level_of(link.differences) is ConflictLevel.SOFT else ""
        said = f"{link.relation.value}{soft}" if told else link.relation.value
        print(f"{_GLYPHS[link.relation]} {said}{f' ({why})' if why else ''}")
        for claim_id in (link.a, link.b):
            place, span = found.claims[claim_id]
            name = one_line(files[place].path.name, 24)
            print(f"    {name:<24}  {one_line(files[place].quote(span))}")
    conflicts = sum(link.relation is Relation.CONFLICT for link in drawn)
    print(f"{len(files)} articles: {_counted(len(drawn), conflicts)}.")


def _counted(links: int, conflicts: int) -> str:
    """How many links, and how many of them conflict, in words."""
    if not conflicts:
        return "1 link, no conflict" if links == 1 else f"{links} links, no conflict"
    if links == 1:
        return "1 link, a conflict"
    return f"{links} links, {conflicts} of them {'a conflict' if conflicts == 1 else 'conflicts'}"
