from __future__ import annotations

import json
from pathlib import Path

import pytest

from briefing.archive import ingredients, issues, manifest, previous_issue, publish
from briefing.model.source import Source
from briefing.options import Options


def put(out: Path, period: str, text: str, edition: str | None = None) -> None:
    publish(out, period, {"briefing.json": text.encode()}, edition=edition)


def test_the_issue_before_is_the_newest_earlier_one(tmp_path: Path) -> None:
    for period, text in (("2024-11", "a"), ("2025-01", "b"), ("2025-01", "b2"), ("2025-03", "c")):
        put(tmp_path, period, text)
    before = previous_issue(tmp_path, "2025-03")
    assert before is not None
    assert (before.period, before.folder.name, before.read("briefing.json")) == ("2025-01", "r2", b"b2")
    assert previous_issue(tmp_path, "2024-11") is None
    assert previous_issue(tmp_path / "nowhere", "2025-03") is None
    assert [issue.period for issue in issues(tmp_path)] == ["2024-11", "2025-01", "2025-03"]


def test_a_new_edition_starts_with_the_history_of_the_first(tmp_path: Path) -> None:
    put(tmp_path, "2025-01", "office")
    put(tmp_path, "2025-02", "counties", "区县")
    assert previous_issue(tmp_path, "2025-02", "区县").read("briefing.json") == b"office"  # type: ignore[union-attr]
    assert previous_issue(tmp_path, "2025-03", "区县").read("briefing.json") == b"counties"  # type: ignore[union-attr]
    assert previous_issue(tmp_path, "2025-03").read("briefing.json") == b"office"  # type: ignore[union-attr]


def test_a_broken_manifest_is_no_manifest(tmp_path: Path) -> None:
    publish(tmp_path, "2025-01", {"manifest.json": b"{"})
    assert next(issues(tmp_path)).manifest() == {}


@pytest.fixture()
def settled(monkeypatch: pytest.MonkeyPatch) -> None:
    """The code as it is: a file saved between two calls would be another version."""
    monkeypatch.setattr("briefing.resources.package_files", lambda: ())


def key(*texts: str, **options: object) -> str:
    sources = [Source.from_text(text, name=f"{n}.txt").info for n, text in enumerate(texts)]
    return str(ingredients(sources, Options(period="2025-01", **options), ("pdf",), "1")["run_key"])  # type: ignore[arg-type]


@pytest.mark.usefixtures("settled")
def test_the_run_key_follows_what_a_run_is_made_of() -> None:
    assert key("甲", "乙") == key("甲", "乙")
    assert len({key("甲", "乙"), key("甲", "丙"), key("甲", "乙", fresh_months=6), key("甲")}) == 4


@pytest.mark.usefixtures("settled")
def test_the_clock_counts_only_where_it_decides(monkeypatch: pytest.MonkeyPatch) -> None:
    source = [Source.from_text("甲").info]
    with_period, without = Options(period="2025-01"), Options()
    keys = []
    for day in ("86400", "864000"):
        monkeypatch.setenv("SOURCE_DATE_EPOCH", day)
        keys.append([ingredients(source, options, ("pdf",), "1")["run_key"] for options in (with_period, without)])
    assert keys[0][0] == keys[1][0]
    assert keys[0][1] != keys[1][1]


def test_the_manifest_hashes_inputs_configuration_templates_fonts_and_results() -> None:
    made = ingredients([Source.from_text("甲", name="a.txt").info], Options(period="2025-01"), ("pdf",), "1.2")
    data = json.loads(manifest(made, {"briefing.pdf": b"pdf"}, period="2025-01", previous=None))
    assert data["schema"] == "briefing-manifest/1"
    assert data["inputs"][0]["text_sha256"] == Source.from_text("甲").info.text_sha256
    assert data["fonts"]["BriefingSong-Regular.ttf"] and data["templates"]["style.toml"]
    assert data["packages"]["reportlab"] and data["version"] == "1.2"
    assert data["files"] == {"briefing.pdf": "c35b21d6ca39aa7cc3b79a705d989f1a6e88b99ab43988d74048799e3db926a3"}
