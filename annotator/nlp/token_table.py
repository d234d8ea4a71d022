"""What the detector reads of a spaCy Doc, taken out of it once.

Asking tokens one by one for their attributes costs more than all rules together, so a table of
plain lists is made from the Doc's array.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from spacy.attrs import (
    DEP,
    ENT_IOB,
    ENT_TYPE,
    HEAD,
    IDX,
    LENGTH,
    LOWER,
    SENT_START,
    TAG,
)
from spacy.tokens import Doc

from annotator.nlp.token_signs import TokenSigns

_COLUMNS = [IDX, LENGTH, TAG, DEP, HEAD, ENT_TYPE, ENT_IOB, LOWER, SENT_START]


@dataclass(frozen=True, slots=True)
class TokenTable:
    """The tokens of a Doc, one list a column.

    Attributes:
        text: the Doc's text.
        starts, ends: code points.
        tags, deps, ent_types: spaCy's labels, "" for none.
        heads: the index of each token's syntactic head; a root is its own.
        ent_begins: whether an entity begins at the token.
        lowers: spaCy's number of the lower-case form.
        sent_starts: indices at which sentences begin.
        signs: the sign bits of each token.
        contexts: what the language model read at each token, one row a token (``Doc.tensor``); no
            columns when it left nothing.
    """

    text: str
    starts: list[int]
    ends: list[int]
    tags: list[str]
    deps: list[str]
    heads: list[int]
    ent_types: list[str]
    ent_begins: list[bool]
    lowers: list[int]
    sent_starts: list[int]
    signs: list[int]
    contexts: NDArray[np.float32]

    def __len__(self) -> int:
        return len(self.starts)

    def words(self, first: int, end: int) -> str:
        """The text of the tokens ``first`` to before ``end``, as it stands in the article."""
        return self.text[self.starts[first] : self.ends[end - 1]]

    def root(self, first: int, end: int) -> int:
        """The highest token among ``first`` to before ``end``."""
        heads = self.heads
        index = first
        for _ in range(end - first):
            head = heads[index]
            if head == index or not first <= head < end:
                break
            index = head
        return index


def token_table(doc: Doc, text: str, token_signs: TokenSigns) -> TokenTable:
    """The table of a parsed and tagged Doc with entities; ``text`` is the Doc's."""
    columns = doc.to_array(_COLUMNS).T
    starts, lengths, tags, deps, _, ent_types, iobs, lowers, sent_starts = columns.tolist()
    offsets = columns[4].view("int64").tolist()
    names = token_signs.names
    tag_names = [names[tag] for tag in tags]
    dep_names = [names[dep] for dep in deps]
    ent_names = [names[ent] for ent in ent_types]
    return TokenTable(
        text=text,
        starts=starts,
        ends=[start + length for start, length in zip(starts, lengths, strict=True)],
        tags=tag_names,
        deps=dep_names,
        heads=[index + offset for index, offset in enumerate(offsets)],
        ent_types=ent_names,
        ent_begins=[iob == 3 for iob in iobs],
        lowers=lowers,
        sent_starts=[index for index, mark in enumerate(sent_starts) if mark == 1 or index == 0],
        signs=token_signs.of(lowers, tag_names, dep_names, ent_names),
        contexts=_contexts(doc),
    )


def _contexts(doc: Doc) -> NDArray[np.float32]:
    if len(doc.tensor) != len(doc) or doc.tensor.ndim != 2:
        return np.zeros((len(doc), 0), np.float32)
    return np.asarray(doc.tensor, np.float32)
