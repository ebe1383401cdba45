"""Asks about a person's own recordings of voices: whose are deleted, or whether those deleted come back."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Literal

from practice_player.prompts.people import MAX_OFFERED_NAMES
from practice_player.prompts.prompt import Option, Prompt, Steps

_DELETE: Final = "delete"
_RESTORE: Final = "restore"
_SHOWN_COUNT: Final = 2
"""So many of the sentences that fall silent are shown; the others are counted."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnRecordings:
    """What is a person's own of a voice."""

    voice: str
    recording_count: int
    silent_texts: tuple[str, ...] = ()
    """The sentences that nobody says any more without these recordings."""

    @property
    def words(self) -> str:
        count = self.recording_count
        return f"{self.voice}, {count} recording{'' if count == 1 else 's'}"


@dataclass(frozen=True, slots=True, kw_only=True)
class VoiceChange:
    """What is to be done with a person's own recordings."""

    kind: Literal["delete", "restore"]
    voice: str = ""
    """The voice that is deleted; empty where everything that was deleted comes back."""


def ask_about_voices(own: Sequence[OwnRecordings], deleted: Sequence[str]) -> Steps[VoiceChange | None]:
    """Asks for one change; None if there is none.  `deleted` are the voices that can come back."""
    while True:
        answer = yield _list_prompt(own, deleted)
        if not answer:
            return None
        if answer == _RESTORE:
            return VoiceChange(kind="restore")
        recordings = own[int(answer) - 1]
        if (yield _delete_prompt(recordings)) == _DELETE:
            return VoiceChange(kind="delete", voice=recordings.voice)


def _list_prompt(own: Sequence[OwnRecordings], deleted: Sequence[str]) -> Prompt:
    offered, hidden = own[:MAX_OFFERED_NAMES], own[MAX_OFFERED_NAMES:]
    line = "Choose one to delete; what falls silent is said first." if own else "There are none."
    others = (f"And {', '.join(recordings.voice for recordings in hidden)}.",) if hidden else ()
    restore = (Option(key="u", word=_RESTORE, label=f"bring back {', '.join(deleted)}"),) if deleted else ()
    return Prompt(
        title="Recordings of your own",
        lines=(line, *others),
        options=(
            *(
                Option(key=str(number), word=str(number), label=recordings.words)
                for number, recordings in enumerate(offered, start=1)
            ),
            *restore,
            Option(key="enter", word="", label="done"),
        ),
    )


def _delete_prompt(recordings: OwnRecordings) -> Prompt:
    return Prompt(
        title=f"Delete your recordings of {recordings.voice}?",
        lines=(
            _silence_line(recordings.silent_texts),
            "They can be brought back here until the program ends.",
        ),
        options=(
            Option(key="d", word=_DELETE, label=f"delete {recordings.words}"),
            Option(key="enter", word="", label="no"),
        ),
    )


def _silence_line(texts: Sequence[str]) -> str:
    if not texts:
        return "Nothing falls silent: other voices say the same sentences."
    shown = " ".join(f"“{text}”" for text in texts[:_SHOWN_COUNT])
    more = f" And {len(texts) - _SHOWN_COUNT} more." if len(texts) > _SHOWN_COUNT else ""
    count = "1 sentence falls" if len(texts) == 1 else f"{len(texts)} sentences fall"
    return f"{count} silent, and {'is' if len(texts) == 1 else 'are'} only shown: {shown}{more}"
