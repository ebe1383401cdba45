"""Whether the desktop can lead a practice here."""

import threading
from enum import StrEnum
from typing import Final

from practice_player.mpris.session_bus import connect

WAIT_S: Final = 2.0
"""A bus that does not answer within this time counts as none."""


class Availability(StrEnum):
    READY = "ready"
    NO_LIBRARY = "no library"
    """jeepney is not installed; it is only on systems that have D-Bus."""

    NO_BUS = "no bus"
    """Nothing answers, as over ssh, in a container, or where no desktop runs."""


def find_availability(wait_s: float = WAIT_S) -> Availability:
    """Connects to the session bus and leaves it again; takes no name."""
    found = [Availability.NO_BUS]

    def look() -> None:
        try:
            connect().close()
        except ImportError:
            found.append(Availability.NO_LIBRARY)
        except Exception:  # noqa: BLE001 - whatever fails, there is no bus to be used
            found.append(Availability.NO_BUS)
        else:
            found.append(Availability.READY)

    thread = threading.Thread(target=look, name="looking for the bus", daemon=True)
    thread.start()
    thread.join(wait_s)
    return found[-1]
