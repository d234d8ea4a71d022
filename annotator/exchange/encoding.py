"""Finding out, openly, which encoding the bytes of an article are in."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass
from typing import Final

from annotator.domain.errors import ArticleRefused
from annotator.exchange.binary_detection import unmarked_utf16
from annotator.exchange.metadata_text import one_line

ENCODING_LABELS: Final[dict[str, str]] = {
    "utf-8": "Unicode (UTF-8)",
    "windows-1252": "Western European (Windows-1252)",
    "iso-8859-15": "Western European (ISO 8859-15)",
    "mac-roman": "Western European (Mac Roman)",
    "windows-1250": "Central European (Windows-1250)",
    "iso-8859-2": "Central European (ISO 8859-2)",
    "windows-1251": "Cyrillic (Windows-1251)",
    "koi8-r": "Cyrillic (KOI8-R)",
    "windows-1253": "Greek (Windows-1253)",
    "windows-1254": "Turkish (Windows-1254)",
    "windows-1255": "Hebrew (Windows-1255)",
    "windows-1256": "Arabic (Windows-1256)",
    "windows-1257": "Baltic (Windows-1257)",
    "cp932": "Japanese (Shift JIS)",
    "euc-jp": "Japanese (EUC-JP)",
    "gb18030": "Simplified Chinese (GB 18030)",
    "big5hkscs": "Traditional Chinese (Big5)",
    "cp949": "Korean (EUC-KR)",
    "iso-2022-jp": "Japanese (ISO 2022-JP)",
    "utf-16-le": "Unicode (UTF-16, little endian)",
    "utf-16-be": "Unicode (UTF-16, big endian)",
    "utf-32-le": "Unicode (UTF-32, little endian)",
    "utf-32-be": "Unicode (UTF-32, big endian)",
}
"""The encodings offered to a person: Python codec name to readable label."""

_MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8"),
    # The mark of UTF-16-LE begins that of UTF-32-LE, so the longer ones come first.
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_LEGACY: Final = tuple(
    name for name in ENCODING_LABELS if not name.startswith("utf-") and name != "iso-2022-jp"
)
# Short French and German texts pass for Baltic too easily; it is offered but never guessed.
_GUESSED: Final = tuple(name for name in _LEGACY if name != "windows-1257")
_SAMPLE: Final = 65_536
_ASCII: Final = bytes(range(128))
_FEW: Final = 0.01
_NEAR: Final = 0.02
"""How far apart two scores of charset-normalizer may be and still count as a tie."""

# What a page declares is read the way browsers read it (WHATWG Encoding Standard, "Names and
# labels"): the old label stands for the larger set that people really used under that name.
_DECLARED: Final = {
    "ascii": "windows-1252",
    "iso8859-1": "windows-1252",
    "cp1252": "windows-1252",
    "iso8859-9": "windows-1254",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "shift_jis": "cp932",
    "euc_kr": "cp949",
    "big5": "big5hkscs",
    "tis-620": "cp874",
}


@dataclass(frozen=True, slots=True)
class EncodingGuess:
    """What an article's bytes seem to be encoded in.

    Attributes:
        encoding: Python codec name.
        had_bom: whether the bytes begin with a byte order mark.
        certain: whether the bytes leave no doubt (a mark, or UTF-8 throughout).
        alternatives: other codec names under which the bytes can be read, likeliest first.
    """

    encoding: str
    had_bom: bool
    certain: bool
    alternatives: tuple[str, ...]

    @property
    def label(self) -> str:
        """The encoding's name for a person."""
        return encoding_label(self.encoding)


def encoding_label(encoding: str) -> str:
    """The readable name of a codec, such as "Western European (Windows-1252)"."""
    return ENCODING_LABELS.get(encoding, encoding)


def guess_encoding(data: bytes, declared: str = "") -> EncodingGuess:
    """Guess the encoding of an article's bytes.

    A byte order mark decides; else the zero bytes of UTF-16; else valid UTF-8; else
    what the page itself declares (``declared``, as written there) if the bytes fit it; else the
    likeliest by charset-normalizer.
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark) and _decodes(data, encoding):
            return EncodingGuess(encoding, True, True, ())
    sample = _sample(data)
    codec = _declared_codec(declared)
    unmarked = unmarked_utf16(data)
    if unmarked:
        return EncodingGuess(unmarked, False, False, _others(sample, unmarked))
    if b"\x1b$" in data and _decodes(data, "iso-2022-jp"):
        return EncodingGuess("iso-2022-jp", False, False, ("utf-8",))
    if _decodes(data, "utf-8"):
        return EncodingGuess("utf-8", False, True, _others(sample, "utf-8"))
    if codec and _decodes(data, codec):
        return EncodingGuess(codec, False, True, _others(sample, codec))
    ranked = _ranked(data, sample)
    if not ranked:
        # Mac Roman has a character for every byte.
        ranked = [name for name in ("windows-1252", "mac-roman") if _decodes(data, name)]
    best = ranked[0]
    return EncodingGuess(best, False, False, (*ranked[1:], *_others(sample, best, *ranked)))


def decode(data: bytes, encoding: str, name: str = "The file") -> str:
    """The text of ``data``, strictly; a byte order mark stays its first character.

    Raises:
        ArticleRefused: the bytes are not in this encoding, or nobody knows the encoding.
    """
    try:
        if codecs.lookup(encoding).name == "utf-8-sig":
            encoding = "utf-8"
        return data.decode(encoding)
    except UnicodeError as error:
        position = f" (byte {error.start:,})" if isinstance(error, UnicodeDecodeError) else ""
        raise ArticleRefused(
            f"{name} cannot be read as {encoding_label(encoding)}{position}.",
            "Nothing was imported.",
            "Choose another encoding, or save the file again as UTF-8.",
        ) from None
    except (LookupError, ValueError):
        raise ArticleRefused(
            f"There is no text encoding called “{one_line(encoding, 40)}”.",
            "Nothing was imported.",
            "Choose another encoding.",
        ) from None


def _decodes(data: bytes, encoding: str) -> bool:
    try:
        data.decode(encoding)
    except (LookupError, UnicodeError):
        return False
    return True


def _declared_codec(declared: str) -> str:
    try:
        found = codecs.lookup(declared.strip()) if declared.strip() else None
    except (LookupError, ValueError):
        return ""
    if found is None or found.name.startswith(("utf-16", "utf-32")):
        # A declaration that was itself read as ASCII cannot be in UTF-16.
        return ""
    codec = _DECLARED.get(found.name, _OFFERED.get(found.name, found.name))
    # Python has codecs that no page is in, and some (punycode) take hours for a large one.
    return codec if codec in _OFFERED.values() or _OTHER_PAGES.fullmatch(codec) else ""


_OTHER_PAGES: Final = re.compile(r"cp\d+|iso8859-\d+|koi8-[rtu]|mac-[a-z]+|johab|hz|euc_\w+")
_OFFERED: Final = {codecs.lookup(name).name: name for name in ENCODING_LABELS}


def _sample(data: bytes) -> bytes:
    """Up to 64 KB around the first byte that is not ASCII, cut at white space."""
    if len(data) <= _SAMPLE:
        return data
    first = len(data) - len(data.lstrip(_ASCII))
    begin = max(0, first - _SAMPLE // 2) if first < len(data) else 0
    sample = data[begin : begin + _SAMPLE]
    end = max(sample.rfind(b"\n"), sample.rfind(b" "))
    return sample[: end + 1] if end > 0 else sample


def _others(sample: bytes, *taken: str) -> tuple[str, ...]:
    if sample.isascii():
        # Every encoding offered reads ASCII alike; only the choice of the label would differ.
        return ()
    return tuple(
        name for name in ("utf-8", *_LEGACY) if name not in taken and _decodes(sample, name)
    )


def _ranked(data: bytes, sample: bytes) -> list[str]:
    """Legacy encodings that fit, likeliest first, by charset-normalizer and two tie-breakers."""
    from charset_normalizer import from_bytes

    matches = from_bytes(sample, cp_isolation=[_codec_name(name) for name in _GUESSED])
    scores = {_OFFERED[codecs.lookup(match.encoding).name]: match.chaos for match in matches}
    ranked = [name for name in scores if _decodes(data, name)]
    for name, rival in (("windows-1252", "windows-1250"), ("windows-1252", "iso-8859-15")):
        if ranked[:1] == [rival] and _prefers_western(sample, rival) and _decodes(data, name):
            ranked = [name, *(other for other in ranked if other != name)]
    for name, rival, sign in (
        ("iso-8859-2", "windows-1250", b""),
        ("iso-8859-15", "windows-1252", b"\xa4"),
    ):
        if ranked[:1] != [rival] or name not in scores or sign not in sample:
            continue
        # The Windows sets put letters and quotation marks where the ISO sets have nothing.
        if scores[name] - scores[rival] <= _NEAR and not _uses_c1(sample):
            ranked = [name, *(other for other in ranked if other != name)]
    return ranked


def _codec_name(name: str) -> str:
    return codecs.lookup(name).name.replace("-", "_")


def _prefers_western(sample: bytes, rival: str) -> bool:
    """Whether the rival's reading hardly has letters that Western European lacks.

    Czech and Polish have one in ten or twenty letters of that kind.
    """
    letters = [c for c in sample.decode(rival, "replace") if c.isalpha()]
    eastern = sum("\u0100" <= letter <= "\u017f" and letter.islower() for letter in letters)
    return eastern <= len(letters) * _FEW


def _uses_c1(sample: bytes) -> bool:
    return any(128 <= byte < 160 for byte in set(sample))
