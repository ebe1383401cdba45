"""Every process of this program begins here: a plain file, run by its path with the module to be run.

`python -m` would look for everything in the current folder first, where a `numpy.py` may lie beside
somebody's scripts.  This very package is taken, wherever it was imported from, and nothing else of the
folder it lies in.
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
    module, *arguments = sys.argv[1:]
    importlib.import_module(module).main(arguments)


if __name__ == "__main__":
    main()
