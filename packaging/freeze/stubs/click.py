"""Stands in for click, which only sqlite-utils imports, for its command line and its bars."""

from __future__ import annotations

from typing import NoReturn


class Group:
    """The kind of a command line's group, which is only named."""


def progressbar(*arguments: object, **options: object) -> NoReturn:
    """A bar in a terminal, which nobody here asks for."""
    raise NotImplementedError("command lines of sqlite-utils are not part of Fact Annotator")
