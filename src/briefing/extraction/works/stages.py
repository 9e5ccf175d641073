"""How far a project is: wordings of progress → stages, with what is only planned and what is denied told apart.

Physical wording decides (加快建设 is 在建, 加快推进 alone says nothing). A stage that lies ahead is a milestone, never a stage.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Literal

from briefing.chinese.periods import mentions
from briefing.chinese.quick import Quick
from briefing.model.fact import STAGES, Stage
from briefing.model.period import bounds
from briefing.resources import lexicon

Kind = Literal["actual", "planned", "denied"]
_CLAUSE = re.compile(r"[^，。；！？：\n]+")
_DUE = re.compile(r"(?:年底|年末|年内|月底|节|\d{1,2}月|\d{1,2}日|季度|上半年|今年|明年)[^，。；]{0,2}?(?:之?前|以前)$")
_WITHIN = re.compile(r"^(?!.*(?:短短|仅|只))[^，。；]*?(?<!近)(?:[一二三两四五\d]+(?:年|个月|天)(?:之|以)?内)")
"""两年内建设完成并投产: still to come, unless it took 短短两年."""
ORDER: dict[Stage, int] = {stage: i for i, stage in enumerate(STAGES)} | {"停滞": 3}


@dataclass(frozen=True, slots=True)
class Progress:
    """One wording of progress: `start`–`end` in the text that was read, `clause` the clause around it."""

    kind: Kind
    stage: Stage
    start: int
    end: int
    clause: tuple[int, int]
    when: str | None
    what: str
    weak: bool = False
    """Told by money spent or a rate reached alone: counts only when nothing else is said."""


@dataclass(frozen=True)
class _Lexicon:
    progress: Quick
    names: tuple[Stage, ...]
    weak: tuple[bool, ...]
    before: tuple[tuple[Stage, re.Pattern[str]], ...]
    verbs: Quick
    """Any of them."""
    around: re.Pattern[str]
    far: re.Pattern[str]
    future: re.Pattern[str]
    negative: re.Pattern[str]
    past_plan: re.Pattern[str]
    milestone: Quick
    plan_sentences: re.Pattern[str]


def _any(patterns: list[str]) -> str:
    return "|".join(f"(?:{p})" for p in patterns)


@lru_cache(maxsize=1)
def load() -> _Lexicon:
    """The patterns of ``stages.toml``."""
    data = tomllib.loads(lexicon("stages.toml").read_text(encoding="utf-8"))
    modality = data["modality"]
    return _Lexicon(
        progress=Quick("|".join(f"(?P<s{i}>{_any(entry['patterns'])})" for i, entry in enumerate(data["stage"]))),
        names=tuple(entry["name"] for entry in data["stage"]),
        weak=tuple(entry.get("weak", False) for entry in data["stage"]),
        before=tuple((stage, re.compile(f"(?:{_any(patterns)})$")) for stage, patterns in data["before"].items()),
        verbs=Quick(_any([pattern for patterns in data["before"].values() for pattern in patterns])),
        around=re.compile(f"(?:{_any(data['around']['在建'])})(?:推进|推动)?(?:[^，。；、]{{2,14}}、){{0,6}}$"),
        far=re.compile(_any(modality["far"])),
        future=re.compile(
            f"(?:{_any(modality['future'])})(?:能|会|可|要|于|在|全面|全部|正式|尽快|早日|顺利|如期|实现|进行|开展|进入|项目|工程)*$"
        ),
        negative=re.compile(_any(modality["negative"])),
        past_plan=re.compile(_any(modality["past_plan"])),
        milestone=Quick(_any(data["milestone"]["patterns"])),
        plan_sentences=re.compile(f"^(?:{_any(data['plan']['sentences'])})"),
    )


def read(
    text: str, start: int, end: int, anchor: date | None, *, planned: bool = False, opened: str | None = None
) -> list[Progress]:
    """The wordings of progress in ``text[start:end]`` in order. `planned` says that the passage speaks of what is to come, so
    that a bare verb is no report; `opened` is the day the sentence begins with, which the first wording without one takes."""
    words = load()
    out: list[Progress] = []
    for clause in _CLAUSE.finditer(text, start, end):
        for match in words.progress.finditer(text, clause.start(), clause.end()):
            if found := _progress(text, clause.span(), match, anchor, planned, None if out else opened):
                out.append(found)
        if _MOVE.search(text, clause.start(), clause.end()):
            out += _moved(text, clause.span(), anchor)
        for match in words.milestone.finditer(text, clause.start(), clause.end()):
            when = due(text[clause.start() : match.start()], anchor) or due(text[clause.start() : clause.end()], anchor)
            lead = text[clause.start() : match.start()]
            if words.far.search(lead) or words.future.search(lead) or when:
                out.append(Progress("planned", "在建", match.start(), match.end(), clause.span(), when, match[0]))
    return out


_MOVE = re.compile("推迟|延期|延后|延迟|顺延|提前|(?:调整|变更)[为至到]")
_MOVED = re.compile(
    r"(?P<what>(?:建成|竣工|全线)?(?:通车|投产|投用|竣工|完工|开工|建成|投运|运营|交付|投入使用|启用))(?:时间|日期|节点|期限|工期)?"
    r"(?:[由从][^，。；]{2,16}?)?(?:已|将|拟|预计|调整){0,2}?(?:(?:推迟|延期|延后|延迟|顺延|提前)(?:至|到)|(?:调整|变更)(?:为|至|到))(?=(?P<when>[\d今明后年]))"
)
"""通车时间推迟至2026年3月: a planned node under its new day."""
_MOVED_STAGE: dict[str, Stage] = {"竣工": "竣工", "完工": "竣工", "建成": "竣工", "开工": "开工"}


def _moved(text: str, clause: tuple[int, int], anchor: date | None) -> list[Progress]:
    """The nodes of a clause that have been put off or brought forward."""
    out: list[Progress] = []
    for match in _MOVED.finditer(text, *clause):
        when = due(text[match.start("when") : clause[1]], anchor)
        if when is not None:
            stage = _MOVED_STAGE.get(match["what"][-2:], "投产")
            out.append(Progress("planned", stage, match.start(), match.end(), clause, when, _what(match["what"])))
    return out


_FOR, _GROUND = re.compile(r"(?:为|给)[^，。；]{0,12}$"), re.compile("打下|奠定|创造|提供|做好|扫清")
_REACHED = re.compile(r"(?:已|已经|现已|均已|业已|了)$|^(?:已|现已|均已|全部|顺利)")
_HOW = re.compile(r"^(?:全部|全面|正式|顺利|陆续|如期|已|现已|实现|提前|同时|集中|实质性)+")
_BARE_MONTH = re.compile(r"(?<![年于底\d])\d{1,2}月份?(?:投产|竣工|开工|试生)")
_SOME = re.compile(r"(?:部分|个别|局部)(?:子项|标段|路段|工程|厂房|楼栋)?(?:已|已经|基本)?$|子项(?:已)?$")


_COMPONENT = re.compile(
    r"[\u4e00-\u9fff”\"](?:高架|渡槽|隧道|隧洞|大?桥|主洞|管廊|枢纽|左线|右线|双线|标段|区间|路基|主体结构|首洞|斜井)(?:段)?(?:的)?(?:已|实现|顺利|成功|全部|双向|全线)*$"
)
"""A part of the work that the words between its name and the verb name."""


def _progress(
    text: str, clause: tuple[int, int], match: re.Match[str], anchor: date | None, planned: bool, opened: str | None
) -> Progress | None:
    words = load()
    number = next(i for i in range(len(words.names)) if match[f"s{i}"] is not None)
    stage = words.names[number]
    lead, tail = text[clause[0] : match.start()], text[match.end() : clause[1]]
    if words.past_plan.search(lead) and stage not in ("停滞", "前期"):
        return None
    if stage in ("竣工", "投产", "主体完工") and _SOME.search(lead):
        stage = "在建"  # 部分子项完工
    if _GROUND.match(tail) and _FOR.search(lead):
        return None  # 为项目开工建设打下基础
    if tail.startswith("在即"):
        return Progress("planned", stage, match.start(), match.end(), clause, None, _what(match[0]), False)
    if stage == "竣工" and re.search(r"分[两二三四五]期$", lead):
        return None  # 分三期建设完成: how it is divided
    if stage == "开工" and tail.startswith("以来"):
        stage = "在建"  # 自开工建设以来
    if tail.startswith(("仪式", "活动", "现场会")) and stage in ("竣工", "投产") and "、" in lead[-8:]:
        return None  # 项目集中开工、竣工投产仪式: of some this, of others that
    if stage == "竣工" and match[0].endswith("贯通") and _COMPONENT.search(lead):
        stage = "在建"  # 枢纽高架实现全线贯通
    if stage == "停滞" and re.search(r"标段|部分|局部|个别", lead):
        return None
    if tail.startswith(("后", "之后", "以后", "条件", "要求", "标准", "率", "目标", "活动的", "时间", "仪式上")) or (
        tail.startswith("前") and not tail.startswith("前期")
    ):
        return None
    when = _past(due(lead[-24:] + match[0], anchor), lead, anchor) if not planned else due(lead[-24:] + match[0], anchor)
    when = when or (_past(opened, "", anchor) if opened else None)
    if anchor is None and stage in ("开工", "竣工", "投产", "试生产") and _BARE_MONTH.search(lead + match[0][:3]):
        return None  # 10月份投产, in a text without a date: done or to come, nobody can say
    kind: Kind = "actual"
    if words.negative.search(lead[-6:]) and stage not in ("停滞", "前期"):
        # Not yet finished or in use: then it is being built.
        kind, stage = ("actual", "在建") if stage in ("竣工", "投产", "主体完工", "试生产") else ("denied", stage)
    elif (stage not in ("前期", "停滞", "在建") or when) and _future(lead, match[0], when, anchor, planned):
        kind = "planned"
    return Progress(kind, stage, match.start(), match.end(), clause, when, _what(match[0]), words.weak[number])


def _future(lead: str, wording: str, when: str | None, anchor: date | None, planned: bool) -> bool:
    words = load()
    done = bool(_REACHED.search(lead[-3:] + wording)) or "已" in wording
    if when and anchor and bounds(when).kind in ("span", "by", "as-of"):
        if bounds(when).first > anchor:
            return True
        if bounds(when).last < anchor:
            return not done and words.far.search(lead) is not None
    if done:
        return False
    return bool(words.far.search(lead) or words.future.search(lead) or _DUE.search(lead) or _WITHIN.search(lead)) or planned


def ahead(when: str | None, anchor: date | None) -> bool:
    """Whether a date lies after the day of the text."""
    return bool(when and anchor and bounds(when).kind in ("span", "by", "as-of") and bounds(when).first > anchor)


def _past(when: str | None, lead: str, anchor: date | None) -> str | None:
    """A day without a year that would lie ahead, where nothing speaks of a plan, is last year's: 9月25日通过竣工验收, said in
    January."""
    if not when or not anchor or not re.fullmatch(r"\d{4}-\d\d-\d\d", when) or bounds(when).first <= anchor:
        return when
    words = load()
    if re.search(r"\d{4}年|今年|明年", lead) or words.far.search(lead) or words.future.search(lead) or _DUE.search(lead):
        return when
    return f"{int(when[:4]) - 1}{when[4:]}"


def _what(wording: str) -> str:
    return _HOW.sub("", wording) or wording


_YEAR_END = re.compile(
    r"(?P<year>今年|明年|20\d\d年)?(?<![\d一二三四五六七八九十几两])(?P<part>年底|年末|年内|全年|月底|月末)(?P<before>之?前)?"
)


def due(text: str, anchor: date | None) -> str | None:
    """The last date a clause names, in the notation of periods; 6月底前 is ``by:2026-06``. A bare month takes the year named
    before it (去年9月和11月). None without a date."""
    found: tuple[int, str] | None = None
    year: str | None = None
    for mention in mentions(text, anchor):
        if not mention.period or mention.kind in ("now", "past", "same", "plan"):
            continue
        value, said = mention.period, text[mention.start : mention.end]
        named = re.match(r"(?:19|20)\d\d|今年|明年|去年|前年", said)
        if not named and year and re.match(r"\d{4}-", value):
            value = year + value[4:]
        elif named and (digits := re.search(r"\d{4}", value)):
            year = digits[0]
        if value.startswith("as-of:"):
            value = "by:" + value[6:13]
        elif text[mention.end : mention.end + 2].startswith(("前", "之前", "底前")) and ":" not in value and "/" not in value:
            value = "by:" + value
        found = (mention.end, value)
    for match in _YEAR_END.finditer(text):
        if anchor and (found is None or match.end() > found[0]):
            month = 12 if match["part"][0] in "年全" else anchor.month
            given = int(match["year"][:4]) if match["year"] and match["year"][0] == "2" else None
            at = given or anchor.year + (match["year"] == "明年")
            found = (match.end(), f"by:{at}-{month:02}")
    return found[1] if found else None


_MONEYED = re.compile(r"(?:总投资|投资)[^，。；]{1,12}元(?:、[^，。；]{0,16})?的$|位于[^，。；]{2,16}的$")


def leading(text: str, start: int, at: int) -> tuple[Stage, int] | None:
    """The stage a verb right before a name says (建成投用的X, 开工建设总投资3亿元的X), and where the verb begins."""
    lead = text[start:at]
    if money := _MONEYED.search(lead):
        lead = lead[: money.start()]
    lead = lead.rstrip("“‘、")
    best: tuple[Stage, int] | None = None
    near, words = lead[-18:], load()
    for stage, pattern in words.before if words.verbs.guard.search(near) else ():
        if (match := pattern.search(near)) and match[0]:
            begin = start + len(lead) - len(near) + match.start()
            if best is None or begin < best[1]:
                best = (stage, begin)
    if best is None and lead.endswith("的"):
        told = [p for p in read(text, start, start + len(lead), None) if p.kind == "actual" and not p.weak]
        best = (told[-1].stage, told[-1].start) if told else None
    return best
