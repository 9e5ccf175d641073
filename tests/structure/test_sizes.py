"""The guards of the house: sizes, names of a place, paths and hosts."""

from __future__ import annotations

import ast
import re
import subprocess
import tomllib

import pytest

import briefing
from conftest import ROOT

SOURCES = sorted((ROOT / "src").rglob("*.py"))


def test_there_is_something_to_guard() -> None:
    assert len(SOURCES) > 20


@pytest.mark.parametrize("path", SOURCES, ids=lambda p: p.relative_to(ROOT).as_posix())
def test_files_and_functions_stay_small(path) -> None:  # type: ignore[no-untyped-def]
    text = path.read_text(encoding="utf-8")
    assert len(text.splitlines()) <= 600
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            assert (node.end_lineno or 0) - node.lineno < 60, node.name


def words_of_the_seeds() -> list[str]:
    """Every name of the seeds' own configuration: none of them may stand in the code."""
    data = tomllib.loads((ROOT / "seeds/briefing.toml").read_text(encoding="utf-8"))
    names = [data["region"], *data["aliases"]]
    for table in ("district", "programme", "project"):
        for entry in data[table]:
            names += [entry["name"], *entry.get("aliases", ())]
    generic = {"示范区", "高新区", "城乡一体化示范区", "示范区(高新区)", "示范区（高新区）"}
    return [name for name in names if name not in generic]


def test_no_place_of_the_seeds_stands_in_code_or_templates() -> None:
    words = words_of_the_seeds()
    assert len(words) > 15
    for folder in ("src", "templates"):
        for path in (ROOT / folder).rglob("*"):
            if path.is_file() and path.suffix in (".py", ".toml", ".j2") and not path.name.startswith("divisions."):
                text = path.read_text(encoding="utf-8")
                assert not [word for word in words if word in text], path


def test_no_path_of_a_machine_and_no_registry_host() -> None:
    listed = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True).stdout.split()
    bad = re.compile(r"/wor[k]/|/hom[e]/\w|/roo[t]/|index-ur[l]|find-link[s]|https?://[^ ]*/simpl[e]\b")
    texts = [name for name in listed if not name.endswith((".ttf", ".png")) and not name.startswith("seeds/")]
    assert texts
    for name in texts:
        path = ROOT / name
        if path.is_file():
            assert not bad.search(path.read_text(encoding="utf-8")), name


def test_the_public_door_is_sorted_and_opens() -> None:
    assert briefing.__all__ == sorted(briefing.__all__)
    for name in briefing.__all__:
        assert getattr(briefing, name) is not None
    with pytest.raises(AttributeError):
        _ = briefing.nothing
