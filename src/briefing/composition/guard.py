"""What a template may hold: order and wording, no number. Checked when the template is loaded, with file and line."""

from __future__ import annotations

import re
from collections.abc import Iterator

from jinja2 import nodes
from jinja2.compiler import CodeGenerator, Frame

from briefing.errors import AssetError

_DIGIT = re.compile(r"[0-9０-９]")
_CODE = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}", re.DOTALL)
_MEASURES = re.compile(r"^\s*@(?:(?:columns|table|space)\b.*|column\s+[0-9.]+)")
"""What a directive line is measured with: spans, heights, the width of a column."""
FILTERS = frozenset({"length", "first", "last"})


def check_words(name: str, source: str) -> None:
    """Raises `AssetError` (file, line, what) for a digit among the words that is no measure of a directive."""
    for line, text in _words(source):
        if _DIGIT.search(_MEASURES.sub("", text)):
            raise AssetError(f"模板 {name} 第{line}行写有数字“{text.strip()}”：数字只能来自事实，或以 structure() 标明")


def check_nodes(name: str, template: nodes.Template) -> None:
    """Raises `AssetError` for a string constant that holds a digit, and for whatever could turn a value back into text: ``~``,
    filters that write."""
    for node in _walk(template):
        if isinstance(node, nodes.Call) and isinstance(node.node, nodes.Name) and node.node.name == "structure":
            continue
        if isinstance(node, nodes.Const) and isinstance(node.value, str) and _DIGIT.search(node.value):
            raise AssetError(f"模板 {name} 第{node.lineno}行的字符串“{node.value}”含有数字：请用 structure() 标明")
        if isinstance(node, nodes.Concat) or (isinstance(node, nodes.Filter) and node.name not in FILTERS):
            what = "~" if isinstance(node, nodes.Concat) else f"过滤器 {node.name}"
            raise AssetError(f"模板 {name} 第{node.lineno}行用了{what}：来源文字不得变回模板文字")


class Generator(CodeGenerator):
    """Jinja's own code generator behind the guard: a template is parsed once."""

    def visit_Template(self, node: nodes.Template, frame: Frame | None = None) -> None:
        check_nodes(self.filename or self.name or "", node)
        super().visit_Template(node, frame)


def _words(source: str) -> Iterator[tuple[int, str]]:
    """The lines of a template without its code, numbered from 1."""
    bare = _CODE.sub(lambda match: "\n" * match[0].count("\n"), source)
    yield from enumerate(bare.split("\n"), 1)


def _walk(node: nodes.Node) -> Iterator[nodes.Node]:
    """All nodes, but not the arguments of ``structure(…)`` and not the names of imported files."""
    yield node
    if isinstance(node, nodes.FromImport | nodes.Import | nodes.Include) and isinstance(node.template, nodes.Const):
        return
    if isinstance(node, nodes.Call) and isinstance(node.node, nodes.Name) and node.node.name == "structure":
        return
    for child in node.iter_child_nodes():
        yield from _walk(child)
