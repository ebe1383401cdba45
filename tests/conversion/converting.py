"""Converts the files of `tests/conversion/files`, and writes what they are expected to become.

`python -m tests.conversion.converting` writes every `FILE.yaml` and `FILE.told` anew; look at the difference.
"""

from pathlib import Path
from typing import Final

from practice_player.conversion.convert import Wishes, check_draft, convert
from practice_player.conversion.items import describe_loss
from practice_player.conversion.script_draft import ScriptDraft, write_script
from practice_player.lib.diagnostics import Diagnostic

FOLDER: Final = Path(__file__).parent / "files"
FILES: Final = sorted(path for path in FOLDER.iterdir() if path.suffix not in (".yaml", ".told"))


def converted(source: Path, wishes: Wishes | None = None) -> tuple[ScriptDraft, str, tuple[Diagnostic, ...]]:
    """Returns the draft of a file, what is told of it, and what `check` says of it."""
    conversion = convert(source, name_title="No Name", wishes=wishes or Wishes())
    draft, changes, problems = check_draft(conversion.draft, source=source, path=source.with_suffix(".yaml"))
    losses = sorted((*conversion.losses, *changes), key=lambda loss: loss.line)
    told = [describe_loss(loss, file_name=source.name, line_word=conversion.line_word) for loss in losses]
    return draft, "".join(f"{text}\n" for text in told), problems


def expected_script(draft: ScriptDraft) -> str:
    return write_script(draft).text


def main() -> None:
    for source in FILES:
        draft, told, _ = converted(source)
        source.with_name(f"{source.name}.yaml").write_text(expected_script(draft), encoding="utf-8")
        source.with_name(f"{source.name}.told").write_text(told, encoding="utf-8")


if __name__ == "__main__":
    main()
