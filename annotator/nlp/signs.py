"""The linguistic signs that the detector looks for in a claim unit."""

from __future__ import annotations

from enum import StrEnum


class Sign(StrEnum):
    """Something found in a unit that speaks for or against its being worth a check."""

    # By the words of a unit.
    FIGURE = "figure"
    MORE_FIGURES = "more figures"
    SMALL_NUMBER = "small number"
    VAGUE_AMOUNT = "vague amount"
    DATE = "date"
    FIRST_OF_KIND = "first of its kind"
    RANK_CONTEXT = "rank context"
    COMPARISON = "comparison"
    CHANGE = "change"
    NAME = "name"
    MORE_NAMES = "more names"
    SPEAKER = "speaker"
    QUOTATION = "quotation"
    HAPPENING = "happening"
    PAST = "past"
    PERFECT = "perfect"
    MEASURED = "measured"
    CAUSE = "cause"
    LAW = "law"
    PREDICTION = "prediction"
    SPECULATION = "speculation"
    OPINION = "opinion"
    FIRST_PERSON = "first person"
    SECOND_PERSON = "second person"
    VAGUE = "vague"
    MORE_VAGUE = "more vague"
    # By the form of a unit.
    NAMED_SUBJECT = "named subject"
    PRONOUN_SUBJECT = "pronoun subject"
    NO_SUBJECT = "no subject"
    NO_VERB = "no verb"
    QUESTION = "question"
    IMPERATIVE = "imperative"
    SHORT = "short"
    LONG = "long"
    # By the block that the unit stands in.
    HEADING = "heading"
    FURNITURE = "furniture"
    # What a trained scorer has learned of words without a sign of their own.
    WORDING = "wording"


WORD_LISTS: dict[str, Sign] = {
    "number_words": Sign.FIGURE,
    "small_numbers": Sign.SMALL_NUMBER,
    "vague_amounts": Sign.VAGUE_AMOUNT,
    "time_words": Sign.DATE,
    "first_of_kind": Sign.FIRST_OF_KIND,
    "rank_context": Sign.RANK_CONTEXT,
    "comparison": Sign.COMPARISON,
    "changes": Sign.CHANGE,
    "reporting_verbs": Sign.SPEAKER,
    "speech_openers": Sign.SPEAKER,
    "happenings": Sign.HAPPENING,
    "causal": Sign.CAUSE,
    "law": Sign.LAW,
    "prediction": Sign.PREDICTION,
    "speculation": Sign.SPECULATION,
    "opinion": Sign.OPINION,
    "first_person": Sign.FIRST_PERSON,
    "second_person": Sign.SECOND_PERSON,
    "vague": Sign.VAGUE,
}
"""Which sign the words of each list in ``resources/nlp`` are."""

BIT: dict[Sign, int] = {sign: 1 << number for number, sign in enumerate(Sign)}
"""One bit for each sign: a token's signs are one number, which is quick to test and combine."""

VALUES = sum(
    BIT[sign]
    for sign in (
        Sign.FIGURE, Sign.DATE, Sign.SMALL_NUMBER, Sign.VAGUE_AMOUNT, Sign.FIRST_OF_KIND,
    )
)  # fmt: skip
"""The signs of something that two articles can tell differently: a figure, a date, a rank."""
