"""Postpones the import of a module that a library imports and hardly ever uses."""

import importlib
import sys
from types import ModuleType


def import_when_used(name: str) -> None:
    """Has `import` of a module do nothing until something in the module is used; nothing if it is imported.

    `importlib.util.LazyLoader` would not do: `import` itself asks what it loads for its `__spec__`.
    """
    if name in sys.modules:
        return
    sys.modules[name] = _ModuleToCome(name)
    package, _, last_name = name.rpartition(".")
    if package:  # `import` only binds it to its package when it loads it
        setattr(importlib.import_module(package), last_name, sys.modules[name])


def postpone_what_miniaudio_hardly_uses() -> None:
    """Saves 6 MB and 25 ms of `import miniaudio`, which needs these for internet radio and playlists only."""
    import_when_used("urllib.request")
    import_when_used("html")


class _ModuleToCome(ModuleType):
    """Stands in for a module; what is looked up in it comes from the module itself, imported for that."""

    def __getattr__(self, name: str) -> object:
        if name.startswith("__"):  # of a module without a package or a file
            raise AttributeError(name)
        if sys.modules.get(self.__name__) is self:
            del sys.modules[self.__name__]
        return getattr(importlib.import_module(self.__name__), name)
