"""Caches the backgrounds that are in use: making one takes a moment, and each takes 6 MB."""

import threading
from collections import OrderedDict
from typing import Final

from practice_player.sound.synth.beds import BEDS, Bed, make_bed

MAX_BEDS: Final = 3
"""The bed that is heard, the one that fades out, and one more."""


class BedCache:
    """Backgrounds by name, made on demand; any thread may ask."""

    def __init__(self) -> None:
        self._beds: OrderedDict[str, Bed] = OrderedDict()
        self._lock = threading.Lock()

    def ready(self, name: str) -> Bed | None:
        """Returns the bed when it is in the cache, else None.  Never waits."""
        return self._beds.get(name)

    def bed(self, name: str) -> Bed | None:
        """Returns the bed, made now if it is not in the cache; None for `none` or an unknown name."""
        if name not in BEDS:
            return None
        with self._lock:
            if name not in self._beds:
                self._beds[name] = make_bed(name)
                while len(self._beds) > MAX_BEDS:
                    self._beds.popitem(last=False)
            else:
                self._beds.move_to_end(name)
            return self._beds[name]
