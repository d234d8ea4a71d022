"""spaCy: its compiled modules import one another unseen; its languages are chosen."""

from PyInstaller.utils.hooks import collect_data_files, collect_submodules
from unwanted import is_wanted_module

datas = collect_data_files("spacy", includes=["**/*.cfg"])
hiddenimports = collect_submodules("spacy", filter=is_wanted_module)
