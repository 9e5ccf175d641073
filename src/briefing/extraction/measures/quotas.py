"""The plan a figure is held against, told with its own number: 完成年初预算数60999万元的40.4%, 完成年任务（40.2亿元）的32.5%."""

from __future__ import annotations

import re

from briefing.extraction.measures.items import Item
from briefing.extraction.measures.site import Site

_PLANNED = re.compile(
    r"(?:完成|占|为)(?:了)?(?:全年|年初|年度|省定|市定|县定|调整)*(?P<plan>(?:年度|全年|年初|年(?=[任计目]))?(?:调整)?(?:目标任务|目标|任务|预算|计划|投资计划|(?:项目)?(?:计划|概算)?总投资)数?)$"
)

_EXCEEDED = re.compile(r"^(?:，)?(?:均|已|也)*(?:超额|提前|如期|圆满)*(?:完成|实现)(?:了)?$")
_GOAL = re.compile(r"的(?:年度|全年|年初|既定)*(?:目标任务|任务目标|目标|任务|计划)(?=[，。；、）]|$)")
"""新建幼儿园48所，超额完成40所的年度目标任务."""

_TASK = re.compile(r"(?<=..)(?:考核指标|目标任务|考核任务|任务|指标)$")


def fulfilled(base: Item) -> str:
    """改厕任务38283座，完成38649座: what the task is about; the figure before was a goal. Empty where it was none."""
    match = _TASK.search(base.noun)
    if match is None or base.unit in ("项", "个", "件", "条"):
        return ""
    base.modality = "target"
    return base.noun[: match.start()]


def read(site: Site) -> Item | None:
    """完成年初预算数60999万元的40.4%: the plan itself, then how much of it is done."""
    base, last = site.base, site.context.recent[-1] if site.context.recent else None
    if last is not None and last.rule == "plan" and site.left == "的" and site.token.unit == "%" and last.of is not None:
        thing = last.of.noun
        whole = last.noun.endswith("总投资")
        item = site.item(thing, f"{thing}占{last.noun}比重" if whole else f"{thing}完成{last.noun}比例", "share", "completion")
        site.carry(item, last.of)
        item.linked = True
        return item
    behind = site.passage.words(site.token.end, site.clause.end)
    if base is not None and _EXCEEDED.search(site.left) and (goal := _GOAL.match(behind)):
        item = site.item("目标", f"{base.label}目标", base.measure, "plan", end=site.token.end + goal.end())
        item.of, item.scope, item.period, item.linked, item.modality = base, base.scope, base.period, True, "target"
        return item
    after, words = site.passage.words(site.token.end, site.token.end + 3).removeprefix("）"), site.left
    if site.clause.opened == "（" and not words:  # 完成年任务（40.2亿元）的32.5%
        words = site.passage.words(max(site.clause.start - 12, site.sentence.start), site.clause.start - 1)
    match = _PLANNED.search(words) if base is not None and after[:1] == "的" and after[1:2].isdecimal() else None
    base = base.of if base is not None and base.measure == "growth" and base.of is not None else base
    if match is None or base is None:
        return None
    item = site.item(match["plan"], f"{base.label}{match['plan']}", base.measure, "plan")
    item.of, item.scope, item.linked, item.modality = base, base.scope, True, "target"
    if match["plan"].endswith("总投资"):
        item.label, item.modality = match["plan"], "actual"
        return item
    year = re.match(r"\d{4}", base.period or "")
    item.period = year[0] if year else None
    return item
