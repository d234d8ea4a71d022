"""Files and pasted text become articles, or are refused with a reason."""

from __future__ import annotations

import hashlib
import os
import socket
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.domain.article import ArticleMetadata, SourceFormat
from annotator.domain.errors import ArticleRefused
from annotator.exchange.article_reader import (
    article_from,
    article_from_paste,
    file_offsets,
    read_article,
    read_file,
)
from annotator.exchange.limits import (
    MAX_ARTICLE_LENGTH,
    MAX_HTML_FILE_BYTES,
    MAX_TEXT_FILE_BYTES,
)
from annotator.exchange.metadata_text import (
    heading_of,
    one_line,
    opening_words,
    stated_date,
    title_for_text,
    title_of_file,
    web_address,
)


def _file(folder: Path, name: str, data: str | bytes) -> Path:
    path = folder / name
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    return path


def _refusal(path: Path) -> ArticleRefused:
    with pytest.raises(ArticleRefused) as caught:
        read_article(path)
    return caught.value


def test_a_text_file_is_kept_as_it_is_but_for_newlines_and_mark(tmp_path: Path) -> None:
    data = "\ufeffFerry sinks\r\n\r\n  Two\u00a0spaces  stay. Cafe\u0301.\rEnd\n\n".encode()
    article = read_article(_file(tmp_path, "ferry.txt", data))
    assert article.text == "Ferry sinks\n\n  Two\u00a0spaces  stay. Cafe\u0301.\nEnd\n\n"
    assert article.metadata == ArticleMetadata(title="Ferry sinks")
    assert article.source.name == "ferry.txt"
    assert article.source.format is SourceFormat.TEXT
    assert article.source.encoding == "utf-8"
    assert article.source.sha256 == hashlib.sha256(data).hexdigest()
    assert article.source.byte_count == len(data)
    assert article.source.extractor == ""


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("Ferry sinks off Norholm\n\nThe ferry sank.", "Ferry sinks off Norholm"),
        ("\n\n  Who is to blame?  \nThe ferry sank.", "Who is to blame?"),
        ("The ferry sank on Tuesday.\n\nIt had 312 people on board.", "Norholm ferry"),
        ("The ferry sank on Tuesday, after a\nfire had broken out on board.", "Norholm ferry"),
        ("Only one line", "Norholm ferry"),
        ("x" * 201 + "\n\nThe ferry sank.", "Norholm ferry"),
        ("* * *\n\nThe ferry sank.", "Norholm ferry"),
    ],
)
def test_the_title_of_a_text_is_its_heading_or_the_file_name(
    tmp_path: Path, text: str, title: str
) -> None:
    article = read_article(_file(tmp_path, "norholm_ferry.txt", text))
    assert article.metadata.title == title
    assert article.text == text


def test_another_encoding_can_be_chosen_before_the_text_is_frozen(tmp_path: Path) -> None:
    data = "Prix : 50 €\n".encode("iso-8859-15")
    raw = read_file(_file(tmp_path, "a.txt", data))
    assert article_from(raw, "windows-1252").text == "Prix : 50 ¤\n"
    chosen = article_from(raw, "iso-8859-15")
    assert chosen.text == "Prix : 50 €\n"
    assert chosen.source.encoding == "iso-8859-15"
    with pytest.raises(ArticleRefused, match=r"“a\.txt” cannot be read as Unicode"):
        article_from(raw, "utf-8")


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be", "utf-32-le"])
def test_a_wide_file_with_a_mark_is_read(tmp_path: Path, encoding: str) -> None:
    article = read_article(_file(tmp_path, "a.txt", "\ufeffÅse 🚢\r\nsank".encode(encoding)))
    assert article.text == "Åse 🚢\nsank"
    assert article.source.encoding == encoding


@given(st.text(st.characters(codec="utf-8") | st.sampled_from("\r\n\ufeff a🚢"), max_size=60))
def test_offsets_lead_back_to_the_file(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    text = "begin " + text.replace("\0", "") + " the end"
    if any((ord(c) < 32 or c == "\x7f") and c not in "\t\r\n\f" for c in text):
        return
    path = _file(tmp_path_factory.mktemp("read"), "a.md", text)
    raw = read_file(path)
    with path.open(encoding="utf-8", newline="") as file:
        as_read = file.read()
    offsets = file_offsets(raw)
    assert offsets is not None
    frozen = article_from(raw).text
    for offset, character in enumerate(frozen):
        found = as_read[offsets.to_source(offset)]
        assert found == character or (found == "\r" and character == "\n")


def test_a_page_has_no_way_back_to_its_markup(tmp_path: Path) -> None:
    assert file_offsets(read_file(_file(tmp_path, "a.html", "<p>Hello there</p>"))) is None


@pytest.mark.parametrize(
    ("name", "data", "says"),
    [
        ("empty.txt", b"", "is empty"),
        ("blank.txt", b" \r\n\t\n", "is empty"),
        ("mark.txt", b"\xef\xbb\xbf \n", "nothing but white space"),
        ("invisible.md", "\u200b\u2060\n\u00a0", "nothing but white space"),
        ("paper.txt", b"%PDF-1.4 ...", "is a PDF document, not text"),
        ("page.html", b"\x89PNG\r\n\x1a\n....", "is a PNG picture, not text"),
        ("paper.pdf", b"%PDF-1.4 ...", "is not a text, Markdown or HTML file"),
        ("noending", b"Some text", "is not a text, Markdown or HTML file"),
        ("noise.txt", bytes(range(256)), "is a binary file"),
    ],
)
def test_a_file_that_is_no_article_is_refused_with_its_name(
    tmp_path: Path, name: str, data: str | bytes, says: str
) -> None:
    refusal = _refusal(_file(tmp_path, name, data))
    assert f"“{name}”" in refusal.what
    assert says in refusal.what
    assert refusal.safe


@pytest.mark.parametrize(
    ("name", "limit"), [("a.txt", MAX_TEXT_FILE_BYTES), ("a.html", MAX_HTML_FILE_BYTES)]
)
def test_a_large_file_is_refused_unread(
    tmp_path: Path, name: str, limit: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / name
    with path.open("wb") as file:
        file.truncate(limit + 1)

    def opened(*_: object) -> int:
        raise AssertionError("it was opened")

    monkeypatch.setattr(os, "open", opened)
    assert f"larger than {limit // 1_000_000} MB" in _refusal(path).what


def test_an_article_may_be_as_long_as_the_cap_and_no_longer(tmp_path: Path) -> None:
    path = _file(tmp_path, "a.txt", "long\r\n" * (MAX_ARTICLE_LENGTH // 5))
    assert len(read_article(path).text) == MAX_ARTICLE_LENGTH
    with path.open("ab") as file:
        file.write(b"!")
    assert "longer than 1,000,000 characters" in _refusal(path).what


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such files")
def test_what_is_no_regular_file_is_refused_and_never_waited_for(tmp_path: Path) -> None:
    fifo, folder, loop = (tmp_path / name for name in ("fifo.txt", "folder.txt", "loop.txt"))
    os.mkfifo(fifo)
    folder.mkdir()
    loop.symlink_to(loop)
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(str(tmp_path / "s.txt"))
        for path, says in (
            (fifo, "is a device or a connection"),
            (tmp_path / "s.txt", "is a device or a connection"),
            (Path("/dev/zero"), "is a device or a connection"),
            (folder, "is a folder"),
            (loop, "is a link that leads back to itself"),
            (tmp_path / "gone.txt", "is not there"),
            (tmp_path / "fifo.txt" / "below.txt", "is not there"),
            (tmp_path / ("n" * 300 + ".txt"), "is not a possible file name"),
            (tmp_path / "nul\0.txt", "is not a possible file name"),
        ):
            assert says in _refusal(path).what


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such files")
def test_a_file_that_becomes_a_fifo_after_the_look_is_not_waited_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, fifo = _file(tmp_path, "a.txt", "text"), tmp_path / "fifo"
    os.mkfifo(fifo)
    really_open = os.open
    monkeypatch.setattr(os, "open", lambda _, flags: really_open(fifo, flags))
    assert "is a device or a connection" in _refusal(path).what


def test_a_file_that_may_not_be_read_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = _file(tmp_path, "secret.txt", "text")

    def denied(*_: object) -> int:
        raise PermissionError(13, "denied")

    # A test may run as root, who may read everything.
    monkeypatch.setattr(os, "open", denied)
    assert "“secret.txt” may not be read" in _refusal(path).what


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such files")
def test_a_name_that_is_no_unicode_can_be_stored(tmp_path: Path) -> None:
    path = Path(os.fsdecode(os.fsencode(tmp_path) + b"/caf\xe9 \xe2\x80\xae\n1.txt"))
    path.write_bytes(b"Some text.")
    article = read_article(path)
    assert article.source.name.encode() == "caf\ufffd 1.txt".encode()
    assert article.metadata.title.encode()


def test_pasted_text_becomes_an_article() -> None:
    article = article_from_paste("\ufeffFerry sinks\r\n\r\nIt sank.\0")
    assert article.text == "Ferry sinks\n\nIt sank."
    assert article.metadata.title == "Ferry sinks"
    assert article.source.format is SourceFormat.PASTED
    assert article.source.name == "pasted text"
    given_title = article_from_paste("Some words.", ArticleMetadata("T", outlet="O"))
    assert given_title.metadata == ArticleMetadata("T", outlet="O")
    only_outlet = article_from_paste("Some words.", ArticleMetadata(" ", outlet="O"))
    assert only_outlet.metadata == ArticleMetadata("Some words.", outlet="O")


@pytest.mark.parametrize("text", ["", " \n", "\ufeff\u200b", "\0\0"])
def test_pasting_nothing_is_refused(text: str) -> None:
    with pytest.raises(ArticleRefused, match="nothing but white space"):
        article_from_paste(text)


def test_pasting_too_much_is_refused() -> None:
    assert len(article_from_paste("a\r\n" * (MAX_ARTICLE_LENGTH // 2)).text) == MAX_ARTICLE_LENGTH
    for length in (MAX_ARTICLE_LENGTH + 1, MAX_ARTICLE_LENGTH * 3):
        with pytest.raises(ArticleRefused, match="longer than"):
            article_from_paste("a" * length)


def test_pasted_surrogates_become_what_a_database_can_hold() -> None:
    article = article_from_paste("pair \ud83d\udea2, high \ud83d, low \udea2.")
    assert article.text == "pair 🚢, high \ufffd, low \ufffd."
    assert article.source.sha256 == hashlib.sha256(article.text.encode()).hexdigest()


@given(st.text(st.characters() | st.sampled_from("\ud800\udfff"), min_size=1))
def test_any_pasted_text_is_refused_or_can_be_stored(text: str) -> None:
    try:
        article = article_from_paste(text)
    except ArticleRefused:
        return
    assert article.text.encode()
    assert article.metadata.title.encode()
    assert "\n" not in article.metadata.title


@pytest.mark.parametrize(
    ("name", "title"),
    [
        ("port_fire-2.txt", "Port fire 2"),
        ("Port fire - day 2.txt", "Port fire - day 2"),
        ("___.txt", "Untitled article"),
        ("été.fr.txt", "Été fr"),
    ],
)
def test_a_file_name_is_made_readable(name: str, title: str) -> None:
    assert title_of_file(Path(name)) == title


@pytest.mark.parametrize(
    ("words", "date"),
    [
        ("2024-03-12", "2024-03-12"),
        ("2024-03-12T10:00:00+01:00", "2024-03-12"),
        ("2024-13-45", "2024-13-45"),
        (" 12 March\n2024 ", "12 March 2024"),
    ],
)
def test_a_date_is_kept_in_iso_form_or_in_its_own_words(words: str, date: str) -> None:
    assert stated_date(words) == date


@pytest.mark.parametrize(
    ("words", "address"),
    [
        (" https://a.example/b?c=d ", "https://a.example/b?c=d"),
        ("javascript:alert(1)", ""),
        ("file:///etc/passwd", ""),
        ("https:///nohost", ""),
        ("https://[bad", ""),
        ("https://a.example/ b", ""),
        ("https://a.example/" + "b" * 3_000, ""),
    ],
)
def test_only_web_addresses_are_kept(words: str, address: str) -> None:
    assert web_address(words) == address


def test_metadata_is_one_short_line() -> None:
    assert one_line("a\n b\u2028c\0d \u202eevil") == "a b c d evil"
    assert one_line("x" * 9_000) == "x" * 499 + "…"
    assert opening_words("word " * 50).endswith("word…")
    assert len(opening_words("w" * 500)) <= 61
    assert heading_of("") == ""


@pytest.mark.parametrize(
    ("name", "title"),
    [
        ("port_fire-2.txt", "Port fire 2"),
        ("000_2c527bd6cb7b9d5b.txt", "The harbour burned for two days."),
        ("2026-03-09.txt", "The harbour burned for two days."),
        ("Дело 7.txt", "Дело 7"),
    ],
)
def test_a_file_name_that_says_nothing_gives_way_to_the_opening_words(
    name: str, title: str
) -> None:
    assert title_for_text(Path(name), "The harbour burned for two days.") == title


def test_a_long_headline_is_still_a_heading() -> None:
    headline = (
        "Former minister holds sixth talk with the president of the neighbouring country " * 2
    )
    assert heading_of(headline.strip() + "\n\nThe day before, they met.") == headline.strip()
