"""What the frozen program starts with."""

import os
import sys
from collections.abc import MutableMapping

from annotator.__main__ import main


def let_go(environment: MutableMapping[str, str]) -> None:
    """Undo in ``environment`` what is meant for this process alone.

    PyInstaller's starter lets the loader of Linux look into the program's own folder first. The
    loader has read that by now, and a file manager or web browser that we open must not find our
    libraries in place of its own. Runs of this program itself are told to set it anew.
    """
    original = environment.pop("LD_LIBRARY_PATH_ORIG", None)
    if original is not None:
        environment["LD_LIBRARY_PATH"] = original
    else:
        environment.pop("LD_LIBRARY_PATH", None)
    environment["PYINSTALLER_RESET_ENVIRONMENT"] = "1"


if __name__ == "__main__":
    if sys.platform == "linux":
        let_go(os.environ)
    sys.exit(main())
