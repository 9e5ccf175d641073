"""The summary as a file: written and read fact by fact, and the same as when it is written and read at once."""

from __future__ import annotations

from pathlib import Path

import pytest

import briefing
from briefing.writers import json as codec

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def result(tmp_path_factory: pytest.TempPathFactory) -> briefing.Result:
    return briefing.make(ROOT / "seeds", out=tmp_path_factory.mktemp("out"), formats=("json",))


def test_piece_by_piece_is_the_same_as_at_once(result: briefing.Result) -> None:
    assert b"".join(codec.chunks(result.summary)) == codec.dumps(result.summary) == result.paths["json"].read_bytes()
    assert b"".join(codec.chunks(result.document)) == codec.dumps(result.document)


def test_fact_by_fact_is_the_same_as_at_once(result: briefing.Result) -> None:
    data = result.paths["json"].read_bytes()
    with result.paths["json"].open("rb") as file:
        by_lines = codec._by_lines(iter(file))
    assert by_lines == codec.loads_summary(data) == result.summary
    assert codec.dumps(by_lines) == data


def test_any_other_form_of_the_same_is_read_too_and_what_is_none_is_told(result: briefing.Result, tmp_path: Path) -> None:
    path = tmp_path / "x.json"
    for form in (result.summary.model_dump_json(by_alias=True), result.summary.model_dump_json(by_alias=True, indent=4)):
        path.write_text(form, encoding="utf-8")
        assert codec.read_summary(path) == result.summary
    data = result.paths["json"].read_bytes()
    newer = data.replace(b'\n "meta": {', b'\n "later": [1],\n "meta": {\n  "much_later": 2,')
    path.write_bytes(newer)
    assert codec.read_summary(path) == result.summary
    for wrong in (b"", b"{\n", data[: len(data) // 2], data + b"{}\n", data.replace(b'"unit": "', b'"unit": 7, "u": "', 1), b"[]"):
        path.write_bytes(wrong)
        with pytest.raises(briefing.UsageError):
            codec.read_summary(path)
    with pytest.raises(briefing.UsageError, match="打不开"):
        codec.read_summary(tmp_path / "none.json")
