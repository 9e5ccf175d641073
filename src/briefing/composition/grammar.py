"""The line grammar of a rendered template → document blocks.

::

    # 序号 | 标题 || 右端小字            first-level heading   ## second level   ### third
    @text 正文一段                      a paragraph; a line without directive goes on with the line above
    > 小字一段                          a note
    - 一条                              an item of the list opened by ``@list 标题 || 计数`` (or of a plain list)
    @p STYLE 文字                       a paragraph in another style
    @point 标签 句子 / @point! …        a key point; with ! in red
    @card 名称 | 值 | 单位 | 章 | 期间   a card; cards that follow each other stand in one row
    @column 宽 对齐,样式 表头            a column of a table, before its rows; opened by ``@table``
    @row 格 | 格 / @row.total / @row.sub
    @chart SPEC                         with ``@title`` ``@subtitle`` ``@note`` ``@alt`` below it, as for @table
    @columns 8 4 … @next … @end         blocks side by side
    @colophon with @line, @left, @right, @made
    @conflict 标题 || 右端小字           with ``@left 句 | 出处``, ``@right``, ``@tag``, ``@done``
    @field 名称 | 值    @pull 标签 文字 (with @body, @origin)    @tinted 标签 文字    @block VALUE    @space 12
    @break / @break whole / @break never    see `PageBreak`
    @anchor NAME                        names the next heading, paragraph or table

``||`` and ``|`` separate only where the template writes them: values are tokens by then.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from pydantic import BaseModel, ValidationError

from briefing.composition.inline import cell, runs, words_of
from briefing.composition.tokens import Tokens
from briefing.errors import AssetError
from briefing.model.chart import Chart
from briefing.model.document import (
    Block,
    Card,
    Cards,
    Colophon,
    Column,
    Columns,
    ConflictBox,
    FieldList,
    Heading,
    KeyPoint,
    KeyPoints,
    Listing,
    PageBreak,
    Paragraph,
    PullQuote,
    QuoteSide,
    Row,
    Space,
    Table,
    Tinted,
)
from briefing.model.run import Run, Runs

_LINE = re.compile(r"(@[a-z]+[.!]?[a-z]*|#{1,3}|>|-)(?:[ \t]+(.*)|$)")
_ALIGN = ("left", "right", "center", "decimal", "mark")
Lines = list[tuple[str, str]]


def parse(text: str, tokens: Tokens, file: str) -> tuple[Block, ...]:
    """The blocks of a rendered template. Raises `AssetError` naming the file and the line that is no grammar."""
    return _Parser(_lines(text, file), tokens, file).blocks(())


def _lines(text: str, file: str) -> Lines:
    """Directive and rest, line by line; a line without directive goes on with the one above, blank lines mean nothing."""
    out: Lines = []
    for line in text.split("\n"):
        if not line.strip():
            continue
        if match := _LINE.fullmatch(line.strip(" \t")):
            out.append((match[1], match[2] or ""))
        elif out:
            out[-1] = (out[-1][0], f"{out[-1][1]} {line}")
        else:
            raise AssetError(f"模板 {file} 的第一行要以指令开头")
    return out


class _Parser:
    def __init__(self, lines: Lines, tokens: Tokens, file: str) -> None:
        self.lines, self.tokens, self.file, self.at = lines, tokens, file, 0
        self.anchor: str | None = None
        self.table: dict[str, Callable[[str], Block]] = {
            "@text": lambda text: Paragraph(runs=self.runs(text), anchor=self.named()),
            ">": lambda text: Paragraph(runs=self.runs(text), style="note"),
            "#": self.first, "##": lambda t: self.heading(2, t), "###": lambda t: self.heading(3, t),
            "@p": self.paragraph, "@list": self.listing, "-": self.plain_list, "@point": self.points, "@point!": self.points,
            "@card": self.cards, "@table": self.grid, "@chart": self.chart, "@columns": self.columns, "@field": self.fields,
            "@pull": self.pull, "@tinted": self.tinted,
            "@conflict": self.conflict, "@colophon": self.colophon, "@block": self.block,
            "@break": lambda t: PageBreak(when=t.strip() or "always"),  # type: ignore[arg-type]
            "@space": lambda t: Space(height=float(t)),
        }  # fmt: skip

    def blocks(self, stop: tuple[str, ...]) -> tuple[Block, ...]:
        out: list[Block] = []
        while self.at < len(self.lines):
            name, rest = self.lines[self.at]
            if name in stop:
                break
            self.at += 1
            if name == "@anchor":
                self.anchor = rest.strip()
                continue
            make = self.table.get(name)
            if make is None:
                raise AssetError(f"模板 {self.file} 里没有“{name}”这种行")
            try:
                out.append(make(rest))
            except (ValidationError, ValueError, IndexError, TypeError) as error:
                raise AssetError(f"模板 {self.file} 的“{name} {self.shown(rest)}”不成立：{error}") from error
        return tuple(out)

    def shown(self, text: str) -> str:
        return "".join(part if isinstance(part, str) else "…" for part in self.tokens.split(text)).strip()[:60]

    def runs(self, text: str) -> Runs:
        return runs(text, self.tokens, self.file)

    def named(self) -> str | None:
        anchor, self.anchor = self.anchor, None
        return anchor

    def value(self, text: str) -> Any:
        """The one value a directive stands for."""
        parts = [part for part in self.tokens.split(text) if not isinstance(part, str) or part.strip()]
        if len(parts) != 1 or not isinstance(parts[0], BaseModel):
            raise ValueError("这里要放一个值")
        return parts[0]

    def follow(self, *names: str) -> Lines:
        """The lines of these names that come next."""
        start = self.at
        while self.at < len(self.lines) and self.lines[self.at][0] in names:
            self.at += 1
        return self.lines[start : self.at]

    def parts(self, *names: str) -> dict[str, Runs]:
        return {name[1:]: self.runs(rest) for name, rest in self.follow(*names)}

    def first(self, text: str) -> Block:
        title, _, aside = text.partition("||")
        numeral, mark, words = title.partition("|")
        number = words_of(self.runs(numeral)) if mark else ""
        return Heading(
            level=1, numeral=number or None, runs=self.runs(words if mark else title), aside=self.runs(aside), anchor=self.named()
        )

    def heading(self, level: Any, text: str) -> Block:
        title, _, aside = text.partition("||")
        return Heading(level=level, runs=self.runs(title), aside=self.runs(aside), anchor=self.named())

    def paragraph(self, text: str) -> Block:
        style, rest = text.split(None, 1)
        return Paragraph(style=style, runs=self.runs(rest), anchor=self.named())  # type: ignore[arg-type]

    def listing(self, text: str) -> Block:
        title, _, count = text.partition("||")
        empty = self.parts("@empty")
        items = tuple(self.runs(rest) for _, rest in self.follow("-"))
        return Listing(title=self.runs(title), count=self.runs(count), items=items, empty=words_of(empty.get("empty", ())) or None)

    def plain_list(self, text: str) -> Block:
        return Listing(items=(self.runs(text), *(self.runs(rest) for _, rest in self.follow("-"))))

    def points(self, _: str) -> Block:
        self.at -= 1
        return KeyPoints(items=tuple(self.point(name, rest) for name, rest in self.follow("@point", "@point!")))

    def point(self, name: str, text: str) -> KeyPoint:
        label, _, rest = text.partition("|")
        return KeyPoint(label=words_of(self.runs(label)), runs=self.runs(rest), accent=name.endswith("!"))

    def cards(self, _: str) -> Block:
        self.at -= 1
        return Cards(items=tuple(self.card(rest) for _, rest in self.follow("@card")))

    def card(self, text: str) -> Card:
        label, value, unit, badge, period = (self.runs(part) for part in text.split("|"))
        return Card(label=label, value=value[0], unit=unit[0] if unit else None, badge=badge, period=period)

    def grid(self, text: str) -> Block:
        options = text.split()
        parts = self.parts("@title", "@subtitle")
        columns = tuple(self.column(rest) for _, rest in self.follow("@column"))
        rows = tuple(self.row(name, rest) for name, rest in self.follow("@row", "@row.total", "@row.sub"))
        parts |= self.parts("@note")
        height = next((int(option) for option in options if option.isdigit()), 18)
        own = {
            "columns": columns,
            "rows": rows,
            "row_height": height,
            "stacked_heads": "stacked" in options,
            "anchor": self.named(),
        }
        return Table.model_validate({**own, **parts})

    def column(self, text: str) -> Column:
        width, traits, *head = text.split(None, 2)
        names = traits.split(",")
        flags = {flag: True for flag in ("bold", "song", "quiet") if flag in names}
        align = next((name for name in names if name in _ALIGN), "left")
        return Column(head=words_of(self.runs(head[0])) if head else "", width=float(width), align=align, **flags)  # type: ignore[arg-type]

    def row(self, name: str, text: str) -> Row:
        anchor, mark, rest = text.partition("@@")
        cells = (rest if mark else text).split("|")
        style = name.partition(".")[2] or "normal"
        return Row(
            cells=tuple(cell(part, self.tokens, self.file) for part in cells),
            style=style,  # type: ignore[arg-type]
            anchor=words_of(self.runs(anchor)) if mark else None,
        )

    def chart(self, text: str) -> Block:
        spec = self.value(text)
        parts = self.parts("@title", "@subtitle", "@note", "@alt")
        alt = words_of(parts.pop("alt", ()))
        return Chart.model_validate({"spec": spec, "alt": alt, **parts})

    def columns(self, text: str) -> Block:
        spans = tuple(int(span) for span in text.split())
        cells = []
        while True:
            cells.append(self.blocks(("@next", "@end")))
            if self.at >= len(self.lines):
                raise ValueError("@columns 没有 @end")
            name, _ = self.lines[self.at]
            self.at += 1
            if name == "@end":
                break
        if len(cells) != len(spans):
            raise ValueError("@columns 的栏数与 @next 不合")
        return Columns(spans=spans, cells=tuple(cells))

    def fields(self, _: str) -> Block:
        self.at -= 1
        items = [rest.partition("|") for _, rest in self.follow("@field")]
        return FieldList(items=tuple((words_of(self.runs(label)), self.runs(value)) for label, _, value in items))

    def pull(self, text: str) -> Block:
        label, _, rest = text.partition("|")
        own = {"label": words_of(self.runs(label)), "runs": self.runs(rest)}
        return PullQuote.model_validate({**own, **self.parts("@body", "@origin")})

    def tinted(self, text: str) -> Block:
        label, _, rest = text.partition("|")
        return Tinted(label=words_of(self.runs(label)), runs=self.runs(rest))

    def conflict(self, text: str) -> Block:
        title, _, aside = text.partition("||")
        sides = {name[1:]: self.side(rest) for name, rest in self.follow("@left", "@right")}
        (_, tag), (_, done) = self.follow("@tag", "@done")
        own = {"title": self.runs(title), "aside": self.runs(aside), "tag": words_of(self.runs(tag)), "resolution": self.runs(done)}
        return ConflictBox.model_validate({**own, **sides})

    def side(self, text: str) -> QuoteSide:
        words, _, place = text.partition("|")
        return QuoteSide(runs=self.runs(words), place=self.runs(place))

    def colophon(self, _: str) -> Block:
        lines = tuple(self.runs(rest) for _, rest in self.follow("@line"))
        return Colophon.model_validate({"lines": lines, "left": (), "right": (), **self.parts("@left", "@right", "@made")})

    def block(self, text: str) -> Block:
        value = self.value(text)
        if isinstance(value, Run):
            raise ValueError("一段文字不是一块")
        return value  # type: ignore[no-any-return]
