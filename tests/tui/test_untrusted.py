"""Outside text has one way to the screen, and whoever takes another is found."""

from pathlib import Path

import pytest

from practice_player.tui import untrusted
from tests.tui.unsafe_text import ways

INTERFACE = Path(untrusted.__file__).parent
MADE_OTHERWISE = {"untrusted.py", "driver.py"}  # the second passes on what is painted already
MODULES = sorted(path for path in INTERFACE.rglob("*.py") if path.name not in MADE_OTHERWISE)

IMPORTS = """\
from rich.table import Table
from textual.content import Content
from textual.widgets import Button, Input, Label, OptionList, Static
from textual.widgets.option_list import Option
from practice_player.tui import untrusted
"""


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(INTERFACE)))
def test_untrusted_text_is_drawn_by_way_of_untrusted_alone(path: Path) -> None:
    assert ways(path.read_text(encoding="utf-8"), segments=path.name == "paint.py") == []


@pytest.mark.parametrize(
    "code",
    [
        "Static(card.title, markup=False)",
        "Label(untrusted.line(card.title))",
        "Static(id='x')",
        "Static(f'{card.title} is here', markup=False)",
        "Static('of ' + card.title, markup=False)",
        "Static(content=card.title, markup=False)",
        "Static('x', markup=True)",
        "Button(card.title)",
        "Input(placeholder=card.title)",
        "self.query_one('#title', Static).update(card.title)",
        "self.query_one('#title', Static).update('' if card.problem else card.title)",
        "self.notify(str(error), markup=False)",
        "self.notify(untrusted.note(error))",
        "self.notify('All is well.', title=card.title, markup=False)",
        "Option(card.title)",
        "listed.set_options([card.title for card in cards])",
        "listed.add_option(card.title)",
        "Table().add_row('0:00', card.title)",
        "Content(card.title)",
        "Content.from_markup(card.title)",
        "Content.assemble('a', (card.title, 'bold'))",
        "Text(card.title)",
        "Segment(card.title)",
        "print(card.title)",
        "self.border_title = card.title",
        "self.tooltip = card.summary",
        "self.app.sub_title = card.summary",
        "self.app.exit(message=str(error))",
        "Binding('a', 'go', card.title)",
        "SystemCommand(card.title, 'Open it.', self.go)",
        "class Mine(Static):\n    pass",
        "class Mine(Widget):\n    def render(self):\n        return self.text",
        "text = card.title\nself.query_one(Static).update(text)",
        "text = 'a'\nif card.problem:\n    text = card.problem\nself.query_one(Static).update(text)",
        "def show(text):\n    self.query_one(Static).update(text)",
        "def entry(card):\n    return card.title\nOption(entry(card))",
    ],
)
def test_another_way_is_found(code: str) -> None:
    assert len(ways(IMPORTS + code)) == 1


@pytest.mark.parametrize(
    "code",
    [
        "Static(untrusted.line(card.title), id='title', markup=False)",
        "Static('A moment…' if card.problem else untrusted.words(card.summary), markup=False)",
        "line = untrusted.line(text)\nself.query_one(Static).update(line)",
        "Content.assemble(untrusted.line(card.title).stylize('dim'), '\\n', ('━' * done, colour))",
        "def entry(card):\n    return untrusted.line(card.title)\nlisted.set_options([Option(entry(card))])",
        "class Mine(Static):\n    def __init__(self):\n        super().__init__(markup=False)",
    ],
)
def test_the_right_way_is_not_told_of(code: str) -> None:
    assert ways(IMPORTS + code) == []
