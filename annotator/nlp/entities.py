"""Names and other entities as token ranges of a table."""

from __future__ import annotations

from annotator.nlp.token_table import TokenTable


def begins_name(table: TokenTable, index: int) -> bool:
    """Whether a token with the sign of a name is the first of that name."""
    if table.ent_types[index]:
        return table.ent_begins[index]
    return not index or table.tags[index - 1] != "NNP" or bool(table.ent_types[index - 1])


def name_range(table: TokenTable, head: int, first: int, end: int) -> tuple[int, int]:
    """The name that ``head`` belongs to, or its noun phrase up to it, as token indices."""
    if table.ent_types[head]:
        start, stop = entity_range(table, head, first, end)
        return start, stop
    start = head
    while start > first and table.heads[start - 1] == head and table.deps[start - 1] in _PRE:
        start -= 1
    return start, head + 1


_PRE = frozenset({"compound", "amod", "nmod", "poss", "det", "nummod"})


def entity_range(table: TokenTable, index: int, first: int, end: int) -> tuple[int, int]:
    """The entity around ``index`` inside ``first`` to before ``end``, as token indices."""
    label = table.ent_types[index]
    start = index
    while start > first and not table.ent_begins[start] and table.ent_types[start - 1] == label:
        start -= 1
    stop = index + 1
    while stop < end and table.ent_types[stop] == label and not table.ent_begins[stop]:
        stop += 1
    return start, stop
