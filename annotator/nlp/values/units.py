"""Units and currencies, read from ``resources/nlp/values``, and how they convert."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from annotator.assets import asset_path
from annotator.nlp.values.quantity import Dimension


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit of measure.

    Attributes:
        factor: how many base units (`Quantity`) one of it has.
        currency: code or "" (only for money).
        fahrenheit: whether 32 is taken off before the factor.
    """

    dimension: Dimension
    factor: float
    currency: str = ""
    fahrenheit: bool = False

    def in_base(self, value: float) -> float:
        """``value`` of this unit in the base unit."""
        return (value - 32) * self.factor if self.fahrenheit else value * self.factor


@cache
def unit_forms() -> dict[str, Unit]:
    """Every form of every unit and currency in lower case."""
    forms: dict[str, Unit] = {}
    for head, names in _lines("units.txt"):
        dimension, factor = head.split()
        for name in names:
            forms[name] = Unit(
                Dimension(_DIMENSIONS.get(dimension, dimension)),
                float(factor),
                fahrenheit=name in ("°f", "fahrenheit") or name.endswith((" f", "fahrenheit")),
            )
    for code, names in _lines("currencies.txt"):
        for name in names:
            forms[name] = Unit(Dimension.MONEY, _PARTS.get(code, 1.0), code)
    return forms


_DIMENSIONS = {"points": Dimension.POINTS.value}
_PARTS = {"cent": 0.01, "penny": 0.01}


def _lines(name: str) -> list[tuple[str, list[str]]]:
    lines = []
    text = asset_path("resources", "nlp", "values", name).read_text(encoding="utf-8")
    for line in text.splitlines():
        head, colon, names = line.partition(" : ")
        if colon and not line.startswith("#"):
            lines.append((head.strip(), [form.strip() for form in names.split(",")]))
    return lines


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    forms = sorted(unit_forms(), key=len, reverse=True)
    after = "|".join(re.escape(form).replace(r"\ ", r"[\s-]") for form in forms)
    # "Won four medals", "quid 5": a name stands behind its number, only a sign or code before it.
    signs = [form for form in forms if unit_forms()[form].currency and _is_sign(form)]
    before = "|".join(map(re.escape, signs))
    return (
        re.compile(rf"[\s\u00a0\u202f-]?({after})(?![\w²³/])", re.I),
        re.compile(rf"(?<!\w)({before})\s?$", re.I),
    )


def _is_sign(form: str) -> bool:
    """Whether a form is a sign, a code or a short form, not a word of the language."""
    return not form.isalpha() or (len(form) <= 3 and form != "won")


def unit_after(text: str, end: int) -> tuple[Unit, int] | None:
    """The unit that follows a number ending at ``end``, and where the unit ends."""
    match = _patterns()[0].match(text, end)
    if match is None:
        return None
    form = re.sub(r"[\s-]", " ", match[1].lower())
    unit = unit_forms().get(form) or unit_forms().get(match[1].lower())
    return (unit, match.end()) if unit else None


def minus_before(text: str, start: int) -> int | None:
    """Where the "minus" or its sign begins before a number that starts at ``start``, or None."""
    match = _MINUS.search(text, max(0, start - _MINUS_REACH), max(0, start))
    return match.start() if match else None


# "It was cold – 5 degrees": with a blank behind it a dash is a dash.
_MINUS = re.compile(r"(?:\bminus\s|(?<![\w)\]])(?:[–-]|−\s?))$", re.I)
_MINUS_REACH = 8


def currency_before(text: str, start: int) -> tuple[Unit, int] | None:
    """The currency sign or code before a number that starts at ``start``, and where it begins."""
    match = _patterns()[1].search(text, max(0, start - 5), start)
    if match is None:
        return None
    return unit_forms()[match[1].lower()], match.start(1)
