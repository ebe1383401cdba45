"""Postpones the import of a module that a library imports and hardly ever uses."""

import importlib
import sys
import typing
from types import ModuleType


def import_when_used(name: str, **known: object) -> None:
    """Has `import` of a module do nothing until something in the module is used; nothing if it is imported.

    For what is in `known` the module is not needed.  `importlib.util.LazyLoader` would not do: `import`
    itself asks what it loads for its `__spec__`.
    """
    if name in sys.modules:
        return
    sys.modules[name] = _ModuleToCome(name)
    vars(sys.modules[name]).update(known)
    package, _, last_name = name.rpartition(".")
    if package:  # `import` only binds it to its package when it loads it
        setattr(importlib.import_module(package), last_name, sys.modules[name])


def postpone_unneeded_imports() -> None:
    """Saves a process that plays or decodes 9 MB, and 30 ms until it does.

    miniaudio imports `urllib.request` and `html` for internet radio, soundfile `ctypes.util` to search for a
    library that it brings along, and numpy `platform` to describe it to whoever asks.
    """
    for name in ("html", "platform", "shutil", "subprocess", "tempfile", "urllib.request"):
        import_when_used(name)
    import_when_used("typing_extensions", Self=typing.Self)


class _ModuleToCome(ModuleType):
    """Stands in for a module; what is looked up in it comes from the module itself, imported for that."""

    def __getattr__(self, name: str) -> object:
        if name.startswith("__"):  # of a module without a package or a file
            raise AttributeError(name)
        if sys.modules.get(self.__name__) is self:
            del sys.modules[self.__name__]
        return getattr(importlib.import_module(self.__name__), name)
