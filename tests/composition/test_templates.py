"""Templates: what they may hold, what is said when they are wrong, and that no value is ever read as template or markup."""

from __future__ import annotations

from pathlib import Path

import pytest

from briefing.composition.environment import Renderer
from briefing.errors import AssetError, UnprovedNumberError
from briefing.model.chart import BarsSpec, Datum
from briefing.model.run import Run

HOSTILE = "{{ 7*7 }} {% raw %} <b>粗</b> | || @break # - > \ufdd0\ufdd1\ufde1 &amp; 100%"


def render(folder: Path, source: str, **values: object) -> tuple[object, ...]:
    (folder / "page.j2").write_text(source, encoding="utf-8")
    return Renderer(folder).render("page", **values)


def name(text: str) -> Run:
    return Run(kind="name", ref="test:x", text=text)


@pytest.mark.parametrize(
    ("source", "said"),
    [
        ("@text 共有3个项目", "第1行写有数字"),
        ("@text 好\n@text 共有３个", "第2行写有数字"),
        ('@text {{ "第7" }}', "第1行的字符串“第7”含有数字"),
        ('@text {{ a ~ "x" }}', "用了~"),
        ("@text {{ a|safe }}", "过滤器 safe"),
        ("@text 好\n\n@text {{ nothing }}", "第3行用了没有定义的变量：'nothing'"),
        ("@text {{ a.wrong }}", "第1行用了没有定义的变量"),
        ("@text {% if %}", "第1行写法不对"),
        ("@nonsense x", "没有“@nonsense”这种行"),
        ("@columns 8 4\n@text a\n@end", "栏数"),
        ("@chart {{ a }}", "不成立"),
        ("@text {{ a.__class__ }}", "第1行"),
        ("正文开头", "第一行要以指令开头"),
    ],
)
def test_a_wrong_template_is_refused_by_file_line_and_fault(tmp_path: Path, source: str, said: str) -> None:
    with pytest.raises(AssetError, match=said.replace("(", r"\(")) as error:
        render(tmp_path, source, a=name("甲"))
    assert "page.j2" in str(error.value)


def test_a_missing_template_is_named(tmp_path: Path) -> None:
    with pytest.raises(AssetError, match=r"缺少模板 none\.j2"):
        Renderer(tmp_path).render("none")


def test_a_bare_number_is_no_text(tmp_path: Path) -> None:
    with pytest.raises(AssetError, match="不是带类型的文字"):
        render(tmp_path, "@text {{ n }}", n=7)
    with pytest.raises((AssetError, UnprovedNumberError, ValueError)):
        render(tmp_path, "@text {{ n }}", n="第7")


def test_a_marked_digit_is_structure(tmp_path: Path) -> None:
    (paragraph,) = render(tmp_path, '@text 第{{ structure("ordinal", "7") }}条')
    assert [(run.kind, run.text) for run in paragraph.runs] == [("text", "第"), ("structure", "7"), ("text", "条")]


def test_the_users_folder_overrides_file_by_file(tmp_path: Path) -> None:
    (tmp_path / "page.j2").write_text('{% from "words.j2" import passages %}\n@text 自定{{ passages(found) }}', encoding="utf-8")
    (paragraph,) = Renderer(tmp_path).render("page", found=())
    assert paragraph.runs[0].text == "自定"


def test_hostile_words_stay_words(tmp_path: Path) -> None:
    """In every place a value can stand: paragraph, list, card, cell, heading, point, field, chart title."""
    source = (
        "# {{ a }} | {{ a }} || {{ a }}\n@text {{ a }}\n- {{ a }}\n@point 标签 | {{ a }}\n"
        "@card {{ a }} | {{ a }} | {{ a }} | {{ a }} | {{ a }}\n"
        "@table\n@column 100 left 头\n@row {{ a }}\n@field 名 | {{ a }}\n@tinted 名 | {{ a }}\n@pull 名 | {{ a }}\n@body {{ a }}\n"
    )
    found = render(tmp_path, source, a=name(HOSTILE))
    kinds = [block.kind for block in found]
    assert kinds == ["heading", "paragraph", "list", "key-points", "cards", "table", "fields", "tinted", "pull-quote"]
    assert found[1].runs == (name(HOSTILE),)
    assert found[4].items[0].period == (name(HOSTILE),)
    assert found[5].rows[0].cells[0].runs == (name(HOSTILE),)


def test_a_chart_takes_its_words_and_its_description(tmp_path: Path) -> None:
    data = tuple(Datum(label=x, value=v, run=Run(kind="figure", ref="f", text=str(v))) for x, v in (("甲", 3), ("乙", 2)))
    source = "@chart {{ spec }}\n@title {{ t }}领先\n@subtitle 单位\n@alt {{ t }}多"
    (chart,) = render(tmp_path, source, spec=BarsSpec(data=data, unit="个"), t=name("甲"))
    assert chart.alt == "甲多"
    assert [run.text for run in chart.title] == ["甲", "领先"]
    assert chart.spec.data == data


def test_columns_hold_blocks_and_lines_go_on(tmp_path: Path) -> None:
    source = "@columns 8 4\n@text 前\n  后\n@next\n> 注\n@end\n@space 12\n@break"
    columns, space, broken = render(tmp_path, source)
    assert columns.spans == (8, 4)
    assert columns.cells[0][0].runs[0].text == "前后"
    assert columns.cells[1][0].style == "note"
    assert (space.height, broken.kind) == (12.0, "page-break")


def test_the_shipped_templates_pass_their_own_guard() -> None:
    renderer = Renderer()
    for path in sorted(renderer.folders[-1].glob("*.j2")):
        assert renderer.load(path.name), path
