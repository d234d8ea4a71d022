"""Desktop entry, media type, metainfo, icons and manual page."""

from __future__ import annotations

import argparse
import configparser
import gzip
import json
import os
import re
import shutil
import subprocess
import sys
import xml.etree.ElementTree as ElementTree
from datetime import UTC, datetime
from pathlib import Path

import pytest
from icon_files import SIZES
from made_bundle import DATE
from man_page import man_page
from package_files import FILE_TYPE, HERE, IDENTIFIER, METAINFO, with_releases, write_desktop_files
from PySide6.QtGui import QImage
from source_date import debian_version, releases, source_date

import annotator
from annotator.cli import COMMANDS
from annotator.cli.entry import build_parser
from annotator.exchange.article_reader import FORMATS
from annotator.services.project import PROJECT_SUFFIX, create_project
from annotator.storage.file_header import APPLICATION_ID
from annotator.ui.application import DESKTOP_NAME

ROOT = HERE.parent.parent
MIME = "{http://www.freedesktop.org/standards/shared-mime-info}"

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="these are files of Linux desktops")


def needs_program(name: str, package: str) -> pytest.MarkDecorator:
    reason = f"needs {name}, of Debian's package {package}"
    return pytest.mark.skipif(shutil.which(name) is None, reason=reason)


@pytest.fixture(scope="module")
def share(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("share")
    write_desktop_files(folder, annotator.__version__, DATE)
    return folder


@pytest.fixture
def entry(share: Path) -> configparser.SectionProxy:
    parser = configparser.ConfigParser(interpolation=None, delimiters=("=",))
    parser.optionxform = str  # type: ignore[assignment, method-assign]
    parser.read(share / "applications" / f"{DESKTOP_NAME}.desktop", "utf-8")
    return parser["Desktop Entry"]


def test_the_window_belongs_to_its_entry(entry: configparser.SectionProxy) -> None:
    # Otherwise the dock shows a second, nameless program.
    assert entry["StartupWMClass"] == DESKTOP_NAME
    assert entry["Icon"] == DESKTOP_NAME
    assert entry["Exec"].split() == ["fact-annotator", "%F"]


def test_the_entry_takes_projects_and_articles(entry: configparser.SectionProxy) -> None:
    types = entry["MimeType"].strip(";").split(";")
    assert types[0] == FILE_TYPE
    assert {"text/plain", "text/html", "text/markdown"} <= set(types)
    assert {".txt", ".html", ".md"} <= set(FORMATS)


@needs_program("desktop-file-validate", "desktop-file-utils")
def test_the_entry_is_valid(share: Path) -> None:
    path = share / "applications" / f"{DESKTOP_NAME}.desktop"
    told = subprocess.run(["desktop-file-validate", path], capture_output=True, text=True)
    assert (told.returncode, told.stdout + told.stderr) == (0, "")


def test_the_media_type_tells_a_project_by_its_name_and_by_its_bytes(
    share: Path, tmp_path: Path
) -> None:
    tree = ElementTree.parse(share / "mime/packages/fact-annotator.xml")
    (kind,) = tree.findall(f"{MIME}mime-type")
    assert kind.get("type") == FILE_TYPE
    assert [glob.get("pattern") for glob in kind.findall(f"{MIME}glob")] == [f"*{PROJECT_SUFFIX}"]
    outer = kind.find(f"{MIME}magic/{MIME}match")
    assert outer is not None
    inner = outer.find(f"{MIME}match")
    assert inner is not None
    project = tmp_path / "a.fact"
    create_project(project)
    head = project.read_bytes()
    value = (outer.get("value") or "").encode().decode("unicode_escape").encode()
    at = int(outer.get("offset") or 0)
    assert head[at : at + len(value)] == value
    at = int(inner.get("offset") or 0)
    assert int.from_bytes(head[at : at + 4], "big") == int(inner.get("value") or "", 16)
    assert int(inner.get("value") or "", 16) == APPLICATION_ID


_ASK_QT = """
import json, sys
from PySide6.QtCore import QMimeDatabase
database = QMimeDatabase()
print(json.dumps([database.mimeTypeForFile(path).name() for path in sys.argv[1:]]))
"""


@needs_program("update-mime-database", "shared-mime-info")
def test_a_desktop_knows_a_project_even_without_its_ending(share: Path, tmp_path: Path) -> None:
    base = Path("/usr/share/mime/packages/freedesktop.org.xml")
    types = tmp_path / "data" / "mime"
    (types / "packages").mkdir(parents=True)
    shutil.copy(base, types / "packages")
    shutil.copy(share / "mime/packages/fact-annotator.xml", types / "packages")
    environment = {**os.environ, "XDG_DATA_DIRS": str(tmp_path / "data")}
    environment["XDG_DATA_HOME"] = str(tmp_path / "none")
    update = ["update-mime-database", types]
    told = subprocess.run(update, env=environment, capture_output=True, text=True)
    assert (told.returncode, told.stderr) == (0, "")
    project, renamed, other = tmp_path / "a.fact", tmp_path / "renamed", tmp_path / "a.sqlite"
    create_project(project)
    shutil.copy(project, renamed)
    other.write_bytes(b"SQLite format 3\0" + bytes(4080))
    command = [sys.executable, "-c", _ASK_QT, project, renamed, other]
    answer = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)
    kinds = json.loads(answer.stdout)
    assert kinds[:2] == [FILE_TYPE, FILE_TYPE]
    assert kinds[2] != FILE_TYPE


def test_the_metainfo_is_of_this_program(share: Path) -> None:
    tree = ElementTree.parse(share / "metainfo" / METAINFO)
    assert tree.findtext("id") == IDENTIFIER
    assert tree.findtext("launchable") == f"{DESKTOP_NAME}.desktop"
    assert tree.findtext("provides/mediatype") == FILE_TYPE
    release = tree.find("releases/release")
    assert release is not None
    assert release.get("version") == annotator.__version__


def test_releases_come_from_the_changelog() -> None:
    known = releases("## [Unreleased]\n\n## [1.1.0] - 2027-02-03\n- x\n\n## [1.0.0] - 2027-01-01\n")
    assert known == [("1.1.0", "2027-02-03"), ("1.0.0", "2027-01-01")]
    day = datetime.fromtimestamp(DATE, UTC).date().isoformat()
    assert f'<release version="999.0" date="{day}"/>' in with_releases("<releases/>", "999.0", DATE)


@needs_program("appstreamcli", "appstream")
def test_the_metainfo_is_valid(share: Path) -> None:
    path = share / "metainfo" / METAINFO
    command = ["appstreamcli", "validate", "--no-net", "--pedantic", "--no-color", path]
    told = subprocess.run(command, capture_output=True, text=True)
    # The id is that of the program on a Mac, where names are written so; there is no homepage, and
    # the newer way of naming the developer is an error to the validators of Debian 12.
    known = {"cid-contains-uppercase-letter", "url-homepage-missing"}
    known |= {"developer-info-missing", "developer-name-tag-deprecated"}
    found = set(re.findall(r"^[EWIP]: \S+ ([a-z-]+)", told.stdout, re.MULTILINE))
    assert found <= known, told.stdout
    assert told.returncode == 0, told.stdout


@pytest.mark.parametrize("size", SIZES)
def test_there_is_an_icon_in_every_size(share: Path, size: int) -> None:
    folder = share / "icons/hicolor" / f"{size}x{size}"
    for name in ("apps/fact-annotator", f"mimetypes/{FILE_TYPE.replace('/', '-')}"):
        image = QImage(str(folder / f"{name}.png"))
        assert (image.width(), image.height()) == (size, size)
        assert image.hasAlphaChannel()
        # Something is drawn in the middle, and nothing in the corner.
        assert image.pixelColor(size // 2, size // 2).alpha() > 200
        assert image.pixelColor(0, 0).alpha() < 100
    assert (share / "icons/hicolor/scalable/apps/fact-annotator.svg").exists()


def test_the_same_files_are_written_each_time(share: Path, tmp_path: Path) -> None:
    write_desktop_files(tmp_path, annotator.__version__, DATE)
    for path in share.rglob("*"):
        if path.is_file():
            assert path.read_bytes() == (tmp_path / path.relative_to(share)).read_bytes(), path.name


def test_the_manual_page_names_every_command_and_option(share: Path) -> None:
    page = gzip.decompress((share / "man/man1/fact-annotator.1.gz").read_bytes()).decode()
    assert page == man_page(build_parser(), annotator.__version__, DATE)
    plain = page.replace(r"\-", "-")
    (subparsers,) = (
        action
        for action in build_parser()._actions
        if isinstance(action, argparse._SubParsersAction)
    )
    assert set(subparsers.choices) == set(COMMANDS)
    for name, command in subparsers.choices.items():
        part = plain.split(f"\n.SS {name}\n")[1].split("\n.S")[0]
        for action in command._actions:
            for option in action.option_strings:
                hidden = action.help == argparse.SUPPRESS
                assert (rf"\fB{option}\fR" in part) is not hidden, f"{name} {option}"


def test_the_manual_page_follows_the_parser() -> None:
    parser = argparse.ArgumentParser(prog="fact-annotator")
    commands = parser.add_subparsers()
    command = commands.add_parser("dance", description=".dots and back\\slashes\n\nare told.")
    command.add_argument("--steps", type=int, metavar="N", help="how many")
    command.add_argument("--secret", help=argparse.SUPPRESS)
    page = man_page(parser, "1.2", 0)
    assert '.TH FACT\\-ANNOTATOR 1 "1970-01-01" "Fact Annotator 1.2" "User Commands"' in page
    assert "\n.SS dance\n" in page
    assert "\\fB\\-\\-steps\\fR \\fIN\\fR\nhow many\n" in page
    assert "\n\\&.dots and back\\(rsslashes\n.PP\nare told.\n" in page
    assert "secret" not in page


@needs_program("man", "man-db")
@needs_program("groff", "groff")
def test_the_manual_page_can_be_set_without_a_warning(share: Path) -> None:
    path = share / "man/man1/fact-annotator.1.gz"
    environment = {**os.environ, "LC_ALL": "C.UTF-8", "MANWIDTH": "80"}
    command = ["man", "--warnings", "--encoding=UTF-8", "--local-file", path]
    told = subprocess.run(command, env=environment, capture_output=True, text=True)
    assert (told.returncode, told.stderr) == (0, "")
    assert "self-test" in told.stdout or "check" in told.stdout


def test_the_date_of_a_build_is_never_that_of_the_clock(tmp_path: Path) -> None:
    assert source_date(tmp_path, {"SOURCE_DATE_EPOCH": "77"}) == 77
    (tmp_path / "CHANGELOG.md").write_text("# Changelog\n\n## [Unreleased]\n", "utf-8")
    with pytest.raises(SystemExit, match="SOURCE_DATE_EPOCH"):
        source_date(tmp_path, {})
    (tmp_path / "CHANGELOG.md").write_text("## [1.0.0] - 1970-01-02\n", "utf-8")
    assert source_date(tmp_path, {}) == 86400


@pytest.mark.parametrize(
    ("python", "debian"),
    [("1.2.0", "1.2.0"), ("1.2.0rc1", "1.2.0~rc1"), ("1.2.0.dev3", "1.2.0~dev3")],
)
def test_a_version_for_debian(python: str, debian: str) -> None:
    assert debian_version(python) == debian
