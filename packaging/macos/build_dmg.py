"""Make the disk image for macOS: ``python packaging/macos/build_dmg.py BUNDLE DIST``.

BUNDLE is the application, or the folder beside which or in which it lies; what was made is
printed. It runs on macOS alone and never asks anything. Environment:

CODESIGN_IDENTITY  signs with this identity of the keychain, with the hardened runtime; without it
                   the application gets the signature without a name that Apple's processors need
NOTARY_PROFILE     a profile that ``xcrun notarytool store-credentials`` has stored; or
NOTARY_KEY, NOTARY_KEY_ID, NOTARY_ISSUER
                   the file of an App Store Connect key, its id and its issuer: the image is sent
                   to be notarised, waited for, and stapled
"""

from __future__ import annotations

import os
import platform
import plistlib
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
ENTITLEMENTS = Path(__file__).resolve().parent / "entitlements.plist"
sys.path.insert(0, str(ROOT / "packaging" / "freeze"))

from identity import IDENTIFIER, SUFFIX, TITLE, program_version  # noqa: E402

_CODE = frozenset(bytes.fromhex(magic) for magic in ("cffaedfe", "feedfacf", "cafebabe"))
"""How files of machine code begin: for one processor, in both orders of bytes, and for several."""


def find_application(bundle: Path) -> Path:
    """The application that the freeze recipe made.

    Raises:
        FileNotFoundError: there is none at ``bundle``, in it or beside it.
    """
    for path in (bundle, bundle / f"{TITLE}.app", bundle.parent / f"{TITLE}.app"):
        if path.suffix == ".app" and (path / "Contents" / "Info.plist").is_file():
            return path
    raise FileNotFoundError(f"{bundle} holds no {TITLE}.app")


def check_information(application: Path, version: str) -> None:
    """Refuse an application that tells macOS something else than what was built.

    Raises:
        ValueError: its Info.plist has another identity or version, or does not know projects.
    """
    told = plistlib.loads((application / "Contents" / "Info.plist").read_bytes())
    wanted = {"CFBundleIdentifier": IDENTIFIER, "CFBundleShortVersionString": version}
    for key, value in wanted.items():
        if told.get(key) != value:
            raise ValueError(f"Info.plist: {key} is {told.get(key)!r} in place of {value!r}")
    suffixes = [
        suffix
        for kind in told.get("UTExportedTypeDeclarations", ())
        for suffix in kind.get("UTTypeTagSpecification", {}).get("public.filename-extension", ())
    ]
    if SUFFIX not in suffixes:
        raise ValueError(f"Info.plist does not say that .{SUFFIX} is a project")


def is_code(path: Path) -> bool:
    """Whether a file holds machine code of macOS; a link to one does not."""
    if path.is_symlink() or not path.is_file():
        return False
    with path.open("rb") as file:
        return file.read(4) in _CODE


def sign_commands(application: Path, environment: Mapping[str, str]) -> list[list[str]]:
    """What signs the application: its libraries from the inside to the outside, then the whole."""
    identity = environment.get("CODESIGN_IDENTITY", "")
    sign = ["codesign", "--force", "--sign", identity or "-"]
    if identity:
        # Apple notarises nothing without these two.
        sign += ["--timestamp", "--options", "runtime"]
    told = plistlib.loads((application / "Contents" / "Info.plist").read_bytes())
    main_program = application / "Contents" / "MacOS" / told["CFBundleExecutable"]
    inside = sorted((application / "Contents").rglob("*"))
    # The main program is signed together with the application.
    files = [path for path in inside if path != main_program and is_code(path)]
    deepest_first = sorted(files, key=lambda path: (-len(path.parts), str(path)))
    commands = [[*sign, str(path)] for path in deepest_first]
    frameworks = sorted(
        (path for path in inside if path.suffix == ".framework" and not path.is_symlink()),
        key=lambda path: (-len(path.parts), str(path)),
    )
    commands += [[*sign, str(path)] for path in frameworks]
    return [*commands, [*sign, "--entitlements", str(ENTITLEMENTS), str(application)]]


def notary_commands(image: Path, environment: Mapping[str, str]) -> list[list[str]]:
    """What has the image notarised and stapled; nothing when nobody's account is given.

    Raises:
        ValueError: an account is given for an image that nobody signed, or only part of it is.
    """
    key = ("NOTARY_KEY", "NOTARY_KEY_ID", "NOTARY_ISSUER")
    given = [name for name in key if environment.get(name)]
    if environment.get("NOTARY_PROFILE"):
        account = ["--keychain-profile", environment["NOTARY_PROFILE"]]
    elif given:
        if len(given) < len(key):
            raise ValueError(f"{', '.join(key)} belong together; only {', '.join(given)} is set")
        options = ("--key", "--key-id", "--issuer")
        account = [
            part for option, name in zip(options, key, strict=True)
            for part in (option, environment[name])
        ]  # fmt: skip
    else:
        return []
    if not environment.get("CODESIGN_IDENTITY"):
        raise ValueError("Apple notarises only what is signed: set CODESIGN_IDENTITY too")
    return [
        ["xcrun", "notarytool", "submit", str(image), *account, "--wait"],
        ["xcrun", "stapler", "staple", str(image)],
        ["spctl", "--assess", "--type", "open", "--context", "context:primary-signature",
         "--verbose", str(image)],
    ]  # fmt: skip


def image_command(folder: Path, image: Path) -> list[str]:
    """What makes a compressed image of a folder."""
    return [
        "hdiutil", "create", "-volname", TITLE, "-srcfolder", str(folder), "-fs", "HFS+",
        "-format", "UDZO", "-imagekey", "zlib-level=9", "-ov", "-quiet", str(image),
    ]  # fmt: skip


def run(command: list[str]) -> None:
    """Run one command without a terminal to ask at; CalledProcessError when it fails."""
    print(f"== {command[0]} {Path(command[-1]).name}", flush=True)
    subprocess.run(command, stdin=subprocess.DEVNULL, check=True)


def main(bundle: Path, folder: Path) -> int:
    """Sign the application and put it into an image in a folder; the exit code."""
    if sys.platform != "darwin":
        print("A disk image can be made on macOS only.", file=sys.stderr)
        return 2
    version = program_version(ROOT)
    application = find_application(bundle)
    check_information(application, version)
    folder.mkdir(parents=True, exist_ok=True)
    image = folder / f"Fact-Annotator-{version}-{platform.machine()}.dmg"
    # Known before the long work begins.
    last = notary_commands(image, os.environ)
    for command in sign_commands(application, os.environ):
        run(command)
    run(["codesign", "--verify", "--deep", "--strict", str(application)])
    with tempfile.TemporaryDirectory() as made:
        shutil.copytree(application, Path(made) / application.name, symlinks=True)
        (Path(made) / "Applications").symlink_to("/Applications")
        run(image_command(Path(made), image))
    if os.environ.get("CODESIGN_IDENTITY"):
        identity = os.environ["CODESIGN_IDENTITY"]
        run(["codesign", "--force", "--timestamp", "--sign", identity, str(image)])
    for command in last:
        run(command)
    if not last:
        print("The image is not notarised: macOS will warn whoever opens it.")
    print(image)
    return 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]).resolve(), Path(sys.argv[2]).resolve()))
