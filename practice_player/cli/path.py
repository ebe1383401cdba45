"""`path`: shows paths, and how far one is on them; begins, leaves and follows them."""

import argparse
from typing import TYPE_CHECKING

from practice_player.cli.arguments import (
    Actions,
    AddCommand,
    add_json_argument,
    add_motion_argument,
    add_no_log_argument,
    add_sessions_argument,
    parse_step_number,
    reduced_motion,
)
from practice_player.cli.own_settings import own_preferences
from practice_player.cli.printing import report, say, say_json, say_lines, warn_lines
from practice_player.core.request import PracticeRequest
from practice_player.lib.errors import PracticeError, UsageError
from practice_player.lib.plain_text import one_line, pad_to_width
from practice_player.lib.suggested_commands import suggested_command

if TYPE_CHECKING:
    from practice_player.core.practice_paths import PathPractice, PathStepView, PathView, PracticePaths

_LIST = "see `practice-player path list`"
_ELSE_THE_LAST = "else the path that was begun last"


def register(add_command: AddCommand) -> None:
    """Adds `path list`, `show`, `next`, `play`, `begin` and `leave`; `path` alone is `path list`."""
    parser = add_command("path", _run_list)
    actions = parser.add_subparsers(title="commands", metavar="COMMAND")
    listing = actions.add_parser("list", help="the paths there are")
    listing.set_defaults(run=_run_list)
    showing = actions.add_parser("show", help="one path, step by step")
    showing.add_argument("name", metavar="NAME")
    showing.set_defaults(run=_run_show)
    coming = actions.add_parser("next", help="what comes next on a path")
    coming.set_defaults(run=_run_next)
    playing = actions.add_parser("play", help="follow the next step of a path")
    playing.add_argument("--plain", action="store_true", help="plain lines instead of the interface")
    playing.set_defaults(run=_run_play)
    add_motion_argument(playing)
    for subparser in (coming, playing):
        subparser.add_argument("name", nargs="?", default="", metavar="NAME", help=_ELSE_THE_LAST)
        subparser.add_argument(
            "--step", type=parse_step_number, metavar="N", help="another step than the next, by its number"
        )
    _add_changes(actions)
    for subparser in (parser, listing, showing, coming):
        add_json_argument(subparser)
    for subparser in (parser, listing, showing, coming, playing):
        add_no_log_argument(subparser)
        add_sessions_argument(subparser)


def _add_changes(actions: Actions) -> None:
    beginning = actions.add_parser("begin", help="begin a path, or take it up again where it was left")
    beginning.add_argument("name", metavar="NAME")
    beginning.add_argument("--anew", action="store_true", help="from its first step")
    beginning.set_defaults(run=lambda args: begin_path(args.name, anew=args.anew))
    leaving = actions.add_parser("leave", help="leave a path for now; it can be taken up again")
    leaving.add_argument("name", nargs="?", default="", metavar="NAME", help=_ELSE_THE_LAST)
    leaving.set_defaults(run=lambda args: leave_path(args.name))
    for subparser in (beginning, leaving):
        add_sessions_argument(subparser)


def _run_list(args: argparse.Namespace) -> int:
    return list_paths(solo_only=args.solo, as_json=args.json, log=not args.no_log)


def _run_show(args: argparse.Namespace) -> int:
    return show_path(args.name, as_json=args.json, log=not args.no_log)


def _run_next(args: argparse.Namespace) -> int:
    return print_next(args.name, step=args.step, as_json=args.json, log=not args.no_log)


def _run_play(args: argparse.Namespace) -> int:
    return play_next(
        args.name,
        step=args.step,
        plain=args.plain,
        reduced_motion=reduced_motion(args),
        log=not args.no_log,
    )


def list_paths(*, solo_only: bool, as_json: bool, log: bool) -> int:
    """Prints every path with where one is on it, and at the end those that cannot be followed."""
    from practice_player.core.path_words import state_words
    from practice_player.core.preferences import Setting

    paths = _paths(log=log)
    views = paths.all(solo_only=solo_only or own_preferences().is_on(Setting.SOLO_ONLY))
    if as_json:
        say_json([_as_json(view) for view in views])
        return 0
    width_cells = max((len(view.name) for view in views), default=0) + 2
    for view in views:
        if view.problem:
            continue
        place = "  (yours, in place of the shipped one)" if view.replaces else ""
        hang = " " * (width_cells + 2)
        name = pad_to_width(one_line(view.name), width_cells)
        say(f"  {name}{view.title}. {view.summary}{place}", hang=hang)
        say(f"{hang}{state_words(view)}")
    for view in views:
        if view.problem:
            say()
            say(f"{view.name} cannot be followed yet:")
            say_lines(view.problem)
    if not views:
        say("There is no path here yet. docs/paths.md says how one is written.")
    return 0


def show_path(name: str, *, as_json: bool, log: bool) -> int:
    """Prints one path, step by step.

    Raises:
        PracticeError: there is no such path, or it cannot be read.
    """
    from practice_player.core.path_words import guidance, state_words

    view = _readable(_paths(log=log).one(name))
    if as_json:
        say_json(_as_json(view))
        return 0
    say(view.title)
    for words in (view.summary, *guidance(view)):
        say(words)
    say()
    for number, step in enumerate(view.steps):
        _print_step(number, step, is_next=number == view.next_step)
    say()
    for words in (state_words(view), view.caution, *view.evidence):
        if words:
            say(words)
    return 0


def print_next(name: str, *, step: int | None, as_json: bool, log: bool) -> int:
    """Prints what comes next on a path, or a step of it, and the command that plays it.

    Raises:
        PracticeError: there is no such path or step, or it cannot be read.
    """
    from practice_player.core.path_words import state_words

    view = _chosen(_paths(log=log), name)
    number = _step_index(view, step)
    practice = view.next_practice(number)
    if as_json:
        say_json(_next_as_json(view, number, practice))
        return 0
    if practice is None or number is None:
        say(state_words(view) if step is None else "Nothing of this step is here; it can be passed over.")
        return 0
    say(f"{view.title}: {practice.title}")
    for words in (view.steps[number].words, view.steps[number].plenty):
        if words:
            say(words)
    say(f"  {suggested_command('play', practice.name)}")
    return 0


def play_next(name: str, *, step: int | None, plain: bool, reduced_motion: bool, log: bool) -> int:
    """Plays what comes next on a path, or a step of it; the path is begun, or taken up again, with it.

    Raises:
        PracticeError: there is no such path or step, or nothing of it can be played.
    """
    from practice_player.cli.play import follow
    from practice_player.core.path_words import state_words

    log = log and own_preferences().chosen.journal
    paths = _paths(log=log)
    view = _chosen(paths, name)
    practice = view.next_practice(_step_index(view, step))
    if practice is None:
        problem = state_words(view).rstrip(".") if step is None else "nothing of this step is here"
        raise PracticeError(problem, fix=f"`{suggested_command('path show', view.name)}`, and --step N")
    paths.begin(view.name)
    if paths.unwritten:
        warn_lines(str(paths.unwritten))
    return follow(PracticeRequest(name=practice.name, log=log), plain=plain, reduced_motion=reduced_motion)


def begin_path(name: str, *, anew: bool) -> int:
    """Begins a path, or takes it up again; with `anew`, from its first step.

    Raises:
        PracticeError: there is no such path, or it cannot be read, or this cannot be remembered.
    """
    from practice_player.core.path_words import state_words

    paths = _paths(log=True)
    view = _readable(paths.one(name))
    paths.begin(view.name, anew=anew)
    if paths.unwritten:
        raise paths.unwritten
    view = paths.one(view.name)
    report(f"{view.title}. {state_words(view)}")
    if not own_preferences().chosen.journal:
        say("The journal is off, so nothing is remembered; `path play NAME --step N` plays any step.")
    return 0


def leave_path(name: str) -> int:
    """Leaves a path for now; without a name, the one that is followed.

    Raises:
        PracticeError: there is no such path, or none is followed, or this cannot be remembered.
    """
    paths = _paths(log=True)
    view = paths.one(name) if name else _chosen(paths, name)
    paths.leave(view.name)
    if paths.unwritten:
        raise paths.unwritten
    report(f"{view.title} is left for now. `{suggested_command('path begin', view.name)}` takes it up again.")
    return 0


def _paths(*, log: bool) -> "PracticePaths":
    from practice_player.core.bootstrap import create_core

    return create_core(log=log and own_preferences().chosen.journal, preferences=own_preferences()).paths


def _chosen(paths: "PracticePaths", name: str) -> "PathView":
    """The path of a name, or without one the path that was begun last."""
    view = paths.one(name) if name else paths.current()
    if view is None:
        raise UsageError("no path is followed now", fix=f"name one, or {_LIST}")
    return _readable(view)


def _readable(view: "PathView") -> "PathView":
    if view.problem:
        problem, _, fix = view.problem.partition("\n  Try: ")
        raise PracticeError(problem, fix=fix.partition("\n")[0])
    return view


def _step_index(view: "PathView", step: int | None) -> int | None:
    if step is None:
        return view.next_step
    if step > len(view.steps):
        raise UsageError(f"{view.title} has no step {step}", fix=f"a number from 1 to {len(view.steps)}")
    return step - 1


def _print_step(number: int, step: "PathStepView", *, is_next: bool) -> None:
    from practice_player.core.path_words import often, practice_words

    names = ", or ".join(practice_words(step, practice) for practice in step.practices)
    how_often = f"  ({often(step)})" if often(step) else ""
    say(f"{'>' if is_next else ' '} {number + 1:>2}  {names}{how_often}", hang=" " * 6)
    for words in (step.words, step.plenty):
        if words:
            say(f"      {words}")


def _as_json(view: "PathView") -> dict[str, object]:
    return {
        "name": view.name,
        "title": view.title,
        "summary": view.summary,
        "lasts": view.lasts,
        "plenty": view.plenty,
        "caution": view.caution,
        "begun_on": view.begun_on.isoformat() if view.begun_on else None,
        "left": view.is_left,
        "next_step": None if view.next_step is None else view.next_step + 1,
        "steps": [
            {
                "practices": [_practice_as_json(practice) for practice in step.practices],
                "words": step.words,
                "plenty": step.plenty,
                "times": step.times,
                "again": step.again,
                "done_times": step.done_times,
            }
            for step in view.steps
        ],
        "path": str(view.file),
        "replaces": str(view.replaces) if view.replaces else None,
        "problem": view.problem,
    }


def _practice_as_json(practice: "PathPractice") -> dict[str, object]:
    return {"name": practice.name, "title": practice.title, "playable": practice.is_playable}


def _next_as_json(view: "PathView", number: int | None, practice: "PathPractice | None") -> dict[str, object]:
    return {
        "name": view.name,
        "title": view.title,
        "step": None if number is None else number + 1,
        "practice": _practice_as_json(practice) if practice else None,
        "words": "" if number is None else view.steps[number].words,
        "plenty": "" if number is None else view.steps[number].plenty,
    }
