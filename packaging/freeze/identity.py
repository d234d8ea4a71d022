"""What the frozen program says of itself to the system: names, version, file type."""

from __future__ import annotations

import ast
import re
from pathlib import Path
from typing import Any

NAME = "fact-annotator"
TITLE = "Fact Annotator"
IDENTIFIER = "org.factannotator.FactAnnotator"
SUFFIX = "fact"
FILE_TYPE = "application/vnd.fact-annotator.project"
"""Media type of a project file."""


def program_version(root: Path) -> str:
    """The version that ``annotator/__init__.py`` under ``root`` states; its only home.

    Raises:
        ValueError: it states none.
    """
    tree = ast.parse((root / "annotator" / "__init__.py").read_text("utf-8"))
    for node in tree.body:
        if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "__version__":
            return str(ast.literal_eval(node.value))
    raise ValueError("annotator/__init__.py states no version")


def four_numbers(version: str) -> tuple[int, int, int, int]:
    """A version as Windows counts: "1.2.3rc1" is (1, 2, 3, 0)."""
    found = re.match(r"\d+(\.\d+)*", version)
    numbers = [int(number) for number in found[0].split(".")] if found else []
    padded = (*numbers, 0, 0, 0, 0)
    return padded[0], padded[1], padded[2], padded[3]


def version_resource(version: str, name: str) -> Any:
    """The version resource of the Windows program ``name``, as PyInstaller takes it."""
    from PyInstaller.utils.win32 import versioninfo as info

    strings = {
        "CompanyName": TITLE,
        "FileDescription": TITLE,
        "FileVersion": version,
        "InternalName": name,
        "LegalCopyright": "MIT licence",
        "OriginalFilename": f"{name}.exe",
        "ProductName": TITLE,
        "ProductVersion": version,
    }
    table = info.StringTable("040904B0", [info.StringStruct(*pair) for pair in strings.items()])
    numbers = four_numbers(version)
    return info.VSVersionInfo(
        ffi=info.FixedFileInfo(filevers=numbers, prodvers=numbers),
        kids=[
            info.StringFileInfo([table]),
            info.VarFileInfo([info.VarStruct("Translation", [0x0409, 1200])]),
        ],
    )


def bundle_information(version: str) -> dict[str, Any]:
    """The Info.plist of the macOS program; it asks for no right at all, the network included."""
    return {
        "CFBundleIdentifier": IDENTIFIER,
        "CFBundleName": TITLE,
        "CFBundleDisplayName": TITLE,
        "CFBundleShortVersionString": version,
        "CFBundleVersion": ".".join(map(str, four_numbers(version)[:3])),
        "CFBundleDocumentTypes": [
            {
                "CFBundleTypeName": f"{TITLE} project",
                "CFBundleTypeRole": "Editor",
                "LSHandlerRank": "Owner",
                "LSItemContentTypes": [f"{IDENTIFIER}.project"],
            }
        ],
        "UTExportedTypeDeclarations": [
            {
                "UTTypeIdentifier": f"{IDENTIFIER}.project",
                "UTTypeDescription": f"{TITLE} project",
                "UTTypeConformsTo": ["public.data"],
                "UTTypeTagSpecification": {
                    "public.filename-extension": [SUFFIX],
                    "public.mime-type": [FILE_TYPE],
                },
            }
        ],
        "LSApplicationCategoryType": "public.app-category.productivity",
        "LSMinimumSystemVersion": "13.0",
        "NSHighResolutionCapable": True,
        "NSRequiresAquaSystemAppearance": False,
        "NSAppTransportSecurity": {"NSAllowsArbitraryLoads": False},
    }
