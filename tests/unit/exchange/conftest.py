"""Claims to export."""

from __future__ import annotations

from dataclasses import replace

import pytest

from annotator.domain.article import (
    Article,
    ArticleMetadata,
    ArticleSource,
    ArticleState,
    SourceFormat,
)
from annotator.domain.claim import Claim, ClaimKind, ClaimState, Origin
from annotator.domain.span import Span, quote_at
from annotator.domain.text import text_direction, text_sha256
from annotator.domain.verdict import Verdict
from annotator.exchange.csv_columns import ClaimRow

_FERRY = (
    'Ferry sinks\n\nThe Sølvi Maren sank on Tuesday 🚢, "with 312 on board", the coast guard said.'
    "\n\n- 16 people died, officials say.\n=> The owner, Norholm Line, denies it.\n"
)
_FIRE = "+++ Port fire +++\nDer Brand kostete 4,5 Mio. €; drei Hallen brannten ab.\n"


def _article(number: int, text: str, metadata: ArticleMetadata, name: str) -> Article:
    """An article of the text, read from a file of that name."""
    digest = text_sha256(text)
    source = ArticleSource(name, SourceFormat.TEXT, "utf-8", digest, len(text.encode()))
    return Article(
        number,
        f"0190b0c0-0000-7000-8000-00000000000{number}",
        number,
        metadata,
        source,
        ArticleState.PRESENT,
        digest,
        len(text),
        text_direction(text),
        "2026-03-01T08:00:00.000Z",
    )


def _row(of: Article, text: str, words: str, number: int, **changes: object) -> ClaimRow:
    """A row for the claim that stands where ``words`` do."""
    start = text.index(words)
    span = Span(start, start + len(words))
    claim = Claim(
        id=number,
        uuid=f"0190b0c0-1111-7000-8000-00000000000{number}",
        article_id=of.id,
        text_id=of.text_id,
        span=span,
        quote=words,
        origin=Origin.DETECTOR,
        state=ClaimState.OPEN,
        kinds=(ClaimKind.EVENT,),
        check_worthiness=0.5,
        cues=("names an event: sank",),
        touched=False,
    )
    return ClaimRow(replace(claim, **changes), of, quote_at(text, span))  # type: ignore[arg-type]


@pytest.fixture(scope="session")
def ferry_text() -> str:
    """The text of the first sample article."""
    return _FERRY


@pytest.fixture(scope="session")
def sample_rows() -> list[ClaimRow]:
    """Two articles with claims of every standing, and cells of every danger."""
    ferry = _article(
        1,
        _FERRY,
        ArticleMetadata(
            "Ferry sinks",
            "The Harbour Post",
            "Jane Doe, John Roe",
            "2024-03-12",
            "https://harbour.example/ferry?a=1,2",
        ),
        "ferry.txt",
    )
    fire = _article(2, _FIRE, ArticleMetadata("+++ Port fire +++", "@hafenblatt"), "=fire.txt")
    decided = {"touched": True, "decided_at": "2026-03-01T09:10:11.123Z"}
    return [
        _row(
            ferry,
            _FERRY,
            'The Sølvi Maren sank on Tuesday 🚢, "with 312 on board"',
            1,
            kinds=(ClaimKind.EVENT, ClaimKind.QUANTITY, ClaimKind.DATE),
            check_worthiness=0.8125,
            cues=("names an event: sank", "states a figure: 312"),
            verdict=Verdict.VERIFIED,
            justification="Port register,\r\npage 12",
            reviewer="Åse",
            **decided,
        ),
        _row(
            ferry,
            _FERRY,
            "- 16 people died",
            2,
            check_worthiness=1.0,
            verdict=Verdict.DISPUTED,
            justification="'=quoted by hand",
            reviewer="-Jo-",
            **decided,
        ),
        _row(
            ferry,
            _FERRY,
            "=> The owner, Norholm Line, denies it.",
            3,
            origin=Origin.REVIEWER,
            check_worthiness=None,
            cues=(),
            kinds=(ClaimKind.OTHER,),
            verdict=Verdict.UNSUPPORTED,
            justification="\tnothing found",
            reviewer="Åse",
            **decided,
        ),
        _row(ferry, _FERRY, "officials say", 4, state=ClaimState.DISMISSED, touched=True),
        _row(fire, _FIRE, "Der Brand kostete 4,5 Mio. €", 5, check_worthiness=1e-05),
    ]
