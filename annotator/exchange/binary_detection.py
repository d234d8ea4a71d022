"""Telling text from everything else that a file may hold."""

from __future__ import annotations

import codecs
from typing import Final

_SAMPLE: Final = 65_536
_STRAY_CONTROLS: Final = 0.02
"""Share of control characters that a text with a few stray ones may have."""

_MAGIC: Final[tuple[tuple[bytes, str], ...]] = (
    (b"%PDF-", "a PDF document"),
    (b"\x89PNG\r\n\x1a\n", "a PNG picture"),
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"GIF87a", "a GIF picture"),
    (b"GIF89a", "a GIF picture"),
    (b"RIFF", "a sound, film or picture file"),
    (b"BM", "a bitmap picture"),
    (b"PK\x05\x06", "an empty ZIP archive"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Microsoft Office document"),
    (b"{\\rtf", "a rich text (RTF) document"),
    (b"\x7fELF", "a program"),
    (b"MZ", "a Windows program"),
    (b"\xcf\xfa\xed\xfe", "a program"),
    (b"\xca\xfe\xba\xbe", "a program"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"BZh", "a bzip2 archive"),
    (b"\xfd7zXZ\x00", "an xz archive"),
    (b"7z\xbc\xaf\x27\x1c", "a 7-Zip archive"),
    (b"Rar!\x1a\x07", "a RAR archive"),
    (b"SQLite format 3\x00", "a database"),
    (b"ID3", "a sound file"),
    (b"OggS", "a sound or film file"),
    (b"\x00\x00\x01\x00", "an icon"),
    (b"bplist00", "a property list or web archive"),
)
# These begin like words that a text could begin with; only control characters beside them decide.
_READABLE_MAGIC: Final = (b"BM", b"MZ", b"ID3", b"RIFF", b"BZh", b"OggS")

_CONTROLS: Final = bytes(set(range(32)) - set(b"\t\n\r\f\v\b\x1b\x1a")) + b"\x7f"


def binary_kind(data: bytes) -> str:
    """What ``data`` seems to be when it is not text, such as "a PDF document"; empty for text.

    A byte order mark makes it text. A few stray control characters (up to 2 %) in valid UTF-8 are
    let through, since files that went through other programs have them.
    """
    if data.startswith((codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return ""
    if data.startswith(codecs.BOM_UTF32_BE):
        return ""
    sample = data[:_SAMPLE]
    # NUL counts over the whole file: a text that turns binary later is binary.
    share = _control_share(sample)
    nul_later = b"\0" in data[_SAMPLE:]
    if data.startswith(b"PK\x03\x04"):
        return _zip_kind(sample)
    if sample[4:8] == b"ftyp":
        return "a film or picture file"
    for magic, kind in _MAGIC:
        if data.startswith(magic) and (magic not in _READABLE_MAGIC or share > 0):
            return kind
    if share == 0 and not nul_later:
        return ""
    if unmarked_utf16(data):
        return ""
    if share <= _STRAY_CONTROLS and _control_share(data) <= _STRAY_CONTROLS and _is_utf8(data):
        return ""
    if b"\0" not in data and share <= _STRAY_CONTROLS:
        return ""
    return "a binary file"


def unmarked_utf16(data: bytes) -> str:
    """The codec of UTF-16 text without a byte order mark, or empty when it is none.

    Text of mostly Latin letters and ASCII punctuation has NUL in nearly every second byte.
    """
    sample = data[:_SAMPLE]
    half = len(sample) // 2
    if half < 2 or len(data) % 2:
        return ""
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    for codec, zeros, others in (("utf-16-le", odd, even), ("utf-16-be", even, odd)):
        if zeros > 0.5 * half and others == 0 and _decodes_cleanly(data, codec):
            return codec
    return ""


def _decodes_cleanly(data: bytes, codec: str) -> bool:
    try:
        text = data.decode(codec)
    except UnicodeDecodeError:
        return False
    return not any(ord(character) < 32 for character in set(text) - set("\t\n\r\f\v"))


def _control_share(data: bytes) -> float:
    return 1 - len(data.translate(None, _CONTROLS)) / len(data) if data else 0.0


def _is_utf8(data: bytes) -> bool:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _zip_kind(sample: bytes) -> str:
    if b"word/" in sample:
        return "a Word document (.docx)"
    if b"xl/" in sample:
        return "an Excel workbook (.xlsx)"
    if b"application/vnd.oasis.opendocument" in sample:
        return "an OpenDocument file"
    if b"application/epub+zip" in sample:
        return "an e-book (.epub)"
    if b"[Content_Types].xml" in sample:
        return "a Microsoft Office document"
    return "a ZIP archive"
