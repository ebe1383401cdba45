"""Fills a block without ever raising: an exception would end the output's thread, and the sound with it."""

import logging

from practice_player.sound.block import Block, Render

log = logging.getLogger(__name__)


def fill(render: Render, block: Block) -> None:
    """Renders into the block; a block that cannot be rendered is silent."""
    try:
        render(block)
    except Exception:
        log.exception("a block could not be rendered")
        block[:] = 0.0
