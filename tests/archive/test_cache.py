from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

import briefing
from briefing.api.gather import extract_all
from briefing.archive import Cache, cache_key
from briefing.options import Options


def test_what_is_put_is_there_in_the_next_run_of_the_same_code(tmp_path: Path) -> None:
    with Cache(tmp_path, "code1") as cache:
        cache.put(cache_key("a", "b"), b"data")
        assert cache.get(cache_key("a", "b")) == b"data"
        assert cache.get(cache_key("ab", "")) is None
    with Cache(tmp_path, "code1") as cache:
        assert cache.get(cache_key("a", "b")) == b"data"
    with Cache(tmp_path, "code2") as cache:
        assert cache.get(cache_key("a", "b")) is None


def test_a_torn_file_is_made_anew_and_told(tmp_path: Path) -> None:
    (tmp_path / "extractions.sqlite").write_bytes(b"no database" * 100)
    for torn in (True, False):
        with Cache(tmp_path, "code") as cache:
            assert cache.rebuilt is torn
            cache.put("k", b"data")
            assert cache.get("k") == b"data"


def test_without_a_folder_rows_are_kept_for_the_run_only(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    for folder in (None, tmp_path / "file" / "below"):
        for _ in range(2):
            with Cache(folder, "code") as cache:
                assert cache.get("k") is None
                cache.put("k", b"data")
                assert cache.get("k") == b"data"
    assert [path.name for path in tmp_path.iterdir()] == ["file"]


def test_a_row_that_is_not_what_was_put_is_none(tmp_path: Path) -> None:
    with Cache(tmp_path, "code") as cache:
        cache.put("k", b"data" * 9)
    db = sqlite3.connect(tmp_path / "extractions.sqlite")
    db.execute("UPDATE kept SET data = substr(data, 1, 20) || x'00' || substr(data, 22)")
    db.commit()
    db.close()
    with Cache(tmp_path, "code") as cache:
        assert cache.get("k") is None


def test_two_runs_use_one_cache_at_once(tmp_path: Path) -> None:
    with Cache(tmp_path, "code") as one, Cache(tmp_path, "code") as two:
        for n in range(20):
            (one if n % 2 else two).put(f"k{n}", b"%d" % n)
        assert [cache.get(f"k{n}") for n in range(20) for cache in (one, two)] == [b"%d" % (n // 2) for n in range(40)]


def texts(folder: Path) -> list[briefing.Source]:
    for n in range(6):
        (folder / f"{n}.txt").write_text(f"云岭市2024年社会消费品零售总额{n}93.{n}亿元，增长{n}.6%。", encoding="utf-8")
    return [briefing.read(path, root=folder) for path in sorted(folder.glob("*.txt"))]


def test_extractions_from_the_cache_and_of_several_processes_are_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    sources, options = texts(tmp_path), Options(region="云岭市")
    plain, _ = extract_all(sources, options)
    assert sum(len(x.figures) for x in plain) >= 6
    assert extract_all(sources, options, jobs=2)[0] == plain
    with Cache(tmp_path / "cache", "code") as cache:
        assert extract_all(sources, options, cache=cache)[0] == plain
    monkeypatch.setattr("briefing.api.tasks.extract", lambda task: pytest.fail("read again"))
    with Cache(tmp_path / "cache", "code") as cache:
        assert extract_all(sources, options, cache=cache)[0] == plain


def test_other_options_and_other_names_are_read_again(tmp_path: Path) -> None:
    sources = texts(tmp_path)
    with Cache(tmp_path / "cache", "code") as cache:
        extract_all(sources, Options(region="云岭市"), cache=cache)
        other, _ = extract_all(sources, Options(region="澄江市"), cache=cache)
        moved = [s.model_copy(update={"info": s.info.model_copy(update={"path": "b.txt"})}) for s in sources[:1]]
        (again,), _ = extract_all(moved, Options(region="云岭市"), cache=cache)
    assert other == extract_all(sources, Options(region="澄江市"))[0]
    assert again.source.path == "b.txt"


def test_a_document_on_which_the_rules_fail_is_left_out_with_a_note(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import briefing.extraction as rules

    sources, options, read = texts(tmp_path), Options(region="云岭市"), rules.extract

    def broken(clean: briefing.Source, given: Options) -> briefing.Extraction:
        if clean.source.info.path == "3.txt":  # type: ignore[attr-defined]
            raise RecursionError("too deep")
        return read(clean, given)  # type: ignore[arg-type]

    monkeypatch.setattr(rules, "extract", broken)
    notes: list[briefing.Note] = []
    found, _ = extract_all(sources, options, notes=notes)
    assert [x.source.path for x in found] == ["0.txt", "1.txt", "2.txt", "4.txt", "5.txt"]
    assert [(n.code, n.source, n.severity) for n in notes] == [("extraction-failed", "3.txt", "error")]
    for strict in ({"notes": None}, {"notes": []}):
        with pytest.raises(RecursionError):
            extract_all(sources, options.model_copy(update={"strict": strict["notes"] is not None}), **strict)  # type: ignore[arg-type]
    with pytest.raises(RecursionError):
        extract_all(sources[3:4], options, notes=[])
