"""What the dependency parse of a claim's sentence tells of single words."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from annotator.nlp.values.claim_words import Word

_ACTORS = frozenset({"nsubj", "nsubjpass", "dobj", "attr"})
_SAID = frozenset({"ccomp", "parataxis", "dep"})
_DEEPEST = 60


def governors(words: Sequence[Word]) -> frozenset[int]:
    """The words that say what a claim is about even where it is only a part of its sentence.

    These are the nearest verb at or above the claim's own root, that verb's subject and object:
    for "late on Thursday" they are "ferry", "struck" and "reef".
    """
    inside = [index for index, word in enumerate(words) if word.inside]
    if not inside:
        return frozenset()
    root = inside[0]
    for _ in range(_DEEPEST):
        head = words[root].head
        if head == root or not words[head].inside:
            break
        root = head
    verb = root
    for _ in range(_DEEPEST):
        if words[verb].tag.startswith("VB") or words[verb].head == verb:
            break
        verb = words[verb].head
    actors = (
        index
        for index, word in enumerate(words)
        if word.head == verb and index != verb and word.dep in _ACTORS
    )
    return frozenset((verb, *actors))


def host_word(words: Sequence[Word], hosting: Collection[int]) -> int | None:
    """The nearest word above a claim, outside of it, that is one of ``hosting``; or None."""
    inside = [index for index, word in enumerate(words) if word.inside]
    if not inside:
        return None
    at = inside[0]
    for _ in range(_DEEPEST):
        head = words[at].head
        if head == at:
            return None
        if head in hosting and not words[head].inside:
            return head
        at = head
    return None


def reporting_words(words: Sequence[Word], reporting: Collection[str]) -> frozenset[int]:
    """The words that only tell who said it, such as "the mayor told a news conference".

    They hang from a verb of saying that has what was said below it, outside of that.
    """
    speaking = {
        index
        for index, word in enumerate(words)
        if word.lower in reporting and word.tag.startswith("VB")
    }
    said = {
        index
        for index, word in enumerate(words)
        if word.head in speaking and word.head != index and word.dep in _SAID
    }
    speaking &= {words[index].head for index in said}
    if not speaking:
        return frozenset()
    found = set()
    for index in range(len(words)):
        at = index
        for _ in range(_DEEPEST):
            if at in said:
                break
            if at in speaking:
                found.add(index)
                break
            if words[at].head == at:
                break
            at = words[at].head
    return frozenset(found)
