"""Strategies that change valid scripts at random: by key, by value, by step, by line."""

import copy
from pathlib import Path
from typing import Any, Final

import yaml
from hypothesis import strategies as st

from practice_player.script import model
from practice_player.script.node import Node
from practice_player.script.parsing.yaml_tree import compose, to_plain_values
from practice_player.settings import shipped_dir

ROOT: Final = Path(__file__).parent.parent.parent
BASES: Final = tuple(
    path.read_text(encoding="utf-8")
    for folder in (
        shipped_dir("sessions"),
        ROOT / "tests" / "outlines",
        ROOT / "practice_player" / "script" / "begin",
    )
    for path in sorted(folder.rglob("*.yaml"))
)

PIECES: Final = {
    "pieces/opening.yaml": "format: 1\nsteps:\n  - say: Hello, {item}.\n  - rest: 5/10/20s\n",
    "pieces/round.yaml": "format: 1\nsteps:\n  - include: round.yaml\n",
    "pieces/broken.yaml": "format: 1\nsteps:\n  - rest: 20\n  - {hum: 2s\n",
}
"""Files for `include`: a good one, one that includes itself, and a broken one."""

LENGTHS: Final = (
    "20s",
    "20/30/45s",
    "1m30s",
    "0s",
    "-5s",
    "20",
    "NaN",
    "inf",
    "1e9s",
    "9h",
    "3/2/1s",
    "1/2s",
    "s",
)
COUNTS: Final = ("3", "2/3/4", "0/1/2", "0", "2000", "99999999999", "1.5", "x", "-1", "200/200/200")
PATTERNS: Final = (
    "4-0-6-0",
    "1-0-1-0",
    "4-4-4-4",
    "60-60-60-60",
    "4-0-6",
    "0-0-0-0",
    "a-b-c-d",
    "0.001-0-0.001-0",
)
WORDS: Final = (
    *(
        "Look at your partner.",
        "Close your eyes.",
        "The {item}.",
        "{",
        "{}",
        "{x}",
        "a: b",
        "# no",
        "- x",
        "…",
        "?!",
    ),
    *(
        "Hello.\n\nAnd on.",
        "word " * 60,
        "x" * 3000,
        "\u00e9\U0001f642\u202e",
        "~",
        "null",
        "no",
        "2024-05-06",
        "",
    ),
    *(
        "Notice … 3s … your hands.",
        "… 3/5s … 2s …",
        "Rest... 99h ... now.",
        "手。「ここ。」次。",
        "…" * 99,
        "..." * 66,
        "… 3s" * 44,
        "[pause 4s] (10 s) <break/> **so** ~ // \\n",
        "(a " * 66,
        "**a " * 55,
    ),
)
ODD_SIGNS: Final = (
    *(
        "\t",
        "\r",
        "\x85",
        "\u2028",
        "\ufeff",
        "\x1b[31m",
        "\x00",
        "'",
        '"',
        "[",
        "{",
        "}",
        "]",
        "|",
        ">",
        "%",
        "@",
    ),
    *(
        "`",
        "!!python/object:os.system x",
        "&a x",
        "*a",
        "? ",
        ": ",
        "- ",
        "--- ",
        "...",
        "<<: {}",
        "\\",
        "#",
        "\n",
    ),
)
FILES: Final = (
    *PIECES,
    "../x.yaml",
    "/etc/passwd",
    "none.yaml",
    "pieces",
    "pieces/../x.yaml",
    "x.yaml",
    "~",
    "C:x",
)
CHOICES: Final = (
    "touch",
    "gaze",
    "closeness",
    "sharing",
    "no-hold",
    "no-breath",
    "eyes-open",
    "seated",
    "hold",
)
OTHER_VALUES: Final = (
    "first",
    "both",
    "speaker",
    "half",
    "third",
    "tone",
    "none",
    "yes",
    "optional",
    "1",
    "2",
    "7",
    "solo",
)

_CLASSES_WITH_KEYS: Final[tuple[type[Node], ...]] = (
    *model.KINDS.values(),
    *(model.Script, model.Along, model.AlongSilence, model.Evidence, model.Consents),
)
KEYS: Final = sorted(
    {
        field.alias or name
        for node_class in _CLASSES_WITH_KEYS
        for name, field in node_class.model_fields.items()
    }
)
scalars = st.sampled_from((*LENGTHS, *COUNTS, *PATTERNS, *WORDS, *FILES, *CHOICES, *OTHER_VALUES))


def _random_steps() -> st.SearchStrategy[Any]:
    """Returns a strategy for steps, most of them valid."""
    lengths, words = st.sampled_from(LENGTHS[:3]) | scalars, st.sampled_from(WORDS)
    simple = st.one_of(
        st.fixed_dictionaries({"say": words}, optional={"pause": lengths, "audio": st.sampled_from(FILES)}),
        st.fixed_dictionaries({"rest": lengths}, optional={"caption": words}),
        st.fixed_dictionaries({"stay": lengths}, optional={"caption": words}),
        st.fixed_dictionaries({"wait": lengths}),
        st.fixed_dictionaries(
            {"turn": st.sampled_from(OTHER_VALUES[:3]), "for": lengths}, optional={"prompt": words}
        ),
        st.fixed_dictionaries({"breathe": st.sampled_from(PATTERNS), "cycles": st.sampled_from(COUNTS)}),
        st.fixed_dictionaries({"bell": st.sampled_from(("1", "2", "3"))}),
        st.fixed_dictionaries({"background": st.sampled_from(("rain", "none", "thunder"))}),
        st.fixed_dictionaries({"heading": words, "note": words}),
        st.fixed_dictionaries({"include": st.sampled_from(FILES)}),
    )
    return st.recursive(
        simple,
        lambda inside: st.one_of(
            st.fixed_dictionaries({"repeat": st.lists(inside, max_size=3), "times": st.sampled_from(COUNTS)}),
            st.fixed_dictionaries(
                {"repeat": st.lists(inside, max_size=3), "each": st.lists(words, max_size=3)}
            ),
            st.fixed_dictionaries(
                {"when": st.sampled_from(CHOICES), "then": st.lists(inside, max_size=2)},
                optional={"otherwise": st.lists(inside, max_size=2)},
            ),
            st.fixed_dictionaries({"unless": st.sampled_from(CHOICES), "then": st.lists(inside, max_size=2)}),
            st.fixed_dictionaries({"agree": words, "for": lengths, "shift": st.lists(inside, max_size=2)}),
        ),
        max_leaves=6,
    )


steps = _random_steps()


@st.composite
def changed_scripts(draw: st.DrawFn) -> str:
    """Draws the text of a script with a few changes."""
    text = draw(st.sampled_from(BASES))
    for change in draw(
        st.lists(st.sampled_from((_change_tree, _change_tree, _change_lines)), min_size=1, max_size=4)
    ):
        text = change(draw, text)
    return text


def _change_tree(draw: st.DrawFn, text: str) -> str:
    """Deletes, replaces, renames, doubles, moves, adds or wraps a part of the script's tree."""
    try:
        tree = to_plain_values(compose(text)[0])
    except Exception:  # noqa: BLE001 - an earlier change broke it, so there is no tree to change
        return text
    keys_in_containers = list(_containers_and_keys(tree))
    if not keys_in_containers:
        return text
    owner, key = draw(st.sampled_from(keys_in_containers))
    other_owner, other_key = draw(st.sampled_from(keys_in_containers))
    match draw(st.integers(0, 7)):
        case 0:
            del owner[key]
        case 1:
            owner[key] = draw(scalars | st.none() | st.lists(scalars, max_size=3) | steps)
        case 2 if isinstance(owner, dict):
            owner[draw(st.sampled_from(KEYS) | st.just(str(key)[:-1] or "x"))] = owner.pop(key)
        case 3 if isinstance(owner, list):
            owner[key:key] = [copy.deepcopy(owner[key]) for _ in range(draw(st.integers(1, 40)))]
        case 4:
            owner[key] = copy.deepcopy(other_owner[other_key])
        case 5 if isinstance(owner, list):
            owner[key:key] = draw(st.lists(steps, min_size=1, max_size=3))
        case 6:
            owner[key] = draw(
                st.sampled_from(([owner[key]], {"repeat": [owner[key]], "times": "2/3/4"}, {"x": owner[key]}))
            )
        case _:
            owner[key] = draw(scalars)
    return yaml.dump(tree, Dumper=yaml.CSafeDumper, sort_keys=False, allow_unicode=draw(st.booleans()))


def _change_lines(draw: st.DrawFn, text: str) -> str:
    """Deletes, doubles, swaps, indents, cuts or spoils lines."""
    lines = text.splitlines(keepends=True)
    if not lines:
        return text
    index, other_index = draw(st.integers(0, len(lines) - 1)), draw(st.integers(0, len(lines) - 1))
    line = lines[index]
    match draw(st.integers(0, 6)):
        case 0:
            del lines[index]
        case 1:
            lines.insert(other_index, line)
        case 2:
            lines[index], lines[other_index] = lines[other_index], line
        case 3:
            lines[index] = draw(st.sampled_from(("  ", " ", "\t", "- "))) + line
        case 4:
            del lines[index:]
            lines.append(line[: draw(st.integers(0, len(line)))])
        case 5:
            column = draw(st.integers(0, len(line)))
            lines[index] = line[:column] + draw(st.sampled_from(ODD_SIGNS)) + line[column:]
        case _:
            key, colon, _ = line.partition(":")
            lines[index] = f"{key}{colon} {draw(scalars)}\n"
    return "".join(lines)


def _containers_and_keys(tree: Any) -> Any:
    """Yields every container in a tree with each of its keys."""
    if isinstance(tree, dict):
        for key in list(tree):
            yield tree, key
            yield from _containers_and_keys(tree[key])
    elif isinstance(tree, list):
        for index in range(len(tree)):
            yield tree, index
            yield from _containers_and_keys(tree[index])
