"""What a claim says it was not, beside what it was: "not the pilot but the mate"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from annotator.domain.span import Span
from annotator.nlp.values.claim_words import Word
from annotator.nlp.values.polarity import LIGHT


@dataclass(frozen=True, slots=True)
class Rejected:
    """A thing that is put aside for another one.

    Attributes:
        span: from "not" to the last word of it; code points of the article.
        stems: of its telling words that are not of the other one too.
        instead: stems of the telling words of what it was.
        words: as written.
    """

    span: Span
    stems: frozenset[str]
    instead: frozenset[str]
    words: str


_LONGEST = 8
_ENDS = frozenset({",", ";", ".", ":", "–", "—", "-", "”", '"', ")", "but"})
_NO_THING = frozenset({"only", "just", "merely", "simply", "all", "every", "even", "yet", "least",
                       "so", "because", "enough", "until", "before", "always",
                       "necessarily"})  # fmt: skip


def rejected_of(words: Sequence[Word]) -> tuple[Rejected, ...]:
    """What the claim's own words put aside for something else, at most two."""
    if not any(word.lower == "not" and word.inside for word in words):
        return ()
    return tuple(_found(words))[:2]


def _found(words: Sequence[Word]) -> Iterator[Rejected]:
    for place, word in enumerate(words):
        if word.lower != "not" or not word.inside or place + 2 > len(words):
            continue
        if words[place + 1].lower in _NO_THING:
            continue
        end = place + 1
        while end < len(words) and words[end].inside and words[end].lower not in _ENDS:
            end += 1
        aside = words[place + 1 : end]
        if not aside or len(aside) > _LONGEST or any(w.tag[:2] in ("VB", "MD") for w in aside):
            continue
        but = end
        while but < len(words) and words[but].lower == ",":
            but += 1
        if but < len(words) and words[but].lower == "but" and words[but].inside:
            instead = _until_verb(words[but + 1 : but + 1 + _LONGEST])
        elif place and words[place - 1].lower in (",", "–", "—"):
            instead = _until_verb(words[max(0, place - 1 - _LONGEST) : place - 1][::-1])
        else:
            continue
        other = frozenset(one.stem for one in instead if one.inside and _tells(one))
        stems = frozenset(one.stem for one in aside if _tells(one)) - other
        if stems and other:
            yield Rejected(
                Span(word.start, aside[-1].end), stems, other,
                " ".join(one.text for one in (word, *aside)),
            )  # fmt: skip


def _until_verb(words: Sequence[Word]) -> Sequence[Word]:
    """The words before the first verb or relative pronoun."""
    for place, word in enumerate(words):
        if word.tag[:2] in ("VB", "MD", "WP", "WD"):
            return words[:place]
    return words


def _tells(word: Word) -> bool:
    return word.tag[:2] in ("NN", "JJ") and word.stem not in LIGHT
