"""Saved pages give their main text and what they state, and cannot do harm."""

from __future__ import annotations

import logging
import subprocess
import sys
from pathlib import Path

import pytest

from annotator.domain.article import ArticleMetadata
from annotator.domain.errors import ArticleRefused
from annotator.exchange import html_reader
from annotator.exchange.article_reader import read_article
from annotator.exchange.html_reader import PageRefused, declared_charset, page_content
from annotator.exchange.limits import MAX_HTML_ELEMENTS, SMALL_PAGE_ELEMENTS

PAGE = """<!DOCTYPE html>
<html lang="en"><head><meta charset="{charset}">
<title>Ferry sinks off Norholm | The Harbour Post</title>
<meta property="og:site_name" content="The Harbour Post">
<meta name="author" content="Jane Doe">
<meta property="article:published_time" content="2024-03-12T10:00:00+01:00">
<link rel="canonical" href="https://harbour.example/news/ferry">
<script>steal('cookies')</script><style>p {{ color: red }}</style></head>
<body><nav><a href="/">Home</a> <a href="/n">News</a></nav>
<article><h1>Ferry sinks off Norholm</h1>
<p>The ferry <b>Sølvi Maren</b> sank on
   Tuesday.<br>It carried 312 people, the <a href="x">coast guard</a> said.</p>
<blockquote><p>“We did all we could,” the captain said.</p><p>“It was dark.”</p></blockquote>
<h2>What is known</h2>
<ul><li>Built in 1987 in Gdansk.</li><li>Refitted in 2012 for €4m.
<ul><li>By Norholm Yard.</li></ul></li></ul>
<table><tr><th>Year</th><th>Dead</th></tr><tr><td>1999</td><td>16</td></tr></table>
<p>The company denied that it had been warned about the doors, and promised a full inquiry.</p>
<img src="https://tracker.example/pixel.gif"><iframe src="https://tracker.example/f"></iframe>
</article><footer>Copyright Harbour Post. All rights reserved.</footer></body></html>
"""
TEXT = """Ferry sinks off Norholm

The ferry Sølvi Maren sank on Tuesday.
It carried 312 people, the coast guard said.

“We did all we could,” the captain said.

“It was dark.”

What is known

- Built in 1987 in Gdansk.
- Refitted in 2012 for €4m.
  - By Norholm Yard.

Year | Dead
1999 | 16

The company denied that it had been warned about the doors, and promised a full inquiry."""
PARAGRAPH = "<p>The minister said on Tuesday that {} houses were built in the harbour city.</p>"


def test_a_page_gives_its_main_text_and_what_it_states(tmp_path: Path) -> None:
    path = tmp_path / "saved page.html"
    path.write_text(PAGE.format(charset="utf-8"), encoding="utf-8")
    article = read_article(path)
    assert article.text == TEXT
    assert article.metadata == ArticleMetadata(
        "Ferry sinks off Norholm",
        "The Harbour Post",
        "Jane Doe",
        "2024-03-12",
        "https://harbour.example/news/ferry",
    )
    assert article.source.extractor.startswith("trafilatura 2.")


@pytest.mark.parametrize("ending", ["html", "HTM", "xhtml"])
def test_the_declared_encoding_is_used(tmp_path: Path, ending: str) -> None:
    path = tmp_path / f"a.{ending}"
    path.write_bytes(PAGE.format(charset="iso-8859-1").encode("windows-1252"))
    article = read_article(path)
    assert article.text == TEXT
    assert article.source.encoding == "windows-1252"


@pytest.mark.parametrize(
    ("head", "charset"),
    [
        (b'<meta charset="UTF-8">', "UTF-8"),
        (b"<META CHARSET=latin1>", "latin1"),
        (b'<meta http-equiv="Content-Type" content="text/html; charset=koi8-r">', "koi8-r"),
        (b'<?xml version="1.0" encoding="iso-8859-2"?>', "iso-8859-2"),
        (b"<p>charset=none</p>", ""),
        (b" " * 5_000 + b'<meta charset="late">', ""),
    ],
)
def test_the_declaration_is_found(head: bytes, charset: str) -> None:
    assert declared_charset(head) == charset


def test_an_xhtml_declaration_does_not_disturb() -> None:
    markup = '<?xml version="1.0" encoding="iso-8859-1"?>\n' + PAGE.format(charset="iso-8859-1")
    assert page_content(markup).text == TEXT


@pytest.mark.parametrize("markup", ["<html></html>", "<p> </p>", "<!-- only -->", "\0"])
def test_a_page_without_a_text_is_refused(tmp_path: Path, markup: str) -> None:
    path = tmp_path / "a.html"
    path.write_text("   " + markup + " " * 300)
    with pytest.raises(ArticleRefused) as refusal:
        read_article(path)
    assert "“a.html” has no" in refusal.value.what
    assert "paste" in refusal.value.remedy


def test_characters_that_xml_has_no_room_for_do_no_harm() -> None:
    bad = "<p>A &#xD800; &#0; &#1; &#99999999; \x01 &#x1F600; caf&eacute; is what they saw.</p>"
    text = page_content(f"<html><body>{PARAGRAPH.format(3)}{bad}</body></html>").text
    assert "A \ufffd \ufffd \ufffd \ufffd 😀 café is what they saw." in text
    assert text.encode()


def test_a_hostile_address_is_not_kept() -> None:
    page = PAGE.format(charset="utf-8").replace(
        "https://harbour.example/news/ferry", "javascript:x"
    )
    assert not page_content(page).metadata.url.startswith("javascript")


def test_external_entities_are_not_read(tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_text("TOPSECRET")
    doctype = f'<!DOCTYPE html [<!ENTITY x SYSTEM "file://{secret}">]>'
    page = doctype + PAGE.format(charset="utf-8").replace("Tuesday", "&x; Tuesday")
    assert "TOPSECRET" not in page_content(page).text


@pytest.mark.parametrize("depth", [300, 5_000, 200_000])
def test_deep_nesting_is_refused(depth: int) -> None:
    with pytest.raises(PageRefused, match=r"nested too deeply|too many elements"):
        page_content("<html><body>" + "<div>" * depth + "text" + "</div>" * depth)


def test_too_many_elements_are_refused() -> None:
    with pytest.raises(PageRefused, match="too many elements"):
        page_content("<html><body>" + "<i>x</i>" * MAX_HTML_ELEMENTS)


LARGE_PAGE = (
    "<html><head><title>Many houses</title></head><body><article>"
    + "".join(PARAGRAPH.format(n) for n in range(SMALL_PAGE_ELEMENTS + 1))
    + "</article></body></html>"
)


def test_a_large_page_is_read_in_a_process_of_its_own() -> None:
    content = page_content(LARGE_PAGE)
    assert content.text.count("\n\n") == SMALL_PAGE_ELEMENTS
    assert content.metadata.title == "Many houses"


def test_a_large_page_without_text_says_so_from_the_other_process() -> None:
    with pytest.raises(PageRefused, match="no main text"):
        page_content("<html><body>" + "<br>" * (SMALL_PAGE_ELEMENTS + 1) + "</body></html>")


def test_a_page_that_takes_too_long_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(html_reader, "MAX_PAGE_SECONDS", 0.0)
    with pytest.raises(PageRefused, match="takes too long"):
        page_content(LARGE_PAGE)


def test_a_process_that_dies_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    # A connection that its process never got is closed at once, as after a crash.
    monkeypatch.setattr(html_reader, "_read_and_send", print)
    with pytest.raises(PageRefused, match="cannot handle"):
        page_content(LARGE_PAGE)


def test_a_fault_of_the_extraction_is_told_without_the_text(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise ValueError("the words of the article")

    monkeypatch.setattr("trafilatura.bare_extraction", fail)
    path = tmp_path / "a.html"
    path.write_text(PAGE.format(charset="utf-8"), encoding="utf-8")
    with pytest.raises(ArticleRefused, match=r"“a\.html” has a structure") as refusal:
        read_article(path)
    assert refusal.value.details == "ValueError"
    assert "words" not in str(refusal.value)


def test_a_process_that_cannot_start_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(_: object) -> None:
        raise OSError(11, "no more processes")

    monkeypatch.setattr("multiprocessing.context.SpawnProcess.start", fail)
    with pytest.raises(PageRefused, match="cannot handle"):
        page_content(LARGE_PAGE)


def test_the_libraries_log_nothing(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG):
        for markup in ("<html></html>", PAGE.format(charset="utf-8"), "<p>1</p><p>2</p>"):
            try:
                page_content(markup)
            except PageRefused:
                continue
    assert [r for r in caplog.records if r.name.startswith(("trafilatura", "htmldate"))] == []


def test_importing_the_readers_does_not_import_the_libraries() -> None:
    script = (
        "import sys; import annotator.exchange.article_reader, annotator.exchange.article_finder;"
        "heavy = {'trafilatura', 'lxml', 'charset_normalizer', 'PySide6', 'spacy'};"
        "sys.exit(', '.join(sorted(heavy & set(sys.modules))) or 0)"
    )
    result = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True)
    assert result.stderr == ""
    assert result.returncode == 0
