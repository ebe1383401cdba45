"""`new --from`: makes a script of somebody's file, and prints what could not be carried over."""

from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Final

from practice_player.cli.printing import ProgressLine, say, say_lines
from practice_player.lib.diagnostics import Diagnostic
from practice_player.lib.errors import UsageError
from practice_player.lib.paths import disk_spelling
from practice_player.lib.suggested_commands import suggested_command

if TYPE_CHECKING:
    from practice_player.conversion.convert import Conversion
    from practice_player.conversion.items import Loss

MAX_ADVICE: Final = 20
"""The most pieces of advice that are printed; `check` tells the others."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FromFile:
    """What is asked for with `--from`."""

    source: str
    audio: str | None = None
    title: str = ""
    practice: str = ""
    goal: str = "settle"


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """A script that was made of a file."""

    text: str
    losses: "tuple[Loss, ...]"
    """What was left out, guessed or added, in the order of the file."""

    line_word: str
    """What the lines of the losses are counted in; empty for lines of text."""

    problems: tuple[Diagnostic, ...]


@contextmanager
def script_from_file(
    request: FromFile, *, path: Path, name_title: str, comments: Sequence[str], private: bool
) -> Iterator[Made]:
    """Makes a script of a file, and its recordings; they are removed again if the block inside fails.

    Raises:
        PracticeError: the file cannot be read as a practice, or recordings cannot be written.
    """
    from practice_player.conversion.convert import Wishes, check_draft, convert
    from practice_player.conversion.script_draft import write_script

    wishes = Wishes(title=request.title, practice=request.practice, goal=request.goal)
    conversion = convert(
        disk_spelling(Path(request.source)),
        name_title=name_title,
        wishes=wishes,
        has_audio=request.audio is not None,
    )
    with ExitStack() as stack:
        if request.audio is not None:
            conversion = stack.enter_context(_cut(conversion, request.audio, path, private=private))
        draft = replace(conversion.draft, comments=tuple(comments))
        draft, changes, problems = check_draft(draft, source=Path(request.source), path=path)
        yield Made(
            text=write_script(draft).text,
            losses=tuple(sorted((*conversion.losses, *changes), key=lambda loss: loss.line)),
            line_word=conversion.line_word,
            problems=problems,
        )


@contextmanager
def _cut(conversion: "Conversion", audio_path: str, path: Path, *, private: bool) -> "Iterator[Conversion]":
    """Cuts the recording of a script at its times, into a folder beside `path`."""
    from practice_player.cli.reading import wait_for_recording
    from practice_player.clips.analysis_cache import ClipAnalysisCache, clip_of
    from practice_player.conversion.cutting import cut_recording, plan_cuts

    audio = disk_spelling(Path(audio_path)).absolute()
    analysis_cache = ClipAnalysisCache.open()
    wait_for_recording(ProgressLine(), analysis_cache, audio)
    recording = clip_of(audio, analysis_cache)
    folder = path.with_name(f"{path.stem}-audio")
    steps, cuts, losses = plan_cuts(
        conversion.draft.steps, length_frames=recording.length_frames, folder_name=folder.name
    )
    with cut_recording(recording, cuts, folder, private=private):
        yield replace(
            conversion,
            draft=replace(conversion.draft, steps=steps),
            losses=(*conversion.losses, *losses),
        )


def print_outcome(made: Made, request: FromFile, *, argument: str) -> int:
    """Prints what was left out, guessed or added, and what `check` says; returns the exit code."""
    from practice_player.conversion.items import describe_loss

    for loss in made.losses:
        say_lines(describe_loss(loss, file_name=Path(request.source).name, line_word=made.line_word))
    for problem in made.problems[:MAX_ADVICE]:
        say_lines(str(problem))
    if (more := len(made.problems) - MAX_ADVICE) > 0:
        say(f"There is more to say of it ({more}): {suggested_command('check', argument)}")
    return 1 if any(problem.severity == "error" for problem in made.problems) else 0


def refuse_without_from(audio: str | None, title: str | None, goal: str | None, *, solo: bool) -> None:
    """Refuses options that only say something about a file.

    Raises:
        UsageError: one of them is there without `--from`.
    """
    options = (("--audio", audio), ("--title", title), ("--goal", goal), ("--solo", solo or None))
    for option, value in options:
        if value is not None:
            raise UsageError(
                f"`{option}` is for a script made of a file", fix="name the file: `--from evening.txt`"
            )
