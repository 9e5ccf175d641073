"""What the briefing of real documents carries: no telephone, identity or account number, no address of mail, no private person."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from test_outputs import texts

import briefing
from briefing.model.source import Source

ALL = ("pdf", "html", "docx", "xlsx", "md", "json")
SIGNS = {
    "mobile": r"(?<![\dA-Za-z.])1[3-9]\d[- ]?\d{4}[- ]?\d{4}(?![\dA-Za-z.])",
    "telephone": r"(?<![\d.])0\d{2,3}[-—－) ]{1,2}\d{7,8}(?!\d)|(?<![\d.])[48]00-?\d{3}-?\d{4}(?!\d)",
    "identity": r"(?<!\d)[1-9]\d{5}(?:19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}[\dXx](?![\dA-Za-z])",
    "mail": r"[A-Za-z0-9_.+-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)*\.(?:com|cn|net|org|gov)\b",
    "account": r"(?:微信号?|QQ(?:号|群)?|抖音号|快手号|支付宝)[：: ]*[A-Za-z0-9_-]{5,}",
}
OWN = re.compile(r"docProps|\.rels$|styles|theme|fontTable|\.png$")
"""Parts of packages that hold no words of a source: pictures, looks, names of formats."""
PLANTED = {
    "13912345678": "市民服务热线之外，可拨打13912345678咨询。", "139 1234 5678": "联系人手机139 1234 5678，全市受理诉求1.3万件。",
    "0391-3567890": "咨询电话：0391-3567890，今年全市新增就业2.3万人。",
    "（0391）3567891": "监督电话（0391）3567891。全市投诉办结率97.5%。",
    "400-812-3456": "服务热线400-812-3456，全市受理诉求2.6万件。",
    "410802198805123457": "身份证号410802198805123457的居民领取补贴3000元。",
    "41080219880512345X": "王某（41080219880512345X）等5人被公示。",
    "li_ming@gov163.com": "意见请发li_ming@gov163.com，全市征集意见35条。",
    "wx_lm8899": "添加微信wx_lm8899领取资料，今年接待游客35.6万人次。",
    "9988776655": "加QQ群：9988776655，全市开通公交线路35条。",
    "刘翠花": "村民刘翠花说，她家去年收入增长12.5%。", "陈志强": "今年62岁的居民陈志强告诉记者，社区新增车位56个。",
    "赵二妮": "脱贫户赵二妮的养殖场存栏56头。", "孙桂兰": "孙桂兰的心愿，是新路通了：全镇新修公路35公里，孙桂兰家门口也通了。",
}  # fmt: skip
"""What must not be carried on, in the words it comes in; the figures beside it may."""


def found(folder: Path, out: Path) -> dict[str, str]:
    result = briefing.make(folder, out=out, formats=ALL)
    parts = texts(result.folder)
    assert len(parts) > 12 and any(name.startswith("briefing.pdf/") for name in parts)
    return parts


def leaks(parts: dict[str, str]) -> set[tuple[str, str, str]]:
    out = set()
    for name, text in parts.items():
        if not OWN.search(name):
            text = re.sub(r"data:[a-z]+/[a-z0-9+.-]+;base64,[A-Za-z0-9+/=]+", "", text)
            out |= {(name, kind, m[0]) for kind, sign in SIGNS.items() for m in re.finditer(sign, text)}
    return out


def test_the_signs_find_what_is_planted() -> None:
    for word, sentence in PLANTED.items():
        if re.search(r"[\dA-Za-z]", word):
            assert any(re.search(sign, sentence.replace("（0391）", "0391) ")) for sign in SIGNS.values()), word


def test_words_that_begin_like_a_name_stay(tmp_path: Path) -> None:
    page = tmp_path / "page.txt"
    for sentence in ("高质量的幸福就在家门口，新增学位560个。", "王家人的心愿实现了，新建住房35套。", "市民广场说明牌56块。"):
        page.write_text(sentence, encoding="utf-8")
        assert briefing.clean(briefing.read(page)).source.info.dropped == ()


def test_the_briefing_of_the_seeds_holds_nothing_private(seeds: Path, tmp_path: Path) -> None:
    assert leaks(found(seeds, tmp_path / "out")) == set()


def test_what_is_planted_in_the_seeds_does_not_come_out(seeds: Path, tmp_path: Path) -> None:
    folder = tmp_path / "来源"
    folder.mkdir()
    planted = list(PLANTED.values())
    for number, path in enumerate(sorted(seeds.iterdir())):
        text = path.read_text(encoding="utf-8")
        if path.suffix == ".txt":
            lines = text.split("\n")
            for at, sentence in enumerate(planted[number::5]):  # each at another place of another document
                lines.insert(min(len(lines), 12 + 9 * at), sentence)
            text = "\n".join(lines)
        (folder / path.name).write_text(text, encoding="utf-8")
    parts = found(folder, tmp_path / "out")
    assert leaks(parts) == set()
    assert {(name, word) for name, text in parts.items() for word in PLANTED if word in text} == set()


@pytest.mark.parametrize(("word", "sentence"), sorted(PLANTED.items()))
def test_each_is_cut_and_the_figure_beside_it_stays(word: str, sentence: str) -> None:
    source = Source.from_text(f"全市经济运行情况\n2024年，全市财政收入88.2亿元。{sentence}\n", name="a.txt")
    clean = briefing.clean(source)
    assert word not in clean.text
    assert "88.2亿元" in clean.text
