"""What the desktop can do for a practice."""

import sys
from typing import Final

from practice_player.cli.diagnosis.finding import Finding

_TEXTS: Final = {
    "ready": "the desktop's player controls and media keys lead a practice",
    "no bus": "no desktop listens here (no session bus answers): the program has only its own keys",
    "no library": "jeepney is not installed: media keys lead nothing; pip install 'practice-player[mpris]'",
    "elsewhere": "they lead a practice on Linux only",
    "off": "they lead nothing, as the settings say (media_keys)",
}


def media_keys() -> Finding:
    """Whether media keys lead a practice, and if not, why."""
    state = _state()
    return Finding(text=_TEXTS[state], facts={"state": state})


def _state() -> str:
    from practice_player import settings
    from practice_player.core.preferences import Preferences
    from practice_player.mpris.availability import Availability, find_availability

    if not Preferences(settings.preferences_path()).chosen.media_keys:
        return "off"
    availability = find_availability()
    if availability is Availability.NO_LIBRARY and sys.platform != "linux":
        return "elsewhere"
    return availability.value
