"""Fills a block, whatever happens: an output's thread that ends is silence for ever."""

import logging

from practice_player.sound.block import Block, Render

log = logging.getLogger(__name__)


def fill(render: Render, block: Block) -> None:
    """Renders into the block; one that cannot be rendered is silent, and the next comes in its time."""
    try:
        render(block)
    except Exception:
        log.exception("a block could not be rendered")
        block[:] = 0.0
