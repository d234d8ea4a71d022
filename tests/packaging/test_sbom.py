"""The bill of materials and the notices tell truly what a bundle holds."""

from __future__ import annotations

import json
import sys
from importlib import import_module, metadata
from pathlib import Path, PurePosixPath
from types import ModuleType
from typing import Any

import cyclonedx.schema._res as schemas
import pytest
from jsonschema import Draft7Validator
from referencing import Registry, Resource

from annotator.services import notices as program_notices

ROOT = Path(__file__).resolve().parents[2]
SCHEMAS = Path(next(iter(schemas.__path__)))
HASH = "0" * 63


@pytest.fixture
def script(monkeypatch: pytest.MonkeyPatch) -> Any:
    """Loads a script of packaging/ by its name and leaves no trace of it."""

    def load(name: str) -> ModuleType:
        monkeypatch.syspath_prepend(str(ROOT / "packaging"))
        for known in ("sbom", "notices", "bundle_contents"):
            monkeypatch.delitem(sys.modules, known, raising=False)
        return import_module(name)

    path = list(sys.path)
    yield load
    sys.path[:] = path
    for known in ("sbom", "notices", "bundle_contents"):
        sys.modules.pop(known, None)


@pytest.fixture
def bundle(tmp_path: Path) -> Path:
    """A folder laid out as a frozen program is."""
    contents = tmp_path / "bundle" / "_internal"
    for name in (
        "resources/fonts/OFL.txt",
        "resources/fonts/Inter-Regular.otf",
        "PySide6/QtCore.abi3.so",
        "spacy/tokens/doc.cpython-311.so",
        "spacy-3.8.0.dist-info/METADATA",
        "weasel-1.0.dist-info/METADATA",
        "python3.11/lib-dynload/_bisect.so",
        "libpython3.11.so.1.0",
        "libsqlite3.so.0",
        "libmystery.so.1",
    ):
        path = contents / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(name.encode())
    return contents.parent


def errors(content: dict[str, Any]) -> list[str]:
    """What CycloneDX's own schema finds wrong."""
    registry: Registry[Any] = Registry()
    for name in ("spdx", "jsf-0.82"):
        file = f"{name}.SNAPSHOT.schema.json"
        resource = Resource.from_contents(json.loads((SCHEMAS / file).read_text("utf-8")))
        registry = registry.with_resource(f"http://cyclonedx.org/schema/{file}", resource)
    schema = json.loads((SCHEMAS / "bom-1.6.SNAPSHOT.schema.json").read_text("utf-8"))
    validator = Draft7Validator(schema, registry=registry)
    return [f"{list(error.path)}: {error.message}" for error in validator.iter_errors(content)]


def made_bill(script: Any, bundle: Path, epoch: str = "") -> dict[str, Any]:
    sbom, contents = script("sbom"), script("bundle_contents")
    files = contents.bundled_files(bundle)
    packages = contents.bundled_packages({"spacy", "spacy.util", "annotator.app", "re"}, files)
    locks = [(ROOT / name).read_text("utf-8") for name in sbom.LOCKS]
    bill: dict[str, Any] = sbom.bill(packages, files, sbom.locked_hashes(locks), epoch)
    return bill


def test_the_bill_fits_the_schema_and_names_every_part(script: Any, bundle: Path) -> None:
    bill = made_bill(script, bundle, "1700000000")
    assert errors(bill) == []
    parts = {part["name"]: part for part in bill["components"]}
    assert set(parts) == {
        *("spacy", "pyside6-essentials", "Qt", "Python", "SQLite", "libmystery.so.1"),
        "resources/fonts/Inter-Regular.otf",
    }
    assert parts["spacy"]["version"] == metadata.version("spacy")
    assert parts["spacy"]["licenses"] == [{"license": {"id": "MIT"}}]
    assert len(parts["spacy"]["properties"]) > 3
    assert parts["Qt"]["version"] == metadata.version("PySide6-Essentials")
    inside = [file["name"] for file in parts["Python"]["components"]]
    assert inside == ["libpython3.11.so.1.0", "python3.11/lib-dynload/_bisect.so"]
    assert bill["metadata"]["timestamp"] == "2023-11-14T22:13:20+00:00"


def test_the_schema_check_can_fail(script: Any, bundle: Path) -> None:
    bill = made_bill(script, bundle)
    bill["components"][0]["licenses"] = [{"license": {"id": "No such licence"}}]
    assert errors(bill)


def test_the_same_bundle_gives_the_same_bill_and_another_gives_another(
    script: Any, bundle: Path
) -> None:
    first = made_bill(script, bundle)
    assert made_bill(script, bundle) == first
    assert "timestamp" not in first["metadata"]
    (bundle / "_internal" / "libmystery.so.1").write_bytes(b"changed")
    assert made_bill(script, bundle)["serialNumber"] != first["serialNumber"]


def test_every_run_time_package_makes_a_valid_part(script: Any) -> None:
    sbom = script("sbom")
    bill = sbom.bill(program_notices.run_time_packages(), [], {})
    assert errors(bill) == []
    assert [part["name"] for part in bill["components"] if part.get("licenses") == []] == []


def test_hashes_come_from_the_lock(script: Any) -> None:
    hashes = f"\\\n    --hash=sha256:{HASH}1 \\\n    --hash=sha256:{HASH}0"
    text = f"a_b==1.0 ; python_version > '3' {hashes}\nc==2\n"
    found = script("sbom").locked_hashes([text])
    assert found == {("a-b", "1.0"): [f"{HASH}0", f"{HASH}1"], ("c", "2"): []}


def test_a_package_is_bundled_when_its_code_is_not_when_its_metadata_are(
    script: Any, bundle: Path
) -> None:
    contents = script("bundle_contents")
    packages = contents.bundled_packages(set(), contents.bundled_files(bundle))
    assert [package.metadata["Name"] for package in packages] == ["PySide6_Essentials", "spacy"]


def test_another_folder_is_no_bundle(script: Any, tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        script("bundle_contents").contents_folder(tmp_path)


def test_modules_are_read_from_the_archive_in_the_program(script: Any, tmp_path: Path) -> None:
    writers = pytest.importorskip(
        "PyInstaller.archive.writers", reason="needs the extra “package”, which start.py test lacks"
    )
    code = compile("pass", "some.py", "exec")
    sources = [("some", "some.py", "PYMODULE"), ("some.part", "part.py", "PYMODULE")]
    archive = tmp_path / "PYZ.pyz"
    writers.ZlibArchiveWriter(str(archive), sources, {"some": code, "some.part": code})
    program = tmp_path / "fact-annotator"
    writers.CArchiveWriter(
        str(program), [("PYZ.pyz", str(archive), False, "z")], "libpython3.11.so"
    )
    assert script("bundle_contents").frozen_modules(tmp_path) == {"some", "some.part"}


def test_a_library_without_a_licence_stops_the_release(script: Any, bundle: Path) -> None:
    notices, contents = script("notices"), script("bundle_contents")
    parts = contents.foreign_libraries(contents.bundled_files(bundle), [])
    with pytest.raises(LookupError, match=r"libmystery\.so\.1"):
        notices.library_notices(parts)


def test_a_package_without_a_licence_stops_the_release(script: Any) -> None:
    notice = program_notices.Notice("Mystery", "1", "", ("words",))
    with pytest.raises(LookupError, match="Mystery"):
        script("notices").refuse_lacking([notice])


def test_openssl_is_told_of_only_where_it_is_bundled(script: Any) -> None:
    notices, contents = script("notices"), script("bundle_contents")
    name = PurePosixPath("libcrypto-3.dll")
    file = contents.BundledFile(name, Path(name))
    parts = contents.foreign_libraries([file], [])
    (notice,) = notices.library_notices(parts)
    assert notice.licence == "Apache-2.0"
    assert "Apache License" in notice.texts[0]
    assert notices.library_notices({}) == []


def test_the_notices_go_where_the_frozen_program_looks(
    script: Any, bundle: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    notices = script("notices")
    (bundle / "_internal" / "libmystery.so.1").unlink()
    monkeypatch.setattr(notices, "frozen_modules", lambda bundle: {"spacy", "lxml", "click"})
    assert notices.main(bundle, tmp_path / "dist") == 0
    text = (tmp_path / "dist" / notices.NAME).read_text("utf-8")
    for words in ("spacy ", "lxml ", "GNU LESSER", "SIL OPEN FONT LICENSE", "PSF"):
        assert words in text
    # Only a stub of it is in there.
    assert "\nclick " not in text
    assert "\ntrafilatura" not in text
    monkeypatch.setattr(sys, "_MEIPASS", str(bundle / "_internal"), raising=False)
    assert program_notices.third_party_notices() == text
