"""What a document is: title, publisher, kind. Read from the lines of its head and foot, in the canonical text."""

from __future__ import annotations

import re
import tomllib
from functools import lru_cache

from briefing.cleaning.layout import Draft
from briefing.model.source import SourceInfo
from briefing.resources import lexicon

_SOURCE = re.compile(
    r"(?:来源|发布机构|发布单位|信息来源|供稿单位|主办单位)[：:] ?(?!作者|时间|日期|浏览|发布)([^\s|，。；（）：]{2,24}?)"
    r"(?=发布时间|发布日期|时间：|日期：|[\s|，。；（）]|$)(?!：)"
)
_WIRE = re.compile(
    r"^\s*(?:【?([一-龥]{2,10}(?:网|社|日报|时讯网|晚报|新闻|融媒体?|频道))[^】\n]{0,16}[讯电]】?[ （：]|([一-龥]{2,8}网)讯)", re.M
)
_CREDIT = re.compile(r"（([一-龥]{2,12}?(?:融媒体中心|日报|晚报|电视台|广播电视台|新闻网))(?:全媒体)?(?:记者|通讯员)")
_PAPER = re.compile(r"(?:^|[ 　|：])([一-龥]{2,6}(?:日报|晚报|时报|导报|早报|头条|融媒))(?=$|[ 　|（])", re.M)
_BODY = "统计局|人民政府|政府|督查室|办公室|委员会|管委会|服务中心|融媒体中心|调查队|发展和?改革委|[一-龥]{2,6}局|指挥部"
_ISSUER = re.compile(
    rf"^\s*([一-龥]{{2,20}}(?:{_BODY}))(?=$|[ 　])",
    re.M,
)
_SITE = re.compile(r"^\s*投?资?([一-龥A-Z]{2,8}·?(?:[（(]中国[）)])?(?:官方网站|官网|政府网|门户网站))(?=$|[ 　])", re.M)
_HEAD, _FOOT = 500, 200
_NO_TITLE = re.compile(
    r"^[一二三四五六七八九十]{1,3}、|[|_]|工作回顾$|各位|本报|记者|来源|[。；]|^[（\[【]|^图|摄$|^\d+$|^——|^第\d+期"
    r"|^督 ?查|^简 ?报|：$"
    r"|^[^，：]{2,20}(?:人民政府|督查室|办公室|委员会|局)$"
)


def publisher(canon: str) -> str | None:
    """Who published the text, as the text says: a named source, a wire head, a paper's name in the masthead, an issuing body."""
    head, foot = canon[:_HEAD], canon[-_FOOT:]
    for pattern, text in (
        (_SOURCE, head),
        (_WIRE, head),
        (_CREDIT, foot),
        (_PAPER, head),
        (_ISSUER, head),
        (_SOURCE, foot),
        (_PAPER, foot),
        (_SITE, head),
    ):
        if match := pattern.search(text):
            return next(g for g in match.groups() if g)
    return None


def title(blocks: list[Draft], canon: str) -> str | None:
    """The heading the document begins with, with its second line after a dash; None when it begins in the middle."""
    first = next((i for i, b in enumerate(blocks) if b.kind == "paragraph" and len(b.text(canon)) > 60), len(blocks))
    heads = [b for b in blocks[:first] if b.kind == "heading" or (b.kind == "paragraph" and 12 < len(b.text(canon).strip()) <= 60)]
    texts = [text for b in heads if 5 <= len(text := _bare(b.text(canon))) <= 70 and not _NO_TITLE.search(text)]
    if not texts:
        long = (" ".join(b.text(canon).split()) for b in blocks[first:] if b.kind == "heading" and b.level == 2)
        return next((text for text in long if len(text) >= 15 and " " in text and not _NO_TITLE.search(text)), None)
    main = texts[0]
    follow = next((b.text(canon).strip() for b in heads if b.text(canon).strip().startswith("——")), "")
    whole = main + follow if follow and not re.match(r"——\s*(?:\d{4}|二〇)", follow) else main
    return whole if "“" in whole else whole.replace("‘", "“").replace("’", "”")  # 『』 that stood alone


_COLUMN = re.compile(r"^【[^】\d：]{2,14}】 ?(?=[^【】]{8})")


def _bare(text: str) -> str:
    """A heading without the column it is printed in: 【聚焦项目】18个项目集中开工."""
    return _COLUMN.sub("", " ".join(text.split()).lstrip("·•●■◆▪▲ "))


@lru_cache(maxsize=1)
def _kinds() -> list[tuple[str, re.Pattern[str], int]]:
    data = tomllib.loads(lexicon("trust.toml").read_text(encoding="utf-8"))
    return [(rule["kind"], re.compile(rule["pattern"], re.M), rule.get("least", 1)) for rule in data["kind"]]


def kind(canon: str, heading: str | None, info: SourceInfo) -> str:
    """What the document is, by the first rule of the table that fits its head; 网页 when none does."""
    head = f"{heading or ''}\n{info.publisher or ''}\n{canon[:1200]}\n{canon[-300:]}"
    for name, pattern, least in _kinds():
        if (pattern.search(head) is not None) if least == 1 else (len(pattern.findall(canon)) >= least):
            return name
    return "网页"
