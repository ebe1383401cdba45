"""Opens the interface over the real house."""

from decimal import Decimal

from practice_player.cli.printing import warn
from practice_player.lib.quiet import quiet_descriptors
from practice_player.lib.settings import log_path
from practice_player.tui.app import Begin, PracticeApp
from practice_player.tui.core import CorePort
from practice_player.tui.lifecycle import end_within


def run(
    *,
    name: str | None = None,
    length_s: Decimal | None = None,
    bed: str | None = None,
    without: frozenset[str] = frozenset(),
    voice: str = "heart",
    to: str = "card",
    log: bool = True,
) -> int:
    """Runs until the person leaves; with a `name`, straight into that practice."""

    def core() -> CorePort:
        from practice_player.core.bootstrap import create_core

        return create_core(voice=voice, to=to, log=log, traces=log)

    length = None if length_s is None else float(length_s)
    begin = Begin(name=name, length_s=length, bed=bed, without=without) if name else None
    with quiet_descriptors(log_path() if log else None):
        app = PracticeApp(core, begin, end_within=end_within)
        app.run()
    if app.failure:
        details = f"  Details: {log_path()}" if log else ""
        warn(f"The interface could not go on ({app.failure}).{details}")
    return app.return_code or 0
