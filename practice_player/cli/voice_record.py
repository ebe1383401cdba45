"""`voice record`: records one's own voice, in the interface or in plain lines."""

import argparse
import sys
from typing import TYPE_CHECKING

from practice_player.cli.arguments import add_motion_argument, add_sessions_argument, reduced_motion
from practice_player.cli.interface import has_terminal, open_interface
from practice_player.cli.own_settings import own_preferences, warn_of_settings
from practice_player.cli.printing import discard_output, say
from practice_player.cli.signals import StopRequested, stop_signals
from practice_player.cli.typed_lines import TypedLines
from practice_player.core.request import RecordingRequest
from practice_player.lib.errors import UsageError

if TYPE_CHECKING:
    from practice_player.core.core import Core


def register_record(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Adds `voice record`."""
    parser = subparsers.add_parser("record", help="record a voice, sentence by sentence")
    parser.add_argument("names", nargs="*", metavar="NAME", help="the practices to read")
    parser.add_argument("--as", dest="voice", metavar="VOICE", help="what the voice is called")
    parser.add_argument("--made-for", default="", metavar="PERSON", help="whom a new voice is made for")
    parser.add_argument("--device", default="", metavar="MICROPHONE", help="another than the system's own")
    parser.add_argument("--list-devices", action="store_true", help="names the microphones, and no more")
    parser.add_argument("--plain", action="store_true", help="plain lines instead of the interface")
    add_motion_argument(parser)
    add_sessions_argument(parser)
    parser.set_defaults(run=_run)


def _run(args: argparse.Namespace) -> int:
    if args.list_devices:
        return list_devices()
    if not args.names:
        raise UsageError("which practices?", fix="practice-player voice record NAME --as VOICE")
    if not args.voice:
        raise UsageError("what is the voice called?", fix="write --as and a name, such as `--as anna`")
    request = RecordingRequest(
        names=tuple(args.names), voice=args.voice, made_for=args.made_for, device=args.device
    )
    plain = args.plain or not has_terminal()
    return record_voice(request, plain=plain, still=reduced_motion(args))


def list_devices() -> int:
    """Prints the name of each microphone, and of what else can be recorded.

    Raises:
        InputError: there is none.
    """
    from practice_player.sound.inputs.client import find_input_devices

    for device in find_input_devices():
        note = (
            "  (what this machine plays)" if device.is_monitor else "  (usual)" if device.is_default else ""
        )
        say(f"{device.name}{note}")
    return 0


def record_voice(request: RecordingRequest, *, plain: bool, still: bool = False) -> int:
    """Records in the interface or in plain lines; what was accepted is kept, whatever ends it.

    Returns 0; 1 if a line could not be written; 128 plus the number of the signal that ended it.

    Raises:
        PracticeError: a practice cannot be read, the voice cannot be recorded, or there is no microphone.
    """
    from practice_player.core.bootstrap import create_core

    warn_of_settings()
    core = create_core(preferences=own_preferences())
    try:
        if plain:
            return _record_plain(core, request)
        core.recorder.open(request).start()  # what is wrong is said here, and not over a picture
    finally:
        core.close()
    return open_interface(recording=request, reduced_motion=still)


def _record_plain(core: "Core", request: RecordingRequest) -> int:
    from practice_player.cli.plain_recording import PlainRecording

    session = core.recorder.open(request)
    typed = TypedLines.of_standard_input()
    typed.start()
    with stop_signals(suspending=False) as signals:
        recording = PlainRecording(session, typed)
        try:
            recording.run()
        except StopRequested:
            pass
        except BrokenPipeError:  # nobody reads the output
            discard_output(sys.stdout)
        finally:
            signals.ignore_further = True
            session.close()
    recording.print_end()
    if signals.ending_signal:
        return 128 + signals.ending_signal
    return 0 if recording.lines.all_written else 1
