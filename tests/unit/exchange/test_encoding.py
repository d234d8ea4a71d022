"""Encodings are guessed openly, and what is no text is told apart."""

from __future__ import annotations

import codecs
import io
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.domain.errors import ArticleRefused
from annotator.exchange.binary_detection import binary_kind
from annotator.exchange.encoding import ENCODING_LABELS, decode, encoding_label, guess_encoding

TEXTS = {
    "windows-1252": "The minister said “we won’t pay” – a £50m claim — on Tuesday. The café’s "
    "owner disagreed with the mayor about the plan for the harbour.",
    "iso-8859-15": "Le prix est de 50 € selon l'économiste français, déjà très étonné de la "
    "hausse à Paris.",
    "mac-roman": "Le président a déclaré hier que l’économie française – déjà fragilisée – "
    "avait créé 50 000 emplois.",
    "windows-1250": "Minister powiedział w piątek, że zbudowano ponad 3000 domów dla większych "
    "rodzin. Później sprawdzą też źródła, święta i żółte ćmy.",
    "iso-8859-2": "Ministr řekl v pátek, že bylo postaveno přes 3000 domů pro větší rodiny. "
    "Později upřesnil podrobnosti.",
    "windows-1251": "Министр сообщил, что в пятницу было построено более 3000 домов для больших "
    "семей. Позже он уточнил детали.",
    "koi8-r": "Министр сообщил, что в пятницу было построено более 3000 домов для больших семей.",
    "windows-1253": "Ο υπουργός δήλωσε την Παρασκευή ότι χτίστηκαν πάνω από 3000 σπίτια για "
    "μεγάλες οικογένειες.",
    "windows-1255": "השר אמר ביום שישי כי נבנו יותר מ-3000 בתים למשפחות גדולות.",
    "windows-1256": "قال الوزير يوم الجمعة إنه تم بناء أكثر من 3000 منزل للعائلات الكبيرة.",
    "cp932": "大臣は金曜日、家族のために三千戸以上の住宅が建設されたと述べた。詳細は後日。",
    "gb18030": "部长星期五表示，已为家庭建造了三千多套住房。稍后将公布细节。",
    "big5hkscs": "部長星期五表示，已為家庭建造了三千多套住房。稍後將公佈細節。",
    "cp949": "장관은 금요일에 가족을 위해 삼천 채 이상의 주택이 건설되었다고 말했다.",
    "iso-2022-jp": "大臣は金曜日、家族のために住宅が建設されたと述べた。",
}


@pytest.mark.parametrize("encoding", TEXTS)
def test_a_legacy_text_is_read_right_but_never_called_certain(encoding: str) -> None:
    data = TEXTS[encoding].encode(encoding)
    guess = guess_encoding(data)
    assert decode(data, guess.encoding) == TEXTS[encoding]
    assert not guess.certain
    assert not guess.had_bom
    assert guess.encoding not in guess.alternatives


@pytest.mark.parametrize(
    ("mark", "encoding"),
    [
        (codecs.BOM_UTF8, "utf-8"),
        (codecs.BOM_UTF16_LE, "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf-16-be"),
        (codecs.BOM_UTF32_LE, "utf-32-le"),
        (codecs.BOM_UTF32_BE, "utf-32-be"),
    ],
)
def test_a_byte_order_mark_decides_and_stays_the_first_character(
    mark: bytes, encoding: str
) -> None:
    data = mark + "Zwölf 🚢 Boote".encode(encoding)
    guess = guess_encoding(data, declared="windows-1252")
    assert (guess.encoding, guess.had_bom, guess.certain) == (encoding, True, True)
    assert decode(data, guess.encoding) == "\ufeffZwölf 🚢 Boote"
    assert binary_kind(data) == ""


@pytest.mark.parametrize(
    "declared", ["punycode", "idna", "utf-7", "unicode_escape", "raw_unicode_escape", "undefined"]
)
def test_a_codec_that_no_page_is_in_is_not_believed(declared: str) -> None:
    data = "“Café” burned down, said the mayor.".encode("windows-1252")
    guess = guess_encoding(data, declared)
    assert guess.encoding in ENCODING_LABELS
    assert not guess.certain


@pytest.mark.parametrize(
    ("declared", "encoding"),
    [("iso-8859-4", "iso8859-4"), ("windows-1258", "cp1258"), ("koi8-u", "koi8-u")],
)
def test_a_rare_encoding_that_a_page_declares_is_believed(declared: str, encoding: str) -> None:
    guess = guess_encoding(b"Caf\xe9 burned down.", declared)
    assert (guess.encoding, guess.certain) == (encoding, True)


def test_utf8_is_certain_and_offers_other_readings() -> None:
    guess = guess_encoding("Zwölf Boote".encode())
    assert (guess.encoding, guess.certain) == ("utf-8", True)
    assert "windows-1252" in guess.alternatives


def test_plain_ascii_has_no_other_reading() -> None:
    assert guess_encoding(b"Twelve boats").alternatives == ()


@pytest.mark.parametrize("codec", ["utf-16-le", "utf-16-be"])
def test_utf16_without_a_mark_is_recognised(codec: str) -> None:
    data = "Twelve boats sank on Tuesday, she said.\r\n".encode(codec)
    assert binary_kind(data) == ""
    guess = guess_encoding(data)
    assert (guess.encoding, guess.certain) == (codec, False)


@pytest.mark.parametrize(
    ("declared", "encoding"),
    [
        ("iso-8859-1", "windows-1252"),
        ("Windows-1251", "windows-1251"),
        ("gb2312", "gb18030"),
        ("shift_jis", "cp932"),
        ("big5", "big5hkscs"),
    ],
)
def test_what_a_page_declares_is_read_as_browsers_read_it(declared: str, encoding: str) -> None:
    data = TEXTS[encoding].encode(encoding)
    assert guess_encoding(data, declared).encoding == encoding


@pytest.mark.parametrize("declared", ["utf-16", "no-such-set", "", "\0", "base64", "x" * 500])
def test_a_useless_declaration_is_passed_over(declared: str) -> None:
    data = TEXTS["windows-1252"].encode("windows-1252")
    assert guess_encoding(data, declared).encoding == "windows-1252"


def test_a_declaration_does_not_overrule_valid_utf8() -> None:
    assert guess_encoding("Zwölf".encode(), "iso-8859-1").encoding == "utf-8"


def test_a_late_letter_in_a_long_file_is_seen() -> None:
    data = b"All ASCII here, for a long time.\n" * 20_000 + "Über £50, “naïve”\n".encode("cp1252")
    assert decode(data, guess_encoding(data).encoding).endswith("Über £50, “naïve”\n")


@pytest.mark.parametrize("encoding", ["ascii", "utf-8", "no-such-codec", "rot13", "a\0b", "idna"])
def test_an_encoding_that_does_not_fit_is_refused_with_its_name(encoding: str) -> None:
    with pytest.raises(ArticleRefused) as refusal:
        decode(b"caf\xe9 \xff\xfe..", encoding, "“a.txt”")
    assert encoding_label(encoding)[:1] in refusal.value.what
    assert "caf" not in str(refusal.value)
    assert refusal.value.remedy


@given(st.binary(max_size=300))
def test_whatever_is_guessed_can_be_decoded(data: bytes) -> None:
    guess = guess_encoding(data)
    assert isinstance(decode(data, guess.encoding), str)
    for name in guess.alternatives:
        decode(data, name)


def test_every_label_names_a_codec() -> None:
    for name in ENCODING_LABELS:
        assert codecs.lookup(name)


def _zip_with(name: str) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr(name, "x")
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"%PDF-1.7\n%\xe2\xe3", "a PDF document"),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "a PNG picture"),
        (b"\xff\xd8\xff\xe0\0\x10JFIF", "a JPEG picture"),
        (b"\x7fELF\x02\x01\x01\0", "a program"),
        (_zip_with("word/document.xml"), "a Word document (.docx)"),
        (_zip_with("notes.txt"), "a ZIP archive"),
        (b"{\\rtf1\\ansi hello}", "a rich text (RTF) document"),
        (b"MZ\x90\0\x03\0\0\0", "a Windows program"),
        (b"SQLite format 3\0\x10\0", "a database"),
        (bytes(range(256)) * 4, "a binary file"),
        (b"text at first " * 9_000 + b"\0\x01\x02" * 9_000, "a binary file"),
        (b"\0" * 100, "a binary file"),
    ],
)
def test_what_is_no_text_is_named(data: bytes, kind: str) -> None:
    assert binary_kind(data) == kind


@pytest.mark.parametrize(
    "text",
    [
        "BMW said that MZ and ID3 are no magic.",
        "MZ is how this begins, but it is a text.",
        "RIFFs were played all night, the police said.",
        "BZh is the start of a word here.",
        "One stray\0NUL in a long sentence that is otherwise as readable as any other, he said.",
        "A form feed\fand a bell of an old terminal are no reason to refuse a long enough text.",
    ],
)
def test_text_that_looks_a_little_like_something_else_is_text(text: str) -> None:
    assert binary_kind(text.encode()) == ""


@pytest.mark.parametrize("encoding", TEXTS)
def test_legacy_text_is_text(encoding: str) -> None:
    assert binary_kind(TEXTS[encoding].encode(encoding)) == ""
