"""thinc: its compiled modules and layers are imported unseen, and it reads its CUDA sources."""

from PyInstaller.utils.hooks import collect_data_files, collect_submodules
from unwanted import is_wanted_module

datas = collect_data_files("thinc", includes=["**/*.cu"])
hiddenimports = collect_submodules("thinc", filter=is_wanted_module)
