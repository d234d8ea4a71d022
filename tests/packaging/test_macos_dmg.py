"""The disk image for macOS: what is signed in which order, and what the plists say."""

from __future__ import annotations

import os
import plistlib
import sys
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from annotator.services.project import PROJECT_SUFFIX

ROOT = Path(__file__).resolve().parents[2]
SIGNED = {"CODESIGN_IDENTITY": "Developer ID Application: Somebody"}
ACCOUNT = {"NOTARY_KEY": "key.p8", "NOTARY_KEY_ID": "K", "NOTARY_ISSUER": "I"}


@pytest.fixture
def dmg(monkeypatch: pytest.MonkeyPatch) -> Iterator[ModuleType]:
    path = list(sys.path)
    monkeypatch.syspath_prepend(str(ROOT / "packaging" / "macos"))
    yield import_module("build_dmg")
    sys.path[:] = path
    for name in ("build_dmg", "identity"):
        sys.modules.pop(name, None)


def information(dmg: ModuleType, version: str) -> dict[str, Any]:
    """What the freeze recipe says to macOS."""
    told: dict[str, Any] = sys.modules["identity"].bundle_information(version)
    return told


@pytest.fixture
def application(dmg: ModuleType, tmp_path: Path) -> Path:
    path = tmp_path / "dist" / "Fact Annotator.app"
    version = dmg.program_version(ROOT)
    for name in ("MacOS/fact-annotator", "Frameworks/libz.dylib", "Frameworks/a/b/c.so",
                 "Frameworks/QtCore.framework/Versions/A/QtCore"):  # fmt: skip
        file = path / "Contents" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(bytes.fromhex("cffaedfe"))
    (path / "Contents" / "Frameworks" / "words.txt").write_text("no code")
    if os.name != "nt":  # There it takes a right that few have.
        (path / "Contents" / "Frameworks" / "link.dylib").symlink_to("libz.dylib")
    # PyInstaller adds the name of the program.
    told = {**information(dmg, version), "CFBundleExecutable": "fact-annotator"}
    plist = plistlib.dumps(told)
    (path / "Contents" / "Info.plist").write_bytes(plist)
    return path


def test_the_information_says_which_file_is_a_project(dmg: ModuleType) -> None:
    # What cannot be written as a property list fails here.
    told = plistlib.loads(plistlib.dumps(information(dmg, "1.2.3")))
    assert told["CFBundleVersion"] == "1.2.3"
    (kind,) = told["UTExportedTypeDeclarations"]
    assert kind["UTTypeTagSpecification"]["public.filename-extension"] == [PROJECT_SUFFIX[1:]]
    (document,) = told["CFBundleDocumentTypes"]
    assert document["LSItemContentTypes"] == [kind["UTTypeIdentifier"]]


def test_the_entitlements_ask_for_no_more_than_python_and_the_lgpl_need(dmg: ModuleType) -> None:
    rights = plistlib.loads(dmg.ENTITLEMENTS.read_bytes())
    assert rights == {
        "com.apple.security.cs.allow-unsigned-executable-memory": True,
        "com.apple.security.cs.disable-library-validation": True,
    }


def test_the_application_is_found_in_or_beside_the_bundle(
    dmg: ModuleType, application: Path, tmp_path: Path
) -> None:
    for bundle in (application, application.parent, application.parent / "fact-annotator"):
        assert dmg.find_application(bundle) == application
    with pytest.raises(FileNotFoundError):
        dmg.find_application(tmp_path)


def test_another_version_or_a_stranger_is_refused(dmg: ModuleType, application: Path) -> None:
    version = dmg.program_version(ROOT)
    dmg.check_information(application, version)
    with pytest.raises(ValueError, match="CFBundleShortVersionString"):
        dmg.check_information(application, "99.0")
    told = {**information(dmg, version), "UTExportedTypeDeclarations": []}
    (application / "Contents" / "Info.plist").write_bytes(plistlib.dumps(told))
    with pytest.raises(ValueError, match=r"\.fact"):
        dmg.check_information(application, version)


def test_parts_are_signed_before_what_holds_them(dmg: ModuleType, application: Path) -> None:
    commands = dmg.sign_commands(application, SIGNED)
    assert [Path(command[-1]).name for command in commands] == [
        "QtCore",
        "c.so",
        "libz.dylib",
        "QtCore.framework",
        "Fact Annotator.app",
    ]
    assert all({"--timestamp", "runtime"} <= set(command) for command in commands)
    assert [command for command in commands if "--entitlements" in command] == commands[-1:]


def test_without_an_identity_the_signature_has_no_name(dmg: ModuleType, application: Path) -> None:
    for command in dmg.sign_commands(application, {}):
        assert command[command.index("--sign") + 1] == "-"
        assert "runtime" not in command


def test_notarising_waits_and_staples(dmg: ModuleType, tmp_path: Path) -> None:
    image = tmp_path / "image.dmg"
    assert dmg.notary_commands(image, {}) == []
    for account in (ACCOUNT, {"NOTARY_PROFILE": "mine"}):
        submit, staple, assess = dmg.notary_commands(image, {**SIGNED, **account})
        assert "--wait" in submit
        assert staple[1:3] == ["stapler", "staple"]
        assert assess[0] == "spctl"


@pytest.mark.parametrize("environment", [ACCOUNT, {**SIGNED, "NOTARY_KEY": "key.p8"}])
def test_half_an_account_is_refused_before_the_work(
    dmg: ModuleType, tmp_path: Path, environment: dict[str, str]
) -> None:
    with pytest.raises(ValueError, match=r"CODESIGN_IDENTITY|belong together"):
        dmg.notary_commands(tmp_path / "image.dmg", environment)


@pytest.mark.skipif(sys.platform == "darwin", reason="macOS can make one")
def test_another_system_says_that_it_cannot(
    dmg: ModuleType, application: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert dmg.main(application, tmp_path / "dist") == 2
    assert "macOS" in capsys.readouterr().err
