"""`schema`: prints the script language for editors, as a JSON Schema."""

import argparse

from practice_player.cli.arguments import AddCommand
from practice_player.cli.printing import say_json


def register(add_command: AddCommand) -> None:
    parser = add_command("schema", _run, "the script language for editors, as a JSON Schema")
    parser.add_argument("--piece", action="store_true", help="of the pieces that scripts include")


def _run(args: argparse.Namespace) -> int:
    return print_schema(piece=args.piece)


def print_schema(*, piece: bool) -> int:
    """Prints the JSON Schema of scripts, or of the pieces that scripts include."""
    from practice_player.script import model
    from practice_player.script.schema import script_schema

    say_json(script_schema(model.Piece if piece else model.Script))
    return 0
