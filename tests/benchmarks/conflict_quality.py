"""How well differences are found on linked claims.

Run ``conflict_quality.py VITAMINC.jsonl EVENTS_DIR --texts DIR``. The links are given, so this
measures the comparison of values alone. An event directory holds folders with
``gold.json`` and ``articles/``; VitaminC is one JSON object a line with ``a``, ``b``, ``label``
(same, conflict, neutral) and ``numeric``. ``--texts`` is a folder of events marked in running text;
those that name no version of any fact are left out.

VitaminC and the marked texts are split in two halves: errors are shown (``--verbose``) of the half
"seen" only, so that the figures of the other half tell how well rules do on what they were not
written for.
"""

from __future__ import annotations

import argparse
import json
import sys
import zlib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "packaging" / "link_weights"))

from marked_events import read_marked_event

from annotator.domain.link import Relation
from annotator.domain.span import Span
from annotator.nlp.comparison.relation import Relating, relate
from annotator.nlp.pipeline import load_pipeline
from annotator.nlp.values.dating import datings_of
from annotator.nlp.values.moment import Dating
from annotator.nlp.values.parsed_claim import ParsedClaim, parse_claim


@dataclass
class Tally:
    """Counts of one event or of all."""

    conflicts: int = 0
    found: int = 0
    false_alarms: int = 0
    others: int = 0
    articles: int = 0
    relations: Counter[tuple[str, str]] = field(default_factory=Counter)
    fields: Counter[tuple[str, str]] = field(default_factory=Counter)

    def add(self, other: Tally) -> None:
        self.conflicts += other.conflicts
        self.found += other.found
        self.false_alarms += other.false_alarms
        self.others += other.others
        self.articles += other.articles
        self.relations += other.relations
        self.fields += other.fields


def parsed_event(folder: Path, nlp: Any) -> tuple[dict[str, Any], dict[str, ParsedClaim]]:
    """The gold labels of an event and its claims parsed."""
    gold = json.loads((folder / "gold.json").read_text("utf-8"))
    texts = [
        (folder / "articles" / article["file"]).read_bytes().decode("utf-8")
        for article in gold["articles"]
    ]
    # Gold offsets count \r\n as two; a claim never holds a line end, so its words are enough.
    shift = [text.replace("\r\n", "\n") for text in texts]
    docs = [nlp(text) for text in shift]
    datings = datings_of([(text, "") for text in shift])
    claims = {}
    for claim in gold["claims"]:
        number = claim["article"]
        before = texts[number][: claim["start"]].count("\r\n")
        span = Span(claim["start"] - before, claim["end"] - before)
        assert shift[number][span.start : span.end] == claim["text"]
        claims[claim["id"]] = parse_claim(docs[number], 0, span, datings[number])
    return gold, claims


def measured(folder: Path, nlp: Any, *, verbose: bool) -> Tally:
    """The tally of one event."""
    gold, claims = parsed_event(folder, nlp)
    tally = Tally(articles=len(gold["articles"]))
    for link in gold["links"]:
        a, b = claims[link["a"]], claims[link["b"]]
        found = relate(a, b)
        fields = {str(one.field) for one in found.differences}
        conflict = found.relation is Relation.CONFLICT
        tally.relations[link["relation"], str(found.relation)] += 1
        if link["relation"] == "conflict":
            tally.conflicts += 1
            tally.found += conflict
            for name in link["fields"]:
                tally.fields[name, "all"] += 1
                tally.fields[name, "found"] += conflict
                tally.fields[name, "named"] += name in fields
        else:
            tally.others += 1
            tally.false_alarms += conflict
            for name in fields:
                tally.fields[name, "false"] += 1
        wrong = conflict != (link["relation"] == "conflict")
        if verbose and wrong:
            print_pair(link, a, b, found)
    return tally


def print_pair(link: dict[str, Any], a: ParsedClaim, b: ParsedClaim, found: Relating) -> None:
    kind = "MISSED" if link["relation"] == "conflict" else "FALSE"
    print(f"{kind} {link['relation']} {link['fields']} {link['strength']}: {link['reason']}")
    print(f"   {a.text!r}\n   {b.text!r}")
    for one in found.differences:
        print(f"     {one.field} {one.level}: {one.a_value!r} / {one.b_value!r}")


def pairs_of(path: Path, nlp: Any) -> Iterator[tuple[dict[str, Any], ParsedClaim, ParsedClaim]]:
    rows = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
    texts = [row[side] for row in rows for side in ("a", "b")]
    docs = nlp.pipe(texts, batch_size=64)
    parsed = (
        parse_claim(doc, 0, Span(0, max(1, len(text))), Dating())
        for doc, text in zip(docs, texts, strict=True)
    )
    for row in rows:
        yield row, next(parsed), next(parsed)


HALVES = ("seen", "held back")


def half_of(key: str) -> str:
    """Which half a group of pairs or an event belongs to, by its name alone."""
    return HALVES[zlib.crc32(key.encode()) % 2]


def vitamin(path: Path, nlp: Any, *, verbose: bool) -> None:
    """Print precision, recall and F1 of conflicts in either half of VitaminC."""
    counts: Counter[tuple[str, bool, str, bool]] = Counter()
    for row, a, b in pairs_of(path, nlp):
        found = relate(a, b)
        conflict = found.relation is Relation.CONFLICT
        half = half_of(row["group"])
        for name in (half, "all"):
            counts[name, row["numeric"], row["label"], conflict] += 1
        if verbose and half == "seen" and conflict != (row["label"] == "conflict"):
            reason = f"{row['id']} {'numeric' if row['numeric'] else 'other'}"
            link = {"relation": row["label"], "fields": [], "strength": "", "reason": reason}
            print_pair(link, a, b, found)
    for numeric in (True, False):
        for half in ("all", *HALVES):
            right = counts[half, numeric, "conflict", True]
            missed = counts[half, numeric, "conflict", False]
            same, neutral = (counts[half, numeric, name, True] for name in ("same", "neutral"))
            kind = "numeric" if numeric else "other"
            print(
                f"VitaminC {kind}, {half}: {scores(right, same + neutral, missed)}; without "
                f"neutral: {scores(right, same, missed)} (found {right}, missed {missed}, "
                f"false on same {same}, on neutral {neutral})"
            )


def scores(right: int, false: int, missed: int) -> str:
    precision = right / max(1, right + false)
    recall = right / max(1, right + missed)
    f1 = 2 * precision * recall / max(1e-9, precision + recall)
    return f"P {precision:.3f} R {recall:.3f} F1 {f1:.3f}"


def marked(folder: Path, nlp: Any, *, verbose: bool) -> None:
    """Print the conflicts found on the given links of events marked in running text."""
    tallies = {name: Tally() for name in ("all", *HALVES)}
    events = Counter[str]()
    for path in sorted(folder.glob("*.txt")):
        event = read_marked_event(path)
        if not any(link.relation is Relation.CONFLICT for link in event.links):
            continue
        docs = [nlp(article.text) for article in event.articles]
        datings = datings_of([(article.text, "") for article in event.articles])
        claims = {
            claim.id: parse_claim(docs[claim.article], 0, claim.span, datings[claim.article])
            for claim in event.claims
        }
        half = half_of(path.stem)
        tally = Tally(articles=len(event.articles))
        for link in event.links:
            a, b = claims[link.a], claims[link.b]
            found = relate(a, b)
            conflict = found.relation is Relation.CONFLICT
            gold = link.relation is Relation.CONFLICT
            tally.relations[str(link.relation), str(found.relation)] += 1
            if gold:
                tally.conflicts += 1
                tally.found += conflict
            else:
                tally.others += 1
                tally.false_alarms += conflict
            for name in {str(one.field) for one in found.differences}:
                tally.fields[name, "found" if gold else "false"] += 1
            if verbose and half == "seen" and conflict != gold:
                row = {"relation": str(link.relation), "fields": [], "reason": path.stem,
                       "strength": str(link.level or "")}  # fmt: skip
                print_pair(row, a, b, found)
        for name in (half, "all"):
            tallies[name].add(tally)
            events[name] += 1
    for name, tally in tallies.items():
        print(f"marked texts, {name}, {events[name]} events: conflicts found {tally.found}/"
              f"{tally.conflicts} ({tally.found / max(1, tally.conflicts):.3f}), false alarms "
              f"{tally.false_alarms}/{tally.others} "
              f"({100 * tally.false_alarms / max(1, tally.others):.1f} per 100 others, "
              f"{tally.false_alarms / max(1, tally.articles):.2f} per article)")  # fmt: skip
        for field_name in sorted({key for key, _ in tally.fields}):
            told = {key: tally.fields[field_name, key] for key in ("found", "false")}
            print(f"  {field_name}: {told}")


def show(name: str, tally: Tally) -> None:
    right = sum(count for (gold, found), count in tally.relations.items() if gold == found)
    total = sum(tally.relations.values())
    print(
        f"{name}: conflicts found {tally.found}/{tally.conflicts} "
        f"({tally.found / max(1, tally.conflicts):.2f}), false alarms {tally.false_alarms}/"
        f"{tally.others} ({tally.false_alarms / max(1, tally.articles):.2f} per article), "
        f"relation right {right / max(1, total):.2f}"
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("vitaminc", type=Path)
    parser.add_argument("events", type=Path)
    parser.add_argument("--texts", type=Path, help="a folder of events marked in running text")
    parser.add_argument("--verbose", choices=["events", "vitaminc", "texts"])
    options = parser.parse_args()
    nlp, _ = load_pipeline()
    whole = Tally()
    for gold in sorted(options.events.glob("*/gold.json")):
        tally = measured(gold.parent, nlp, verbose=options.verbose == "events")
        show(gold.parent.name, tally)
        whole.add(tally)
    show("all", whole)
    for name in sorted({name for name, _ in whole.fields}):
        counts = {key: whole.fields[name, key] for key in ("all", "found", "named", "false")}
        print(f"  {name}: {counts}")
    for pair, count in sorted(whole.relations.items()):
        print(f"  gold {pair[0]} -> {pair[1]}: {count}")
    vitamin(options.vitaminc, nlp, verbose=options.verbose == "vitaminc")
    if options.texts:
        marked(options.texts, nlp, verbose=options.verbose == "texts")


if __name__ == "__main__":
    main()
