"""Keeps the backgrounds that are in use: making one takes a moment, and each takes 6 MB."""

import threading
from collections import OrderedDict
from typing import Final

from practice_player.sound.synth.beds import BEDS, Bed, make_bed

KEPT: Final = 3
"""The one that is heard, the one that fades, and one more."""


class BedCache:
    """Backgrounds by name."""

    def __init__(self) -> None:
        self._kept: OrderedDict[str, Bed] = OrderedDict()
        self._lock = threading.Lock()

    def ready(self, name: str) -> Bed | None:
        """The bed when it is made already; None for `none`.  Never waits."""
        return self._kept.get(name)

    def bed(self, name: str) -> Bed | None:
        """The bed, made now if need be; None for `none`, or for a name that is not known."""
        if name not in BEDS:
            return None
        with self._lock:
            if name not in self._kept:
                self._kept[name] = make_bed(name)
                while len(self._kept) > KEPT:
                    self._kept.popitem(last=False)
            else:
                self._kept.move_to_end(name)
            return self._kept[name]
