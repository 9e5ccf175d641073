"""Summary, figures and changes as small HTML tables for a notebook. Every text is escaped: a source may hold markup."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape

from briefing.chinese.format import period_text
from briefing.model.fact import Figure
from briefing.model.summary import Change, Summary

_ROWS = 30
"""Figures shown of a summary, the weightiest first."""


def summary_html(summary: Summary) -> str:
    """What the issue is, and its weightiest figures with their sentences."""
    meta = summary.meta
    print_ = f"（第{meta.revision}次修订）" if meta.revision else ""
    counts = (
        f"来源 {len(summary.sources)}，数据 {len(summary.figures)}，项目 {len(summary.projects)}，冲突 {len(summary.conflicts)}"
    )
    head = f"<p><b>{escape(meta.name)}</b>　第{meta.issue}期{print_}　{escape(meta.period)}<br>{counts}</p>"
    ranked = sorted(enumerate(summary.figures), key=lambda item: (-item[1].salience, item[0]))[:_ROWS]
    rows = [(f.scope or "", f.indicator, f"{f.approx or ''}{f.value}{f.unit}", _period(f), f.evidence[0].quote) for _, f in ranked]
    more = len(summary.figures) - len(ranked)
    tail = f"<p>另有 {more} 条，见 <code>briefing.frames(summary)</code>。</p>" if more > 0 else ""
    return head + _table(("范围", "指标", "数值", "期间", "原句"), rows) + tail


def figure_html(figure: Figure) -> str:
    """A figure, field by field, with its places."""
    fields = figure.model_dump(mode="json", exclude={"evidence", "support"}, exclude_none=True)
    rows = [(name, str(value)) for name, value in fields.items()]
    rows += [("evidence", f"{e.source} {e.start}–{e.end}：{e.quote}") for e in figure.evidence]
    return _table(("", ""), rows)


def change_html(change: Change) -> str:
    """What differs in one question."""
    return _table(("", "", "原", "现", "差"), [(change.class_, change.text, change.old, change.new, change.difference)])


def _period(figure: Figure) -> str:
    return period_text(figure.period) if figure.period else ""


def _table(heads: Sequence[str], rows: Iterable[Sequence[str | None]]) -> str:
    def line(tag: str, cells: Iterable[str | None]) -> str:
        return "<tr>" + "".join(f"<{tag} style='text-align:left'>{escape(cell or '')}</{tag}>" for cell in cells) + "</tr>"

    return f"<table>{line('th', heads)}{''.join(line('td', row) for row in rows)}</table>"
