"""Starts every other process of this program: run by its path, with the name of the module to run.

`python -m` would search the current folder first, where a `numpy.py` may lie beside somebody's scripts.
Here the package is loaded from this very folder, and nothing else is imported from the folder above it.
"""

import importlib
import importlib.util
import sys
from pathlib import Path

PACKAGE = "practice_player"


def main() -> None:
    if PACKAGE not in sys.modules:
        place = Path(__file__).with_name("__init__.py")
        spec = importlib.util.spec_from_file_location(PACKAGE, place)
        if spec is None or spec.loader is None:
            raise ImportError(f"{place} cannot be imported")
        package = importlib.util.module_from_spec(spec)
        sys.modules[PACKAGE] = package
        spec.loader.exec_module(package)
    late_imports = importlib.import_module(f"{PACKAGE}.lib.late_imports")
    late_imports.postpone_unneeded_imports()
    module, *arguments = sys.argv[1:]
    sys.exit(importlib.import_module(module).main(arguments))


if __name__ == "__main__":
    main()
