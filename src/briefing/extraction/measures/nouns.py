"""Noun phrases left and right of a number, cut so that they name what is measured in the text's own words."""

from __future__ import annotations

import re
import tomllib
from functools import lru_cache

from briefing.chinese import indicators
from briefing.chinese.beginnings import compiled
from briefing.chinese.quick import alternation
from briefing.extraction.course.passages import NAME, PLACE, TIME
from briefing.resources import lexicon

_SPLIT_LEAD = (
    r"“(?=我们|咱们|我[市县区省州]|[^”]{8,}$)|[■●▲◆★▶>】]+|历史性(?:地)?|争取(?=建成|实现|完成|达到|新增|开工|创建|引进|落地)|\d{1,2}[-—~]\d{1,2}(?=累计|月)|\d{2,3}月(?:份(?!额))?(?=[^\d\s]{2})|(?:该|我)?(?:公司|集团|企业|园区|学校|医院)(?=[建拥共现设]有)|[建设]有|有(?![色效机限线形关序力望利害毒氧组规轨])|[一二三四五六七八九十]是|\d{1,2}[.、．](?!\d)|[一二三四五六七八九十]{1,3}、|，|、|；|：|。|（|）|—|-|·|\s"
    r"|(?:全部)?(?:建成|投产|达标|达产|达效|满产|投用|投运|运营|完工)+后|可(?=年?(?:实现|新增|带动|提供|产|创|达|入驻|容纳|解决|吸纳|安排|供|节约|减少))"
    r"|(?:通过|经过|利用)[一二三两\d]+(?:年|个月)(?:的)?时间"
    r"|按[^，。；、]{2,10}?(?:分|看|计算)|从[^，。；、]{1,6}看|分[^，。；、]{1,4}看"
)
_BLOT = re.compile(f"[{TIME}{PLACE}{NAME}]+")
_BRACKETS = re.compile(r"（(?![一二三四五]）型)[^（）]*）|（[^（）]*$")
_OPEN_QUOTE = re.compile(r"^“(?=[^”]*$)|^‘(?=[^’]*$)|^[”’]|(?<=^)\W*(?=“)")
_TAIL = compiled(
    r"(?:(?<=[值额量入资数率])(?:在|仍然?|也)|，|、|：|（|）|\s|的|为|是|达|可以|大概|已经|(?<=[评考价核比选估])中|(?<![签合契条预])约|共|(?<![户村校])均|各|等|了|已|数量|总数|个数|总计|合计|—|分别|总|每[人月年户亩])+$"
)
_MIDDLE = re.compile(
    r"(?<=[\w”）])(?<![未没])(?:完成(?=产值|增加值|总产值|工业|营业收入|营业额|零售额|销售|税收|外贸|进出口|利税|利润|主营)|已(?=完成投资)|累计(?=出口|进口|销售|接待|发放)|可实现|(?<=年)可创|共实现|共(?=完成投资)|共完成(?!投资)|实现|达到|完成了|共有|已有|拥有|累计实现)(?=\w{2,})"
)

_MIDWAY = compiled("完成|实现|可创|共|达到|累计|[已拥]有")
"""What `_MIDDLE` takes out begins or ends so."""

CUT = re.compile(
    r"(?:推动|通过|围绕|聚焦|依托|利用|根据|按照|为了|随着|由于|因为|使得|促进|带动了|组织|开展了|坚持|强化|支持|引导|助力|着眼|立足|瞄准|服务于|用于|采取|针对|得益于|包括|涉及|涵盖|据|在[^，。；]{2,12}?(?:上|中|下|内|里|方面|基础上|建设|领域)(?!市|游|央))"
)


@lru_cache(maxsize=1)
def _grammar() -> dict[str, list[str]]:
    """The word lists of ``grammar.toml``, each sorted by length, the longest first."""
    data = tomllib.loads(lexicon("grammar.toml").read_text(encoding="utf-8"))
    return {
        name: sorted({word for group in groups for word in group.split()}, key=lambda w: (-len(w), w))
        for name, groups in data.items()
    }


@lru_cache(maxsize=1)
def _lead() -> re.Pattern[str]:
    return re.compile(f"(?:{alternation(_grammar()['lead'])}|{_SPLIT_LEAD})")


@lru_cache(maxsize=1)
def _keep() -> re.Pattern[str]:
    return re.compile(f"(?:{'|'.join(_grammar()['keep'])})")


@lru_cache(maxsize=1)
def _verb_end() -> re.Pattern[str]:
    return re.compile(rf"(?:{alternation(_grammar()['verbs'])})(?:了|过|出|到)?$")


@lru_cache(maxsize=1)
def _verb_start() -> re.Pattern[str]:
    words = [w for w in _grammar()["verbs"] if len(w) > 1]
    return re.compile(rf"(?:已|已经|共|累计|新)?(?:{alternation(words)})(?:了|到)?")


def ends_in_verb(left: str) -> bool:
    """Whether a left context (masked) ends in a verb or preposition, so that the thing counted must stand at the right."""
    words = _BLOT.sub("", left).rstrip("了共约近已超")
    return not words or _verb_end().search(words) is not None


@lru_cache(maxsize=8192)
def leading_verb(words: str) -> str:
    """The verb a phrase begins with, or nothing."""
    match = _verb_start().match(words)
    return match[0] if match else ""


@lru_cache(maxsize=8192)
def left(words: str, masked: str) -> str:
    """The noun phrase of a left context: `words` as written, `masked` with times, places and names blotted out."""
    if words.endswith(("率先", "首个", "最早", "首先")) and (among := _FIRST_OF.search(words)):
        words, masked = words[: among.start()], masked[: among.start()]
    kept = _without_marks(words, masked)
    kept = kept[1:] if kept.startswith("（") and "）" not in kept else kept  # a sentence in brackets
    kept = _BUILT.sub(r"\1", kept) if "（" in kept else kept
    kept = _BRACKETS.sub("", kept).removesuffix("同比") if "（" in kept else kept
    kept = "" if _SPAN.fullmatch(kept) else kept
    kept = kept.removesuffix("新台币").removesuffix("人民币")
    kept = _STEP.sub("", kept) if "个" in kept else kept
    kept = _RECKONED.sub("", kept).removeprefix("现价") if "价" in kept else kept
    cut = None
    for match in CUT.finditer(kept):
        if len(kept) - match.end() >= 4 and match.start() <= 5:
            cut = match
    if cut and len(kept) > 10 and not kept.startswith(("出台", "制定", "印发")):
        kept = kept[cut.end() :]
    if "以“" in kept and kept.count("“") > kept.count("”"):
        kept = kept.rsplit("“", 1)[-1].rsplit("、", 1)[-1] or kept  # 以“零漏评、认可度98%”的成绩
    elif (opened := kept.rfind("“")) > kept.rfind("”") and 0 < opened < len(kept) - 4:
        kept = kept[opened + 1 :]  # “惠民工程”规划“新建幼儿园: what is quoted begins there
    kept = trim(_AMONG.sub("", kept) if kept.startswith("中") else kept)
    kept = _DID.sub(r"\1", kept) if "了" in kept else kept
    kept = _MIDDLE.sub("", kept) if _MIDWAY.search(kept) else kept
    kept = _ALL.sub("", kept) if "共" in kept else kept
    kept = _AS.sub("", kept) if kept.startswith("作为") else kept
    kept = _OBJECT.sub("", kept) if "把" in kept or "将" in kept else kept
    if "的" in kept and (owned := _OWNED.search(kept)) is not None:
        kept = kept[owned.end() :]
    if (" " in kept or "·" in kept) and indicators.lookup(last := _CRY.split(kept)[-1]) is not None:
        told = _CRY.split(kept)[-2]  # 奋进新征程 建功新时代·总投资342.6亿元
        return told + last if told.endswith(("开工", "竣工", "签约", "项目", "投产")) else last
    kept = _ORGAN.sub("", kept) if kept[:1] in "市县区州" else kept
    return _listed(kept) if "等" in kept else kept


_ORGAN = re.compile(
    r"^[市县区州][\u4e00-\u9fff]{2,8}?(?:局|委|办)(?:累计|共计|共|已|目前|现|全年){0,2}(?:完成|开展|组织)?(?=[\u4e00-\u9fff]{3,})"
)
"""区市场监管局累计完成监督抽检148批次: who did it is no part of what was done."""
_FIRST_OF = re.compile(r"在[^，。；\d]{2,18}中(?:率先|首个|最早|首先)$")
"""在全省非省会城市中率先突破4000亿元."""
_SPAN = re.compile(r"，?[两三四五六七八九十\d]{1,3}年(?:来|间)?(?:共|累计|净)?")
"""十年共增加136247人."""
_RECKONED = re.compile(r"[，（]?按(?:可比|不变|现行|当年)价格?(?:口径)?计?算?）?$")
"""增加值按可比价格计算: how it is reckoned is no part of what it is."""
_BUILT = re.compile(r"(?<=[新改扩续迁])（([新改扩续迁、]{1,3})）(?=[新改扩续迁]?建)")
"""新（改）扩建: one word with another inside."""
_CRY = re.compile("[ ·！]+")
_DID = re.compile(r"^[^，“”]*?([\u4e00-\u9fff]{2})(?<![为除解])了(?!解)(?=[^，“”了]{2,}$)")
"""产业链包装了招商项目: what was done to the things told."""
_AMONG = re.compile(r"^中(?=续建|新建|在建|新开工|已|有|共|完成|新|亮|，|达|未|尚|仍|正|在|实)")
_OBJECT = re.compile(r"^[^，。；]{1,14}(?:把|将)(?=\w{2,})")
_STEP = re.compile(r"(?:连续|成功|接连|先后)*(?:迈上|跨越|跨过|跨上|跃上|站上|突破)\d+个[^，。；]{0,4}(?:台阶|关口|大关)[、，]?")
_ALL = re.compile(r"^[^，。；]{0,8}?(?:共计|总共|一共|(?<![公中])共(?!(?:累计)?完成投资))(?=[^\W\d享同产建青和商识]{2,})")
_AS = re.compile(r"^作为[^，。；]{2,14}?的(?=.{2,})")
_OWNED = re.compile(r"的(?=(?:项目)?(?:计划|估算|概算|协议)?(?:总投资|投资额|占地|占地面积|建筑面积|全长)$)")


def _without_marks(words: str, masked: str) -> str:
    """Times go; places and names go with everything before them when a noun follows, else they stay in the words."""
    if masked.isprintable() and not _BLOT.search(masked):
        return words
    out, at = [], 0
    for match in _BLOT.finditer(masked):
        char = match[0][0]
        before, after = masked[at : match.start()], masked[match.end() :]
        rest = _BLOT.sub("", after).strip("的、，和与及 ")
        if char == TIME:
            out.append(words[at : match.start()])
            at = match.end() + _trailing(words[match.end() :])
            continue
        elif len(trim(rest)) >= 2:
            if before.endswith("对") and "贡献" in rest:
                out.append(words[at : match.end()])
                at = match.end()
                continue
            inner = trim("".join(out) + before)
            keeps_verb = char == PLACE and 0 < len(inner) <= 4 and leading_verb(inner) and not out
            out = [inner] if keeps_verb else []
        else:
            out.append(words[at : match.start()] if char == PLACE else "")
        at = match.end()
    return "".join(out) + words[at:]


def _trailing(words: str) -> int:
    """The length of what belongs to a time before it: 末, 以来, 期间."""
    match = re.match(r"末|底|初|以来|期间|时期|时|内|中|后", words)
    return match.end() if match else 0


@lru_cache(maxsize=8192)
def trim(words: str) -> str:
    """Without connectives and adverbs at the left, particles at the right."""
    at, keep, lead = 0, _keep(), _lead()
    while at < len(words):
        if keep.match(words, at):
            break
        match = lead.match(words, at)
        if not match or match.end() == at:
            break
        at = match.end()
    kept = _TAIL.sub("", words[at:])
    return _OPEN_QUOTE.sub("", kept) if "“" in kept or kept[:1] in ("‘", "”", "’") else kept


def tidy(label: str) -> str:
    """A label without brackets and marks at its ends."""
    return _NOTE.sub("", _BRACKETS.sub("", label) if "（" in label else label).strip(
        "，、；：。 ·-—的“" if label.count("“") > label.count("”") else "，、；：。 ·-—"
    )


_NOTE = re.compile(r"[\[［〔]\d{1,2}[\]］〕]")
"""生产总值[2]: the mark of a footnote."""
_DONE = compiled(r"(?:累计|预计|实际)*(?:完成|实现|达成|合计)$|(?:上报|快报|统计|预计)数$")


@lru_cache(maxsize=8192)
def without_done(noun: str) -> str:
    """一般公共预算收入完成25.2亿元: the verb behind an indicator is no part of it."""
    if noun.endswith(("业完成", "额完成", "业实现")):
        return noun[:-2]
    bare = _DONE.sub("", noun)
    if bare != noun and (indicators.lookup(bare) is not None or indicators.tails().search(bare)):
        return bare
    return noun


_REBUILT = re.compile(r"^完成(老旧小区|棚户区|城中村|农村危房|危旧房|农村户厕)(?=户?数$|$)")
"""完成老旧小区1.5万户: what is done to it goes without saying."""
_PRICED = re.compile(r"(规上|规模以上|地方|)(?:工业)?(?:累计)?(?:完成|实现)(?:现价)?工业增加值")
_SO_FAR = re.compile(r"^累计(?:完成|实现)(?=[^，。]{2,}(?:收入|支出|产值|增加值|零售额|税收)(?:增速)?$)")
_OF_SHARE = re.compile(r"(占[^的]+)的(?=(?:比重|比例|份额)$)")


def named(label: str) -> str:
    """The label by its indicator's own name: 完成固定资产投资增速 is 固定资产投资增速."""
    label = tidy(label)
    label = _OF_SHARE.sub(r"\1", label) if "占" in label else label
    label = label.replace("PM_", "PM") if "PM_" in label else label
    if (
        "的" in label
        and "的项目" not in label
        and indicators.lookup(label) is None
        and indicators.lookup(label.replace("的", "")) is not None
    ):
        label = label.replace("的", "")
    label = _PRICED.sub(r"\1工业增加值", label) if "工业增加值" in label else label
    label = _SO_FAR.sub("", label) if label.startswith("累计") else label
    if label.startswith("完成") and (rebuilt := _REBUILT.match(label)):
        label = f"{rebuilt[1]}改造{label[rebuilt.end() :]}"
    if label.startswith(("完成", "实现", "达到", "带动", "推动", "促进")) and indicators.lookup(label[2:]) is not None:
        return label[2:]
    if label.startswith(("完成", "实现")) and _OUTCOME.search(label):
        return label[2:]
    return label


_OUTCOME = re.compile(r"^..[^\d]{2,}(?:产值|收入|增加值|利润|税金|税收|总额|零售额|进出口|出口|进口|销售额)(?:增速)?$")
_OPEN_END = compiled(r"(?:和|(?<!参)与|及|或|(?<![滞落延推拖])后)(?:占比)?$")


def torn(label: str) -> bool:
    """Whether a label surely is a piece of a sentence and no name: 用好“两个 (of 10亿元”), 所有市州和 (of 98%以上的县)."""
    return label.count("“") != label.count("”") or _OPEN_END.search(label) is not None


_TORN = compiled(r"[，。；āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜ]|[的了](?:数|增速)$|^(?:数|的)")


def doubtful(label: str) -> bool:
    """Whether a label is more likely a torn piece of a sentence than a name of something measured."""
    return len(label) > 24 or len(label) < 2 or _TORN.search(label) is not None


@lru_cache(maxsize=8192)
def labelled(label: str) -> tuple[str, bool]:
    """The label by its indicator's own name, and whether it is doubtful."""
    return named(label), doubtful(label)


_STATES = re.compile(
    r"(?:其中|已|共|累计|现已|仅|又|目前|正在|尚|实际|均|剩余|还有|全部|新){0,6}(?:开复工|完工|开工|剩余|在建|滞后|未启动|未开工|整改到位|达到序时|达到或超过序时进度|提前完成|销号|竣工|投产|投用"
    r"|建成|完成|新增|启动|停工|入库|办结|处置|交付|落地|签约|到位|未完成|未办结|推进中|复工|验收|通车|更新|改造|发放|实施|未达标|超时|逾期)+(?:了)?"
)


@lru_cache(maxsize=8192)
def is_state(words: str) -> bool:
    """Whether a phrase only says how far things are: 已完工, 在建, 滞后."""
    return _STATES.fullmatch(words) is not None


def is_verb(words: str) -> bool:
    """Whether a whole phrase is a verb (打造, 遗留下, 依托), so that its object must stand elsewhere."""
    words = words.removeprefix("计划").removeprefix("直接") or words
    return len(words) <= 6 and (leading_verb(words) == words or is_state(words) or words in ("遗留下", "每", "用"))


def without_verb(words: str) -> str:
    """改造老旧小区 → 老旧小区; 新建、改扩建中小学 → 中小学."""
    rest = words
    while (verb := leading_verb(rest)) and len(rest) - len(verb) >= 2:
        rest = rest[len(verb) :].lstrip("、和")
    return rest


_LIST = re.compile(
    r"(?P<first>.+?)(?<![高中同平均初优相])等(?!级|于|候|待|额|值|量)(?:各类|各项|方面|领域|\d*个?)?(?P<head>[^等，。；]{2,14})$"
)


def _listed(words: str) -> str:
    """争取 A、B 等政策 → 争取政策."""
    match = _LIST.match(words)
    if match and match["first"].count("“") != match["first"].count("”"):
        return words  # “立等可取”事项
    if not match or (not words[: match.start("head")].endswith(("等", "等方面", "等领域")) and "等各" not in words):
        return words
    if "、" not in match["first"] and match["head"] in ("活动", "工作", "措施", "服务", "会议", "培训"):
        return words  # 招商推介等活动: the head says nothing
    verb = leading_verb(match["first"])
    return verb + match["head"] if len(match["first"]) > 3 else words


_RIGHT_STOP = compiled(
    r"让|(?<![大天特公即])使(?![用命馆者得])|"
    r"(?<=[户人象庭众业工生村校])发放|(?<=[户众民口庭员])发展(?=到户|产业|特色|种|养|生产|林|经济)|已|仍|领[到取]|得到|现已|[同环]比|协同(?!共建|创新|发展|制造)|参照|大幅|明显|显著|稳步|持续|扎实|有序|顺利|圆满|(?<=[\u4e00-\u9fff]{2})(?:提供(?!商)|稳定(?!性|器|剂|就业|岗))|报送|进行|全年|自(?!治|来|动|主|然|有|建|贸|驾|助|行|费|愿)|逐|准确|牢牢|紧紧|正在|正(?=式|处|积极|加快|开足|满负荷|抓紧)|基本(?=具备|完成|建成|实现)|提前(?=开工|竣工|完成|投产)|将|均|全部|全面|陆续|相继|共同|(?<!公)共(?!享|产|建)|得以"
    r"|实现|入选|入围|上榜|跻身|晋级|挺进|成功(?=[\u4e00-\u9fff]{2})|获批|获得|获评|获|完成|建成(?!区|项目|企业|的)|开复工|(?<=项目|企业|工程|实事|行业|园区|任务)中(?![心学等小型标介试药医央国间期部层水])|被(?!征)|在(?!建|校|库|册|线|孵)|由|从|相对|(?<!绝)对(?!外|口|象|接|标|虾|联)|与(?!会)|以(?!上)|(?<!许)可(?!再生|研|支配|视)"
    r"|(?<![新未已续拟中])(?:(?<=[^\W\d])(?<!竣工)(?<!计划)(?:开工|投产|竣工|签约)|(?:开工|投产|竣工|签约)(?!项目|企业|投产项目))|(?<![智功职性产节储动机才潜蓄热光电氢核])能(?!源|力|耗|效|级|手)|(?<!发)达(?!标)|占(?!地)|同时|集中(?!开工|签约|连片|安置|供热|供水)|落地"
    r"|…|\.\.|[人户亩]均|现行|进入|列入|列为|作为|定为|评为|纳入|通过|达到|成为|是|为(?!民办?实)|(?<![既现国所特原拥自专私公共没])有(?!限|色|机)|未(?!来|成年|开工|完工|竣工|达标|启动|入库)|尚|及时|平均|都|也"
    r"|参与|参加|到|还|(?<!供)需(?!求)|于|并|且|用于|投入|加快|推进(?!项目|工程)|担任|分布|来自|覆盖|惠及|累计|新增|超(?!高|级|算|限|声|长|大|低|净|临)|增长|下降|全(?=员|数|覆盖)"
    r"|值得|具体(?=(?:完成|实施|进展|办理|落实)情况)|挂[包钩联](?=$|帮)|组成$|结对(?=$|帮)|日前|近日|保持(?=增长|正增长|稳定)|提前(?=部分)|进展(?=顺利|良好|有序|较)|正(?=增长)"
    r"|(?<=[\u4e00-\u9fff]{2})(?:有了|[\u4e00-\u9fff]{2}(?<![为除有])了)(?=[\u4e00-\u9fff])"
    r"|，|。|；|、|：|（|）|—|】|【|分别|实质性|(?<=[目业园区县位房])[就既](?!业|有)|和(?!平|谐|地区|美)|及(?!格|以上|[^，。；、\d]{2,10}(?:项目|工程|企业))|免费(?=开展|提供|发放|实施|接种)|等(?!级)|总投资|\d(?![A-Z]|类(?!别)|[^“”]{0,6}”)"
)
_OF = re.compile(r"^(?:以上|左右)?的?")
_REST_STOP = re.compile(r"[，。；：（）、\d]")
_DESCRIBED = re.compile(
    r"(?:[^，。；、的\d]{2,8}(?:明确|合理|鲜明|完善|突出|齐全|先进|优良|优美|集聚|集中|显著|良好|完备|配套|优越|便利|雄厚|健全|宜人)(?:、|(?=的))){1,6}+的(?P<what>[^，。；、的\d]{2,10}?)(?=，|。|；|、|$|[建已正将])"
)
"""66个主导产业明确、专业分工合理的产业功能区: the thing stands behind what it is like."""
_INFIX = re.compile(r"（[竣复改扩续新]）(?=[工建])")
"""集中开（竣）工: one word with another inside."""
_ASIDE = re.compile(r"（([^（）\d]{1,4})）")
_GOES_ON = re.compile(r"[\u4e00-\u9fff]{0,8}?(?:项目|工程|企业|乡|镇)(?![\u4e00-\u9fff]{2})")


_BEST = re.compile(r"^(?:国际|国内|世界|全国|全球|行业|省内)(?:先进|领先|一流|最大|领军)(?:水平)?的(?=[\u4e00-\u9fff]{2})")
"""20条国际先进的薄膜生产线: how good they are is no part of what they are."""
_PARTS = ("县", "市", "区", "乡", "镇", "街道")
_TIERS = re.compile(
    r"(?:[省市县区]级?[、和]){1,2}[省市县区]级?(?=重点|重大|属|民生|项目)|(?:国家级?|[省市县区]级?)[、和][省市县区]级(?=[\u4e00-\u9fff]{2})"
)
"""9个市、县重点项目: whose they are is told of one thing."""
_CEREMONY = re.compile(r"^(?:日前|近日)(?:举行了?|举办了?)?(集中(?:签约|开工|竣工|投产))?(?:仪式|活动)?")


@lru_cache(maxsize=8192)
def right(words: str) -> tuple[str, str]:
    """The noun right of a count and the predicate behind it: 项目全部开工 → (项目, 全部开工)."""
    words = _BEST.sub("", _INFIX.sub("", _OF.sub("", words)))
    tiers = _TIERS.match(words)
    match = _RIGHT_STOP.search(words, tiers.end() if tiers else 0)
    thing = words[: match.start()] if match else words
    rest = words[match.start() :] if match else ""
    if "的" in thing:
        first, _, last = thing.partition("的")
        thing = last if first in ("方面", "类", "种", "大类", "层面") and len(last) >= 2 else first
    rest = _REST_STOP.split(rest, maxsplit=1)[0]
    thing = thing.strip()
    if rest.startswith(("日前", "近日")):
        rest = _CEREMONY.sub(r"\1", rest)
    if rest.startswith(("分别", "就", "既", "于")):
        rest = ""
    if (listed := _DESCRIBED.match(words)) is not None:
        return listed["what"], ""
    if thing and (match := _ASIDE.match(words, len(thing))):
        if (goes_on := _GOES_ON.match(words, match.end())) is not None and thing not in _PARTS:
            return f"{thing}{goes_on[0]}", words[goes_on.end() :].split("，")[0]  # 整车（机）制造项目
        both = f"{thing}{match[1]}".replace("、", "") if thing in _PARTS else f"{thing}、{match[1]}"  # 县（市、区）
        thing, rest = both, words[match.end() :].split("，")[0]
    return thing.strip("“”") if thing.count("“") != thing.count("”") else thing, rest


GENERIC = re.compile(
    r"(?:各类|新建|重点|个|新)?(?:项目|企业|村|社区|问题|单位|部门|行业|产业|工程|县|区|市|乡镇|街道|指标|任务|事项|城市|平台|中心|小区|行政村|国家|地区|省份|家庭|群众)$"
)


def is_generic(thing: str) -> bool:
    """A thing that says little without its predicate: 项目, 企业, 村."""
    return len(thing) <= 4 and GENERIC.fullmatch(thing) is not None
