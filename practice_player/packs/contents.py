"""Checks what the files of an unpacked pack hold: its scripts, its voices and its recordings.

All is read as data, by the same readers and within the same limits as what lies among one's own scripts.
"""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NoReturn, TypeAlias

from practice_player.clips.analysis_cache import ClipAnalysisCache
from practice_player.clips.decoding_process import TransientClipError
from practice_player.clips.headers import HEAD_BYTES, FileKind, kind_of
from practice_player.clips.unknown_files import no_recording
from practice_player.lib.diagnostics import Diagnostic
from practice_player.lib.errors import ClipError, PackError, ScriptError, VoiceError
from practice_player.lib.quoting import quoted_file_name
from practice_player.lint.lint_script import lint_file
from practice_player.lint.voice_clips import VoiceClips
from practice_player.packs.layout import FileRole, script_path, voice_folder
from practice_player.packs.manifest import PackManifest
from practice_player.packs.script_files import script_files
from practice_player.script.model import Script
from practice_player.script.parsing.reader import read
from practice_player.timeline.phrases import spoken
from practice_player.voice.names import clip_name
from practice_player.voice.voice import Voice

ReadAhead: TypeAlias = Callable[[ClipAnalysisCache, Sequence[Path]], None]
"""Waits until recordings are read, and may show how far that is."""

_TELL_MAKER = "tell whoever made the pack: "


class NoClips(VoiceClips):
    """A voice without recordings, for checking a script by itself."""

    def __init__(self) -> None:
        super().__init__()

    def clip_name(self, text: str) -> str:
        return clip_name(text)


def check_contents(folder: Path, manifest: PackManifest, place: str, read_ahead: ReadAhead) -> None:
    """Checks that every practice passes `check` with its own files alone, and that each recording is heard.

    Raises:
        PackError: something in the pack is not what it should be; `place` names the pack.
        ClipError: a recording cannot be read for a reason that may pass, such as a full disk.
    """
    _ContentsCheck(folder, manifest, place, read_ahead).run()


class _ContentsCheck:
    def __init__(self, folder: Path, manifest: PackManifest, place: str, read_ahead: ReadAhead) -> None:
        self._folder = folder.resolve()  # as it stands in problems of pieces
        self._manifest = manifest
        self._place = place
        self._read_ahead = read_ahead
        self._analysis_cache = ClipAnalysisCache(None)

    def run(self) -> None:
        """Does what needs no decoding first: it is quick, and refuses most."""
        scripts = {name: self._read_script(name) for name in self._manifest.practices}
        self._expect_needed_files(scripts)
        texts = {text for script in scripts.values() for text in spoken(script)}
        for voice in self._manifest.voices:
            self._check_voice(voice, texts)
        self._measure_recordings()
        for name in scripts:
            report = lint_file(self._folder / script_path(name), NoClips(), self._analysis_cache.of)
            if errors := [problem for problem in report.problems if problem.severity == "error"]:
                self._refuse_script(errors)

    def _read_script(self, name: str) -> Script:
        try:
            return read(self._folder / script_path(name))
        except ScriptError as exc:
            self._refuse_script(exc.problems)

    def _expect_needed_files(self, scripts: dict[str, Script]) -> None:
        needed: set[str] = set()
        for name, script in scripts.items():
            needed.update(script_files(name, self._folder / script_path(name), script))
        for file in self._manifest.files_of(FileRole.SCRIPT, FileRole.PIECE, FileRole.RECORDING):
            if file.path not in needed:
                self._refuse(f"no script of it needs `{quoted_file_name(file.path)}`")

    def _check_voice(self, name: str, texts: set[str]) -> None:
        try:
            voice = Voice.open(self._folder / voice_folder(name), analysis_cache=self._analysis_cache)
        except VoiceError as exc:
            self._refuse(f"its voice `{quoted_file_name(name)}`: {exc.problem}", _TELL_MAKER + exc.fix)
        names = {clip_name(voice.engine_text(text)) for text in texts}
        for file in self._manifest.files_of(FileRole.CLIP):
            if not file.path.startswith(f"{voice_folder(name)}/"):
                continue
            if file.path.rpartition("/")[2] not in names:
                self._refuse(f"no practice of it says what `{quoted_file_name(file.path)}` is named after")
            with (self._folder / file.path).open("rb") as clip:
                head = clip.read(HEAD_BYTES)
            if kind_of(head) is not FileKind.OGG:
                problem, _ = no_recording(head) or ("this is no Ogg recording", "")
                self._refuse(f"`{quoted_file_name(file.path)}`: {problem}")

    def _measure_recordings(self) -> None:
        files = self._manifest.files_of(FileRole.CLIP, FileRole.RECORDING)
        paths = [self._folder / file.path for file in files]
        self._read_ahead(self._analysis_cache, paths)
        for file, path in zip(files, paths, strict=True):
            try:
                self._analysis_cache.of(path)
            except TransientClipError:
                raise
            except ClipError as exc:
                self._refuse(f"`{quoted_file_name(file.path)}`: {exc.problem}", _TELL_MAKER + exc.fix)

    def _refuse_script(self, problems: Sequence[Diagnostic]) -> NoReturn:
        first = problems[0]
        path = Path(first.place.path)
        shown_path = path.relative_to(self._folder) if path.is_relative_to(self._folder) else path
        others = f" (and {len(problems) - 1} more to mend)" if len(problems) > 1 else ""
        position = f"{shown_path.as_posix()}:{first.place.line}:{first.place.column}"
        self._refuse(f"{position}: {first.problem}{others}", _TELL_MAKER + first.fix)

    def _refuse(self, problem: str, fix: str = "") -> NoReturn:
        fix = fix or "tell whoever made the pack, and do not use it"
        raise PackError(problem, fix=fix, place=self._place)
