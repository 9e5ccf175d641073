"""What stands left of a number: its noun, and the predicate that says what the number does with it.

Patterns see masked text (`passages.TIME` and the others) and end where the number begins. One predicate is read from one left
context; what is left of it after that is the noun of the figure.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Literal, NamedTuple

from briefing.chinese import units
from briefing.chinese.quick import Quick
from briefing.extraction.course.passages import PLACE, TIME
from briefing.model.fact import Direction

Kind = Literal["growth", "gap", "change", "share", "completion", "from", "to", "ratio", "reference", "plain"]

_UP = (
    "增长|增加|上升|上涨|提高|提升|攀升|跃升|扩大|加快|回升|净增长|净增|上浮|"
    "正增长|走高|改善|增幅|多增|上扬|提速|前移|增效|增产|增收|增支|多收|增"
)
_DOWN = (
    "下降|减少|降低|回落|下滑|缩小|收窄|缩窄|下跌|放缓|压减|压缩|缩短|下拉|净减少|"
    "净减|负增长|萎缩|减量|后移|节约|节省|少增|减收|减支|减产|少收|下浮|减|降"
)
_T = f"{TIME}+"
_TS = rf"{_T}(?:(?:[、和及与]|以及){_T})*"
_NOUN = r"\A(?P<noun>(?s:.*?))"
_BASE = (
    rf"(?:比(?![重例较率])|较之?|(?<!参)与|(?<![合共等协])同)(?:{_TS}止?|上[年期月]|上季度?|上月止|年初|目标|序时进度|承诺[^，]{{0,4}}?|此前|以往|原来|[^，；。\d]{{0,8}}?{_T})"
    r"(?:同期|全年|末|底|当月|时期|时)?(?:（下同）)?(?:[^，；。\d]{0,6}?增速)?(?:相比|水平)?"
)
_BEFORE_VERB = (
    "同比|环比|年均|年平均|累计|名义|实际|按(?:可比|同)口径(?:计算)?|同口径|可比口径|可比价|合计|平均|总体|预期|预测|预计|两年平均|逆势|大幅|小幅|稳步|持续|较快|快速|总共|将|可|仅|又|再"
    "|每[人月年户亩](?:每[月年])?|比(?=[增降])|同(?=[增降])|分别|(?<![户村校])均|实现|达到|继续|转为|转|为|而|得以|已|共|进一步|至少|，"
)
_TURNED = (
    "增长|增加|上升|提高|提升|攀升|跃升|扩大|增|升|下降|减少|降低|回落|压减|压缩|缩短|缩小|收窄|缩窄|降|减|调整|优化|整合|合并|精简|归并|转变|转|变|达"
    "|扩|拓展|上调|下调|调增|调减|核增|核减|追加"
)
_PLAIN_VERBS = (
    "是|有|达|达成|共计|总计|近|突破|超过|超|约为|约有|共有|已有|计|到|至|保持在|稳定在|维持在|控制在|控制|保持|稳定|位于|在|于|：|首次|首(?=[破超过达]|$)|成功|增至"
    "|可达|将达|预计|迈上|跨上|站上|跃上|迈过|跨越|攀上|只|只有|仅有|还有|另有|的|高达|多达|就|用了|了|有望|力争|目标|不|过|跨|破|总|其中|连续(?![0-9两三四五六七八九十])|先后|接连|相继|全部|可实现"
)


def _firsts(*words: str) -> str:
    """The characters that the words of some alternatives begin with."""
    return "".join(sorted({word[0] for group in words for word in group.split("|")}))


_NEXT = _firsts(_BEFORE_VERB, _UP, _DOWN, _TURNED, "约|比|较|参|与|同|翻|拉动|提前")
_BASIS = rf"(?>(?:{_BEFORE_VERB}|(?<![签合契条预])约|{_BASE})(?=[{_NEXT}]))"
"""One piece of a basis, read in one way only (what follows decides), so that many pieces take no more than their length."""
_GROWTH = Quick(
    rf"(?P<basis>{_BASIS}*)(?P<verb>{_UP}|{_DOWN}|翻(?:了)?|拉动|提前)(?:也|均|都|更是)*+(?:了|约|达到?|为|超|幅度为|至少|近|在)?$"
)
_TO = Quick(rf"(?P<basis>{_BASIS}*)(?P<verb>{_TURNED})(?:到|至|为)了?(?:{_T}(?:末|底)?的)?(?:每[人月年户亩](?:每[月年])?)?$")
_EACH = r"(?:每[^\W\d]{1,2}(?:每[年月日次])?|每年|[人户亩]均)?"
"""Per what a standard is paid: 由每人每月670元提高到700元."""
_FROM = Quick(
    rf"{_NOUN}(?:分别)?[由从](?P<when>{_T}|上年|年初|原来|最初|过去|原定)?(?:末|底|时)?(?:的)?(?:平均)?(?P<verb>{_UP}|{_DOWN})?{_EACH}$"
)
_RATE = Quick(
    rf"{_NOUN}(?:的|同比|环比|累计|年均|年平均|平均)*+(?P<name>增速|增幅|增长率|涨幅|降幅|增长幅度|升幅|跌幅)(?:均|都|也|更是|更|分别|合计|同比)*+"
    r"(?:为|达到?|是|在|：|保持在|稳定在|实现)?$"
)
_GAP_OVER = Quick(
    rf"{_NOUN}(?:分别|均|也|仍|，)*+(?P<verb>高于|低于|快于|慢于|高出|低出|优于|好于|领先|领先于|落后于?|多于|少于|超出|超过|超额(?:完成)?|超|大于|小于|[欠塌差](?=(?:年度|全年|序时|时间|预期|既定)*(?:目标|计划|进度|任务)))(?P<ref>[^，；。]*?)(?:的)?(?P<mean>平均(?:水平|增速|值)?|水平)?(?:分别)?$"
)
_GAP_THAN = Quick(
    rf"{_NOUN}(?:分别|均)*+(?<![同环])(?:比|较)(?P<ref>[^，；。]*?)(?:的)?(?:平均(?:水平|增速|值)?|水平|增速)?(?:分别)?(?<![提新升增降减缩加放])(?P<verb>高|低|快|慢|多|少)(?:出|了)?$"
)
_SHARE = Quick(
    rf"{_NOUN}(?:约|已|共|均|分别|合计|，)*+(?<!抢)(?<!侵)占(?!有|地|用|据|比(?:重)?(?:稳定|保持|维持))(?:到|了)?(?P<whole>[^，；。]*?)的?(?P<name>比重|比例|份额|比率|比)?(?:分别|约|均|合计)*+(?:为|达到?|是|超过|超|在|提高到|提升到|提高至|提升至|上升到|保持在|已达|已)?$"
)
_SHARE_IN = Quick(rf"{_NOUN}，?在(?P<whole>[^，。；]{{2,20}}?)中的?(?P<name>占比|所占比重|比重)(?:约|为|达到?|是)*$")
"""在全部项目总投资中占比约43.7%."""
_DONE = Quick(
    rf"{_NOUN}(?:提前|已|均|超额|分别|仅|累计|，)*+(?:完成|实现|达到?|占|为|是|相当于)(?:了)?(?:(?:[省市县州区]|{PLACE}+)?(?:委|政府|级)*+(?:下达|确定|批准|安排)?)(?:的)?(?:{_T}(?:的)?)?(?P<plan>(?:总|年度|年(?=[计目投])|全年|年初|季度|预期|省定|市定|县定|既定|目标|计划|任务|工程|预算|进度|投资|建设|进出口|出口|外贸|外资|引资|招商|税收|收入|产值|销售|造林|就业)*(?:目标任务|目标|计划|任务|指标|预算|计划投资|总工程量|工程量|总量|总任务|投资计划|建设任务|计划(?:新)?开工|计划竣工))(?:任务|数|值|量)?(?:的|(?<=指标|目标|任务|计划|预算))$"
)
_PLAIN = re.compile(
    rf"{_NOUN}(?=[约比较与同{_firsts(_BEFORE_VERB, _PLAIN_VERBS)}]|$)"
    rf"(?:(?>(?:{_BEFORE_VERB}|(?<![签合契条预])约|{_BASE})(?=[{_NEXT}{_firsts(_PLAIN_VERBS)}]|$))|{_PLAIN_VERBS}){{0,8}}$"
)


class Predicate(NamedTuple):
    """`noun_end` is the length of the left context that is noun; `verb` the word found; `reference` the place or time compared
    with, as offsets into the left context."""

    kind: Kind
    noun_end: int
    verb: str = ""
    basis: str = ""
    direction: Direction | None = None
    reference: tuple[int, int] | None = None
    name: str = ""
    whole: tuple[int, int] | None = None
    time: tuple[int, int] | None = None


_FALLING = re.compile(rf"(?:{_DOWN}|降幅|跌幅|低|慢|少|落后|小于|推迟|滞后|欠|塌|差|优化|下调|调减|核减)")
_RISING = re.compile(rf"(?:{_UP}|增速|增幅|增长率|涨幅|升|扩|高|快|多|优|领先|大于|超|翻|拉动|上调|调增|核增|追加|拓展|好于|提前)")


@lru_cache(maxsize=256)
def direction_of(verb: str) -> Direction | None:
    """up or down by the meaning of a verb of change; None for others."""
    if _FALLING.match(verb) and not verb.startswith("降本"):
        return "down"
    if _RISING.match(verb):
        return "up"
    return None


_ASIDE = re.compile(r"（(?:[^（）]{0,6}口径[^（）]{0,4}|按?(?:不变|可比)价[^（）]{0,4}|剔除[^（）]{2,12})）$")
"""下降（同口径）19.6%: how it was counted, between the verb and its value."""


@lru_cache(maxsize=8192)
def read(left: str, unit: str) -> Predicate:
    """The predicate of a left context (masked) for a number in a unit."""
    if left.endswith("）") and (aside := _ASIDE.search(left)) is not None:
        left = left[: aside.start()]
    percent = unit in ("%", "‰", "成")
    points = unit.endswith(("百分点", "千分点", "基点", "位次", "名次"))
    if (found := _from(left)) is not None:
        return found
    if points:
        return _points(left)
    if (match := _TO.search(left)) and match["verb"] != "达":
        return Predicate("to", match.start(), match["verb"], match["basis"], direction_of(match["verb"]))
    if percent:
        return _percent(left, unit)
    return _other(left, unit)


_OPEN_FROM = re.compile(rf"[由从](?:{_T}|上年|年初|原来|最初|过去)?(?:末|底|时)?的?(?:平均)?(?:{_UP}|{_DOWN})?{_EACH}$")


def _from(left: str) -> Predicate | None:
    if left.endswith("原定"):
        return Predicate("from", 0)
    if ("由" not in left and "从" not in left) or not _OPEN_FROM.search(left):
        return None
    match = _FROM.match(left)
    if not match:
        return None
    verb = match["verb"] or ""
    when = match.span("when") if match["when"] else None
    return Predicate("from", len(match["noun"]), verb, "", direction_of(verb), time=when)


_EARLIER = re.compile(rf"{_TS}(?:同期|末|底|全年|当月)?(?:的)?(?:增速|增幅|水平)?")


def _points(left: str) -> Predicate:
    for pattern in (_GAP_THAN, _GAP_OVER):
        match = pattern.search(left)
        if match and match["ref"] and (PLACE in match["ref"] or not _EARLIER.fullmatch(match["ref"])):
            return Predicate(
                "gap", match.end("noun"), match["verb"], direction=direction_of(match["verb"]), reference=match.span("ref")
            )
        if match and match["ref"]:  # 比上半年高1.5个百分点
            return Predicate("change", match.end("noun"), match["verb"], direction=direction_of(match["verb"]))
    match = _GROWTH.search(left)
    if match:
        verb = match["verb"]
        return Predicate("change", match.start(), verb, match["basis"], direction_of(verb))
    plain = _PLAIN.match(left)
    return Predicate("change", plain.end("noun") if plain else len(left))


_AGAIN = Quick(
    rf"{_NOUN}(?:，)?(?:按(?:可比|同)口径)?(?:计算)?(?:，)?(?:已|约)?(?:恢复[至到]|相当于)(?P<ref>{_T}(?:同期)?|[^，。；]{{2,10}}?)(?:水平)?的$"
)
"""恢复至2019年同期的119%."""


_OVER_PLAN = re.compile(
    r"(?P<noun>.*?)(?:已|均|比|较|，){0,4}(?P<verb>超额(?:完成)?|超出?|高出|快于|超过|欠|塌|差|低于|慢于)(?P<ref>(?:年度|全年|年初|序时|时间|省定|市定|既定|原定){0,3}(?:投资)?(?:计划|目标|任务|进度|预期)(?:任务|目标|进度)?)$"
)
"""超年度计划28%, 超计划16项: how far it is beyond the plan."""
_VALUE_OF = re.compile(
    rf"{_NOUN}(?:(?:远远|远|大大|明显|均|也|，)*+(?:高于|低于|快于|慢于|优于|超过)|^[和、与])(?P<ref>{PLACE}+)(?:同期|平均水平|平均)?的$"
)
"""远高于全国的21.6%和全省的20.5%: the value of another place."""


def _percent(left: str, unit: str) -> Predicate:
    match = _DONE.match(left)
    if match:
        return Predicate("completion", match.end("noun"), whole=match.span("plan"))
    if match := _AGAIN.match(left):
        return Predicate("ratio", match.end("noun"), reference=match.span("ref"))
    if (match := _OVER_PLAN.match(left)) is not None:
        return _beyond_plan(match)
    if match := _VALUE_OF.match(left):
        return Predicate("reference", match.end("noun"), reference=match.span("ref"))
    gap = _GAP_THAN.search(left)
    if gap and (PLACE in gap["ref"] or gap["ref"].endswith(("进度", "计划", "目标"))):
        return Predicate("gap", gap.end("noun"), gap["verb"], direction=direction_of(gap["verb"]), reference=gap.span("ref"))
    match = _GROWTH.search(left)
    if match:
        return Predicate("growth", match.start(), match["verb"], match["basis"], direction_of(match["verb"]))
    match = _RATE.match(left) if unit != "‰" else None  # 人口自然增长率 is a level
    if match:
        name = match["name"]
        at = match.end("noun")
        yearly = left.startswith(("年均", "年平均"), at) or (left.startswith("平均", at) and left[at - 1 : at] == TIME)
        down: Direction = "down" if name in ("降幅", "跌幅") else "up"
        return Predicate("growth", at, name, "年均" if yearly else "", down, name=name)  # 4年平均增速
    match = _SHARE_IN.match(left) or _SHARE.match(left)
    if match:
        return Predicate("share", match.end("noun"), name=match["name"] or "", whole=match.span("whole"))
    return _plain(left)


_TIMES = re.compile(rf"{_NOUN}(?:约)?(?:是|为|达到?|相当于)(?P<ref>[^，；。]*?)的$")


def _beyond_plan(match: re.Match[str]) -> Predicate:
    down = match["verb"] in ("欠", "塌", "差", "低于", "慢于")
    return Predicate("gap", match.end("noun"), match["verb"], direction="down" if down else "up", reference=match.span("ref"))


LAG = "lag"
"""The name of a gap of time."""
_LASTING = ("个月", "天", "日", "周", "个星期")
"""Units of how long."""
_LAG = re.compile(
    r"(?:(?P<verb>慢于|快于|晚于|早于|滞后于?|落后于?|提前于?|超前于?|拖后于?)(?:原定?|年度|序时|时序|预定|既定|合同)?(?P<ref>计划|进度|工期|节点|目标|预期)"
    r"|[比较](?:原定?|年度|序时|时序|预定|既定|合同)?(?P<than>计划|进度|工期|节点|目标|预期)(?P<how>慢|快|晚|早|滞后|落后|拖后|超前|延后))(?:工期|进度|节点|时间)?(?:了|约|近)?$"
)
"""进度慢于计划2个月: how far behind its plan a work is."""
_MOVED = frozenset(("增长", "上升", "上涨", "提高", "提升", "上浮", "下降", "降低", "回落", "下滑", "下跌", "下浮", "缩短"))
"""最低工资标准提高183元: by how much a level has moved, when it is said of what."""


def _moves(verb: str, unit: str) -> bool:
    """Whether the verb says how far a level has moved. 抚育提升200万亩 counts what was worked on."""
    kind = units.kind(unit)
    return kind.measure == "level" and (verb != "提升" or kind.name not in ("length", "area"))


_FISCAL = ("增产", "减产", "增收", "增支", "减收", "减支", "多收", "少收")


def _other(left: str, unit: str) -> Predicate:
    match = _GROWTH.search(left)
    if unit in ("倍", "番"):
        if match:
            return Predicate("growth", match.start(), match["verb"], match["basis"], direction_of(match["verb"]))
        times = _TIMES.match(left)
        if times:
            return Predicate("ratio", times.end("noun"), reference=times.span("ref"))
        return _plain(left)
    if match and match["verb"] not in ("增", "减", "降", "拉动"):
        compared = re.search(r"同比|环比|比|较", match["basis"]) is not None
        if (
            compared
            or match["verb"] in ("减少", "净增", "净减少", "净减", "增加", "净增长")
            or (match["verb"] in _FISCAL and not match.start())
            or (match["verb"] in _MOVED and match.start() >= 2 and _moves(match["verb"], unit))
        ):
            return Predicate("change", match.start(), match["verb"], match["basis"], direction_of(match["verb"]))
    if unit in _LASTING and (lag := _LAG.search(left)) is not None:
        verb = lag["verb"] or lag["how"]
        ahead: Direction = "up" if verb[0] in "快早提超" else "down"
        return Predicate("gap", lag.start(), verb, direction=ahead, reference=lag.span("ref" if lag["ref"] else "than"), name=LAG)
    if (over := _OVER_PLAN.match(left)) is not None and over["verb"] in ("超", "超额", "超额完成", "欠"):
        return _beyond_plan(over)
    for pattern in (_GAP_THAN,):
        gap = pattern.search(left)
        if gap and gap["ref"]:
            timed = TIME in gap["ref"] or "同期" in gap["ref"]
            kind: Kind = "change" if timed else "gap"
            return Predicate(kind, gap.end("noun"), gap["verb"], direction=direction_of(gap["verb"]), reference=gap.span("ref"))
    return _plain(left)


def _plain(left: str) -> Predicate:
    match = _PLAIN.match(left)
    return Predicate("plain", match.end("noun") if match else len(left), verb=left[match.end("noun") :] if match else "")
