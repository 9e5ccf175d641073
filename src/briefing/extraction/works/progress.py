"""What the text around a mention of a project says: its state, money, programme, problems and next steps."""

from __future__ import annotations

import re
from collections.abc import Sequence

from briefing.extraction.setting import Setting
from briefing.extraction.tabular import registers
from briefing.extraction.works import amounts, namewords, seats, stages
from briefing.extraction.works.drafts import Draft
from briefing.extraction.works.ledgers import Field
from briefing.extraction.works.names import Name
from briefing.extraction.works.windows import Window
from briefing.model.base import Span
from briefing.model.fact import Milestone

_ATTRIBUTES = re.compile(
    r"(?:规划)?(?:占地(?:面积)?|总?用地面积|(?:规划|总)?建筑面积|线路全长|路线全长|全长|线路长|总长|设计时速|设计速度|总?装机容量|总库容|库容|设计年产|年产(?:值)?|日处理(?:能力)?"
    r"|设置?床位|开放床位|规划床位|新增学位|提供学位|双向)(?:约为?|近|超过?|达到?|为)?[\d一二三四五六七八九十][\d,.]*(?:多|余)?(?:万|亿|千)?[\u4e00-\u9fff/]{1,5}?(?=，|。|；|、|（|的|）|$|\n|项目)"
)
_PROBLEM = re.compile(
    r"(?:未|尚未|仍未|没有)[^，。；]{0,6}(?:完成|批复|开工|启动|到位|支付|拆迁|签约|定稿|复工|办结)|停工|滞后|延误|推迟|流标|无法|资金链|缺口|受阻|难以|不足|制约"
)


def problem(words: str) -> bool:
    """Whether a clause reports trouble."""
    return bool(_PROBLEM.search(words)) and not re.search(r"破解|解决了|不存在|化解", words)


def gather(setting: Setting, draft: Draft, name: Name, window: Window) -> None:
    text = setting.text
    draft.names += [name.name, text[name.start : name.end]]
    draft.spans.append((name.start, name.end))
    draft.evidence.append(setting.evidence(name.start, name.end))
    built = namewords.load().build.search(text[window.left : name.start].rstrip("‘“"))
    draft.listed = (
        draft.listed
        or len(window.names) > 1
        or window.tail
        or bool(window.fields or built or window.lead or PART_TAIL.search(name.name))
        or _LINE_NUMBER.fullmatch(text, setting.block(name.start).start, name.start) is not None
    )
    seats.locate(setting, draft, name, window)
    spans = window.spans or tuple(
        (f.start, f.end) for f in window.fields if not (registers.TROUBLE.search(f.label) or _NEXT.search(f.label))
    )
    amounts.gather(text, draft, name, window, spans)
    for start, end in spans if len(window.names) == 1 else ():
        draft.attributes += [m[0] for m in _ATTRIBUTES.finditer(text, start, end)]
    if window.fields:
        _entry(setting, draft, window.fields)
    else:
        _stage(setting, draft, name, window)
    _programme(setting, draft, window)


_LINE_NUMBER = re.compile(r"\s*(?:\d{1,3}[.、．]|（\d{1,3}）|[①-⑳])\s*")


def register(setting: Setting, draft: Draft, row: registers.Row) -> None:
    """A row of a project table."""
    text = setting.text
    draft.names += [row.name.name, text[row.name.start : row.name.end].strip()]
    draft.spans.append((row.name.start, row.name.end))
    draft.evidence.append(setting.evidence(row.name.start, row.name.end))
    draft.listed = True
    if row.total:
        draft.total = draft.total or (row.total.value, row.total.unit, row.total.span)
    if row.done:
        draft.done = draft.done or (2, row.done.value, row.done.unit, row.done.span)
    for label, (start, end) in row.fields:
        if registers.PLACED.search(label) and (found := setting.gazetteer.find(text[start:end])):
            draft.districts.append((4, found[0].name))
    inside = [p for p in setting.places_in(row.name.start, row.name.end) if setting.of_region(p.name)]
    if inside and inside[0].start == row.name.start:
        draft.districts.append((3, inside[0].name))
    elif setting.home:
        draft.districts.append((0, setting.headings[setting.block_number(row.name.start)] or setting.home))
    _entry(
        setting,
        draft,
        [Field(_LABELS.get(label, label), *span) for label, span in row.fields if not registers.PLACED.search(label)],
    )


_LABELS = {"责任单位": "责任单位", "开工": "开工时间", "竣工": "竣工时间"}
_STATE = re.compile("进度|进展|情况")
_NEXT = re.compile("下一?步|竣工时间|时限|工期|计划")
_OWNER = re.compile("责任单位|牵头单位|业主单位|项目单位|建设单位|实施单位|责任人")


def _entry(setting: Setting, draft: Draft, fields: Sequence[Field]) -> None:
    """An entry of a ledger, field by field."""
    text = setting.text
    for label, start, end in fields:
        words = text[start:end].strip("。； \n")
        if not words:
            continue
        if _OWNER.search(label):
            draft.owner = draft.owner or re.split(r"[；。]", words)[0]
        elif registers.TROUBLE.search(label):
            if words not in ("无", "暂无", "没有"):
                draft.problems.append(words)
            reports(setting, draft, start, end, planned=False, only=("停滞",))
        elif _NEXT.search(label):
            _next(setting, draft, label, start, end)
        elif label in ("", "总投资") or _STATE.search(label):
            reports(setting, draft, start, end, planned=False)
            if not label:
                draft.problems += [p for p in re.split(r"[。；]", words) if problem(p)]
        else:
            draft.attributes += [m[0] for m in _ATTRIBUTES.finditer(text, start, end)]


def _next(setting: Setting, draft: Draft, label: str, start: int, end: int) -> None:
    text = setting.text
    count = len(draft.planned)
    reports(setting, draft, start, end, planned=True)
    when = stages.due(text[start:end], setting.anchor)
    if len(draft.planned) == count and when:
        what = "竣工" if "竣工" in label else "整改到位" if "时限" in label else text[start:end].strip("。； \n")
        draft.planned.append(Milestone(what=what, when=when, evidence=setting.evidence(start, end)))


def reports(
    setting: Setting, draft: Draft, start: int, end: int, *, planned: bool, only: tuple[str, ...] = (), opened: str | None = None
) -> bool:
    """The wordings of progress in a stretch, gathered; whether there were any."""
    told = stages.read(setting.text, start, end, setting.anchor, planned=planned, opened=opened)
    for found in told:
        if only and found.stage not in only:
            continue
        evidence = setting.evidence(*_trimmed(setting.text, found.clause, start))
        if found.kind == "planned" and not found.weak:
            draft.planned.append(Milestone(what=found.what, when=found.when, evidence=evidence))
        draft.reports.append((found, evidence))
    return bool(told)


_TO_BUILD = re.compile(r"(?:建设|新建|兴建|规划|谋划|上马)(?:[^，。；]{2,20}、)?$")
_STOPS = re.compile("[，。；：]")
_NOW = re.compile("[，；。]?(?:目前|现|如今|截至|眼下)")
_DAY = re.compile(
    r"[ 　]*(?P<day>(?:20\d\d年|今年|去年|前年|当年)?(?:\d{1,2}月(?:\d{1,2}日)?|年初|初)?(?:底|初|中旬|上旬|下旬|份)?)"
    r"(?:上午|下午|晚)?，?"
)


def _opened(setting: Setting, window: Window, name: Name) -> str | None:
    """The day a sentence begins with, when the window is the first of it: 9月28日，X项目开工."""
    match = _DAY.match(setting.text, window.sentence[0], name.start) if window.opens else None
    return stages.due(match["day"], setting.anchor) if match and match["day"] else None


def _stage(setting: Setting, draft: Draft, name: Name, window: Window) -> None:
    text = setting.text
    opened = _opened(setting, window, name)
    for number, (start, end) in enumerate(window.spans):
        here = end <= window.sentence[1] and window.lead is None and not _NOW.match(text, start)
        told = reports(setting, draft, start, end, planned=window.planned and number == 0, opened=opened if here else None)
        opened = None if told else opened
        draft.problems += [p for p in [text[start:end].strip("，。；")] if len(window.names) == 1 and problem(p)]
    lead = window.lead
    if lead and lead[1] < window.left and any("前期工作" in e.quote for p, e in draft.reports if p.stage == "前期"):
        lead = None  # 3个项目已开工，其中X前期工作获得突破: its own words tell more than those of the set
    if lead is None and window.planned and _TO_BUILD.search(text[window.left : name.start]):
        lead = ("谋划", window.left)
    if lead:
        stage, at = lead
        words = stages.load()
        before = text[window.left : at]
        when = stages.due(before, setting.anchor) or opened
        planned = (
            (window.planned and stage != "在建")
            or stages.ahead(when, setting.anchor)
            or bool(words.far.search(before) or words.future.search(before) or re.search(r"(?:努力|着力|奋力)", before))
        )
        # A verb said of the set the name is taken from stands in its own clause.
        apart = _STOPS.search(text, at, name.start) if at < window.left else None
        clause = (at, apart.start() if apart else name.end) if at < name.start else (name.start, name.end)
        progress = stages.Progress("planned" if planned else "actual", stage, at, name.start, clause, when, stage)
        evidence = setting.evidence(*clause)
        draft.reports.append((progress, evidence))
        if planned and stage in ("开工", "竣工", "投产"):
            draft.planned.append(Milestone(what=stage, when=when, evidence=evidence))


def _trimmed(text: str, clause: Span, start: int) -> Span:
    lo, hi = max(clause[0], start), clause[1]
    while lo < hi and text[lo] in "、，的 ":
        lo += 1
    return (lo, hi) if lo < hi else clause


def _programme(setting: Setting, draft: Draft, window: Window) -> None:
    start, end = window.sentence
    sentence = setting.text[start:end]
    for programme in setting.options.programmes:
        if any(form in sentence for form in (programme.name, *programme.aliases)):
            draft.programme = draft.programme or programme.name
        if found := next((c for c in programme.classes if c in sentence), None):
            draft.programme, draft.class_ = draft.programme or programme.name, draft.class_ or found


PART_TAIL = re.compile(rf"(?:（?{namewords.PART}）?|[一二三四五六七八九十\d]+标段|锻造车间|主桥)$")
