"""Acts that one person or body does: who founded, signed, won or ordered what."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from annotator.domain.span import Span
from annotator.nlp.values.bodies import body_kind
from annotator.nlp.values.claim_words import Word
from annotator.nlp.values.roles import is_title
from annotator.nlp.values.stems import stem


@dataclass(frozen=True, slots=True)
class Act:
    """Something done, with who did it.

    Attributes:
        verb: its stem.
        span: the words that name who did it, code points of the article.
        names: their folded words when it is a name, else empty.
        body: the folded noun when it is a body ("ministry"), else "".
        words: as written.
        others: folded names of those it is done to.
        about: stems of the nouns it is done to.
    """

    verb: str
    span: Span
    names: frozenset[str]
    body: str
    words: str
    others: frozenset[str]
    about: frozenset[str]


_NAMES = ("NNP", "NNPS")
_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
_OBJECTS = frozenset({"dobj", "dative", "attr"})
_TOWARDS = frozenset({"against", "over", "of", "for", "with", "to", "at", "on"})
_UNNAMED = frozenset({"DATE", "TIME", "PERCENT", "MONEY", "CARDINAL", "ORDINAL", "QUANTITY",
                      "NORP"})  # fmt: skip
_PARTS = frozenset({"compound", "flat", "nmod"})


def acts_of(words: Sequence[Word]) -> tuple[Act, ...]:
    """The acts whose verbs stand in the claim itself and whose doers are named."""
    below: dict[int, list[int]] = {}
    for place, word in enumerate(words):
        if word.head != place:
            below.setdefault(word.head, []).append(place)
    acts = [
        act
        for index, word in enumerate(words)
        if word.inside and word.tag.startswith("VB") and index in below
        for act in _acts(words, below, index)
    ]
    for index, word in enumerate(words):
        if word.inside and word.lower in _NOUNS_FOR:
            acts.extend(_nominal(words, below, index))
        if word.inside and word.lower in _RULINGS:
            acts.extend(_ruling(words, below, index))
    return tuple(acts)


_NOUNS_FOR = {
    **dict.fromkeys(("leadership", "guidance", "chairmanship", "command", "direction"), "lead"),
    **dict.fromkeys(("request", "insistence", "wish", "behest", "urging", "demand"), "insist"),
}
"""Nouns for acts, with the stem of the verb: "under the leadership of Norway"."""


_RULINGS = frozenset({"decision", "ruling", "verdict", "judgment", "judgement"})


def _ruling(words: Sequence[Word], below: dict[int, list[int]], noun: int) -> Iterator[Act]:
    """ "The decision by the regional court", "the court's ruling", "a court ruling"."""
    by = [i for i in below.get(noun, ()) if words[i].lower == "by"]
    doers = [i for i in below.get(noun, ()) if words[i].dep in ("poss", "compound")]
    doers.extend(place for at in by for place in below.get(at, ()))
    for place in doers:
        if body_kind(words[place].lower) and words[place].inside:
            own = [words[i] for i in _described(below, words, place)]
            yield Act(
                verb=stem("decide"),
                span=Span(own[0].start, own[-1].end),
                names=frozenset(),
                body=words[place].lower,
                words=" ".join(word.text for word in own),
                others=frozenset(),
                about=frozenset(),
            )


_EMPTY = frozenset(map(stem, ("give", "gave", "issue", "make", "made", "take", "took", "taken",
                              "hand", "sign", "announce")))  # fmt: skip
_DEEDS = {word: stem(verb) for word, verb in (
    ("order", "order"), ("decision", "decide"), ("ruling", "rule"), ("command", "order"),
    ("approval", "approve"), ("ban", "ban"), ("veto", "veto"), ("proposal", "propose"),
)}  # fmt: skip
"""Nouns for deeds, which somebody "gives" or "takes", with the stem of the verb."""


def _nominal(words: Sequence[Word], below: dict[int, list[int]], noun: int) -> Iterator[Act]:
    leading = words[noun].head
    if words[leading].tag != "IN":
        return
    doers = [place for place in below.get(noun, ()) if words[place].dep == "poss"]
    for of in below.get(noun, ()):
        if words[of].lower == "of":
            doers.extend(below.get(of, ()))
    verb = words[leading].head
    about = [i for i in below.get(verb, ()) if words[i].dep in _SUBJECTS | _OBJECTS] or [verb]
    for place in doers:
        name = _name(words, below, place)
        if name:
            yield Act(
                verb=_NOUNS_FOR[words[noun].lower],
                span=Span(words[name[0]].start, words[name[-1]].end),
                names=frozenset(words[i].lower for i in name),
                body="",
                words=" ".join(words[i].text for i in name),
                others=frozenset(),
                about=frozenset(
                    words[i].stem for other in about for i in _nouns(words, below, other)
                ),
            )


def _acts(words: Sequence[Word], below: dict[int, list[int]], verb: int) -> Iterator[Act]:
    under = below[verb]
    agents = [place for by in under if words[by].dep == "agent" for place in below.get(by, ())]
    subjects = [place for place in under if words[place].dep in _SUBJECTS]
    passive = any(words[place].dep in ("nsubjpass", "auxpass") for place in under) or bool(agents)
    done_to = [place for place in under if words[place].dep in _OBJECTS]
    for leading in under:
        if words[leading].dep in ("prep", "dative") and words[leading].lower in _TOWARDS:
            done_to.extend(below.get(leading, ()))
        elif words[leading].lower == "ahead":
            behind = (of for of in below.get(leading, ()) if words[of].lower == "of")
            done_to.extend(place for of in behind for place in below.get(of, ()))
    if passive:
        done_to.extend(subjects)
        if not subjects and words[verb].dep == "acl":
            done_to.append(words[verb].head)
        subjects = agents
    for place in [_meant(words, one, verb) for one in subjects]:
        name = _named(words, below, place)
        body = words[place].lower if body_kind(words[place].lower) and not name else ""
        if not name and not body:
            continue
        own = [words[i] for i in name or _described(below, words, place)]
        about = [words[i] for other in done_to for i in _nouns(words, below, other)]
        act = Act(
            verb=words[verb].stem,
            span=Span(own[0].start, own[-1].end),
            names=frozenset(words[i].lower for i in name),
            body=body,
            words=" ".join(word.text for word in own),
            others=frozenset(
                words[i].lower for other in done_to for i in _name(words, below, other)
            ),
            about=frozenset(word.stem for word in about),
        )
        yield act
        if act.verb in _EMPTY:
            for word in about:
                if word.lower in _DEEDS:
                    yield replace(act, verb=_DEEDS[word.lower], about=act.about - {word.stem})


def _meant(words: Sequence[Word], subject: int, verb: int) -> int:
    """Whom "who" and "which" stand for: "the firm, which sold it", "it was Holm who won"."""
    if words[subject].lower not in ("who", "which", "that"):
        return subject
    meant = words[verb].head
    if words[verb].dep != "relcl" or meant == verb:
        # "It was Ann Holm who won": the clause hangs on "was" or on the name.
        return subject
    if words[meant].lower in ("was", "is"):
        return max((i for i in range(meant, subject) if words[i].dep == "attr"), default=subject)
    return meant


def _name(words: Sequence[Word], below: dict[int, list[int]], head: int) -> list[int]:
    """The places of the name that ends at ``head``, without titles; [] when it is none."""
    word = words[head]
    if word.tag not in _NAMES or word.entity in _UNNAMED or not word.text[:1].isupper():
        return []
    found = [head]
    for place in reversed(below.get(head, ())):
        if place != found[0] - 1 or words[place].dep not in _PARTS or is_title(words[place]):
            break
        if not words[place].text[:1].isupper():
            break
        found.insert(0, place)
    return [] if is_title(word) else found


def _named(words: Sequence[Word], below: dict[int, list[int]], head: int) -> list[int]:
    """The places of the name at ``head`` or of what it is called: "the governor, Ann Holm,"."""
    found = _name(words, below, head) or _called(words, below, head)
    if not found and is_title(words[head]):
        for place in below.get(head, ()):
            if words[place].dep == "appos":
                return _name(words, below, place)
    return found


_CALLING = frozenset({"called", "named", "dubbed", "calling"})


def _called(words: Sequence[Word], below: dict[int, list[int]], head: int) -> list[int]:
    """The places of the name in "a group called Blue Moon"."""
    for calling in below.get(head, ()):
        if words[calling].lower in _CALLING:
            for place in below.get(calling, ()):
                if words[place].dep in ("oprd", "dobj", "attr"):
                    return _name(words, below, place)
    return []


def _described(below: dict[int, list[int]], words: Sequence[Word], head: int) -> list[int]:
    before = [i for i in below.get(head, ()) if i < head and words[i].dep in ("compound", "amod")]
    return list(range(min([*before, head]), head + 1))


def _nouns(words: Sequence[Word], below: dict[int, list[int]], head: int) -> Iterator[int]:
    for place in (head, *below.get(head, ())):
        if words[place].tag.startswith("NN"):
            yield place
