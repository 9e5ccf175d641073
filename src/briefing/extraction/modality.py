"""Whether a number is reached, planned, expected, or what a plant is built for."""

from __future__ import annotations

import re

from briefing.extraction.context import Context
from briefing.extraction.items import Item
from briefing.extraction.passages import Clause, Passage, Sentence
from briefing.extraction.scan import Token

_TARGET = re.compile(
    r"计划(?!总投资|投资总额|单列|生育)|力争|争取(?=\d|年内|今年|明年|到|在)|目标(?!任务的|的\d)|确保|将(?!近|军|在库|其)(?=[^，。]{0,24}$|\w)|拟(?!定|态)|规划建筑|规划(?=到|建设(?=[^，]*\d))|到20[2-9]\d年|届时|建成后|投产后|达产后|全部达产|投用后|建成投产后"
    r"|要(?=[^，。]{0,6}(?:完成|实现|达到|建成|新增))|预期目标|奋斗目标|有望|争创|须于|应于"
)
_FORECAST = re.compile(r"预计|预期(?!目标)|预测|有望")
_DONE = re.compile(r"已(?!经营)|目前|截至|累计|实际完成|完成了|现有|去年|建成投产|投入运行|建成投用|投用$")
_PLANNED_NOUN = re.compile(r"(?:年度|年内|全年|今年|20\d\d年|当年)?(?:计划(?:完成)?投资|计划投资额|投资计划|目标|计划数)$")
_CAPACITY = re.compile(r"年产(?!值|量|出)|日产(?!值)|年处理|日处理|年加工|设计能力|设计产能|产能|年吞吐|生产能力")
_RUNNING = re.compile(r"建成投|已投|投产|投入运行|投入使用|投用|试运行|建有|拥有|运营(?!中心)")


def enter(context: Context, passage: Passage, sentence: Sentence, clause: Clause) -> None:
    """Goal or fact for a clause: a word of goal holds to the end of the sentence or to a word of fact."""
    if clause.start == sentence.start:
        context.modality = context.section_modality
        words = passage.words(sentence.start, min(sentence.start + 3, sentence.end))
        if words.startswith("其中") and context.recent:
            context.modality = context.recent[-1].modality if context.recent[-1].modality == "target" else context.modality


def settle(context: Context, passage: Passage, item: Item, left: str, token: Token) -> None:
    """The modality of an item by the words left of its number."""
    if context.base and item.of is context.base and item.measure in ("growth", "share"):
        item.modality = context.base.modality
    done = _last(_DONE, left)
    target = _last(_TARGET, left)
    forecast = _last(_FORECAST, left)
    if max(target, forecast) > done:
        context.modality = "target" if target > forecast else "forecast"
    elif done >= 0 and context.section_modality == "actual":
        context.modality = "actual"
    item.modality = context.modality
    if _PLANNED_NOUN.search(item.label) and not re.search(r"占|完成率|比例", item.label):
        item.modality = "target"
        if context.section_modality == "actual" and context.modality == "target" and target >= 0 and _PLANNED_NOUN.search(left):
            context.modality = "actual"
    if item.label.endswith("总投资") and re.search(r"计划总投资|估算总投资|概算总投资", left) and item.modality == "target":
        item.modality = context.modality = "actual"
    if _CAPACITY.search(left) and item.measure in ("level", "count"):
        sentence = passage.words(max(item.start - 60, passage.start), item.end + 60)
        if not _RUNNING.search(sentence) or re.search(r"投产后|建成后", sentence):
            item.modality = "capacity"
        else:
            item.modality = "actual"


def _last(pattern: re.Pattern[str], words: str) -> int:
    at = -1
    for match in pattern.finditer(words):
        at = match.start()
    return at
