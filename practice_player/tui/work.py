"""Starts work that a screen waits for while it goes on drawing."""

from collections.abc import Callable, Coroutine
from functools import partial
from typing import Any, TypeAlias, cast

from textual.css.query import NoMatches
from textual.dom import DOMNode, NoScreen
from textual.worker import Worker, WorkType

Work: TypeAlias = Callable[[], Coroutine[Any, Any, object]]


def start_work(node: DOMNode, work: Work, *, group: str, exclusive: bool = False) -> Worker[object]:
    """Calls `work` in a worker of `node`, which is cancelled when the node is removed; returns the worker.

    It takes the function, not the coroutine that it returns: a coroutine whose worker is cancelled before it
    began is never awaited, and Python warns of it.  With `exclusive`, earlier work of the group is cancelled.
    """
    worked = partial(_while_shown, node, work)
    return node.run_worker(cast("WorkType[object]", worked), group=group, exclusive=exclusive)


async def _while_shown(node: DOMNode, work: Work) -> object:
    """Awaits `work`, which ends early where it looks for a widget of a screen that is already being left.

    A screen's widgets are removed before its workers are cancelled: what goes on in between finds them gone.
    """
    try:
        return await work()
    except (NoMatches, NoScreen):
        if _is_shown(node):
            raise
        return None


def _is_shown(node: DOMNode) -> bool:
    """False once the program, the screen of `node` or `node` itself is being left."""
    if not node.app.is_running or (node is not node.app and not node.is_attached):
        return False
    return node is node.app or node.screen in node.app.screen_stack
