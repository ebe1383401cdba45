"""All files that are made from the parser, and where they are put below the folder that is installed into."""

from collections.abc import Mapping

from build_steps.completions import completion
from build_steps.man_page import man_page
from practice_player.cli.completion import FILES
from practice_player.cli.parser import whole_parser

MANUAL = "share/man/man1/practice-player.1"


def made_files() -> Mapping[str, str]:
    """Returns the text of each file by its place; each is made from a parser of its own."""
    return {
        MANUAL: man_page(whole_parser()),
        **{place: completion(whole_parser(), shell) for shell, place in FILES.items()},
    }
