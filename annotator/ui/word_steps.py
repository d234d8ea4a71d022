"""Moving one end of a span by a word."""

from __future__ import annotations

from annotator.domain.span import Span


def start_earlier(text: str, span: Span) -> Span | None:
    """``span`` with the word before it; None at the beginning of its paragraph."""
    at = span.start
    while at > 0 and text[at - 1].isspace() and text[at - 1] != "\n":
        at -= 1
    end = at
    while at > 0 and not text[at - 1].isspace():
        at -= 1
    return Span(at, span.end) if at < end else None


def start_later(text: str, span: Span) -> Span | None:
    """``span`` without its first word; None when it has only one."""
    at = span.start
    while at < span.end and not text[at].isspace():
        at += 1
    while at < span.end and text[at].isspace():
        at += 1
    return Span(at, span.end) if at < span.end else None


def end_earlier(text: str, span: Span) -> Span | None:
    """``span`` without its last word; None when it has only one."""
    at = span.end
    while at > span.start and not text[at - 1].isspace():
        at -= 1
    while at > span.start and text[at - 1].isspace():
        at -= 1
    return Span(span.start, at) if at > span.start else None


def end_later(text: str, span: Span) -> Span | None:
    """``span`` with the word after it; None at the end of its paragraph."""
    at = span.end
    while at < len(text) and text[at].isspace() and text[at] != "\n":
        at += 1
    begin = at
    while at < len(text) and not text[at].isspace():
        at += 1
    return Span(span.start, at) if at > begin else None


WORD_STEPS = {
    "extend_start": start_earlier,
    "trim_start": start_later,
    "trim_end": end_earlier,
    "extend_end": end_later,
}
"""The step of each trimming command."""
