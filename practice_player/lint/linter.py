"""Checks many scripts, and those that have not changed from memory.

Opens no script that it remembers, beyond reading its bytes: a verdict stands under what it followed
from, the bytes of the script and its pieces, the recordings of the voice, and this very program.
"""

import hashlib
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from practice_player.lib.errors import Diagnostic
from practice_player.lib.fact_cache import FactCache, settled, state
from practice_player.lib.plain_files import UnusableFileError, read_bytes
from practice_player.lib.programs import program_state
from practice_player.lib.suggested_commands import command
from practice_player.lint.report import Report, Unheard, as_json, from_json
from practice_player.lint.voice_clips import VoiceClips, stale_clip

if TYPE_CHECKING:
    from practice_player.clips.analysis_cache import ClipAnalysisCache
    from practice_player.clips.measurement import ClipAnalysis


class Linter:
    """One look at scripts and the folders of the voice that speaks them.

    `now_s` is the time of day; `wait_for` may say how far a recording is read.
    """

    def __init__(
        self,
        voice: Sequence[Path],
        lint_cache: FactCache,
        *,
        now_s: float,
        traces: bool = True,
        wait_for: "Callable[[ClipAnalysisCache, Path], None]" = lambda _analysis_cache, _path: None,
    ) -> None:
        self._voice = tuple(voice)
        self._lint_cache = lint_cache
        self._now_s = now_s
        self._wait_for = wait_for
        self._recordings = VoiceClips(*voice)
        self._traces = traces
        self._analysis_cache: ClipAnalysisCache | None = None
        self._measures: dict[Path, ClipAnalysis] = {}
        self._passing = False
        """Whether what was found may be otherwise in a moment: a busy machine, a full disk."""

        self._voice_state = self._state_of_the_voice()

    def report(self, path: Path) -> Report:
        """All there is to tell of a script, but for what only all scripts together show."""
        voice = "|".join(str(folder.absolute()) for folder in self._voice)
        key = f"script|{path.absolute()}|{voice}"
        kept = self._recalled(key, path)
        if kept is None:
            before = self._stamp(path, Report())
            self._passing = False
            kept = self._examined(path)
            unchanged = before == self._stamp(path, Report())
            stamp = self._stamp(path, kept)
            still = all(settled(Path(one), self._now_s) for one in (*kept.pieces, *kept.recordings))
            if stamp and unchanged and still and not self._passing:
                self._lint_cache.keep(key, stamp, as_json(kept))
        return replace(
            kept,
            problems=tuple(replace(one, path=one.path or str(path)) for one in kept.problems),
            unheard=tuple(replace(one, path=one.path or str(path)) for one in kept.unheard),
        )

    def may_be_stale(self, report: Report) -> bool:
        """Whether an old recording may be left of a phrase without one: then it matters what others use."""
        unused = self._recordings.names.difference(report.clips)
        return bool(report.clips) and any(stale_clip(one.clip, unused) for one in report.unheard)

    def unheard_problems(self, report: Report, script: Path, used: Iterable[str]) -> Iterator[Diagnostic]:
        """The phrases without a recording; `used` names what other scripts need."""
        if report.unheard and not report.clips:
            said = f"nothing that is said here has a recording by `{self._voice[0].name}`"
            fix = f"`{command('voice narrate', str(script))}`; until then it is shown, not heard"
            yield _advice("no-recording", report.unheard[0], said, fix)
            return
        unused = self._recordings.names.difference(used)
        for one in report.unheard:
            if old := stale_clip(one.clip, unused):
                fix = f"`{command('voice narrate', str(script))}`, then delete `{old}`"
                said = f"`{old}` was recorded before these words were changed: {one.text}"
                yield _advice("stale-recording", one, said, fix)
            else:
                fix = f"`{command('voice narrate', str(script))}`; until then it is shown, not heard"
                yield _advice("no-recording", one, f"no recording says: {one.text}", fix)

    def unused_problems(
        self, used: Iterable[str], within: Collection[Path] | None = None
    ) -> Iterator[Diagnostic]:
        """The recordings that no script needs, in all the voice's folders or only `within` some of them."""
        unused = sorted(self._recordings.names.difference(used))
        for path in map(self._recordings.path, unused):
            if within is not None and path.parent not in within:
                continue
            yield Diagnostic(
                path=str(path),
                line=1,
                column=1,
                problem="no script uses this recording",
                fix="delete it, or keep it for a script to come",
                severity="advice",
                rule="unused-recording",
            )

    def _recalled(self, key: str, path: Path) -> Report | None:
        stamp, value = self._lint_cache.recall(key) or ("", None)
        report = from_json(value) if stamp else None
        return report if report and stamp == self._stamp(path, report) else None

    def _examined(self, path: Path) -> Report:
        from practice_player.lint.examine import lint_file

        return lint_file(path, self._recordings, self._measured)

    def _stamp(self, path: Path, report: Report) -> str:
        """What a verdict follows from; empty when that cannot be known for certain."""
        if self._voice_state is None:
            return ""
        digest = self._voice_state.copy()
        try:
            digest.update(hashlib.sha256(read_bytes(path)).digest())
            for piece in map(Path, report.pieces):
                digest.update(f"\n{piece.resolve()}\n".encode(errors="surrogateescape"))
                digest.update(hashlib.sha256(read_bytes(piece)).digest())
        except (UnusableFileError, OSError, RuntimeError):
            return ""
        if report.recordings:  # with another ffmpeg, or with one at last, more can be read
            digest.update(program_state("ffmpeg").encode(errors="surrogateescape"))
        for recording in map(Path, report.recordings):
            digest.update(f"\n{recording} {state(recording)}".encode(errors="surrogateescape"))
        return digest.hexdigest()

    def _measured(self, path: Path) -> "ClipAnalysis":
        from practice_player.clips.analysis_cache import ClipAnalysisCache
        from practice_player.clips.decoding_process import NotReadThisTimeError

        self._analysis_cache = self._analysis_cache or (
            ClipAnalysisCache.open() if self._traces else ClipAnalysisCache(None)
        )
        if path not in self._measures:
            self._wait_for(self._analysis_cache, path)
            try:
                self._measures[path] = self._analysis_cache.of(path)
            except NotReadThisTimeError:
                self._passing = True
                raise
        return self._measures[path]

    def _state_of_the_voice(self) -> "hashlib._Hash | None":
        paths = [path for folder in self._voice for path in sorted(folder.glob("*"))]
        if not all(settled(path, self._now_s) for path in paths):
            return None
        states = [f"{path} {state(path)}" for path in paths]
        return hashlib.sha256("\n".join(states).encode(errors="surrogateescape"))


def _advice(rule: str, at: Unheard, problem: str, fix: str) -> Diagnostic:
    return Diagnostic(
        path=at.path,
        line=at.line,
        column=at.column,
        problem=problem,
        fix=fix,
        severity="advice",
        rule=rule,
    )
