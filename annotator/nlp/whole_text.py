"""A whole text as one claim unit: how sentences are scored in training and when measured."""

from __future__ import annotations

from spacy.tokens import Doc

from annotator.nlp.claim_features import ClaimFeatures, claim_features
from annotator.nlp.claim_units import whole_unit
from annotator.nlp.speech import speech_of
from annotator.nlp.token_signs import TokenSigns
from annotator.nlp.token_table import token_table


def whole_text_features(doc: Doc, text: str, token_signs: TokenSigns) -> ClaimFeatures | None:
    """The features of ``text``, which ``doc`` was made from, as if it were one sentence.

    None when nothing in it could be a claim. It counts as running text, never as a heading.
    """
    if not len(doc):
        return None
    table = token_table(doc, text, token_signs)
    whole = whole_unit(table)
    if whole is None:
        return None
    return claim_features(table, whole, speech_of(table, *whole.sentence))
