"""What the rows of a table are named: a row under another (其中：轻工业, #批发业) is a part of it and shares its unit."""

from __future__ import annotations

import re
from dataclasses import dataclass

from briefing.chinese import indicators
from briefing.extraction.tabular import fields

_MARK = re.compile(r"^\s*(?:其中|[#＃*])\s*[：:]?\s*")
_LEAD = re.compile(r"^(?:[（(]?[一二三四五六七八九十\d]+[）)]|[一二三四五六七八九十\d]+[、.．])[：:]?|\s|：$|（[A-Z]{2,6}）$")
_SECTOR = re.compile(r"^第[一二三]产业$")
_OWN = re.compile(
    r"(?:额|[总产]量|值|率|收入|支出|投资|人口|人数|户数|面积|存款|贷款|余额|指数|利润|利税|税收?|用电量?|价格|比重|产量|个数|家数|项目)(?:[（(].*)?$"
)
"""A name that says by itself what is measured."""
_WHOLE = re.compile(r"^(?:全社会|全部|全[市县区省州])|(?<=^..业)总(?=产值)")
_LARGE = "规模以上工业"
_SHARED = re.compile(r"投资|用电|从业|就业|贷款|税")
"""What 第一产业 under such a row is not the added value of."""


@dataclass(slots=True)
class Branch:
    """What was said by the rows above: the indicator that parts may follow, its unit, whether the row before was a part."""

    parent: str = ""
    unit: str = ""
    inside: bool = False
    flat: str = ""
    """The title of a table that says what all its rows are of (居民消费价格指数): there every row stands for itself."""


def named(branch: Branch, text: str, unit: str) -> tuple[str, str]:
    """The indicator a row is of and its unit, `unit` being what the row's own cell says (may be empty)."""
    mark = _MARK.match(text)
    words = re.sub(r"\s|：$", "", _LEAD.sub("", _LEAD.sub("", text[mark.end() if mark else 0 :])))
    words = re.sub(r"\s|：$|（[A-Z]{2,6}）$", "", words)
    if words in ("合计", "总计", "总额"):
        return "", unit  # the whole, which the heads or the title name
    own = unit or fields.measured_in(words)
    sector = _SECTOR.match(words) is not None
    alone = not sector and (_OWN.search(words) is not None or indicators.lookup(fields.BRACKET.sub("", words)) is not None)
    part = (
        bool(branch.parent)
        and not (alone or branch.flat)
        and (mark is not None or branch.inside)
        and (not own or own == branch.unit)
    )
    if sector:
        shared = bool(branch.parent) and _SHARED.search(branch.parent) is not None
        branch.inside = shared
        of_all = part or branch.parent.endswith("生产总值")
        return (_joined(words, branch.parent) if shared else f"{words}增加值"), own or (branch.unit if of_all else "")
    if part:
        branch.inside = True
        return _joined(words, branch.parent), own or branch.unit
    if mark is None:
        branch.parent, branch.unit, branch.inside = fields.BRACKET.sub("", words), own, False
    elif alone:
        branch.inside = False
    return words, own


def _joined(words: str, parent: str) -> str:
    """轻工业 of 规模以上工业总产值 is 规模以上轻工业总产值, 工业 of 全社会用电量 工业用电量."""
    if parent.endswith("生产总值"):
        return f"{words}增加值"
    rest = _WHOLE.sub("", parent)
    if rest.startswith(_LARGE) and words.endswith("业"):
        return f"规模以上{words}{rest[len(_LARGE) :]}"
    if _SECTOR.match(words):
        rest = rest.removeprefix("固定资产")
    return f"{words}{rest}"
