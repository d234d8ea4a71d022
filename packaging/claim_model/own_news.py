"""Keep the claim units of the project's own small events as a file to train from.

    python packaging/claim_model/own_news.py

The events of ``packaging/link_weights/events`` go on changing; ``own_news.jsonl`` is what the
shipped weights were trained on. A unit is a clause of running text, as the program cuts it; its
label is 1 when it holds words that are marked as a claim. Headings are left out: the training
sentences have none, and fixed weights stand for them.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
sys.path.append(str(Path(__file__).resolve().parents[1] / "link_weights"))

from marked_events import read_marked_event
from training_data import OWN_NEWS, SentenceReader

from annotator.exchange.gold_event import GoldEvent
from annotator.nlp.claim_detector import BLOCKS_KEY, blocks_in
from annotator.nlp.claim_units import claim_units
from annotator.nlp.layout import BlockRole
from annotator.nlp.token_table import token_table

EVENTS = Path(__file__).resolve().parents[1] / "link_weights" / "events"


def units_of(event: GoldEvent, reader: SentenceReader) -> Iterator[tuple[str, int]]:
    """The words and the label of each unit of an event, in order.

    A unit that says too little alone is told with the words that it is judged by.
    """
    for number, article in enumerate(event.articles):
        spans = [claim.span for claim in event.claims if claim.article == number]
        doc = reader.nlp.make_doc(article.text)
        blocks = doc.user_data[BLOCKS_KEY] = blocks_in(doc)
        with reader.nlp.select_pipes(disable=["claim_detector"]):
            doc = reader.nlp(doc)
        table = token_table(doc, article.text, reader.token_signs)
        for unit in claim_units(doc, table, blocks):
            if unit.block.role is BlockRole.PARAGRAPH:
                own = doc[unit.first : unit.end]
                judged = unit.context or unit
                marked = any(
                    own.start_char < span.end and span.start < own.end_char for span in spans
                )
                yield doc[judged.first : judged.end].text, int(marked)


def main() -> int:
    """Write the file; the exit code."""
    reader = SentenceReader()
    rows: dict[str, dict[str, str | int]] = {}
    for path in sorted(EVENTS.glob("*.txt")):
        for number, (text, label) in enumerate(units_of(read_marked_event(path), reader)):
            row: dict[str, str | int] = {"id": f"{path.stem}-{number}", "text": text}
            rows.setdefault(text, row | {"label": label})
    lines = [json.dumps(row, ensure_ascii=False) for row in rows.values()]
    OWN_NEWS.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    positive = sum(row["label"] == 1 for row in rows.values())
    print(f"{OWN_NEWS.name}: {len(rows)} units, {positive} marked as claims")
    return 0


if __name__ == "__main__":
    sys.exit(main())
