"""`new` and `schema`: what an author begins with."""

import re
from pathlib import Path
from typing import Final

from practice_player.cli.printing import say, say_json
from practice_player.lib.errors import PracticeError, UsageError
from practice_player.lib.folders import make_private
from practice_player.lib.paths import same_form
from practice_player.lib.plain_text import one_line
from practice_player.lib.suggested_commands import command, pasted
from practice_player.script import discovery
from practice_player.script.parsing.yaml_tree import quoted
from practice_player.script.watch import is_script_name
from practice_player.settings import own_sessions_dir, sessions_dirs, shipped_dir

_NAME: Final = re.compile(r"\w(?:[\w-]{0,58}\w)?")
_TAKEN_BY_WINDOWS: Final = re.compile(r"(?:con|prn|aux|nul|(?:com|lpt)[\d¹²³])", re.IGNORECASE)
_BEGIN: Final = Path(discovery.__file__).parent / "begin"


def new(name: str, *, partner: bool, out: str | None) -> int:
    """Writes a script that can be played at once, and says what to do with it.

    Raises:
        UsageError: the name is none, or the file is no YAML file.
        PracticeError: there is such a script already, or it cannot be written.
    """
    name = same_form(name)
    if not _can_be_called(name):
        plain = "-".join(re.findall(r"\w+", name.lower()))[:60].rstrip("-")
        plain = next(one for one in (plain, f"my-{plain[:57]}", "evening") if _can_be_called(one))
        raise UsageError(f"a practice cannot be called `{quoted(name)}`", fix=f"`{command('new', plain)}`")
    path = Path(out) if out else own_sessions_dir() / f"{name}.yaml"
    if not is_script_name(path.name):
        raise UsageError(
            f"`{path}` is no script's name", fix=f"end it in .yaml: `--out {pasted(f'{path}.yaml')}`"
        )
    known = discovery.by_name(sessions_dirs()).get(name)
    if not out and known and known.path.is_relative_to(own_sessions_dir()):
        raise _exists(known.path)
    begun = (_BEGIN / ("partner.yaml" if partner else "solo.yaml")).read_text(encoding="utf-8")
    filled = {
        "<schema>": (shipped_dir("sessions") / "script.schema.json").absolute().as_uri(),
        "<name>": one_line(str(path)) if out else name,
        "<title>": " ".join(word[:1].upper() + word[1:] for word in re.split(r"[-_]+", name) if word),
    }
    for blank, words in filled.items():
        begun = begun.replace(blank, " ".join(words.splitlines()))
    _write(path, begun, make_folder=not out)
    say(str(path))
    called = str(path) if out else name
    say(f"  It can be played at once: {command('play', called)}")
    say(f"  Change it, then: {command('check', called)}")
    if not out and known:
        say(f"  It stands in for {known.path}, for as long as it is there.")
    return 0


def _can_be_called(name: str) -> bool:
    return bool(_NAME.fullmatch(name)) and not _TAKEN_BY_WINDOWS.fullmatch(name)


def print_schema(*, piece: bool) -> int:
    """Prints the JSON Schema of scripts, or of the pieces that scripts include."""
    from practice_player.script import model
    from practice_player.script.schema import schema

    say_json(schema(model.Piece if piece else model.Script))
    return 0


def _write(path: Path, text: str, *, make_folder: bool) -> None:
    try:
        if make_folder:
            make_private(path.parent)
        with path.open("x", encoding="utf-8", newline="\n") as file:
            if make_folder:  # among one's own things, it is for oneself alone
                path.chmod(0o600)
            file.write(text)
    except FileExistsError as exc:
        raise _exists(path) from exc
    except OSError as exc:
        raise PracticeError(
            f"the script cannot be written ({exc.strerror})",
            fix="name a file in a folder you may write to, with `--out`",
            place=str(path),
        ) from exc


def _exists(path: Path) -> PracticeError:
    return PracticeError(
        "there is a script here already, and it stays as it is", fix="choose another name", place=str(path)
    )
