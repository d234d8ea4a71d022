"""``articles`` and ``claims``: what a project holds."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from annotator.cli.options import add_at_least, add_json, add_project, opened_project
from annotator.cli.output import DONE, claim_values, one_line, print_json
from annotator.domain.claim import Claim, ClaimState
from annotator.domain.claim_filter import REVIEWED, ClaimFilter, Standing, chosen_claims
from annotator.domain.progress import progress_of

if TYPE_CHECKING:
    from annotator.cli.options import Subparsers


def add_articles(subparsers: Subparsers) -> None:
    """Declare ``articles``."""
    parser = subparsers.add_parser(
        "articles", help="list a project's articles", description="List a project's articles."
    )
    add_project(parser)
    add_json(parser)
    parser.set_defaults(run=_run_articles)


def add_claims(subparsers: Subparsers) -> None:
    """Declare ``claims``."""
    parser = subparsers.add_parser(
        "claims", help="list a project's claims", description="List a project's claims."
    )
    add_project(parser)
    parser.add_argument(
        "--only",
        choices=[standing.value for standing in Standing] + ["reviewed"],
        help="only claims of this standing",
    )
    parser.add_argument("--words", default="", metavar="TEXT", help="only claims with these words")
    add_at_least(parser)
    add_json(parser)
    parser.set_defaults(run=_run_claims)


def _run_articles(arguments: argparse.Namespace) -> int:
    with opened_project(arguments.project, read_only=True) as project:
        for article in project.articles():
            progress = progress_of(project.claims(article.id), 0.0)
            metadata = article.metadata
            if arguments.json:
                print_json(
                    {
                        "article_id": article.uuid,
                        "title": metadata.title,
                        "outlet": metadata.outlet,
                        "author": metadata.author,
                        "published": metadata.published,
                        "url": metadata.url,
                        "source_name": article.source.name,
                        "encoding": article.source.encoding,
                        "article_sha256": article.text_sha256,
                        "length": article.length,
                        "claims": progress.total,
                        "reviewed": progress.reviewed,
                    }
                )
            else:
                print(
                    f"{article.uuid[:8]}  {progress.reviewed:>3} of {progress.total:>3} reviewed"
                    f"  {one_line(article.label, 30):<30}  {one_line(metadata.title, 70)}"
                )
    return DONE


def _standing(claim: Claim) -> str:
    if claim.state is ClaimState.DISMISSED:
        return "not a claim"
    return str(claim.verdict or "candidate")


def _run_claims(arguments: argparse.Namespace) -> int:
    choice = ClaimFilter(words=arguments.words, threshold=arguments.at_least)
    if arguments.only == "reviewed":
        choice = ClaimFilter(REVIEWED, words=arguments.words)
    elif arguments.only:
        only = frozenset({Standing(arguments.only)})
        choice = ClaimFilter(only, words=arguments.words, threshold=arguments.at_least)
    with opened_project(arguments.project, read_only=True) as project:
        articles = {article.id: article for article in project.articles()}
        for claim in chosen_claims(project.claims(), articles, choice):
            article = articles[claim.article_id]
            if arguments.json:
                print_json({"article_id": article.uuid, **claim_values(claim)})
            else:
                score = claim.check_worthiness
                print(
                    f"{claim.uuid[:8]}  {_standing(claim):<11}"
                    f"  {'added' if score is None else f'{score:.2f}':<5}"
                    f"  {one_line(article.label, 20):<20}  {one_line(claim.quote)}"
                )
    return DONE
