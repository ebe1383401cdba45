"""Finds, in the interface's source, text that comes to be drawn by another way than `untrusted`.

What is safe can be seen in the source itself: a literal, a call of `untrusted`, or a name that is given
nothing else in its function.  All other text that a widget is given is told, with its line.
"""

import ast
import inspect
from collections.abc import Iterator
from typing import Final, TypeAlias

import textual.widgets

Known: TypeAlias = dict[str, bool]
"""Names, and whether nothing but safe text is given to them."""

Told: TypeAlias = Iterator[tuple[int, str]]
"""A line, and what is wrong there."""

_DRAW: Final = {
    *("update", "notify", "exit", "panic", "write", "write_line", "set_label"),
    *("add_row", "add_rows", "add_column", "add_columns", "add_option", "add_options", "set_options"),
    *("replace_option_prompt", "replace_option_prompt_at_index"),
    *("Content", "assemble", "styled", "SystemCommand", "Binding"),
}
"""What is given text for the screen, besides the widgets."""

_SHOWN: Final = {
    *("border_title", "border_subtitle", "label", "placeholder", "prompt", "sub_title", "title", "tooltip"),
}
"""Attributes and arguments that are drawn."""

_OTHER_KEYWORDS: Final = {
    *("id", "classes", "markup", "show", "compact", "show_command_palette", "max_length", "severity"),
    *("timeout", "return_code", "disabled"),
}
_READ_MARKUP: Final = {"from_markup", "from_ansi", "from_rich_text", "from_text", "render_str", "visualize"}
_DRAW_AS_IT_COMES: Final = {"Text", "Console", "Segment", "print"}
_SCOPES: Final = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef, ast.Lambda)


def ways(source: str, *, segments: bool = False) -> list[str]:
    """Each way by which text could be drawn as markup, or raw, as `line: what`; `segments` may be made."""
    tree = ast.parse(source)
    reader = _Reader(_imported_widgets(tree), _DRAW_AS_IT_COMES - ({"Segment"} if segments else set()))
    return [f"{line}: {finding}" for line, finding in sorted(set(reader.told(tree, {})))]


def _imported_widgets(tree: ast.Module) -> set[str]:
    return {
        alias.asname or alias.name
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("textual.widgets")
        for alias in node.names
    }


class _Reader:
    def __init__(self, widgets: set[str], raw: set[str]) -> None:
        self._draw = _DRAW | widgets
        self._raw = raw

    def told(self, scope: ast.AST, above: Known) -> Told:
        safe_names = above | _names(scope, above)
        for node in _own(scope):
            match node:
                case ast.Call():
                    yield from self._call(node, safe_names)
                case ast.Assign(targets=targets, value=value):
                    for target in targets:
                        if isinstance(target, ast.Attribute) and target.attr in _SHOWN:
                            yield from _unsafe(node.lineno, target.attr, [value], safe_names)
                case ast.Return(value=ast.expr() as value) if getattr(scope, "name", "") == "render":
                    yield from _unsafe(node.lineno, "render", [value], safe_names)
                case ast.ClassDef():
                    yield from _widget_class(node)
            if isinstance(node, _SCOPES):
                yield from self.told(node, safe_names)

    def _call(self, node: ast.Call, safe_names: Known) -> Told:
        called = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
        if called in _READ_MARKUP or called in self._raw:
            yield node.lineno, f"{called} draws text as it comes"
        if (called == "notify" or _takes_markup(called)) and not _says_no_markup(node):
            yield node.lineno, f"{called} without `markup=False`"
        if called in self._draw:
            arguments = [keyword.value for keyword in node.keywords if keyword.arg not in _OTHER_KEYWORDS]
            words = node.args[:2] if called == "SystemCommand" else _texts(node.args)
            yield from _unsafe(node.lineno, called, [*words, *arguments], safe_names)


def _unsafe(line: int, description: str, texts: list[ast.expr], safe_names: Known) -> Told:
    for text in texts:
        if not _safe(text, safe_names):
            yield line, f"{description} is given `{ast.unparse(text)}`, which is not from `untrusted`"


def _safe(node: ast.expr, safe_names: Known) -> bool:
    match node:
        case ast.Name(id=name):
            return safe_names.get(name, False)
        case ast.IfExp(body=one, orelse=other):
            return _safe(one, safe_names) and _safe(other, safe_names)
        case ast.ListComp(elt=part):
            return _safe(part, safe_names)
        case ast.BoolOp(values=parts) | ast.List(elts=parts) | ast.Tuple(elts=parts):
            return all(_safe(part, safe_names) for part in parts)
        case ast.Call(func=how, args=given):
            return _makes_safe(ast.unparse(how), how, given, safe_names)
    literal = isinstance(node, ast.Constant) or (
        isinstance(node, ast.BinOp) and isinstance(node.op, ast.Mult) and isinstance(node.left, ast.Constant)
    )
    # All is literal in tui/commands, and each cell of a row that is mapped is made by `untrusted`.
    return literal or ast.unparse(node).startswith(("command.", "*map(untrusted."))


def _makes_safe(called: str, how: ast.expr, arguments: list[ast.expr], safe_names: Known) -> bool:
    if called in ("Option", "Table.grid"):
        return True  # what an option is given, and a row, is looked at itself
    if called == "Content.assemble":
        return all(_safe(part, safe_names) for part in _texts(arguments))
    if isinstance(how, ast.Attribute) and how.attr == "stylize":
        return _safe(how.value, safe_names)
    return called.startswith("untrusted.") or safe_names.get(f"{called}()", False)


def _texts(parts: list[ast.expr]) -> list[ast.expr]:
    """The texts among the parts that are assembled; some stand beside a style."""
    return [part.elts[0] if isinstance(part, ast.Tuple) else part for part in parts]


def _names(scope: ast.AST, above: Known) -> Known:
    values_by_name: dict[str, list[ast.expr | None]] = {}
    for node in _own(scope):
        match node:
            case ast.Assign(targets=targets, value=value):
                pairs = [pair for target in targets for pair in _pairs(target, value)]
            case ast.AnnAssign(target=target, value=value):
                pairs = list(_pairs(target, value))
            case ast.AugAssign(target=target) | ast.For(target=target) | ast.comprehension(target=target):
                pairs = list(_pairs(target, None))
            case _:
                continue
        for name, assigned in pairs:
            values_by_name.setdefault(name, []).append(assigned)
    if isinstance(arguments := getattr(scope, "args", None), ast.arguments):
        for argument in (*arguments.args, *arguments.kwonlyargs, *arguments.posonlyargs):
            values_by_name[argument.arg] = [None]
    safe_names = {
        name: all(value is not None and _safe(value, above) for value in values)
        for name, values in values_by_name.items()
    }
    functions = [node for node in _own(scope) if isinstance(node, ast.FunctionDef)]
    return safe_names | {
        f"{function.name}()": _makes_safe_text(function, above | safe_names) for function in functions
    }


def _makes_safe_text(function: ast.FunctionDef, above: Known) -> bool:
    safe_names = above | _names(function, above)
    values = [node.value for node in _own(function) if isinstance(node, ast.Return)]
    return bool(values) and all(value is not None and _safe(value, safe_names) for value in values)


def _pairs(target: ast.expr, value: ast.expr | None) -> Iterator[tuple[str, ast.expr | None]]:
    if isinstance(target, ast.Name):
        yield target.id, value
    elif isinstance(target, ast.Tuple):
        values = value.elts if isinstance(value, ast.Tuple) else [None] * len(target.elts)
        for element, part in zip(target.elts, values, strict=False):
            yield from _pairs(element, part)


def _own(scope: ast.AST) -> Iterator[ast.AST]:
    """The nodes of a scope, without those of the scopes in it."""
    for child in ast.iter_child_nodes(scope):
        yield child
        if not isinstance(child, _SCOPES):
            yield from _own(child)


def _widget_class(node: ast.ClassDef) -> Told:
    """A widget of its own that would read what it is given as markup."""
    if any(isinstance(base, ast.Name) and _takes_markup(base.id) for base in node.bases):
        calls = [call for call in ast.walk(node) if isinstance(call, ast.Call)]
        begins = [call for call in calls if getattr(call.func, "attr", "") == "__init__"]
        if not any(map(_says_no_markup, begins)):
            yield node.lineno, f"{node.name} without `super().__init__(markup=False)`"


def _takes_markup(name: str) -> bool:
    widget = getattr(textual.widgets, name, None)
    return isinstance(widget, type) and "markup" in inspect.signature(widget).parameters


def _says_no_markup(call: ast.Call) -> bool:
    return any(keyword.arg == "markup" and ast.unparse(keyword.value) == "False" for keyword in call.keywords)
