"""Sentence by sentence, clause by clause: numbers become figures.

A clause gives groups of numbers (one, or a list with one unit); what stands left and right of a group, and what the context
carries, makes the items. Special constructions have rooms of their own: `ranks`, `lists`, `tables`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from briefing.chinese import units
from briefing.extraction import lists, modality, nouns, predicates, ranks, scopes
from briefing.extraction.context import Context
from briefing.extraction.items import Item
from briefing.extraction.passages import Clause, Passage, Sentence
from briefing.extraction.predicates import Predicate
from briefing.extraction.scan import Token
from briefing.model.fact import Direction, Measure

Group = tuple[Token, ...]


def read(context: Context, passage: Passage) -> Iterator[Item]:
    """The items of a paragraph, heading or caption."""
    for number, sentence in enumerate(passage.sentences):
        scopes.start_sentence(context, passage, sentence, first=number == 0)
        for clause in sentence.clauses:
            yield from _clause(context, passage, sentence, clause)
        context.recent = context.recent[-6:]


def _clause(context: Context, passage: Passage, sentence: Sentence, clause: Clause) -> Iterator[Item]:
    at = clause.start
    kept = (context.base, context.project, context.scope) if clause.opened == "（" else None
    modality.enter(context, passage, sentence, clause)
    for group in _groups(passage, clause):
        if group[0].kind == "refused":
            continue
        first, last = group[0], group[-1]
        start = min(first.start, first.number[0])
        scopes.apply(context, passage, at, start, group)
        made = list(_group(context, passage, sentence, clause, group, at, start))
        for item in made:
            item.sentence = (sentence.start, sentence.end)
            item.block = passage.block
            item.doubt = passage.block.doubt
            _remember(context, item)
            yield item
        at = max(last.end, last.number[1])
    scopes.apply(context, passage, at, clause.end, ())
    if kept:
        context.base, context.project, context.scope = kept
    if clause.mark == "；":
        context.base = None


def _remember(context: Context, item: Item) -> None:
    context.recent.append(item)
    if not item.linked:
        context.base = item


def _groups(passage: Passage, clause: Clause) -> Iterator[Group]:
    """Runs of quantities joined by nothing but 、和, one unit."""
    run: list[Token] = []
    for token in clause.tokens:
        if token.kind == "refused" and token.reason != "open-rank":
            continue
        if run and _continues(passage, run[-1], token):
            run.append(token)
            continue
        if run:
            yield tuple(run)
        run = [token]
    if run:
        yield tuple(run)


_JOINER = re.compile(r"(?:、|和|及|与|以及|，|/|:)+$")


def _continues(passage: Passage, last: Token, token: Token) -> bool:
    if last.kind != token.kind or (last.kind == "quantity" and last.unit != token.unit and token.unit not in last.unit):
        return False
    between = passage.words(last.end, min(token.start, token.number[0]))
    return bool(between) and _JOINER.fullmatch(between) is not None


def _group(
    context: Context, passage: Passage, sentence: Sentence, clause: Clause, group: Group, at: int, start: int
) -> Iterator[Item]:
    first = group[0]
    if first.kind == "ratio":
        yield from lists.ratio(context, passage, clause, first, at)
    elif first.kind == "rank":
        yield from ranks.read(context, passage, sentence, clause, group, at)
    elif len(group) > 1 or "分别" in passage.words(at, start) or passage.words(at, start)[-1:] == "各":
        aligned = list(lists.align(context, passage, sentence, clause, group, at, start))
        if aligned:
            yield from aligned
        else:
            for number, token in enumerate(group):
                a = at if number == 0 else group[number - 1].end
                yield from single(context, passage, clause, token, a, min(token.start, token.number[0]))
    else:
        yield from single(context, passage, clause, first, at, start)


def single(context: Context, passage: Passage, clause: Clause, token: Token, at: int, start: int) -> Iterator[Item]:
    """One number by what stands around it."""
    left = passage.blotted(at, start)
    found = predicates.read(left, token.unit)
    words, masked = passage.words(at, at + found.noun_end), left[: found.noun_end]
    noun = nouns.left(words, masked)
    maker = _MAKERS[found.kind]
    item = maker(context, passage, clause, token, noun, found, at)
    if item is not None:
        yield finished(context, passage, clause, item, token, found, at, start)


def finished(
    context: Context, passage: Passage, clause: Clause, item: Item, token: Token, found: Predicate, at: int, start: int
) -> Item:
    """Scope, period and modality of an item from its own words or the context."""
    item.basis = item.basis or _basis(found.basis)
    modality.settle(context, passage, item, passage.words(at, start), token)
    scopes.settle(context, passage, clause, item, token, found, at)
    return item


_BASIS_WORD = re.compile(r"同比|环比|年均|累计|同口径|两年平均|(?:比|较)[^，]{1,10}")


def _basis(words: str) -> str | None:
    match = _BASIS_WORD.search(words)
    return match[0] if match and not re.search("[\ue000-\ue002]", match[0]) else ("同比" if match and "同" in words else None)


def new(
    token: Token, clause: Clause, at: int, noun: str, label: str, measure: Measure, rule: str, *, end: int | None = None
) -> Item:
    """An item of a token whose clause begins at `at`."""
    start = max(at, clause.start)
    return Item(
        number=token.number,
        start=min(start, token.number[0]),
        end=max(end or 0, token.end, token.number[1]),
        value=token.value,
        value_max=token.value_max,
        unit=token.unit,
        approx=token.approx,
        noun=noun,
        label=label,
        measure=measure,
        rule=rule,
    )


_RELATIVE = re.compile(
    r"^(?:其)?(?:(?:总体|整体|平均|同比|单月|当月|累计|名义|实际)?(?:增速|增幅|降幅|涨幅|增长率|跌幅)|占比|比重|占全部比重|总量|数量|总数|规模|位次|排名|增长|达到|其|该)?$"
)


def _base_noun(context: Context, noun: str) -> str:
    return noun if noun and not _RELATIVE.match(noun) else (context.base.noun if context.base else "")


_FALLING = re.compile(r"能耗|强度|浓度|排放|消耗|成本|死亡|发案|发生率")


def growth_label(noun: str, verb: str, basis: str = "") -> str:
    """增速, 涨幅 for prices, 降幅 for what should fall, with 年均, 名义 and 实际 kept."""
    if re.search(r"(?:增速|增幅|涨幅|降幅|增长率)$", noun):
        return noun
    kind = next((word for word in ("年均", "名义", "实际") if word in basis), "")
    if "上涨" in verb or noun.endswith("价格"):
        return noun + "涨幅"
    if verb.startswith(("下降", "降低", "减少")) and _FALLING.search(noun):
        return noun + "降幅"
    return f"{noun}{kind}增速"


def _growth(context: Context, passage: Passage, clause: Clause, token: Token, noun: str, found: Predicate, at: int) -> Item | None:
    thing = _base_noun(context, noun)
    if not thing:
        return None
    item = new(token, clause, at, thing, growth_label(thing, found.verb, found.basis), "growth", "growth")
    item.direction = "down" if token.value < 0 else found.direction
    if not noun or noun != thing:
        _from_base(context, item)
    return item


def _from_base(context: Context, item: Item) -> None:
    """The noun was carried from the figure before."""
    base = context.base
    if base:
        item.of = base
        item.support.append(("indicator", base.number, base.label))
        item.scope, item.period = base.scope, base.period


def _points(context: Context, passage: Passage, clause: Clause, token: Token, noun: str, found: Predicate, at: int) -> Item | None:
    base = context.base
    kind: Measure = "gap" if found.kind == "gap" else "change"
    thing, label = _linked_label(context, noun)
    if not label:
        return None
    item = new(token, clause, at, thing, label, kind, found.kind)
    item.direction = _meaning(noun, found)
    item.linked = True
    if base and (not noun or _RELATIVE.match(noun)):
        _from_base(context, item)
    if found.reference:
        item.among = scopes.reference(context, passage, at + found.reference[0], at + found.reference[1])
    if pulled := re.search(
        r"(?:拉动|下拉|带动|支撑)(?P<what>[^，。]*?)(?:增长)?$", passage.words(at, at + found.noun_end) + found.verb
    ):
        subject = base.noun if base else ""
        item.label = f"{subject}拉动{pulled['what'] or '增长'}" if not item.label.startswith(subject or "\0") else item.label
    return item


def _linked_label(context: Context, noun: str) -> tuple[str, str]:
    base = context.base
    if noun and not _RELATIVE.match(noun):
        return noun, noun
    if base is None:
        return "", ""
    if re.search(r"增速|降幅|增幅|涨幅", noun) and base.measure != "growth":
        return base.noun, growth_label(base.noun, "")
    if re.search(r"占比|比重", noun):
        share = next((i for i in reversed(context.recent) if i.measure == "share"), None)
        return (share.noun, share.label) if share else (base.noun, base.noun + "占比")
    return base.noun, base.label


def _meaning(noun: str, found: Predicate) -> Direction | None:
    """up or down for the thing itself: 降幅收窄 is an improvement."""
    direction = found.direction
    if re.search(r"(?:降幅|跌幅)$", noun) and direction:
        return "up" if direction == "down" else "down"
    if re.search(r"收窄$", found.verb) and not noun.endswith("增幅"):
        return "up"
    return direction


def _share(context: Context, passage: Passage, clause: Clause, token: Token, noun: str, found: Predicate, at: int) -> Item | None:
    whole = ""
    if found.whole:
        a, b = at + found.whole[0], at + found.whole[1]
        whole = nouns.trim(passage.words(a, b))
    thing = noun if noun and not _RELATIVE.match(noun) else (context.base.noun if context.base else "")
    if not thing and not whole:
        return None
    label = f"{thing}占{whole}比重" if whole else f"{thing}占比"
    item = new(token, clause, at, thing, label, "share", "share")
    if not noun or thing != noun:
        _from_base(context, item)
        item.linked = True
    return item


def _completion(
    context: Context, passage: Passage, clause: Clause, token: Token, noun: str, found: Predicate, at: int
) -> Item | None:
    base = context.base
    plan = passage.words(at + found.whole[0], at + found.whole[1]) if found.whole else "计划"
    thing = noun or (base.noun if base and "工程量" not in plan else "")
    before = passage.words(at, at + found.whole[0]) if found.whole else ""
    label = f"{plan}完成比例" if plan.endswith("量") else f"{thing}占{plan}比重" if "占" in before else f"{thing}完成{plan}比例"
    item = new(token, clause, at, thing or plan, label, "share", "completion")
    item.linked = True
    if not noun:
        _from_base(context, item)
    return item


def _from_value(
    context: Context, passage: Passage, clause: Clause, token: Token, noun: str, found: Predicate, at: int
) -> Item | None:
    thing = _base_noun(context, noun)
    if not thing:
        return None
    growing = found.verb != "" or noun.endswith(("增速", "增幅"))
    measure: Measure = "growth" if growing else _plain_measure(token, thing)
    label = growth_label(thing, found.verb) if growing else _level_label(thing, token, measure)
    item = new(token, clause, at, thing, label, measure, "from")
    item.direction = found.direction if growing else None
    item.linked = False
    return item


def _to_value(
    context: Context, passage: Passage, clause: Clause, token: Token, noun: str, found: Predicate, at: int
) -> Item | None:
    base = context.base
    moved = base if base and base.rule == "from" and not noun else None
    thing = noun or (base.noun if base else "")
    if not thing:
        return None
    measure = moved.measure if moved and moved.measure != "growth" else _plain_measure(token, thing)
    label = moved.label if moved and moved.measure != "growth" else _level_label(thing, token, measure)
    item = new(token, clause, at, thing, label, measure, "to")
    item.direction = found.direction
    if moved:
        item.of = moved
        item.scope = moved.scope
    return item


def _ratio_value(
    context: Context, passage: Passage, clause: Clause, token: Token, noun: str, found: Predicate, at: int
) -> Item | None:
    thing = noun or (context.base.noun if context.base else "")
    if not thing:
        return None
    reference = passage.words(at + found.reference[0], at + found.reference[1]) if found.reference else ""
    return new(token, clause, at, thing, f"{thing}相当于{reference}的倍数", "level", "multiple")


def _plain(context: Context, passage: Passage, clause: Clause, token: Token, noun: str, found: Predicate, at: int) -> Item | None:
    measure = _plain_measure(token, noun)
    if measure == "count":
        return _count(context, passage, clause, token, noun, found, at)
    base = context.base
    thing, rule = noun, "level"
    if not thing or _RELATIVE.match(thing):
        after, _ = nouns.right(passage.words(token.end, _next(clause, token)))
        if (after and measure == "level" and units.kind(token.unit).name != "money" and len(after) >= 2) or (
            after and len(after) >= 3 and not thing
        ):
            thing, rule = after, "level-right"
        elif base:
            thing, rule = base.noun, "level-carried"
    if not thing:
        return None
    label = _level_label(thing, token, measure)
    if re.search(r"增速|增幅|降幅|涨幅", label) and token.unit in ("%", "‰", "倍"):
        measure = "growth"
    item = new(token, clause, at, thing, label, measure, rule)
    if rule == "level-carried":
        _from_base(context, item)
        if noun and base:
            item.label = base.label if re.search("增长$|达到$", noun) else base.noun + noun
    if re.fullmatch(r"(?:累计|已|实际|当月|仅)*(?:完成|实现)", noun) and base:
        item.label, item.noun = _done_label(base), base.noun
    return item


def _done_label(base: Item) -> str:
    return "完成投资" if "投资" in base.noun else base.label


def _next(clause: Clause, token: Token) -> int:
    return next((t.start for t in clause.tokens if t.start >= token.end and t.kind != "refused"), clause.end)


_NAMED = re.compile(r"(?:率|度|比|面|值|额|数|量|幅|占比|比例|比重|份额|强度|面积|长度|里程|投资|收入|支出|时间|时限|用时)$")


def _level_label(noun: str, token: Token, measure: Measure) -> str:
    """The noun itself, with 数 for a count and 完成率 for a part that is done."""
    if measure == "count" and not re.search(r"(?:数|量|人次|人口|户数|件次|次数|场次)$", noun):
        return noun + "数"
    if token.unit in ("%", "成") and re.search(r"(?:完成|实现)$", noun):
        return re.sub(r"(?:已|仅|累计)*(?:完成|实现)$", "", noun) + "完成比例"
    return noun


def _plain_measure(token: Token, noun: str) -> Measure:
    kind = units.kind(token.unit)
    if token.unit in ("%", "‰", "成"):
        return "share"
    return kind.measure if kind.measure in ("level", "count", "share", "change") else "level"


def _count(context: Context, passage: Passage, clause: Clause, token: Token, noun: str, found: Predicate, at: int) -> Item | None:
    after = passage.words(token.end, _next(clause, token))
    thing, rest = nouns.right(after)
    end = token.end
    left_words = passage.blotted(at, at + found.noun_end)
    if thing and nouns.ends_in_verb(left_words):
        end = token.end + after.find(thing) + len(thing) if thing in after else token.end
        verb = nouns.leading_verb(noun) if noun else ""
        label_noun = thing
        if nouns.is_generic(thing) or token.unit in ("人", "名", "万人"):
            label_noun = (verb or rest) + thing
        elif verb:
            label_noun = verb + thing
        return new(token, clause, at, label_noun, _level_label(label_noun, token, "count"), "count", "count-right", end=end)
    base = context.base
    if not noun or _RELATIVE.match(noun):
        if base is None:
            if not rest:
                return None
            return new(token, clause, at, rest, _level_label(rest, token, "count"), "count", "count-predicate")
        label = base.label if base.measure == "count" else _level_label(base.noun, token, "count")
        item = new(token, clause, at, base.noun, label, "count", "count-carried")
        _from_base(context, item)
        if rest and not noun:
            item.label = _level_label(rest + base.noun, token, "count")
        return item
    if base and base.measure == "count" and token.unit[-1:] == base.unit[-1:] and _only_verb(noun):
        bare = re.sub(r"^(?:已|共|累计|实际|现已|仅|又)+", "", noun)
        label = base.label if re.fullmatch(r"(?:建成|完成|新增|发放|完成了)", bare) else bare + base.label
        item = new(token, clause, at, base.noun, label, "count", "count-stage")
        item.of = base
        item.support.append(("indicator", base.number, base.label))
        return item
    return new(token, clause, at, noun, _level_label(noun, token, "count"), "count", "count-left")


def _only_verb(noun: str) -> bool:
    verb = nouns.leading_verb(noun)
    return len(noun) <= 5 and (
        verb == noun
        or noun
        in ("完工", "开工", "剩余", "在建", "滞后", "未启动", "未开工", "整改到位", "达到序时", "提前完成", "销号", "已销号")
    )


_MAKERS = {
    "growth": _growth,
    "gap": _points,
    "change": _points,
    "share": _share,
    "completion": _completion,
    "from": _from_value,
    "to": _to_value,
    "ratio": _ratio_value,
    "plain": _plain,
}


def read_all(context: Context, passages: Sequence[Passage]) -> Iterator[Item]:
    for passage in passages:
        yield from read(context, passage)
