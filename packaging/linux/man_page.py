"""The manual page, made from the parser of the command line so that it is never stale."""

from __future__ import annotations

import argparse
import re
from datetime import UTC, datetime

_FRONT = r"""
.SH NAME
fact\-annotator \- lay news articles side by side and give their claims a verdict
.SH SYNOPSIS
.B fact\-annotator
.RI [ FILE ...]
.br
.B fact\-annotator
.I COMMAND
.RI [ ARGUMENT ...]
.SH DESCRIPTION
Without a command a window opens. A project file (*.fact) named on the command line is opened;
articles (text, Markdown, saved web pages) and folders of them come in and land on the desk.
Without any file the last project comes back.
.PP
The commands do the same work in a terminal. Everything happens on this machine; no network
connection is made.
"""

_BACK = r"""
.SH EXIT STATUS
0 done; 1 failed; 2 wrong usage; 3 some files or articles were refused; 130 interrupted.
.SH ENVIRONMENT
.TP
.B FACT_ANNOTATOR_HOME
One folder that holds everything the program keeps for itself, instead of the folders below.
.SH FILES
.TP
.I ~/.config/fact\-annotator/settings.json
Settings.
.TP
.I ~/.local/share/fact\-annotator/backups
Backups of the projects, made once a day and before each conversion.
.TP
.I ~/.local/state/fact\-annotator/log
Logs; they never hold text of articles.
.PP
Removing the program leaves all of them, and every project, where they are.
"""


def man_page(parser: argparse.ArgumentParser, version: str, date: int) -> str:
    """The text of fact-annotator(1).

    Args:
        parser: the parser of all commands.
        version: of the program.
        date: seconds since 1970, for the page's foot.
    """
    day = datetime.fromtimestamp(date, UTC).date().isoformat()
    lines = [f'.TH FACT\\-ANNOTATOR 1 "{day}" "Fact Annotator {_plain(version)}" "User Commands"']
    lines += _FRONT.strip().splitlines()
    lines.append(".SH OPTIONS")
    lines += _options(parser)
    lines.append(".SH COMMANDS")
    for name, command in _commands(parser).items():
        lines += [f".SS {_plain(name)}", ".nf", *_synopsis(command), ".fi", ".PP"]
        lines += _paragraphs(command.description or "")
        lines += _options(command)
    lines += _BACK.strip().splitlines()
    return "\n".join(lines) + "\n"


def _commands(parser: argparse.ArgumentParser) -> dict[str, argparse.ArgumentParser]:
    for action in parser._actions:
        if isinstance(action, argparse._SubParsersAction):
            return dict(action.choices)
    return {}


def _synopsis(command: argparse.ArgumentParser) -> list[str]:
    formatter = argparse.HelpFormatter(command.prog, width=76)
    formatter.add_usage(command.usage, command._actions, command._mutually_exclusive_groups, "")
    return [_plain(line) for line in formatter.format_help().strip().splitlines()]


def _options(parser: argparse.ArgumentParser) -> list[str]:
    lines = []
    for action in parser._actions:
        if isinstance(action, argparse._SubParsersAction) or action.help == argparse.SUPPRESS:
            continue
        takes = _value_name(action)
        names = [rf"\fB{_plain(name)}\fR" + takes for name in action.option_strings]
        lines += [".TP", ", ".join(names) or takes.strip()]
        lines.append(_plain(" ".join((action.help or "").split()).replace("%(prog)s", parser.prog)))
    return lines


def _value_name(action: argparse.Action) -> str:
    if action.nargs == 0:
        return ""
    metavar = action.metavar
    if metavar is None and action.choices is not None:
        metavar = "{" + ",".join(map(str, action.choices)) + "}"
    name = metavar if isinstance(metavar, str) else action.dest
    return rf" \fI{_plain(name)}\fR"


def _paragraphs(text: str) -> list[str]:
    lines: list[str] = []
    for paragraph in re.split(r"\n\s*\n", text.strip()):
        lines += [*(_plain(line.strip()) for line in paragraph.splitlines()), ".PP"]
    return lines


def _plain(text: str) -> str:
    escaped = text.replace("\\", r"\(rs").replace("-", r"\-")
    # A line that begins with a dot or a quote would be read as a command.
    return rf"\&{escaped}" if escaped[:1] in (".", "'") else escaped
