"""A page in Traditional characters and a page with full-width marks say the same: they score as the original does."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import pytest
from opencc import OpenCC
from test_floors import GOLD, TEXTS, documents, scorer

import briefing
from briefing.api import extract_files

WIDE = str.maketrans({",": "，", ";": "；", ":": "：", "(": "（", ")": "）", "?": "？", "!": "！"})
NEAR = 0.01


def traditional(text: str) -> str:
    """Character by character, so that every offset of the gold stays valid."""
    convert = OpenCC("s2t").convert
    known = {char: new if len(new := convert(char)) == 1 else char for char in set(text)}
    return "".join(known[char] for char in text)


def wide(text: str) -> str:
    """Full-width marks; those inside numbers (4,186.5 and 18:39) stay."""
    out = list(text.translate(WIDE))
    for at, char in enumerate(text):
        if char in ",:" and text[at - 1 : at].isdigit() and text[at + 1 : at + 2].isdigit():
            out[at] = char
    return "".join(out)


VARIANTS = {"traditional": traditional, "wide": wide}


def scores(data: list[dict[str, Any]], folder: Path) -> dict[str, Any]:
    written = folder / "x.json"
    written.write_text(json.dumps({"documents": data}, ensure_ascii=False), encoding="utf-8")
    said: list[str] = []
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sys, "argv", ["score.py", str(written), str(GOLD["seeds"]), "--json"])
        patch.setattr("builtins.print", said.append)
        scorer().main()
    result: dict[str, Any] = json.loads(said[0])["documents"]
    return result


@pytest.fixture(scope="module")
def original(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    return scores(documents("seeds", configured=True), tmp_path_factory.mktemp("original"))


@pytest.mark.parametrize("name", list(VARIANTS))
def test_a_variant_scores_as_its_original(name: str, original: dict[str, Any], tmp_path: Path) -> None:
    changed = 0
    for path in sorted(TEXTS["seeds"].glob("*.txt")):
        text = path.read_bytes().decode("utf-8")
        new = VARIANTS[name](text)
        assert len(new) == len(text)
        changed += new != text
        (tmp_path / path.name).write_bytes(new.encode("utf-8"))
    assert changed
    options = briefing.load_options(TEXTS["seeds"] / "briefing.toml")
    found = scores(extract_files(sorted(tmp_path.glob("*.txt")), options)["documents"], tmp_path)
    for document, result in original.items():
        for measure in ("detect", "core", "full"):
            assert abs(found[document][measure]["F1"] - result[measure]["F1"]) <= NEAR, (document, measure)
