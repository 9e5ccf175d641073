"""Patterns that look for the characters a match can begin with find what `re` finds."""

from __future__ import annotations

import gc
import importlib
import pkgutil
import re
from pathlib import Path
from re import _parser  # type: ignore[attr-defined]

import pytest
from hypothesis import given
from hypothesis import strategies as st

import briefing
from briefing.chinese import beginnings
from briefing.chinese.beginnings import compiled, firsts

SEEDS = sorted((Path(__file__).parents[2] / "seeds").glob("*.txt"))


def _characters(pattern: str) -> str | None:
    found = firsts(_parser.parse(pattern))
    return None if found is None else "".join(sorted(chr(value) for op, value in found if str(op) == "LITERAL"))


@pytest.mark.parametrize(
    ("pattern", "characters"),
    [
        ("(?:年度|今年)?计划(?:投资)?$", "今年计"),
        ("(?<!目)的|代表(?!队)", "代的"),
        ("(?P<a>(?>已|均)*)(?P<b>开工|[完竣]工)", "均完已开竣"),
        ("(?:x{2,3}|某某?)(?:市|区)", "x某"),
        ("(?=.{3})了+?着", "了"),
        ("^其中", "其"),
        ("(?=[今去])(?:.年)?", "今去"),
        ("(?!)|已", "已"),
    ],
)
def test_what_a_match_begins_with(pattern: str, characters: str) -> None:
    assert _characters(pattern) == characters


@pytest.mark.parametrize(
    "pattern", ["(?:完成)?", "[^，]+的", ".*的", "(?:已|[^，]{2})开工", "(?:的|)", r"(.)\1", "(?i:a)b", "(?!x)"]
)
def test_a_pattern_that_can_begin_with_anything_has_no_set(pattern: str) -> None:
    assert _characters(pattern) is None


PARTS = [
    "已",
    "均",
    "的",
    "目",
    "开工",
    r"\d",
    "[完竣]工",
    "(?:年度)?",
    "(?<!已)",
    "(?=工)",
    "^",
    "$",
    "(?:已|均)*",
    "工+?",
    "[^的]",
    "(?P<x>目)?",
]


@given(
    st.lists(st.lists(st.sampled_from(PARTS), min_size=1, max_size=4).map("".join), min_size=1, max_size=4),
    st.text("已均的目开工完竣年度1x\n", max_size=24),
)
def test_any_pattern_finds_what_it_finds(branches: list[str], text: str) -> None:
    pattern = "|".join(f"(?:{branch})" for branch in branches)
    try:
        plain = re.compile(pattern.replace("(?P<x>", "("), re.M)
    except re.error:
        return
    quick = compiled(plain.pattern, re.M)
    assert [(m.span(), m.groups()) for m in quick.finditer(text)] == [(m.span(), m.groups()) for m in plain.finditer(text)]
    assert (quick.groups, quick.groupindex, quick.flags, quick.pattern) == (
        plain.groups,
        plain.groupindex,
        plain.flags,
        plain.pattern,
    )


def test_the_patterns_of_the_package_find_what_they_find() -> None:
    made: dict[str, re.Pattern[str]] = {}
    for module in pkgutil.walk_packages(briefing.__path__, "briefing."):
        if module.name.split(".")[1] in ("chinese", "cleaning", "extraction"):
            importlib.import_module(module.name)
    for path in SEEDS[:2]:
        briefing.extract(briefing.read(path))
    for value in gc.get_objects():
        if isinstance(value, re.Pattern) and isinstance(value.pattern, str) and re.search("[\u4e00-\u9fff]", value.pattern):
            made[value.pattern] = value
    assert len(made) > 500
    texts = [clause for path in SEEDS for clause in re.split("[。\n]", path.read_text(encoding="utf-8"))[::9]]
    for pattern in made.values():
        ours, plain = compiled(pattern.pattern, pattern.flags & ~re.U), re.compile(pattern.pattern, pattern.flags)
        for text in texts:
            assert [m.span() for m in ours.finditer(text)] == [m.span() for m in plain.finditer(text)], pattern.pattern


def test_without_the_insides_of_re_patterns_work_as_well(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(beginnings, "ops", None)
    assert compiled("(?:年度)?计划").findall("年度计划、计划") == ["年度计划", "计划"]
