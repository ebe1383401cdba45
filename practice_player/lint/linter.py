"""Reports on many scripts, from a cache for those that have not changed, and on a voice's recordings.

A report is cached under a fingerprint of everything that it depends on: the bytes of the script and its
pieces, the recordings of the voice and its own, and this program.  A script is read once, so that the
fingerprint is of the same bytes that are parsed.
"""

import hashlib
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from practice_player.lib.diagnostics import Diagnostic, Place
from practice_player.lib.fact_cache import FactCache, file_stamp, is_settled
from practice_player.lib.plain_files import ReadFile, UnusableFileError, read_bytes
from practice_player.lib.programs import program_stamp
from practice_player.lib.suggested_commands import quote_for_shell, suggested_command
from practice_player.lint.report import Report, as_json, from_json
from practice_player.lint.rules import recordings
from practice_player.lint.voice_clips import VoiceClips, stale_clip
from practice_player.voice.lookup import find_problem, is_own, narrate_command

if TYPE_CHECKING:
    from practice_player.clips.analysis_cache import ClipAnalysisCache
    from practice_player.clips.measurement import ClipAnalysis


class Linter:
    """Checks scripts, and the folders of the voice that speaks them, in their present state.

    `now_s` is the time of day: a report on files that changed just before it is not cached.  `wait_for` may
    show how far a recording is read.  Without `traces`, measurements of recordings are not cached.
    `is_said_elsewhere` tells whether another voice says a phrase, so that this one need not.
    """

    def __init__(
        self,
        voice_folders: Sequence[Path],
        lint_cache: FactCache,
        *,
        second_folders: Sequence[Path] = (),
        now_s: float,
        traces: bool = True,
        wait_for: "Callable[[ClipAnalysisCache, Path], None]" = lambda _analysis_cache, _path: None,
        read_file: ReadFile = read_bytes,
        is_said_elsewhere: Callable[[str], bool] = lambda _text: False,
    ) -> None:
        self._voice_folders = tuple(voice_folders)
        self._second_folders = tuple(second_folders)
        self._lint_cache = lint_cache
        self._now_s = now_s
        self._traces = traces
        self._wait_for = wait_for
        self._read_file = read_file
        self._is_said_elsewhere = is_said_elsewhere
        self._voice_clips = VoiceClips(*voice_folders)
        self._analysis_cache: ClipAnalysisCache | None = None
        self._analyses: dict[Path, ClipAnalysis] = {}
        self._reports: dict[Path, Report] = {}
        self._met_transient_error = False
        """Whether the current report met an error that may pass, such as a busy machine or a full disk."""

        self._voice_digest = self._digest_of_voice()

    def report(self, path: Path) -> Report:
        """Returns the report on a script by itself; its problems name it as `path`."""
        absolute = path.absolute()
        if absolute not in self._reports:
            self._reports[absolute] = self._cached_or_new(path)
        return self._reports[absolute].with_path("", str(path))

    def may_be_stale(self, report: Report) -> bool:
        """Whether a recording may have a phrase's old words: then it matters what other scripts use."""
        unused_clips = self._voice_clips.names.difference(report.clips)
        return bool(report.clips) and any(
            stale_clip(phrase.clip, unused_clips) for phrase in report.unrecorded if not phrase.by_second
        )

    def unrecorded_problems(
        self, report: Report, script: Path, used_clips: Iterable[str]
    ) -> Iterator[Diagnostic]:
        """Yields a problem for each phrase without a recording; `used_clips` are what any script needs."""
        without_clip = [phrase for phrase in report.unrecorded if not phrase.by_second]
        unrecorded = [phrase for phrase in without_clip if not self._is_said_elsewhere(phrase.text)]
        yield from self._unrecorded_by_second(report, script)
        if not unrecorded:
            return
        voice_name = self._voice_folders[0].name
        suggestion = f"`{suggested_command(narrate_command(voice_name), str(script))}`"
        if unrecorded == without_clip and not report.clips:
            yield recordings.NO_RECORDING.diagnostic(
                unrecorded[0].place,
                problem=f"nothing that is said here has a recording by `{voice_name}`",
                fix=f"{suggestion}; until then it is shown, not heard",
            )
            return
        unused_clips = self._voice_clips.names.difference(used_clips)
        for phrase in unrecorded:
            if old_clip := stale_clip(phrase.clip, unused_clips):
                yield recordings.STALE_RECORDING.diagnostic(
                    phrase.place,
                    problem=f"`{old_clip}` was recorded before these words were changed: {phrase.text}",
                    fix=f"{suggestion}, then delete `{old_clip}`",
                )
            else:
                yield recordings.NO_RECORDING.diagnostic(
                    phrase.place,
                    problem=f"no recording says: {phrase.text}",
                    fix=f"{suggestion}; until then it is shown, not heard",
                )

    def _unrecorded_by_second(self, report: Report, script: Path) -> Iterator[Diagnostic]:
        """Yields one problem for all phrases that the second voice has no recording of."""
        unrecorded = [phrase for phrase in report.unrecorded if phrase.by_second]
        if unrecorded:
            name = self._second_folders[0].name
            command = suggested_command(f"voice narrate --voice {quote_for_shell(name)}", str(script))
            more = f", and of {len(unrecorded) - 1} more" if len(unrecorded) > 1 else ""
            yield recordings.NO_RECORDING.diagnostic(
                unrecorded[0].place,
                problem=f"the second voice, `{name}`, has no recording of “{unrecorded[0].text}”{more}",
                fix=f"`{command}`; until then the first voice says it, or it is shown",
            )

    def unused_problems(
        self, used_clips: Iterable[str], folders: Collection[Path] | None = None
    ) -> Iterator[Diagnostic]:
        """Yields a problem for each recording that no script needs, in all or some folders of the voice."""
        unused_clips = sorted(self._voice_clips.names.difference(used_clips))
        for path in map(self._voice_clips.path, unused_clips):
            if folders is None or path.parent in folders:
                yield unused_problem(path)

    def _cached_or_new(self, path: Path) -> Report:
        """Returns a report with an empty path for the script: the next caller may spell it differently."""
        voice_paths = "|".join(
            str(folder.absolute()) for folder in (*self._voice_folders, *self._second_folders)
        )
        key = f"script|{path.absolute()}|{voice_paths}"
        read_file = _ReadOnce(self._read_file)
        fingerprint, value = self._lint_cache.recall(key) or ("", None)
        cached = from_json(value) if fingerprint else None
        if cached and fingerprint == self._fingerprint(path, cached, read_file):
            return cached
        self._met_transient_error = False
        report = self._lint(path, read_file).with_path(str(path), "")
        read_paths = map(Path, (*report.pieces, *report.recordings))
        are_settled = all(is_settled(file, self._now_s) for file in read_paths)
        fingerprint = self._fingerprint(path, report, read_file)
        if fingerprint and are_settled and not self._met_transient_error:
            self._lint_cache.keep(key, fingerprint, as_json(report))
        return report

    def _lint(self, path: Path, read_file: ReadFile) -> Report:
        from practice_player.lint.lint_script import lint_file

        return lint_file(path, self._voice_clips, self._measure, read_file, second_voice=self._second_clips)

    @cached_property
    def _second_clips(self) -> VoiceClips | None:
        """The recordings of the second voice; None if there is none, or it cannot be used."""
        if not self._second_folders or find_problem(self._second_folders):
            return None
        return VoiceClips(*self._second_folders)

    def _fingerprint(self, path: Path, report: Report, read_file: ReadFile) -> str:
        """Returns the fingerprint of everything that a report depends on; empty if that is not certain."""
        if self._voice_digest is None:
            return ""
        digest = self._voice_digest.copy()
        try:
            digest.update(hashlib.sha256(read_file(path)).digest())
            for piece in map(Path, report.pieces):
                target = piece.resolve()
                digest.update(f"\n{target}\n".encode(errors="surrogateescape"))
                digest.update(hashlib.sha256(read_file(target)).digest())
        except (UnusableFileError, OSError, RuntimeError):
            return ""
        if report.recordings:  # a new or another ffmpeg may be able to read more of them
            digest.update(program_stamp("ffmpeg").encode(errors="surrogateescape"))
        for recording in map(Path, report.recordings):
            digest.update(f"\n{recording} {file_stamp(recording)}".encode(errors="surrogateescape"))
        return digest.hexdigest()

    def _measure(self, path: Path) -> "ClipAnalysis":
        from practice_player.clips.analysis_cache import ClipAnalysisCache
        from practice_player.clips.decoding_process import TransientClipError

        self._analysis_cache = self._analysis_cache or (
            ClipAnalysisCache.open() if self._traces else ClipAnalysisCache(None)
        )
        if path not in self._analyses:
            self._wait_for(self._analysis_cache, path)
            try:
                self._analyses[path] = self._analysis_cache.of(path)
            except TransientClipError:
                self._met_transient_error = True
                raise
        return self._analyses[path]

    def _digest_of_voice(self) -> "hashlib._Hash | None":
        folders = (*self._voice_folders, *self._second_folders)
        paths = [path for folder in folders for path in sorted(folder.glob("*"))]
        if not all(is_settled(path, self._now_s) for path in paths):
            return None
        states = [f"{path} {file_stamp(path)}" for path in paths]
        return hashlib.sha256("\n".join(states).encode(errors="surrogateescape"))


def unused_problem(path: Path) -> Diagnostic:
    """Returns the problem of a recording that no script needs."""
    command = "`practice-player voice tidy` asks and deletes it" if is_own(path.parent) else "delete it"
    return recordings.UNUSED_RECORDING.diagnostic(
        Place(str(path)),
        problem="no script uses this recording",
        fix=f"{command}, or keep it for a script to come",
    )


class _ReadOnce:
    """Reads each file once."""

    def __init__(self, read_file: ReadFile) -> None:
        self._read_file = read_file
        self._contents: dict[Path, bytes] = {}

    def __call__(self, path: Path) -> bytes:
        if path not in self._contents:
            self._contents[path] = self._read_file(path)
        return self._contents[path]
