"""What one changed verdict costs until it is painted, in a long article and in a short one.

Run it: ``python -m tests.benchmarks.repaint``.
"""

from __future__ import annotations

import os
import statistics
import sys
import time
from dataclasses import replace

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtWidgets import QApplication

from annotator.domain.article import (
    Article,
    ArticleMetadata,
    ArticleSource,
    ArticleState,
    SourceFormat,
)
from annotator.domain.claim import Claim, ClaimKind, ClaimState, Origin
from annotator.domain.span import Span
from annotator.domain.verdict import Verdict
from annotator.ui.article_column import ArticleColumn
from annotator.ui.fonts import register_fonts
from annotator.ui.theme import load_theme

_SENTENCE = "The ferry carried 213 people across the strait on Friday night. "
_PER_PARAGRAPH = 8


def article_with_claims(words: int, claims: int) -> tuple[Article, str, list[Claim]]:
    """An article of about ``words`` words, with ``claims`` claims all over it, some overlapping."""
    sentences = max(1, words // len(_SENTENCE.split()))
    paragraphs = [
        _SENTENCE * min(_PER_PARAGRAPH, sentences - first)
        for first in range(0, sentences, _PER_PARAGRAPH)
    ]
    text = "\n\n".join(paragraphs)
    step = max(1, (len(text) - 90) // claims)
    made = []
    for nth in range(claims):
        span = Span(nth * step, nth * step + 40 + 30 * (nth % 3))
        made.append(
            Claim(nth + 1, str(nth), 1, 1, span, text[span.start : span.end], Origin.DETECTOR,
                  ClaimState.OPEN, (ClaimKind.EVENT,), (nth % 10) / 10, (), False)
        )  # fmt: skip
    source = ArticleSource("made.txt", SourceFormat.TEXT, "utf-8", "", len(text))
    article = Article(1, "u", 1, ArticleMetadata("Made"), source, ArticleState.PRESENT, "",
                      len(text), "ltr", "")  # fmt: skip
    return article, text, made


def verdict_repaint_cost(words: int, claims: int, rounds: int = 60) -> float:
    """Median seconds from ``set_claims`` with one changed claim to the painted widget.

    The changed claim is on screen. Needs a QApplication.
    """
    article, text, made = article_with_claims(words, claims)
    column = ArticleColumn(load_theme("light"))
    column.resize(420, 800)
    column.show()
    column.set_article(article, text)
    column.set_claims(made)
    middle = len(made) // 2
    column.set_current(made[middle].id)
    column.reveal(made[middle].id)
    QApplication.processEvents()
    verdicts = list(Verdict)
    spent = []
    for nth in range(rounds):
        changed = list(made)
        changed[middle] = replace(made[middle], verdict=verdicts[nth % 3])
        begun = time.perf_counter()
        column.set_claims(changed)
        QApplication.processEvents()
        spent.append(time.perf_counter() - begun)
        made = changed
    column.close()
    column.deleteLater()
    QApplication.processEvents()
    return statistics.median(spent)


def main() -> int:
    """Print both costs and their ratio."""
    app = QApplication.instance() or QApplication(sys.argv[:1])
    register_fonts()
    assert app is not None
    verdict_repaint_cost(1_000, 100, rounds=10)
    short = verdict_repaint_cost(1_000, 100)
    long = verdict_repaint_cost(100_000, 10_000)
    print(f"verdict to painted: 1k words, 100 claims {short * 1000:.2f} ms")
    print(f"verdict to painted: 100k words, 10k claims {long * 1000:.2f} ms")
    print(f"ratio {long / short:.2f} (aim: at most 1.5)")
    return 0


if __name__ == "__main__":
    sys.exit(main())
