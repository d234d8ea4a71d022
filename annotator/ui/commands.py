"""Every command of the program, declared once: words, menu, keys, icon and what it needs."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

Needs = Literal[
    "nothing", "project", "writable", "articles", "claim", "writable_claim", "selection", "undo",
    "redo", "detection", "counterpart", "conflict", "links", "matrix",
]  # fmt: skip

MENUS = ("File", "Edit", "View", "Claim", "Go", "Help")
GROUPS = (
    "Move", "Find", "Decide", "Counterparts", "Claims", "Explain", "Undo and save", "View",
    "Project",
)  # fmt: skip
"""The groups of the key sheet, in order."""

REASONS: dict[Needs, str] = {
    "nothing": "",
    "project": "Open a project first",
    "writable": "This project is open read-only",
    "articles": "No articles yet",
    "claim": "Select a claim first",
    "writable_claim": "Select a claim first",
    "selection": "Select words in an article first",
    "undo": "Nothing to undo",
    "redo": "Nothing to redo",
    "detection": "Nothing is being detected or compared",
    "counterpart": "Choose a passage of another article first",
    "conflict": "Choose a passage that conflicts first",
    "links": "No articles were compared yet",
    "matrix": "The matrix shows no statement",
}
"""Why a command is not available, by what it needs."""


@dataclass(frozen=True, slots=True)
class Command:
    """One thing a person can ask for.

    Attributes:
        id: its name in code and settings.
        text: its words in menus, the key sheet and the command palette.
        menu: one of ``MENUS``.
        keys: default keys in Qt's portable form; the first is shown.
        icon: the name of an icon, or empty.
        group: one of ``GROUPS``, or empty: not on the key sheet unless it has a key.
        needs: what must be there for it to be available.
        short: its words on the tool bar, where they differ.
        submenu: the words of a menu inside ``menu``, or empty.
        rule_above: whether a rule separates it from the command above it.
        choice: the name of a set of commands of which one is on, or empty.
        toggles: whether it turns something on and off.
        scope: "desk" when its keys count only while the desk has the focus.
    """

    id: str
    text: str
    menu: str
    keys: tuple[str, ...] = ()
    icon: str = ""
    group: str = ""
    needs: Needs = "nothing"
    short: str = ""
    submenu: str = ""
    rule_above: bool = False
    choice: str = ""
    toggles: bool = False
    scope: Literal["window", "desk"] = "window"


_FILE = (
    Command("open_files", "Open files…", "File", ("Ctrl+O",), "open", "Project", short="Open…"),
    Command("paste_article", "Paste text…", "File", ("Ctrl+V",), "paste", "Project", short="Paste"),
    Command("import_folder", "Open a folder…", "File", ("Ctrl+Alt+O",), "open", "Project"),
    Command("new_project", "New project…", "File", ("Ctrl+N",), "file", "Project", rule_above=True),
    Command("open_project", "Open a project…", "File", ("Ctrl+Shift+O",), "file", "Project"),
    Command("save_copy", "Save a copy…", "File", needs="project"),
    Command("open_sample", "Try the sample project", "File", icon="book"),
    Command("check_project", "Check the project…", "File", needs="project", rule_above=True),
    Command("open_backups_folder", "Show the backups", "File"),
    Command("export", "Export…", "File", ("Ctrl+E",), "export", "Undo and save", "project",
            short="Export", rule_above=True),
    Command("matrix_csv", "Export the matrix as CSV…", "File", icon="grid", needs="matrix"),
    Command("matrix_page", "Export the matrix as a web page…", "File", needs="matrix"),
    Command("export_training", "Export training data…", "File", needs="project"),
    Command("quit", "Quit", "File", ("Ctrl+Q",), "", "Project", rule_above=True),
)  # fmt: skip

_EDIT = (
    Command("undo", "Undo", "Edit", ("Ctrl+Z",), "undo", "Undo and save", "undo"),
    Command("redo", "Redo", "Edit", ("Ctrl+Shift+Z", "Ctrl+Y"), "redo", "Undo and save", "redo"),
    Command("copy_quote", "Copy the quote", "Edit", ("Ctrl+Shift+C",), "", "Explain", "claim",
            rule_above=True),
    Command("copy_matrix", "Copy the matrix as a table", "Edit", needs="matrix"),
    Command("find", "Find in all columns", "Edit", ("Ctrl+F",), "search", "Find", "articles",
            short="Find", rule_above=True),
    Command("find_next", "Next hit", "Edit", ("F3", "Ctrl+G"), "", "Find", "articles"),
    Command("find_previous", "Previous hit", "Edit", ("Shift+F3", "Ctrl+Shift+G"), "", "Find",
            "articles"),
    Command("filter_claims", "Filter the claims", "Edit", ("Ctrl+Shift+F",), "", "Find",
            "articles"),
    Command("clear_filters", "Clear filters", "Edit", (), "", "", "articles"),
    Command("edit_article", "Article details…", "Edit", ("F2",), "", "Project", "articles",
            rule_above=True),
    Command("remove_article", "Remove the article", "Edit", (), "", "", "writable"),
    Command("set_reviewer", "Reviewer name…", "Edit", rule_above=True),
    Command("change_keys", "Change keys…", "Edit", icon="keys"),
)  # fmt: skip

_VIEW = (
    Command("toggle_articles", "Articles", "View", ("F9",), "articles", "View", "articles",
            toggles=True),
    Command("toggle_claims", "Claims", "View", ("F8",), "table", "View", "articles",
            toggles=True),
    Command("toggle_panel", "Claim panel", "View", ("F7",), "", "View", "articles", toggles=True),
    Command("zoom_in", "Larger text", "View", ("Ctrl++", "Ctrl+="), "", "View", rule_above=True),
    Command("zoom_out", "Smaller text", "View", ("Ctrl+-",), "", "View"),
    Command("zoom_reset", "Normal text", "View", ("Ctrl+0",), "", "View"),
    Command("face_serif", "Serif", "View", submenu="Article text", choice="face", toggles=True),
    Command("face_sans", "Sans serif", "View", submenu="Article text", choice="face",
            toggles=True),
    Command("density_compact", "Compact rows", "View", toggles=True),
    Command("theme_system", "Like the system", "View", submenu="Theme", choice="theme",
            toggles=True, rule_above=True),
    Command("theme_light", "Light", "View", submenu="Theme", choice="theme", toggles=True),
    Command("theme_dark", "Dark", "View", submenu="Theme", choice="theme", toggles=True),
    Command("theme_high_contrast", "High contrast", "View", submenu="Theme", choice="theme",
            toggles=True),
    Command("full_screen", "Full screen", "View", ("F11",), "", "View", toggles=True),
    Command("keep_level", "Keep counterparts level", "View", toggles=True, rule_above=True),
    Command("show_weak_links", "Show weaker matches", "View", ("W",), "", "Counterparts",
            toggles=True),
    Command("sensitivity_up", "Show more candidates", "View", ("Ctrl+Shift+Up",), "", "View",
            "articles", rule_above=True),
    Command("sensitivity_down", "Show fewer candidates", "View", ("Ctrl+Shift+Down",), "", "View",
            "articles"),
)  # fmt: skip

_CLAIM = (
    Command("verdict_verified", "Verified, go on", "Claim", ("1",), "verdict-verified", "Decide",
            "writable_claim", short="Verified"),
    Command("verdict_disputed", "Disputed, go on", "Claim", ("2",), "verdict-disputed", "Decide",
            "writable_claim", short="Disputed"),
    Command("verdict_unsupported", "Unsupported, go on", "Claim", ("3",), "verdict-unsupported",
            "Decide", "writable_claim", short="Unsupported"),
    Command("statement_verified", "Verified, all articles", "Claim", ("Ctrl+1",),
            "verdict-verified", "Counterparts", "writable_claim", submenu="Whole statement"),
    Command("statement_disputed", "Disputed, all articles", "Claim", ("Ctrl+2",),
            "verdict-disputed", "Counterparts", "writable_claim", submenu="Whole statement"),
    Command("statement_unsupported", "Unsupported, all articles", "Claim", ("Ctrl+3",),
            "verdict-unsupported", "Counterparts", "writable_claim", submenu="Whole statement"),
    Command("withdraw", "Withdraw the verdict", "Claim", ("0",), "", "Decide", "writable_claim",
            short="Withdraw"),
    Command("dismiss", "Not a claim", "Claim", ("X",), "", "Decide", "writable_claim",
            rule_above=True),
    Command("bring_back", "Bring the claim back", "Claim", ("Shift+X",), "", "Decide",
            "writable_claim", short="Bring back"),
    Command("justify", "Justification", "Claim", ("R",), "", "Explain", "writable_claim",
            rule_above=True),
    Command("add_claim", "Claim from the selection", "Claim", ("A",), "plus", "Claims",
            "selection", rule_above=True),
    Command("trim_to_selection", "Trim to the selection", "Claim", ("T",), "", "Claims",
            "selection"),
    Command("split_claim", "Split the claim", "Claim", ("S",), "", "Claims", "writable_claim"),
    Command("merge_claims", "Merge with the next claim", "Claim", ("M",), "", "Claims",
            "writable_claim"),
    Command("extend_start", "Start a word earlier", "Claim", ("Alt+Shift+Up",), "", "Claims",
            "writable_claim", submenu="Trim"),
    Command("trim_start", "Start a word later", "Claim", ("Alt+Shift+Down",), "", "Claims",
            "writable_claim", submenu="Trim"),
    Command("trim_end", "End a word earlier", "Claim", ("Alt+Shift+Left",), "", "Claims",
            "writable_claim", submenu="Trim"),
    Command("extend_end", "End a word later", "Claim", ("Alt+Shift+Right",), "", "Claims",
            "writable_claim", submenu="Trim"),
    Command("confirm_link", "Confirm the link", "Claim", ("L",), "", "Counterparts",
            "counterpart", submenu="Counterpart", rule_above=True),
    Command("reject_link", "Not linked", "Claim", ("Shift+L",), "", "Counterparts",
            "counterpart", submenu="Counterpart"),
    Command("no_conflict", "Not a conflict", "Claim", ("=",), "", "Counterparts", "conflict",
            submenu="Counterpart"),
    Command("clear_link", "Take back what was said of the link", "Claim", (), "", "",
            "counterpart", submenu="Counterpart"),
    Command("add_link", "Link with a claim of another article", "Claim", ("Ctrl+L",), "",
            "Counterparts", "writable_claim", submenu="Counterpart"),
    Command("goes_on", "Go on after a verdict", "Claim", toggles=True, rule_above=True),
    Command("learn", "Learn from my decisions", "Claim", needs="writable", toggles=True),
    Command("detect", "Detect claims again", "Claim", (), "", "", "writable", rule_above=True),
    Command("compare", "Compare the articles again", "Claim", (), "", "", "writable"),
    Command("cancel_detection", "Cancel detecting or comparing", "Claim", (), "x", "", "detection"),
)  # fmt: skip

_GO = (
    Command("next_claim", "Next claim", "Go", ("J",), "down", "Move", "articles", short="Next"),
    Command("previous_claim", "Previous claim", "Go", ("K",), "up", "Move", "articles",
            short="Previous"),
    Command("next_unreviewed", "Next unreviewed, all columns", "Go", ("N",), "next", "Move",
            "articles", short="Next unreviewed"),
    Command("previous_unreviewed", "Previous unreviewed", "Go", ("Shift+N",), "", "Move",
            "articles"),
    Command("level_counterparts", "Counterparts level", "Go", ("Space",), "pair", "Counterparts",
            "claim", short="Counterparts", rule_above=True, scope="desk"),
    Command("next_counterpart", "Next counterpart", "Go", (".",), "", "Counterparts", "claim"),
    Command("previous_counterpart", "Previous counterpart", "Go", (",",), "", "Counterparts",
            "claim"),
    Command("next_conflict", "Next conflict, all columns", "Go", ("C",), "", "Counterparts",
            "links"),
    Command("previous_conflict", "Previous conflict", "Go", ("Shift+C",), "", "Counterparts",
            "links"),
    Command("show_matrix", "Matrix", "Go", ("Ctrl+M",), "grid", "Counterparts", "articles"),
    Command("other_column", "Other column", "Go", ("Tab",), "", "Move", "articles",
            rule_above=True, scope="desk"),
    Command("previous_column", "Previous column", "Go", ("Shift+Tab",), "", "Move", "articles",
            scope="desk"),
    Command("close_column", "Close the column", "Go", ("Ctrl+W",), "", "Move", "articles"),
    Command("back", "Back to where you were", "Go", ("Alt+Left",), "", "Move", "articles",
            rule_above=True),
    Command("next_area", "Next part of the window", "Go", ("F6",), "", "Move"),
    Command("previous_area", "Previous part of the window", "Go", ("Shift+F6",), "", "Move"),
    Command("command_palette", "Every command", "Go", ("Ctrl+K",), "cmd", "Find",
            short="Commands", rule_above=True),
)  # fmt: skip

_HELP = (
    Command("key_sheet", "Keys", "Help", ("F1",), "keys", "View"),
    Command("open_log_folder", "Show the logs", "Help"),
    Command("about", "About Fact Annotator", "Help", rule_above=True),
)

COMMANDS: tuple[Command, ...] = _FILE + _EDIT + _VIEW + _CLAIM + _GO + _HELP
"""Every command, in the order of the menus."""


def command(command_id: str) -> Command:
    """The command called ``command_id``; KeyError when there is none."""
    for known in COMMANDS:
        if known.id == command_id:
            return known
    raise KeyError(command_id)


def in_menu(menu: str) -> tuple[Command, ...]:
    """The commands of one menu, in order."""
    return tuple(known for known in COMMANDS if known.menu == menu)


def with_mnemonics(texts: Iterable[str]) -> dict[str, str]:
    """For the entries of one menu, their words with ``&`` before a letter no other entry takes.

    First letters of words are preferred; an entry without a free letter gets none.
    """
    taken: set[str] = set()
    marked = {}
    for text in texts:
        place = _free_letter(text, taken)
        if place is None:
            marked[text] = text
            continue
        taken.add(text[place].casefold())
        marked[text] = f"{text[:place]}&{text[place:]}"
    return marked


def _free_letter(text: str, taken: set[str]) -> int | None:
    starts = [i for i in range(len(text)) if i == 0 or text[i - 1] == " "]
    places: list[int] = [*starts, *range(len(text))]
    for place in places:
        if text[place].isalpha() and text[place].casefold() not in taken:
            return place
    return None
