"""The documentation says what the program does."""

from __future__ import annotations

import importlib.util
import re
from pathlib import Path
from types import ModuleType

import pytest

from annotator.cli import COMMANDS as CLI_COMMANDS
from annotator.ui.commands import COMMANDS

ROOT = Path(__file__).resolve().parent.parent
PAGES = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md")])
LINK = re.compile(r"\]\(([^)#\s]+)(?:#[^)]*)?\)")


def script(name: str) -> ModuleType:
    spec = importlib.util.spec_from_file_location(name, ROOT / "packaging" / f"{name}.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_page_of_keys_is_fresh() -> None:
    page = script("keyboard_page")
    assert page.PAGE.read_text(encoding="utf-8") == page.keyboard_page()


def test_the_page_of_keys_names_every_command() -> None:
    text = (ROOT / "docs" / "keyboard.md").read_text(encoding="utf-8")
    for command in COMMANDS:
        assert command.text.rstrip("…") in text


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_link_in_the_repository_leads_somewhere(page: Path) -> None:
    for target in LINK.findall(page.read_text(encoding="utf-8")):
        if "://" not in target:
            assert (page.parent / target).exists(), f"{page.name}: {target}"


def test_the_readme_uses_commands_that_exist() -> None:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    used = set(re.findall(r"^fact-annotator (\w+)", text, re.MULTILINE))
    assert used
    assert used <= set(CLI_COMMANDS)


def test_the_readme_names_the_two_commands() -> None:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    assert re.search(r"^python3 start\.py +#", text, re.MULTILINE)
    assert re.search(r"^python3 start\.py test +#", text, re.MULTILINE)
    assert (
        (ROOT / ".ci" / "run").read_text(encoding="utf-8").strip().endswith("python3 start.py test")
    )
