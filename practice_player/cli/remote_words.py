"""What the desktop asks of a practice in plain mode, as the words that could be typed for the same."""

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Final

from practice_player.cli.typed_words import TypedWord, find_word
from practice_player.playback.remote_request import RemoteAction, RemoteRequest
from practice_player.playback.snapshot import PlaybackState

if TYPE_CHECKING:
    from practice_player.playback.session import PlaybackSession

_WORDS: Final = {RemoteAction.NEXT: "next", RemoteAction.PREVIOUS: "back", RemoteAction.STOP: "stop"}


def remote_words(session: "PlaybackSession", now_s: float) -> Iterator[TypedWord]:
    """Yields a word for each request since the last call that makes sense now."""
    for request in session.desktop.take():
        word = _word_for(request, session, now_s)
        if word is not None:
            yield word


def _word_for(request: RemoteRequest, session: "PlaybackSession", now_s: float) -> TypedWord | None:
    state = session.snapshot(now_s).state
    if request.is_for_pause_key(state):
        return find_word("go on" if state is PlaybackState.PAUSED else "pause")
    if request.action is RemoteAction.VOICE_LEVEL:
        return TypedWord(word="voice level", description="", action=_turn_voice_to(request.voice_db))
    word = _WORDS.get(request.action)
    return find_word(word) if word else None


def _turn_voice_to(level_db: float) -> "Callable[[PlaybackSession, float], str]":
    def action(session: "PlaybackSession", now_s: float) -> str:
        session.turn_voice(level_db - session.snapshot(now_s).voice_db)
        return ""

    return action
