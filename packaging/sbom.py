"""Write a bundle's bill of materials: ``python packaging/sbom.py BUNDLE DIST``.

CycloneDX 1.6, as JSON (https://cyclonedx.org/docs/1.6/json/): every package in the bundle with its
version, licence and the hashes that the lock allows for it, Python, Qt and other libraries, fonts
and the language model. The same bundle gives the same bytes; a time is stated only when
SOURCE_DATE_EPOCH gives one.
"""

from __future__ import annotations

import hashlib
import json
import os
import platform
import re
import sys
import uuid
from collections.abc import Iterable
from datetime import UTC, datetime
from importlib import metadata
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "packaging")]

from bundle_contents import (  # noqa: E402
    BundledFile,
    bundled_files,
    bundled_packages,
    foreign_libraries,
    frozen_modules,
    part_version,
)

from annotator import __version__  # noqa: E402
from annotator.services.notices import canonical_name, licence_name  # noqa: E402

LOCKS = ("requirements.lock",)
PROGRAM = f"pkg:generic/fact-annotator@{__version__}"
_LICENCES = {
    "Python": "PSF-2.0",
    "OpenSSL": "Apache-2.0",
    "SQLite": "blessing",
    "Qt": "LGPL-3.0-only",
}
_QT_LICENCE = "LGPL-3.0-only OR GPL-2.0-only OR GPL-3.0-only"
_SPDX_ID = re.compile(r"[A-Za-z0-9.+-]+")
_NAMED = {
    "BSD": "BSD-3-Clause", "BSD License": "BSD-3-Clause", "MIT License": "MIT",
    "ISC License": "ISC", "Apache License, Version 2.0": "Apache-2.0",
    "The BSD 2-Clause License": "BSD-2-Clause",
}  # fmt: skip
"""Names that packages use in place of the SPDX ones."""

Part = dict[str, Any]


def locked_hashes(texts: Iterable[str]) -> dict[tuple[str, str], list[str]]:
    """SHA-256 of the files that the locks allow, by canonical package name and version."""
    found: dict[tuple[str, str], list[str]] = {}
    for text in texts:
        whole = re.sub(r"\\\n\s*", " ", text)
        for line in whole.splitlines():
            pinned = re.match(r"([\w.-]+)==([^\s;]+)", line)
            if pinned:
                key = (canonical_name(pinned[1]), pinned[2])
                found[key] = sorted(set(re.findall(r"--hash=sha256:([0-9a-f]{64})", line)))
    return found


def licences(name: str) -> list[Part]:
    """A licence's name as CycloneDX states it: an SPDX expression, or just its name."""
    name = _NAMED.get(name, name)
    if not name:
        return []
    if re.search(r"\s(OR|AND|WITH)\s", name):
        return [{"expression": name}]
    if _SPDX_ID.fullmatch(name):
        return [{"license": {"id": name}}]
    return [{"license": {"name": name}}]


def package_part(package: metadata.Distribution, hashes: list[str]) -> Part:
    """The component of a Python package; ``hashes`` are those that its lock allows."""
    name, version = canonical_name(package.metadata["Name"]), package.version
    licence = licence_name(package)
    purl = f"pkg:pypi/{name}@{version}"
    part: Part = {
        "type": "machine-learning-model" if name.startswith("en-core-web") else "library",
        "bom-ref": purl,
        "name": name,
        "version": version,
        "licenses": licences(
            _QT_LICENCE if name in ("pyside6-essentials", "shiboken6") else licence
        ),
        "purl": purl,
    }
    if hashes:
        # Which of them was installed depends on the platform, so they are no hash of this part.
        part["properties"] = [
            {"name": "fact-annotator:lock:sha256", "value": value} for value in hashes
        ]
    return part


def library_part(name: str, version: str, files: Iterable[BundledFile]) -> Part:
    """The component of libraries that belong to no package, with the hash of each file."""
    reference = f"pkg:generic/{name.lower()}" + (f"@{version}" if version else "")
    part: Part = {"type": "library", "bom-ref": reference, "name": name}
    if version:
        part["version"] = version
        part["purl"] = reference
    if name in _LICENCES:
        part["licenses"] = licences(_LICENCES[name])
    inside = [_file_part(reference, file) for file in files]
    if inside:
        part["components"] = inside
    return part


def font_parts(files: Iterable[BundledFile]) -> list[Part]:
    """The components of the fonts."""
    fonts = []
    for file in files:
        if file.name.suffix in {".otf", ".ttf"}:
            font = _file_part("font", file)
            font["licenses"] = licences("OFL-1.1")
            fonts.append(font)
    return fonts


def _file_part(of: str, file: BundledFile) -> Part:
    digest = hashlib.sha256(file.path.read_bytes()).hexdigest()
    return {
        "type": "file",
        "bom-ref": f"{of}#{file.name}",
        "name": str(file.name),
        "hashes": [{"alg": "SHA-256", "content": digest}],
    }


def bill(
    packages: Iterable[metadata.Distribution],
    files: list[BundledFile],
    hashes: dict[tuple[str, str], list[str]],
    epoch: str = "",
) -> Part:
    """The whole bill of materials; ``epoch`` is a time in seconds since 1970, or empty."""
    packages = list(packages)
    parts = [
        package_part(p, hashes.get((canonical_name(p.metadata["Name"]), p.version), []))
        for p in packages
    ]
    foreign = foreign_libraries(files, packages)
    parts += [
        library_part(name, part_version(name), foreign.get(name, []))
        for name in sorted({"Python", "SQLite", *foreign}, key=str.casefold)
    ]
    qt = [p.version for p in packages if canonical_name(p.metadata["Name"]) == "pyside6-essentials"]
    if qt:
        parts.append(library_part("Qt", qt[0], []))
    parts += font_parts(files)
    stated: Part = {"component": {
        "type": "application", "bom-ref": PROGRAM, "name": "Fact Annotator",
        "version": __version__, "licenses": licences("MIT"), "purl": PROGRAM,
    }}  # fmt: skip
    if epoch:
        stated["timestamp"] = datetime.fromtimestamp(int(epoch), UTC).isoformat()
    content = json.dumps([stated, parts], sort_keys=True)
    return {
        "$schema": "http://cyclonedx.org/schema/bom-1.6.schema.json",
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        # A number of this content alone, so that the same bundle gives the same bill.
        "serialNumber": f"urn:uuid:{uuid.uuid5(uuid.NAMESPACE_URL, content)}",
        "version": 1,
        "metadata": stated,
        "components": parts,
        "dependencies": [{"ref": PROGRAM, "dependsOn": sorted(part["bom-ref"] for part in parts)}],
    }


def main(bundle: Path, target: Path) -> int:
    """Write the bill of a bundle into a folder; the exit code."""
    files = bundled_files(bundle)
    packages = bundled_packages(frozen_modules(bundle), files)
    hashes = locked_hashes((ROOT / name).read_text("utf-8") for name in LOCKS)
    content = bill(packages, files, hashes, os.environ.get("SOURCE_DATE_EPOCH", ""))
    target.mkdir(parents=True, exist_ok=True)
    machine = f"{sys.platform}-{platform.machine().lower()}"
    path = target / f"fact-annotator-{__version__}-{machine}.cdx.json"
    path.write_text(json.dumps(content, indent=1, ensure_ascii=False) + "\n", "utf-8", newline="\n")
    print(path)
    return 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]).resolve(), Path(sys.argv[2]).resolve()))
