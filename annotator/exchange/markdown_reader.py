"""What a Markdown file says about itself: its front matter and its first heading."""

from __future__ import annotations

import re
from typing import Final

from annotator.domain.article import ArticleMetadata
from annotator.exchange.metadata_text import one_line, stated_date, web_address

_FRONT_MATTER_LINES: Final = 100
_SCANNED: Final = 200_000
_FIELD: Final = re.compile(r"([A-Za-z][\w .-]{0,40}?)\s*:(?:\s+(.*)|\s*)$")
_ITEM: Final = re.compile(r"\s*-\s+(.+)$")
_NAMES: Final = {
    "title": ("title", "headline"),
    "outlet": ("outlet", "publication", "publisher", "site", "site_name", "source", "newspaper"),
    "author": ("author", "authors", "by", "byline"),
    "published": ("date", "published", "pubdate", "publish_date", "date_published"),
    "url": ("url", "link", "canonical", "canonical_url", "permalink", "source_url"),
}


def markdown_metadata(text: str) -> ArticleMetadata:
    """The metadata that canonical Markdown ``text`` states; the title may come back empty.

    A front matter block (``key: value`` lines between two ``---``) is believed first; else the
    title is the first ``#`` or underlined heading. The block stays part of the article text, so
    that offsets stay true to the file.
    """
    fields, body = _front_matter(text[:_SCANNED])

    def stated(field: str) -> str:
        return next((fields[name] for name in _NAMES[field] if fields.get(name)), "")

    return ArticleMetadata(
        title=one_line(stated("title")) or _first_heading(body),
        outlet=one_line(stated("outlet")),
        author=one_line(stated("author")),
        published=stated_date(stated("published")),
        url=web_address(stated("url")),
    )


def _front_matter(text: str) -> tuple[dict[str, str], str]:
    lines = text.split("\n")
    if lines[0].rstrip() != "---":
        return {}, text
    ends = (n for n, line in enumerate(lines[1:_FRONT_MATTER_LINES], 1) if _is_fence(line))
    end = next(ends, None)
    if end is None:
        return {}, text
    fields: dict[str, str] = {}
    name = ""
    for line in lines[1:end]:
        field, item = _FIELD.match(line), _ITEM.match(line)
        if field:
            name = field[1].lower().replace(" ", "_").replace("-", "_")
            fields.setdefault(name, _plain_value(field[2] or ""))
        elif item and name:
            fields[name] = ", ".join(filter(None, (fields[name], _plain_value(item[1]))))
    return fields, "\n".join(lines[end + 1 :])


def _is_fence(line: str) -> bool:
    return line.rstrip() in ("---", "...")


def _plain_value(value: str) -> str:
    value = value.strip()
    if value[:1] == "[" and value[-1:] == "]":
        return ", ".join(filter(None, (_plain_value(part) for part in value[1:-1].split(","))))
    if len(value) > 1 and value[0] == value[-1] and value[0] in "\"'":
        return value[1:-1].strip()
    return value


def _first_heading(body: str) -> str:
    fence = ""
    previous = ""
    for line in body.split("\n"):
        stripped = line.strip()
        marker = stripped[:3]
        if marker in ("```", "~~~"):
            fence = "" if marker == fence else fence or marker
            previous = ""
            continue
        if fence:
            continue
        heading = re.match(r" {0,3}#{1,6}[ \t]+(.*)$", line)
        if heading:
            words = _without_marks(re.sub(r"[ \t]+#+[ \t]*$", "", heading[1]))
            if words:
                return words
        elif previous and stripped and set(stripped) <= {"="}:
            return _without_marks(previous)
        previous = stripped
    return ""


def _without_marks(words: str) -> str:
    words = re.sub(r"!?\[([^\]]*)\]\([^)]*\)", r"\1", words[:2_000])
    words = re.sub(r"(\*\*|__|\*|`)(.+?)\1", r"\2", words)
    return one_line(words)
