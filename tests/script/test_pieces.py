"""The files that a script names: pieces and recordings."""

from collections.abc import Callable
from pathlib import Path

import pytest

from practice_player.lib.errors import ScriptError
from practice_player.script import model
from practice_player.script.expand import expand
from practice_player.script.library import Library
from practice_player.script.parsing.reader import read
from practice_player.script.practice_choices import Choices
from practice_player.voice.script_recordings import ScriptRecordings
from tests.fakes import HEAD

Write = Callable[[str, str], Path]
PIECE = "format: 1\nsteps:\n"


@pytest.fixture
def write(tmp_path: Path) -> Write:
    def write_file(name: str, steps: str) -> Path:
        path = tmp_path / "mine" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        head = PIECE if "piece" in name else HEAD.format(practice="solo", more="")
        path.write_text(head + steps, encoding="utf-8")
        return path

    return write_file


def problems(path: Path) -> list[tuple[str, int, str, str]]:
    with pytest.raises(ScriptError) as caught:
        read(path)
    return [
        (Path(problem.place.path).name, problem.place.line, problem.problem, problem.fix)
        for problem in caught.value.problems
    ]


def test_a_piece_stands_where_it_is_included_and_keeps_its_own_place(write: Write) -> None:
    write("pieces/opening.yaml", "  - say: Hello.\n  - include: more/breath.yaml\n")
    write("pieces/more/breath.yaml", "  - {breathe: 4-0-6-0, cycles: 2}\n")
    script = read(write("calm.yaml", "  - include: pieces/opening.yaml\n  - rest: 3s\n"))

    steps = expand(script, Choices(), {})

    assert [type(step) for step in steps] == [model.Say, model.Breathe, model.Rest]
    assert [Path(step.place.path).name for step in steps] == ["opening.yaml", "breath.yaml", "calm.yaml"]
    assert steps[1].place.line == 3
    assert [path.name for path in script.pieces] == ["opening.yaml", "breath.yaml"]


def test_a_piece_can_be_repeated_with_items(write: Write) -> None:
    write("pieces/part.yaml", "  - say: Let the {item} be.\n")
    path = write("calm.yaml", "  - each: [hands, jaw]\n    repeat:\n      - include: pieces/part.yaml\n")

    steps = expand(read(path), Choices(), {})

    assert [step.say for step in steps if isinstance(step, model.Say)] == [
        "Let the hands be.",
        "Let the jaw be.",
    ]


def test_problems_of_a_piece_are_told_in_the_piece(write: Write) -> None:
    write("pieces/opening.yaml", "  - say: the {item}\n  - rest: 2s\n")
    write("pieces/other.yaml", "  - rest: 20\n")
    path = write("calm.yaml", "  - include: pieces/opening.yaml\n  - include: pieces/other.yaml\n")

    rows = problems(path)

    assert [(name, line) for name, line, _, _ in rows] == [("other.yaml", 3), ("opening.yaml", 3)]


def test_a_circle_of_pieces_is_told_with_its_way_round(write: Write) -> None:
    write("pieces/a.yaml", "  - include: b.yaml\n")
    write("pieces/b.yaml", "  - include: a.yaml\n")
    path = write("calm.yaml", "  - include: pieces/a.yaml\n  - rest: 2s\n")

    ((name, line, problem, _),) = problems(path)

    assert (name, line) == ("b.yaml", 3)
    assert problem == "this piece includes itself: a.yaml → b.yaml → a.yaml"


def test_a_script_cannot_include_itself(write: Write) -> None:
    path = write("calm.yaml", "  - include: calm.yaml\n  - rest: 2s\n")

    assert "includes itself: calm.yaml → calm.yaml" in problems(path)[0][2]


@pytest.mark.parametrize(
    "path_text",
    ["/etc/passwd", "../secret.yaml", "pieces/../../secret.yaml", "~/x.yaml", "C:\\x.yaml", "C:/x.yaml"],
)
@pytest.mark.parametrize("key", ["include", "audio"])
def test_a_path_that_leaves_the_folder_is_refused(write: Write, key: str, path_text: str) -> None:
    step = f"  - include: {path_text}\n" if key == "include" else f"  - say: Hello.\n    audio: {path_text}\n"
    write("../secret.yaml", "  - rest: 2s\n")

    ((_, line, problem, fix), *_) = problems(write("calm.yaml", step + "  - rest: 2s\n"))

    assert line == (9 if key == "include" else 10)
    assert path_text in problem
    assert "own folder" in fix


@pytest.mark.parametrize("key", ["include", "audio"])
def test_a_link_that_leaves_the_folder_is_refused(write: Write, key: str) -> None:
    secret = write("../secret/piece.yaml", "  - rest: 2s\n")
    step = (
        "  - include: link/piece.yaml\n" if key == "include" else "  - {say: Hi., audio: link/piece.yaml}\n"
    )
    path = write("calm.yaml", step + "  - rest: 2s\n")
    (path.parent / "link").symlink_to(secret.parent)

    assert "leads out of the script's folder" in problems(path)[0][2]


def test_a_link_that_goes_round_is_told(write: Write) -> None:
    path = write("calm.yaml", "  - include: round.yaml\n  - rest: 2s\n")
    (path.parent / "round.yaml").symlink_to("round.yaml")

    assert problems(path)[0][:2] == ("calm.yaml", 9)


def test_a_missing_piece_is_told_and_a_missing_recording_is_not(write: Write) -> None:
    path = write("calm.yaml", "  - {say: Hello., audio: tapes/hello.wav}\n  - include: none.yaml\n")

    ((_, line, problem, _),) = problems(path)

    assert (line, problem) == (10, "there is no file `none.yaml`")


def test_a_recording_is_known_by_its_whole_path(write: Write) -> None:
    script = read(write("calm.yaml", "  - {say: Hello., audio: tapes/hello.wav}\n"))

    (step,) = expand(script, Choices(), {})

    assert isinstance(step, model.Say)
    assert step.file_path == (Path(step.place.path).parent / "tapes" / "hello.wav").resolve()


def test_pieces_too_deep_in_each_other_are_told_whichever_way_they_are_met(write: Write) -> None:
    for number in range(12):
        write(f"piece{number}.yaml", f"  - rest: 2s\n  - include: piece{number + 1}.yaml\n")
    write("piece12.yaml", "  - rest: 2s\n")
    down = write("down.yaml", "  - include: piece0.yaml\n")
    up = write("up.yaml", "".join(f"  - include: piece{number}.yaml\n" for number in range(12, -1, -1)))

    for path in (down, up):
        assert "more than 5 deep" in problems(path)[0][2]


def test_pieces_that_multiply_are_told_at_once(write: Write) -> None:
    for number in range(4):
        write(f"piece{number}.yaml", f"  - include: piece{number + 1}.yaml\n" * 50)
    write("piece4.yaml", "  - rest: 1s\n")

    assert "more than 2000 steps" in problems(write("calm.yaml", "  - include: piece0.yaml\n"))[0][2]


def test_a_piece_is_no_practice(write: Write) -> None:
    write("pieces/opening.yaml", "  - rest: 2s\n")
    path = write("calm.yaml", "  - include: pieces/opening.yaml\n")

    assert [script.name for script in Library([path.parent]).scripts()] == ["calm"]


def test_a_script_that_stands_in_for_another_says_so(tmp_path: Path) -> None:
    for folder in ("own", "shipped"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "calm.yaml").write_text(HEAD.format(practice="solo", more="") + "  - rest: 2s\n")
    (tmp_path / "own" / "mine.yaml").write_text(HEAD.format(practice="solo", more="") + "  - rest: 2s\n")

    library = Library([tmp_path / "own", tmp_path / "shipped"])

    assert library.find("calm").replaces == tmp_path / "shipped" / "calm.yaml"
    assert library.find("mine").replaces is None


@pytest.mark.parametrize(
    ("named", "instead"),
    [
        ("tapes\\k.wav", "write `/` between folders: `tapes/k.wav`"),
        ("tapes\\more\\k.wav", "write `/` between folders: `tapes/more/k.wav`"),
        ("C:\\tapes\\k.wav", "put the file into the script's own folder, and write `k.wav`"),
        ("c:/tapes/k.wav", "put the file into the script's own folder, and write `k.wav`"),
        ("C:k.wav", "put the file into the script's own folder, and write `k.wav`"),
        ("\\\\server\\k.wav", "put the file into the script's own folder, and write `k.wav`"),
        ("/home/k.wav", "put the file into the script's own folder, and write `k.wav`"),
        ("tapes/7:30.wav", "give the file a name without a colon"),
    ],
)
def test_a_path_written_as_on_windows_is_answered_with_one_for_all(
    write: Write, named: str, instead: str
) -> None:
    steps = f"  - say: Hello.\n    audio: {named}\n  - include: {named}\n"

    rows = problems(write("calm.yaml", steps))

    assert [(line, fix) for _, line, _, fix in rows] == [(10, instead), (11, instead)]


@pytest.mark.parametrize("name", ["x" * 264 + ".wav", "x" * 5000])
def test_a_recording_whose_name_is_too_long_is_not_there(write: Write, name: str) -> None:
    step = read(write("calm.yaml", f"  - {{say: Hello., audio: {name}}}\n")).steps[0]

    assert isinstance(step, model.Say)
    assert step.file_path
    assert ScriptRecordings().find(step.file_path) is None


@pytest.mark.parametrize(
    ("written", "message", "fix"),
    [
        ('""', "no file's name", "delete the line"),
        ('" "', "no file's name", "delete the line"),
        ('"a\\x07.wav"', "control character", "another name"),
        ('"a.wav\\n"', "line break", "on this line"),
        ("[a.wav]", "this is a list", "without brackets"),
        ('"~"', "begins at a drive or the top folder", "recordings/opening.wav"),
        ("../a.wav", "leads out", "recordings/opening.wav"),
    ],
)
def test_a_name_that_can_be_no_recording_gets_a_remedy_for_recordings(
    write: Write, written: str, message: str, fix: str
) -> None:
    ((_, line, problem, remedy),) = problems(write("calm.yaml", f"  - {{say: Hello., audio: {written}}}\n"))

    assert line == 9
    assert message in problem
    assert fix in remedy


@pytest.mark.parametrize("name", ["~.m4a", " a.wav", "a.wav ", "two  spaces.wav", "~a b.wav"])
def test_a_file_is_meant_by_its_name_just_as_it_is_written(write: Write, name: str) -> None:
    path = write("calm.yaml", f'  - {{say: Hello., audio: "{name}"}}\n')
    step = read(path).steps[0]

    assert isinstance(step, model.Say)
    assert step.file_path == path.parent.resolve() / name


@pytest.mark.parametrize("key", ["include", "audio"])
def test_a_link_that_goes_round_or_out_asks_for_the_file_itself(write: Write, key: str) -> None:
    step = "  - include: {}\n" if key == "include" else "  - {{say: Hi., audio: {}}}\n"
    path = write("calm.yaml", step.format("round.wav") + step.format("out.wav") + "  - rest: 2s\n")
    (path.parent / "round.wav").symlink_to("round.wav")
    (path.parent / "out.wav").symlink_to(write("../elsewhere.wav", ""))

    rows = problems(path)

    assert [fix for _, _, _, fix in rows] == ["put the file itself there, in place of the link"] * 2


def test_a_problem_of_a_piece_is_reported_though_a_step_was_taken_out_at_the_same_line(write: Write) -> None:
    write("pieces/turn.yaml", "- rest: 5s\n" * 4 + "- for: 20s\n  turn:\n    first\n")
    path = write("calm.yaml", "    - rest: 20\n    - include: pieces/turn.yaml\n")

    rows = problems(path)

    assert [(name, line) for name, line, _, _ in rows] == [("calm.yaml", 9), ("turn.yaml", 9)]
