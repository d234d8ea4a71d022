"""Comparing who did what two linked claims tell."""

from __future__ import annotations

from annotator.domain.link import ConflictLevel, Difference, DifferenceField
from annotator.nlp.comparison.findings import HARD, SOFT, Findings, differing
from annotator.nlp.comparison.giver_differences import giver_findings
from annotator.nlp.comparison.telling_words import tells_of_more
from annotator.nlp.values.acts import Act
from annotator.nlp.values.bodies import are_hardly_one_body, are_other_bodies
from annotator.nlp.values.parsed_claim import ParsedClaim
from annotator.nlp.values.stems import stem
from annotator.nlp.values.word_groups import are_alike

_ONCE = frozenset(map(stem, (
    "insist", "win", "found", "establish", "sign", "broker", "mediate", "negotiate", "lead",
    "head", "chair", "order", "commission", "design", "build", "develop", "own", "buy", "acquire",
    "purchase", "score", "invent", "discover", "find", "cause", "trigger", "kill", "shoot",
    "murder", "stab", "launch", "publish", "appoint", "hire", "sack", "fire", "dismiss", "replace",
    "succeeds", "succeeded", "name", "nominate", "host", "organise", "organize", "claim", "fund",
    "finance", "sponsor", "sell", "operate", "manage", "produce", "direct", "paint", "compose",
    "write", "rescue", "save", "arrest", "block", "veto", "captain", "pilot", "steer", "fly",
    "drive", "hack", "donate", "bequeath", "inherit", "officiate", "referee", "preside", "create",
    "manufacture", "supply", "start", "set", "steal", "rob", "demolish", "propose", "table",
    "draft", "draw", "decide", "rule", "approve", "suspend", "ban", "halt", "cancel", "impose",
    "investigate", "convict", "acquit", "sentence", "overturn", "revoke", "pay", "carry", "land",
    "evacuate", "close", "coordinate", "notice", "alert", "raise", "spot", "recover", "defuse",
    "trigger", "break", "pass", "reject",
)))  # fmt: skip
"""What is done once to a thing, by one: who else did it did not."""

_DECIDING = frozenset(map(stem, ("decide", "rule", "order")))

_ONE_WAY = frozenset(map(stem, (
    "attack", "invade", "defeat", "beat", "sue", "accuse", "blame", "overtake", "shell", "bomb",
    "shoot", "kill", "stab", "hit", "buy", "acquire", "sell", "replace", "succeeds", "succeeded",
    "sack", "dismiss", "appoint", "pay", "owe", "lend", "warn", "threaten", "insult", "provoke",
    "ask", "invite", "rescue", "save", "outnumber", "supply", "arrest", "betray", "follow",
    "precede", "win", "lose", "call", "push", "punch", "ram", "chase", "tackle", "foul", "trail",
    "lead",
)))  # fmt: skip


def doer_findings(a: ParsedClaim, b: ParsedClaim) -> Findings:
    """What two linked claims say of each other of who did what."""
    for one in a.acts:
        for two in b.acts:
            deciding = one.verb in _DECIDING and two.verb in _DECIDING
            if not deciding and not are_alike(one.verb, two.verb):
                continue
            level = _level(one, two, a, b)
            if level is not None and not (tells_of_more(a) or tells_of_more(b)):
                return Findings((_difference(level, one, two),))
    return giver_findings(a, b)


def _level(one: Act, two: Act, a: ParsedClaim, b: ParsedClaim) -> ConflictLevel | None:
    if one.names & two.others and two.names & one.others:
        # "Ann beat Eve" against "Eve beat Ann".
        apart = not one.names & two.names and one.verb in _ONE_WAY
        return HARD if apart else None
    if one.verb not in _ONCE:
        return None
    open_end = one.verb in _DECIDING and not (one.about and two.about)
    if not (open_end or _are_about_one(one, two) or _is_short(a) or _is_short(b)):
        return None
    if one.names and two.names:
        here, there = ({word.lower for word in claim.words} for claim in (a, b))
        return None if one.names & there or two.names & here else HARD
    if one.body and two.body:
        if are_other_bodies(one.body, two.body):
            return HARD
        return SOFT if are_hardly_one_body(one.body, two.body) else None
    return None


_SHORT = 5


def _is_short(claim: ParsedClaim) -> bool:
    """Whether a claim says only who did it: "led by Norway"."""
    return sum(word.inside and word.lower[:1].isalnum() for word in claim.words) <= _SHORT


def _are_about_one(one: Act, two: Act) -> bool:
    return any(are_alike(x, y) for x in one.about for y in two.about)


def _difference(level: ConflictLevel, one: Act, two: Act) -> Difference:
    field = DifferenceField.NAME if one.names and two.names else DifferenceField.ATTRIBUTION
    return differing(field, level, (one.span, one.words), (two.span, two.words))
