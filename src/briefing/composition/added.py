"""Sections that other packages add, behind ours and under the same guard: typed runs alone, every mark numbered."""

from __future__ import annotations

from briefing import plugins
from briefing.chinese.numerals import numeral
from briefing.composition.desk import Desk
from briefing.composition.tokens import plain
from briefing.errors import BriefingError
from briefing.model.document import Heading, Section
from briefing.model.run import Run
from briefing.model.summary import Summary


def added_sections(desk: Desk, summary: Summary, before: int) -> list[tuple[str, Section]]:
    """Numeral and section of every package that has something to print; `before` sections come first. Raises `BriefingError`
    naming the section that fails."""
    out: list[tuple[str, Section]] = []
    for name, maker in plugins.load("sections").items():
        try:
            blocks = tuple(maker.blocks(summary, desk.mark))
            title = plain(str(maker.title))
            if not blocks:
                continue
            number = numeral(before + len(out) + 1)
            anchor = f"added-{name}"
            head = Heading(level=1, numeral=f"{number}、", runs=(Run(kind="text", text=title),), anchor=anchor)
            out.append((number, Section(id=anchor, title=title, new_page=False, blocks=(head, *blocks))))
        except Exception as error:
            raise BriefingError(f"扩展部分 {name} 出错：{type(error).__name__}：{error}") from error
    return out
