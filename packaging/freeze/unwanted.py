"""What is left out of the frozen program, and what must come from the host instead."""

from __future__ import annotations

import re
from pathlib import PurePosixPath

UNWANTED_MODULES = (
    # Test and build packages.
    *("pytest", "_pytest", "hypothesis", "unittest.mock", "doctest", "setuptools", "pip"),
    *("pkg_resources", "wheel", "PyInstaller", "mypy", "mypyc", "Cython", "numpy.f2py"),
    *("numpy.distutils", "lib2to3", "distutils", "ensurepip", "pdb", "pydoc_data"),
    # Other windows, and Qt beyond the widgets.
    *("tkinter", "_tkinter", "turtle", "curses", "PyQt5", "PyQt6", "PySide2"),
    *("PySide6.QtNetwork", "PySide6.QtQml", "PySide6.QtQuick", "PySide6.QtPdf"),
    *("PySide6.QtOpenGL", "PySide6.QtSql", "PySide6.QtTest", "PySide6.QtDesigner"),
    # spaCy's command line (a stub stands in for it) and what only that and downloads need.
    *("spacy.cli", "typer", "weasel", "rich", "requests", "httpx", "httpcore", "anyio", "h11"),
    *("cloudpathlib", "smart_open", "pygments", "markdown_it", "mdurl", "shellingham"),
    *("annotated_doc", "spacy_legacy", "spacy_loggers", "jinja2", "markupsafe"),
    # The command line of sqlite-utils, and what stands in for the parts that it always imports.
    *("sqlite_utils.cli", "sqlite_utils.recipes", "click", "click_default_group"),
    # Other ways to compute.
    *("cupy", "torch", "tensorflow", "mxnet", "jax", "numba", "pandas", "scipy", "matplotlib"),
    # Nothing opens a connection, so there is nothing to encrypt.
    *("ssl", "_ssl", "_hashlib"),
    # Parts of packages that nothing here asks for.
    *("lxml.objectify", "lxml.html.diff", "lxml.html._difflib", "lxml.isoschematron"),
    *("lxml.html.soupparser", "lxml.html.html5parser", "lxml.cssselect", "lxml.pyclasslookup"),
    *("numpy.fft", "numpy._core._multiarray_tests", "trafilatura.cli"),
    *("IPython", "ipywidgets", "wandb"),
    # Reading dates that a page does not state, which is not asked for.
    *("dateparser", "dateparser_data", "tzlocal", "pytz", "tzdata", "regex"),
)
"""Module names, each with all that is under it."""

STAND_INS = {
    "spacy.cli": "spacy_cli/__init__.py",
    "spacy.cli.info": "spacy_cli/info.py",
    "sqlite_utils.recipes": "sqlite_utils_recipes.py",
    "click": "click.py",
}
"""What is imported always and never used, and the file in the folder of stubs that goes in."""

SPACY_LANGUAGES = ("en", "xx", "ja", "ko", "th", "vi", "zh")
"""English, and those that spaCy imports by itself."""

_TEST_PART = re.compile(r"(^|\.)(tests?|testing|conftest)(\.|$)")

_QT_PLUGINS = {
    "iconengines": ("qsvgicon",),
    "imageformats": ("qsvg", "qico"),
    "platforminputcontexts": (
        "composeplatforminputcontextplugin",
        "ibusplatforminputcontextplugin",
    ),
    "platforms": ("qxcb", "qwayland", "qoffscreen", "qwindows", "qcocoa"),
    "platformthemes": ("qxdgdesktopportal",),
    "styles": ("qmodernwindowsstyle", "qwindowsvistastyle", "qmacstyle"),
    "wayland-decoration-client": ("bradient",),
    "wayland-shell-integration": ("xdg-shell",),
}
"""The plugins that are kept, by folder; all others are dropped."""

_QT_LIBRARY = re.compile(
    r"(lib)?Qt6?(Core|Gui|Widgets|Svg|DBus|XcbQpa|WaylandClient|WaylandEglClientHwIntegration"
    r"|WlShellIntegration)(\.so[.\d]*|\.dll|\.dylib)?"
)
_QT_MODULE = re.compile(r"Qt[A-Z]\w*\.(abi3\.so|pyd)$")
_QT_MODULES_KEPT = ("QtCore", "QtGui", "QtWidgets", "QtSvg", "QtDBus")

_OWN_LIBRARY = re.compile(r"lib(python3[.\d]*|sqlite3|ffi|z|bz2|lzma|zstd|uuid)\.so([.\d]+)?")
"""Libraries of the system that Python needs and that a target system may lack.

All others must be the target's own: a second copy of X11, GL, fontconfig, GLib, D-Bus or of the
C++ library beside the system's drivers and themes breaks windows.
"""


_SOURCE_SUFFIXES = frozenset(
    {".pyx", ".pxd", ".pxi", ".pyi", ".h", ".hh", ".hpp", ".c", ".cpp", ".qml"}
)
_UNWANTED_FILES = frozenset({"py.typed", "RECORD", "direct_url.json", "tei_corpus.dtd"})

_DESCRIBED = ("en_core_web", "spacy-", "sqlite_utils-", "trafilatura-")
"""The packages whose versions the program tells."""


def is_wanted_module(name: str) -> bool:
    """Whether a module of a collected package goes in."""
    if _TEST_PART.search(name):
        return False
    if any(name == unwanted or name.startswith(f"{unwanted}.") for unwanted in UNWANTED_MODULES):
        return False
    language = re.match(r"spacy\.lang\.([a-z]{2,3})(\.|$)", name)
    return language is None or language[1] in SPACY_LANGUAGES


def is_wanted_binary(destination: str, source: str = "") -> bool:
    """Whether a shared library or extension module goes in.

    Args:
        destination: where it would lie in the program's folder, "/" or "\\" between the parts.
        source: where it is taken from.
    """
    path = PurePosixPath(destination.replace("\\", "/"))
    parts = path.parts
    if "PySide6" not in parts and not path.name.startswith(("libQt6", "Qt6", "libicu")):
        return not _is_of_the_system(source) or _OWN_LIBRARY.fullmatch(path.name) is not None
    if "plugins" in parts:
        folder, stem = path.parent.name, path.name.split(".")[0].removeprefix("lib")
        return stem in _QT_PLUGINS.get(folder, ())
    if _QT_MODULE.match(path.name):
        return path.name.split(".")[0] in _QT_MODULES_KEPT
    if path.name.startswith(("libQt", "Qt")):
        return _QT_LIBRARY.fullmatch(path.name) is not None
    return not path.name.startswith(("libpyside6qml", "pyside6qml", "opengl32sw"))


def _is_of_the_system(source: str) -> bool:
    return source.startswith(("/lib/", "/lib64/", "/usr/lib", "/usr/local/lib/lib"))


def is_wanted_file(destination: str) -> bool:
    """Whether a data file goes in; ``destination`` as for `is_wanted_binary`."""
    path = PurePosixPath(destination.replace("\\", "/"))
    folders = path.parts[:-1]
    if "translations" in folders or _TEST_PART.search(".".join(folders)):
        return False
    if path.suffix in _SOURCE_SUFFIXES or path.name in _UNWANTED_FILES:
        return False
    if folders and folders[0].endswith(".dist-info"):
        return folders[0].startswith(_DESCRIBED)
    if path.parts[:2] == ("babel", "locale-data"):
        return path.name in {"root.dat", "en.dat"}
    if path.parts[:2] == ("lxml", "isoschematron"):
        return False
    return not ("PySide6" in folders and ("qml" in folders or path.suffix == ".json"))
