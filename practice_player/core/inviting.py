"""What an invitation to a practice holds, and which practice it means on this machine."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from functools import partial
from typing import Final

from practice_player.core.preparing import possible_consent_answers
from practice_player.core.request import PracticeRequest
from practice_player.core.shelf import Shelf
from practice_player.invitations.code import (
    TENTH_FRAMES,
    Invitation,
    name_mark,
    script_mark,
    timeline_mark,
    voice_mark,
)
from practice_player.lib.errors import InvitationError, LengthError
from practice_player.lib.units import exact_clock, seconds
from practice_player.playback.meeting import Meeting
from practice_player.playback.session import PlaybackSession
from practice_player.playback.timed_session import TimedSession
from practice_player.prompts.before import APART_WITHOUT
from practice_player.script.choices import NOTHING
from practice_player.script.library import Library, LoadedScript
from practice_player.timeline.fingerprint import fingerprint
from practice_player.timeline.model import Timeline

PACK_OR_PAGE: Final = (
    "ask for it as a pack (pack make, with its recordings), or as a page (render -o evening.html)"
)


def mark_of(timeline: Timeline) -> int:
    """Returns the mark of a timeline, as an invitation has it."""
    return timeline_mark(fingerprint(timeline))


def invitation_to(
    shelf: Shelf, loaded: LoadedScript, request: PracticeRequest, begins_at: datetime, *, voice: str
) -> Invitation:
    """Returns an invitation to a practice as requested; two who are apart do without what takes a touch.

    `voice` is who speaks.

    Raises:
        PracticeError: the practice cannot be played so, or not apart.
    """
    script = loaded.playable()
    if script.practice == "partner":
        apart = APART_WITHOUT & possible_consent_answers(script).keys()
        request = replace(request, without=request.without | apart)
    length = request.length_frames
    if length is not None and length % TENTH_FRAMES:
        raise InvitationError(
            "a code holds lengths in tenths of a second", fix="--length 7m, or such as 90.5s"
        )
    arrangement = shelf.arrangement(loaded, request)
    return Invitation(
        begins_at=begins_at,
        length_tenths=round((length or arrangement.timeline.length_frames) / TENTH_FRAMES),
        is_usual_length=length is None,
        without=arrangement.without,
        name_mark=name_mark(loaded.name),
        script_mark=script_mark(loaded.content_hash()),
        voice_mark=voice_mark(voice),
        timeline_mark=mark_of(arrangement.timeline),
    )


def find_invited(library: Library, invitation: Invitation) -> LoadedScript:
    """Returns the practice that an invitation means, under any name.

    Raises:
        InvitationError: it is not here, or has other words.
    """

    def is_meant(loaded: LoadedScript) -> bool:
        return loaded.script is not None and script_mark(loaded.content_hash()) == invitation.script_mark

    namesakes = [
        library.load(file) for file in library.files() if name_mark(file.name) == invitation.name_mark
    ]
    if found := next(filter(is_meant, namesakes), None) or next(filter(is_meant, library.scripts()), None):
        return found
    if namesakes:
        raise InvitationError(
            f"{namesakes[0].name} has other words here than where you are invited to", fix=PACK_OR_PAGE
        )
    raise InvitationError(
        "the practice of this code is not on this machine",
        fix=f"its name stands beside the code; {PACK_OR_PAGE}",
    )


def joining_request(
    shelf: Shelf, loaded: LoadedScript, invitation: Invitation, voices: list[str]
) -> PracticeRequest:
    """Returns the request for a practice that is heard in step; `voices` are those that can be used.

    Raises:
        InvitationError: it cannot be heard in step here; the text says what differs.
        PracticeError: the practice cannot be played.
    """
    title = loaded.playable().title
    speaking = [voice for voice in voices if voice_mark(voice) == invitation.voice_mark]
    if not speaking:
        raise InvitationError(f"{title} is spoken there by a voice that is not here", fix=PACK_OR_PAGE)
    lengths = set[str]()
    for voice in speaking:
        request = PracticeRequest(
            name=loaded.name,
            length_frames=None if invitation.is_usual_length else invitation.length_tenths * TENTH_FRAMES,
            without=invitation.without | {NOTHING},
            voice=voice,
        )
        try:
            timeline = shelf.timeline(loaded, request)
        except LengthError:
            continue
        mark = mark_of(timeline)
        if mark == invitation.timeline_mark:
            return replace(
                request,
                without=invitation.without,
                length_frames=timeline.length_frames,  # a way of one's own ends at about the same time
                begins_at=invitation.begins_at,
                in_step_with=mark,
            )
        lengths.add(exact_clock(seconds(round(timeline.length_frames / TENTH_FRAMES) * TENTH_FRAMES)))
    there = exact_clock(invitation.length_tenths / 10)
    differing = ", ".join(sorted(lengths - {there}))
    difference = f": it lasts {there} there, and {differing} here" if differing else ""
    raise InvitationError(f"{title} has other recordings here{difference}", fix=PACK_OR_PAGE)


def session_maker(
    request: PracticeRequest, timeline: Timeline, clock: Callable[[], datetime]
) -> Callable[..., PlaybackSession]:
    """Returns what makes the session of a request: one that waits for its moment, if it has one."""
    if request.begins_at is None:
        return PlaybackSession
    together = request.in_step_with is not None
    meeting = Meeting(begins_at=request.begins_at, clock=clock, together=together)
    own_way = together and mark_of(timeline) != request.in_step_with
    return partial(TimedSession, meeting=meeting, own_way=own_way)
