"""Asks a question that is answered with yes or no, in a line of its own."""

from practice_player.cli.printing import say
from practice_player.cli.typed_lines import TypedLines

_WAIT_S = 0.2


def is_confirmed(question: str) -> bool:
    """Asks until the answer is yes or no; the end of the input is a no."""
    typed = TypedLines.of_standard_input()
    typed.start()
    say(f"{question} yes or no")
    while (line := next_line(typed)) is not None:
        match line.strip().lower():
            case "yes" | "y":
                return True
            case "no" | "n" | "stop" | "quit":
                return False
        say("yes or no, please.")
    return False


def next_line(typed: TypedLines) -> str | None:
    """Waits for a line; None at the end of the input."""
    while not typed.ended:
        if (line := typed.take(_WAIT_S)) is not None:
            return line
    return None
