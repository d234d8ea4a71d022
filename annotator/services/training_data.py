"""What reviewers said of claims, as labelled sentences that a detector can be trained on."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from pathlib import Path

from annotator.domain.span import Span
from annotator.exchange.atomic_file import replaced_file
from annotator.services.evaluation import TEXT_LIMIT
from annotator.services.project import Project
from annotator.storage.learning import read_learning_claims

SOURCE = "fact-annotator desk"
"""What every line says of where its label comes from."""

CONTEXT_LIMIT = 1_000
"""Code points of a sentence; what is longer is a text without punctuation, and is left out."""

_BORDER = re.compile(r"()\n|(?<=[.!?])([\"'”’)\]]*)\s+(?=[\"'“‘(\[]*[^\Wa-z_])")


@dataclass(frozen=True, slots=True)
class TrainingCount:
    """What was written: lines with label 1, and lines with label 0."""

    worth_it: int
    not_a_claim: int

    @property
    def lines(self) -> int:
        """All of them."""
        return self.worth_it + self.not_a_claim


def write_training_data(project: Project, target: Path) -> TrainingCount:
    """Write a line for each claim that a reviewer judged, justified or added (1) or dismissed (0).

    A line is JSON: ``text`` (the quote), ``label``, ``source``, ``article`` (its title), and
    ``context`` (the sentence) where the quote is only a part of one. Nothing else of an article is
    written. The file is there whole or not at all; the same project gives the same bytes.

    Raises:
        ExportFailed: the target could not be written; it is as it was.
    """
    articles = {article.id: article for article in project.articles()}
    counts = {True: 0, False: 0}
    with replaced_file(target) as file:
        for stored in read_learning_claims(project.database):
            article, said = articles.get(stored.article_id), stored.claim.worth_it
            if article is None or said is None or len(stored.claim.text) > TEXT_LIMIT:
                continue
            row: dict[str, object] = {"text": stored.claim.text, "label": int(said)}
            sentence = sentence_around(project.text(article), stored.span)
            if sentence != stored.claim.text:
                row["context"] = sentence
            row |= {"source": SOURCE, "article": article.metadata.title}
            file.write(json.dumps(row, ensure_ascii=False).encode() + b"\n")
            counts[said] += 1
    return TrainingCount(counts[True], counts[False])


def sentence_around(text: str, span: Span) -> str:
    """The sentence or sentences that ``span`` lies in, or just its words when they are too long.

    Sentences end at a line break, and at a full stop, question or exclamation mark before a word
    that begins with a capital letter or a digit.
    """
    start, end = max(0, span.start - CONTEXT_LIMIT), min(len(text), span.end + CONTEXT_LIMIT)
    borders = _BORDER.finditer(text, start, min(len(text), span.start + 1))
    before = [border.end() for border in borders if border.end() <= span.start]
    after = _BORDER.search(text, max(span.start, span.end - 1), end)
    first = before[-1] if before else start
    last = after.end(after.lastindex or 0) if after else end
    cut_off = (not before and start > 0) or (after is None and end < len(text))
    sentence = text[first : max(last, span.end)].strip()
    return text[span.start : span.end] if cut_off or len(sentence) > CONTEXT_LIMIT else sentence
