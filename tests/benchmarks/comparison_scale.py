"""How the cost of comparing grows with the number of articles on the desk.

Synthetic articles of 40 sentences, ten to an event as on a day's desk, or all about one event. Each
event has names, verbs and rare words of its own, so that the grouping tells events apart. The
language model's own reading is linear and measured on its own by ``detection_speed``; here claims
are handed over already parsed, so that what is measured is the comparison. Each desk is measured
in a process of its own, with its peak of memory. Run with
``python -m tests.benchmarks.comparison_scale [COUNT...]``.
"""

from __future__ import annotations

import argparse
import multiprocessing
import random
import resource
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from annotator.nlp.values.parsed_claim import ParsedClaim

SENTENCES = 40
EVENT = 10

_SYLLABLES = (
    "ka",
    "lo",
    "mi",
    "ren",
    "to",
    "va",
    "sel",
    "dor",
    "bi",
    "nu",
    "ster",
    "gal",
    "ho",
    "fe",
    "win",
    "ar",
    "ost",
    "len",
    "pra",
    "zu",
)
_VERB_LIST = (
    "approved rejected closed opened sold bought repaired counted painted planted measured"
    " cancelled announced borrowed carried cleaned collected copied covered damaged delayed"
    " delivered designed destroyed emptied filled financed followed guarded hired imported"
    " inspected insured invited launched licensed lifted lowered moved ordered packed patented"
    " postponed printed promised published raised ranked recalled rented replaced rescued"
    " restored reviewed searched shipped signed stored tested towed traded trained vaccinated"
)
_VERBS = tuple(_VERB_LIST.split())
_VERBS_OF_AN_EVENT = 4
_NOUN_RANKS = (3_000, 15_000)
"""Where in the list of English words, from frequent to rare, nouns are drawn from."""


@dataclass(frozen=True, slots=True)
class Cost:
    """What one run took.

    Attributes:
        seconds: of processor time.
        groups: the articles were taken to be about so many events.
        pairs: pairs of claims that were judged.
        links: pairs above the threshold.
        peak: megabytes that the process had at the most, with all claims and what was judged.
        before: the same before anything was compared.
    """

    articles: int
    seconds: float
    groups: int
    pairs: int
    links: int
    peak: float
    before: float


def _name(dice: random.Random) -> str:
    return "".join(dice.choice(_SYLLABLES) for _ in range(5)).capitalize()


def _fact(
    dice: random.Random, names: Sequence[str], nouns: Sequence[str], verbs: Sequence[str]
) -> tuple[str, ...]:
    """The words of a statement: who, did, what, where, how many."""
    return (
        dice.choice(names),
        dice.choice(nouns[::2]),
        dice.choice(verbs),
        dice.choice(nouns[1::2]),
        dice.choice(names),
        str(dice.randrange(2, 5_000)),
    )


def _sentence(dice: random.Random, fact: tuple[str, ...]) -> str:
    who, actor, verb, thing, place, count = fact
    if dice.random() < 0.2:
        count = str(int(count) + 1)
    if dice.random() < 0.5:
        return f"The {who} {actor} {verb} the {thing} in {place} for {count} people."
    return f"In {place} the {thing} was {verb} by the {actor} of {who}, {count} people said."


def articles(count: int, event_size: int, words: Sequence[str], seed: int = 5) -> list[list[str]]:
    """Sentences of ``count`` articles; those of one event share two thirds of their facts."""
    dice = random.Random(seed)
    made: list[list[str]] = []
    while len(made) < count:
        names = [_name(dice) for _ in range(30)]
        nouns = dice.sample(words[slice(*_NOUN_RANKS)], 40)
        verbs = dice.sample(_VERBS, _VERBS_OF_AN_EVENT)
        facts = [_fact(dice, names, nouns, verbs) for _ in range(60)]
        made.extend(
            [_sentence(dice, fact) for fact in dice.sample(facts, SENTENCES)]
            for _ in range(min(event_size, count - len(made)))
        )
    return made


def measure(count: int, event_size: int) -> Cost:
    """Group, pair and judge the claims of ``count`` articles."""
    from annotator.nlp.comparison.candidates import candidate_pairs
    from annotator.nlp.comparison.claim_table import claim_table
    from annotator.nlp.comparison.combiner import load_combiner
    from annotator.nlp.comparison.grouping import groups_of, signature
    from annotator.nlp.comparison.lexicon import load_lexicon

    lexicon, combiner = load_lexicon(), load_combiner()
    texts = articles(count, event_size, list(lexicon.vectors.rows))
    parsed = [_parsed_article(sentences) for sentences in texts]
    before = _peak()
    begin = time.process_time()
    signatures = [signature(" ".join(sentences), lexicon) for sentences in texts]
    pairs = links = 0
    groups = groups_of(signatures)
    for group in groups:
        if len(group) > 1:
            read = [parsed[number] for number in group]
            claims = [claim for own in read for claim in own]
            table = claim_table(read, lexicon)
            firsts, seconds = candidate_pairs(table)
            scores = combiner.judge(table, claims, firsts, seconds).scores
            pairs += len(scores)
            links += int((scores >= combiner.threshold).sum())
    took = time.process_time() - begin
    return Cost(count, took, len(groups), pairs, links, _peak(), before)


def _peak() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def _measure_apart(count: int, event_size: int) -> Cost:
    """`measure` in a process of its own, so that its memory is that of this desk alone."""
    with multiprocessing.get_context("spawn").Pool(1) as pool:
        return pool.apply(measure, (count, event_size))


def _parsed_article(sentences: Sequence[str]) -> list[ParsedClaim]:
    """Each sentence as a claim, where it stands in its article."""
    starts = accumulate((len(sentence) + 1 for sentence in sentences), initial=0)
    return [_parsed(sentence, start) for sentence, start in zip(sentences, starts, strict=False)]


def _parsed(sentence: str, start: int) -> ParsedClaim:
    """A claim with a parse that is good enough for these sentences of one pattern."""
    from annotator.domain.span import Span
    from annotator.nlp.values.claim_words import Word
    from annotator.nlp.values.moment import Dating
    from annotator.nlp.values.parsed_claim import ParsedClaim
    from annotator.nlp.values.stems import stem

    words: list[Word] = []
    place = start
    for text in sentence.rstrip(".").replace(",", " ,").split():
        lower = text.lower()
        tag = "CD" if text.isdigit() else "NN"
        tag = {"the": "DT", "in": "IN", "for": "IN", "by": "IN", "of": "IN"}.get(lower, tag)
        tag = "VBD" if lower in _VERBS else "NNP" if tag == "NN" and text[0].isupper() else tag
        dep = "nsubj" if tag == "NN" and not words else "dep"
        words.append(
            Word(text, lower, stem(lower), tag, dep, 3, "", place, place + len(text), True)
        )
        place += len(text) + 1
    return ParsedClaim(Span(start, start + len(sentence)), sentence, tuple(words), Dating())


def main(arguments: Sequence[str] = ()) -> int:
    """Print a line for each number of articles."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("counts", nargs="*", type=int, default=[5, 20, 100, 300, 1_000])
    counts = parser.parse_args(arguments).counts
    for name, size in (("ten articles an event", EVENT), ("all about one event", 10**9)):
        print(name)
        for count in counts:
            cost = _measure_apart(count, size)
            claims = count * SENTENCES
            print(
                f"  {count:5} articles, {claims:6,} claims, {cost.groups:3} events:"
                f" {cost.seconds:7.2f} s, {1000 * cost.seconds / claims:6.2f} ms a claim,"
                f" {cost.pairs:9,} pairs judged of"
                f" {claims * (claims - SENTENCES) // 2:11,}, {cost.links:7,} drawn,"
                f" {cost.peak:5,.0f} MB, {cost.before:5,.0f} MB of them before",
                flush=True,
            )
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
