"""The main text of a saved news page, without anything of the page's own machinery."""

from __future__ import annotations

import logging
import multiprocessing
import re
import socket
import warnings
from collections.abc import Iterator
from dataclasses import dataclass
from multiprocessing.connection import Connection
from typing import Any, Final, TypeAlias

from annotator.domain.article import ArticleMetadata
from annotator.exchange.limits import (
    MAX_HTML_DEPTH,
    MAX_HTML_ELEMENTS,
    MAX_PAGE_SECONDS,
    SMALL_PAGE_ELEMENTS,
)
from annotator.exchange.metadata_text import one_line, stated_date, web_address

HtmlElement: TypeAlias = Any
"""An element of lxml's tree; lxml brings no types, and is imported late."""

_DECLARATION: Final = re.compile(
    rb"""<meta[^>]{1,300}?charset\s*=\s*["']?\s*([A-Za-z0-9_:.+-]{1,40})|"""
    rb"""<\?xml[^>]{1,200}?encoding\s*=\s*["']([A-Za-z0-9_:.+-]{1,40})""",
    re.IGNORECASE,
)
_REFERENCE: Final = re.compile(r"&#([xX][0-9A-Fa-f]{1,8}|[0-9]{1,8});?")
_NOT_XML: Final = re.compile("[\0-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_TOO_SLOW: Final = "takes too long to read"
_TOO_HARD: Final = "has a structure that the text extraction cannot handle"
_LOGGERS: Final = ("trafilatura", "htmldate", "courlan", "justext", "dateparser", "tzlocal")
_BLOCKS: Final = frozenset({"p", "head", "quote", "ab", "code", "fw", "div", "item", "row"})


class PageRefused(Exception):
    """Why a page cannot be read, as the end of a sentence that begins with its name."""


@dataclass(frozen=True, slots=True)
class PageContent:
    """What was found on a page.

    Attributes:
        text: plain main text; a blank line between paragraphs, one line per list item or row.
        metadata: what the page states; the title may be empty.
        extractor: name and version of what took the text out.
    """

    text: str
    metadata: ArticleMetadata
    extractor: str


def declared_charset(data: bytes) -> str:
    """The encoding that the first 4 KB of a page declare, as written there, else empty."""
    match = _DECLARATION.search(data[:4096])
    return (match[1] or match[2]).decode("ascii") if match else ""


def page_content(markup: str) -> PageContent:
    """The main text and metadata of a page given as decoded markup; nothing is ever fetched.

    A large page is read in a process of its own and given up after half a minute.

    Raises:
        PageRefused: the page is too large, too deeply nested or without a main text.
    """
    tree, count = _parsed(markup)
    if count > SMALL_PAGE_ELEMENTS:
        return _read_apart(markup)
    return _quietly_read(tree)


def _read_apart(markup: str) -> PageContent:
    # A spawned process, as a forked one would carry the window's threads and locks.
    context = multiprocessing.get_context("spawn")
    receiving, sending = context.Pipe(duplex=False)
    process = context.Process(target=_read_and_send, args=(sending, markup), daemon=True)
    try:
        process.start()
        sending.close()
        answer = receiving.recv() if receiving.poll(MAX_PAGE_SECONDS) else _TOO_SLOW
    except (EOFError, OSError):
        answer = _TOO_HARD
    finally:
        receiving.close()
        if process.pid is not None:
            process.kill()
            process.join()
    if isinstance(answer, PageContent):
        return answer
    raise PageRefused(str(answer))


def _read_and_send(sending: Connection, markup: str) -> None:
    try:
        answer: PageContent | str = _quietly_read(_parsed(markup)[0])
    except PageRefused as reason:
        answer = str(reason)
    sending.send(answer)


def _quietly_read(tree: HtmlElement) -> PageContent:
    for name in _LOGGERS:
        # What these libraries log may quote the page.
        logging.getLogger(name).setLevel(logging.CRITICAL + 1)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return _content(tree)


def _parsed(markup: str) -> tuple[HtmlElement, int]:
    from lxml import etree, html  # type: ignore[import-untyped]

    if markup.count("<") > 4 * MAX_HTML_ELEMENTS:
        raise PageRefused("has too many elements for an article")
    parser = html.HTMLParser(
        encoding="utf-8",
        collect_ids=False,
        default_doctype=False,
        remove_comments=True,
        remove_pis=True,
        no_network=True,
    )
    source = _readable_markup(markup).encode("utf-8", "replace")
    try:
        tree = html.document_fromstring(source, parser=parser)
    except (etree.LxmlError, ValueError):
        raise PageRefused("has no text that could be read as an article") from None
    if any(entry.type == etree.ErrorTypes.ERR_RESOURCE_LIMIT for entry in parser.error_log):
        raise PageRefused("is nested too deeply to be read safely")
    count = deepest = depth = 0
    for event, _ in etree.iterwalk(tree, events=("start", "end")):
        depth += 1 if event == "start" else -1
        count += event == "start"
        deepest = max(deepest, depth)
    if deepest > MAX_HTML_DEPTH:
        raise PageRefused("is nested too deeply to be read safely")
    if count > MAX_HTML_ELEMENTS:
        raise PageRefused("has too many elements for an article")
    return tree, count


def _readable_markup(markup: str) -> str:
    # XML has no room for most control characters, and lxml refuses text that came to hold one.
    return _NOT_XML.sub("", _REFERENCE.sub(_without_bad_reference, markup))


def _without_bad_reference(match: re.Match[str]) -> str:
    digits = match[1]
    code = int(digits[1:], 16) if digits[0] in "xX" else int(digits)
    bad = code > 0x10FFFF or 0xD800 <= code < 0xE000 or _NOT_XML.match(chr(code)) is not None
    return "\ufffd" if bad else match[0]


def _content(tree: HtmlElement) -> PageContent:
    # urllib3, which comes along, would open a socket at its import to ask whether there is IPv6.
    socket.has_ipv6 = False
    from importlib.metadata import version

    from trafilatura import bare_extraction

    stated_title = tree.findtext(".//title") or ""
    try:
        found: Any = bare_extraction(
            tree,
            with_metadata=True,
            include_comments=False,
            # A date found only in running text is a guess, not what the page states.
            date_extraction_params={"extensive_search": False, "original_date": True},
        )
    # A hostile page may set off anything in there.
    except Exception as error:
        raise PageRefused(_TOO_HARD) from error
    text = "" if found is None else _plain_text(found.body)
    if not text.strip():
        raise PageRefused("has no main text that could be found")
    metadata = ArticleMetadata(
        title=one_line(found.title or stated_title),
        outlet=one_line(found.sitename or found.hostname or ""),
        author=one_line((found.author or "").replace("; ", ", ")),
        published=stated_date(found.date or ""),
        url=web_address(found.url or ""),
    )
    return PageContent(text, metadata, f"trafilatura {version('trafilatura')}")


def _plain_text(body: HtmlElement) -> str:
    paragraphs: list[str] = []
    for element in body:
        if element.tag == "list":
            paragraphs.append("\n".join(_items(element, 0)))
        elif element.tag == "table":
            paragraphs.append("\n".join(_rows(element)))
        elif element.tag == "quote" and any(child.tag in _BLOCKS for child in element):
            paragraphs.append(_plain_text(element))
        else:
            paragraphs.append(_lines(element))
        if element.tail and element.tail.strip():
            paragraphs.append(" ".join(element.tail.split()))
    if body.text and body.text.strip():
        paragraphs.insert(0, " ".join(body.text.split()))
    return "\n\n".join(paragraph for paragraph in paragraphs if paragraph.strip())


def _lines(element: HtmlElement) -> str:
    """The text of one block: its line breaks kept, other white space made single spaces."""
    pieces: list[str] = [element.text or ""]
    for inner in element.iterdescendants():
        if inner.tag in ("lb", *_BLOCKS):
            pieces.append("\0")
        pieces.append(inner.text or "")
        pieces.append("\0" if inner.tag in _BLOCKS else "")
        pieces.append(inner.tail or "")
    lines = (" ".join(line.split()) for line in "".join(pieces).split("\0"))
    return "\n".join(line for line in lines if line)


def _items(element: HtmlElement, level: int) -> Iterator[str]:
    for item in element:
        inner = [child for child in item if child.tag == "list"]
        for child in inner:
            item.remove(child)
        words = _lines(item).replace("\n", " ")
        if words:
            yield "  " * level + "- " + words
        for child in inner:
            yield from _items(child, level + 1)


def _rows(element: HtmlElement) -> Iterator[str]:
    for row in element.iter("row"):
        cells = (_lines(cell).replace("\n", " ") for cell in row.iter("cell"))
        line = " | ".join(cell for cell in cells if cell)
        if line:
            yield line
