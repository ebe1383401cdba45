"""The command line as a person or a script uses it, each in a process of its own."""

import json
import os
import re
import signal
import sqlite3
import subprocess
import sys
import time
import urllib.parse
from contextlib import closing, suppress
from pathlib import Path

import pytest
import soundfile

from practice_player.cli.main import main
from practice_player.script.library import Library
from practice_player.settings import shipped_dir
from practice_player.voice.voice import Voice
from tests.fakes import HEAD


def start(home: Path, *args: str) -> "subprocess.Popen[str]":
    return subprocess.Popen(
        [sys.executable, "-m", "practice_player", *args],
        env=os.environ | {"PRACTICE_PLAYER_HOME": str(home)},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
        errors="replace",
    )


def run(home: Path, *args: str) -> tuple[int, str, str]:
    process = start(home, *args)
    out, err = process.communicate(timeout=60)
    assert "Traceback" not in out + err
    return process.returncode, out, err


def test_list_show_and_journal_speak_json(tmp_path: Path) -> None:
    _, listed, _ = run(tmp_path, "list", "--json")
    _, shown, _ = run(tmp_path, "show", "soft-sighs", "--length", "7m", "--json")
    _, entries, _ = run(tmp_path, "journal", "list", "--json")

    assert {"soft-sighs", "steady-six", "here-and-now", "arrive-together"} <= {
        row["name"] for row in json.loads(listed)
    }
    practice = json.loads(shown)
    assert practice["length_s"] == 420
    assert all(Path(cue["clip"]).is_file() for cue in practice["cues"] if cue["kind"] == "say")
    assert json.loads(entries) == []


def test_the_keys_of_list_and_show_are_those_that_are_documented(tmp_path: Path) -> None:
    listed = json.loads(run(tmp_path, "list", "--json")[1])
    shown = json.loads(run(tmp_path, "show", "soft-sighs", "--json")[1])
    page = Path(__file__).parent.parent.parent / "docs" / "json.md"
    sections = page.read_text(encoding="utf-8").split("\n## ")

    for section, sample in ((sections[1], listed), (sections[2], shown)):
        example = "\n".join(re.findall(r"^    (.*)$", section, re.MULTILINE))
        (documented, printed) = (json.loads(example), sample)
        if isinstance(printed, list):
            documented, printed = documented[0], printed[0]
        assert list(documented) == list(printed)
        for cue, printed_cue in zip(documented.get("cues", []), printed.get("cues", []), strict=False):
            assert list(cue) == list(printed_cue)


def test_check_finds_nothing_to_mend_in_what_is_shipped(tmp_path: Path) -> None:
    shipped = Library((shipped_dir("sessions"),)).scripts()

    assert run(tmp_path, "check") == (0, f"{len(shipped)} practices and 3 paths, nothing to mend.\n", "")


UNSAFE = """\
format: 1
title: Quick
practice: solo
goal: energise
level: 1
summary: Just breathe.
steps:
  - {breathe: 1-0-1-0, cycles: 10/20/30}
  - rest: 20
"""


def test_check_tells_errors_and_advice_and_fails_for_errors_alone(tmp_path: Path) -> None:
    (tmp_path / "quick.yaml").write_text(UNSAFE)
    (tmp_path / "calm.yaml").write_text(UNSAFE.replace("1-0-1-0", "4-0-6-0").replace("20\n", "20s\n"))

    code, out, err = run(tmp_path, "check", str(tmp_path / "quick.yaml"))
    advised, advice, _ = run(tmp_path, "check", str(tmp_path / "calm.yaml"))
    _, rows, _ = run(tmp_path, "check", "--json", str(tmp_path / "quick.yaml"))

    assert (code, err) == (1, "")
    assert "quick.yaml:6:10: advice: “Just breathe”" in out
    assert "quick.yaml:8:15: each of these breaths lasts 2 s" in out
    assert "quick.yaml:9:11: `20` is not a length" in out
    assert out.endswith("1 practice, 2 to mend, 1 piece of advice.\n")
    assert advised == 0
    assert advice.endswith("1 practice, nothing to mend, 3 pieces of advice.\n")
    assert [(row["line"], row["severity"], row["rule"]) for row in json.loads(rows)] == [
        (6, "advice", "avoided-words"),
        (8, "error", "fast-breathing"),
        (9, "error", "format"),
    ]


def test_check_of_a_folder_takes_each_script_once(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    for name in ("a/x.yaml", "y.yml"):
        (tmp_path / name).write_text(UNSAFE)

    _, out, _ = run(tmp_path, "check", str(tmp_path), str(tmp_path / "a" / "x.yaml"))

    assert "2 practices, 4 to mend" in out


@pytest.mark.parametrize(
    ("args", "code", "message"),
    [
        (("play", "soft-sigh", "--plain"), 1, "soft-sighs"),
        (("play", "soft-sighs", "--plain", "--length", "70m"), 1, "from 4:"),
        (("play", "soft-sighs", "--length", "soon"), 2, "write for instance 7m"),
        (("play", "soft-sighs", "--to", "moon"), 2, "--to card"),
        (("render", "soft-sighs", "-o", "x.m4a"), 1, ".wav"),
        (("render", "soft-sighs", "-o", "none/x.wav"), 1, "folder you can write to"),
        (("show", "none.yaml"), 1, "check the path"),
        (("play", "soft-sighs", "--plain", "--voice", "nobody"), 1, "Try:"),
        (("voice", "narrate"), 2, "--all"),
        (("new", "../evening"), 2, "practice-player new evening"),
        (("new", "con"), 2, "practice-player new my-con"),
        (("new", "LPT1"), 2, "practice-player new my-lpt1"),
        (("show", "x" * 300), 1, "no practice is called"),
        (("check", "x" * 300 + ".yaml"), 1, "check the path"),
        (("list", "--sessions", "x" * 300), 2, "name a folder"),
        (("new", "x", "--out", "x.txt"), 2, "x.txt.yaml"),
        (("new", "x", "--out", "none/x.yaml"), 1, "--out"),
        (("list", "--sessions", "none"), 2, "name a folder"),
        (("check", "none.yaml"), 1, "check the path"),
        (("show", "soft-sighs", "--without", "holding"), 2, "write some of hold, breath, touch"),
        (("show", "soft-sighs", "--without", "standing"), 1, "no way without `standing`"),
        (("play", "soft-sighs", "--plain", "--without", "standing"), 1, "no way without `standing`"),
        (("render", "soft-sighs", "-o", "x.wav", "--without", "standing"), 1, "no way without `standing`"),
        (("play", "soft-sighs", "--plain", "--length", "9" * 400 + "m"), 2, "twelve hours"),
        (("show", "soft-sighs", "--length", "1e400"), 2, "write for instance 7m"),
        (("show", "soft-sighs", "--length", "4,5m"), 2, "write a point: 4.5m"),
        ((), 2, "needs a terminal"),
    ],
)
def test_bad_input_gets_one_message_with_its_remedy(
    tmp_path: Path, args: tuple[str, ...], code: int, message: str
) -> None:
    exit_code, _, err = run(tmp_path, *args)

    assert exit_code == code
    assert message in err


def test_a_broken_script_is_told_and_the_others_stay_usable(tmp_path: Path) -> None:
    (tmp_path / "sessions").mkdir()
    (tmp_path / "sessions" / "mine.yaml").write_text("format: 1\ntitle: Mine\n")

    played, _, err = run(tmp_path, "play", "mine", "--plain")
    listed, out, _ = run(tmp_path, "list")

    assert played == 1
    assert "mine.yaml:1:1: `practice` is missing" in err
    assert listed == 0
    assert "soft-sighs" in out
    assert "mine cannot be played yet" in out


def test_a_broken_recording_is_told(tmp_path: Path) -> None:
    voice = tmp_path / "audio" / "mine"
    voice.mkdir(parents=True)
    shipped = json.loads(run(tmp_path, "show", "soft-sighs", "--json")[1])
    clips = [Path(cue["clip"]) for cue in shipped["cues"] if cue["clip"]]
    (voice / "voice.yaml").write_text((clips[0].parent / "voice.yaml").read_text())
    (voice / clips[0].name).write_bytes(b"no sound at all")

    code, _, err = run(tmp_path, "play", "soft-sighs", "--plain", "--voice", "mine")

    assert code == 1
    assert clips[0].name in err
    assert "Try:" in err


def test_play_to_a_file_renders_it(tmp_path: Path) -> None:
    code, _, _ = run(tmp_path, "play", "here-and-now", "--length", "4m", "--to", str(tmp_path / "x.wav"))

    assert code == 0
    assert soundfile.info(tmp_path / "x.wav").frames == 4 * 60 * 48_000
    assert "Eyes open for this one" in (tmp_path / "x.vtt").read_text(encoding="utf-8")


def test_a_rendered_practice_knows_its_title_its_voice_and_its_chapters(tmp_path: Path) -> None:
    code, _, _ = run(tmp_path, "render", "here-and-now", "--length", "4m", "-o", str(tmp_path / "x.flac"))

    assert code == 0
    with soundfile.SoundFile(tmp_path / "x.flac") as sound:
        assert (sound.title, sound.artist) == ("Here, Now, Enough", "practice-player, voice heart")
    assert b"NAME=Find five things you can see" in (tmp_path / "x.flac").read_bytes()


CORNERS = """\
format: 1
title: Corners
practice: solo
goal: ground
level: 1
summary: The edges of a window.
adaptations: [no-hold]
steps:
  - when: no-hold
    then: [{breathe: 4-0-6-0, cycles: 2/4/6}]
    otherwise: [{breathe: 4-4-4-4, cycles: 2/4/6}]
  - rest: 5/10/20s
"""


def test_what_is_left_out_changes_what_is_shown_and_rendered(tmp_path: Path) -> None:
    script = tmp_path / "corners.yaml"
    script.write_text(CORNERS)

    usual = json.loads(run(tmp_path, "show", str(script), "--json")[1])
    without = json.loads(run(tmp_path, "show", str(script), "--without", "hold", "--json")[1])
    code, _, _ = run(tmp_path, "render", str(script), "-o", str(tmp_path / "x.wav"), "--without", "no-hold")

    assert (usual["length_s"], usual["without"], usual["can_leave_out"]) == (74.5, [], ["hold"])
    assert (without["length_s"], without["without"]) == (50.5, ["hold"])
    assert (without["least_s"], without["most_s"]) == (25.5, 80.5)
    assert code == 0
    assert soundfile.info(tmp_path / "x.wav").frames == 50.5 * 48_000


UNHEARD = """\
format: 1
title: A Long Word
practice: solo
goal: settle
level: 1
summary: Some rest.
steps:
  - say: %s. And “on.” And on.
  - rest: 0.1s
"""


def test_the_command_for_missing_recordings_names_the_voice_that_lacks_them(tmp_path: Path) -> None:
    script = tmp_path / "word.yaml"
    script.write_text(UNHEARD % "Hum", encoding="utf-8")

    shown = run(tmp_path, "show", str(script), "--voice", "michael")[1]
    checked = run(tmp_path, "check", str(script), "--voice", "michael")[1]

    assert f"Try: practice-player voice narrate --voice michael {script}" in shown
    assert f"`practice-player voice narrate --voice michael {script}`" in checked


def test_a_voice_does_not_record_what_is_in_another_language(tmp_path: Path) -> None:
    (tmp_path / "mine").mkdir()
    script = tmp_path / "mine" / "wort.yaml"
    script.write_text((UNHEARD % "Ruhe").replace("goal:", "lang: de\ngoal:"), encoding="utf-8")
    problem = "A Long Word is in German, and heart speaks English"

    code, _, refused = run(tmp_path, "voice", "narrate", str(script))

    assert (code, refused.splitlines()[0]) == (1, problem)
    assert json.loads(run(tmp_path, "show", str(script), "--json")[1])["lang"] == "de"
    checked = run(tmp_path, "check", str(script))[1]
    assert "wort.yaml:4:7: advice: this practice is in German, and the voice speaks English" in checked


def test_show_and_play_say_that_sentences_have_no_recording(tmp_path: Path) -> None:
    script = tmp_path / "word.yaml"
    script.write_text(UNHEARD % ("A" * 300), encoding="utf-8")
    problem = "3 sentences have no recording by heart; their captions are shown."

    shown = run(tmp_path, "show", str(script))[1]
    rendered, _, warned = run(tmp_path, "render", str(script), "-o", str(tmp_path / "x.wav"))

    assert rendered == 0
    assert f"{problem}\n  Try: practice-player voice narrate {script}" in shown
    assert f"{problem}\n  Try: practice-player voice narrate {script}" in warned
    assert "no recording by" not in run(tmp_path, "show", "soft-sighs")[1]
    assert "And “on.”\n" in (tmp_path / "x.vtt").read_text(encoding="utf-8")


def test_a_practice_with_one_length_is_told_as_one_everywhere(tmp_path: Path) -> None:
    (tmp_path / "sessions").mkdir()
    (tmp_path / "sessions" / "one.yaml").write_text(
        UNHEARD.replace("  - say: %s. And “on.” And on.\n", "").replace("0.1s", "1.1s")
    )

    listed, shown = run(tmp_path, "list")[1], run(tmp_path, "show", "one")[1]
    played = run(tmp_path, "play", "one", "--plain", "--to", "silence", "--length", "0:01.6")[1]

    assert "one                0:01.6  settle" in listed
    assert shown.startswith("A Long Word, 0:01.6\n")
    assert played.startswith("A Long Word, 0:01.6. Ctrl-C")
    assert played.endswith("A Long Word, 0:02, done.\n"), "what was practised, as the journal says it"


def test_a_remembered_adaptation_holds_until_none_is_said(tmp_path: Path) -> None:
    script = tmp_path / "corners.yaml"
    script.write_text(CORNERS)
    (tmp_path / "preferences.json").write_text('{"without": ["hold"]}')

    remembered = run(tmp_path, "show", str(script))[1]
    none = run(tmp_path, "show", str(script), "--without", "none")[1]

    assert "without breath holds  (--without hold)" in remembered
    assert "   with breath holds  (--without hold)" in none


def test_show_says_how_each_step_stretches(tmp_path: Path) -> None:
    script = tmp_path / "corners.yaml"
    script.write_text(CORNERS)

    _, usual, _ = run(tmp_path, "show", str(script))
    _, longer, _ = run(tmp_path, "show", str(script), "--length", "1m40s")

    assert "  1:05  (a rest)  0:10 of 0:05 to 0:20" in usual
    assert "(5 paced breaths: in 4 s, wait 4 s, out 4 s, wait 4 s)  1:21 of 0:33 to 1:37" in longer
    assert "  1:21  (a rest)  0:20 of 0:05 to 0:20" in longer


def test_a_script_of_ones_own_is_marked_where_it_stands_in_for_a_shipped_one(tmp_path: Path) -> None:
    (tmp_path / "sessions").mkdir()
    mine = tmp_path / "sessions" / "soft-sighs.yaml"
    mine.write_text(CORNERS)

    _, listed, _ = run(tmp_path, "list")
    rows = json.loads(run(tmp_path, "list", "--json")[1])

    assert "The edges of a window.  (yours, in place of the shipped one)" in listed
    (row,) = (row for row in rows if row["name"] == "soft-sighs")
    assert row["path"] == str(mine)
    assert Path(row["replaces"]).name == "soft-sighs.yaml"
    assert [row["replaces"] for row in rows if row["name"] == "steady-six"] == [None]

    mine.write_text("format: 1\n")
    _, broken, _ = run(tmp_path, "list")
    assert "without it, soft-sighs is there again" in broken


TWO_PARTS = """\
  - {rest: 4s, caption: Part 1.}
  - {rest: 7s, caption: Part 2.}
"""
"""By its second part it is long enough under way to be kept."""


def start_two_parts(home: Path) -> "subprocess.Popen[str]":
    """Plays a practice, and returns when its second part begins."""
    (home / "sessions").mkdir()
    (home / "sessions" / "two-parts.yaml").write_text(HEAD.format(practice="solo", more="") + TWO_PARTS)
    process = start(home, "play", "two-parts", "--plain", "--to", "silence")
    assert process.stdout
    while "Part 2." not in (line := process.stdout.readline()):
        assert line, "ended before its second part"
    return process


@pytest.mark.skipif(sys.platform == "win32", reason="signals are POSIX's")
@pytest.mark.parametrize("name", ["SIGINT", "SIGTERM", "SIGHUP"])
def test_a_signal_stops_calmly_and_keeps_what_was_done(tmp_path: Path, name: str) -> None:
    process = start_two_parts(tmp_path)

    process.send_signal(getattr(signal, name))
    out, err = process.communicate(timeout=20)

    assert process.returncode == 128 + getattr(signal, name)
    assert "Enough for today" in out
    assert err == ""
    (entry,) = json.loads(run(tmp_path, "journal", "--json")[1])
    assert (entry["name"], entry["ended"]) == ("two-parts", "stopped")


@pytest.mark.skipif(sys.platform == "win32", reason="signals are POSIX's")
def test_a_practice_that_is_killed_is_kept_to_within_five_seconds(tmp_path: Path) -> None:
    process = start_two_parts(tmp_path)
    deadline_s = time.monotonic() + 20
    stored_s = 0.0
    while stored_s == 0.0 and time.monotonic() < deadline_s:
        if (tmp_path / "journal.sqlite3").exists():
            with closing(sqlite3.connect(tmp_path / "journal.sqlite3")) as journal, suppress(sqlite3.Error):
                (stored_s,) = journal.execute("SELECT practised_s FROM entry").fetchone() or (0.0,)

    process.kill()
    process.communicate(timeout=20)

    (entry,) = json.loads(run(tmp_path, "journal", "--json")[1])
    assert entry["name"] == "two-parts"
    assert entry["practised_s"] >= stored_s > 0


@pytest.mark.parametrize("kind", [(), ("--partner",)])
def test_a_new_script_can_be_checked_and_played_at_once(tmp_path: Path, kind: tuple[str, ...]) -> None:
    code, out, err = run(tmp_path, "new", "quiet-evening", *kind)
    path = tmp_path / "sessions" / "quiet-evening.yaml"

    assert (code, err, out.splitlines()[0]) == (0, "", str(path))
    line = path.read_text().splitlines()[0]
    assert line.startswith("# yaml-language-server: $schema=file:///")
    assert Path(urllib.parse.unquote(urllib.parse.urlsplit(line.partition("=")[2]).path)).is_file()
    checked, rows, _ = run(tmp_path, "check", "--json", "quiet-evening")
    assert checked == 0
    assert {(row["severity"], row["rule"]) for row in json.loads(rows)} <= {("advice", "no-recording")}
    shown, practice, _ = run(tmp_path, "show", "quiet-evening", "--json")
    assert (shown, json.loads(practice)["title"]) == (0, "Quiet Evening")
    assert json.loads(practice)["practice"] == ("partner" if kind else "solo")
    rendered, _, _ = run(tmp_path, "render", "quiet-evening", "-o", str(tmp_path / "x.wav"))
    assert rendered == 0
    assert "quiet-evening" in run(tmp_path, "list")[1]


def test_a_new_script_never_takes_the_place_of_one_that_is_there(tmp_path: Path) -> None:
    run(tmp_path, "new", "mine")
    path = tmp_path / "sessions" / "mine.yaml"
    path.write_text("my own words")

    by_name, _, err = run(tmp_path, "new", "mine")
    by_path, _, path_err = run(tmp_path, "new", "other", "--out", str(path))

    assert (by_name, by_path) == (1, 1)
    assert "stays as it is" in err
    assert "stays as it is" in path_err
    assert path.read_text() == "my own words"


def test_a_new_script_is_written_where_it_is_wanted(tmp_path: Path) -> None:
    folder = tmp_path / "mine"
    folder.mkdir()

    run(tmp_path, "new", "no", "--out", str(folder / "no.yaml"))
    run(tmp_path, "new", "soft-sighs", "--sessions", str(folder))

    assert 'title: "No"' in (folder / "no.yaml").read_text()
    assert run(tmp_path, "check", str(folder / "no.yaml"))[0] == 0
    assert json.loads(run(tmp_path, "show", "soft-sighs", "--json")[1])["title"] == "Soft Sighs"
    listed = run(tmp_path, "--sessions", str(folder), "list", "--json")[1]
    (own,) = [row for row in json.loads(listed) if row["name"] == "soft-sighs"]
    assert own["path"] == str(folder / "soft-sighs.yaml")


def test_the_schema_is_printed_for_scripts_and_for_pieces(tmp_path: Path) -> None:
    script, piece = run(tmp_path, "schema"), run(tmp_path, "schema", "--piece")

    assert "title" in json.loads(script[1])["required"]
    assert json.loads(piece[1])["required"] == ["format", "steps"]


def test_a_piece_is_checked_as_a_piece(tmp_path: Path) -> None:
    piece = tmp_path / "pieces" / "opening.yaml"
    piece.parent.mkdir()
    piece.write_text("format: 1\nsteps:\n  - rest: 20\n  - include: none.yaml\n")

    code, rows, _ = run(tmp_path, "check", "--json", str(piece))

    assert code == 1
    assert [row["line"] for row in json.loads(rows)] == [3, 4]


def test_two_scripts_of_one_name_are_told_of(tmp_path: Path) -> None:
    for folder in ("a", "b"):
        (tmp_path / "sessions" / folder).mkdir(parents=True)
        run(tmp_path, "new", "mine", "--out", str(tmp_path / "sessions" / folder / "mine.yaml"))

    code, out, _ = run(tmp_path, "check")

    assert code == 0
    assert "b/mine.yaml:1:1: advice: another script has the same name" in out.replace("\\", "/")


@pytest.mark.skipif(sys.platform == "win32", reason="modes are POSIX's")
def test_a_new_script_opens_nothing_to_others(tmp_path: Path) -> None:
    home = tmp_path / "one" / "two"

    run(home, "new", "mine")

    script = home / "sessions" / "mine.yaml"
    assert [path.stat().st_mode & 0o777 for path in (home.parent, home, script.parent)] == [0o700] * 3
    assert script.stat().st_mode & 0o777 == 0o600


@pytest.mark.skipif(sys.platform == "win32", reason="quotes as POSIX has them")
def test_a_suggested_command_can_be_pasted(tmp_path: Path) -> None:
    script = tmp_path / "v" / "my evening.yaml"
    script.parent.mkdir()
    script.write_text(
        "format: 1\ntitle: Mine\npractice: solo\ngoal: settle\nlevel: 1\nsummary: Mine.\nbed: none\n"
        "steps:\n  - say: Nobody has ever said this.\n"
    )

    checked, shown = run(tmp_path, "check", str(script))[1], run(tmp_path, "show", str(script))[1]

    assert f"`practice-player voice narrate '{script}'`" in checked
    assert f"Try: practice-player voice narrate '{script}'" in shown


def test_show_tells_of_a_number_that_is_longer_than_its_beat(tmp_path: Path) -> None:
    script = tmp_path / "count.yaml"
    script.write_text(
        HEAD.format(practice="solo", more="") + "  - {count: 2, each: 0.5s}\n", encoding="utf-8"
    )
    voice = tmp_path / "audio" / "mine"
    voice.mkdir(parents=True)
    (voice / "voice.yaml").write_text("name: mine\n", encoding="utf-8")
    record = Voice.open(voice).path_for("Two.")
    soundfile.write(record, [0.1, -0.1] * 15_000, 48_000)

    shown = run(tmp_path, "show", str(script), "--voice", "mine")[1]

    assert "These recordings are longer than the time there is for them: “Two.”\n" in shown
    assert f"Try: practice-player check {script}" in shown
    assert "“One.”" not in shown


def test_the_help_page_says_nothing_of_keys_where_none_is_pressed(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["help"]) == 0

    printed = capsys.readouterr().out
    assert "they can't see." in " ".join(printed.split())
    assert "closes this page" not in printed


def test_people_that_cannot_be_read_are_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("PRACTICE_PLAYER_HOME", str(tmp_path))
    (tmp_path / "people.json").write_text('{"x')

    assert main(["people", "list"]) == 1

    assert "people.json: the people cannot be read\n  Try: " in capsys.readouterr().err


def test_a_link_that_leads_round_is_one_line_of_check(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("PRACTICE_PLAYER_HOME", str(tmp_path))
    (tmp_path / "l.yaml").symlink_to("l.yaml")

    assert main(["check", str(tmp_path / "l.yaml")]) == 1

    assert "symbolic links" in capsys.readouterr().out


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such limit")
def test_a_script_that_cannot_be_written_whole_leaves_nothing(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "practice_player", "new", "calm"]
    limited = ["bash", "-c", 'trap "" XFSZ; ulimit -f 0; exec "$@"', "bash", *command]
    environment = os.environ | {"PRACTICE_PLAYER_HOME": str(tmp_path)}

    result = subprocess.run(limited, env=environment, capture_output=True, text=True, check=False)

    assert result.returncode == 1
    assert "the script cannot be written" in result.stderr
    assert not list((tmp_path / "sessions").glob("*.yaml"))
