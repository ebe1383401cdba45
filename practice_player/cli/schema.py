"""`schema`: prints the script language for editors, as a JSON Schema."""

import argparse

from practice_player.cli.arguments import AddCommand
from practice_player.cli.printing import say_json


def register(add_command: AddCommand) -> None:
    parser = add_command("schema", _run)
    which = parser.add_mutually_exclusive_group()
    which.add_argument("--piece", action="store_true", help="of the pieces that scripts include")
    which.add_argument("--path", action="store_true", help="of paths, which name practices in an order")


def _run(args: argparse.Namespace) -> int:
    return print_path_schema() if args.path else print_schema(piece=args.piece)


def print_schema(*, piece: bool) -> int:
    """Prints the JSON Schema of scripts, or of the pieces that scripts include."""
    from practice_player.script import model
    from practice_player.script.schema import script_schema

    say_json(script_schema(model.Piece if piece else model.Script))
    return 0


def print_path_schema() -> int:
    """Prints the JSON Schema of paths."""
    from practice_player.paths.help import path_schema

    say_json(path_schema())
    return 0
