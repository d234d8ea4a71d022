"""One sentence with its parse, as the splitting into clauses looks at it."""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Doc

from annotator.nlp.token_table import TokenTable

SUBJECTS = frozenset({"nsubj", "nsubjpass", "expl", "csubj", "csubjpass"})
FINITE = frozenset({"VBD", "VBP", "VBZ", "MD"})


@dataclass(frozen=True, slots=True)
class ParsedSentence:
    """A sentence with its parse, and questions about it; all numbers are token indices.

    Attributes:
        first, end: half-open.
        quotations: token ranges of the quotations in and around it.
        with_subject: the tokens that have a subject.
    """

    doc: Doc
    table: TokenTable
    first: int
    end: int
    quotations: tuple[tuple[int, int], ...]
    with_subject: frozenset[int]

    def left(self, index: int) -> int:
        """The first token that hangs on ``index``."""
        return max(self.first, self.doc[index].left_edge.i)

    def right(self, index: int) -> int:
        """After the last token that hangs on ``index``."""
        return min(self.end, self.doc[index].right_edge.i + 1)

    def closes(self, index: int) -> bool:
        """Whether nothing but punctuation follows ``index`` or what hangs on it."""
        return not any(
            self.table.words(near, near + 1)[0].isalnum()
            for near in range(self.right(index), self.end)
        )

    def quoted(self, border: int) -> bool:
        """Whether a border would cut a quotation."""
        return any(open_ < border < close for open_, close in self.quotations)

    def opens_quotation(self, index: int) -> bool:
        """Whether a quotation opens at ``index``."""
        return any(open_ == index for open_, _ in self.quotations)

    def is_finite(self, verb: int) -> bool:
        """Whether a verb is finite by itself or by its auxiliary."""
        tags, heads, deps = self.table.tags, self.table.heads, self.table.deps
        return tags[verb] in FINITE or any(
            heads[index] == verb and deps[index] in ("aux", "auxpass") and tags[index] in FINITE
            for index in range(self.left(verb), verb)
        )

    def is_main(self, verb: int) -> bool:
        """Whether a verb is coordinated with the main clause, or with what is said to be said."""
        deps, heads = self.table.deps, self.table.heads
        while deps[verb] == "conj":
            verb = heads[verb]
        if deps[verb] in ("ccomp", "parataxis", "advcl"):
            verb = heads[verb]
            while deps[verb] == "conj":
                verb = heads[verb]
        return deps[verb] == "ROOT"

    def has(self, signs: int, first: int, end: int) -> bool:
        """Whether a token in a range has one of the sign bits."""
        return any(found & signs for found in self.table.signs[first:end])
