"""What an office adds and keeps: paragraphs of its own beside the sources, and the race of its districts over the months."""

from __future__ import annotations

from pathlib import Path

import pytest

import briefing
from briefing.errors import UsageError
from briefing.readers import discover
from cli.test_build import folder  # noqa: F401
from support import run


def printed(pdf: Path) -> list[str]:
    import pypdfium2

    return ["".join(p.get_textpage().get_text_range().split()) for p in pypdfium2.PdfDocument(pdf.read_bytes())]


def test_paragraphs_beside_the_sources_are_printed_and_never_read(folder: Path) -> None:  # noqa: F811
    notes = folder / "notes"
    notes.mkdir()
    (notes / "编者按.md").write_text(
        "# 编者按\n本期核对了12项数字，\n请各县区对照。\n\n下期提前到3日报送。\n\n——甲某\n", encoding="utf-8"
    )
    (notes / "2-总体态势.md").write_text("全市工业投资999亿元的说法有误。\n", encoding="utf-8")
    (notes / "empty.md").write_text("\n\n", encoding="utf-8")
    assert [p.name for p in discover([folder])] == ["a.txt"]
    result = briefing.make(folder, out=folder.parent / "out", formats=("pdf", "json", "md"))
    pages = printed(result.paths["pdf"])
    assert "编者按：本期核对了12项数字，请各县区对照。人工撰写甲某" in pages[0]
    assert "下期提前到3日报送。人工撰写甲某" in pages[0]
    behind = "".join(pages).partition("一、总体态势")[2]
    assert "全市工业投资999亿元的说法有误。人工撰写" in behind
    assert "999" not in result.paths["json"].read_text(encoding="utf-8")
    refs = {r.ref for r in _human(result)}
    assert refs == {"note:编者按.md", "note:2-总体态势.md"}
    assert briefing.verify(result.paths["pdf"], sources=folder).ok
    (notes / "编者按.md").write_text("另一句话。", encoding="utf-8")
    assert briefing.make(folder, out=folder.parent / "out").new


def _human(result: briefing.Result) -> list[object]:
    from briefing.model.base import within
    from briefing.model.run import Run

    return [run for run in within(result.document, Run) if run.kind == "human"]


@pytest.mark.parametrize(("data", "told"), [(b"\xff\xfe\x00", "UTF-8"), (("字" * 4001).encode(), "版面放不下")])
def test_a_paragraph_that_cannot_be_printed_is_named(folder: Path, data: bytes, told: str) -> None:  # noqa: F811
    (folder / "notes").mkdir()
    (folder / "notes/编者按.md").write_bytes(data)
    with pytest.raises(UsageError, match=f"编者按.md.*{told}"):
        briefing.make(folder, out=folder.parent / "out")


def test_the_race_of_the_districts_over_an_archive(folder: Path) -> None:  # noqa: F811
    """Three issues a month apart: the third stands beside the first, which is two months older."""
    (folder / "a.txt").unlink()
    config = folder / "briefing.toml"
    config.write_text(config.read_text(encoding="utf-8") + '[[district]]\nname = "东岗区"\n', encoding="utf-8")
    growth = {3: ("8.0", "9.5"), 4: ("8.4", "9.3"), 5: ("9.9", "9.1")}
    out = folder.parent / "out"
    for month, (one, other) in growth.items():
        for old in folder.glob("*.txt"):
            old.unlink()
        text = f"""云岭市投资情况
发布时间：2025-0{month + 1}-20
2025年1—{month}月，清河区固定资产投资增长{one}%。2025年1—{month}月，东岗区固定资产投资增长{other}%。
"""
        (folder / f"{month}.txt").write_text(text, encoding="utf-8")
        assert run(folder, "-o", out, "--period", f"2025-0{month + 1}", "-q") == 0
    summary = briefing.load_summary(out / "2025-06/briefing.json")
    (race,) = summary.races
    assert (race.period, race.old_period, race.issue) == ("2025-01/2025-05", "2025-01/2025-03", 1)
    assert [(p.place, p.rank, p.old, p.old_rank) for p in race.places] == [("清河区", 1, "8.0%", 2), ("东岗区", 2, "9.5%", 1)]
    pages = "".join(printed(out / "2025-06/briefing.pdf"))
    assert "较短比长" in pages and "固定资产投资增速：清河居前" in pages and "+1.9个百分点" in pages
    assert briefing.load_summary(out / "2025-04/briefing.json").races == ()
    assert run("verify", out / "2025-06/briefing.pdf", "--sources", folder) == 0
