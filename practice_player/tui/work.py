"""Starts work that a screen waits for while it goes on drawing."""

from collections.abc import Callable, Coroutine
from typing import Any, TypeAlias, cast

from textual.dom import DOMNode
from textual.worker import Worker, WorkType

Work: TypeAlias = Callable[[], Coroutine[Any, Any, object]]


def start_work(node: DOMNode, work: Work, *, group: str, exclusive: bool = False) -> Worker[object]:
    """Calls `work` in a worker of `node`, which is cancelled when the node is removed; returns the worker.

    It takes the function, not the coroutine that it returns: a coroutine whose worker is cancelled before it
    began is never awaited, and Python warns of it.  With `exclusive`, earlier work of the group is cancelled.
    """
    return node.run_worker(cast("WorkType[object]", work), group=group, exclusive=exclusive)
