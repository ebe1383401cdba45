"""Small private files that hold one JSON object."""

import json
import logging
from pathlib import Path
from typing import Any, Final

from practice_player.lib.atomic_files import write_atomically
from practice_player.lib.folders import make_private

MAX_BYTES: Final = 1_000_000

log = logging.getLogger(__name__)


def read_object(path: Path, *, max_bytes: int = MAX_BYTES) -> dict[str, Any]:
    """The object in a file; an empty one when the file is missing, too large or broken."""
    try:
        if not path.is_file() or path.stat().st_size > max_bytes:
            return {}
        content = json.loads(path.read_bytes())
    except (OSError, ValueError, RecursionError) as exc:
        log.warning("%s cannot be read: %s", path.name, exc)
        return {}
    return content if isinstance(content, dict) else {}


def find_problem(path: Path, *, max_bytes: int = MAX_BYTES) -> str:
    """Returns why `read_object` finds nothing in a file that is there; empty if it can be read."""
    try:
        if not path.is_file():
            return "it is no file"
        if path.stat().st_size > max_bytes:
            return f"it is larger than {max_bytes // 1000} kB"
        content = json.loads(path.read_bytes())
    except json.JSONDecodeError as exc:
        return f"no JSON at {exc.lineno}:{exc.colno}"
    except OSError as exc:
        return exc.strerror or str(exc)
    except (ValueError, RecursionError):
        return "it is no JSON"
    return "" if isinstance(content, dict) else "it holds no object"


def write_object(path: Path, content: dict[str, Any]) -> None:
    """Writes the whole file in one step, for its owner alone.

    Raises:
        OSError: it cannot be written.
    """
    make_private(path.parent)
    text = json.dumps(content, indent=2, ensure_ascii=False) + "\n"
    write_atomically(path, text.encode(errors="replace"), durable=True)
