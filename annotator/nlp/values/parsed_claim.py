"""A claim with all values it states, parsed once and compared many times."""

from __future__ import annotations

from dataclasses import dataclass, replace

from spacy.tokens import Doc

from annotator.domain.span import Span
from annotator.nlp.values.absences import Absence, absences_of
from annotator.nlp.values.acts import Act, acts_of
from annotator.nlp.values.causes import Cause, causes_of
from annotator.nlp.values.claim_words import Word, folded, tokens_at, words_of
from annotator.nlp.values.contrasts import Member, members_of
from annotator.nlp.values.frames import NO_FRAME, Frame, frame_of
from annotator.nlp.values.given_names import is_given_name
from annotator.nlp.values.known_persons import in_full, meant_before
from annotator.nlp.values.moment import Dating, Moment
from annotator.nlp.values.moments import lasting, moments_of
from annotator.nlp.values.ordinals import Ordinal, ordinals_of
from annotator.nlp.values.persons import Person, persons_of
from annotator.nlp.values.places import (
    Direction,
    Route,
    Site,
    directions_of,
    routes_of,
    sites_of,
)
from annotator.nlp.values.polarity import Predicate, predicates_of
from annotator.nlp.values.quantities import quantities_of
from annotator.nlp.values.quantity import Quantity
from annotator.nlp.values.quotations import Quotation, quotations_of
from annotator.nlp.values.rejected import Rejected, rejected_of
from annotator.nlp.values.roles import Role, roles_of
from annotator.nlp.values.speakers import Speaker, pronoun_speaker, speaker_of
from annotator.nlp.values.stances import Stance, stances_of

LONGEST_SENTENCE = 4_000
"""Code points around a claim that are read; no sentence is so long."""

MOST_VALUES = 16
"""Values of a kind that are compared, each with each: what states more is a table, no claim."""


@dataclass(frozen=True, slots=True)
class ParsedClaim:
    """What a claim states, for `relate`.

    All spans are code points of the article. Values lie in the claim itself; the speaker, and
    persons and roles, may stand in its sentences.

    Attributes:
        span: the claim.
        text: the claim's words as they stand in the article.
        words: the words of its sentences; ``inside`` tells those of the claim itself.
        dating: when the article was written.
        quantities, moments, ordinals: in text order.
        moments_around: those of the sentences, the claim's own among them.
        persons, roles: of the sentences.
        speaker: who says it, or None when nobody is named.
        stances, predicates: opposites and negation.
        members: things of known kinds that exclude each other.
        causes: what it names as causes or reasons.
        quotations: what stands between quotation marks.
        directions, routes, sites: of places.
        acts: what is done, with who did it.
        absences: what it says there was none of.
        rejected: what it says it was not, beside what it was.
        frame: its telling words and what denies.
    """

    span: Span
    text: str
    words: tuple[Word, ...]
    dating: Dating
    quantities: tuple[Quantity, ...] = ()
    moments: tuple[Moment, ...] = ()
    moments_around: tuple[Moment, ...] = ()
    ordinals: tuple[Ordinal, ...] = ()
    persons: tuple[Person, ...] = ()
    roles: tuple[Role, ...] = ()
    speaker: Speaker | None = None
    stances: tuple[Stance, ...] = ()
    predicates: tuple[Predicate, ...] = ()
    members: tuple[Member, ...] = ()
    causes: tuple[Cause, ...] = ()
    quotations: tuple[Quotation, ...] = ()
    directions: tuple[Direction, ...] = ()
    routes: tuple[Route, ...] = ()
    sites: tuple[Site, ...] = ()
    acts: tuple[Act, ...] = ()
    absences: tuple[Absence, ...] = ()
    rejected: tuple[Rejected, ...] = ()
    frame: Frame = NO_FRAME


def _text(doc: Doc, offset: int, start: int, end: int) -> str:
    """The article's text from ``start`` to before ``end``, as far as ``doc`` holds it."""
    touched = tokens_at(doc, start - offset, end - offset)
    if touched is None:
        return ""
    part = doc[touched[0] : touched[1]]
    lead = start - offset - part.start_char
    text: str = part.text_with_ws
    return (
        text[lead : lead + end - start] if lead >= 0 else " " * -lead + text[: end - start + lead]
    )


def _speaker(
    doc: Doc, offset: int, words: tuple[Word, ...], persons: tuple[Person, ...]
) -> Speaker | None:
    """Who says it; "he" and "she" are somebody of the sentences before."""
    speaker = speaker_of(words, persons)
    if speaker and not speaker.names and _is_surname(doc, speaker.words):
        speaker = replace(speaker, names=(folded(speaker.words),))
    if speaker is not None:
        return in_full(doc, offset, speaker)
    pronoun = pronoun_speaker(words)
    meant = meant_before(doc, offset, words[0].start) if pronoun else None
    if pronoun is None or meant is None:
        return None
    return Speaker(Span(pronoun.start, pronoun.end), meant.names, meant.role, "", meant.words)


def _is_surname(doc: Doc, name: str) -> bool:
    """Whether a single word stands elsewhere in the text behind a given name or in a person's."""
    if not name[:1].isupper() or name.isupper() or not name.isalpha():
        return False
    key = doc.vocab.strings[name]
    return any(
        token.orth == key
        and token.i
        and (token.nbor(-1).ent_type_ == "PERSON" == token.ent_type_
             or is_given_name(folded(token.nbor(-1).text)))
        for token in doc
    )  # fmt: skip


def parse_claim(doc: Doc, offset: int, span: Span, dating: Dating) -> ParsedClaim:
    """Parse the claim at ``span`` of an article.

    Args:
        doc: the parsed and tagged text around the claim, at least its sentences.
        offset: where ``doc`` begins in the article, in code points.
        span: the claim, code points of the article.
        dating: of the article, from `annotator.nlp.values.dating.datings_of`.
    """
    words = words_of(doc, offset, span)
    if not words:
        return ParsedClaim(span, "", words, dating)
    # Putting a Doc's text together takes long: only the part around the claim is needed.
    begin = min(words[0].start, span.start)
    around = _text(doc, offset, begin, max(words[-1].end, span.end))
    text = around[span.start - begin : span.end - begin]
    first = max(words[0].start, span.start - LONGEST_SENTENCE)
    last = min(words[-1].end, span.end + LONGEST_SENTENCE)
    sentence = around[first - begin : last - begin]
    moments = moments_of(sentence, first, dating, words)
    dates = [moment.span for moment in moments]
    roles = roles_of(words)
    persons = persons_of(words, roles)
    ordinals = ordinals_of(words, dates)
    taken = [*dates, *(ordinal.span for ordinal in ordinals)]
    quantities = quantities_of(sentence, first, words, taken)
    return ParsedClaim(
        span=span,
        text=text,
        words=words,
        dating=dating,
        quantities=tuple(one for one in quantities if one.figure.overlaps(span))[:MOST_VALUES],
        moments=tuple(
            one
            for one in (*moments, *lasting(sentence, first, quantities, dating))
            if one.span.overlaps(span)
        )[:MOST_VALUES],
        moments_around=moments[:MOST_VALUES],
        ordinals=ordinals[:MOST_VALUES],
        persons=persons,
        roles=roles,
        speaker=_speaker(doc, offset, words, persons),
        stances=stances_of(words)[:MOST_VALUES],
        predicates=predicates_of(words),
        members=members_of(words)[:MOST_VALUES],
        causes=causes_of(words)[:MOST_VALUES],
        absences=absences_of(words),
        rejected=rejected_of(words),
        frame=frame_of(words),
        quotations=quotations_of(words)[:MOST_VALUES],
        directions=directions_of(words),
        routes=routes_of(words),
        sites=sites_of(words)[:MOST_VALUES],
        acts=acts_of(words)[:MOST_VALUES],
    )
