"""What a time hangs on in its claim: whether two times are told of one thing."""

from __future__ import annotations

from dataclasses import replace

from annotator.nlp.comparison.alignment import near_stems
from annotator.nlp.values.claim_words import Word
from annotator.nlp.values.moment import Moment
from annotator.nlp.values.parsed_claim import ParsedClaim
from annotator.nlp.values.polarity import LIGHT
from annotator.nlp.values.stems import stems_of
from annotator.nlp.values.tense import Tense, verb_index
from annotator.nlp.values.word_groups import are_alike


def name_one_thing(a: ParsedClaim, b: ParsedClaim, one: Moment, two: Moment) -> bool:
    """Years that only name a thing ("the 2016 film") are compared where both name one thing."""
    here, there = _named_by(a, one), _named_by(b, two)
    if here is None and there is None:
        return True
    if here is not None and there is not None:
        return here.stem == there.stem
    # "The Golden Lyre (1984)" against "in 1982 she got the Golden Lyre".
    named, other = (here, b) if here is not None else (there, a)
    assert named is not None
    behind = named.end < (one if here is not None else two).span.start
    return behind and any(word.inside and word.stem == named.stem for word in other.words)


def _named_by(claim: ParsedClaim, moment: Moment) -> Word | None:
    """The noun that a year names: "the 2016 film", "Mud (2012)"."""
    if moment.first is None or moment.last is None or (moment.last - moment.first).days < _YEARLY:
        return None
    if moment.slot:
        # "Until 2034 herds may cross" speaks of no herds of 2034.
        return None
    words = claim.words
    index = next((i for i, word in enumerate(words) if word.end >= moment.span.end), len(words))
    if index >= len(words):
        return None
    head = words[words[index].head]
    if words[index].dep in _NAMING and head.tag.startswith("NN") and head.start > moment.span.end:
        return head
    first = next((i for i, word in enumerate(words) if word.end > moment.span.start), 0)
    if first > 1 and words[first - 1].text == "(" and words[index + 1 : index + 2]:
        named = words[first - 2]
        if words[index + 1].text == ")" and named.tag.startswith("NN"):
            return named
    return None


def moments_in_force(claim: ParsedClaim) -> list[Moment]:
    """The moments of a claim without the old one of "moved from 2 to 16 November"."""
    moments = list(claim.moments)
    if len(moments) < 2:
        return moments
    kept: list[Moment] = []
    for place, moment in enumerate(moments):
        verb = verb_index(claim.words, moment.span.start, moment.span.end)
        moved = verb >= 0 and claim.words[verb].stem in _MOVING
        if moved and moment.slot == "from" and place + 1 < len(moments):
            continue
        ended = moved and moment.slot == "until" and len(kept) < place
        kept.append(replace(moment, slot="", edge="", stretch=None) if ended else moment)
    return kept


_MOVING = stems_of(
    "move moved shift shifted put bring brought postpone postponed delay delayed push pushed "
    "reschedule rescheduled advance advanced"
)
_YEARLY = 360
_NAMING = frozenset({"nummod", "compound", "nmod", "amod", "npadvmod"})


def nearness(a: ParsedClaim, b: ParsedClaim, one: Moment, two: Moment) -> int:
    """How many telling words around one time have a partner around the other."""
    near = near_stems(b, two.span, 4)
    return sum(any(are_alike(x, y) for y in near) for x in near_stems(a, one.span, 4))


def are_of_other_acts(a: ParsedClaim, b: ParsedClaim, one: Moment, two: Moment) -> bool:
    """ "Stolen on Friday, found burnt out" against "found on Monday": times of two acts."""
    planned = _is_planned(a, one), _is_planned(b, two)
    if planned[0] != planned[1] and (_is_given_up(a, one) if planned[0] else _is_given_up(b, two)):
        return True
    if _is_of_saying(a, one) != _is_of_saying(b, two) and not (
        _is_of_telling(a, one) or _is_of_telling(b, two)
    ):
        return True
    if _was_over(a, one, two) or _was_over(b, two, one):
        return True
    if _is_next_time(a, one, two) or _is_next_time(b, two, one):
        return True
    verb_a, verb_b = verb_of(a, one), verb_of(b, two)
    alike = verb_a is not None and verb_b is not None and are_alike(verb_a.stem, verb_b.stem)
    if verb_a is None or verb_b is None or alike:
        return False
    if {one.tense, two.tense} == {Tense.BACK, Tense.AHEAD} and not _share(a, b, verb_a, verb_b):
        return True
    if _is_before_past(a, one) != _is_before_past(b, two):
        return True
    return _has_apart(a, verb_b, verb_a) or _has_apart(b, verb_a, verb_b)


def are_of_one_act(a: ParsedClaim, b: ParsedClaim, one: Moment, two: Moment) -> bool:
    """Whether two times hang on one verb, in a claim whose other times hang on others."""
    if one.edge and one.edge == two.edge and one.edge in ("begin", "end"):
        return True
    verb_a, verb_b = verb_of(a, one), verb_of(b, two)
    if verb_a is None or verb_b is None or not are_alike(verb_a.stem, verb_b.stem):
        return False
    return not (_has_twice(a, one, verb_a) or _has_twice(b, two, verb_b))


def _has_twice(claim: ParsedClaim, moment: Moment, verb: Word) -> bool:
    """Whether another time of the claim may hang on such a verb as well.

    One that hangs on an infinitive ("to curb it until May") may be that of the verb above.
    """
    others = (verb_of(claim, other) for other in claim.moments if other.span != moment.span)
    return any(
        other is not None and (other.tag == "VB" or are_alike(other.stem, verb.stem))
        for other in others
    )


def _was_over(claim: ParsedClaim, one: Moment, two: Moment) -> bool:
    """Whether ``two`` was over when ``claim`` was written, and ``one`` was still to come."""
    if one.tense is not Tense.AHEAD or two.tense is not Tense.BACK or claim.dating.borrowed:
        return False
    if claim.dating.day is None or one.first is None or two.last is None:
        return False
    return two.last < claim.dating.day <= one.first


def _is_next_time(claim: ParsedClaim, one: Moment, two: Moment) -> bool:
    """ "Will speak again on Thursday" against "spoke on Sunday"."""
    if one.tense is not Tense.AHEAD or two.tense is not Tense.BACK:
        return False
    return any(word.inside and word.lower in ("again", "another", "next") for word in claim.words)


def _share(a: ParsedClaim, b: ParsedClaim, verb_a: Word, verb_b: Word) -> bool:
    """Whether either verb stands in the other claim too, if only as a noun ("the vote")."""
    return any(word.stem == verb_a.stem for word in b.words) or any(
        word.stem == verb_b.stem for word in a.words
    )


def _is_before_past(claim: ParsedClaim, moment: Moment) -> bool:
    """Whether a moment is of what "had" happened before, and nobody is quoted saying it."""
    words = claim.words
    verb = verb_index(words, moment.span.start, moment.span.end)
    if verb < 0 or not any(w.head == verb and w.dep == "aux" and w.lower == "had" for w in words):
        return False
    return words[verb].dep not in ("ccomp", "relcl") or words[words[verb].head].stem not in _SAYING


def _is_planned(claim: ParsedClaim, moment: Moment) -> bool:
    before = [word.lower for word in claim.words if word.end <= moment.span.start][-4:]
    return bool(_PLANNED & set(before))


def _is_given_up(claim: ParsedClaim, moment: Moment) -> bool:
    """ "Planned for 12 May, has been put off": that day is no longer the one."""
    behind = [word for word in claim.words if word.start >= moment.span.end]
    return any(word.inside and word.lower in _MOVED for word in behind)


_PLANNED = frozenset({"planned", "scheduled", "originally", "due", "set"})
_MOVED = frozenset({"put", "postponed", "delayed", "moved", "rescheduled", "cancelled", "canceled",
                    "scrapped", "instead"})  # fmt: skip


def _is_of_saying(claim: ParsedClaim, moment: Moment) -> bool:
    """Whether a moment tells when something was said, in a claim that tells what was said."""
    words = claim.words
    verb = verb_index(words, moment.span.start, moment.span.end)
    return (
        verb >= 0
        and words[verb].stem in _SAYING
        and any(word.head == verb and word.dep == "ccomp" for word in words)
    )


def _is_of_telling(claim: ParsedClaim, moment: Moment) -> bool:
    """ "Called it unsafe in May" is an act of saying too."""
    verb = verb_index(claim.words, moment.span.start, moment.span.end)
    return verb >= 0 and claim.words[verb].stem in _TELLING


_TELLING = stems_of("called call described describe criticised criticized criticise rated accused")
_SAYING = frozenset({"say", "tell", "add", "warn", "confirm", "announc"})


def _has_apart(claim: ParsedClaim, verb: Word, own: Word) -> bool:
    """Whether a claim knows ``verb`` too, but not as part of its ``own`` ("decided to lower")."""
    return any(
        word.inside
        and word.stem == verb.stem
        and word.tag.startswith("VB")
        and word.dep not in ("xcomp", "ccomp", "aux", "advcl")
        and claim.words[word.head] is not own
        for word in claim.words
    )


def verb_of(claim: ParsedClaim, moment: Moment) -> Word | None:
    """The verb that a moment hangs on; None for "be" and the like, which say too little."""
    verb = verb_index(claim.words, moment.span.start, moment.span.end)
    if verb < 0 or claim.words[verb].stem in LIGHT:
        return None
    return claim.words[verb]
