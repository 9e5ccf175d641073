"""What was read from a document and why, line by line in the order of the text: for a person who asks where a number went."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from briefing.cli.shown import line

if TYPE_CHECKING:
    from briefing.model.extraction import Extraction
    from briefing.model.fact import Figure

_REASONS = {
    "date": "日期",
    "phone": "电话",
    "name": "专名中的数",
    "threshold": "门槛",
    "malformed": "数字残缺",
    "no-noun": "找不到所说的指标",
    "no-unit": "没有单位",
    "ranks": "几个位次不知各是谁的",
    "no-column": "表格里不知是哪一项、什么单位",
    "open-rank": "位次没有范围",
    "contact": "联系方式",
    "clock": "时刻",
    "ordinal": "序号",
    "anniversary": "周年",
    "views": "浏览数",
    "lasting": "持续的时间",
    "times": "几乘几的规格",
    "height": "所述之物的高度",
    "material": "材料的组数",
}
_MEASURES = {
    "level": "总量",
    "growth": "增速",
    "share": "占比",
    "count": "个数",
    "rank": "位次",
    "gap": "差距",
    "change": "变动",
}
_MODALITIES = {"actual": "", "target": "目标", "forecast": "预测", "capacity": "能力"}
_TRUST = {"high": "高", "medium": "中", "low": "低"}


def explain(extraction: Extraction, text: str) -> str:
    """The head of the document, then every number with what became of it: taken (✓) with its reading and rule, or not (✗) with
    the reason. `text` is the source's own text."""
    info = extraction.source
    how = "：".join(x for x in (info.published_how or "无依据", info.published_basis) if x)
    given = f"{info.published or '未知'}（{how}）"
    head = [
        f"■ {info.path}　{info.title or '无标题'}",
        f"　发布 {given}　本地 {info.home or '未知'}　可信度 {_TRUST[info.trust]} {'；'.join(info.trust_reasons)}",
    ]
    rows = sorted([*_taken(extraction), *_left(extraction)])
    out = [*head]
    paragraph = 0
    for start, mark, words in rows:
        number = text.count("\n", 0, start) + 1
        if number != paragraph:
            paragraph = number
            out.append(f"第{number}行　{_around(text, start)}")
        out.append(f"　{mark} {words}")
    for project in extraction.projects:
        out.append(f"项目　{project.name}　{project.stage or '进度未写明'}　{project.stage_text or ''}")
    for dropped in info.dropped:
        out.append(f"剔除　{dropped.reason}（{dropped.type}）：{text[dropped.span[0] : dropped.span[1]][:30]}")
    return "".join(f"{line(words)}\n" for words in out)


def _around(text: str, start: int) -> str:
    first = text.rfind("\n", 0, start) + 1
    last = text.find("\n", start)
    whole = text[first : last if last >= 0 else len(text)].strip()
    return whole if len(whole) <= 60 else f"{whole[:60]}…"


def _taken(extraction: Extraction) -> Iterator[tuple[int, str, str]]:
    for figure in extraction.figures:
        place = figure.evidence[0]
        start = place.number[0][0] if place.number else place.start
        yield start, "✓", _read(figure)


def _read(figure: Figure) -> str:
    upper = f"—{figure.value_max}" if figure.value_max is not None else ""
    parts = [
        f"{figure.approx or ''}{figure.value}{upper}{figure.unit}",
        figure.indicator,
        _MEASURES[figure.measure] + _MODALITIES[figure.modality],
        f"范围 {figure.scope or '未写明'}",
        f"期间 {figure.period or '未写明'}",
        f"位次范围 {figure.among}" if figure.among else "",
        f"重要性 {figure.salience}",
        f"把握 {figure.confidence}",
        f"规则 {figure.rule}",
        f"存疑 {figure.doubt}" if figure.doubt else "",
    ]
    support = [f"{s.field}←{s.text or s.config}" for s in figure.support]
    return "　".join(part for part in (*parts, *support) if part)


def _left(extraction: Extraction) -> Iterator[tuple[int, str, str]]:
    for refused in extraction.refused:
        yield refused.span[0], "✗", f"{refused.text}　{_REASONS.get(refused.reason, refused.reason)}"
