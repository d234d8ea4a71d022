"""The copyright file of the Debian package: who made each part, under which licence."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from bundled_parts import Part

_FORMAT = "https://www.debian.org/doc/packaging-manuals/copyright-format/1.0/"

# Debian keeps these texts itself, and asks packages to point to them rather than repeat them.
_KEPT_BY_DEBIAN = (
    (r"Apache License\s+Version 2\.0.*TERMS AND CONDITIONS FOR USE", "Apache-2.0"),
    (r"GNU LESSER GENERAL PUBLIC LICENSE\s+Version 3", "LGPL-3"),
    (r"GNU LESSER GENERAL PUBLIC LICENSE\s+Version 2\.1", "LGPL-2.1"),
    (r"GNU GENERAL PUBLIC LICENSE\s+Version 3", "GPL-3"),
    (r"GNU GENERAL PUBLIC LICENSE\s+Version 2", "GPL-2"),
    (r"Mozilla Public License Version 2\.0\s+=", "MPL-2.0"),
    (r"MOZILLA PUBLIC LICENSE\s+Version 1\.1", "MPL-1.1"),
)
_HOLDER = re.compile(r"^[\s*#/]*((?:Portions )?(?:Copyright|\(c\)|©).*\d{4}.*)$", re.I | re.M)
_TITLE = re.compile(r"\A\s*(The )?(MIT|BSD)[^\n]{0,40}Licen[cs]e[^\n]{0,12}\n", re.I)
_SHORT = 4000
"""The longest licence, in characters, whose copyright lines stand only above it."""


def copyright_file(
    own_licence: str,
    parts: Iterable[Part],
    where: Mapping[str, tuple[str, ...]],
    installed: str,
) -> str:
    """The text of the copyright file, in Debian's machine-readable form.

    Args:
        own_licence: the text of LICENSE.
        parts: every bundled part.
        where: the files of each part, as patterns relative to the bundle, by the part's name; a
            part without any is not told of.
        installed: the folder of the bundle in the package.
    """
    bodies: dict[str, str] = {}
    own = ("*", _holders((own_licence,)), _named("Expat", _body((own_licence,)), bodies), "")
    stanzas = [_stanza(*own)]
    for part in sorted(parts, key=lambda part: part.name.casefold()):
        if part.name not in where:
            continue
        files = "\n ".join(f"{installed}/{pattern}" for pattern in where[part.name])
        holders = _holders(part.texts) or (f"the authors of {part.name}",)
        body = _body(part.texts or (f"As {part.name} says of itself: {part.licence}",))
        licence = _named(_short_name(part), body, bodies)
        comment = " ".join(filter(None, (part.name, part.version)))
        stanzas.append(_stanza(files, holders, licence, comment))
    head = f"Format: {_FORMAT}\nUpstream-Name: Fact Annotator"
    licences = [f"License: {name}\n{_indented(body)}" for name, body in bodies.items()]
    return "\n\n".join([head, *dict.fromkeys(stanzas), *licences]) + "\n"


def _stanza(files: str, holders: tuple[str, ...], licence: str, comment: str) -> str:
    lines = [f"Files: {files}", "Copyright: " + "\n ".join(holders), f"License: {licence}"]
    return "\n".join([*lines, *([f"Comment: {comment}"] if comment else [])])


def _short_name(part: Part) -> str:
    # A licence's name is one word here.
    return re.sub(r"[\s,()/]+", "-", part.licence.strip()).strip("-") or f"{part.name}-licence"


def _named(name: str, body: str, bodies: dict[str, str]) -> str:
    """The name under which ``body`` stands in ``bodies``, where it is put if it is new."""
    for number in range(1, len(bodies) + 2):
        tried = name if number == 1 else f"{name}-{number}"
        if "".join(bodies.setdefault(tried, body).split()) == "".join(body.split()):
            return tried
    raise AssertionError("one of the names must be free")


def _body(texts: tuple[str, ...]) -> str:
    return "\n\n".join(_shortened(text.replace("\r\n", "\n")) for text in texts)


def _shortened(text: str) -> str:
    for pattern, name in _KEPT_BY_DEBIAN:
        if re.search(pattern, text, re.S):
            return (
                "On Debian systems the full text of this licence can be found in"
                f"\n/usr/share/common-licenses/{name}."
            )
    if len(text) > _SHORT or text.startswith("Format:"):
        return text
    # The lines about who made it stand above, so equal licences are told once.
    return _HOLDER.sub("", _TITLE.sub("", text)).strip()


def _holders(texts: Iterable[str]) -> tuple[str, ...]:
    found = {" ".join(line.split()): None for text in texts for line in _HOLDER.findall(text)}
    return tuple(line for line in found if "yyyy" not in line)


def _indented(text: str) -> str:
    lines = text.expandtabs().replace("\f", "\n").strip("\n").split("\n")
    return "\n".join(f" {line.rstrip()}" if line.strip() else " ." for line in lines)
