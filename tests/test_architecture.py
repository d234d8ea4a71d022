"""The shape of the program: its layers, its sizes, its names, and what happens on import."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "annotator"
MODULES = sorted(PACKAGE.rglob("*.py"))
TESTS = sorted((ROOT / "tests").rglob("*.py"))
PROGRAMS = [*MODULES, *TESTS, ROOT / "start.py", *sorted((ROOT / "packaging").rglob("*.py"))]
TEXT_SUFFIXES = frozenset({".py", ".md", ".toml", ".json", ".sql", ".sh", ".txt", ".lock", ""})
QT = frozenset({"PySide6", "shiboken6"})


def _name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def _tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text("utf-8"))


def _imported(tree: ast.Module) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def test_the_layers_hold() -> None:
    script = "from importlinter.cli import lint_imports_command as check; check()"
    # A process of its own: the checker changes the import path and the console.
    result = subprocess.run(
        [sys.executable, "-c", script, "--no-cache", "--no-logo"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert result.returncode == 0, result.stdout + result.stderr
    assert " 0 broken" in result.stdout


@pytest.mark.parametrize("path", PROGRAMS, ids=_name)
def test_a_module_is_short(path: Path) -> None:
    lines = path.read_text("utf-8").count("\n")
    assert lines <= 400


@pytest.mark.parametrize("path", PROGRAMS, ids=_name)
def test_a_name_says_what_is_inside(path: Path) -> None:
    empty = {"util", "utils", "helper", "helpers", "misc", "common", "manager", "base"}
    assert not empty.intersection(path.relative_to(ROOT).with_suffix("").parts)


@pytest.mark.parametrize("path", MODULES, ids=_name)
def test_qt_stays_in_the_window(path: Path) -> None:
    roots = {name.partition(".")[0] for name in _imported(_tree(path))}
    layer = path.relative_to(PACKAGE).parts[0]
    assert layer in ("ui", "app.py") or roots.isdisjoint(QT)
    assert layer == "nlp" or roots.isdisjoint({"spacy", "thinc"})
    assert layer == "storage" or roots.isdisjoint({"sqlite3", "sqlite_utils"})


@pytest.mark.parametrize("path", MODULES, ids=_name)
def test_nothing_can_reach_the_network(path: Path) -> None:
    reaching = {"ssl", "http", "urllib.request", "ftplib", "smtplib", "requests", "httpx"}
    tree = _tree(path)
    # Of the socket module only the machine's own name, and a switch that keeps a library from
    # opening a socket of its own.
    used = {ast.unparse(node) for node in ast.walk(tree) if isinstance(node, ast.Attribute)}
    allowed = {"socket.gethostname", "socket.has_ipv6"}
    assert {name for name in used if name.startswith("socket.")} <= allowed
    for name in _imported(tree):
        assert not name.startswith("socket.")
        assert not any(name == one or name.startswith(f"{one}.") for one in reaching), name
        # Local sockets let a second start find the first; they never leave the machine.
        assert not name.startswith("PySide6.QtNetwork") or ".QLocal" in name, name
        assert not name.startswith("PySide6.QtWeb"), name


def _statements_that_work(body: list[ast.stmt]) -> Iterator[ast.stmt]:
    for statement in body:
        match statement:
            case ast.Import() | ast.ImportFrom() | ast.FunctionDef() | ast.AsyncFunctionDef():
                pass
            case ast.Assign() | ast.AnnAssign() | ast.Pass() | ast.Expr(value=ast.Constant()):
                pass
            case ast.ClassDef(body=inner):
                yield from _statements_that_work(inner)
            case ast.If(test=ast.Compare(left=ast.Name(id="__name__"))):
                pass
            case ast.If(body=then, orelse=otherwise):
                yield from _statements_that_work([*then, *otherwise])
            case _:
                yield statement


@pytest.mark.parametrize("path", MODULES, ids=_name)
def test_a_module_only_defines(path: Path) -> None:
    work = [f"line {statement.lineno}" for statement in _statements_that_work(_tree(path).body)]
    assert work == []


@pytest.mark.parametrize(
    "source",
    ["print(1)", "for i in range(3): pass", "class A:\n    load()", "with lock: pass", "x += 1"],
)
def test_a_statement_that_works_is_recognised(source: str) -> None:
    assert list(_statements_that_work(ast.parse(source).body))


WATCH = """
import importlib, sys, threading
from pathlib import Path

package, modules = sys.argv[1], sys.argv[2:]
watched = ("open", "os.", "socket.", "subprocess.", "sqlite3.", "shutil.", "tempfile.")
ours, seen = [], set()

def watch(event, arguments):
    if not event.startswith(watched) or not ours:
        return
    frame = sys._getframe(1)
    while frame:
        file = frame.f_code.co_filename
        # What importing another module reads is the import system's business, or that module's.
        if file.startswith("<frozen importlib") or "site-packages" in file:
            return
        if file.startswith(package):
            seen.add(f"{file}\\t{frame.f_lineno}\\t{event}")
            return
        frame = frame.f_back

sys.addaudithook(watch)
ours.append(True)
for name in modules:
    importlib.import_module(name)
ours.clear()
if threading.active_count() > 1:
    seen.add(f"{package}\\t0\\tthread")
if "PySide6.QtCore" in sys.modules and sys.modules["PySide6.QtCore"].QCoreApplication.instance():
    seen.add(f"{package}\\t0\\tapplication object")
print("\\n".join(sorted(seen)))
"""


def _import_lines(path: Path) -> set[int]:
    found = (
        node for node in ast.walk(_tree(path)) if isinstance(node, ast.Import | ast.ImportFrom)
    )
    return {line for node in found for line in range(node.lineno, (node.end_lineno or 0) + 1)}


def _watched_import(package: Path, modules: list[str]) -> list[str]:
    result = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", WATCH, str(package), *modules],
        cwd=package.parent,
        capture_output=True,
        text=True,
        check=False,
    )
    assert result.returncode == 0, result.stderr
    seen = []
    for report in result.stdout.split("\n"):
        place, _, event = report.rpartition("\t")
        file, _, line = place.partition("\t")
        # PySide6 puts itself between an import statement and the import system.
        if event and not (line != "0" and int(line) in _import_lines(Path(file))):
            seen.append(f"{Path(file).name}:{line} {event}")
    return seen


def test_importing_touches_nothing_outside_the_process() -> None:
    modules = [_name(path).removesuffix(".py").replace("/", ".") for path in MODULES]
    assert _watched_import(PACKAGE, [name.removesuffix(".__init__") for name in modules]) == []


def test_work_at_import_is_noticed(tmp_path: Path) -> None:
    package = tmp_path / "busy"
    package.mkdir()
    (package / "__init__.py").write_text(
        "from pathlib import Path\nTEXT = Path(__file__).read_text()\n", "utf-8"
    )
    assert _watched_import(package, ["busy"]) == ["__init__.py:2 open"]


@pytest.mark.parametrize("path", MODULES, ids=_name)
def test_what_is_public_says_what_it_is_for(path: Path) -> None:
    tree = _tree(path)
    silent = [] if path.name == "__init__.py" or ast.get_docstring(tree) else ["the module"]
    for node in tree.body:
        if not isinstance(node, ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef):
            continue
        if node.name.startswith("_"):
            continue
        if not ast.get_docstring(node):
            silent.append(node.name)
        if isinstance(node, ast.ClassDef):
            silent += [f"{node.name}.{name}" for name in _silent_methods(node)]
    assert silent == []


def _silent_methods(node: ast.ClassDef) -> Iterator[str]:
    for method in node.body:
        if not isinstance(method, ast.FunctionDef) or method.name.startswith("_"):
            continue
        # What overrides Qt is described by Qt; by its rule such names have no underscore.
        overrides_qt = "_" not in method.name and any(
            re.match(r"Q[A-Z]", ast.unparse(base).rpartition(".")[2]) for base in node.bases
        )
        setter = any(ast.unparse(one).endswith(".setter") for one in method.decorator_list)
        if not ast.get_docstring(method) and not overrides_qt and not setter:
            yield method.name


@pytest.mark.parametrize("name", ["requirements.lock", "requirements-dev.lock"])
def test_a_lock_has_hashes_and_no_address(name: str) -> None:
    pin = re.compile(r"[a-z0-9-]+==[\w.+!]+( ; [\w.\s'\"<>=!]+?)? \\")
    digest = re.compile(r" {4}--hash=sha256:[0-9a-f]{64}( \\)?")
    lines = (ROOT / name).read_text("utf-8").splitlines()
    assert [line for line in lines if not (pin.fullmatch(line) or digest.fullmatch(line))] == []
    assert sum(map(bool, map(pin.fullmatch, lines))) > 30


def test_the_test_lock_holds_all_of_the_other() -> None:
    pins = [
        set(re.findall(r"^\S+==\S+", (ROOT / name).read_text("utf-8"), re.MULTILINE))
        for name in ("requirements.lock", "requirements-dev.lock")
    ]
    assert pins[0] < pins[1]


def _texts_of_the_project() -> Iterator[Path]:
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached"], cwd=ROOT, capture_output=True, check=False
    )
    if listed.returncode:  # Not a checkout: an unpacked source distribution.
        yield from PROGRAMS
        return
    for name in listed.stdout.decode().split("\0"):
        path = ROOT / name
        if path.suffix in TEXT_SUFFIXES and path.is_file():
            yield path


def test_the_project_names_no_place_of_the_machine_it_was_written_on() -> None:
    place = re.compile(r"(?<![\w.~])/(?:work|root|Users|home/(?!you|USER))/\w|\.\./[s]hared\b")
    found = [
        f"{_name(path)}: {match.group()}"
        for path in _texts_of_the_project()
        for match in place.finditer(path.read_text("utf-8", errors="replace"))
    ]
    assert found == []


def test_qt_gives_back_no_reference_that_it_was_not_given() -> None:
    # PySide6 6.12.0 on Python 3.11 loses one reference to None per void call, and aborts in time.
    timer = QTimer()
    before = sys.getrefcount(None)
    for _ in range(1000):
        timer.setInterval(0)
    assert sys.getrefcount(None) > before - 500


def test_the_command_line_loads_no_qt() -> None:
    script = (
        "import sys\n"
        "from annotator.__main__ import main\n"
        "try:\n    main(['--version'])\nexcept SystemExit:\n    pass\n"
        "loaded = {'PySide6', 'shiboken6', 'spacy'} & set(sys.modules)\n"
        "raise SystemExit(f'loaded: {loaded}' if loaded else 0)"
    )
    result = subprocess.run(
        [sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert result.returncode == 0, result.stderr
