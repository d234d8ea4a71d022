"""The table of commands and the rules for keys."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtGui import QKeySequence

from annotator.ui.command_match import found_commands, match_strength
from annotator.ui.commands import COMMANDS, GROUPS, MENUS, REASONS, command, in_menu, with_mnemonics
from annotator.ui.icons import tinted_svg
from annotator.ui.shortcuts import (
    belongs_to_text,
    conflict_of,
    conflicts,
    effective_keys,
    key_caps,
    keys_of,
    normal_key,
    shown_key,
    usable_remaps,
    with_keys,
)


def test_every_command_is_well_formed() -> None:
    ids = [known.id for known in COMMANDS]
    assert len(ids) == len(set(ids))
    for known in COMMANDS:
        assert known.menu in MENUS
        assert known.group in ("", *GROUPS)
        assert known.needs in REASONS
        assert known.group or not known.keys or known.id == "quit", known.id
        if known.icon:
            assert tinted_svg(known.icon, "#000000", "#FFFFFF").startswith("<svg")


def test_the_keys_of_the_design_hold() -> None:
    expected = {
        "next_claim": "J", "previous_claim": "K", "next_unreviewed": "N", "verdict_verified": "1",
        "verdict_disputed": "2", "verdict_unsupported": "3", "withdraw": "0", "dismiss": "X",
        "add_claim": "A", "justify": "R", "other_column": "Tab", "find": "Ctrl+F",
        "undo": "Ctrl+Z", "redo": "Ctrl+Shift+Z", "export": "Ctrl+E", "command_palette": "Ctrl+K",
        "key_sheet": "F1", "back": "Alt+Left", "filter_claims": "Ctrl+Shift+F",
    }  # fmt: skip
    keys = effective_keys(COMMANDS, {})
    assert {known: keys[known][0] for known in expected} == expected


def test_no_default_key_is_taken_twice_or_unclear() -> None:
    assert conflicts(COMMANDS, {}) == ()


def test_qt_reads_every_default_key_as_it_is_written() -> None:
    for known in COMMANDS:
        for key in known.keys:
            assert normal_key(key) == key
            assert QKeySequence(key).toString(QKeySequence.SequenceFormat.PortableText) == key


def test_an_unknown_command_is_an_error() -> None:
    with pytest.raises(KeyError):
        command("fly")


def test_menus_hold_every_command_once() -> None:
    assert [known for menu in MENUS for known in in_menu(menu)] == list(COMMANDS)


@pytest.mark.parametrize("menu", MENUS)
def test_mnemonics_of_a_menu_differ(menu: str) -> None:
    texts = [known.text for known in in_menu(menu) if not known.submenu]
    marked = with_mnemonics(texts)
    letters = [text[text.index("&") + 1].casefold() for text in marked.values() if "&" in text]
    assert [text.replace("&", "") for text in marked.values()] == list(marked)
    assert len(letters) == len(set(letters)) >= len(texts) - 1


@pytest.mark.parametrize(
    ("written", "normal"),
    [
        ("shift+ctrl+f", "Ctrl+Shift+F"), ("x", "X"), ("Ctrl++", "Ctrl++"), ("+", "+"),
        ("Ctrl+,", "Ctrl+,"), ("G, N", "G, N"), ("g,n", "G, N"), ("backtab", "Shift+Tab"),
        ("escape", "Esc"), ("f12", "F12"), ("Control+PageUp", "Ctrl+PgUp"),
    ],
)  # fmt: skip
def test_a_key_has_one_spelling(written: str, normal: str) -> None:
    assert normal_key(written) == normal
    assert normal_key(normal) == normal


@pytest.mark.parametrize("nonsense", ["", "Ctrl", "Ctrl+", "Foo", "Ctrl+Foo+X", "F99", " ", ", N"])
def test_what_is_no_key_is_refused(nonsense: str) -> None:
    assert normal_key(nonsense) in ("", "Ctrl++")
    conflict = conflict_of(COMMANDS, {}, "undo", nonsense)
    assert conflict is not None or nonsense == "Ctrl+"


@given(st.text(max_size=12))
def test_normalising_twice_changes_nothing(text: str) -> None:
    once = normal_key(text)
    assert normal_key(once) == once


def test_a_taken_key_is_refused_and_the_other_command_named() -> None:
    conflict = conflict_of(COMMANDS, {}, "dismiss", "j")
    assert conflict is not None
    assert conflict.command_id == "next_claim"
    assert "Next claim" in conflict.reason


def test_a_command_keeps_its_own_key() -> None:
    assert conflict_of(COMMANDS, {}, "next_claim", "J") is None


def test_a_key_that_a_remap_freed_may_be_given() -> None:
    remaps = {"next_claim": ("Down",)}
    assert conflict_of(COMMANDS, remaps, "dismiss", "J") is None
    assert conflict_of(COMMANDS, remaps, "dismiss", "X") is None


@pytest.mark.parametrize("key", ["J, N", "G, 1"])
def test_beginnings_of_sequences_are_refused(key: str) -> None:
    remaps = {"about": ("G, 1, X",)}
    conflict = conflict_of(COMMANDS, remaps, "dismiss", key)
    assert conflict is not None
    assert conflict.command_id in ("next_claim", "about")


@pytest.mark.parametrize(
    "key", ["Esc", "Return", "Left", "Shift+Left", "Ctrl+C", "Ctrl+A", "Alt+F", "Esc, J", "Space"]
)
def test_keys_that_the_window_needs_are_refused(key: str) -> None:
    conflict = conflict_of(COMMANDS, {}, "dismiss", key)
    assert conflict is not None
    assert conflict.command_id == ""


def test_remaps_replace_the_defaults() -> None:
    keys = effective_keys(COMMANDS, {"next_claim": ("G",), "undo": ()})
    assert keys["next_claim"] == ("G",)
    assert keys["undo"] == ()
    assert keys["previous_claim"] == ("K",)


def test_giving_the_default_back_needs_no_remap() -> None:
    remaps = with_keys(COMMANDS, {}, "next_claim", ("G",))
    assert remaps == {"next_claim": ("G",)}
    assert with_keys(COMMANDS, remaps, "next_claim", ("j",)) == {}


_ids = st.sampled_from([known.id for known in COMMANDS]) | st.text(max_size=4)
_some_keys = st.sampled_from(
    ["J", "K", "G", "G, N", "Ctrl+Z", "Esc", "nonsense", "Ctrl+F", "F5", "1", "Alt+F"]
)


@given(st.dictionaries(_ids, st.lists(_some_keys, max_size=3).map(tuple), max_size=6))
def test_usable_remaps_never_conflict(remaps: dict[str, tuple[str, ...]]) -> None:
    usable = usable_remaps(COMMANDS, remaps)
    assert conflicts(COMMANDS, usable) == ()
    assert usable_remaps(COMMANDS, usable) == usable


@pytest.mark.parametrize("key", ["J", "1", "Shift+X", "Tab", "Space", "+", "Ctrl+Z", "Ctrl+V",
                                 "Alt+Shift+Left", "Shift+Tab", "Backspace"])  # fmt: skip
def test_in_a_text_field_letters_are_letters(key: str) -> None:
    assert belongs_to_text(key)


@pytest.mark.parametrize("key", ["Ctrl+F", "F1", "Esc", "Ctrl+K", "Alt+Left", "Ctrl+Shift+F",
                                 "Ctrl+E", "F3"])  # fmt: skip
def test_other_keys_are_commands_everywhere(key: str) -> None:
    assert not belongs_to_text(key)


def test_keys_are_shown_in_words_and_as_caps() -> None:
    assert shown_key("Ctrl+PgDown") == "Ctrl+Page Down"
    assert key_caps("Ctrl+Shift+F") == ("Ctrl", "Shift", "F")
    assert key_caps("Ctrl++") == ("Ctrl", "+")
    assert key_caps("+") == ("+",)


def test_default_keys_are_in_normal_form() -> None:
    assert all(keys_of(known, {}) == known.keys for known in COMMANDS)


@pytest.mark.parametrize(
    ("query", "first"),
    [("verif", "verdict_verified"), ("undo", "undo"), ("next un", "next_unreviewed"),
     ("high", "theme_high_contrast"), ("theme dark", "theme_dark"), ("jusf", "justify"),
     ("NC", "next_claim")],
)  # fmt: skip
def test_a_few_letters_find_a_command(query: str, first: str) -> None:
    assert found_commands(query, COMMANDS)[0].id == first


def test_an_empty_query_finds_all_in_order_and_nonsense_none() -> None:
    assert found_commands("  ", COMMANDS) == list(COMMANDS)
    assert found_commands("qqxz", COMMANDS) == []


def test_a_start_is_better_than_a_middle_and_that_than_strewn_letters() -> None:
    start, middle, strewn = (match_strength(q, "Next claim") for q in ("nex", "lai", "nxt"))
    assert start > middle > strewn > 0
