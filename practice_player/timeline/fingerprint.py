"""A text that is the same for two timelines exactly when everything in them is heard at the same frames.

Backgrounds do not count, nor which recording says a phrase: only how long it is.  Pure.
"""

import hashlib
from itertools import chain

from practice_player.timeline.model import Timeline


def fingerprint(timeline: Timeline) -> str:
    """Returns 64 hexadecimal digits."""
    content = hashlib.sha256(f"{timeline.length_frames}".encode())
    spans = chain(
        timeline.steps, timeline.phrases, timeline.breaths, timeline.bells, timeline.ticks, timeline.sounds
    )
    for span in spans:
        content.update(f"|{type(span).__name__} {span.start_frame} {span.length_frames}".encode())
    for text in (phrase.text for phrase in timeline.phrases):
        content.update(f"|{text}".encode())
    return content.hexdigest()
